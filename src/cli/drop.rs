//! `po drop`: take work out of scope.

use super::context::Context;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::terminal;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::Backlog;
use po::model::Record;
use po::model::workflow::Category;
use po::page::Answer;
use po::text;

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
    if !context.global.unlisted.quiet {
        let records = ids.iter().filter_map(|id| backlog.get(id));
        let notes = records.filter_map(|record| kept(backlog, record, &args.reason));
        notes.for_each(|note| terminal::note(&note));
    }
    write::finish_moves(&mut targets, &changes, stamp.today, &args.write)
}

/// What is dropped already keeps the reason that it was dropped for.
fn kept(backlog: &Backlog, record: &Record, reason: &str) -> Option<String> {
    if backlog.category(record) != Category::Dropped {
        return None;
    }
    let mut entries = record.common.history.iter().rev();
    let last = entries.find(|entry| entry.status.as_deref() == record.status());
    let stands = last.and_then(|entry| entry.reason.as_deref());
    if stands.is_some_and(|stands| stands == reason.trim()) {
        return None;
    }
    let (id, reason) = (record.id(), text::shell_word(reason.trim()));
    let stands = stands.map_or("no reason".to_owned(), text::shell_word);
    Some(format!(
        "{id} is dropped already, and {stands} stands; {reason} was not written: po comment {id} {reason} adds it, or po reopen {id} and drop it again"
    ))
}
