//! A criterion with several events, or with too many outcomes.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::words;
use super::words::Language;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind::Story;
use crate::model::union::Lines;
use crate::model::union::TextOr;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "compound-criterion",
    doc: DOC,
    passes: Passes::Says("each criterion tests one thing"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

/// The most outcomes.
const OUTCOMES: usize = 3;
/// Within so many words behind "and" an outcome has its verb: "and the buyer gets".
const REACH: usize = 4;

const DOC: &str = "\
a criterion tests several things

## What it finds
A scenario with more than one `when`, or more than three outcomes. An outcome is an entry of `then`, a sentence, a part
behind `;`, and what follows \"and\" with a verb of its own: \"and the buyer gets a receipt\".

## Why it matters
A test that fails tells which of them does not hold only where there is one (Wynne and Hellesøy, The Cucumber Book,
2012).

## Traps
Lists of fields are one outcome: \"shows name and street and city\", \"names and streets are shown\".

## Fix
Make a criterion of each: `po criterion add S-1 \"given … when … then …\"`.

```yaml fails
acceptance: [{given: a cart, when: [the buyer pays, the buyer cancels], then: the order is confirmed}]
```
```yaml fails
acceptance: [{given: a cart, when: the buyer pays, then: [the order is confirmed, a mail is sent, the stock is reduced, the cart is empty]}]
```
```yaml fails
acceptance: [The order is confirmed and the buyer gets a receipt and the stock is reduced and shows the rest]
```
```yaml passes
acceptance: [{given: a cart, when: the buyer pays, then: the order is confirmed}]
```
```yaml passes
acceptance: [{given: a cart, when: [the buyer pays], then: [the order is confirmed, a mail is sent, the stock is reduced]}]
```
```yaml passes
acceptance: [The page shows name and street and city and country and phone, Names and streets and cities and phones are shown]
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(story) = record.story() else {
        return Vec::new();
    };
    let language = words::spoken(story, cx);
    let mut hits = Vec::new();
    for at in 0..story.acceptance.len() {
        let found = in_criterion(story, at, language).into_iter();
        hits.extend(found.map(|(key, message)| {
            let mut path = vec!["acceptance".into(), at.into()];
            path.extend(key.map(Into::into));
            let id = record.id();
            let help = format!("make a criterion of each: po criterion add {id} \"…\"");
            let hit = match key {
                Some(_) => Hit::at_key(record, path, message),
                None => Hit::at(record, path, message),
            };
            hit.help(help)
        }));
    }
    hits
}

/// What there is too much of, and the key that holds it.
fn in_criterion(
    story: &Story,
    at: usize,
    language: Option<&Language>,
) -> Vec<(Option<&'static str>, String)> {
    let mut found = Vec::new();
    let mut outcomes = |key, count: usize| {
        if count > OUTCOMES {
            let message = format!(
                "criterion {} has {count} outcomes, more than {OUTCOMES}",
                at + 1
            );
            found.push((key, message));
        }
    };
    match &story.acceptance[at] {
        TextOr::Text(text) => outcomes(None, clauses(outcome(text), language)),
        TextOr::Map(criterion) => {
            let of_text = criterion
                .text
                .as_deref()
                .map_or(0, |text| clauses(outcome(text), language));
            outcomes(Some("text"), of_text);
            let then = criterion.then.iter().flat_map(Lines::iter);
            outcomes(Some("then"), then.map(|text| clauses(text, language)).sum());
            let when = criterion.when.iter().flat_map(Lines::iter);
            let events = when.filter(|line| !line.trim().is_empty()).count();
            if events > 1 {
                found.push((
                    Some("when"),
                    format!("criterion {} has {events} events", at + 1),
                ));
            }
        }
    }
    found
}

/// What follows "then" in a sentence that has it.
fn outcome(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let then = lower.find(" then ").or(lower.find("\nthen "));
    then.map_or(text, |then| &text[then..])
}

/// How many things a text says happen.
fn clauses(text: &str, language: Option<&Language>) -> usize {
    let mut count = 0;
    for sentence in text.split(';').flat_map(|part| part.split(". ")) {
        let mut words = sentence.split_whitespace().peekable();
        count += usize::from(words.peek().is_some());
        let Some(language) = language else { continue };
        let all: Vec<String> = words.map(bare).collect();
        let ands = all.iter().enumerate().filter(|(_, word)| *word == "and");
        let happens = |word: &String| language.predicates.contains(word);
        let own = ands.filter(|(at, _)| {
            let behind = all[at + 1..].iter().take(REACH);
            let mut behind = behind.take_while(|word| *word != "and");
            // "Names and streets are shown" is one thing: the verb comes behind both.
            all[..*at].iter().any(happens) && behind.any(happens)
        });
        count += own.count();
    }
    count
}

fn bare(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.to_lowercase()
}
