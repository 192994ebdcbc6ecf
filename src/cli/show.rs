//! `po show`: everything a record says.

use super::context::Context;
use super::prioritize;
use super::score;
use super::targets;
use super::targets::QueryArg;
use super::targets::Targets;
use clap::Args;
use po::diag::Error;
use po::diag::Exit;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::id::Id;
use po::model::kind;
use po::page::Answer;
use po::priority::Ordering;
use po::report::Show;
use po::report::is_standing_asked;
use po::store;
use po::store::Keep;

/// Show everything a record says
///
/// All that stands in its file, from the wish to the history. An epic also shows
/// how far its stories are. What has inputs of the team's method shows its
/// score and its place, or what the score lacks. With --json, every key of the
/// kind is there; those without a value are null or empty.
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
    let asked = asked(&records, backlog);
    let rest = match asked.is_empty() || parts || targets.of_query {
        true => None,
        false => Some(store::load(&targets.root, Keep::Values)?),
    };
    let today = context.today(Some(&backlog.config))?;
    let orderings = orderings(rest.as_ref().unwrap_or(backlog), &asked, today);
    let mut answer = Show::new(backlog, &records, parts, &orderings).answer();
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

/// The records whose place is asked for, one of each kind: each kind has an order of its own.
fn asked<'a>(records: &[&'a Record], backlog: &Backlog) -> Vec<&'a Record> {
    let method = prioritize::method_of(None, &backlog.config);
    let Ok(method) = method else {
        return Vec::new();
    };
    let of_kind = |kind: &'static str| {
        let mut records = records.iter().filter(move |record| record.kind.id == kind);
        records.find(|record| is_standing_asked(backlog, method, record))
    };
    let kinds = kind::ALL.iter();
    kinds.filter_map(|kind| of_kind(kind.id).copied()).collect()
}

/// The order of each of these kinds; what keeps one from being made is told by `po check`.
fn orderings<'a>(backlog: &'a Backlog, asked: &[&Record], today: Day) -> Vec<Ordering<'a>> {
    let order = |record: &&Record| {
        let method = prioritize::method_of(None, &backlog.config).ok()?;
        score::order(backlog, backlog.get(record.id())?, method, today).ok()
    };
    asked.iter().filter_map(order).collect()
}

/// An epic says little without its stories; several are a list.
fn is_one_epic(words: &[String]) -> bool {
    let [word] = words else {
        return false;
    };
    let epic = kind::by_name("epic").map(|kind| kind.prefix);
    targets::id(word).is_ok_and(|id| Some(id.prefix()) == epic)
}
