//! A statement with remarks in it.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Part;
use super::statement::Statement;
use super::words::quoted;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;
use crate::text::cut;
use std::ops::Range;

pub static RULE: Rule = Rule {
    id: "noisy-statement",
    doc: DOC,
    passes: Passes::Says("its statement says one thing"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

/// The most letters of what may stand in brackets, such as "(EU)".
const SHORT: usize = 5;
/// The most characters that are shown of a remark.
const SHOWN: usize = 40;
/// Words with a full stop that ends no sentence.
const SHORTENED: [&str; 6] = ["e.g.", "i.e.", "etc.", "vs.", "incl.", "no."];

const DOC: &str = "\
a statement has a remark in it

## What it finds
Brackets in the statement of a story, and text that follows the benefit on the same line.

## Why it matters
The statement is what is read aloud and put on a card. Remarks hide who wants what and why (Lucassen et al. 2016,
minimal).

## Traps
Up to five letters in brackets are an abbreviation or an ending: \"(EU)\", \"order(s)\". Code, quotations, links and the
lines below are left alone.

## Fix
Put the remark into a comment, `po comment S-1 \"…\"`, or on a line of its own.

```yaml fails
description: As a buyer I want to pay by card (see the mail from Bob) so that I need no cash.
```
```yaml fails
{as_a: buyer, i_want: 'to pay by card [agreed with Bob]', so_that: I need no cash}
```
```yaml fails
{as_a: buyer, i_want: to pay by card, so_that: I need no cash. Bob knows more.}
```
```yaml fails
description: As a buyer I want to pay by card so that I need no cash. Bob knows more.
```
```yaml passes
description: As a buyer I want to pay by card so that I need no cash.
```
```yaml passes
{as_a: buyer (EU), i_want: to see my order(s), so_that: I pay by card e.g. at the door}
```
```yaml passes
description: \"As a buyer I want to pay by card so that I need no cash.\\nBob (sales) knows more.\"
```
```yaml passes
description: As a buyer I want to call `pay(by, card)`, see [the terms of payment](https://example.org), so that I need no cash
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some((_, statement)) = Statement::of_story(record, cx) else {
        return Vec::new();
    };
    let parts = [&statement.role, &statement.goal, &statement.benefit];
    let mut parts: Vec<&Part> = parts.into_iter().flatten().collect();
    let whole = statement.sentence.as_ref().map(|sentence| &sentence.range);
    if whole.is_some() {
        // One value holds all three.
        parts.truncate(1);
    }
    let mut hits = Vec::new();
    for part in parts {
        let value = Part {
            range: 0..part.value.len(),
            ..part.clone()
        };
        let read = whole.cloned().unwrap_or(part.range.clone());
        let id = record.id();
        for range in remarks(&part.value[read.clone()]) {
            let range = read.start + range.start..read.start + range.end;
            let shown = cut(&part.value[range.clone()], SHOWN).into_owned();
            let message = format!("\"{shown}\" is no part of the statement");
            let help = format!("keep it as a comment: po comment {id} \"…\"");
            hits.push(value.hit(record, range, message).help(help));
        }
    }
    let benefit = statement.benefit.as_ref();
    let after = benefit.and_then(|benefit| Some((benefit, behind(benefit, whole)?)));
    if let Some((benefit, range)) = after {
        let value = Part {
            range: 0..benefit.value.len(),
            ..benefit.clone()
        };
        let shown = cut(&benefit.value[range.clone()], SHOWN).into_owned();
        let message = format!("\"{shown}\" stands behind the statement");
        let help = "put it on a line of its own, or into a comment";
        hits.push(value.hit(record, range, message).help(help));
    }
    hits
}

/// What stands in brackets, but for abbreviations, endings, links and what is quoted.
fn remarks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains(['(', '[', '{']) {
        return found;
    }
    let quoted = quoted(text);
    let mut at = 0;
    while let Some(open) = text[at..].find(['(', '[', '{']).map(|open| at + open) {
        let close = match text.as_bytes()[open] {
            b'(' => ')',
            b'[' => ']',
            _ => '}',
        };
        let Some(end) = text[open..].find(close).map(|end| open + end) else {
            at = open + 1;
            continue;
        };
        at = end + 1;
        let inside = &text[open + 1..end];
        let short = inside.chars().count() <= SHORT && inside.chars().all(char::is_alphabetic);
        let link = close == ']' && text[at..].starts_with('(');
        if link {
            at = text[at..].find(')').map_or(at, |end| at + end + 1);
        }
        let hidden = quoted.iter().any(|span| span.contains(&open));
        if !short && !link && !hidden {
            found.push(open..end + 1);
        }
    }
    found
}

/// What follows the first full stop of the benefit, on its line.
fn behind(benefit: &Part, sentence: Option<&Range<usize>>) -> Option<Range<usize>> {
    let value = benefit.value;
    let end = match sentence {
        Some(sentence) => sentence.end,
        None => {
            let text = benefit.text();
            let stops = text.char_indices().filter(|(_, c)| ".!?".contains(*c));
            let mut ends = stops.map(|(at, _)| at + 1).filter(|end| {
                let ended = text[*end..].starts_with(char::is_whitespace);
                ended && !is_shortened(&text[..*end])
            });
            benefit.range.start + ends.next()?
        }
    };
    let line = value[end..].lines().next()?;
    let words = line.trim();
    let start = end + (line.len() - line.trim_start().len());
    let told = !words.is_empty() && !is_shortened(&value[..end]);
    told.then(|| start..start + words.len())
}

fn is_shortened(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_start_matches(['(', '"']).to_lowercase();
    SHORTENED.contains(&last.as_str())
}
