//! A word that leaves open how much: nobody can test it.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Statement;
use super::statement::criteria;
use super::words;
use super::words::Case;
use super::words::Language;
use super::words::Lexicon;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;
use crate::text::and_list;
use crate::yaml::Path;
use crate::yaml::dotted;

pub static RULE: Rule = Rule {
    id: "vague-term",
    doc: DOC,
    passes: Passes::Says("no vague words"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Both(in_record, in_backlog),
};

const DOC: &str = "\
a criterion or goal uses a word that cannot be tested

## What it finds
Words such as \"quickly\", \"easy to use\" or \"several\" in the goal and in the acceptance criteria.

## Why it matters
Everybody agrees with \"fast\" and everybody means another number (ISO/IEC/IEEE 29148: subjective language, ambiguous
adverbs and adjectives; INCOSE R7; the T of INVEST).

## Traps
A number with a unit in the same clause says what is meant: \"fast, within 2 s\". Code, quotations and addresses are
left alone, as are the words of the `glossary:` in `po.yaml`. Words are looked for in the language of `lang:`; for one
without a list nothing is found, and an info says so.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
State a number, and where it is measured.

```yaml fails
acceptance: [{then: the page loads quickly}]
```
```yaml fails
acceptance: [several offers are listed]
```
```yaml fails
{as_a: buyer, i_want: an easy way to pay, so_that: I need no cash}
```
```yaml fails
{acceptance: [a state of the art page], rules: {vague-term: {add: [state of the art]}}}
```
```yaml fails
{lang: fr, title: Payer}
```
```yaml passes
acceptance: [{then: the page loads within 2 s at p95}]
```
```yaml passes
acceptance: ['the page opens fast, within 2 s', the simple_id is unique, 'the label \"Easy pay\" is shown']
```
```yaml passes
{acceptance: [Fast Lane is offered, a clean room], glossary: [Fast Lane], rules: {vague-term: {ignore: [clean]}}}
```
```yaml passes
{title: A quick win, lang: en-GB}
```
";

fn in_record<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let lang = record.story().and_then(|story| story.lang.as_deref());
    let lang = lang.or(cx.backlog.config.file.lang.as_deref());
    let Some((story, language)) = record.story().zip(words::language(lang.unwrap_or("en"))) else {
        return Vec::new();
    };
    let lexicon = cx.lexicon(|| {
        let terms = language.vague_term.iter().map(String::as_str);
        words::lexicon(cx)
            .with(terms, Case::Any)
            .with(cx.texts("add"), Case::Any)
    });
    let search = Search {
        record,
        language,
        lexicon,
    };
    let statement = Statement::of(record, story, &cx.backlog.config);
    let mut hits = Vec::new();
    if let Some(goal) = statement
        .as_ref()
        .and_then(|statement| statement.goal.as_ref())
    {
        hits.extend(search.hits(
            vec![goal.key.into()],
            &goal.value[..goal.range.start],
            goal.text(),
        ));
    }
    for criterion in criteria(story) {
        hits.extend(search.hits(criterion.path, "", criterion.text));
    }
    hits
}

fn in_backlog<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let lang = cx.backlog.config.file.lang.as_deref();
    let Some(lang) = lang.filter(|lang| words::language(lang).is_none()) else {
        return Vec::new();
    };
    let document = cx.backlog.file("po.yaml");
    let message = format!("no word lists for \"{lang}\": vague terms are not looked for");
    let help = format!("there are lists for {}", and_list(&words::languages()));
    let hit = Hit::in_file("po.yaml", document, vec!["lang".into()], message);
    vec![hit.help(help).at_most(Severity::Info)]
}

struct Search<'s, 'a> {
    record: &'a Record,
    language: &'s Language,
    lexicon: &'s Lexicon,
}

impl<'a> Search<'_, 'a> {
    /// The vague words of a text; `before` stands in front of it in the same value.
    fn hits(&self, path: Path, before: &str, text: &str) -> Vec<Hit<'a>> {
        let text = words::composed(text);
        let found = self.lexicon.find(&text).into_iter().filter(|range| {
            let clause = words::clause(&text, range.start);
            !self.language.has_measure(&text[clause])
        });
        let (id, field) = (self.record.id(), dotted(&path));
        let help = format!(
            "state a number, as in \"within 2 s for 95 % of guests\": po set {id} {field}=\"…\""
        );
        let hits = found.map(|range| {
            let word = &text[range.clone()];
            let nth = before.matches(word).count() + text[..range.start].matches(word).count();
            let shown = word.split_whitespace().collect::<Vec<_>>().join(" ");
            Hit::at_word(
                self.record,
                path.clone(),
                word,
                nth,
                format!("\"{shown}\" cannot be tested"),
            )
            .label("how much, for whom, measured where")
            .help(help.clone())
        });
        hits.collect()
    }
}

#[cfg(test)]
mod tests;
