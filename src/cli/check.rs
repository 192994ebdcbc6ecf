//! `po check`: what is wrong, where, and the way out.

use super::context::Context;
use super::targets;
use clap::Args;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Severity;
use po::edit;
use po::model::Backlog;
use po::model::id::Id;
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
use std::path::Path;

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
    let only = only(args, context, &root, &backlog)?;
    let look = |backlog: &Backlog| -> Result<Vec<Finding>, Error> {
        let today = context.today(Some(&backlog.config))?;
        let mut findings = rules::run(backlog, today, &selection);
        if !only.is_empty() {
            findings.retain(|finding| only.iter().any(|path| concerns(finding, path)));
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

/// The paths of the ids and files named.
fn only(
    args: &CheckArgs,
    context: &Context,
    root: &Root,
    backlog: &Backlog,
) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    for word in &args.only {
        let id = targets::id(word).ok();
        let named = id.as_ref().and_then(|id| path_of(id, backlog));
        if let Some(path) = named {
            paths.push(path);
            continue;
        }
        let here = store::path_in(root, &context.environment.folder.join(word));
        // Findings name files from the backlog's folder.
        match here.or_else(|| store::path_in(root, &root.join(word))) {
            Some(path) => paths.push(path),
            None => return Err(no_such(word, backlog)),
        }
    }
    Ok(paths)
}

/// The file of a record, also of one that cannot be read.
fn path_of(id: &Id, backlog: &Backlog) -> Option<String> {
    match backlog.get(id) {
        Some(record) => Some(record.path.clone()),
        None => backlog.unreadable_file(id).map(|f| f.place.path.clone()),
    }
}

fn no_such(word: &str, backlog: &Backlog) -> Error {
    let error = Error::usage(format!(
        "\"{word}\" is neither an id nor a file of the backlog"
    ));
    let ids: Vec<String> = backlog.ids().map(ToString::to_string).collect();
    match po::text::nearest(word, ids.iter().map(String::as_str)) {
        Some(near) => error.help(format!("did you mean {near}?")),
        None => error.help("po list shows the ids there are"),
    }
}

/// A file, or any file below a folder.
fn concerns(finding: &Finding, path: &str) -> bool {
    path.is_empty() || Path::new(&finding.place.path).starts_with(path)
}
