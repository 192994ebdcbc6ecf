//! `po check`: what is wrong, where, and the way out.

use super::context::Context;
use super::paths;
use clap::Args;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::diag::Severity;
use po::page::Answer;
use po::report::Check;
use po::rules;
use po::rules::Selection;
use po::schema;
use po::store;
use po::store::Keep;

/// Find what is wrong, and say the way out
///
/// Looks at every record, or only reports what concerns the ids or files named.
/// Ends with 1 when something at or above --fail-on was found, with 2 when a
/// file gave no record. Never writes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po check\n  po check S-142 stories/S-133-returns.yaml\n  po check --select vague-term,broken-gherkin --fail-on warning --json"
)]
pub(super) struct CheckArgs {
    /// Ids or files to report on; all where none is named
    #[arg(value_name = "ID|PATH")]
    only: Vec<String>,
    /// Only these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// All rules but these
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The severity from which on the command fails
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = severities())]
    fail_on: String,
}

fn severities() -> PossibleValuesParser {
    PossibleValuesParser::new(["error", "warning", "info", "none"])
}

pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let select = (!args.select.is_empty()).then(|| args.select.clone());
    let selection = Selection::new(select, args.ignore.clone())?;
    let mut backlog = store::load(&root, Keep::Texts)?;
    let schemas = store::schemas(&root);
    backlog
        .findings
        .extend(schema::stale(&backlog.config, &schemas));
    let today = context.today(Some(&backlog.config))?;
    let only = paths::of(&args.only, context, &root, &backlog)?;
    let mut findings = rules::run(&backlog, today, &selection);
    if !only.is_empty() {
        findings.retain(|finding| {
            let path = &finding.place.path;
            only.iter().any(|only| paths::lies_in(path, only))
        });
    }
    let report = Check::new(&backlog, findings, rules::notes());
    Ok(report.answer(Severity::parse(&args.fail_on)))
}
