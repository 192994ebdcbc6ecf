//! WSJF: the cost of delay over the size of the job (SAFe).
use std::borrow::Cow;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::Counts;
use super::Input;
use super::Invalid;
use super::LARGEST;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::RollUp;
use super::Scale;
use super::Scores;
use super::Settings;
use super::Word;
use super::inputs::number;
use super::pipeline::Item;
use crate::diag::Error;
use crate::text::and_list;

/// The method without options.
pub static METHOD: Wsjf = Wsjf {
    size_from: None,
    inputs: [
        input("value", "worth to users and business"),
        input("time", "how fast the worth decays"),
        input("risk", "risk reduced, opportunity enabled"),
        input("size", "how much work it is"),
    ],
};

/// SAFe's modified Fibonacci numbers.
static FIBONACCI: [f64; 7] = [1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0];

const fn input(key: &'static str, meaning: &'static str) -> Input {
    Input::new(key, meaning, Scale::Numbers(Cow::Borrowed(&FIBONACCI)))
}

/// Weighted shortest job first.
#[derive(Clone, Debug)]
pub struct Wsjf {
    size_from: Option<SizeFrom>,
    inputs: [Input; 4],
}

/// `methods.wsjf` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Where the size comes from when a record has none of its own; the score is then marked as assumed.
    size_from: Option<SizeFrom>,
    /// The numbers that all four may have, in place of 1, 2, 3, 5, 8, 13, 20.
    scale: Option<Vec<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum SizeFrom {
    Points,
}

impl Method for Wsjf {
    fn id(&self) -> &'static str {
        "wsjf"
    }

    fn doc(&self) -> &'static str {
        r"Weighted shortest job first: what costs most to delay for the work it takes.

`value`, `time` and `risk` add up to the cost of delay, which is divided by `size`. Each is one of 1, 2, 3, 5, 8, 13
and 20, and has no unit: compare the records of one column with each other, and give the least of each column a 1.
Scores compare only inside the set that was scored together.

```yaml
scores:
  wsjf: {value: 8, time: 5, risk: 3, size: 5}
```
```text
value 8  time 5  risk 3  = 16, over size 5 → 3.20
```

`po prioritize epics --roll-up` scores an epic without values by its open stories: their cost of delay over their size.

`methods.wsjf` in `po.yaml`: `size_from: points` takes the points of a story without a size; `scale: [1, 2, 4, 8]`
stands in for the numbers above.
"
    }

    fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    fn options(&self) -> Schema {
        schema_for!(Options)
    }

    fn words(&self) -> &'static [Word] {
        &[("cod", "the cost of delay: value, time and risk added up")]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: Options = super::options(settings, self.id())?;
        let mut method = self.clone();
        method.size_from = options.size_from;
        if let Some(mut scale) = options.scale {
            if scale.is_empty() || scale.iter().any(|step| !(0.0..=LARGEST).contains(step)) {
                let why = "expected at least one number, none below 0";
                return Err(super::config_error("methods.wsjf.scale", &why));
            }
            scale.sort_by(f64::total_cmp);
            scale.dedup();
            for input in &mut method.inputs {
                input.scale = Scale::Numbers(Cow::Owned(scale.clone()));
            }
        }
        Ok(Box::new(method))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(self.id(), &self.inputs);
        if self.size_from == Some(SizeFrom::Points) {
            self.assume_size(scores, &mut reading);
        }
        let [Some(value), Some(time), Some(risk), Some(size)] =
            ["value", "time", "risk", "size"].map(|key| reading.number(key))
        else {
            return Outcome::Unscored(reading);
        };
        if size <= 0.0 {
            let above = Invalid::new("size", "size must be above 0");
            reading.invalid.push(above);
            return Outcome::Unscored(reading);
        }
        let cod = value + time + risk;
        reading.terms.insert("cod".to_owned(), number(cod));
        Outcome::number(cod / size, reading)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| terms.get(key).map(Value::to_string).unwrap_or_default();
        format!(
            "value {}  time {}  risk {}  = {}, over size {}",
            term("value"),
            term("time"),
            term("risk"),
            term("cod"),
            term("size")
        )
    }

    fn shares(&self, terms: &Map<String, Value>) -> Vec<(&str, f64)> {
        let term = |key: &str| terms.get(key).and_then(Value::as_f64);
        let cod = term("cod").filter(|cod| *cod > 0.0);
        let share = |key: &'static str| Some((key, term(key)? / cod?));
        ["value", "time", "risk"]
            .into_iter()
            .filter_map(share)
            .collect()
    }

    fn roll_up(&self) -> RollUp {
        RollUp::Over("cod", "size")
    }

    fn remarks(&self, ordering: &Ordering<'_>) -> Vec<Remark> {
        self.unanchored(ordering).into_iter().collect()
    }
}

