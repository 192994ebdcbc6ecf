//! The fields that a query can name, and where their values are.

use super::value_type::ValueType;
use super::value_type::value_type;
use super::value_type::within;
use super::vocabulary::Vocabulary;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::shape;
use crate::model::workflow::Category;
use std::cell::OnceCell;

/// A field by which records are chosen or sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As it was typed.
    pub name: String,
    pub source: Source,
    pub values: ValueType,
}

/// Where the values of a field come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    Id,
    Title,
    Status,
    Rank,
    Labels,
    Created,
    Due,
    /// The newest day in history, comments and `created`.
    Updated,
    Kind,
    Category,
    Path,
    /// Any other key of the file, and the steps further in.
    File {
        key: String,
        path: Vec<String>,
    },
    /// A computed column, by its place in the vocabulary.
    Computed(usize),
}

/// Fields that stand in no file.
pub const BUILT_IN: &[(&str, Source)] = &[
    ("updated", Source::Updated),
    ("kind", Source::Kind),
    ("category", Source::Category),
    ("path", Source::Path),
];

/// Fields of every record that are read without a detour.
const DIRECT: &[(&str, Source)] = &[
    ("id", Source::Id),
    ("title", Source::Title),
    ("status", Source::Status),
    ("rank", Source::Rank),
    ("labels", Source::Labels),
    ("label", Source::Labels),
    ("created", Source::Created),
    ("due", Source::Due),
];

/// The fields of the kinds that a query is about.
pub struct Fields<'v> {
    vocabulary: &'v Vocabulary<'v>,
    /// Of each kind; made when a name asks for them, which most do not.
    shapes: OnceCell<Vec<Vec<shape::Field>>>,
}

impl<'v> Fields<'v> {
    pub fn new(vocabulary: &'v Vocabulary<'v>) -> Self {
        Self {
            vocabulary,
            shapes: OnceCell::new(),
        }
    }

    fn shapes(&self) -> &[Vec<shape::Field>] {
        let config = &self.vocabulary.backlog.config;
        let fields = |kind| shape::fields(kind, config);
        self.shapes
            .get_or_init(|| kinds(self.vocabulary).into_iter().map(fields).collect())
    }

    /// The field of this name or key path.
    pub fn find(&self, name: &str) -> Option<Field> {
        let known = [BUILT_IN, DIRECT].into_iter().flatten();
        let direct = known.filter(|(word, _)| *word == name).map(|(_, s)| s);
        let (source, values) = match direct.into_iter().next() {
            Some(source) => (source.clone(), self.direct_type(source)),
            None => self.file_field(name).or_else(|| self.computed(name))?,
        };
        Some(Field {
            name: name.to_owned(),
            source,
            values,
        })
    }

    fn direct_type(&self, source: &Source) -> ValueType {
        match source {
            Source::Id => ValueType::Id,
            Source::Title | Source::Path => ValueType::Prose,
            Source::Status => ValueType::Choice(self.states()),
            Source::Rank => ValueType::Rank,
            Source::Created | Source::Due | Source::Updated => ValueType::Day,
            Source::Kind => {
                ValueType::Choice(kind::ALL.iter().map(|kind| kind.id.to_owned()).collect())
            }
            Source::Category => ValueType::Choice(
                [
                    Category::Backlog,
                    Category::Active,
                    Category::Done,
                    Category::Dropped,
                ]
                .map(|category| category.word().to_owned())
                .to_vec(),
            ),
            Source::Labels | Source::File { .. } | Source::Computed(_) => ValueType::Text,
        }
    }

    /// The states in flow order.
    fn states(&self) -> Vec<String> {
        let mut states: Vec<String> = Vec::new();
        for kind in kinds(self.vocabulary) {
            for (state, _) in self.vocabulary.backlog.states(kind) {
                if !states.iter().any(|known| known == state) {
                    states.push(state.to_owned());
                }
            }
        }
        states
    }

    /// Of kinds that hold different values under one name only the value itself tells the type.
    fn file_field(&self, name: &str) -> Option<(Source, ValueType)> {
        let path: Vec<String> = name.split('.').map(str::to_owned).collect();
        let (key, path) = path.split_first()?;
        let mut types = Vec::new();
        for found in self.shapes().iter().filter_map(|f| value_type(f, name)) {
            if !types.contains(&found) {
                types.push(found);
            }
        }
        let values = match types.len() {
            0 => return None,
            1 => types.remove(0),
            _ => ValueType::Any,
        };
        let source = Source::File {
            key: key.clone(),
            path: path.to_vec(),
        };
        Some((source, values))
    }

    fn computed(&self, name: &str) -> Option<(Source, ValueType)> {
        let columns = self.vocabulary.computed.iter();
        let at = columns.clone().position(|column| column.name == name)?;
        Some((Source::Computed(at), ValueType::Any))
    }

    /// All names, those of files first, each once.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let files = self
            .shapes()
            .iter()
            .flatten()
            .map(|field| field.name.as_str());
        let others = BUILT_IN.iter().map(|(name, _)| *name);
        let computed = self.vocabulary.computed.iter().map(|column| column.name);
        for name in files.chain(others).chain(computed) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// The names to choose from in place of an unknown one: those of the map that it steps into, else all fields and
    /// these words.
    pub fn near(&self, name: &str, words: &[&str]) -> Vec<String> {
        let outer = name.rsplit_once('.').map(|(outer, _)| outer);
        let parts = outer.and_then(|outer| Some((outer, self.parts(outer)?)));
        match parts {
            Some((outer, parts)) => parts.iter().map(|part| format!("{outer}.{part}")).collect(),
            None => {
                let mut names = self.names();
                names.extend(words.iter().map(|word| (*word).to_owned()));
                names
            }
        }
    }

    /// The keys of a map by its key path.
    pub fn parts(&self, name: &str) -> Option<Vec<String>> {
        let path: Vec<&str> = name.split('.').collect();
        let (key, path) = path.split_first()?;
        let fields = self.shapes().iter().flatten().filter(|f| f.name == *key);
        let mut shapes = fields.filter_map(|field| within(&field.shape, path));
        shapes.find_map(|shape| keys(&shape))
    }
}

/// The keys of a map, also where it stands in a list or beside a short form.
fn keys(shape: &shape::Shape) -> Option<Vec<String>> {
    match shape {
        shape::Shape::Fields(fields) | shape::Shape::Whole(fields) => {
            Some(fields.iter().map(|f| f.name.clone()).collect())
        }
        shape::Shape::List(item) => keys(item),
        shape::Shape::Either(shapes) => shapes.iter().find_map(keys),
        _ => None,
    }
}

/// The kinds that a query is about.
fn kinds(vocabulary: &Vocabulary) -> Vec<&'static Kind> {
    vocabulary
        .kind
        .map_or(kind::ALL.to_vec(), |kind| vec![kind])
}
