//! `po sprint report`: what was promised, what was kept.

use super::super::context::Context;
use super::super::select;
use super::super::targets;
use clap::Args;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::flow::sprint::Ideal;
use po::page::Answer;
use po::report;
use po::store;
use po::store::Keep;

/// Say what a sprint promised and kept
///
/// Commitment, scope changes, burndown and carry-over, computed from the
/// histories of its stories. Without an id: the active sprint, else the one
/// that closed last.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po sprint report\n  po sprint report SP-33\n  po sprint report SP-33 --json"
)]
pub(in super::super) struct ReportArgs {
    /// The sprint, by id or title, or @current
    #[arg(value_name = "SPRINT")]
    id: Option<String>,
    /// The days on which the ideal line falls
    #[arg(long, value_name = "DAYS", value_parser = ideals(), default_value = "workdays")]
    ideal: String,
}

pub(super) fn ideals() -> PossibleValuesParser {
    let values = Ideal::ALL.iter().map(|(name, _)| PossibleValue::new(name));
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

/// The days of this name.
pub(super) fn ideal(name: &str) -> Ideal {
    let ideal = Ideal::ALL.iter().find(|(known, _)| *known == name);
    ideal.map_or(Ideal::Workdays, |(_, ideal)| *ideal)
}

pub(super) fn run(args: &ReportArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let today = context.today(Some(&backlog.config))?;
    let id = args.id.as_deref();
    let id = id.map(|word| targets::called(&backlog, "sprint", word));
    let id = id.transpose()?;
    let report = report::sprint_report(&backlog, id.as_ref(), today, ideal(&args.ideal))?;
    let mut answer = report.answer();
    select::warn(&mut answer, &backlog);
    Ok(answer)
}
