//! Money: what goes out and comes in over the years, discounted.
mod figures;
#[cfg(test)]
mod tests;

use serde_json::Map;
use serde_json::Value;

use super::Column;
use super::Form;
use super::Input;
use super::LARGEST;
use super::Method;
use super::NoOptions;
use super::Outcome;
use super::RollUp;
use super::Scale;
use super::Scores;
use super::Settings;
use super::Word;
use super::decimal::rounded;
use super::inputs::number;
use super::shown;
use crate::diag::Error;

/// The method.
pub static METHOD: Money = Money;

const ID: &str = "money";

static INPUTS: [Input; 2] = [
    Input::new(
        "flows",
        "money that comes in (or goes out, below 0): now, after a year, after two",
        Scale::Series,
    ),
    Input::new("rate", "what a year costs: 0.1 is 10 %", Scale::Rate),
];

/// Net present value.
#[derive(Clone, Debug)]
pub struct Money;

impl Method for Money {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Money: what is earned over the years, in today's money (net present value, NPV).

`flows` is what comes in, and below 0 what goes out: now, after one year, after two. `rate` is what a year costs: at
0.1, 110 in a year are worth 100 today. All amounts are in the one `currency` of `po.yaml`.

```yaml
scores:
  money: {flows: [-1000, 500, 500, 500], rate: 0.1}
```
```text
-1000, 500, 500, 500 at 10 % a year; ROI 50.0 %, payback 2.00, discounted 2.35 years, IRR 23.38 % → 243.43
```

ROI is what is earned over what is paid, not discounted. Payback is after how many years all that was paid is back, and the
same in today's money; it is 0 where at no time more is paid than has come in. IRR is the rate at which nothing is
earned; there is none where the money changes its direction more than once.

`po prioritize epics --roll-up` gives an epic without values the sum of what its open stories earn.
"
    }

    fn inputs(&self) -> &[Input] {
        &INPUTS
    }

    fn words(&self) -> &'static [Word] {
        &[
            (
                "npv",
                "net present value: what all flows come to in today's money",
            ),
            (
                "roi",
                "return on investment: what is earned over what is paid, not discounted",
            ),
            (
                "payback",
                "after how many years all that was paid is back; never where it never is",
            ),
            (
                "discounted_payback",
                "the same as payback, in today's money",
            ),
            (
                "irr",
                "internal rate of return: the rate a year at which nothing is earned",
            ),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let NoOptions {} = super::options(settings, ID)?;
        Ok(Box::new(Money))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(ID, &INPUTS);
        let flows = reading.terms.get("flows").and_then(Value::as_array);
        let flows = flows.map(|flows| flows.iter().filter_map(Value::as_f64).collect());
        let inputs: Option<(Vec<f64>, f64)> = flows.zip(reading.number("rate"));
        let Some((flows, rate)) = inputs else {
            return Outcome::Unscored(reading);
        };
        let discounted = figures::discounted(&flows, rate);
        if discounted.iter().any(|flow| flow.abs() > LARGEST) {
            reading.refuse("flows", "too large in today's money");
            return Outcome::Unscored(reading);
        }
        let figures = [
            ("roi", figures::roi(&flows)),
            ("payback", figures::payback(&flows)),
            ("discounted_payback", figures::payback(&discounted)),
            ("irr", figures::irr(&flows)),
        ];
        for (key, figure) in figures {
            reading.put(
                key,
                figure.map_or(Value::Null, |figure| number(rounded(figure))),
            );
        }
        Outcome::number(discounted.iter().sum(), reading)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str, form: Form| shown::term(terms, key, form);
        let rate = term("rate", Form::Percent(2));
        let irr = match terms.get("irr").is_some_and(|irr| !irr.is_null()) {
            true => term("irr", Form::Percent(2)),
            false => "none".to_owned(),
        };
        let years = term("discounted_payback", Form::Years);
        let unit = if years == "never" { "" } else { " years" };
        format!(
            "{} at {} a year; ROI {}, payback {}, discounted {years}{unit}, IRR {irr}",
            term("flows", Form::Plain),
            rate.replace(".00", ""),
            term("roi", Form::Percent(1)),
            term("payback", Form::Years)
        )
    }

    fn score_name(&self) -> &'static str {
        "npv"
    }

    fn roll_up(&self) -> RollUp {
        RollUp::Sum
    }

    fn columns(&self) -> Vec<Column<'_>> {
        vec![
            Column::new("roi", Form::Percent(1)),
            Column::new("payback", Form::Years),
            Column::new("discounted_payback", Form::Years),
            Column::new("irr", Form::Percent(2)),
        ]
    }
}
