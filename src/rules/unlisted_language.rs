//! A language whose words nobody has listed: the word rules cannot read it.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::words;
use crate::diag::Severity;
use crate::text::and_list;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule {
    id: "unlisted-language",
    doc: DOC,
    passes: Passes::Says("its words are known"),
    severity: Severity::Info,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
the words of a language are not known

## What it finds
A `lang:` in `po.yaml` or in an open story for which there are no lists of words. It is told once for a language.

## Why it matters
Rules that look for words, such as `vague-term`, find nothing in such stories. Silence would look like praise.

## Traps
Regions are left out: `en-GB` is English.

## Fix
Nothing, if the language is right: set this rule to `ignore`. The other rules work in every language.

```yaml fails
{lang: fr, title: Payer}
```
```yaml passes
{title: A quick win, lang: en-GB}
```
```yaml passes
{title: Bezahlen, lang: de}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let unlisted = |lang: &&str| words::language(lang).is_none();
    let help = format!(
        "there are lists for {}: set lang: to one of them, or rules: {{{}: ignore}} in po.yaml",
        and_list(&words::languages()),
        RULE.id
    );
    let message =
        |lang: &str| format!("no word lists for \"{lang}\": word rules find nothing in it");
    let own = cx.backlog.config.file.lang.as_deref().filter(unlisted);
    let mut hits: Vec<Hit> = own
        .map(|lang| {
            let document = cx.backlog.file("po.yaml");
            Hit::in_file("po.yaml", document, vec!["lang".into()], message(lang))
        })
        .into_iter()
        .collect();
    let mut stories: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    let open = cx.backlog.records().iter();
    for record in open.filter(|record| cx.backlog.is_open(record)) {
        let lang = record.story().and_then(|story| story.lang.as_deref());
        if let Some(lang) = lang.filter(unlisted).filter(|lang| Some(*lang) != own) {
            stories.entry(lang).or_default().push(record);
        }
    }
    hits.extend(stories.into_iter().filter_map(|(lang, stories)| {
        let (first, others) = stories.split_first()?;
        let message = match others.len() {
            0 => message(lang),
            more => format!("{} ({more} more stories have it)", message(lang)),
        };
        Some(Hit::at(first, vec!["lang".into()], message))
    }));
    hits.into_iter().map(|hit| hit.help(help.clone())).collect()
}

#[cfg(test)]
mod tests;
