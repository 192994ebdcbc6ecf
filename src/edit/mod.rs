//! Changes as data: the backlog in, a list of changes out; no disks here. One
//! file a change.

mod accept;
mod advance;
mod amend;
mod assignment;
mod block;
mod change;
mod comment;
mod create;
mod criterion;
mod format;
mod gate;
mod history;
pub mod import;
mod link;
mod links;
mod patch;
mod place;
mod ranks;
mod remove;
mod rewrite;
mod set;
mod template;
mod tick;
mod wip;

pub use accept::accept;
pub use accept::reject;
pub use accept::reopen;
pub use advance::advance;
pub use assignment::Assignment;
pub use assignment::Operator;
pub use block::block;
pub use block::unblock;
pub use change::Change;
pub use change::FieldChange;
pub use change::Stamp;
pub use comment::comment;
pub use create::Draft;
pub use create::create;
pub use criterion::add_criterion;
pub use format::format;
pub use import::import;
pub use link::link;
pub use link::unlink;
pub use links::misplaced_target;
pub use links::missing_targets;
pub use patch::patch;
pub use patch::reread;
pub use place::Target;
pub use place::place;
pub use ranks::rerank;
pub use ranks::write_ranks;
pub use remove::remove;
pub use rewrite::Section;
pub use rewrite::rewrite;
pub use rewrite::rewrite_new;
pub use rewrite::section;
pub use set::set;
pub use template::SHIPPED;
pub use template::Template;
pub use tick::tick;
pub use wip::over_limit;

#[cfg(test)]
mod tests;
