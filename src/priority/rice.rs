//! RICE: how many it reaches, how much it does for each, how sure that is, over the effort (Intercom).
use std::borrow::Cow;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use super::Input;
use super::LARGEST;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Remark;
use super::Scale;
use super::Scores;
use super::Settings;
use crate::diag::Error;
use crate::model::id::Id;

/// The method without options.
pub static METHOD: Rice = Rice {
    period: Period::Quarter,
    inputs: [
        Input::new(
            "reach",
            "people or events it reaches in a period",
            Scale::Amount { positive: false },
        ),
        Input::new(
            "impact",
            "3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal",
            Scale::Numbers(Cow::Borrowed(&IMPACT)),
        ),
        Input::new(
            "confidence",
            "1 high, 0.8 medium, 0.5 low",
            Scale::Share(&TIERS),
        ),
        Input::new("effort", "person-months", Scale::Amount { positive: true }),
    ],
};

static IMPACT: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 3.0];

/// How sure one can be: low, medium, high.
static TIERS: [f64; 3] = [0.5, 0.8, 1.0];

/// The least effort that Intercom estimates, in person-months.
const LEAST_EFFORT: f64 = 0.5;

/// Reach × impact × confidence over effort.
#[derive(Clone, Debug)]
pub struct Rice {
    period: Period,
    inputs: [Input; 4],
}

/// `methods.rice` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The time in which the people of `reach` are counted; a quarter where it is missing.
    period: Option<Period>,
    /// The numbers that impact may be, in place of 0.25, 0.5, 1, 2, 3.
    scale: Option<Vec<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Period {
    Week,
    Month,
    Quarter,
    Year,
}

impl Period {
    fn word(self) -> &'static str {
        match self {
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }
}

impl Method for Rice {
    fn id(&self) -> &'static str {
        "rice"
    }

    fn doc(&self) -> &'static str {
        r"RICE: how many people it helps, how much and how surely, for each month of work.

`reach` is how many people or events it touches in a quarter, from data where there is some. `impact` is what it does
for each: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal. `confidence` is 1 (or `100%`) high, 0.8 medium, 0.5 low;
less is a moonshot. `effort` is all work in person-months, 0.5 for well under one. The score is impact on people per
person-month.

```yaml
scores:
  rice: {reach: 1200, impact: 2, confidence: 80%, effort: 3}
```
```text
reach 1200 a quarter × impact 2 × confidence 0.8, over effort 3 → 640.0
```

`methods.rice` in `po.yaml`: `period: month` counts the reach of a week, month, quarter or year; `scale: [1, 2, 3]`
stands in for the numbers of impact.
"
    }

    fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    fn options(&self) -> Schema {
        schema_for!(Options)
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: Options = super::options(settings, self.id())?;
        let mut method = self.clone();
        method.period = options.period.unwrap_or(self.period);
        if let Some(mut scale) = options.scale {
            if scale.is_empty() || scale.iter().any(|step| !(0.0..=LARGEST).contains(step)) {
                let why = "expected at least one number, none below 0";
                return Err(super::config_error("methods.rice.scale", &why));
            }
            scale.sort_by(f64::total_cmp);
            scale.dedup();
            method.inputs[1].scale = Scale::Numbers(Cow::Owned(scale));
        }
        Ok(Box::new(method))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let reading = scores.read(self.id(), &self.inputs);
        let [Some(reach), Some(impact), Some(confidence), Some(effort)] =
            ["reach", "impact", "confidence", "effort"].map(|key| reading.number(key))
        else {
            return Outcome::Unscored(reading);
        };
        Outcome::number(reach * impact * confidence / effort, reading)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| terms.get(key).map(Value::to_string).unwrap_or_default();
        format!(
            "reach {} a {} × impact {} × confidence {}, over effort {}",
            term("reach"),
            self.period.word(),
            term("impact"),
            term("confidence"),
            term("effort")
        )
    }

    fn decimals(&self) -> u32 {
        1
    }

    fn remarks(&self, ordering: &Ordering<'_>) -> Vec<Remark> {
        let off = |given: f64| given > TIERS[0] && !TIERS.contains(&given);
        let remarks = [
            Remark::naming(
                "moonshot",
                "confidence below 0.5, so the score is a guess",
                &found(ordering, "confidence", |given| given < TIERS[0]),
            ),
            Remark::naming(
                "off-tier",
                "confidence that is none of 1, 0.8 and 0.5",
                &found(ordering, "confidence", off),
            ),
            Remark::naming(
                "small-effort",
                "effort below 0.5, finer than months of work can be estimated",
                &found(ordering, "effort", |given| given < LEAST_EFFORT),
            ),
        ];
        remarks.into_iter().flatten().collect()
    }
}

/// The scored records whose input is of a sort.
fn found<'a>(ordering: &'a Ordering<'_>, key: &str, of_sort: impl Fn(f64) -> bool) -> Vec<&'a Id> {
    ordering.scored_with(|reading| reading.number(key).is_some_and(&of_sort))
}

#[cfg(test)]
mod tests;
