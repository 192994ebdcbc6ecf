//! `po start`: begin to work on stories.

use super::context::Context;
use super::targets::QueryArg;
use super::targets::Targets;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::workflow::Category;
use po::page::Answer;

/// Begin to work on stories
///
/// Moves them to the first active state. The definition of ready must hold
/// where the workflow asks for it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po start S-142\n  po start -q \"sprint:@current status:ready\" --dry-run"
)]
pub(super) struct StartArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: QueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &StartArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::load(context, &args.ids, &args.query, true)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let changes = edit::advance(&targets.backlog, &targets.ids, Category::Active, &stamp)?;
    write::finish(&targets.root, &changes, &args.write)
}
