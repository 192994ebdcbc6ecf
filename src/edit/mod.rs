//! Changes as data: the backlog in, a list of changes out; no disks here. One
//! file a change.

mod assignment;
mod change;
mod create;
mod gate;
pub mod import;
mod links;
mod patch;
mod place;
mod ranks;
mod set;

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
pub use set::advance;
pub use set::set;
