//! `po release publish`: it has reached its users.

use super::super::context::Context;
use super::super::context::bad_day;
use super::super::targets;
use super::super::write;
use super::super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::date;
use po::page::Answer;
use po::store;
use po::store::Keep;

/// Say that a release has reached its users
///
/// Its status becomes released and its date the day on which it did, with an
/// entry in its history. Refused while stories of the release are not done.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po release publish R-2 --dry-run --force \"the rest follows in January\"\n  po release publish R-2 --on yesterday --dry-run --force \"a hotfix\""
)]
pub(in super::super) struct PublishArgs {
    /// The release, by id, version or title
    #[arg(value_name = "RELEASE")]
    id: String,
    /// The day on which it did, as in 2026-11-23 or friday; today where it is missing
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Release it without the stories that are not done: the reason becomes a comment
    #[arg(long, value_name = "REASON")]
    force: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &PublishArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Texts)?;
    let stamp = context.stamp(&root, &backlog.config)?;
    let id = targets::called(&backlog, "release", &args.id)?;
    let on = match &args.on {
        None => stamp.today,
        Some(text) => {
            date::parse_when(text.trim(), stamp.today).map_err(|why| bad_day("--on", text, &why))?
        }
    };
    let force = args.force.as_deref();
    let change = edit::publish(&backlog, &id, on, &stamp, force)?;
    let mut answer = write::finish(&root, change.as_slice(), &args.write)?;
    if !args.write.dry_run {
        write::add_next(&mut answer, &[format!("po release notes {id}")]);
    }
    Ok(answer)
}
