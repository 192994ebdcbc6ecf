//! The program in real git repositories: what it knows from them, and how it
//! mends what two clones did to one id.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests make repositories and run the program in them"
)]

#[path = "git/parallel.rs"]
mod parallel;
#[path = "git/baseline.rs"]
mod baseline;
#[path = "git/unjudged.rs"]
mod unjudged;
#[path = "git/blame.rs"]
mod blame;
#[path = "git/hook.rs"]
mod hook;
#[path = "git/renumber.rs"]
mod renumber;
#[path = "git/repository.rs"]
mod repository;
#[path = "git/since.rs"]
mod since;
#[path = "git/who.rs"]
mod who;
