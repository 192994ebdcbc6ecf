//! Weighted scoring: the team's own criteria, each with a weight.
mod compared;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use indexmap::IndexMap;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use super::Beside;
use super::Input;
use super::LARGEST;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::Scale;
use super::Scores;
use super::Set;
use super::Settings;
use super::Word;
use super::config_error;
use super::criteria;
use super::decimal::display;
use super::decimal::rounded;
use super::inputs::number;
use super::shown::word;
use crate::diag::Error;
use compared::Comparison;

/// The method without criteria.
pub static METHOD: Weighted = Weighted {
    criteria: Vec::new(),
    inputs: Vec::new(),
    partial: false,
    contradiction: None,
};

const ID: &str = "weighted";
/// How much of the weights is there: a term.
const COVERAGE: &str = "coverage";

/// The weighted mean of criteria.
#[derive(Clone, Debug)]
pub struct Weighted {
    criteria: Vec<Weighed>,
    /// One a criterion, in the same order.
    inputs: Vec<Input>,
    /// Scores by the criteria that are there.
    partial: bool,
    /// That the ratios behind the weights do not agree.
    contradiction: Option<Remark>,
}

/// `methods.weighted` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// What is scored, by name.
    #[serde(default)]
    #[schemars(with = "IndexMap<String, Criterion>")]
    criteria: IndexMap<String, Value>,
    /// How many times as important each criterion is as each other: all pairs, in place of the weights.
    #[serde(default)]
    comparisons: Vec<Comparison>,
}

/// What a score is made of.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Criterion {
    /// How much it counts beside the others; they need not add up to 100. Left out where `comparisons` gives it.
    #[serde(default)]
    weight: Option<f64>,
    /// The least value that it may have.
    min: f64,
    /// The largest value that it may have.
    max: f64,
    /// Whether high or low values are better; high where it is missing.
    #[serde(default)]
    better: Better,
}

/// A criterion with its weight.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    weight: f64,
    min: f64,
    max: f64,
    better: Better,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Better {
    #[default]
    High,
    Low,
}

impl Weighed {
    /// The criterion of this name; `weight` is what comparisons give it.
    fn read(name: &str, value: &Value, weight: Option<f64>) -> Result<Self, Error> {
        let key = format!("methods.weighted.criteria.{name}");
        let fault = |key: &str, why: &str| {
            config_error(key, &why).help("po explain weighted says how to name criteria")
        };
        let given =
            Criterion::deserialize(value).map_err(|why| fault(&key, &super::misfit(&why)))?;
        let weight = match (given.weight, weight) {
            (Some(_), Some(_)) => {
                let why = "comparisons give the weights, so this one has none of its own";
                return Err(fault(&format!("{key}.weight"), why));
            }
            (None, None) => return Err(fault(&key, "missing field `weight`")),
            (one, other) => one.or(other).unwrap_or_default(),
        };
        let read = Self {
            weight,
            min: given.min,
            max: given.max,
            better: given.better,
        };
        let numbers = [
            ("weight", read.weight),
            ("min", read.min),
            ("max", read.max),
        ];
        let large = numbers.iter().find(|(_, number)| number.abs() > LARGEST);
        if let Some((part, _)) = large {
            return Err(fault(&format!("{key}.{part}"), "too large"));
        }
        if read.weight < 0.0 {
            let why = format!("a weight is not below 0, as {} is", read.weight);
            return Err(fault(&format!("{key}.weight"), &why));
        }
        if read.min >= read.max {
            let why = format!("min {} is not below max {}", read.min, read.max);
            return Err(fault(&key, &why));
        }
        Ok(read)
    }

    fn input(&self, name: &str) -> Input {
        let better = match self.better {
            Better::High => "high",
            Better::Low => "low",
        };
        Input {
            key: Cow::Owned(name.to_owned()),
            meaning: Cow::Owned(format!(
                "weight {}, {better} is better",
                rounded(self.weight)
            )),
            scale: Scale::Range {
                least: self.min,
                most: self.max,
                whole: false,
            },
            optional: false,
            beside: Beside::Any,
        }
    }

    /// How good a value is, from 0 to 1.
    fn norm(&self, value: f64) -> f64 {
        let above = match self.better {
            Better::High => value - self.min,
            Better::Low => self.max - value,
        };
        above / (self.max - self.min)
    }
}