impl Wsjf {
    /// Takes the points of a story for its size, where it has none.
    fn assume_size(&self, scores: Scores<'_>, reading: &mut Reading) {
        let points = scores.record().story().and_then(|story| story.points);
        let (Some(points), Some(at)) = (points, reading.missing.iter().position(|k| k == "size"))
        else {
            return;
        };
        reading.missing.remove(at);
        match self.inputs[3].scale.check(&number(points.as_f64())) {
            Ok(size) => {
                reading.terms.insert("size".to_owned(), size.clone());
                reading.assumed.insert("size".to_owned(), size);
            }
            Err(why) => reading
                .invalid
                .push(Invalid::new("size", format!("the points: {why}"))),
        }
    }

    /// The columns in which no scored record has a 1, the mark that the others are measured by.
    fn unanchored(&self, ordering: &Ordering<'_>) -> Option<Remark> {
        // The sums of stories are on no scale.
        let own = |item: &&Item<'_>| item.scored && Counts::of(&item.reading.terms).is_none();
        let scored = || ordering.items.iter().filter(own);
        let backlog = ordering.backlog;
        let kind = scored().next()?.record.kind;
        let open = backlog
            .of_kind(kind)
            .filter(|record| backlog.is_open(record));
        // What a query leaves out may hold the 1.
        if open.count() > ordering.items.len() + ordering.excluded.len() {
            return None;
        }
        let columns: Vec<&str> = self
            .inputs
            .iter()
            .filter(|input| input.scale.check(&json!(1)).is_ok())
            .map(|input| input.key.as_ref())
            .filter(|key| !scored().any(|item| item.reading.number(key) == Some(1.0)))
            .collect();
        let first = columns.first()?;
        let numbers =
            scored().filter_map(|item| Some((item.reading.number(first)?, item.record.id())));
        let (_, id) = numbers.min_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let all = and_list(&columns);
        Some(Remark {
            name: "unanchored-column",
            message: format!(
                "nothing here has a 1 in {all}; a column is measured by its smallest, which gets the 1, as in po score {id} {first}=1"
            ),
            data: Map::from_iter([("columns".to_owned(), json!(columns))]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::decimal::display;
    use crate::priority::tests::backlog;
    use crate::priority::tests::ordering;
    use crate::priority::tests::record;
    use crate::priority::tests::settings;

    fn outcome(options: &str, text: &str) -> Outcome {
        let method = METHOD
            .configured(&settings(options))
            .unwrap_or_else(|error| panic!("{error}"));
        method.score(Scores::of(&record(text)))
    }

    #[track_caller]
    fn reading(outcome: Outcome) -> Reading {
        match outcome {
            Outcome::Unscored(reading) | Outcome::Scored { reading, .. } => reading,
            Outcome::Excluded(why) => panic!("{why}"),
        }
    }

    #[test]
    fn the_score_is_the_cost_of_delay_over_the_size() {
        for (inputs, cod, score, shown) in [
            ([8, 5, 3, 5], 16, 3.2, "3.20"),
            ([20, 13, 8, 20], 41, 2.05, "2.05"),
            ([13, 8, 1, 3], 22, 7.333_333, "7.33"),
            ([1, 1, 1, 1], 3, 3.0, "3.00"),
            ([1, 1, 1, 20], 3, 0.15, "0.15"),
            ([20, 20, 20, 1], 60, 60.0, "60.00"),
            ([5, 3, 8, 5], 16, 3.2, "3.20"),
        ] {
            let [value, time, risk, size] = inputs;
            let text = format!(
                "id: S-1\nscores:\n  wsjf: {{value: {value}, time: {time}, risk: {risk}, size: {size}}}\n"
            );
            let Outcome::Scored {
                parts,
                score: Some(found),
                reading,
            } = outcome("", &text)
            else {
                panic!("no score of {inputs:?}");
            };
            assert_eq!(parts, [(score * 1e6_f64).round() as i128]);
            assert_eq!(display(found, 2), shown);
            assert_eq!(reading.number("cod"), Some(f64::from(cod)));
            assert_eq!(reading.valid, 4);
        }
    }

    #[test]
    fn a_gap_is_named_and_never_filled_silently() {
        let gap = reading(outcome(
            "",
            "id: S-1\npoints: 5\nscores:\n  wsjf: {value: 8, time: 5, risk: 3}\n",
        ));
        assert_eq!((gap.missing, gap.valid), (vec!["size".to_owned()], 3));
        let bare = reading(outcome("", "id: S-1\n"));
        assert_eq!(bare.missing, ["value", "time", "risk", "size"]);
        let off = reading(outcome(
            "",
            "id: S-1\nscores:\n  wsjf: {value: 4, time: 5, risk: 3, size: \"5\"}\n",
        ));
        let four = "4 is none of 1, 2, 3, 5, 8, 13, 20; nearest 3 and 5";
        assert_eq!(
            off.invalid,
            [
                Invalid::new("value", four),
                Invalid::new("size", "\"5\" is a text, not a number"),
            ]
        );
    }

    #[test]
    fn points_stand_in_for_a_missing_size_where_the_team_says_so() {
        let options = "wsjf: {size_from: points}";
        let score = |text: &str| outcome(options, &format!("id: S-1\n{text}"));
        let assumed = score("points: 5\nscores:\n  wsjf: {value: 8, time: 5, risk: 3}\n");
        assert!(matches!(&assumed, Outcome::Scored { score: Some(score), .. } if *score == 3.2));
        let assumed = reading(assumed);
        assert_eq!(Value::from(assumed.assumed), json!({"size": 5}));
        assert_eq!(assumed.valid, 3);
        let own = reading(score(
            "points: 8\nscores:\n  wsjf: {value: 8, time: 5, risk: 3, size: 5}\n",
        ));
        assert!(own.assumed.is_empty());
        let off = reading(score(
            "points: 4\nscores:\n  wsjf: {value: 8, time: 5, risk: 3}\n",
        ));
        assert_eq!(off.missing, Vec::<String>::new());
        assert!(off.invalid[0].why.starts_with("the points: 4 is none of"));
    }

    #[test]
    fn the_scale_of_the_team_stands_in_for_the_usual_one() {
        let options = "wsjf: {scale: [4, 0, 1, 2]}";
        let score = |inputs: &str| outcome(options, &format!("id: S-1\nscores:\n  wsjf: {inputs}"));
        let on = score("{value: 4, time: 0, risk: 2, size: 4}");
        assert!(matches!(on, Outcome::Scored { score: Some(score), .. } if score == 1.5));
        let zero = reading(score("{value: 4, time: 0, risk: 2, size: 0}"));
        assert_eq!(zero.invalid, [Invalid::new("size", "size must be above 0")]);
        let off = reading(score("{value: 8, time: 0, risk: 2, size: 1}"));
        assert_eq!(off.invalid[0].why, "8 is none of 0, 1, 2, 4; nearest 4");
        let tiny = "wsjf: {scale: [1e-9, 1e15]}";
        let large = reading(outcome(
            tiny,
            "id: S-1\nscores:\n  wsjf: {value: 1e15, time: 1e15, risk: 1e15, size: 1e-9}\n",
        ));
        assert_eq!(large.invalid, [Invalid::new("score", "too large")]);
    }

    #[test]
    fn an_option_that_does_not_fit_is_an_error_with_its_key() {
        let error = |options: &str| match METHOD.configured(&settings(options)) {
            Ok(_) => panic!("{options} is taken"),
            Err(error) => error.message,
        };
        assert!(
            error("wsjf: {size_form: points}")
                .starts_with("methods.wsjf: there is no option \"size_form\"")
        );
        assert!(error("wsjf: {size_from: shirts}").starts_with("methods.wsjf: "));
        assert!(error("wsjf: {scale: []}").starts_with("methods.wsjf.scale: "));
        assert!(error("wsjf: {scale: [-1, 2]}").starts_with("methods.wsjf.scale: "));
    }

    #[test]
    fn a_column_without_a_one_is_remarked() {
        let first = "id: S-1\nscores:\n  wsjf: {value: 1, time: 5, risk: 1, size: 2}\n";
        let second = "id: S-2\nscores:\n  wsjf: {value: 2, time: 3, risk: 2, size: 3}\n";
        // No score: its 1 anchors nothing.
        let third = "id: S-3\nscores:\n  wsjf: {value: 2, time: 1, risk: 2}\n";
        let loose = backlog("", &[first, second, third]);
        let remarks = ordering(&loose, "wsjf").remarks;
        assert_eq!(remarks.len(), 1);
        assert_eq!(remarks[0].name, "unanchored-column");
        assert!(remarks[0].message.contains("a 1 in time and size;"));
        let anchor = "id: S-4\nscores:\n  wsjf: {value: 2, time: 1, risk: 2, size: 1}\n";
        let anchored = backlog("", &[first, second, third, anchor]);
        assert!(ordering(&anchored, "wsjf").remarks.is_empty());
        assert!(ordering(&backlog("", &[third]), "wsjf").remarks.is_empty());
    }
}
