//! The inputs that methods score by: their scales, and what a record holds of them.
use std::borrow::Cow;

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use super::LARGEST;
use super::file_key;
use crate::model::Record;
use crate::text::nearest;

/// One value that a method scores by.
#[derive(Clone, Debug)]
pub struct Input {
    /// The key below `scores.<method>`. A method of one input that bears its own name holds it bare:
    /// `scores.moscow: must`.
    pub key: &'static str,
    /// What it says of a record, in a few words.
    pub meaning: &'static str,
    pub scale: Scale,
    /// A record has a score without it.
    pub optional: bool,
}

/// The values that an input may have.
#[derive(Clone, Debug)]
pub enum Scale {
    /// One of these numbers, in rising order.
    Numbers(Cow<'static, [f64]>),
    /// One of these words, the best first. An apostrophe does not count: `won't` is `wont`.
    Words(&'static [&'static str]),
    /// Any number within bounds, both allowed.
    Range { least: f64, most: f64, whole: bool },
}

impl Scale {
    /// The value in its one form.
    ///
    /// # Errors
    /// Why it is none of the scale.
    pub fn check(&self, value: &Value) -> Result<Value, String> {
        match self {
            Scale::Numbers(allowed) => on_scale(read_number(value)?, allowed),
            Scale::Range { least, most, whole } => {
                let given = read_number(value)?;
                if !(*least..=*most).contains(&given) {
                    Err(format!("{given} is not within {least} and {most}"))
                } else if *whole && given.fract() != 0.0 {
                    Err(format!("{given} is not a whole number"))
                } else {
                    Ok(number(given))
                }
            }
            Scale::Words(words) => one_of(value, words),
        }
    }

    /// The other values on both sides of one, the nearest first; none on a scale without steps.
    pub fn beyond(&self, from: &Value) -> [Vec<Value>; 2] {
        let sides = |values: Vec<Value>| {
            let at = values.iter().position(|value| value == from);
            at.map_or_else(Default::default, |at| {
                let lower = values[..at].iter().rev().cloned().collect();
                [lower, values[at + 1..].to_vec()]
            })
        };
        match self {
            Scale::Numbers(allowed) => sides(allowed.iter().copied().map(number).collect()),
            Scale::Words(words) => sides(words.iter().map(|word| Value::from(*word)).collect()),
            Scale::Range {
                least,
                most,
                whole: true,
            } => {
                let steps = std::iter::successors(Some(least.ceil()), |at| Some(at + 1.0));
                sides(steps.take_while(|at| at <= most).map(number).collect())
            }
            Scale::Range { .. } => Default::default(),
        }
    }
}

fn read_number(value: &Value) -> Result<f64, String> {
    match value {
        Value::Number(given) => match given.as_f64() {
            Some(given) if given.abs() <= LARGEST => Ok(given),
            _ => Err(format!("{given} is too large")),
        },
        Value::String(text) => Err(format!("\"{text}\" is a text, not a number")),
        _ => Err("expected a number".to_owned()),
    }
}

fn on_scale(given: f64, allowed: &[f64]) -> Result<Value, String> {
    if allowed.contains(&given) {
        return Ok(number(given));
    }
    let list = |numbers: &[f64], between: &str| {
        let texts: Vec<String> = numbers.iter().map(f64::to_string).collect();
        texts.join(between)
    };
    let split = allowed.partition_point(|step| *step < given);
    let near = &allowed[split.saturating_sub(1)..allowed.len().min(split + 1)];
    Err(format!(
        "{given} is none of {}; nearest {}",
        list(allowed, ", "),
        list(near, " and ")
    ))
}

fn one_of(value: &Value, words: &[&str]) -> Result<Value, String> {
    let Value::String(text) = value else {
        return Err(format!("expected one of {}", words.join(", ")));
    };
    let word = text.replace(['\'', '\u{2019}'], "");
    if words.contains(&word.as_str()) {
        return Ok(Value::from(word));
    }
    let hint = match nearest(&word.to_lowercase(), words.iter().copied()) {
        Some(near) => format!(" (did you mean {near}?)"),
        None => String::new(),
    };
    Err(format!("\"{text}\" is none of {}{hint}", words.join(", ")))
}

