//! Changes as data: the backlog in, a list of changes out; no disks here. One
//! file a change.

mod advance;
mod amend;
mod assignment;
mod change;
mod create;
mod gate;
mod history;
pub mod import;
mod links;
mod patch;
mod place;
mod ranks;
mod set;
mod wip;

pub use advance::advance;
pub use assignment::Assignment;
pub use assignment::Operator;
pub use change::Change;
pub use change::FieldChange;
pub use change::Stamp;
pub use create::Draft;
pub use create::create;
pub use import::import;
pub use links::missing_targets;
pub use patch::patch;
pub use patch::reread;
pub use place::Target;
pub use place::place;
pub use ranks::rerank;
pub use ranks::write_ranks;
pub use set::set;
pub use wip::over_limit;
