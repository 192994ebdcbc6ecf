//! Ways to order records, and the numbers they are ordered by; no output.
pub mod decimal;
