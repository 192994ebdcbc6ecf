//! Two people's work on one backlog, brought together by git.
//!
//! `properties` does random work and needs a while: `PO_MERGE_CASES=200` runs that many cases of
//! each; `PO_MERGE_SEED=7` runs the case of a seed that a failure named.

#[path = "merge/apart.rs"]
mod apart;
#[path = "merge/cases.rs"]
mod cases;
#[path = "merge/dice.rs"]
mod dice;
#[path = "merge/kept.rs"]
mod kept;
#[path = "merge/loss.rs"]
mod loss;
#[path = "merge/markers.rs"]
mod markers;
#[path = "merge/properties.rs"]
mod properties;
#[path = "merge/scores.rs"]
mod scores;
#[path = "merge/team.rs"]
mod team;
#[path = "merge/voices.rs"]
mod voices;
#[path = "merge/work.rs"]
mod work;
