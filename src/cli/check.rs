//! `po check`: what is wrong, where, and the way out.

use super::context::Context;
use super::paths;
use clap::Args;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Severity;
use po::edit;
use po::model::Backlog;
use po::page::Answer;
use po::report::Changed;
use po::report::Check;
use po::report::Outcome;
use po::rules;
use po::rules::Selection;
use po::schema;
use po::store;
use po::store::Keep;
use po::store::Root;

/// Find what is wrong, and say the way out
///
/// Looks at every record, or only reports what concerns the ids or files named.
/// Ends with 1 when something at or above --fail-on was found, with 2 when a
/// file gave no record. Writes nothing without --fix, which mends what can be
/// mended without a decision: so far ranks that two records share.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po check\n  po check S-142 stories/S-133-returns.yaml\n  po check --select vague-term,broken-gherkin --fail-on warning --json\n  po check --fix --dry-run"
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
    /// Mend what needs no decision, then report what is left
    #[arg(long)]
    fix: bool,
    /// With --fix, show what would change and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

fn severities() -> PossibleValuesParser {
    PossibleValuesParser::new(["error", "warning", "info", "none"])
}

pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let select = (!args.select.is_empty()).then(|| args.select.clone());
    let selection = Selection::new(select, args.ignore.clone())?;
    let writes = args.fix && !args.dry_run;
    if writes {
        root.hold()?;
    }
    let backlog = load(&root)?;
    let only = paths::of(&args.only, context, &root, &backlog)?;
    let look = |backlog: &Backlog| -> Result<Vec<Finding>, Error> {
        let today = context.today(Some(&backlog.config))?;
        let mut findings = rules::run(backlog, today, &selection);
        if !only.is_empty() {
            findings.retain(|finding| {
                let path = &finding.place.path;
                only.iter().any(|only| paths::lies_in(path, only))
            });
        }
        Ok(findings)
    };
    let findings = look(&backlog)?;
    let fail_on = Severity::parse(&args.fail_on);
    let check = |backlog: &Backlog, findings| Check::new(backlog, findings, rules::notes());
    if !args.fix {
        return Ok(check(&backlog, findings).answer(fail_on));
    }
    let changes = edit::fix(&backlog, &findings)?;
    let report = match writes && !changes.is_empty() {
        true => {
            store::apply(&root, &changes)?;
            let mended = load(&root)?;
            let left = look(&mended)?;
            check(&mended, left)
        }
        false => check(&backlog, findings),
    };
    let outcome = if writes {
        Outcome::Written
    } else {
        Outcome::Shown
    };
    Ok(report.answer_with(
        &Changed {
            changes: &changes,
            outcome,
        },
        fail_on,
    ))
}

/// The backlog, and what its schemas for editors say otherwise.
fn load(root: &Root) -> Result<Backlog, Error> {
    let mut backlog = store::load(root, Keep::Texts)?;
    let schemas = store::schemas(root);
    let stale = schema::stale(&backlog.config, &schemas);
    backlog.findings.extend(stale);
    Ok(backlog)
}
