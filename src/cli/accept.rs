//! `po accept`: the product owner says that it is what was asked.

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

/// Accept finished stories
///
/// All acceptance criteria must be verified (po tick) or waived. A story that is
/// not done yet is moved there, and the definition of done must hold.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po accept S-144\n  po accept -q \"status:review assignee:chen\" --dry-run\n  po accept S-144 --force \"the last criterion needs real traffic\""
)]
pub(super) struct AcceptArgs {
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

pub(super) fn run(args: &AcceptArgs, context: &Context) -> Result<Answer, Error> {
    let mut targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let force = args.force.force.as_deref();
    let changes = edit::accept(backlog, ids, &stamp, force)?;
    write::finish_moves(&mut targets, &changes, stamp.today, &args.write)
}
