//! What a query may speak of: the backlog's fields, and the words and columns that other layers lend it.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind::Kind;
use serde_json::Value;

/// Everything that the words of a query can mean. A query is asked with the vocabulary it was read with.
#[derive(Clone, Copy)]
pub struct Vocabulary<'a> {
    pub backlog: &'a Backlog,
    /// The kind that is listed; all kinds where it is none.
    pub kind: Option<&'static Kind>,
    pub today: Day,
    /// Who `@me` is.
    pub me: Option<&'a str>,
    pub is_words: &'a [IsWord<'a>],
    pub computed: &'a [Computed<'a>],
}

/// A test of a record that a query names by `is:`.
pub struct IsWord<'a> {
    pub name: &'static str,
    pub doc: &'static str,
    pub test: Box<dyn Fn(&Record) -> bool + Sync + 'a>,
}

/// A column that stands in no file; null where a record has no value.
pub struct Computed<'a> {
    pub name: &'static str,
    pub doc: &'static str,
    pub value: Box<dyn Fn(&Record) -> Value + Sync + 'a>,
}

impl<'a> Vocabulary<'a> {
    /// The fields of all kinds and the built-in words; the rest is added by setting it.
    pub fn new(backlog: &'a Backlog, today: Day) -> Self {
        Self {
            backlog,
            kind: None,
            today,
            me: None,
            is_words: &[],
            computed: &[],
        }
    }
}
