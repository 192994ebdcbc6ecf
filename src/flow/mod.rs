//! What the histories of records say of the team's flow; no output.
pub mod replay;
pub mod sprint;
