//! `po fmt`: files in the canonical layout.

use super::context::Context;
use super::paths;
use super::select;
use super::targets::QueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::diag::Exit;
use po::diag::Finding;
use po::diag::Severity;
use po::edit;
use po::edit::Change;
use po::model::Backlog;
use po::model::Record;
use po::model::id::Id;
use po::page::Answer;
use po::report::Changed;
use po::report::Outcome;
use po::store;
use po::store::Keep;
use std::collections::HashSet;

/// Lay files out in one way, without changing what they say
///
/// Keys in the order of their kind, quotes only where they are needed, two
/// blanks a level, one line end at the end. Values, comments and kinds of line
/// ends stay. No other command does this, so that a diff shows only what was
/// meant. po.yaml and vision.yaml stay as they are.
#[derive(Debug, Args)]
#[command(
    after_help = "A comment above a key goes with it; what heads or ends the file stays there.
Keys that po does not know stay behind the key they stand behind. In brackets
over several lines everything stays as it is written.

Examples:
  po fmt --check
  po fmt S-156 stories/2026 --dry-run
  po fmt -q \"status:idea\""
)]
pub(super) struct FmtArgs {
    /// Ids, files or folders, or - for ids from standard input; all records where none is named
    #[arg(value_name = "ID|PATH")]
    only: Vec<String>,
    #[command(flatten)]
    query: QueryArg,
    /// Write nothing, name the files that would change, and end with 1 if there are any
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &FmtArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    if !args.check {
        args.write.hold(&root)?;
    }
    let backlog = store::load(&root, Keep::Texts)?;
    let chosen = match &args.query.query {
        Some(_) if !args.only.is_empty() => {
            return Err(
                Error::usage("ids and -q QUERY both say which records are meant")
                    .help("leave one of them out"),
            );
        }
        Some(query) => {
            let ids: HashSet<Id> = select::ids(context, &root, &backlog, query)?
                .into_iter()
                .collect();
            let records = backlog.records().iter();
            let chosen = records.filter(|record| ids.contains(record.id()));
            Some(chosen.map(|record| record.path.clone()).collect())
        }
        None if args.only.is_empty() => None,
        None => Some(paths::of(&args.only, context, &root, &backlog)?),
    };
    let is_meant = |path: &str| {
        let chosen: Option<&Vec<String>> = chosen.as_ref();
        chosen.is_none_or(|chosen| chosen.iter().any(|only| paths::lies_in(path, only)))
    };
    let (changes, left) = changes(&backlog, is_meant);
    let mut answer = match args.check {
        true => {
            let outcome = Outcome::Named;
            let changes = changes.as_slice();
            Changed { changes, outcome }.answer()
        }
        false => write::finish(&root, &changes, &args.write)?,
    };
    if args.check && !changes.is_empty() {
        answer.exit = Exit::Failed;
    }
    let unreadable = backlog.findings.iter();
    let unreadable = unreadable.filter(|f| f.unreadable && is_meant(&f.place.path));
    answer.warnings = unreadable.cloned().chain(left).collect();
    if !answer.warnings.is_empty() {
        answer.exit = Exit::Misused;
    }
    Ok(answer)
}

/// The changes that lay out the records meant, and which have to stay as they
/// are.
fn changes(backlog: &Backlog, is_meant: impl Fn(&str) -> bool) -> (Vec<Change>, Vec<Finding>) {
    let (mut changes, mut left) = (Vec::new(), Vec::new());
    for record in backlog.records().iter().filter(|r| is_meant(&r.path)) {
        match edit::format(record, &backlog.config) {
            Ok(change) => changes.extend(change),
            Err(error) => left.push(as_it_is(record, error)),
        }
    }
    (changes, left)
}

fn as_it_is(record: &Record, error: Error) -> Finding {
    let place = record.place_of("id");
    let mut finding = Finding::new("no-layout", Severity::Warning, place, error.message);
    finding.help = error.help.into_iter().next();
    finding
}
