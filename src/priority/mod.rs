//! Ways to order records: one file a method, and the one pipeline they all run in; no output.
//!
//! One more method is one file here and its lines in this one.
mod axes;
pub mod ahp;
pub mod buy;
pub mod cod;
mod criteria;
pub mod decimal;
pub mod dependencies;
pub mod dots;
pub mod estimate;
mod heard;
pub mod ice;
pub mod inputs;
pub mod kano;
pub mod money;
pub mod moscow;
pub mod opportunity;
pub mod order;
pub mod pairwise;
pub mod pipeline;
mod remark;
pub mod rice;
mod roll_up;
mod shown;
pub mod theme;
pub mod value_effort;
pub mod waiting;
pub mod weighted;
pub mod words;
pub mod wsjf;

use std::borrow::Cow;

use indexmap::IndexMap;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::schema_for;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;

use crate::diag::Error;
use crate::diag::Place;
use crate::text::nearest;

pub use axes::Axes;
pub use axes::Axis;
pub use inputs::Beside;
pub use inputs::Input;
pub use inputs::Invalid;
pub use inputs::Reading;
pub use inputs::Scale;
pub use inputs::Scores;
pub use order::Tie;
pub use pipeline::Ordering;
pub use pipeline::Set;
pub use pipeline::prioritize;
pub use pipeline::prioritize_assuming;
pub use remark::Remark;
pub use roll_up::Counts;
pub use roll_up::RollUp;
pub use roll_up::rolled_up;
pub use shown::Column;
pub use shown::Form;
pub use shown::word;
pub use words::Word;

/// Every method, in the order in which they are shown. They have no options set; `configured` gives the team's.
pub static ALL: &[&dyn Method] = &[
    &wsjf::METHOD,
    &rice::METHOD,
    &ice::METHOD,
    &moscow::METHOD,
    &kano::METHOD,
    &value_effort::METHOD,
    &cod::METHOD,
    &weighted::METHOD,
    &opportunity::METHOD,
    &buy::METHOD,
    &dots::METHOD,
    &ahp::METHOD,
    &pairwise::METHOD,
    &money::METHOD,
    &theme::METHOD,
];

/// The largest amount an input or a score may have, either way.
pub const LARGEST: f64 = 1e15;

/// What is named invalid where the inputs are fine one by one, and what they come to is not.
pub const SCORE: &str = "score";

/// The team's options of the methods: `methods:` of `po.yaml`.
pub type Settings = IndexMap<String, Value>;

/// One way to order records.
pub trait Method: Send + Sync {
    /// Its name on the command line, and with `_` for `-` below `scores:` and `methods:`.
    fn id(&self) -> &'static str;

    /// What it does, in Markdown. The first line says it in a sentence; a `yaml` block is followed by a `text` block
    /// with what the method makes of it, which is tested.
    fn doc(&self) -> &'static str;

    /// What it scores by, in the order in which it is shown; nothing where it counts votes or comparisons.
    fn inputs(&self) -> &[Input] {
        &[]
    }

    /// The words of its columns, classes and notes that are no inputs; general ones stand in `words::GENERAL`.
    fn words(&self) -> &'static [Word] {
        &[]
    }

    /// Whether records hold what it scores by; votes and comparisons have files of their own.
    fn reads_records(&self) -> bool {
        true
    }

    /// The command that writes down what it scores by, with `ID` for a record, where single values are not enough.
    fn written_by(&self) -> Option<&'static str> {
        None
    }

    /// The JSON Schema of its options, `methods.<method>` in `po.yaml`.
    fn options(&self) -> Schema {
        schema_for!(NoOptions)
    }

    /// The method with the team's options.
    ///
    /// # Errors
    /// An option that is not known, or whose value does not fit.
    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error>;

    /// The method for these records, with what it must know of all of them together, such as a median; none where it
    /// looks at one record at a time.
    ///
    /// # Errors
    /// What it must know cannot be used.
    fn among(&self, _set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        Ok(None)
    }

    /// What it makes of one record. Never a score that is not finite.
    fn score(&self, scores: Scores<'_>) -> Outcome;

    /// The method that scores by the inputs that are there, where it can.
    fn partial(&self) -> Option<Box<dyn Method>> {
        None
    }

    /// How the score comes about, in one line, from the terms of a record that has one.
    fn formula(&self, terms: &Map<String, Value>) -> String;

    /// The share that single inputs have in what the method adds up, 0 to 1 each; none where it adds nothing up.
    fn shares(&self, _terms: &Map<String, Value>) -> Vec<(&str, f64)> {
        Vec::new()
    }

    /// The two terms that records are drawn by; none where the method has no such two.
    fn axes(&self) -> Option<Axes> {
        None
    }

    /// What the scores of stories come to for their epic.
    fn roll_up(&self) -> RollUp {
        RollUp::None
    }

    /// What decides between equal scores, and among records without one.
    fn ties(&self) -> [Tie; 3] {
        order::CHAIN
    }

    /// The digits after the point that a score is shown with.
    fn decimals(&self) -> u32 {
        2
    }

    /// What the score is called.
    fn score_name(&self) -> &'static str {
        self.id()
    }

    /// The terms that stand beside the score: the inputs, where it does not say otherwise.
    fn columns(&self) -> Vec<Column<'_>> {
        let inputs = self.inputs().iter().map(|input| input.key.as_ref());
        // An input that is the whole method is seen in the class.
        let inputs = inputs.filter(|key| *key != self.id());
        inputs.map(Column::plain).collect()
    }

    /// The class that the terms give a record, in words; none where the method has no classes.
    fn class(&self, terms: &Map<String, Value>) -> Option<String> {
        Some(terms.get("class")?.as_str()?.to_owned())
    }

    /// What is to be said of all records together.
    fn remarks(&self, _ordering: &Ordering<'_>) -> Vec<Remark> {
        Vec::new()
    }
}

