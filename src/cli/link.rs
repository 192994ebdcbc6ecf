//! `po link`: from one record to another.

use super::context::Context;
use super::set;
use super::targets;
use super::targets::Targets;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::page::Answer;

/// Link a record to another, or to a web page
///
/// Without --as the target stands under links. A field that holds one id, such as
/// epic, gets the new one in place of the old.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po link S-142 S-130 --as depends_on\n  po link S-136 E-10 --as epic\n  po link S-142 https://wiki.example.org/guests"
)]
pub(super) struct LinkArgs {
    /// The record that links
    #[arg(value_name = "ID")]
    id: String,
    /// An id, or the address of a web page
    #[arg(value_name = "TARGET")]
    target: String,
    /// The field: links, depends_on, epic, parent, sprint, release, requested_by …
    #[arg(long = "as", value_name = "FIELD", default_value = "links")]
    field: String,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &LinkArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::one(context, &args.id, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let target = targets::link(&targets.root, &args.target)?;
    let (backlog, id) = (&targets.backlog, &targets.ids[0]);
    let change = edit::link(backlog, id, &target, &args.field, &stamp)?;
    set::refuse_dangling_links(&targets, change.as_slice())?;
    write::finish(&targets.root, change.as_slice(), &args.write)
}
