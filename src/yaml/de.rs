//! Typed values from the tree: a serde `Deserializer` whose errors know the node they happened in.
//!
//! Unquoted scalars are typed by the core schema; a text target takes any scalar as it is written, so
//! that `1.10`, `no` and dates stay what they are. Nothing written (`labels:`) reads as an empty list or
//! map, and as `None` for an option.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::de::DeserializeSeed;
use serde::de::Deserializer;
use serde::de::Error;
use serde::de::Expected;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Unexpected;
use serde::de::Visitor;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::value::MapDeserializer;
use serde::forward_to_deserialize_any;

use crate::yaml::misfit::MisfitKind;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::number::Plain;

/// A node being read. Values at the indices in `skip` (sorted) are passed over with their pair or item.
#[derive(Clone, Copy)]
pub(super) struct De<'de> {
    pub(super) node: NodeRef<'de>,
    pub(super) skip: &'de [u32],
}

/// Why a value does not fit its type, and in which node.
#[derive(Debug)]
pub(super) struct Trouble(Box<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) kind: MisfitKind,
    pub(super) message: String,
    pub(super) node: Option<u32>,
}

impl Trouble {
    fn new(kind: MisfitKind, message: String) -> Self {
        Trouble(Box::new(Inner {
            kind,
            message,
            node: None,
        }))
    }

    /// The same trouble at `node`, unless an inner node is known already.
    pub(super) fn at(mut self, node: NodeRef<'_>) -> Self {
        self.0.node.get_or_insert(node.index());
        self
    }

    pub(super) fn into_inner(self) -> Inner {
        *self.0
    }
}

impl<'de> De<'de> {
    fn child(self, node: NodeRef<'de>) -> De<'de> {
        De { node, ..self }
    }

    fn read<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Trouble> {
        seed.deserialize(self)
            .map_err(|trouble| trouble.at(self.node))
    }

    fn list<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_seq(Children {
            parent: self,
            rest: self.node.items(),
            value: None,
        })
    }

    fn map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_map(Children {
            parent: self,
            rest: self.node.entries(),
            value: None,
        })
    }
}

