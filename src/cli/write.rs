//! How every writing command ends: show the diff, or write and say what
//! changed.

use super::targets::Targets;
use clap::Args;
use po::diag::Error;
use po::edit;
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

impl WriteArgs {
    /// Keeps other writers out from before the first read, unless nothing will
    /// be written.
    ///
    /// # Errors
    /// Somebody else is writing.
    pub fn hold(&self, root: &Root) -> Result<(), Error> {
        match self.dry_run {
            true => Ok(()),
            false => root.hold(),
        }
    }
}

/// `--force REASON`, on every command that may stand before a gate.
#[derive(Clone, Debug, Args)]
pub(super) struct ForceArg {
    /// Pass a gate all the same: each failing item is waived with this reason
    #[arg(long, value_name = "REASON")]
    pub force: Option<String>,
}

/// The words of `--reason`.
///
/// # Errors
/// There are none.
pub(super) fn reason(text: &str) -> Result<String, Error> {
    match text.trim() {
        "" => {
            Err(Error::usage("--reason needs words").help("say why, as in --reason \"too late\""))
        }
        words => Ok(words.to_owned()),
    }
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

/// As `finish`, for changes of state: warns of states that now hold more than
/// their limit.
///
/// # Errors
/// As `finish`.
pub(super) fn finish_moves(
    targets: &Targets,
    changes: &[Change],
    args: &WriteArgs,
) -> Result<Answer, Error> {
    let over = edit::over_limit(&targets.backlog, changes);
    let mut answer = finish(&targets.root, changes, args)?;
    answer.warnings.extend(over);
    Ok(answer)
}
