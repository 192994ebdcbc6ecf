//! `po done`: stories are finished.

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

/// Finish stories
///
/// Moves them to the first state of category done. The definition of done must
/// hold where the workflow asks for it; --force records why it need not this time.
/// What is finished is blocked no longer.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po done S-142\n  po done S-142 --dry-run\n  po done S-142 --force \"hotfix, reviewed tomorrow\""
)]
pub(super) struct DoneArgs {
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

pub(super) fn run(args: &DoneArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let force = args.force.force.as_deref();
    let changes = edit::advance(backlog, ids, Category::Done, &stamp, force)?;
    write::finish_moves(&targets, &changes, &args.write)
}
