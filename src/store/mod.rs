//! The only door to files and to git: find a backlog, load it, apply changes.

mod apply;
mod begin;
mod disk;
mod files;
mod find;
mod git;
mod ids;
mod journal;
mod load;
mod lock;
mod one;
mod recover;
mod replace;
mod scratch;
mod templates;
mod undo;
mod writer;

pub use apply::apply;
pub use begin::Start;
pub use begin::begin;
pub use begin::example_files;
pub use begin::starting_files;
pub use begin::timezone;
pub use find::Root;
pub use find::find;
pub use find::path_in;
pub use git::editor;
pub use git::identity;
pub use ids::Allocation;
pub use ids::allocate;
pub use ids::remember;
pub use load::Keep;
pub use load::load;
pub use load::load_config;
pub use one::exists;
pub use one::ids;
pub use one::load_ids;
pub use one::load_paths;
pub use recover::Recovered;
pub use recover::interrupted;
pub use scratch::Scratch;
pub use templates::template;
pub use templates::templates;
pub use undo::Applied;
pub use undo::AppliedFile;
pub use undo::applied;
pub use undo::undo;
pub use undo::undoing;
pub use writer::Writer;
pub use writer::command_line;

#[cfg(test)]
mod tests;
