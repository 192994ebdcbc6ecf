//! A mark of something not decided yet in a record that is said to be ready.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::criteria;
use super::statement::criterion_texts;
use super::words;
use super::words::Lexicon;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind::States;
use crate::model::workflow::Milestone;
use crate::yaml::Path;
use crate::yaml::dotted;
use serde_json::Value;
use std::ops::Range;

pub static RULE: Rule = Rule {
    id: "placeholder-text",
    doc: DOC,
    passes: Passes::Says("no placeholder left"),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

/// Fields that quote what was said or done, or hold no prose.
const NOT_READ: &[&str] = &[
    "id", "comments", "history", "allow", "external", "links", "scores",
];

const DOC: &str = "\
a ready record holds a placeholder

## What it finds
TBD, TBC, TODO, FIXME, XXX, ???, lorem ipsum, words in angle brackets such as <amount>, or what templates leave open in
square ones, [amount] or [role], in any text of a story or epic but its comments. And a criterion that is no more than
`-`, `?`, \"n/a\", \"to be clarified\", \"as discussed\" or \"see ticket 4711\".

## Why it matters
Somebody meant to decide this and did not. The team will guess.

## Traps
Of TODO, FIXME and XXX only capitals count: a to-do app has todos. Put code and generics such
as `Vec<T>` in backquotes. The words are the same for every language.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Decide, or ask under `questions:`.

```yaml fails
acceptance: [{then: the limit is TBD}]
```
```yaml fails
title: The limit is <amount>
```
```yaml fails
acceptance: [the limit is tbd]
```
```yaml fails
acceptance: ['the limit is [amount] EUR']
```
```yaml fails
acceptance: [To be clarified.]
```
```yaml fails
acceptance: [See ticket 4711]
```
```yaml fails
acceptance: ['-']
```
```yaml fails
acceptance: [{then: Noch zu klären}]
```
```yaml passes
acceptance: ['as discussed with the bank, the limit is 500 EUR', 'the cell shows \"-\"']
```
```yaml passes
acceptance: ['the buyer presses [enter], [name](https://example.org/name) is read']
```
```yaml fails
description: Which countries???
```
```yaml fails
{description: 'Lorem ipsum dolor sit amet'}
```
```yaml passes
acceptance: [{then: the limit is 500 EUR}]
```
```yaml passes
{title: Sort my todos, description: 'see `Vec<T>` and <https://example.org>, mail Ana <ana@example.org>'}
```
```yaml passes
{status: idea, title: TBD}
```
```yaml passes
{title: Pay, comments: [{text: is the limit still TBD?}]}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(language) = words::language("en") else {
        return Vec::new();
    };
    if !matches!(record.kind.states, States::Workflow) {
        return Vec::new();
    }
    let lexicon = cx.lexicon(language, RULE.id);
    // Most files hold no such mark; their values need not be looked at one by one.
    let mut hits = empty_criteria(record);
    let text = record.document().map(|document| document.text());
    if text.is_some_and(|text| !may_hold(text, lexicon)) {
        return hits;
    }
    for (key, value) in record.fields() {
        if !NOT_READ.contains(&key.as_str()) {
            search(
                record,
                &mut vec![key.as_str().into()],
                &value,
                lexicon,
                &mut hits,
            );
        }
    }
    hits
}

/// What is put where a criterion should stand: all of its text, in small letters.
const EMPTY: [&str; 15] = [
    "",
    "n/a",
    "to be clarified",
    "to be decided",
    "to be defined",
    "to be determined",
    "to be discussed",
    "as discussed",
    "see above",
    "noch offen",
    "noch zu klären",
    "offen",
    "wie besprochen",
    "siehe oben",
    "k. a",
];
/// What begins a text that points elsewhere, up to a last word: "see ticket 4711".
const ELSEWHERE: [&str; 8] = [
    "see ticket",
    "see concept",
    "see issue",
    "see spec",
    "siehe ticket",
    "siehe konzept",
    "siehe anforderung",
    "siehe spezifikation",
];

/// Whether a criterion says nothing at all.
fn is_empty(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "-–—?.…!".contains(c));
    if text.chars().count() > 40 {
        return false;
    }
    let text = text.to_lowercase();
    let points = |start: &&str| {
        let rest = text.strip_prefix(*start);
        rest.is_some_and(|rest| rest.split_whitespace().count() < 2)
    };
    EMPTY.contains(&text.as_str()) || ELSEWHERE.iter().any(points)
}

/// The criteria that only stand for one.
fn empty_criteria(record: &Record) -> Vec<Hit<'_>> {
    let Some(story) = record.story().filter(|s| criterion_texts(s).any(is_empty)) else {
        return Vec::new();
    };
    let empty = criteria(story).into_iter().filter(|c| {
        let marked = c.text.contains("???");
        !c.text.is_empty() && !marked && is_empty(c.text)
    });
    let hits = empty.map(|criterion| {
        let message = format!(
            "\"{}\" stands for something not decided",
            criterion.text.trim()
        );
        let field = dotted(&criterion.path);
        let help = format!("decide it: po set {} {field}=\"…\"", record.id());
        Hit::at(record, criterion.path, message).help(help)
    });
    hits.collect()
}

fn may_hold(text: &str, lexicon: &Lexicon) -> bool {
    text.contains("???") || text.contains(['<', '[']) || lexicon.holds_any(text)
}

fn search<'a>(
    record: &'a Record,
    path: &mut Path,
    value: &Value,
    lexicon: &Lexicon,
    hits: &mut Vec<Hit<'a>>,
) {
    match value {
        Value::String(text) => {
            let text = words::composed(text);
            for range in lexicon.find(&text, marks(&text)) {
                let word = &text[range.clone()];
                let nth = text[..range.start].matches(word).count();
                let message = format!("\"{word}\" stands for something not decided");
                let hit = Hit::at_word(record, path.clone(), word, nth, message);
                let field = dotted(path);
                let help = format!("decide it: po set {} {field}=\"…\"", record.id());
                hits.push(hit.help(help));
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at.into());
                search(record, path, item, lexicon, hits);
                path.pop();
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                path.push(key.as_str().into());
                search(record, path, value, lexicon, hits);
                path.pop();
            }
        }
        _ => {}
    }
}

/// `???`, `<…>` and the brackets of templates that stand for something.
fn marks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['<', '?', '[']).map(|n| at + n) {
        let rest = &text[start..];
        let length = match rest.as_bytes()[0] {
            b'<' => bracketed(rest),
            b'[' => squared(rest),
            _ => questions(rest),
        };
        let range = start..start + length.unwrap_or(1);
        at = range.end;
        found.extend(length.map(|_| range));
    }
    found
}

/// The length of `<1 to 40 characters>`; no comparison, no address.
fn bracketed(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let inner = &text[1..end];
    let letters = inner.chars().count();
    let words = inner.chars().any(char::is_alphabetic)
        && inner.trim_matches(|c: char| c.is_whitespace() || c == '-') == inner;
    let address = inner.contains(['@', '<', '=', '\n']) || inner.contains("://");
    (words && !address && (1..=40).contains(&letters)).then_some(end + 1)
}

/// What templates leave to be filled in; other words in such brackets are remarks, keys or labels.
const BLANKS: [&str; 12] = [
    "amount", "number", "name", "date", "time", "value", "role", "goal", "benefit", "feature",
    "action", "outcome",
];

/// The length of `[amount]`; no link, whose address follows.
fn squared(text: &str) -> Option<usize> {
    let end = text.find(']')?;
    let inner = text[1..end].to_lowercase();
    let link = text[end + 1..].starts_with(['(', '[', ':']);
    (!link && BLANKS.contains(&inner.as_str())).then_some(end + 1)
}

fn questions(text: &str) -> Option<usize> {
    let marks = text.len() - text.trim_start_matches('?').len();
    (marks >= 3).then_some(marks)
}

#[cfg(test)]
mod tests;
