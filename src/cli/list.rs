//! `po list`: which records there are.

use super::context::Context;
use super::select;
use super::select::Words;
use clap::Args;
use po::diag::Error;
use po::model::Record;
use po::model::kind::Kind;
use po::model::query;
use po::model::unknown;
use po::page::Answer;
use po::report::Asked;
use po::report::List;
use po::store;
use po::store::Keep;
use serde_json::Value;

/// List records in their order
///
/// Lists the open stories by rank, or the records of another kind. A query
/// narrows the list. What is done or dropped is left out, unless the query asks
/// for a state or --all is given.
#[derive(Debug, Args)]
#[command(after_help = "Queries:
  status:ready,refined epic:E-12   any of several values, all of several words
  points:5.. due:..2026-12-31      ranges; dates may be today, -30d, +2w
  not label:debt  is:blocked  is:ready  assignee:@me  sprint:@current
  \"guest pay\"                      words somewhere in the text
  sort:-points  sort:severity      the largest first; the worst bugs first
  view:mine                        a query saved in po.yaml

Examples:
  po list
  po list status:ready not is:blocked
  po list epics --all
  po list type:bug --sort severity --columns id,severity,title
  po list --group epic
  po list sprint:@current --group status")]
pub(super) struct ListArgs {
    /// A kind (story, epic, sprint, release) first, then a query
    #[arg(value_name = "KIND|QUERY")]
    words: Vec<String>,
    /// Closed records too
    #[arg(long)]
    all: bool,
    /// The columns to show, or all
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    columns: Vec<String>,
    /// The fields to sort by; with a minus the largest comes first, as in -points
    #[arg(long, value_name = "FIELDS", allow_hyphen_values = true)]
    sort: Option<String>,
    /// The field whose values are headings, each with its count and points
    #[arg(long, value_name = "FIELD")]
    group: Option<String>,
}

pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let (kind, rest) = select::split_kind(&args.words);
    let mut text = rest.to_vec();
    if let Some(sort) = &args.sort {
        text.push(format!("sort:{sort}"));
    }
    let words = Words::new(context, &root, &backlog)?;
    let vocabulary = words.vocabulary(Some(kind));
    let names = query::names(Some(kind), &vocabulary);
    let columns = named(args, kind, &names)?;
    if let Some(group) = &args.group {
        known(group, kind, &names)?;
    }
    let chosen = select::choose(&words, kind, &text, args.all)?;
    let value = |record: &Record, column: &str| {
        query::column(record, column, &vocabulary).unwrap_or(Value::Null)
    };
    let asked = Asked {
        records: &chosen.records,
        named: columns.as_deref(),
        group: args.group.as_deref(),
        open_only: chosen.open_only,
        today: vocabulary.today,
    };
    let mut answer = List::new(&backlog, kind, &asked, &value).answer();
    if chosen.records.is_empty() {
        let near = match rest.first().map(|word| word.to_lowercase()).as_deref() {
            Some("all") if kind.id == "story" => Some("list --all".to_owned()),
            Some("all") => Some(format!("list {} --all", kind.plural)),
            _ => select::meant("list", &words, kind, &rest),
        };
        let hint = near.map(|near| format!("did you mean po {near}?"));
        answer.page = hint
            .into_iter()
            .fold(answer.page, po::page::Page::paragraph);
    }
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

/// The columns that were asked for.
fn named(
    args: &ListArgs,
    kind: &'static Kind,
    names: &[String],
) -> Result<Option<Vec<String>>, Error> {
    if args.columns.is_empty() {
        return Ok(None);
    }
    if args.columns == ["all"] {
        return Ok(Some(names.to_vec()));
    }
    for column in &args.columns {
        known(column, kind, names)?;
    }
    Ok(Some(args.columns.clone()))
}

/// A field of the kind, or a part of one (`scores.wsjf`).
fn known(column: &str, kind: &'static Kind, names: &[String]) -> Result<(), Error> {
    let top = column.split('.').next().unwrap_or(column);
    if names.iter().any(|name| name == column || name == top) {
        return Ok(());
    }
    Err(unknown::field(kind, column, names))
}
