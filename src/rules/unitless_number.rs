//! A number of which nobody knows what it counts.

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
use super::words::Texts;
use super::words::is_word;
use super::words::quoted;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;
use std::ops::Range;

pub static RULE: Rule = Rule {
    id: "unitless-number",
    doc: DOC,
    passes: Passes::Says("every number says what it counts"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

/// Within so many words before a number "version" says that it is one.
const NEAR: usize = 6;
/// From how many digits on a number is an id.
const ID: usize = 7;

const DOC: &str = "\
a number has no unit

## What it finds
A number in a `then`, or in a plain sentence, behind which no word, `%` or currency stands, and before which a word
says that it measures: \"within\", \"at most\", \"is\".

## Why it matters
\"Within 5\" is tested as seconds by one and as days by the other (INCOSE R6).

## Traps
Ids, versions, dates, times, years and sums of money are no such numbers, and neither is one that names something:
\"step 3\", \"error 404\", \"Level 2\". In a list of numbers the last one is asked. Code and quotations are left alone.

## Fix
Say what it counts.

```yaml fails
acceptance: [{then: the shop answers within 5}]
```
```yaml fails
acceptance: [The shop answers within 5.]
```
```yaml fails
acceptance: [{then: 'the shop answers within 5, and says so'}]
```
```yaml passes
acceptance: [{then: the shop answers within 5 s}]
```
```yaml passes
acceptance: [{then: the rebate is 5% or 5 %}, {then: the total is € 5}]
```
```yaml passes
acceptance: ['S-12 is closed at 09:00 on 2026-05-01 with version 2.0.1, step 3 and error 404 (HTTP 200)']
```
```yaml passes
acceptance: ['the buyer chooses 5, 10 or 20 EUR', 'it runs with Python 3.14', 'the order has the number (10851853)']
```
```yaml passes
acceptance: ['the shop offers sizes 38 to 44', 'it shows page 2 of 4', 'size 41', 'status 404', 'it listens at port 8443']
```
```yaml fails
acceptance: [{then: the count goes from 2 to 4}]
```
```yaml passes
acceptance: ['3. the shop answers', 'tests: billing 8 and consent 4', 'width: 20', 'a build on Go 1.8', 'an answer (the 202)']
```
```yaml passes
acceptance: [The minimum Ruby requirement goes from 2.5 to 3.0]
```
```yaml fails
{lang: de, acceptance: [der Shop antwortet innerhalb von 5]}
```
```yaml passes
acceptance: ['the total of EUR 5 becomes CHF 6', 'it prints `5`, and \"at 5\"']
```
```yaml passes
acceptance: [The total is 19.99.]
```
```yaml passes
acceptance: [{given: a cart with 5, when: I pay, then: the order of 2026 is confirmed}]
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let spoken = record
        .story()
        .and_then(|story| Some((story, words::spoken(story, cx)?)));
    let Some((story, language)) = spoken else {
        return Vec::new();
    };
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if !criterion_texts(story).any(has_digit) {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for criterion in criteria(story).iter().filter(|c| Texts::Outcomes.has(c)) {
        let text = criterion.text;
        for range in bare_numbers(text, language) {
            let number = &text[range.clone()];
            let nth = text[..range.start].matches(number).count();
            let message = format!("{number} of what?");
            let field = crate::yaml::dotted(&criterion.path);
            let help = format!("add what it counts: po set {} {field}=\"…\"", record.id());
            let path = criterion.path.clone();
            hits.push(Hit::at_word(record, path, number, nth, message).help(help));
        }
    }
    hits
}

/// The numbers that nothing follows which could be a unit.
fn bare_numbers(text: &str, language: &Language) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let hidden = quoted(text);
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|c: char| c.is_ascii_digit())
        .map(|n| at + n)
    {
        let part = |c: char| c.is_ascii_digit() || ".,'".contains(c);
        let run = text[start..]
            .find(|c| !part(c))
            .map_or(text.len(), |n| start + n);
        let number = text[start..run].trim_end_matches(|c: char| !c.is_ascii_digit());
        let range = start..start + number.len();
        at = run;
        let is_hidden = hidden.iter().any(|span| span.contains(&start));
        let before = &text[..start];
        let is_meant = measures(before, language) && !is_named(before, number, language);
        if !is_hidden && is_bare(text, &range) && is_meant {
            found.push(range);
        }
    }
    found
}

/// Whether it stands alone, and the sentence ends behind it or goes on with a comma.
fn is_bare(text: &str, number: &Range<usize>) -> bool {
    let before = text[..number.start].chars().next_back();
    let part = before.is_some_and(|c| is_word(c) || "#/:.€$£%+~^@=\\'´’{[<(".contains(c));
    let rest = &text[number.end..];
    let next = rest.trim_start().chars().next();
    let blank = rest.starts_with(char::is_whitespace);
    let ends = match next {
        None => true,
        Some(c) if !blank => ".,;!?)".contains(c) && !rest[c.len_utf8()..].starts_with(is_word),
        Some(c) => "(,;.".contains(c),
    };
    // Of "5, 10 or 20 EUR" the last one has the unit.
    let listed = rest.strip_prefix(',').map(str::trim_start);
    let listed = listed.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    !part && ends && !listed
}

/// Whether what stands before a number says that it measures: "within", "at most". Else it mostly names something.
fn measures(before: &str, language: &Language) -> bool {
    let word = before.trim_end().rsplit(|c: char| !is_word(c)).next();
    word.is_some_and(|word| language.amounts.contains(&word.to_lowercase()))
}

/// Whether it is a year, a version, money, or the number of something.
fn is_named(before: &str, number: &str, language: &Language) -> bool {
    let year = number.len() == 4
        && ["19", "20"]
            .iter()
            .any(|century| number.starts_with(century));
    let version = number.matches('.').count() > 1;
    // "19.99": a sum in the money of the shop.
    let cents = number
        .split_once('.')
        .is_some_and(|(_, cents)| cents.len() == 2);
    // So long a number counts nothing.
    let id = number.len() >= ID && number.bytes().all(|byte| byte.is_ascii_digit());
    let before = before_list(before);
    let versions = before.split(|c: char| !is_word(c));
    let versions = versions.rev().filter(|word| !word.is_empty()).take(NEAR);
    let version = version
        || versions
            .into_iter()
            .any(|word| language.versions.contains(&word.to_lowercase()));
    let last = before
        .rsplit(|c: char| !is_word(c) && !"€$£".contains(c))
        .next();
    let last = last.unwrap_or_default();
    // "Python 3.14", "Level 2": a name, unless the sentence begins with it.
    let first = before.len() == last.len();
    let proper = !first && last.starts_with(char::is_uppercase);
    let lower = last.to_lowercase();
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    let name = language.numbered.contains(&lower) || language.numbered.contains(one);
    let currency = last.chars().count() == 3 && last.chars().all(char::is_uppercase);
    year || version
        || cents
        || id
        || proper
        || name
        || currency
        || "€$£".contains(last) && !last.is_empty()
}

/// What stands before a list of numbers of which a text before a number has the others: "Python 3.6, 3.7 and".
fn before_list(before: &str) -> &str {
    let mut rest = before;
    loop {
        let text = rest.trim_end().trim_end_matches(['(', ':', ',']).trim_end();
        let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        let number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let joint = ["and", "or"].contains(&word);
        // "sizes 38 to 44", "page 2 of 4".
        let before = text[..text.len() - word.len()].trim_end();
        let span = ["to", "of"].contains(&word) && before.ends_with(|c: char| c.is_ascii_digit());
        let joint = joint || span;
        if text.len() == rest.len() && !number && !joint {
            return text;
        }
        rest = match number || joint {
            true => &text[..text.len() - word.len()],
            false => text,
        };
    }
}
