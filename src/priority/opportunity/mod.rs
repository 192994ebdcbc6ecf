//! Opportunity: what matters to people and is not well served (Ulwick).
#[cfg(test)]
mod tests;

use serde_json::Map;
use serde_json::Value;

use super::Axes;
use super::Axis;
use super::Column;
use super::Form;
use super::Input;
use super::Method;
use super::NoOptions;
use super::Ordering;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::Scale;
use super::Scores;
use super::Settings;
use super::Word;
use super::decimal::sort_key;
use super::shown;
use crate::diag::Error;

/// The method.
pub static METHOD: Opportunity = Opportunity;

const ID: &str = "opportunity";

/// Answers of fewer people are chance.
const FEW: usize = 30;

const KEYS: [&str; 2] = ["importance", "satisfaction"];

const TEN: Scale = Scale::Range {
    least: 0.0,
    most: 10.0,
    whole: false,
};

static FIVE: Scale = Scale::Range {
    least: 1.0,
    most: 5.0,
    whole: true,
};

static RATINGS: [Input; 2] = [
    Input::optional(
        "importance",
        "how much it matters to each person",
        Scale::List(&FIVE),
    ),
    Input::optional(
        "satisfaction",
        "how well it is served for each person",
        Scale::List(&FIVE),
    ),
];

static INPUTS: [Input; 3] = [
    Input::new("importance", "how much it matters to people", TEN),
    Input::new("satisfaction", "how well they are served today", TEN),
    Input::optional(
        "ratings",
        "what each person said, in place of importance and satisfaction",
        Scale::Map(&RATINGS),
    ),
];

/// Importance, and once more what of it is not satisfied.
#[derive(Clone, Debug)]
pub struct Opportunity;

impl Method for Opportunity {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Opportunity: what matters much to people and is served badly today comes first.

`importance` and `satisfaction` are from 0 to 10. The score is the importance, and once more what of it is not
satisfied, from 0 to 20: above 15 is `extreme`, from 12 `strong`, from 10 `solid`, less is `low`. What satisfies more
than it matters is overserved. Score what people want to get done, not features.

```yaml
scores:
  opportunity: {importance: 9, satisfaction: 3}
```
```text
strong: importance 9.0 + the gap to satisfaction 3.0 → 15.0
```

In place of the two there may be what each person said, from 1 to 5: `ratings: {importance: [5, 4, 2], satisfaction:
[2, 4, 1]}`. Of ten people who said 4 or 5 it is as many as of those asked. Fewer than 30 people are remarked.

`po prioritize --method opportunity --format plot` draws them by importance and satisfaction.
"
    }

    fn inputs(&self) -> &[Input] {
        &INPUTS
    }

    fn words(&self) -> &'static [Word] {
        &[
            (
                "extreme",
                "a class: a score above 15, the largest opportunity",
            ),
            ("strong", "a class: a score from 12 to 15"),
            ("solid", "a class: a score from 10 to below 12"),
            ("low", "a class: a score below 10"),
            (
                "overserved",
                "it satisfies people more than it matters to them, so more of it wins little",
            ),
            (
                "underserved",
                "in a plot: it matters much to people and is served badly",
            ),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let NoOptions {} = super::options(settings, ID)?;
        Ok(Box::new(Opportunity))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(ID, &INPUTS);
        rated(&mut reading);
        let [Some(importance), Some(satisfaction)] = KEYS.map(|key| reading.number(key)) else {
            return Outcome::Unscored(reading);
        };
        if !reading.invalid.is_empty() {
            return Outcome::Unscored(reading);
        }
        let score = importance + (importance - satisfaction).max(0.0);
        reading.put("class", band(score));
        reading.put("overserved", satisfaction > importance);
        Outcome::number(score, reading)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| shown::term(terms, key, Form::Decimals(1));
        let class = self.class(terms).unwrap_or_default();
        let satisfaction = term("satisfaction");
        let gap = match terms.get("overserved") == Some(&Value::Bool(true)) {
            true => format!(", no gap to satisfaction {satisfaction}"),
            false => format!(" + the gap to satisfaction {satisfaction}"),
        };
        format!("{class}: importance {}{gap}", term("importance"))
    }

    fn decimals(&self) -> u32 {
        1
    }

    fn columns(&self) -> Vec<Column<'_>> {
        KEYS.map(|key| Column::new(key, Form::Decimals(1))).to_vec()
    }

    fn axes(&self) -> Option<Axes> {
        let [importance, satisfaction] = KEYS.map(|key| Axis::halved(key, [0.0, 10.0]));
        Some(Axes {
            across: importance,
            up: satisfaction,
            corners: [
                "overserved",
                "important, satisfied",
                "matters little",
                "underserved",
            ],
        })
    }

    fn class(&self, terms: &Map<String, Value>) -> Option<String> {
        let class = terms.get("class")?.as_str()?;
        match terms.get("overserved") == Some(&Value::Bool(true)) {
            true => Some(format!("{class}, overserved")),
            false => Some(class.to_owned()),
        }
    }

    fn remarks(&self, ordering: &Ordering<'_>) -> Vec<Remark> {
        let few = ordering.scored_with(|reading| {
            let ratings = reading.terms.get("ratings").and_then(Value::as_object);
            let mut lists = ratings.into_iter().flat_map(Map::values);
            lists.any(|list| list.as_array().is_some_and(|people| people.len() < FEW))
        });
        let what = "ratings of fewer than 30 people, which may be chance";
        Remark::naming("few-ratings", what, &few)
            .into_iter()
            .collect()
    }
}

/// Takes what each person said for the numbers, which are then not missing.
fn rated(reading: &mut Reading) {
    let ratings = reading.terms.get("ratings").and_then(Value::as_object);
    let Some(ratings) = ratings.cloned() else {
        // They are there, though not so that they can be used.
        if reading
            .invalid
            .iter()
            .any(|invalid| invalid.key == "ratings")
        {
            reading.missing.clear();
        }
        return;
    };
    for key in KEYS {
        let Some(people) = ratings.get(key).and_then(Value::as_array) else {
            continue;
        };
        if !reading.missing.iter().any(|missing| missing == key) {
            reading.refuse(key, "it stands in ratings as well; keep one of the two");
            continue;
        }
        let high = people
            .iter()
            .filter(|said| said.as_f64().is_some_and(|said| said >= 4.0));
        let share = high.count() as f64 / people.len() as f64;
        reading.fill(key, 10.0 * share);
    }
}

/// The band of a score.
fn band(score: f64) -> &'static str {
    let score = sort_key(score);
    match score {
        _ if score > sort_key(15.0) => "extreme",
        _ if score >= sort_key(12.0) => "strong",
        _ if score >= sort_key(10.0) => "solid",
        _ => "low",
    }
}
