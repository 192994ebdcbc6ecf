//! `po block`: work stands still.

use super::context::Context;
use super::set;
use super::targets;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::id::Link;
use po::page::Answer;

/// Say that work cannot go on, and why
///
/// Blocked work stands out in lists; the days it stands still are counted from its
/// history.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po block S-147 --reason \"waiting for the certificate of the bank\"\n  po block S-147 --reason \"needs the second factor\" --on S-130"
)]
pub(super) struct BlockArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// What it waits for
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The story it waits for, or another record
    #[arg(long, value_name = "ID")]
    on: Option<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &BlockArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::to_write(context, &args.ids, &args.query, false, &args.write)?;
    let mut stamp = context.stamp(&targets.root, targets.config())?;
    stamp.reason = Some(write::reason(&args.reason)?);
    let on = args.on.as_deref();
    let on = on
        .map(|word| targets::one_id(&targets.root, word))
        .transpose()?;
    let on = on.map(Link::from);
    let changes = edit::block(&targets.backlog, &targets.ids, on.as_ref(), &stamp)?;
    set::refuse_dangling_links(&targets, &changes)?;
    write::finish_all(&targets, &changes, &args.write)
}
