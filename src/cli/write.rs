//! How every writing command ends: show the diff, or write and say what
//! changed.

use clap::Args;
use po::diag::Error;
use po::edit::Change;
use po::page::Answer;
use po::report::Changed;
use po::report::Outcome;
use po::store;
use po::store::Root;

/// `--dry-run`, on every command that writes.
#[derive(Clone, Debug, Args)]
pub(super) struct WriteArgs {
    /// Show what would change and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Writes the changes, all or none, unless this is a dry run.
///
/// # Errors
/// A file changed meanwhile, or cannot be written.
pub(super) fn finish(root: &Root, changes: &[Change], args: &WriteArgs) -> Result<Answer, Error> {
    let outcome = if args.dry_run {
        Outcome::Shown
    } else {
        store::apply(root, changes)?;
        Outcome::Written
    };
    Ok(Changed { changes, outcome }.answer())
}