impl<'de> Deserializer<'de> for De<'de> {
    type Error = Trouble;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        match self.node.kind() {
            Kind::List => self.list(visitor),
            Kind::Map => self.map(visitor),
            Kind::Scalar => match self.node.plain() {
                Some(Plain::Null) => visitor.visit_unit(),
                Some(Plain::Bool(value)) => visitor.visit_bool(value),
                Some(Plain::Unsigned(value)) => visitor.visit_u64(value),
                Some(Plain::Signed(value)) => visitor.visit_i64(value),
                Some(Plain::Float(value)) => visitor.visit_f64(value),
                Some(Plain::Text) | None => {
                    visitor.visit_borrowed_str(self.node.text().unwrap_or_default())
                }
            },
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        match self.node.text() {
            Some(text) if !self.node.is_null() => visitor.visit_borrowed_str(text),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        if self.node.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Trouble> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        if self.node.is_null() {
            self.list(visitor)
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        if self.node.is_null() {
            self.map(visitor)
        } else {
            self.deserialize_any(visitor)
        }
    }

    /// A list is no struct, though serde would read its items as the fields in their order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Trouble> {
        match self.node.kind() {
            Kind::List => Err(Trouble::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Trouble> {
        match self.node.text() {
            Some(text) if !self.node.is_null() => {
                visitor.visit_enum(BorrowedStrDeserializer::new(text))
            }
            _ => Err(not_one_of(&found_node(self.node), variants).at(self.node)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 bytes byte_buf unit unit_struct tuple
        tuple_struct
    }
}

/// The children of a list (`rest` gives items) or a map (`rest` gives pairs).
struct Children<'de, I> {
    parent: De<'de>,
    rest: I,
    value: Option<NodeRef<'de>>,
}

impl<'de, I: Iterator<Item = NodeRef<'de>>> SeqAccess<'de> for Children<'de, I> {
    type Error = Trouble;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Trouble> {
        let skip = self.parent.skip;
        match self
            .rest
            .find(|item| skip.binary_search(&item.index()).is_err())
        {
            Some(item) => self.parent.child(item).read(seed).map(Some),
            None => Ok(None),
        }
    }
}

impl<'de, I: Iterator<Item = (NodeRef<'de>, NodeRef<'de>)>> MapAccess<'de> for Children<'de, I> {
    type Error = Trouble;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Trouble> {
        let skip = self.parent.skip;
        match self
            .rest
            .find(|(_, value)| skip.binary_search(&value.index()).is_err())
        {
            Some((key, value)) => {
                self.value = Some(value);
                self.parent.child(key).read(seed).map(Some)
            }
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Trouble> {
        match self.value.take() {
            Some(value) => self.parent.child(value).read(seed),
            None => Err(Trouble::custom("a value was read before its key")),
        }
    }
}

/// Reads a record from a text without any content: a map without pairs.
pub(super) fn read_nothing<T: DeserializeOwned>() -> Result<T, Trouble> {
    let pairs = std::iter::empty::<(&str, &str)>();
    T::deserialize(MapDeserializer::new(pairs))
}

impl std::error::Error for Trouble {}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl Error for Trouble {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Trouble::new(MisfitKind::Other, message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        let expected = wanted(&expected);
        Trouble::new(
            MisfitKind::Type,
            format!("expected {expected}, found {}", found_value(found)),
        )
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = wanted_within(&expected.to_string());
        Trouble::new(
            MisfitKind::Type,
            format!("expected {expected}, found {}", found_value(found)),
        )
    }

    fn invalid_length(found: usize, expected: &dyn Expected) -> Self {
        Trouble::new(
            MisfitKind::Type,
            format!("expected {expected}, found {found} items"),
        )
    }

    fn unknown_variant(found: &str, allowed: &'static [&'static str]) -> Self {
        not_one_of(&format!("{found:?}"), allowed)
    }

    fn unknown_field(found: &str, allowed: &'static [&'static str]) -> Self {
        let known = if allowed.is_empty() {
            "none".to_owned()
        } else {
            allowed.join(", ")
        };
        Trouble::custom(format!(
            "the key `{found}` is not known here; known are {known}"
        ))
    }

    fn missing_field(field: &'static str) -> Self {
        Trouble::new(
            MisfitKind::Missing {
                field: field.to_owned(),
            },
            format!("the key `{field}` is missing"),
        )
    }

    fn duplicate_field(field: &'static str) -> Self {
        Trouble::custom(format!("the key `{field}` stands twice"))
    }
}

fn not_one_of(found: &str, allowed: &[&str]) -> Trouble {
    let message = format!("expected one of {}, found {found}", allowed.join(", "));
    let allowed = allowed.iter().map(|word| (*word).to_owned()).collect();
    Trouble::new(MisfitKind::Variant { allowed }, message)
}

/// Serde's words for what was found, in ours.
fn found_value(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Char(value) => format!("the text {value:?}"),
        Unexpected::Str(value) => format!("the text {}", shortened(value)),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map of keys".to_owned(),
        other => other.to_string(),
    }
}

fn found_node(node: NodeRef<'_>) -> String {
    let found = match node.kind() {
        Kind::Scalar => Unexpected::Unit,
        Kind::List => Unexpected::Seq,
        Kind::Map => Unexpected::Map,
    };
    found_value(found)
}

/// The beginning of a text in quotes, on one line.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{:?}", format!("{}…", &text[..at])),
        None => format!("{text:?}"),
    }
}

/// Serde's words for what a type expects, in ours; a visitor's own words pass.
fn wanted(expected: &str) -> &str {
    match expected {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number, 0 or more",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" | "string" | "str" | "a borrowed string" => "a text",
        "a character" => "one character",
        "a sequence" => "a list",
        "a map" => "a map of keys",
        "unit" => "nothing",
        _ if expected.starts_with("struct ") => "a map of keys",
        _ if expected.starts_with("tuple ") => "a list",
        _ => expected,
    }
}

/// As [`wanted`], with the range where the kind of number was right.
fn wanted_within(expected: &str) -> String {
    match expected {
        "u8" => format!("a whole number up to {}", u8::MAX),
        "u16" => format!("a whole number up to {}", u16::MAX),
        "u32" | "usize" => format!("a whole number from 0 to {}", u32::MAX),
        _ => wanted(expected).to_owned(),
    }
}
