//! What commands have to say: a struct a report, which is its JSON, and the page made of it.
pub mod prioritize;
