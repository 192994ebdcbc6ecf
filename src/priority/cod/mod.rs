//! Cost of delay: money lost a week over the weeks it takes (Reinertsen's CD3).
mod delay;
#[cfg(test)]
mod tests;

use serde_json::Map;
use serde_json::Value;

use super::Beside;
use super::Column;
use super::Form;
use super::Input;
use super::Method;
use super::NoOptions;
use super::Ordering;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::RollUp;
use super::Scale;
use super::Scores;
use super::Set;
use super::Settings;
use super::Word;
use super::decimal::sort_key;
use super::inputs::number;
use super::shown;
use crate::diag::Error;
use crate::model::date::Day;

/// The method, which does not know the day.
pub static METHOD: Cod = Cod { today: None };

const ID: &str = "cod";

/// With less time than this beyond its duration, in weeks, work to a date has to begin.
const SLACK: f64 = 1.0;

const PROFILES: [&str; 5] = ["standard", "expedite", "fixed-date", "window", "intangible"];

/// Other times in which the loss may be given, and what makes a week of them.
const RATES: [(&str, f64); 2] = [("per_month", 12.0 / 52.0), ("per_day", 7.0)];

const FROM_0: Scale = Scale::Amount { positive: false };

static INPUTS: [Input; 9] = [
    Input::new("per_week", "money lost a calendar week without it", FROM_0),
    Input::optional(
        "per_month",
        "the same a month, in place of per_week",
        FROM_0,
    )
    .beside(Beside::Without("per_week")),
    Input::optional(
        "per_day",
        "the same a calendar day, in place of per_week",
        FROM_0,
    )
    .beside(Beside::Without("per_week")),
    Input::new(
        "duration",
        "weeks it takes",
        Scale::Amount { positive: true },
    ),
    Input::optional(
        "profile",
        "how the loss goes on; standard where it is missing",
        Scale::Names(&PROFILES),
    ),
    Input::optional(
        "due_in",
        "fixed-date: weeks until it costs; counted to due where it is missing",
        FROM_0,
    )
    .beside(Beside::With("profile", "fixed-date")),
    Input::optional(
        "penalty",
        "fixed-date: money that being late costs at once",
        FROM_0,
    )
    .beside(Beside::With("profile", "fixed-date")),
    Input::optional(
        "window",
        "window: weeks until there is nothing left to lose",
        FROM_0,
    )
    .beside(Beside::With("profile", "window")),
    Input::optional(
        "grace",
        "intangible: weeks in which nothing is lost",
        FROM_0,
    )
    .beside(Beside::With("profile", "intangible")),
];

/// Cost of delay divided by duration.
#[derive(Clone, Debug)]
pub struct Cod {
    today: Option<Day>,
}

