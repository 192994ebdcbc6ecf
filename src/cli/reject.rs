//! `po reject`: it is not what was asked.

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

/// Send stories back to work
///
/// Moves them to the first active state, notes who rejected them and why, and takes
/// back that they were accepted.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po reject S-144 --reason \"the voucher is lost after signing in\""
)]
pub(super) struct RejectArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// What is missing
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    force: ForceArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &RejectArgs, context: &Context) -> Result<Answer, Error> {
    let mut targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let mut stamp = context.stamp(&targets.root, targets.config())?;
    stamp.reason = Some(write::reason(&args.reason)?);
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let force = args.force.force.as_deref();
    let changes = edit::reject(backlog, ids, &stamp, force)?;
    write::finish_moves(&mut targets, &changes, stamp.today, &args.write)
}
