//! The records of a backlog and the values they are made of; no files, no git, no terminal.
pub mod id;
pub mod date;
pub mod points;
pub mod rank;
