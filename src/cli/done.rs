//! `po done`: stories are finished.

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

/// Finish stories
///
/// Moves them to the first state of category done. The definition of done must
/// hold where the workflow asks for it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po done S-142\n  po done S-142 --dry-run")]
pub(super) struct DoneArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: QueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &DoneArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::load(context, &args.ids, &args.query, true)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let changes = edit::advance(&targets.backlog, &targets.ids, Category::Done, &stamp)?;
    write::finish(&targets.root, &changes, &args.write)
}
