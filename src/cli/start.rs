//! `po start`: begin to work on stories.

use super::context::Context;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::ForceArg;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::workflow::Category;
use po::page::Answer;

/// Begin to work on stories
///
/// Moves them to the first active state. The definition of ready must hold
/// where the workflow asks for it, and nothing blocked is begun; --force records
/// why it may be this time. A dependency that is not done is warned of.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po start S-142\n  po start -q \"sprint:@current status:ready\" --dry-run\n  po start S-142 --force \"the customer waits, design follows\""
)]
pub(super) struct StartArgs {
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

pub(super) fn run(args: &StartArgs, context: &Context) -> Result<Answer, Error> {
    let mut targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let force = args.force.force.as_deref();
    let changes = edit::advance(backlog, ids, Category::Active, &stamp, force)?;
    write::finish_moves(&mut targets, &changes, stamp.today, &args.write)
}
