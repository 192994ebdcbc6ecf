//! `po sprint burndown`: what is left, day by day.

use super::super::context::Context;
use super::super::select;
use super::super::targets;
use super::report::ideal;
use super::report::ideals;
use clap::Args;
use po::diag::Error;
use po::page::Answer;
use po::report;
use po::report::SprintBurndown;
use po::store;
use po::store::Keep;

/// Draw what is left of a sprint, day by day
///
/// Bars for the points that are left at the end of each day, dots for the
/// ideal line, strokes for the scope, and the same as a table. Without an id:
/// the active sprint, else the one that closed last.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po sprint burndown\n  po sprint burndown SP-33 --ideal calendar\n  po sprint burndown SP-33 --json"
)]
pub(in super::super) struct BurndownArgs {
    /// The sprint, by id or title, or @current
    #[arg(value_name = "SPRINT")]
    id: Option<String>,
    /// The days on which the ideal line falls
    #[arg(long, value_name = "DAYS", value_parser = ideals(), default_value = "workdays")]
    ideal: String,
}

pub(super) fn run(args: &BurndownArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let today = context.today(Some(&backlog.config))?;
    let id = args.id.as_deref();
    let id = id.map(|word| targets::called(&backlog, "sprint", word));
    let id = id.transpose()?;
    let report = report::sprint_report(&backlog, id.as_ref(), today, ideal(&args.ideal))?;
    let mut answer = SprintBurndown::new(&report).answer();
    select::warn(&mut answer, &backlog);
    Ok(answer)
}
