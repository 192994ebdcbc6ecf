//! MoSCoW: must, should, could, and not this time (DSDM).
mod effort;

pub use effort::Effort;
pub use effort::Limits;
pub use effort::Verdict;
pub use effort::effort;
pub use effort::open_timeboxes_with;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use super::Input;
use super::Invalid;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::Scale;
use super::Scores;
use super::Set;
use super::Settings;
use super::Tie;
use super::Word;
use super::order;
use crate::diag::Error;
use crate::model::Record;

/// The method without options.
pub static METHOD: Moscow = Moscow {
    then: None,
    limits: Limits::USUAL,
};

const ID: &str = "moscow";
const WORDS: [&str; 4] = ["must", "should", "could", "wont"];

static INPUTS: [Input; 1] = [Input::new(
    ID,
    "how much this timebox needs it",
    Scale::Words(&WORDS),
)];

/// Classes, and inside a class another method or the rank.
pub struct Moscow {
    then: Option<Box<dyn Method>>,
    limits: Limits,
}

/// `methods.moscow` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// What orders inside a class: rank, or the name of a method.
    then: Option<String>,
    /// The field that holds the effort; points where it is missing.
    effort: Option<String>,
    /// The most effort that may be must, in percent; 60 where it is missing.
    must_max: Option<f64>,
    /// The least effort that should be could, in percent; 20 where it is missing.
    could_min: Option<f64>,
}

impl Options {
    fn limits(&self) -> Result<Limits, Error> {
        let usual = Limits::USUAL;
        let effort = self.effort.clone();
        Ok(Limits {
            effort: effort.map_or(usual.effort, Into::into),
            must_max: percent("must_max", self.must_max, usual.must_max)?,
            could_min: percent("could_min", self.could_min, usual.could_min)?,
        })
    }
}

impl Limits {
    /// The limits that `methods.moscow` of `po.yaml` sets.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn configured(settings: &Settings) -> Result<Self, Error> {
        let options: Options = super::options(settings, ID)?;
        options.limits()
    }
}

/// How much a timebox needs a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Must,
    Should,
    Could,
    /// Not in this timebox.
    Wont,
}

impl Class {
    const ALL: [Class; 4] = [Class::Must, Class::Should, Class::Could, Class::Wont];

    /// The word in files.
    pub fn word(self) -> &'static str {
        WORDS[self as usize]
    }

    /// The class of a record; none where it has none.
    ///
    /// # Errors
    /// A value that is no class.
    pub fn of(scores: Scores<'_>) -> Result<Option<Class>, Invalid> {
        let Some(value) = scores.value(ID, ID) else {
            return Ok(None);
        };
        let word = INPUTS[0].scale.check(value);
        let word = word.map_err(|why| Invalid::new(ID, why))?;
        Ok(Class::ALL.into_iter().find(|class| word == class.word()))
    }
}

impl Method for Moscow {
    fn id(&self) -> &'static str {
        "moscow"
    }

    fn doc(&self) -> &'static str {
        r"Must, should, could: what this timebox cannot do without comes first.

`must` before `should` before `could`; `wont` (or `won't`) is not in this timebox and is left out of the order. Inside
a class the rank decides, or the method named in `then`.

```yaml
scores:
  moscow: must
```
```text
must
```

For each release, or else sprint, the effort is looked at: above 60 % must is `must-overload`, below 20 % could is
`thin-contingency`, and with an estimate missing nothing can be said.

`methods.moscow` in `po.yaml`: `then: wsjf`; `effort: FIELD` in place of points; `must_max: 60`; `could_min: 20`.
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
            (WORDS[0], "a class: this timebox cannot do without it"),
            (
                WORDS[1],
                "a class: it matters, and there is a way to do without for now",
            ),
            (
                WORDS[2],
                "a class: it is wanted, and the first to go when time is short",
            ),
            (WORDS[3], "not in this timebox; it is left out of the order"),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: Options = super::options(settings, ID)?;
        let then = match options.then.as_deref() {
            None | Some("rank") => None,
            Some(ID) => {
                let why = "a class cannot be ordered by class";
                return Err(super::config_error("methods.moscow.then", &why));
            }
            Some(name) => {
                let method = super::by_id(name).map_err(|error| Error {
                    message: format!("methods.moscow.then: {}", error.message),
                    ..error
                })?;
                Some(method.configured(settings)?)
            }
        };
        let limits = options.limits()?;
        Ok(Box::new(Moscow { then, limits }))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        let Some(then) = &self.then else {
            return Ok(None);
        };
        let then = then.among(set)?;
        Ok(then.map(|then| -> Box<dyn Method> {
            Box::new(Moscow {
                then: Some(then),
                limits: self.limits.clone(),
            })
        }))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(ID, &INPUTS);
        let Some(class) = Class::of(scores).ok().flatten() else {
            return Outcome::Unscored(reading);
        };
        if class == Class::Wont {
            return Outcome::Excluded(class.word());
        }
        reading.terms.clear();
        reading
            .terms
            .insert("class".to_owned(), class.word().into());
        let mut parts = vec![-(class as i128)];
        if let Some(then) = &self.then {
            let id = then.id();
            match then.score(scores) {
                Outcome::Scored {
                    parts: inner,
                    reading: found,
                    ..
                } => {
                    parts.extend(inner);
                    reading.terms.insert(id.to_owned(), found.terms.into());
                    if !found.assumed.is_empty() {
                        reading.assumed.insert(id.to_owned(), found.assumed.into());
                    }
                }
                Outcome::Unscored(found) => gaps_inside(id, found, &mut reading),
                Outcome::Excluded(why) => return Outcome::Excluded(why),
            }
        }
        Outcome::Scored {
            parts,
            score: None,
            reading,
        }
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let class = terms
            .get("class")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let inner = self.then.as_ref().and_then(|then| {
            let terms = terms.get(then.id())?.as_object()?;
            Some(format!(", then {} {}", then.id(), then.formula(terms)))
        });
        format!("{class}{}", inner.unwrap_or_default())
    }

    fn ties(&self) -> [Tie; 3] {
        match self.then {
            Some(_) => order::CHAIN,
            None => [Tie::Rank, Tie::Due, Tie::Id],
        }
    }

    fn remarks(&self, ordering: &Ordering<'_>) -> Vec<Remark> {
        let records: Vec<&Record> = ordering.items.iter().map(|item| item.record).collect();
        let timeboxes = effort(ordering.backlog, &records, &self.limits);
        timeboxes.iter().map(Effort::remark).collect()
    }
}

/// The class is enough for a place; what is missing inside it is said all the same.
fn gaps_inside(id: &str, found: Reading, reading: &mut Reading) {
    let inside = |key: &str| format!("{id}.{key}");
    let missing = found.missing.iter();
    reading.missing.extend(missing.map(|key| inside(key)));
    let invalid = found.invalid.into_iter();
    reading.invalid.extend(invalid.map(|found| Invalid {
        key: inside(&found.key),
        ..found
    }));
}

fn percent(key: &str, given: Option<f64>, usual: f64) -> Result<f64, Error> {
    match given {
        None => Ok(usual),
        Some(given) if (0.0..=100.0).contains(&given) => Ok(given),
        Some(given) => {
            let why = format!("{given} is not within 0 and 100");
            Err(super::config_error(&format!("methods.moscow.{key}"), &why))
        }
    }
}

#[cfg(test)]
mod tests;
