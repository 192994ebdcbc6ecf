//! `po show`: everything a record says.

use super::context::Context;
use super::targets;
use super::targets::QueryArg;
use super::targets::Targets;
use clap::Args;
use po::diag::Error;
use po::diag::Exit;
use po::model::Record;
use po::model::id::Id;
use po::model::kind;
use po::page::Answer;
use po::report::Show;

/// Show everything a record says
///
/// All that stands in its file, from the wish to the history. An epic also shows
/// how far its stories are. With --json, every key of the kind is there; those
/// without a value are null or empty.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po show S-142\n  po show S-142 --json\n  po show E-12\n  po show S-142 --parts\n  po show -q \"epic:E-12\""
)]
pub(super) struct ShowArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Count the sub-tasks of stories as well: those that name them as parent
    #[arg(long)]
    parts: bool,
    #[command(flatten)]
    query: QueryArg,
}

pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Answer, Error> {
    let ids = targets::with_ids(&context.root()?, &args.ids)?;
    let parts = args.parts || is_one_epic(&ids);
    let targets = Targets::find(context, &ids, &args.query, parts)?;
    let backlog = &targets.backlog;
    let unreadable = targets.unreadable();
    if let [first, ..] = unreadable.as_slice()
        && unreadable.len() == targets.ids.len()
    {
        return Err(targets.why_unreadable(first));
    }
    let records: Vec<&Record> = targets
        .ids
        .iter()
        .filter_map(|id| backlog.get(id))
        .collect();
    let mut answer = Show::new(backlog, &records, parts).answer();
    let shown = |path: &str| records.iter().any(|r| r.path == path);
    let broken = |path: &str| Id::of_file(path).is_some_and(|id| unreadable.contains(&&id));
    let findings = backlog.findings.iter();
    let about = findings.filter(|f| shown(&f.place.path) || broken(&f.place.path));
    answer.warnings = about.cloned().collect();
    if !unreadable.is_empty() {
        answer.exit = Exit::Misused;
    }
    Ok(answer)
}

/// An epic says little without its stories; several are a list.
fn is_one_epic(words: &[String]) -> bool {
    let [word] = words else {
        return false;
    };
    let epic = kind::by_name("epic").map(|kind| kind.prefix);
    targets::id(word).is_ok_and(|id| Some(id.prefix()) == epic)
}
