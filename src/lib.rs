//! `po`: the product owner's backlog in plain files.
//!
//! The modules stand in one order; each may use only those above it.
//! `tests/architecture.rs` holds the order, `docs/architecture.md` explains it.
#![deny(clippy::print_stdout, clippy::print_stderr, clippy::exit)]
#![forbid(unsafe_code)]

pub mod text;
pub mod yaml;
pub mod diag;
pub mod page;
pub mod model;
pub mod priority;
pub mod flow;
pub mod rules;
pub mod schema;
pub mod edit;
pub mod exchange;
pub mod report;
pub mod render;
pub mod store;