impl Method for Weighted {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Weighted scoring: the team's own criteria, each as heavy as the team says.

`po.yaml` names the criteria: each with its `weight`, the least (`min`) and the largest (`max`) value it may have, and
whether `high` or `low` values are `better`; high where it is missing. The weights need not add up to 100.

```yaml
methods:
  weighted:
    criteria:
      revenue: {weight: 50, min: 1, max: 5}
      retention: {weight: 30, min: 1, max: 5}
      effort: {weight: 20, min: 1, max: 10, better: low}
```

A record has a value for each. The score is 0 where all are at their worst, and 100 where all are at their best.

```yaml
scores:
  weighted: {revenue: 5, retention: 3, effort: 4}
```
```text
revenue 5 gives 50.0 of 50.0, retention 3 gives 15.0 of 30.0, effort 4 gives 13.3 of 20.0 → 78.33
```

In place of the weights `comparisons` may say how many times as important each criterion is as each other, from 1/9 to
9, for all pairs; `po explain ahp` says how weights come of it.

```yaml
methods:
  weighted:
    criteria: {revenue: {min: 1, max: 5}, effort: {min: 1, max: 10, better: low}}
    comparisons: [{a: revenue, b: effort, ratio: 3}]
```

Without one of the values there is no score. `po prioritize --partial` scores by those that are there, as if there were
no other criteria, and marks the score with `~`.
"
    }

    fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    fn options(&self) -> Schema {
        schema_for!(Options)
    }

    fn words(&self) -> &'static [Word] {
        &[
            (
                COVERAGE,
                "with --partial: the share of all weights that the values there are count for, 0 to 1",
            ),
            (
                "partial",
                "--partial scores by the values that are there; such a score is marked with ~",
            ),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: Options = super::options(settings, ID)?;
        let mut method = Weighted {
            partial: self.partial,
            ..METHOD.clone()
        };
        let weights = match options.comparisons.as_slice() {
            [] => None,
            comparisons => Some(compared::weigh(&options.criteria, comparisons)?),
        };
        for (at, (name, value)) in options.criteria.iter().enumerate() {
            criteria::check_name(name, "methods.weighted.criteria", ID, &[COVERAGE, "class"])?;
            let weight = weights.as_ref().map(|(weights, _)| weights[at]);
            let criterion = Weighed::read(name, value, weight)?;
            method.inputs.push(criterion.input(name));
            method.criteria.push(criterion);
        }
        if !method.criteria.is_empty() && method.weight() <= 0.0 {
            let why = "the weights add up to 0";
            return Err(config_error("methods.weighted.criteria", &why)
                .help("give at least one of them a weight above 0"));
        }
        method.contradiction = weights.and_then(|(_, remark)| remark);
        Ok(Box::new(method))
    }

    fn among(&self, _set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        match self.criteria.is_empty() {
            true => Err(criteria::none(ID)),
            false => Ok(None),
        }
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(ID, &self.inputs);
        let present: Vec<(&Weighed, f64)> = self.present(&reading).collect();
        let weight: f64 = present.iter().map(|(criterion, _)| criterion.weight).sum();
        let all = self.weight();
        if all > 0.0 {
            reading.put(COVERAGE, number(rounded(weight / all)));
        }
        let gaps = !self.partial && !reading.missing.is_empty();
        if gaps || !reading.invalid.is_empty() || weight <= 0.0 {
            return Outcome::Unscored(reading);
        }
        let good = present.iter();
        let good = good.map(|(criterion, value)| criterion.weight * criterion.norm(*value));
        Outcome::number(100.0 * good.sum::<f64>() / weight, reading)
    }

    fn partial(&self) -> Option<Box<dyn Method>> {
        let mut method = self.clone();
        method.partial = true;
        Some(Box::new(method))
    }

    fn shares(&self, terms: &Map<String, Value>) -> Vec<(&str, f64)> {
        let both = self.inputs.iter().zip(&self.criteria);
        let good = both.filter_map(|(input, criterion)| {
            let value = terms.get(input.key.as_ref())?.as_f64()?;
            Some((input.key.as_ref(), criterion.weight * criterion.norm(value)))
        });
        let good: Vec<(&str, f64)> = good.collect();
        let all: f64 = good.iter().map(|(_, part)| part).sum();
        match all > 0.0 {
            true => good
                .into_iter()
                .map(|(key, part)| (key, part / all))
                .collect(),
            false => Vec::new(),
        }
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let mut given = Vec::new();
        for (input, criterion) in self.inputs.iter().zip(&self.criteria) {
            let value = terms.get(input.key.as_ref());
            if let Some((value, x)) = value.and_then(|value| Some((value, value.as_f64()?))) {
                given.push((input, criterion, value, x));
            }
        }
        let weight: f64 = given
            .iter()
            .map(|(_, criterion, ..)| criterion.weight)
            .sum();
        let part = |(input, criterion, value, x): &(&Input, &Weighed, &Value, f64)| {
            let most = 100.0 * criterion.weight / weight;
            format!(
                "{} {} gives {} of {}",
                input.key,
                word(value),
                display(most * criterion.norm(*x), 1),
                display(most, 1)
            )
        };
        given.iter().map(part).collect::<Vec<_>>().join(", ")
    }

    fn remarks(&self, _: &Ordering<'_>) -> Vec<Remark> {
        Vec::from_iter(self.contradiction.clone())
    }
}

impl Weighted {
    fn weight(&self) -> f64 {
        self.criteria.iter().map(|criterion| criterion.weight).sum()
    }

    /// The criteria that a record has a value for.
    fn present(&self, reading: &Reading) -> impl Iterator<Item = (&Weighed, f64)> {
        let both = self.inputs.iter().zip(&self.criteria);
        both.filter_map(|(input, criterion)| Some((criterion, reading.number(&input.key)?)))
    }
}
