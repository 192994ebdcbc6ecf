//! `po unlink`: take a link away.

use super::context::Context;
use super::targets;
use super::targets::Targets;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::page::Answer;

/// Take links of a record away
///
/// Without --as every link of the record to the target goes, wherever it stands.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po unlink S-142 S-120 --dry-run\n  po unlink S-142 S-120 --as depends_on"
)]
pub(super) struct UnlinkArgs {
    /// The record that links
    #[arg(value_name = "ID")]
    id: String,
    /// An id, or the address of a web page
    #[arg(value_name = "TARGET")]
    target: String,
    /// Only in this field
    #[arg(long = "as", value_name = "FIELD")]
    field: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &UnlinkArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::one(context, &args.id, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let target = targets::link(&targets.root, &args.target)?;
    let (backlog, id) = (&targets.backlog, &targets.ids[0]);
    let field = args.field.as_deref();
    let change = edit::unlink(backlog, id, &target, field, &stamp)?;
    write::finish(&targets.root, change.as_slice(), &args.write)
}
