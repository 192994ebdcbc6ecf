//! `po unblock`: work goes on.

use super::context::Context;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::page::Answer;

/// Say that blocked work can go on
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po unblock S-147")]
pub(super) struct UnblockArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &UnblockArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::to_write(context, &args.ids, &args.query, false, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let changes = edit::unblock(&targets.backlog, &targets.ids, &stamp)?;
    write::finish_all(&targets, &changes, &args.write)
}
