//! `po ready`: is it ready, and if not, what is missing.

use super::context::Context;
use super::select;
use super::targets::QueryArg;
use super::targets::Targets;
use super::usage;
use clap::Args;
use po::diag::Error;
use po::diag::Exit;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::kind;
use po::model::workflow::Category;
use po::model::workflow::Gate;
use po::page::Answer;
use po::report::Depth;
use po::report::Ready;
use po::rules;
use po::store;
use po::store::Keep;

/// Say whether stories are ready, item by item
///
/// Judges by the team's definition of ready in po.yaml. Ends with 1 when a
/// story named is not ready. Without ids: an overview of the stories not yet
/// begun, in their order; --next 10 asks of the first ten of them, and shows
/// what each still needs.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po ready S-160\n  po ready\n  po ready --next 10\n  po ready -q \"epic:E-12\""
)]
pub(super) struct ReadyArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: QueryArg,
    /// The next N stories not yet begun, with what each still needs
    #[arg(long, value_name = "N", value_parser = usage::how_many, conflicts_with_all = ["ids", "query"])]
    next: Option<u32>,
}

pub(super) fn run(args: &ReadyArgs, context: &Context) -> Result<Answer, Error> {
    if args.ids.is_empty() && args.query.query.is_none() {
        return waiting(args.next, context);
    }
    let targets = Targets::load(context, &args.ids, &args.query, true)?;
    let backlog = &targets.backlog;
    let today = context.today(Some(&backlog.config))?;
    let records: Vec<&Record> = targets
        .ids
        .iter()
        .filter_map(|id| backlog.get(id))
        .collect();
    if let Some(other) = records.iter().find(|r| r.story().is_none()) {
        return Err(Error::usage(format!(
            "{} is {}; the definition of ready is for stories",
            other.id(),
            po::text::with_article(other.kind.id)
        ))
        .help(format!(
            "po ready -q {}:{} looks at its stories",
            other.kind.id,
            other.id()
        )));
    }
    let report = judge(backlog, &records, today, Depth::Items)?;
    Ok(report.answer())
}

/// The stories not yet begun, in their order: the next few, or an overview of all. That ideas further down are not
/// ready is no failure; that one of the next is not, is what was asked.
fn waiting(next: Option<u32>, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Texts)?;
    let today = context.today(Some(&backlog.config))?;
    let story = kind::by_name("story");
    let mut records: Vec<&Record> = story
        .into_iter()
        .flat_map(|kind| backlog.of_kind(kind))
        .filter(|r| backlog.category(r) == Category::Backlog)
        .collect();
    records.sort_by_cached_key(|record| record.manual_place());
    let mut answer = match next {
        Some(next) => {
            records.truncate(next as usize);
            judge(&backlog, &records, today, Depth::Needs)?.answer()
        }
        None => {
            let mut answer = judge(&backlog, &records, today, Depth::Line)?.answer();
            answer.exit = Exit::Done;
            answer
        }
    };
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

fn judge<'a>(
    backlog: &Backlog,
    records: &[&'a Record],
    today: Day,
    depth: Depth,
) -> Result<Ready<'a>, Error> {
    let judged = records.iter().map(|record| {
        let judgement = rules::judge(backlog, record, Gate::Ready, today)?;
        Ok((*record, judgement))
    });
    Ok(Ready {
        stories: judged.collect::<Result<_, Error>>()?,
        depth,
    })
}
