//! `po reopen`: take closed work up again.

use super::context::Context;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::ForceArg;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::page::Answer;

/// Take up again what was done or dropped
///
/// Moves what was done to the first active state, and what was dropped back to
/// where it stood before. What was accepted is accepted no longer.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po reopen S-138\n  po reopen S-138 --dry-run")]
pub(super) struct ReopenArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    force: ForceArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &ReopenArgs, context: &Context) -> Result<Answer, Error> {
    let mut targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let force = args.force.force.as_deref();
    let changes = edit::reopen(backlog, ids, &stamp, force)?;
    write::finish_moves(&mut targets, &changes, stamp.today, &args.write)
}
