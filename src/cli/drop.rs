//! `po drop`: take work out of scope.

use super::context::Context;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::workflow::Category;
use po::page::Answer;

/// Take records out of scope and keep them
///
/// Moves them to the state for what is not wanted any more, as po.yaml names it;
/// the reason stands in their history.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po drop S-136 --reason \"nobody asked for it in a year\"\n  po drop -q \"status:idea created:..-1y\" --reason \"older than a year\" --dry-run"
)]
pub(super) struct DropArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Why it is not done
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &DropArgs, context: &Context) -> Result<Answer, Error> {
    let mut targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let mut stamp = context.stamp(&targets.root, targets.config())?;
    stamp.reason = Some(write::reason(&args.reason)?);
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let changes = edit::advance(backlog, ids, Category::Dropped, &stamp, None)?;
    write::finish_moves(&mut targets, &changes, stamp.today, &args.write)
}
