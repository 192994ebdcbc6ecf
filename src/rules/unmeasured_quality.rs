//! A quality that nobody can measure.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::criteria;
use super::statement::criterion_texts;
use super::words;
use super::words::Language;
use super::words::composed;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "unmeasured-quality",
    doc: DOC,
    passes: Passes::Says("its qualities can be measured"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

/// Labels of stories that ask for a quality.
const LABELS: [&str; 4] = ["perf", "security", "a11y", "reliability"];

const DOC: &str = "\
a ready story asks for a quality without a measure

## What it finds
A story with the label perf, security, a11y or reliability, none of whose criteria has a number, a standard (WCAG 2.2
AA, ISO, RFC) or the id of a test. A criterion with \"secure\", \"accessible\", \"available\", \"load\", \"respond\" or
\"scale\" that has none itself; the last four only with such a label or an adverb: \"loads quickly\".

## Why it matters
\"Accessible\" is done when somebody says so. A number or a standard says it before (INCOSE R34).

## Traps
\"loads the file\" and \"available from the menu\" are functions and no qualities.

## Options
`add`: more words that ask for a quality. `ignore`: words to leave alone.

## Fix
State how much, measured where, or the standard.

```yaml fails
acceptance: [{then: the page is accessible}]
```
```yaml fails
acceptance: [{then: the page loads quickly}]
```
```yaml fails
{labels: [perf], acceptance: [{then: the shop responds}]}
```
```yaml fails
{labels: [perf], acceptance: [{then: the shop responds within 300 ms}, {then: the list loads}]}
```
```yaml fails
{labels: [a11y], acceptance: [The menu is read aloud]}
```
```yaml passes
acceptance: [{then: the page meets WCAG 2.2 AA and is accessible}]
```
```yaml passes
acceptance: [the page loads the file, the file is available from the menu]
```
```yaml passes
{labels: [perf], acceptance: [{then: the shop responds within 300 ms}, {then: the list is sorted}]}
```
```yaml passes
{labels: [a11y], acceptance: []}
```
```yaml passes
{acceptance: [the vault is secure], rules: {unmeasured-quality: {ignore: [vault is secure]}}}
```
```yaml fails
{lang: de, acceptance: [die Seite ist barrierefrei]}
```
```yaml fails
{lang: de, acceptance: [der Dienst ist ausfallsicher]}
```
```yaml passes
{lang: de, acceptance: [die Prüfung stellt sicher dass der Name steht]}
```
```yaml passes
{lang: de, acceptance: [die barrierefreie Seite erfüllt WCAG 2.2 AA]}
```
```yaml passes
acceptance: [a secure cookie is set, 'settings load, and unknown keys are simply ignored']
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let spoken = record
        .story()
        .and_then(|story| Some((story, words::spoken(story, cx)?)));
    let Some((story, language)) = spoken else {
        return Vec::new();
    };
    let mut labels = record.common.labels.iter();
    let label = labels.position(|label| LABELS.contains(&label.as_str()));
    let measured = |text: &str| is_measured(language, text);
    let id = record.id();
    let mut hits = Vec::new();
    // Whether there is a criterion at all is asked by missing-acceptance.
    if let Some(at) = label.filter(|_| !story.acceptance.is_empty())
        && !criterion_texts(story).any(measured)
    {
        let word = &record.common.labels[at];
        let message =
            format!("the label {word}, and no criterion with a number, a standard or a test");
        let help = format!("say how much: po criterion add {id} \"…\"");
        hits.push(Hit::at(record, vec!["labels".into(), at.into()], message).help(help));
        return hits;
    }
    let lexicon = cx.lexicon(language, RULE.id);
    if !criterion_texts(story).any(|text| lexicon.holds_any(&composed(text))) {
        return hits;
    }
    for criterion in criteria(story) {
        let text = composed(criterion.text);
        if is_measured(language, &text) {
            continue;
        }
        for range in lexicon.find(&text, Vec::new()) {
            let word = &text[range.clone()];
            let clause = &text[words::clause(&text, range.start)];
            if language.is_function(word) && label.is_none() && !language.has_adverb(clause) {
                continue;
            }
            let nth = text[..range.start].matches(word).count();
            let message = format!("\"{word}\" has no measure");
            let field = crate::yaml::dotted(&criterion.path);
            let help = format!("state a number or a standard: po set {id} {field}=\"…\"");
            let hit = Hit::at_word(record, criterion.path.clone(), word, nth, message);
            hits.push(hit.label("how much, measured how?").help(help));
        }
    }
    hits
}

/// A number, a standard or the id of a test, which has a number as well.
fn is_measured(language: &Language, text: &str) -> bool {
    let digit = text.bytes().any(|byte| byte.is_ascii_digit());
    digit
        || language
            .standards
            .iter()
            .any(|name| text.contains(name.as_str()))
}
