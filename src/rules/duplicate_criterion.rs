//! The same criterion twice in one story.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::words;
use super::words::Contents;
use super::words::earlier;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::criterion::Criterion;
use crate::model::union::TextOr;
use crate::model::workflow::Milestone;
use crate::yaml::Path;
use crate::yaml::dotted;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    id: "duplicate-criterion",
    doc: DOC,
    passes: Passes::Says("no criterion stands there twice"),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

/// From how many words of a hundred that two criteria share they are nearly one.
const SHARED: usize = 90;

const DOC: &str = "\
a story has the same criterion twice

## What it finds
Two criteria of one story with the same words, capitals, blanks and the full stop at the end left out. Two that share
90 % of their words: a warning.

## Why it matters
One of them is changed later and the other is not, and then they say two things.

## Traps
Criteria that differ in a number, or in \"not\", are two.

## Fix
`po check --fix` takes the later of two equal ones out, unless one of them is verified or waived or the later says more
than its words. Of two that differ in a word, keep the one that is meant: `po edit S-1`.

```yaml fails
acceptance: [{id: AC-1, text: The order is confirmed}, {id: AC-2, text: the order  is confirmed.}]
```
```yaml fails
acceptance: [{given: a cart, when: I pay, then: it works}, 'given a cart when I pay then it works']
```
```yaml fails
acceptance:
  - The receipt with the number, date, total, tax, address and name goes to the buyer by mail
  - The receipt with number, date, total, tax, address and name goes to a buyer by mail
```
```yaml passes
acceptance: [{id: AC-1, text: The order is confirmed}, {id: AC-2, text: The buyer gets a receipt}]
```
```yaml passes
acceptance:
  - The receipt with the number, date, total, tax, address and name goes to the buyer after 5 days
  - The receipt with the number, date, total, tax, address and name goes to the buyer after 9 days
```
```yaml passes
acceptance:
  - The receipt with the number, date, total, tax, address and name goes to the buyer by mail
  - The receipt with the number, date, total, tax, address and name goes not to the buyer by mail
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let story = record.story().filter(|story| story.acceptance.len() > 1);
    let Some(story) = story else {
        return Vec::new();
    };
    let texts: Vec<String> = story
        .acceptance
        .iter()
        .map(|c| normal(&c.words()))
        .collect();
    let path = |at: usize| -> Path { vec!["acceptance".into(), at.into()] };
    let hit = |at: usize, first: usize, how: &str| {
        let message = format!("criterion {} {how} criterion {}", at + 1, first + 1);
        let help = format!("keep one of them: po edit {}", record.id());
        Hit::at(record, path(at), message).help(help)
    };
    // Nothing is lost with the second of two that say the same and nothing more.
    let spare = |at: usize, first: usize| {
        let safe =
            says_nothing_more(&story.acceptance[at]) && !is_settled(&story.acceptance[first]);
        let remove = Operation::Remove {
            id: record.id().to_string(),
            field: dotted(&path(at)),
        };
        Fix {
            safe,
            operations: vec![remove],
        }
    };
    let mut hits = Vec::new();
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    // What is equal is told as such, and not as nearly equal.
    let mut others: Vec<usize> = Vec::new();
    for (at, text) in texts
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
    {
        match firsts.get(text.as_str()) {
            Some(first) => {
                let hit = hit(at, *first, "says the same as");
                hits.push(hit.fix(spare(at, *first)));
            }
            None => {
                firsts.insert(text, at);
                others.push(at);
            }
        }
    }
    let language = words::spoken(story, cx);
    let lexicon =
        language.map(|language| cx.lexicon(language, super::missing_unhappy_path::RULE.id));
    let mut contents = Contents::default();
    let sets: Vec<Vec<u32>> = others
        .iter()
        .map(|at| contents.of(language, [texts[*at].as_str()]))
        .collect();
    let near = earlier(&sets, SHARED, |word| {
        let negates =
            |lexicon: &words::Lexicon| contents.word(word).is_some_and(|w| lexicon.is_in(w));
        contents.is_number(word) || lexicon.is_some_and(negates)
    });
    for (place, first) in near.into_iter().enumerate() {
        if let Some(first) = first {
            let hit = hit(others[place], others[first], "says nearly the same as");
            hits.push(hit.at_most(Severity::Warning));
        }
    }
    hits
}

/// Seen to hold, or waived.
fn is_settled(criterion: &TextOr<Criterion>) -> bool {
    criterion.is_verified() || criterion.is_waived()
}

/// Whether a criterion holds its words and its id, and nothing that would be lost with it.
fn says_nothing_more(criterion: &TextOr<Criterion>) -> bool {
    match criterion {
        TextOr::Text(_) => true,
        TextOr::Map(of) => {
            let ticked = of.verified.is_some() || of.waived.is_some() || of.by.is_some();
            !ticked && of.kind.is_none() && of.labels.is_empty()
        }
    }
}

/// Without capitals, doubled blanks and the full stop at its end.
fn normal(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_lowercase()
}
