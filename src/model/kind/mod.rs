//! The kinds of records. One more kind is one file here and its lines in `ALL`.

mod epic;
mod release;
mod sprint;
mod story;

pub use epic::Epic;
pub use release::Release;
pub use sprint::Share;
pub use sprint::Sprint;
pub use story::Estimate;
pub use story::EstimateUnit;
pub use story::PokerRound;
pub use story::Question;
pub use story::Sort;
pub use story::Story;

use super::access;
use super::common::Common;
use super::id::Id;
use super::workflow::Category;
use crate::yaml::Document;
use crate::yaml::Misfit;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;
use std::any::Any;
use std::sync::LazyLock;

/// Every kind of record, in the order in which they are shown.
pub static ALL: &[&Kind] = &[&story::KIND, &epic::KIND, &sprint::KIND, &release::KIND];

/// A kind of record: where its files are, what its ids look like, its fields.
#[derive(Debug)]
pub struct Kind {
    /// The word on the command line; the file name here.
    pub id: &'static str,
    pub plural: &'static str,
    /// The folder of its files.
    pub folder: &'static str,
    /// The letters before the dash of its ids.
    pub prefix: &'static str,
    pub summary: &'static str,
    pub states: States,
    /// What `list` shows unless asked for other columns.
    pub columns: &'static [&'static str],
    pub read: ReadBody,
    pub schema: &'static LazyLock<Value>,
}

/// Reads the kind's own fields leniently: what does not fit is left out and
/// reported.
pub type ReadBody = fn(&Document) -> Result<(Box<dyn Body>, Vec<Misfit>), Misfit>;

/// Where the states of a kind come from.
#[derive(Clone, Copy, Debug)]
pub enum States {
    /// `workflow:` of `po.yaml`.
    Workflow,
    /// The same for every team.
    Fixed(&'static [(&'static str, Category)]),
}

/// The fields a kind has beside the common ones, reachable by name.
pub trait Body: Any + Send + Sync + std::fmt::Debug {
    /// All fields in the order of the struct; missing ones are null or empty.
    fn fields(&self) -> Map<String, Value>;
    /// One field.
    fn field(&self, name: &str) -> Option<Value>;
    /// Every id named in a field, with the key path.
    fn links(&self) -> Vec<(String, Id)>;
    /// For the typed view.
    fn as_any(&self) -> &dyn Any;
}

impl<T: Serialize + Any + Send + Sync + std::fmt::Debug> Body for T {
    fn fields(&self) -> Map<String, Value> {
        access::fields(self)
    }
    fn field(&self, name: &str) -> Option<Value> {
        access::field(self, name)
    }
    fn links(&self) -> Vec<(String, Id)> {
        access::links(self)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The kind of this name, singular or plural.
pub fn by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter()
        .find(|k| k.id.eq_ignore_ascii_case(name) || k.plural.eq_ignore_ascii_case(name))
        .copied()
}

/// The kind whose files lie in this folder.
pub fn by_folder(folder: &str) -> Option<&'static Kind> {
    ALL.iter().find(|k| k.folder == folder).copied()
}

/// The kind whose ids begin so.
pub fn by_prefix(prefix: &str) -> Option<&'static Kind> {
    ALL.iter().find(|k| k.prefix == prefix).copied()
}

/// The kind of the record that a field of a kind names, where it is for one kind
/// only: `epic` for epics, `parent` for records of its own kind.
pub fn wanted(kind: &'static Kind, field: &str) -> Option<&'static Kind> {
    match field {
        "parent" => Some(kind),
        _ => ALL.iter().find(|k| k.id == field).copied(),
    }
}

fn read<T>(document: &Document) -> Result<(Box<dyn Body>, Vec<Misfit>), Misfit>
where
    T: DeserializeOwned + Serialize + Any + Send + Sync + std::fmt::Debug,
{
    let (body, misfits) = crate::yaml::read_lenient::<T>(document)?;
    Ok((Box::new(body), misfits))
}

/// The JSON Schema of the fields of a part of a record (draft 7).
fn schema<T: JsonSchema>() -> Value {
    schemars::generate::SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// The JSON Schema of the fields that all kinds share (draft 7).
pub static COMMON: LazyLock<Value> = LazyLock::new(schema::<Common>);

#[cfg(test)]
mod tests {
    use super::ALL;
    use super::by_name;
    use super::by_prefix;
    use crate::model::config::Config;
    use crate::model::shape;

    #[test]
    fn each_kind_is_told_apart_by_its_names_and_shows_columns_it_has() {
        for (at, kind) in ALL.iter().enumerate() {
            for other in &ALL[at + 1..] {
                assert_ne!(kind.id, other.id);
                assert_ne!(kind.plural, other.plural);
                assert_ne!(kind.folder, other.folder);
                assert_ne!(kind.prefix, other.prefix);
            }
            assert!(by_name(kind.plural).is_some_and(|k| k.id == kind.id));
            assert!(by_prefix(kind.prefix).is_some_and(|k| k.id == kind.id));
            let fields = shape::fields(kind, &Config::default());
            for column in kind.columns {
                assert!(
                    fields.iter().any(|f| f.name == *column),
                    "{} {column}",
                    kind.id
                );
            }
        }
    }
}
