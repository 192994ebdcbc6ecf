//! Random YAML documents and edits for the property tests.

pub mod choices;
pub mod counts;
pub mod document;
pub mod edits;
pub mod flow;
pub mod layout;
pub mod lines;
pub mod scalars;
pub mod values;
