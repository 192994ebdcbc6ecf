//! `po history`: what happened to a record.

use super::context::Context;
use super::targets::QueryArg;
use super::targets::Targets;
use clap::Args;
use po::diag::Error;
use po::model::Record;
use po::page::Answer;
use po::report::History;

/// Show what happened to a record, when and why
///
/// Every change of status, sprint, release, points and blocked, oldest first,
/// as the record itself remembers it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po history S-142\n  po history S-142 --json")]
pub(super) struct HistoryArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: QueryArg,
}

pub(super) fn run(args: &HistoryArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::load(context, &args.ids, &args.query, false)?;
    let backlog = &targets.backlog;
    let records: Vec<&Record> = targets
        .ids
        .iter()
        .filter_map(|id| backlog.get(id))
        .collect();
    let records = &records;
    Ok(History { backlog, records }.answer())
}
