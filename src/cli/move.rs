//! `po move`: put records where they belong in the order.

use super::context::Context;
use super::targets;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Target;
use po::page::Answer;

/// Put records higher or lower in the order
///
/// The order is that of po list. As a rule only the records that move are
/// written, so that two people can order at once.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po move S-142 --top\n  po move S-142 S-147 --before S-151\n  po move S-160 --after S-142"
)]
pub(super) struct MoveArgs {
    /// Ids, or - for ids from standard input; they keep this order
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    write: WriteArgs,
}

/// Where to.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Place {
    /// Before this record
    #[arg(long, value_name = "ID")]
    before: Option<String>,
    /// Behind this record
    #[arg(long, value_name = "ID")]
    after: Option<String>,
    /// Before all others
    #[arg(long)]
    top: bool,
    /// Behind all others that have a rank
    #[arg(long)]
    bottom: bool,
}

pub(super) fn run(args: &MoveArgs, context: &Context) -> Result<Answer, Error> {
    let target = match &args.place {
        Place {
            before: Some(id), ..
        } => Target::Before(targets::id(id)?),
        Place {
            after: Some(id), ..
        } => Target::After(targets::id(id)?),
        Place { top: true, .. } => Target::Top,
        _ => Target::Bottom,
    };
    let targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let changes = edit::place(&targets.backlog, &targets.ids, &target)?;
    write::finish_all(&targets, &changes, &args.write)
}