/// A number as JSON has it: `8`, not `8.0`.
pub fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() <= LARGEST {
        Value::from(value as i64)
    } else {
        Value::from(value)
    }
}

/// An input whose value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invalid {
    pub key: String,
    /// Lower case, without a full stop.
    pub why: String,
}

impl Invalid {
    pub fn new(key: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            why: why.into(),
        }
    }
}

/// What a record holds of a method's inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The valid inputs by key, and what the method computed on the way.
    pub terms: Map<String, Value>,
    /// Inputs that were filled from elsewhere.
    pub assumed: Map<String, Value>,
    /// Keys without a value.
    pub missing: Vec<String>,
    pub invalid: Vec<Invalid>,
    /// How many of the inputs that a score needs the record itself holds.
    pub valid: usize,
}

impl Reading {
    /// A term that is a number.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.terms.get(key).and_then(Value::as_f64)
    }
}

/// What stands under `scores:` of one record.
#[derive(Clone, Copy, Debug)]
pub struct Scores<'a> {
    record: &'a Record,
    instead: Option<(&'a str, &'a Value)>,
}

impl<'a> Scores<'a> {
    /// The scores as the record has them.
    pub fn of(record: &'a Record) -> Self {
        Self {
            record,
            instead: None,
        }
    }

    /// The same, with other values for one method.
    pub fn with(self, method: &'a str, values: &'a Value) -> Self {
        Self {
            instead: Some((method, values)),
            ..self
        }
    }

    /// Whose scores they are.
    pub fn record(self) -> &'a Record {
        self.record
    }

    /// All that stands under a method's name; nothing for null.
    pub fn get(self, method: &str) -> Option<&'a Value> {
        let values = match self.instead {
            Some((name, values)) if name == method => Some(values),
            _ => all(self.record).and_then(|scores| scores.get(file_key(method).as_ref())),
        };
        values.filter(|value| !value.is_null())
    }

    /// One value of a method; nothing for null.
    pub fn value(self, method: &str, key: &str) -> Option<&'a Value> {
        one(self.get(method)?, method, key)
    }

    /// Reads the inputs of a method.
    pub fn read(self, method: &'static str, inputs: &[Input]) -> Reading {
        let mut reading = Reading::default();
        let values = self.get(method);
        let bare = inputs.iter().any(|input| input.key == method);
        if !bare && values.is_some_and(|values| !values.is_object()) {
            let keys: Vec<&str> = inputs.iter().map(|input| input.key).collect();
            let why = format!("expected a map of {}", keys.join(", "));
            reading.invalid.push(Invalid::new(method, why));
            return reading;
        }
        // Room for a result beside the inputs.
        reading.terms = Map::with_capacity(inputs.len() + 1);
        for input in inputs {
            let value = values.and_then(|values| one(values, method, input.key));
            match value.map(|value| input.scale.check(value)) {
                Some(Ok(value)) => {
                    reading.terms.insert(input.key.to_owned(), value);
                    reading.valid += usize::from(!input.optional);
                }
                Some(Err(why)) => reading.invalid.push(Invalid::new(input.key, why)),
                None if input.optional => {}
                None => reading.missing.push(input.key.to_owned()),
            }
        }
        reading
    }
}

/// One of the values of a method; nothing for null.
fn one<'a>(values: &'a Value, method: &str, key: &str) -> Option<&'a Value> {
    let value = match values {
        Value::Object(values) => values.get(key)?,
        bare if key == method => bare,
        _ => return None,
    };
    Some(value).filter(|value| !value.is_null())
}

