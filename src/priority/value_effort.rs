//! Value against effort: four quadrants, and inside each the ratio.
use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::Axes;
use super::Axis;
use super::Form;
use super::Input;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Remark;
use super::Scale;
use super::Scores;
use super::Set;
use super::Settings;
use super::Word;
use super::decimal::display;
use super::decimal::sort_key;
use super::shown;
use crate::diag::Error;

/// The method without options.
pub static METHOD: ValueEffort = ValueEffort { cuts: Cuts::Fixed };

const ID: &str = "value-effort";

/// The middle of a scale from 1 to 10.
const MIDDLE: f64 = 5.5;

/// The quadrants, the best first.
const QUADRANTS: [&str; 4] = ["quick-win", "big-bet", "fill-in", "time-sink"];

static INPUTS: [Input; 2] = [
    Input::new("value", "worth to users and business", Scale::TEN),
    Input::new("effort", "how much work it is", Scale::TEN),
];

/// Quadrants of value and effort.
#[derive(Clone, Debug)]
pub struct ValueEffort {
    cuts: Cuts,
}

/// From where on value and effort are high.
#[derive(Clone, Copy, Debug)]
enum Cuts {
    Fixed,
    /// The median of the scored records, which are not known yet.
    Median,
    At {
        value: f64,
        effort: f64,
    },
}

/// `methods.value_effort` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// From where on value and effort are high: 5.5, or the median of the records; 5.5 where it is missing.
    cut: Option<Cut>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Cut {
    Fixed,
    Median,
}

impl Method for ValueEffort {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Value against effort: quick wins first, then big bets, fill-ins and time sinks.

`value` and `effort` are whole numbers from 1 to 10; 5.5 and above is high. High value for low effort is a `quick-win`,
for high effort a `big-bet`; low value for low effort is a `fill-in`, for high effort a `time-sink`. Inside a quadrant
the ratio of value to effort decides.

```yaml
scores:
  value_effort: {value: 8, effort: 3}
```
```text
quick-win: value 8 over effort 3 → 2.67
```

`methods.value_effort` in `po.yaml`: `cut: median` calls high what reaches the median of the records that are ordered.
`po prioritize --method value-effort --format plot` draws the quadrants, `--format svg` as a picture.
"
    }

    fn inputs(&self) -> &[Input] {
        &INPUTS
    }

    fn options(&self) -> Schema {
        schema_for!(Options)
    }

    fn words(&self) -> &'static [Word] {
        &[
            (QUADRANTS[0], "a quadrant: high value for low effort"),
            (QUADRANTS[1], "a quadrant: high value for high effort"),
            (QUADRANTS[2], "a quadrant: low value for low effort"),
            (QUADRANTS[3], "a quadrant: low value for high effort"),
            (
                "ratio",
                "value over effort, which decides inside a quadrant",
            ),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: Options = super::options(settings, ID)?;
        let cuts = match options.cut {
            None | Some(Cut::Fixed) => Cuts::Fixed,
            Some(Cut::Median) => Cuts::Median,
        };
        Ok(Box::new(ValueEffort { cuts }))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        if !matches!(self.cuts, Cuts::Median) {
            return Ok(None);
        }
        let read = |record| both(Scores::of(record)).1;
        let (values, efforts): (Vec<f64>, Vec<f64>) = set.placed().filter_map(read).unzip();
        let cuts = match (median(values), median(efforts)) {
            (Some(value), Some(effort)) => Cuts::At { value, effort },
            // Nothing has a score that a cut could part.
            _ => Cuts::Fixed,
        };
        Ok(Some(Box::new(ValueEffort { cuts })))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let (mut reading, both) = both(scores);
        let Some((value, effort)) = both else {
            return Outcome::Unscored(reading);
        };
        let quadrant = self.quadrant(value, effort);
        let ratio = value / effort;
        reading.put("class", QUADRANTS[quadrant]);
        Outcome::Scored {
            parts: vec![-(quadrant as i128), sort_key(ratio)],
            score: Some(ratio),
            reading,
        }
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| shown::term(terms, key, Form::Plain);
        format!(
            "{}: value {} over effort {}",
            term("class"),
            term("value"),
            term("effort")
        )
    }

    fn score_name(&self) -> &'static str {
        "ratio"
    }

    fn axes(&self) -> Option<Axes> {
        let (value, effort) = self.cuts();
        let axis = |key, cut| Axis {
            key,
            ends: [1.0, 10.0],
            cut,
        };
        let [quick_win, big_bet, fill_in, time_sink] = QUADRANTS;
        Some(Axes {
            across: axis("effort", effort),
            up: axis("value", value),
            corners: [quick_win, big_bet, fill_in, time_sink],
        })
    }

    fn remarks(&self, _ordering: &Ordering<'_>) -> Vec<Remark> {
        let Cuts::At { value, effort } = self.cuts else {
            return Vec::new();
        };
        let message = format!(
            "high is a value from {} and an effort from {} on",
            display(value, 1),
            display(effort, 1)
        );
        let data = [("value", json!(value)), ("effort", json!(effort))];
        vec![Remark {
            name: "median-cut",
            message,
            data: data
                .map(|(key, at)| (key.to_owned(), at))
                .into_iter()
                .collect(),
        }]
    }
}

