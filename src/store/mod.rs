//! The only door to files and to git: find a backlog, load it, apply changes.

mod apply;
mod files;
mod find;
mod git;
mod ids;
mod load;
mod lock;
mod one;

pub use apply::Applied;
pub use apply::apply;
pub use find::Root;
pub use find::find;
pub use git::identity;
pub use ids::allocate;
pub use load::Keep;
pub use load::load;
pub use load::load_config;
pub use one::load_ids;
pub use one::load_paths;
