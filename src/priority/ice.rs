//! ICE: impact, confidence and ease, each from 1 to 10 (Ellis).
use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use super::Form;
use super::Input;
use super::Method;
use super::Outcome;
use super::Scale;
use super::Scores;
use super::Settings;
use super::shown;
use crate::diag::Error;

/// The method without options.
pub static METHOD: Ice = Ice {
    mode: Mode::Product,
};

const ID: &str = "ice";
const KEYS: [&str; 3] = ["impact", "confidence", "ease"];

static INPUTS: [Input; 3] = [
    Input::new("impact", "how much it helps", Scale::TEN),
    Input::new("confidence", "how sure that is", Scale::TEN),
    Input::new("ease", "how little work it is; 10 is the least", Scale::TEN),
];

/// Impact, confidence and ease, multiplied or averaged.
#[derive(Clone, Debug)]
pub struct Ice {
    mode: Mode,
}

/// `methods.ice` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The product of the three, or their mean; the product where it is missing.
    mode: Option<Mode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Product,
    Mean,
}

impl Method for Ice {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"ICE: impact, confidence and ease, each from 1 to 10, multiplied.

A quick sorting of many ideas. `impact` is how much it helps, `confidence` how sure that is, `ease` how little work it
is: 10 is the least. All three are whole numbers; the score is from 1 to 1000.

```yaml
scores:
  ice: {impact: 8, confidence: 6, ease: 9}
```
```text
impact 8 × confidence 6 × ease 9 → 432
```

`methods.ice` in `po.yaml`: `mode: mean` takes the mean of the three, from 1 to 10.
"
    }

    fn inputs(&self) -> &[Input] {
        &INPUTS
    }

    fn options(&self) -> Schema {
        schema_for!(Options)
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: Options = super::options(settings, ID)?;
        let mode = options.mode.unwrap_or(self.mode);
        Ok(Box::new(Ice { mode }))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let reading = scores.read(ID, &INPUTS);
        let [Some(impact), Some(confidence), Some(ease)] = KEYS.map(|key| reading.number(key))
        else {
            return Outcome::Unscored(reading);
        };
        let score = match self.mode {
            Mode::Product => impact * confidence * ease,
            Mode::Mean => (impact + confidence + ease) / 3.0,
        };
        Outcome::number(score, reading)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| format!("{key} {}", shown::term(terms, key, Form::Plain));
        match self.mode {
            Mode::Product => KEYS.map(term).join(" × "),
            Mode::Mean => format!("mean of {}", KEYS.map(term).join(", ")),
        }
    }

    fn decimals(&self) -> u32 {
        match self.mode {
            // A whole number.
            Mode::Product => 0,
            Mode::Mean => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::Invalid;
    use crate::priority::decimal::display;
    use crate::priority::tests::scored;
    use crate::priority::tests::unscored;

    #[test]
    fn the_score_is_the_product_or_the_mean() {
        for (impact, confidence, ease, product, mean) in [
            (8, 6, 9, "432", "7.67"),
            (10, 10, 10, "1000", "10.00"),
            (1, 1, 1, "1", "1.00"),
            (7, 5, 3, "105", "5.00"),
        ] {
            let inputs =
                format!("ice: {{impact: {impact}, confidence: {confidence}, ease: {ease}}}");
            let shown = |options: &str, decimals| {
                let (_, score, _) = scored(&METHOD, options, &inputs);
                score.map(|score| display(score, decimals))
            };
            assert_eq!(shown("", 0).as_deref(), Some(product));
            assert_eq!(shown("ice: {mode: mean}", 2).as_deref(), Some(mean));
        }
    }

    #[test]
    fn what_is_no_whole_number_from_1_to_10_is_named() {
        let gaps = unscored(&METHOD, "", "ice: {impact: 0, confidence: 7.5}");
        assert_eq!(
            gaps.invalid,
            [
                Invalid::new("impact", "0 is not within 1 and 10"),
                Invalid::new("confidence", "7.5 is not a whole number"),
            ]
        );
        assert_eq!(gaps.missing, ["ease"]);
    }
}
