//! How many times as important one thing is as another.
use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de;

/// The largest ratio there is (Saaty): nine times as important.
const LARGEST: f64 = 9.0;
/// What lies off the scale by no more than this is rounding: 0.1111 is a ninth.
const SLACK: f64 = 1e-3;

/// From 1/9 to 9; written as a number, or as a text such as `1/3`.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    /// As it is written.
    text: String,
    value: f64,
}

impl Ratio {
    /// Reads it as it is typed: `3`, `0.5`, `1/3`.
    ///
    /// # Errors
    /// No such number, or one off the scale.
    pub fn parse(text: &str) -> Result<Self, String> {
        let number = |part: &str| part.trim().parse::<f64>().ok();
        let value = match text.split_once('/') {
            Some((above, below)) => number(above).zip(number(below)).map(|(a, b)| a / b),
            None => number(text),
        };
        let on_scale = |value: &f64| (1.0 / LARGEST - SLACK..=LARGEST).contains(value);
        match value.filter(on_scale) {
            Some(value) => Ok(Self {
                text: text.trim().to_owned(),
                value,
            }),
            None => Err(format!(
                "\"{text}\" is no ratio (expected a number from 1/9 to 9, such as 3 or 1/3)"
            )),
        }
    }

    pub fn value(&self) -> f64 {
        self.value
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Ratio;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a ratio from 1/9 to 9, such as 3 or 1/3")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Ratio, E> {
                Ratio::parse(text).map_err(E::custom)
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Ratio, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Ratio, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Ratio, E> {
                // A large number in a few signs: it is refused and shown.
                match number.abs() < 1e6 {
                    true => self.visit_str(&number.to_string()),
                    false => self.visit_str(&format!("{number:e}")),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.text.parse::<u64>(), self.text.parse::<f64>()) {
            (Ok(whole), _) => serializer.serialize_u64(whole),
            (_, Ok(number)) => serializer.serialize_f64(number),
            _ => serializer.serialize_str(&self.text),
        }
    }
}

impl JsonSchema for Ratio {
    fn schema_name() -> Cow<'static, str> {
        "Ratio".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [
            {"type": "number", "minimum": 1.0 / LARGEST - SLACK, "maximum": LARGEST},
            {"type": "string", "pattern": "^[0-9.]+(/[0-9.]+)?$"},
        ]})
    }
}

#[cfg(test)]
mod tests {
    use super::Ratio;

    #[test]
    fn a_ratio_is_a_number_or_a_fraction_from_a_ninth_to_nine() {
        for (text, value) in [("3", 3.0), ("0.5", 0.5), ("1/4", 0.25), ("1/9", 1.0 / 9.0)] {
            assert_eq!(Ratio::parse(text).map(|ratio| ratio.value()), Ok(value));
        }
        for text in [
            "0", "-3", "9.1", "1/10", "1/0", "0/0", "NaN", "inf", "1e308", "", "a",
        ] {
            assert!(Ratio::parse(text).is_err(), "{text}");
        }
    }
}
