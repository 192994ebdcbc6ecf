//! `po prioritize`: what next, and why.

use super::context::Context;
use super::select;
use super::select::Words;
use super::targets;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::edit;
use po::model::Backlog;
use po::page::Answer;
use po::priority;
use po::priority::Method;
use po::report::Prioritize;
use po::report::Why;
use po::store;
use po::store::Keep;

/// Order the open records by a method, and say why
///
/// Must before should before could, then by score; what others wait for comes
/// before them. Without --apply nothing is written; with it, the order is
/// written down as ranks, in as few records as can be.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po prioritize\n  po prioritize epic:E-12 --method moscow\n  po prioritize epics --method rice\n  po prioritize --why S-142\n  po prioritize --apply --dry-run"
)]
pub(super) struct PrioritizeArgs {
    /// story or epic first, then a query; all open stories where none is given
    #[arg(value_name = "KIND|QUERY")]
    words: Vec<String>,
    /// The scoring method; without it the one in po.yaml
    #[arg(long, short, value_name = "METHOD", value_parser = methods())]
    method: Option<String>,
    /// Score by the inputs that are there, where the method can (weighted)
    #[arg(long)]
    partial: bool,
    /// Explain the place of one record
    #[arg(long, value_name = "ID", conflicts_with = "apply")]
    why: Option<String>,
    /// Write the order down, as po move does
    #[arg(long)]
    apply: bool,
    #[command(flatten)]
    write: WriteArgs,
}

fn methods() -> PossibleValuesParser {
    let summary = |doc: &'static str| {
        doc.lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("# ")
    };
    let values = priority::ALL
        .iter()
        .map(|method| PossibleValue::new(method.id()).help(summary(method.doc())));
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

pub(super) fn run(args: &PrioritizeArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    if args.apply {
        args.write.hold(&root)?;
    }
    let keep = if args.apply {
        Keep::Texts
    } else {
        Keep::Values
    };
    let backlog = store::load(&root, keep)?;
    let today = context.today(Some(&backlog.config))?;
    let (kind, query) = select::split_kind(&args.words);
    let words = Words::new(context, &root, &backlog)?;
    let chosen = select::choose(&words, kind, &query, false)?;
    let method = priority::by_id(&method(args, &backlog))?;
    let partial = args.partial.then(|| partial(method)).transpose()?;
    let method = partial.as_deref().unwrap_or(method);
    let ordering = priority::prioritize(&backlog, &chosen.records, method, today)?;
    let mut answer = if args.apply {
        let changes = edit::write_ranks(&backlog, priority::pipeline::ranks(&ordering)?)?;
        write::finish(&root, &changes, &args.write)?
    } else if let Some(id) = &args.why {
        Why::new(&ordering, &targets::id(id)?)?.answer()
    } else {
        Prioritize::new(&ordering).answer()
    };
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

/// The method as it scores by less than all of its inputs.
fn partial(method: &dyn Method) -> Result<Box<dyn Method>, Error> {
    method.partial().ok_or_else(|| {
        let id = method.id();
        Error::usage(format!("{id} has no score without all of its inputs"))
            .help("--partial works with --method weighted")
    })
}

/// The method asked for, else the team's, else WSJF.
fn method(args: &PrioritizeArgs, backlog: &Backlog) -> String {
    let settings = backlog.config.file.prioritize.as_ref();
    let team = settings.and_then(|prioritize| prioritize.method.clone());
    args.method
        .clone()
        .or(team)
        .unwrap_or_else(|| "wsjf".to_owned())
}
