//! Theme screening: better, the same or worse than one theme that all are compared with (Cohn).
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use super::Beside;
use super::Form;
use super::Input;
use super::Method;
use super::Outcome;
use super::Reading;
use super::Scale;
use super::Scores;
use super::Set;
use super::Settings;
use super::Word;
use super::config_error;
use super::criteria;
use super::decimal::sort_key;
use super::shown;
use crate::diag::Error;

/// The method without criteria.
pub static METHOD: Theme = Theme {
    inputs: Vec::new(),
    baseline: None,
};

const ID: &str = "theme";

/// Better than the baseline, the same, worse.
static SIGNS: [&str; 3] = ["+", "0", "-"];

/// Pluses and minuses against a baseline.
#[derive(Clone, Debug)]
pub struct Theme {
    inputs: Vec<Input>,
    baseline: Option<String>,
}

/// `methods.theme` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// What themes are compared by.
    #[serde(default)]
    criteria: Vec<String>,
    /// The theme that all others are compared with: an id, or a name for what is no record here.
    baseline: Option<String>,
}

impl Method for Theme {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r#"Theme screening: what is better than a known theme in more ways than it is worse comes first.

`po.yaml` names the criteria, and the `baseline` that all others are compared with: an id, or a name for what is no
record here. A baseline that is a record is `0` in everything.

```yaml
methods:
  theme: {criteria: [loyalty, revenue, reach, fit], baseline: E-1}
```

For each criterion a theme is better (`+`), the same (`0`) or worse (`"-"`, in quotes, as YAML asks for). The score is
the pluses less the minuses; of equals the one with fewer minuses comes first. A blank is a gap, not a 0.

```yaml
scores:
  theme: {loyalty: +, revenue: +, reach: 0, fit: "-"}
```
```text
2 better, 1 worse than E-1: loyalty +, revenue +, reach 0, fit - → 1
```
"#
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
                "net",
                "in how many criteria it is better than the baseline, less those in which it is worse",
            ),
            ("baseline", "the theme that all others are compared with"),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        const PLACE: &str = "methods.theme.criteria";
        let options: Options = super::options(settings, ID)?;
        let mut inputs: Vec<Input> = Vec::new();
        for name in options.criteria {
            criteria::check_name(&name, PLACE, ID, &["plus", "minus", "class"])?;
            if inputs.iter().any(|input| input.key == name) {
                let why = format!("\"{name}\" stands there twice");
                return Err(config_error(PLACE, &why).help("take one of the two out"));
            }
            inputs.push(Input {
                key: Cow::Owned(name),
                meaning: Cow::Borrowed("better, the same or worse than the baseline"),
                scale: Scale::Words(&SIGNS),
                optional: false,
                beside: Beside::Any,
            });
        }
        let baseline = options.baseline;
        Ok(Box::new(Theme { inputs, baseline }))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        if self.inputs.is_empty() {
            return Err(criteria::none(ID));
        }
        let why = match &self.baseline {
            None => "name the theme that all others are compared with".to_owned(),
            Some(baseline) if !set.is_known(baseline) => format!("there is no record {baseline}"),
            Some(_) => return Ok(None),
        };
        Err(config_error("methods.theme.baseline", &why)
            .help("an id such as E-1, or a name for what is no record here"))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(ID, &self.inputs);
        if self.baseline.as_deref() == Some(scores.record().id().as_str()) {
            self.as_baseline(&mut reading);
        }
        let complete = reading.missing.is_empty() && reading.invalid.is_empty();
        if self.inputs.is_empty() || !complete {
            return Outcome::Unscored(reading);
        }
        let [plus, minus] = ["+", "-"].map(|sign| {
            let inputs = self.inputs.iter();
            inputs
                .filter(|input| reading.word(&input.key) == Some(sign))
                .count()
        });
        reading.put("plus", plus);
        reading.put("minus", minus);
        let net = plus as f64 - minus as f64;
        Outcome::Scored {
            parts: vec![sort_key(net), -(minus as i128)],
            score: Some(net),
            reading,
        }
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| shown::term(terms, key, Form::Plain);
        let signs = self
            .inputs
            .iter()
            .map(|input| format!("{} {}", input.key, term(&input.key)));
        format!(
            "{} better, {} worse than {}: {}",
            term("plus"),
            term("minus"),
            self.baseline.as_deref().unwrap_or("the baseline"),
            signs.collect::<Vec<_>>().join(", ")
        )
    }

    fn score_name(&self) -> &'static str {
        "net"
    }

    fn decimals(&self) -> u32 {
        // A whole number.
        0
    }
}

impl Theme {
    /// What all others are compared with is the same as itself.
    fn as_baseline(&self, reading: &mut Reading) {
        for input in &self.inputs {
            let key = input.key.as_ref();
            match reading.word(key) {
                Some("0") => {}
                Some(_) => {
                    reading.refuse(key, "it is the baseline, which is 0 in everything");
                }
                None if reading.missing.iter().any(|missing| missing == key) => {
                    reading.missing.retain(|missing| missing != key);
                    reading.put(key, "0");
                    reading.valid += 1;
                }
                None => {}
            }
        }
    }
}
