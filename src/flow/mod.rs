//! What the histories of records say of the team's flow; no output.
pub mod acceptance;
pub mod cadence;
pub mod capacity;
pub mod late;
pub mod plan;
pub mod replay;
pub mod sprint;
