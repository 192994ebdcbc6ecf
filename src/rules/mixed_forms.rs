//! A story that is put otherwise than the others.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Sentence;
use super::statement::Statement;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule {
    id: "mixed-forms",
    doc: DOC,
    passes: Passes::Says("it is put like the other stories"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

/// From how many stories on a form can be the usual one.
const STORIES: usize = 10;
/// How many of a hundred must use it.
const USUAL: usize = 70;

const DOC: &str = "\
a story is put otherwise than the others

## What it finds
A statement in a sentence with other words than 70 % of at least ten open stories: what opens it
(\"as\", \"in order to\", \"when\"), what stands behind \"I\" (\"want\", \"can\", \"need\" …), and what opens the benefit
(\"so that\", \"in order to\", \"so\").

## Why it matters
Where all stories are put alike, the eye finds who, what and why without reading (Lucassen et al. 2016, uniform).

## Traps
Small backlogs have no usual form. Stories with the keys `as_a` and `i_want` have no words between them: they neither
count nor fail. \"want\" and \"want to\" are one.

## Fix
Put it like the others, or into keys: `po set S-1 as_a=\"…\" i_want=\"…\" so_that=\"…\"`.

```yaml fails
- {id: S-1, description: As a seller I can export orders so that I file taxes.}
- {id: S-2, description: As a seller I want to export orders so that I file taxes.}
- {id: S-3, description: As a seller I want to export orders so that I file taxes.}
- {id: S-4, description: As a seller I want to export orders so that I file taxes.}
- {id: S-5, description: As a seller I want to export orders so that I file taxes.}
- {id: S-6, description: As a seller I want to export orders so that I file taxes.}
- {id: S-7, description: As a seller I want to export orders so that I file taxes.}
- {id: S-8, description: As a seller I want to export orders so that I file taxes.}
- {id: S-9, description: As an admin I want orders so that I file taxes.}
- {id: S-10, description: As the seller I want orders so that I file taxes.}
```
```yaml passes
- {id: S-1, description: As a seller I can export orders so that I file taxes.}
- {id: S-2, description: As a seller I want to export orders so that I file taxes.}
- {id: S-3, description: As a seller I want to export orders so that I file taxes.}
```
```yaml passes
- {id: S-1, as_a: seller, i_want: to export orders, so_that: I file taxes}
- {id: S-2, description: As a seller I want to export orders so that I file taxes.}
- {id: S-3, description: As a seller I want to export orders so that I file taxes.}
- {id: S-4, description: As a seller I want to export orders so that I file taxes.}
- {id: S-5, description: As a seller I want to export orders so that I file taxes.}
- {id: S-6, description: As a seller I want to export orders so that I file taxes.}
- {id: S-7, description: As a seller I want to export orders so that I file taxes.}
- {id: S-8, description: As a seller I want to export orders so that I file taxes.}
- {id: S-9, description: As an admin I want orders so that I file taxes.}
- {id: S-10, description: As the seller I want orders so that I file taxes.}
- {id: S-11, description: As the seller I want orders}
```
";

/// A story told in a sentence.
struct Told<'a> {
    record: &'a Record,
    statement: Statement<'a>,
    sentence: Sentence,
}

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let open = |record: &&Record| cx.backlog.is_open(record);
    let records = cx.backlog.records().iter().filter(open);
    let told = records.filter_map(|record| {
        let (_, mut statement) = Statement::of_story(record, cx)?;
        let sentence = statement.sentence.take()?;
        Some(Told {
            record,
            statement,
            sentence,
        })
    });
    let told: Vec<Told> = told.collect();
    let usual = PARTS.map(|part| usual(told.iter().map(|told| part(&told.sentence))));
    let hits = told.iter().filter_map(|told| {
        let found = PARTS
            .iter()
            .zip(&usual)
            .enumerate()
            .find_map(|(at, (part, usual))| {
                let (usual, count) = usual.as_ref()?;
                let differs = ![*usual, ""].contains(&part(&told.sentence));
                let written = differs.then(|| written(told, at)).flatten()?;
                let i = if at == 1 { "I " } else { "" };
                Some((
                    format!("\"{written}\", where {count} stories say \"{i}{usual}\""),
                    written,
                ))
            });
        let (message, written) = found?;
        let id = told.record.id();
        let help =
            format!("po set {id} as_a=\"…\" i_want=\"…\" so_that=\"…\", or put it like the others");
        let key = told.statement.goal.as_ref()?.key;
        let hit = Hit::at_word(told.record, vec![key.into()], &written, 0, message);
        Some(hit.help(help))
    });
    hits.collect()
}

/// What a sentence may say otherwise than others, in its order.
const PARTS: [fn(&Sentence) -> &'static str; 3] = [|s| s.opener, |s| s.means, |s| s.ends];

/// The words that most stories use, with "9 of 11"; what says nothing does not count.
fn usual(words: impl Iterator<Item = &'static str>) -> Option<(&'static str, String)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (word, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let is_usual = all >= STORIES && count * 100 >= all * USUAL;
    is_usual.then(|| (word, format!("{count} of {all}")))
}

/// The words of a part as they stand in the file.
fn written(told: &Told, part: usize) -> Option<String> {
    let statement = &told.statement;
    let (role, goal) = (statement.role.as_ref()?, statement.goal.as_ref()?);
    let between = |from: usize, to: usize| {
        let text = goal.value.get(from..to)?;
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == ',');
        Some(text.to_owned()).filter(|text| !text.is_empty())
    };
    match part {
        0 => {
            let sentence = &goal.value[told.sentence.range.clone()];
            sentence.split_whitespace().next().map(str::to_owned)
        }
        1 => between(role.range.end, goal.range.start),
        _ => between(goal.range.end, statement.benefit.as_ref()?.range.start),
    }
}
