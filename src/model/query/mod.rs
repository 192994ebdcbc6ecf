//! The query language: `status:ready,refined points:5.. not label:debt sort:rank`.
//!
//! A query is read against a `Vocabulary` (fields, `is:` words, computed columns), so that every name and value is
//! checked once, where it was typed; looking at a record can then not go wrong.

mod evaluate;
mod expression;
mod field;
mod fold;
mod item;
mod known;
mod lexer;
mod mistake;
mod names;
mod parse;

mod sort;
mod state;
mod term;
mod value;
mod value_type;
mod vocabulary;

pub use expression::Atom;
pub use expression::Condition;
pub use expression::Expr;
pub use expression::Query;
pub use expression::Range;
pub use expression::SortKey;
pub use expression::Test;
pub use field::Field;
pub use field::Source;
pub use fold::fold;
pub use item::column;
pub use item::updated;
pub use names::is_words;
pub use names::names;
pub use parse::parse;
pub use state::State;
pub use value_type::ValueType;
pub use value_type::value_type;
pub use vocabulary::Computed;
pub use vocabulary::IsWord;
pub use vocabulary::Vocabulary;

#[cfg(test)]
mod tests;