/// A method with the team's options, for these records.
///
/// # Errors
/// As `configured` and `among`.
pub fn ready(
    method: &dyn Method,
    settings: &Settings,
    set: &Set<'_>,
) -> Result<Box<dyn Method>, Error> {
    let method = method.configured(settings)?;
    Ok(method.among(set)?.unwrap_or(method))
}

/// What a method makes of one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It has a place by its score.
    Scored {
        /// What it is ordered by, compared in turn; higher comes first, and a list that goes on before one that ends.
        parts: Vec<i128>,
        /// The one number to show, where the method has one.
        score: Option<f64>,
        reading: Reading,
    },
    /// Inputs are missing or not valid; the reading says which.
    Unscored(Reading),
    /// Left out of the order, with the reason in a word.
    Excluded(&'static str),
}

impl Outcome {
    /// The outcome of a method that orders by one number; too large a one is no score.
    pub fn number(score: f64, mut reading: Reading) -> Outcome {
        if score.abs() <= LARGEST {
            Outcome::Scored {
                parts: vec![decimal::sort_key(score)],
                score: Some(score),
                reading,
            }
        } else {
            reading.invalid.push(Invalid::new(SCORE, "too large"));
            Outcome::Unscored(reading)
        }
    }
}

/// The method of this name; `value-effort` may be written `value_effort`.
///
/// # Errors
/// No such method; the nearest one is named.
pub fn by_id(name: &str) -> Result<&'static dyn Method, Error> {
    let id = name.to_lowercase().replace('_', "-");
    if let Some(method) = ALL.iter().find(|method| method.id() == id) {
        return Ok(*method);
    }
    let ids: Vec<&str> = ALL.iter().map(|method| method.id()).collect();
    let error = Error::usage(format!("no method is called \"{name}\""));
    Err(match nearest(&id, ids.iter().copied()) {
        Some(near) => error.help(format!("did you mean \"{near}\"?")),
        None => error.help(format!("the methods are {}", ids.join(", "))),
    })
}

/// The key of a method in files.
pub fn file_key(id: &str) -> Cow<'_, str> {
    if id.contains('-') {
        Cow::Owned(id.replace('-', "_"))
    } else {
        Cow::Borrowed(id)
    }
}

/// The options of a method that has none.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NoOptions {}

/// The options of a method as its own type; the defaults where none are set.
fn options<T: DeserializeOwned + Default>(settings: &Settings, id: &str) -> Result<T, Error> {
    let key = file_key(id);
    match settings.get(key.as_ref()) {
        None | Some(Value::Null) => Ok(T::default()),
        Some(value) => {
            let why = |error| {
                config_error(&format!("methods.{key}"), &misfit(&error))
                    .help(format!("po explain {id} says what it takes"))
            };
            T::deserialize(value).map_err(why)
        }
    }
}

/// Why a value does not fit its type, in the words of the team.
fn misfit(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words
        .replace("expected f64", "expected a number")
        .replace("there are no fields", "and it has no options")
        .replace("unknown field", "there is no option")
        .replace("unknown variant", "there is no choice");
    words.replace('`', "\"")
}

/// A key of `po.yaml` whose value cannot be used.
fn config_error(key: &str, why: &dyn std::fmt::Display) -> Error {
    let place = Place {
        path: "po.yaml".to_owned(),
        ..Place::default()
    };
    Error::usage(format!("{key}: {why}")).at(place)
}

#[cfg(test)]
pub(crate) mod tests;
