//! Rank keys: the lasting manual order of records, in which moving one record changes one line of one file.
//!
//! A key is `r` and digits of base 36, read as the fraction 0.d₁d₂…; a new key fits between any two. The digits are
//! made as rocicorp's fractional-indexing makes them; at the ends keys are counted up or down in three digits, so that
//! 23,327 appends stay at three. No randomness: the same input gives the same keys.
mod fraction;
mod order;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::de;

pub use order::many;
pub use order::rebalance;
pub use order::rerank;

/// The most digits a key may have.
const LONGEST: usize = 64;

/// A rank key, `ra5k`, as it is written. A lower key comes first.
///
/// A file is read leniently (any text but an empty one); `is_valid` tells the odd ones. Keys are compared by `key`,
/// not as text: `r9` and `r90` are the same place, so there is no order on `Rank` itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rank(#[serde(deserialize_with = "some_text")] String);

impl Rank {
    /// The strict form as a regular expression, which the schema holds.
    pub const FORM: &str = "^r[0-9a-z]{1,64}$";

    /// The strict form.
    ///
    /// # Errors
    /// Text that is not `r` and 1 to 64 of `0-9a-z`.
    pub fn new(text: impl Into<String>) -> Result<Rank, RankError> {
        let rank = Rank(text.into());
        if rank.is_valid() {
            Ok(rank)
        } else {
            Err(RankError::NotARank(rank))
        }
    }

    /// The key as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is a key: `^r[0-9a-z]{1,64}$`.
    pub fn is_valid(&self) -> bool {
        self.0.strip_prefix('r').is_some_and(|digits| {
            (1..=LONGEST).contains(&digits.len())
                && digits
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
        })
    }

    /// What keys are compared by: the text without the zeros at its end.
    pub fn key(&self) -> &str {
        self.0.trim_end_matches('0')
    }

    /// The number of digits that count.
    pub fn digits(&self) -> usize {
        self.fraction().len()
    }

    /// The digits of `key`.
    fn fraction(&self) -> &str {
        self.key().strip_prefix('r').unwrap_or_default()
    }

    fn made(fraction: &str) -> Rank {
        Rank(format!("r{fraction}"))
    }
}

fn some_text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() {
        Err(de::Error::custom(
            "expected a rank such as ri, found no text",
        ))
    } else {
        Ok(text)
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Rank {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Rank {
    fn schema_name() -> Cow<'static, str> {
        "Rank".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The place in the manual order, a key such as ra5k; lower comes first. Written by po.",
            "pattern": Rank::FORM,
        })
    }
}

/// Why there is no key for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RankError {
    /// A text that is not a key.
    NotARank(Rank),
    /// The record to follow does not have the lower key, so nothing fits between the two.
    NoRoom { after: Rank, before: Rank },
    /// The record to precede has the lowest key of all.
    BeforeFirst(Rank),
    /// The key would need more than 64 digits.
    TooLong,
}

impl fmt::Display for RankError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RankError::NotARank(text) => {
                write!(f, "\"{text}\" is not a rank (expected one such as ra5k)")
            }
            RankError::NoRoom { after, before } => {
                write!(f, "no rank lies between {after} and {before}")
            }
            RankError::BeforeFirst(first) => write!(f, "no rank lies before {first}"),
            RankError::TooLong => write!(f, "the rank would be longer than {LONGEST} digits"),
        }
    }
}

impl Error for RankError {}

/// A key after one neighbour and before the other; `None` is no neighbour on that side.
///
/// # Errors
/// Neighbours that are no keys or not in rising order (a collision is repaired first), and a key of over 64 digits.
pub fn between(after: Option<&Rank>, before: Option<&Rank>) -> Result<Rank, RankError> {
    if let Some(bad) = [after, before]
        .into_iter()
        .flatten()
        .find(|rank| !rank.is_valid())
    {
        return Err(RankError::NotARank(bad.clone()));
    }
    let made = match (after, before) {
        (None, None) => fraction::midpoint("", None),
        (Some(after), None) => fraction::following(after.fraction()),
        (None, Some(before)) if before.fraction().is_empty() => {
            return Err(RankError::BeforeFirst(before.clone()));
        }
        (None, Some(before)) => fraction::preceding(before.fraction()),
        (Some(after), Some(before)) if after.key() >= before.key() => {
            return Err(RankError::NoRoom {
                after: after.clone(),
                before: before.clone(),
            });
        }
        (Some(after), Some(before)) => {
            fraction::midpoint(after.fraction(), Some(before.fraction()))
        }
    };
    if made.len() > LONGEST {
        Err(RankError::TooLong)
    } else {
        Ok(Rank::made(&made))
    }
}

#[cfg(test)]
mod tests;
