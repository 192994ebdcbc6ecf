//! `po ready`: is it ready, and if not, what is missing.

use super::context::Context;
use super::select;
use super::targets::QueryArg;
use super::targets::Targets;
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
use po::report::Ready;
use po::rules;
use po::store;
use po::store::Keep;

/// Say whether stories meet the definition of ready, item by item
///
/// Judges by the team's definition of ready in po.yaml. Ends with 1 when a
/// story named is not ready. Without ids: an overview of the stories not yet
/// begun, in their order.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po ready S-160\n  po ready\n  po ready -q \"epic:E-12\"")]
pub(super) struct ReadyArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: QueryArg,
}

pub(super) fn run(args: &ReadyArgs, context: &Context) -> Result<Answer, Error> {
    if args.ids.is_empty() && args.query.query.is_none() {
        return overview(context);
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
    let report = judge(backlog, &records, today, false)?;
    Ok(report.answer())
}

/// The stories not yet begun; that ideas are not ready is no failure.
fn overview(context: &Context) -> Result<Answer, Error> {
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
    let mut answer = judge(&backlog, &records, today, true)?.answer();
    answer.exit = Exit::Done;
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

fn judge<'a>(
    backlog: &Backlog,
    records: &[&'a Record],
    today: Day,
    brief: bool,
) -> Result<Ready<'a>, Error> {
    let judged = records.iter().map(|record| {
        let judgement = rules::judge(backlog, record, Gate::Ready, today)?;
        Ok((*record, judgement))
    });
    Ok(Ready {
        stories: judged.collect::<Result<_, Error>>()?,
        brief,
    })
}
