//! What the readers of foreign formats share: tables, dates, words of several
//! languages, markup, acceptance criteria and the account of what was lost.

pub mod acceptance;
pub mod cells;
pub mod dates;
pub mod points;
pub mod table;
pub mod wiki;
pub mod words;