/// `scores:` of a record; none where its kind has no scores.
pub fn all(record: &Record) -> Option<&IndexMap<String, Value>> {
    let story = record.story().map(|story| story.scores.pairs());
    story.or_else(|| record.epic().map(|epic| epic.scores.pairs()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::priority::tests::record;

    const EFFORT: Scale = Scale::Numbers(Cow::Borrowed(&[1.0, 2.0, 3.0, 5.0]));
    const EASE: Scale = Scale::Range {
        least: 1.0,
        most: 4.0,
        whole: true,
    };
    const CLASS: Scale = Scale::Words(&["must", "wont"]);

    fn why(scale: &Scale, value: Value) -> String {
        scale.check(&value).expect_err("off the scale")
    }

    #[test]
    fn a_value_off_the_scale_is_refused_with_its_neighbours() {
        assert_eq!(EFFORT.check(&json!(3.0)), Ok(json!(3)));
        assert_eq!(
            why(&EFFORT, json!(4)),
            "4 is none of 1, 2, 3, 5; nearest 3 and 5"
        );
        assert_eq!(why(&EFFORT, json!(0)), "0 is none of 1, 2, 3, 5; nearest 1");
        assert_eq!(why(&EFFORT, json!(8)), "8 is none of 1, 2, 3, 5; nearest 5");
        assert_eq!(why(&EFFORT, json!("5")), "\"5\" is a text, not a number");
        assert_eq!(why(&EFFORT, json!([5])), "expected a number");
        assert_eq!(
            why(&EFFORT, json!(1.1e15)),
            "1100000000000000.0 is too large"
        );
        assert_eq!(EASE.check(&json!(4)), Ok(json!(4)));
        assert_eq!(why(&EASE, json!(4.5)), "4.5 is not within 1 and 4");
        assert_eq!(why(&EASE, json!(2.5)), "2.5 is not a whole number");
    }

    #[test]
    fn a_word_is_taken_with_or_without_its_apostrophe() {
        for text in ["wont", "won't", "won\u{2019}t"] {
            assert_eq!(CLASS.check(&json!(text)), Ok(json!("wont")));
        }
        assert_eq!(
            why(&CLASS, json!("Must")),
            "\"Must\" is none of must, wont (did you mean must?)"
        );
        assert_eq!(why(&CLASS, json!(1)), "expected one of must, wont");
    }

    #[test]
    fn the_values_beyond_one_are_given_nearest_first() {
        assert_eq!(
            EFFORT.beyond(&json!(3)),
            [vec![json!(2), json!(1)], vec![json!(5)]]
        );
        assert_eq!(
            EASE.beyond(&json!(1)),
            [vec![], vec![json!(2), json!(3), json!(4)]]
        );
        assert_eq!(CLASS.beyond(&json!("wont")), [vec![json!("must")], vec![]]);
        let none: [Vec<Value>; 2] = Default::default();
        assert_eq!(EFFORT.beyond(&json!(4)), none);
        let free = Scale::Range {
            least: 0.0,
            most: 9.0,
            whole: false,
        };
        assert_eq!(free.beyond(&json!(3)), none);
    }

    #[test]
    fn what_a_record_holds_is_valid_missing_or_invalid() {
        let input = |key, optional| Input {
            key,
            meaning: "",
            scale: EFFORT,
            optional,
        };
        let inputs = [input("a", false), input("b", false), input("c", true)];
        let read = |scores: &str| {
            let record = record(&format!("id: S-1\nscores: {{{scores}}}\n"));
            Scores::of(&record).read("cod", &inputs)
        };
        let whole = read("cod: {a: 1, b: 2, c: 3}");
        assert_eq!(whole.valid, 2);
        assert_eq!(Value::from(whole.terms), json!({"a": 1, "b": 2, "c": 3}));
        let gaps = read("cod: {a: null, b: 4}");
        assert_eq!((gaps.valid, gaps.missing), (0, vec!["a".to_owned()]));
        assert_eq!(gaps.invalid[0].key, "b");
        assert_eq!(read("cod: null").missing, ["a", "b"]);
        assert_eq!(
            read("cod: 5").invalid,
            [Invalid::new("cod", "expected a map of a, b, c")]
        );
    }

    #[test]
    fn other_values_stand_in_for_those_of_one_method_only() {
        let record = record("id: S-1\nscores: {moscow: must, wsjf: {value: 8}}\n");
        let other = json!("could");
        let scores = Scores::of(&record).with("moscow", &other);
        assert_eq!(scores.value("moscow", "moscow"), Some(&other));
        assert_eq!(scores.value("wsjf", "value"), Some(&json!(8)));
        assert_eq!(scores.value("wsjf", "time"), None);
    }

    #[test]
    fn a_dash_in_a_method_is_an_underscore_in_files() {
        let record = record("id: E-1\nscores: {value_effort: {value: 8}}\n");
        let value = Scores::of(&record).value("value-effort", "value");
        assert_eq!(value, Some(&json!(8)));
    }
}
