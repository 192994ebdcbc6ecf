//! The syntax tree of a query, with every name and value made sense of.

use super::field::Field;
use super::field::Source;
use super::state::State;
use crate::model::date::Day;
use std::ops::Bound;

/// What to look for, and in which order to show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub filter: Expr,
    /// Before these nothing counts, after them rank and id.
    pub sort: Vec<SortKey>,
}

/// A condition on a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Nothing was asked for: every record.
    All,
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Is(Condition),
    Field {
        field: Field,
        test: Test,
    },
    /// Each of these folded texts stands somewhere in the words of the record.
    Text(Vec<String>),
}

/// What stands behind `is:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    State(State),
    /// A word from outside, by its place in the vocabulary.
    Outside(usize),
}

/// What a field is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    Missing,
    Present,
    /// One of its values fits one of these.
    AnyOf(Vec<Atom>),
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    /// The same text, whatever its case.
    Equals(String),
    /// The folded text stands in it.
    Contains(String),
    Number(Range<f64>),
    Day(Range<Day>),
    Flag(bool),
}

/// Two ends, each with, without or open.
pub type Range<T> = (Bound<T>, Bound<T>);

/// A field to sort by; records without it come last either way.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    pub field: Field,
    pub descending: bool,
}

impl Expr {
    /// All of these; the cheap ones are asked first, and the words of a record are gone through but once.
    pub(super) fn all(terms: Vec<Expr>) -> Expr {
        let mut others = Vec::new();
        let mut texts = Vec::new();
        for term in terms {
            match term {
                Expr::Text(needles) => texts.extend(needles),
                other => others.push(other),
            }
        }
        if !texts.is_empty() {
            others.push(Expr::Text(texts));
        }
        Self::joined(others, Expr::And)
    }

    /// One of these; the cheap ones are asked first.
    pub(super) fn any(terms: Vec<Expr>) -> Expr {
        Self::joined(terms, Expr::Or)
    }

    fn joined(mut terms: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
        terms.sort_by_key(Expr::cost);
        match terms.len() {
            1 => terms.remove(0),
            _ => join(terms),
        }
    }

    pub(super) fn negated_if(self, negated: bool) -> Expr {
        if negated {
            Expr::Not(Box::new(self))
        } else {
            self
        }
    }

    /// How dear the question is, compared with others.
    fn cost(&self) -> u8 {
        match self {
            Expr::All | Expr::Is(Condition::State(_)) => 0,
            Expr::And(terms) | Expr::Or(terms) => terms.iter().map(Expr::cost).max().unwrap_or(0),
            Expr::Not(term) => term.cost(),
            Expr::Field { field, .. } => match field.source {
                Source::File { .. } => 1,
                Source::Computed(_) => 3,
                _ => 0,
            },
            Expr::Text(_) => 2,
            Expr::Is(Condition::Outside(_)) => 3,
        }
    }
}

impl Query {
    /// Whether the query itself says something of states, so that closed
    /// records need not be left out unasked.
    pub fn speaks_of_states(&self) -> bool {
        self.filter.speaks_of_states()
    }
}

impl Expr {
    fn speaks_of_states(&self) -> bool {
        match self {
            Expr::All | Expr::Text(_) => false,
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(Expr::speaks_of_states),
            Expr::Not(part) => part.speaks_of_states(),
            Expr::Is(condition) => matches!(
                condition,
                Condition::State(State::Open | State::Category(_))
            ),
            Expr::Field { field, .. } => matches!(field.source, Source::Status | Source::Category),
        }
    }
}
