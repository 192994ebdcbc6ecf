//! The records of a backlog and the values they are made of; no files, no git, no terminal.

pub mod access;
pub mod amount;
pub mod backlog;
pub mod common;
pub mod config;
pub mod conflict;
pub mod criterion;
pub mod date;
pub mod earlier;
pub mod id;
pub mod kind;
mod lossless;
pub mod meant;
pub mod merge;
pub mod open;
pub mod parts;
pub mod points;
pub mod query;
pub mod rank;
pub mod reading;
pub mod record;
pub mod shape;
pub mod union;
pub mod unknown;
pub mod vision;
pub mod voices;
pub mod workflow;

pub use backlog::Backlog;
pub use backlog::PARALLEL_FROM;
pub use earlier::Earlier;
pub use record::Record;