impl Method for Cod {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Cost of delay: what loses most money for each week that it takes comes first (CD3).

`per_week` is the money lost in a calendar week without it (or `per_month`, or `per_day`: one of the three);
`duration` is the weeks it takes. The score is one over the other. `profile` says how the loss goes on:

- `standard`: each week costs the same; so it is where there is no profile.
- `expedite`: the same, but it comes before everything else.
- `fixed-date`: nothing is lost until `due`, or until `due_in` weeks from now; then `penalty`, and each week after it.
- `window`: after `window` weeks there is nothing left to lose.
- `intangible`: nothing is lost in the first `grace` weeks.

```yaml
scores:
  cod: {per_week: 4000, duration: 2}
```
```text
4000 a week over 2 weeks → 2000.00
```

Below the order stands what delay costs when one is done after the other: in this order, and by rank as it is so far.
`po prioritize epics --roll-up` scores an epic without values by its open stories: what they lose a week over the weeks
they take one after the other.
"
    }

    fn inputs(&self) -> &[Input] {
        &INPUTS
    }

    fn words(&self) -> &'static [Word] {
        &[
            (
                "cd3",
                "cost of delay divided by duration: the money lost a week over the weeks it takes",
            ),
            (
                PROFILES[0],
                "a profile: each week costs the same; so it is where there is no profile",
            ),
            (
                PROFILES[1],
                "a profile: each week costs the same, and it comes before everything else",
            ),
            (
                PROFILES[2],
                "a profile: nothing is lost until the date; then the penalty, and each week after it",
            ),
            (
                PROFILES[3],
                "a profile: after so many weeks there is nothing left to lose",
            ),
            (
                PROFILES[4],
                "a profile: nothing is lost in the first weeks, the grace",
            ),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let NoOptions {} = super::options(settings, ID)?;
        Ok(Box::new(self.clone()))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        let today = Some(set.today);
        Ok(Some(Box::new(Cod { today })))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(ID, &INPUTS);
        one_rate(&mut reading);
        self.needs_of_profile(scores, &mut reading);
        let complete = reading.missing.is_empty() && reading.invalid.is_empty();
        let inputs = reading.number("per_week").zip(reading.number("duration"));
        match inputs.filter(|_| complete) {
            Some((per_week, duration)) => Outcome::number(per_week / duration, reading),
            None => Outcome::Unscored(reading),
        }
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let amount = |key: &str| {
            let shown = shown::term(terms, key, Form::Decimals(2));
            shown.trim_end_matches(".00").to_owned()
        };
        let weeks = |key: &str| match amount(key) {
            one if one == "1" => "1 week".to_owned(),
            more => format!("{more} weeks"),
        };
        let own = match terms.get("profile").and_then(Value::as_str) {
            None => String::new(),
            Some("fixed-date") => format!(", fixed-date in {}", weeks("due_in")),
            Some("window") => format!(", window of {}", weeks("window")),
            Some(profile) => format!(", {profile}"),
        };
        format!(
            "{} a week over {}{own}",
            amount("per_week"),
            weeks("duration")
        )
    }

    fn score_name(&self) -> &'static str {
        "cd3"
    }

    fn roll_up(&self) -> RollUp {
        RollUp::Over("per_week", "duration")
    }

    fn columns(&self) -> Vec<Column<'_>> {
        vec![
            Column::new("per_week", Form::Decimals(0)),
            Column::plain("duration"),
            Column::plain("profile"),
            Column::new("due_in", Form::Decimals(1)),
        ]
    }

    fn remarks(&self, ordering: &Ordering<'_>) -> Vec<Remark> {
        let with_slack = |fits: fn(i128) -> bool| {
            ordering.scored_with(|reading| {
                let due_in = reading.number("due_in").zip(reading.number("duration"));
                let slack = due_in.map(|(due_in, duration)| due_in - duration);
                reading.word("profile") == Some("fixed-date")
                    && slack.is_some_and(|slack| fits(sort_key(slack)))
            })
        };
        let missed = Remark::naming(
            "start-missed",
            "work to a date takes longer than is left, by the durations given",
            &with_slack(|slack| slack < 0),
        );
        let soon = Remark::naming(
            "start-now",
            "at most a week is left before work to a date must begin",
            &with_slack(|slack| (0..=sort_key(SLACK)).contains(&slack)),
        );
        let starts = missed.into_iter().chain(soon);
        starts.chain(delay::remark(ordering)).collect()
    }
}

/// The loss a week, from whichever of the three keys says it.
fn one_rate(reading: &mut Reading) {
    for (key, weekly) in RATES {
        let Some(given) = reading.number(key) else {
            // It is said, though not so that it can be used.
            if reading.invalid.iter().any(|invalid| invalid.key == key) {
                reading.missing.retain(|missing| missing != "per_week");
            }
            continue;
        };
        let per_week = given * weekly;
        if !reading.missing.iter().any(|missing| missing == "per_week") {
            reading.refuse(
                key,
                "the loss is given twice; keep one of per_week, per_month, per_day",
            );
        } else if per_week > super::LARGEST {
            reading.missing.retain(|missing| missing != "per_week");
            reading.refuse(key, "too large");
        } else {
            reading.fill("per_week", per_week);
        }
    }
}

impl Cod {
    /// The key that a profile cannot do without.
    fn needs_of_profile(&self, scores: Scores<'_>, reading: &mut Reading) {
        let key = match reading.word("profile") {
            Some("fixed-date") => "due_in",
            Some("window") => "window",
            _ => return,
        };
        reading.needed += 1;
        let has = |reading: &Reading| reading.terms.contains_key(key);
        if key == "due_in"
            && !has(reading)
            && let Some((due, today)) = scores.record().common.due.zip(self.today)
        {
            reading.put(key, number(due.since(today) as f64 / 7.0));
        }
        if has(reading) {
            reading.valid += 1;
        } else if !reading.invalid.iter().any(|invalid| invalid.key == key) {
            reading.missing.push(key.to_owned());
        }
    }
}