impl ValueEffort {
    /// From where on value and effort are high.
    fn cuts(&self) -> (f64, f64) {
        match self.cuts {
            Cuts::At { value, effort } => (value, effort),
            Cuts::Fixed | Cuts::Median => (MIDDLE, MIDDLE),
        }
    }

    /// The place of the quadrant, the best first.
    fn quadrant(&self, value: f64, effort: f64) -> usize {
        let (value_cut, effort_cut) = self.cuts();
        let high = |given: f64, cut: f64| sort_key(given) >= sort_key(cut);
        2 * usize::from(!high(value, value_cut)) + usize::from(high(effort, effort_cut))
    }
}

/// What a record holds, and value and effort where both are there.
fn both(scores: Scores<'_>) -> (super::Reading, Option<(f64, f64)>) {
    let reading = scores.read(ID, &INPUTS);
    let both = reading.number("value").zip(reading.number("effort"));
    (reading, both)
}

/// The middle one, or the mean of the two in the middle.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    match numbers.len() % 2 {
        0 => Some(f64::midpoint(numbers[middle - 1], upper)),
        _ => Some(upper),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::tests::backlog;
    use crate::priority::tests::ordering;
    use crate::priority::tests::scored;
    use crate::priority::tests::unscored;

    #[test]
    fn the_middle_of_the_scale_parts_high_from_low() {
        for (value, effort, quadrant, ratio) in [
            (8, 3, "quick-win", "2.67"),
            (8, 8, "big-bet", "1.00"),
            (3, 2, "fill-in", "1.50"),
            (2, 9, "time-sink", "0.22"),
            (6, 5, "quick-win", "1.20"),
        ] {
            let inputs = format!("value_effort: {{value: {value}, effort: {effort}}}");
            let (_, score, reading) = scored(&METHOD, "", &inputs);
            assert_eq!(reading.word("class"), Some(quadrant));
            assert_eq!(score.map(|score| display(score, 2)).as_deref(), Some(ratio));
        }
        assert_eq!(
            unscored(&METHOD, "", "value_effort: {value: 11}").missing,
            ["effort"]
        );
    }

    /// The ids with their quadrants in the order, and what is remarked.
    fn ordered(settings: &str, more: &[&str]) -> (Vec<String>, Vec<Remark>) {
        let scored = |(id, value, effort): (&str, u8, u8)| {
            format!("id: {id}\nscores: {{value_effort: {{value: {value}, effort: {effort}}}}}\n")
        };
        let records = [("S-1", 8, 3), ("S-2", 9, 8), ("S-3", 6, 2), ("S-4", 7, 5)].map(scored);
        let more = more.iter().map(|text| (*text).to_owned());
        let records: Vec<String> = records.into_iter().chain(more).collect();
        let backlog = backlog(settings, &records);
        let ordering = ordering(&backlog, "value-effort");
        let shown = ordering.items.iter().map(|item| {
            let class = item.reading.word("class").unwrap_or("–");
            format!("{} {class}", item.record.id())
        });
        (shown.collect(), ordering.remarks)
    }

    #[test]
    fn the_median_of_the_scored_records_parts_high_from_low() {
        // Neither a gap, nor what is left out, nor what is done counts.
        let more = [
            "id: S-5\nscores: {value_effort: {value: 1}}\n",
            "id: S-6\nscores: {moscow: wont, value_effort: {value: 1, effort: 1}}\n",
            "id: S-7\nstatus: done\nscores: {value_effort: {value: 1, effort: 1}}\n",
        ];
        let (order, remarks) = ordered("methods: {value_effort: {cut: median}}", &more);
        let quadrants = [
            "S-1 quick-win",
            "S-2 big-bet",
            "S-3 fill-in",
            "S-4 time-sink",
            "S-5 –",
        ];
        assert_eq!(order, quadrants);
        assert_eq!(
            remarks[0].message,
            "high is a value from 7.5 and an effort from 4.0 on"
        );
        let (fixed, remarks) = ordered("", &[]);
        assert_eq!(
            fixed[1..],
            ["S-1 quick-win", "S-4 quick-win", "S-2 big-bet"].map(str::to_owned)[..]
        );
        assert!(remarks.is_empty());
    }

    #[test]
    fn an_odd_count_has_a_middle_one() {
        assert_eq!(median(vec![9.0, 1.0, 4.0]), Some(4.0));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn each_class_is_explained() {
        crate::priority::tests::explains(&METHOD, &QUADRANTS);
    }
}
