//! A scenario in which a step is missing or out of order.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::criterion::Criterion;
use crate::model::kind::Sort;
use crate::model::union::TextOr;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "broken-gherkin",
    doc: DOC,
    passes: Passes::Says("no incomplete scenario"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a scenario lacks a step, or its steps are out of order

## What it finds
A criterion with some of `given`, `when` and `then`, but not all three, or with an empty one or an empty line in one; a sentence that begins
\"Given\" without a later \"when\" and \"then\", or has the three words at the start of clauses in another order.

## Why it matters
Without the start nobody can repeat it, without the event nobody knows what to do, without the outcome there is nothing
to see.

## Traps
Plain sentences are fine and not looked at. `gherkin: {given: optional}` in `po.yaml` lets scenarios begin with when.
Tasks and spikes are not looked at.

## Fix
Add the step, or write one plain sentence.

```yaml fails
acceptance: [{id: AC-1, when: the buyer pays, then: the order is confirmed}]
```
```yaml fails
acceptance: [{given: a full cart, when: '', then: the order is confirmed}]
```
```yaml fails
acceptance: [{given: a full cart, when: the buyer pays, then: [the order is confirmed, '']}]
```
```yaml fails
acceptance: [Given a full cart the order is confirmed]
```
```yaml fails
acceptance: ['When the buyer pays, given a full cart, then the order is confirmed']
```
```yaml passes
acceptance: [{id: AC-1, given: a full cart, when: the buyer pays, then: the order is confirmed}]
```
```yaml passes
acceptance: [Given a full cart when the buyer pays then the order is confirmed, When a card is declined the cart stays]
```
```yaml passes
{acceptance: [{when: the buyer pays, then: the order is confirmed}], gherkin: {given: optional}}
```
```yaml passes
{type: task, acceptance: [{then: the certificate is valid}]}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let scenarios = |sort| !matches!(sort, Sort::Task | Sort::Spike);
    let Some(story) = record.story().filter(|story| scenarios(story.sort())) else {
        return Vec::new();
    };
    let gherkin = cx.backlog.config.file.gherkin.as_ref();
    let given_needed = gherkin.and_then(|g| g.given.as_deref()) != Some("optional");
    let mut hits = Vec::new();
    for (at, criterion) in story.acceptance.iter().enumerate() {
        let fault = match criterion {
            TextOr::Text(text) => in_sentence(text),
            TextOr::Map(c) if c.is_scenario() => in_steps(c, given_needed),
            TextOr::Map(c) => c.text.as_deref().and_then(in_sentence),
        };
        if let Some((fault, step)) = fault {
            let message = format!("criterion {} {fault}", at + 1);
            let path = vec!["acceptance".into(), at.into()];
            hits.push(match criterion {
                TextOr::Map(c) if c.is_scenario() => {
                    let help = format!("po set {} acceptance.{}.{step}=\"…\"", record.id(), at + 1);
                    let key = [path.as_slice(), &[step.into()]].concat();
                    match c.step(step) {
                        Some(_) => Hit::at_key(record, key, message).help(help),
                        None => Hit::at(record, path, message).help(help),
                    }
                }
                _ => {
                    let help = "write given …, when …, then …, or one plain sentence";
                    Hit::at(record, path, message).help(help)
                }
            });
        }
    }
    hits
}

/// What is wrong, and with which step.
type Fault = Option<(String, &'static str)>;

fn in_steps(criterion: &Criterion, given_needed: bool) -> Fault {
    let steps = [
        ("given", &criterion.given),
        ("when", &criterion.when),
        ("then", &criterion.then),
    ];
    let needed = steps
        .into_iter()
        .filter(|(step, lines)| given_needed || *step != "given" || lines.is_some());
    let lacking = needed.filter_map(|(step, lines)| match lines {
        None => Some((step, format!("no {step}"))),
        Some(lines) if lines.is_empty() => Some((step, format!("an empty {step}"))),
        Some(lines) if lines.iter().any(|line| line.trim().is_empty()) => {
            Some((step, format!("an empty line in its {step}")))
        }
        Some(_) => None,
    });
    let lacking: Vec<(&'static str, String)> = lacking.collect();
    let step = lacking.first()?.0;
    let faults: Vec<&str> = lacking.iter().map(|(_, fault)| fault.as_str()).collect();
    Some((format!("has {}", faults.join(" and ")), step))
}

fn in_sentence(text: &str) -> Fault {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', ':']).to_lowercase())
        .collect();
    let after = |from: usize, word: &str| (from..words.len()).find(|at| words[*at] == word);
    if words.first().is_some_and(|word| word == "given") {
        let Some(when) = after(1, "when") else {
            return Some(("begins with given and has no when".to_owned(), "when"));
        };
        return match after(when, "then") {
            Some(_) => None,
            None => Some(("has no then after its when".to_owned(), "then")),
        };
    }
    let [given, when, then] = ["given", "when", "then"].map(|step| opening(text, step));
    let (given, when, then) = (given?, when?, then?);
    let ordered = given < when && when < then;
    (!ordered).then(|| {
        (
            "does not go from given over when to then".to_owned(),
            "given",
        )
    })
}

/// Where a word opens a clause: at the start, on a new line, or behind a comma, semicolon or full stop.
fn opening(text: &str, step: &str) -> Option<usize> {
    let clauses = text.split_inclusive(['\n', ',', ';', '.']);
    let mut start = 0;
    for clause in clauses {
        let words = clause
            .split_whitespace()
            .skip_while(|word| word.eq_ignore_ascii_case("and"));
        let first = words.map(|word| word.trim_end_matches([',', ':'])).next();
        if first.is_some_and(|word| word.eq_ignore_ascii_case(step)) {
            return Some(start);
        }
        start += clause.len();
    }
    None
}
