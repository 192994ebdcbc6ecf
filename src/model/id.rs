//! The id of a record, `S-142`, and the targets of `links:`.
//!
//! A file is read leniently (any text is an id, a rule reports the odd ones) and written strictly.
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::de::Error;

/// The id of a record: the prefix of its kind, a dash, and a tail that is a number or, with `ids: random`, a short
/// word of `[0-9a-z]`.
///
/// Ids sort by prefix, then number tails by number, then the other tails by bytes: `S-2`, `S-10`, `S-7kq4m`. The same
/// number written in two ways (`S-2`, `S-02`) is two ids, ordered by bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Id(#[serde(deserialize_with = "some_text")] String);

impl Id {
    /// The strict form as a regular expression, which the schema holds.
    pub const FORM: &str = "^[A-Z]{1,4}-[0-9a-z]{1,12}$";

    /// The strict form, for ids that are typed or made.
    ///
    /// # Errors
    /// Text that is not 1 to 4 capitals, a dash, and 1 to 12 of `0-9a-z`.
    pub fn new(text: impl Into<String>) -> Result<Id, String> {
        let id = Id(text.into());
        if id.is_well_formed() {
            Ok(id)
        } else {
            Err(format!(
                "\"{id}\" is not an id (expected 1 to 4 capitals, a dash and 1 to 12 of 0-9 and a-z, such as S-142)"
            ))
        }
    }

    /// The lenient form, for ids found in a file: any text that is not empty, else nothing.
    pub fn read(text: impl Into<String>) -> Option<Id> {
        let text = text.into();
        (!text.is_empty()).then_some(Id(text))
    }

    /// The id that a file's name begins with: `S-142-guest-checkout.yaml`.
    pub fn of_file(path: &str) -> Option<Id> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut parts = stem.splitn(3, '-');
        let (prefix, tail) = (parts.next()?, parts.next()?);
        Id::new(format!("{prefix}-{tail}")).ok()
    }

    /// The name of a file that holds it: `S-142-guest-checkout.yaml`.
    pub fn file_name(&self, title: &str) -> String {
        let slug = crate::text::slug(title);
        let dash = if slug.is_empty() { "" } else { "-" };
        format!("{self}{dash}{slug}.yaml")
    }

    /// The id after the highest number that `prefix` has ever had; 0 for none yet.
    ///
    /// # Errors
    /// The number no longer fits into 12 digits, or `prefix` is none.
    pub fn next(prefix: &str, highest: u64) -> Result<Id, String> {
        Id::new(format!("{prefix}-{}", highest.saturating_add(1)))
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the strict form would take it: `^[A-Z]{1,4}-[0-9a-z]{1,12}$`.
    pub fn is_well_formed(&self) -> bool {
        let (prefix, tail) = (self.prefix(), self.tail());
        (1..=4).contains(&prefix.len())
            && prefix.bytes().all(|b| b.is_ascii_uppercase())
            && (1..=12).contains(&tail.len())
            && tail
                .bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
    }

    /// What stands before the first dash; empty where there is no dash.
    pub fn prefix(&self) -> &str {
        self.0.split_once('-').map_or("", |(prefix, _)| prefix)
    }

    /// What stands after the first dash; all of it where there is no dash.
    pub fn tail(&self) -> &str {
        self.0
            .split_once('-')
            .map_or(self.as_str(), |(_, tail)| tail)
    }

    /// The number of a tail of digits; none for other tails, and for numbers beyond 64 bits.
    pub fn number(&self) -> Option<u64> {
        is_number(self.tail())
            .then(|| self.tail().parse().ok())
            .flatten()
    }

    /// What ids are compared by. A number is compared by its length, then its digits, as it may be of any length.
    fn place(&self) -> (&str, bool, usize, &str, &str) {
        let (prefix, tail) = (self.prefix(), self.tail());
        if is_number(tail) {
            let digits = tail.trim_start_matches('0');
            (prefix, false, digits.len(), digits, &self.0)
        } else {
            (prefix, true, 0, tail, &self.0)
        }
    }
}

fn is_number(tail: &str) -> bool {
    !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit())
}

fn some_text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() {
        Err(D::Error::custom("expected some text, found none"))
    } else {
        Ok(text)
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The id of a record, such as S-142.",
            "pattern": Id::FORM,
        })
    }
}

/// An entry of `links:`: the id of a record, or else the address of something outside the backlog.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link(#[serde(deserialize_with = "some_text")] String);

impl Link {
    /// A link to the text, which is kept as it is; nothing for an empty one.
    pub fn read(text: impl Into<String>) -> Option<Link> {
        let text = text.into();
        (!text.is_empty()).then_some(Link(text))
    }

    /// The link as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id where the link is a well-formed one; none for an address.
    pub fn as_id(&self) -> Option<Id> {
        Id::new(self.as_str()).ok()
    }
}

impl From<Id> for Link {
    fn from(id: Id) -> Self {
        Link(id.0)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Link {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Link {
    fn schema_name() -> Cow<'static, str> {
        "Link".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The id of a record, or the address (URL) of something outside the backlog.",
            "minLength": 1,
        })
    }
}

#[cfg(test)]
mod tests;
