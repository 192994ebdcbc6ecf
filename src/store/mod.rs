//! The only door to files and to git: find a backlog, load it, apply changes.

mod apply;
mod begin;
mod files;
mod find;
mod git;
mod ids;
mod load;
mod lock;
mod one;
mod scratch;
mod templates;

pub use apply::Applied;
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
pub use ids::allocate;
pub use load::Keep;
pub use load::load;
pub use load::load_config;
pub use one::exists;
pub use one::ids;
pub use one::load_ids;
pub use one::load_paths;
pub use scratch::Scratch;
pub use templates::template;
pub use templates::templates;
