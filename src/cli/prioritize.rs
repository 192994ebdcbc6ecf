//! `po prioritize`: what next, and why.

mod compare;
mod file;
mod poll;
mod what_if;

use super::context::Context;
use super::drawn;
use super::select;
use super::select::Words;
use super::targets;
use super::usage;
use super::write;
use super::write::WriteArgs;
use clap::Arg;
use clap::Args;
use clap::ValueHint;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::edit;
use po::model::Backlog;
use po::model::Record;
use po::model::config::Config;
use po::model::date::Day;
use po::model::id::Id;
use po::page::Answer;
use po::page::Page;
use po::priority;
use po::priority::Method;
use po::priority::Ordering;
use po::report::Paper;
use po::report::Picture;
use po::report::Prioritize;
use po::report::Steady;
use po::report::Why;
use po::store;
use po::store::Keep;
use std::path::Path;
use std::path::PathBuf;

/// Order the open records by a method, and say why
///
/// Must before should before could, then by score; what others wait for comes
/// before them. Without --apply nothing is written; with it, the order is
/// written down as ranks, in as few records as can be.
#[derive(Debug, Args)]
#[command(
    mut_arg("format", drawn),
    after_help = "Examples:\n  po prioritize\n  po prioritize epic:E-12 --method moscow\n  po prioritize epics --roll-up\n  po prioritize --why S-142\n  po prioritize --sensitivity --top 5\n  po prioritize --compare wsjf,rice\n  po prioritize --what-if S-142.value=13\n  po prioritize --assume size=5\n  po prioritize --chart\n  po prioritize --format markdown --output order.md\n  po prioritize --apply --dry-run"
)]
pub(super) struct PrioritizeArgs {
    /// story or epic first, then a query; all open stories where none is given
    #[arg(value_name = "KIND|QUERY")]
    words: Vec<String>,
    /// The scoring method; without it the one in po.yaml
    #[arg(long, short, value_name = "METHOD", value_parser = methods(), ignore_case = true)]
    method: Option<String>,
    /// Count this poll, by dots or by what is paid; without it the newest
    #[arg(long, value_name = "POLL", conflicts_with = "compare")]
    poll: Option<String>,
    /// Score by the inputs that are there, where the method can (weighted)
    #[arg(long)]
    partial: bool,
    /// Score an epic without values by its open stories, where the method can add them up
    #[arg(long, conflicts_with_all = ["partial", "compare"])]
    roll_up: bool,
    /// Draw the scores as bars, each with what its terms give
    #[arg(long, conflicts_with_all = ["apply", "why", "sensitivity", "compare", "what_if"])]
    chart: bool,
    /// Explain the place of one record
    #[arg(long, value_name = "ID", conflicts_with = "apply")]
    why: Option<String>,
    /// Say whether the top holds if one input is one step off, and what would change it
    #[arg(long, conflicts_with_all = ["apply", "why"])]
    sensitivity: bool,
    /// How many records the top are; 10 where it is not given
    #[arg(long, value_name = "N", default_value_t = 10, hide_default_value = true, value_parser = usage::how_many)]
    top: u32,
    /// Show the orders of several methods side by side, as in wsjf,rice
    #[arg(long, value_name = "METHOD", value_delimiter = ',', value_parser = methods(), ignore_case = true, hide_possible_values = true, conflicts_with_all = ["apply", "why", "sensitivity", "method"])]
    compare: Vec<String>,
    /// Show the order with another value, as in S-142.value=13; may be repeated, nothing is written
    #[arg(long, value_name = "KEY=VALUE", conflicts_with_all = ["apply", "why", "sensitivity", "compare"])]
    what_if: Vec<String>,
    /// Take a value for granted where a record has none, as in size=5; may be repeated
    #[arg(long, value_name = "KEY=VALUE", conflicts_with = "compare")]
    assume: Vec<String>,
    /// Write the answer to this file, in the format that .svg, .md or .json asks for; one that is there is replaced
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "apply")]
    output: Option<PathBuf>,
    /// Write the order down, as po move does
    #[arg(long)]
    apply: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// The names of the methods, each with what it is.
pub(super) fn methods() -> PossibleValuesParser {
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

fn drawn(format: Arg) -> Arg {
    let pictures = Picture::ALL.iter().map(|(id, summary, _)| (*id, *summary));
    drawn::with(pictures, format)
}

pub(super) fn run(args: &PrioritizeArgs, context: &Context) -> Result<Answer, Error> {
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let format = match (output.and_then(file::format_of), context.format()) {
        (Some(format), "human") => format,
        (_, format) => format,
    };
    if Picture::by_id(format).is_some() && args.asks_more() {
        return Err(
            Error::usage(format!("--format {format} draws the order alone"))
                .help("name a query and a method; leave out what asks for another answer"),
        );
    }
    let answer = answer(args, format, context)?;
    match output {
        Some(path) => file::save(answer, (path, format), &args.write, context),
        None => Ok(answer),
    }
}

fn answer(args: &PrioritizeArgs, format: &str, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    if args.apply {
        args.write.hold(&root)?;
    }
    let keep = match args.apply || !args.what_if.is_empty() {
        true => Keep::Texts,
        false => Keep::Values,
    };
    let mut backlog = store::load(&root, keep)?;
    let counted = match &args.poll {
        Some(name) => Some(poll::count(&mut backlog, name, args.method.as_deref())?),
        None => None,
    };
    let today = context.today(Some(&backlog.config))?;
    let (kind, query) = select::split_kind(&args.words);
    let words = Words::new(context, &root, &backlog)?;
    let chosen = select::choose(&words, kind, &query, false)?;
    if let (true, [word]) = (chosen.records.is_empty(), args.words.as_slice())
        && let Ok(method) = priority::by_id(word)
    {
        let id = method.id();
        return Err(Error::usage(format!("{id} is a method, not a query"))
            .help(format!("po prioritize --method {id}")));
    }
    let near = match chosen.records.is_empty() {
        true => select::meant("prioritize", &words, kind, &query),
        false => None,
    };
    if !args.compare.is_empty() {
        let mut answer = compare::run(&args.compare, &backlog, &chosen.records, today)?;
        select::warn(&mut answer, &backlog);
        return Ok(answer);
    }
    let method = method_of(counted.or(args.method.as_deref()), &backlog.config)?;
    let partial = args.partial.then(|| partial(method)).transpose()?;
    let method = partial.as_deref().unwrap_or(method);
    if args.roll_up && kind.id != "epic" {
        return Err(Error::usage("--roll-up adds up the stories of epics")
            .help("po prioritize epics --roll-up"));
    }
    let wanted = Wanted {
        method,
        assume: &args.assume,
        roll_up: args.roll_up,
        today,
    };
    if !args.what_if.is_empty() {
        let ids: Vec<Id> = chosen.records.iter().map(|r| r.id().clone()).collect();
        drop(words);
        return what_if::run(&args.what_if, &wanted, &ids, backlog, (context, &root));
    }
    let ordering = order(&backlog, &chosen.records, &wanted)?;
    let mut answer = if args.apply {
        let mut changes = edit::write_ranks(&backlog, priority::pipeline::ranks(&ordering)?)?;
        edit::tell_places(&backlog, &mut changes);
        write::finish(&root, &changes, &args.write)?
    } else if args.sensitivity {
        Steady::new(&ordering, &ordering.sensitivity(args.top as usize)).answer()
    } else if let Some(id) = &args.why {
        Why::new(&ordering, &targets::one_id(&root, id)?)?.answer()
    } else {
        shown(args, &ordering, (format, today))?
    };
    let hint = near.map(|near| format!("did you mean po {near}?"));
    answer.page = hint.into_iter().fold(answer.page, Page::paragraph);
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

/// The order itself, as the format wants it.
fn shown(
    args: &PrioritizeArgs,
    ordering: &Ordering<'_>,
    (format, today): (&str, Day),
) -> Result<Answer, Error> {
    if let Some(picture) = Picture::by_id(format) {
        return picture.of(ordering);
    }
    if format == "markdown" {
        let report = with_bars(args, Prioritize::new(ordering), ordering);
        return Ok(Paper::new(ordering, report, args.top as usize, today).answer());
    }
    let report = Prioritize::new(ordering).with_firmness(ordering, args.top as usize);
    Ok(with_bars(args, report, ordering).answer())
}

fn with_bars<'a>(
    args: &PrioritizeArgs,
    report: Prioritize<'a>,
    ordering: &Ordering<'_>,
) -> Prioritize<'a> {
    match args.chart {
        true => report.with_bars(ordering),
        false => report,
    }
}

impl PrioritizeArgs {
    /// Whether anything but the order is asked for.
    fn asks_more(&self) -> bool {
        let lists = [&self.compare, &self.what_if];
        let others = [self.apply, self.chart, self.sensitivity, self.why.is_some()];
        others.contains(&true) || lists.iter().any(|list| !list.is_empty())
    }
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
///
/// # Errors
/// `po.yaml` names one that there is not.
pub(super) fn method_of(
    given: Option<&str>,
    config: &Config,
) -> Result<&'static dyn Method, Error> {
    let settings = config.file.prioritize.as_ref();
    let team = settings.and_then(|prioritize| prioritize.method.as_deref());
    priority::by_id(given.or(team).unwrap_or("wsjf"))
}

/// An order that is asked for.
struct Wanted<'a> {
    method: &'a dyn Method,
    /// Values for what records do not say themselves.
    assume: &'a [String],
    /// Epics without a score have that of their stories.
    roll_up: bool,
    today: Day,
}

fn order<'a>(
    backlog: &'a Backlog,
    records: &[&'a Record],
    wanted: &Wanted<'_>,
) -> Result<Ordering<'a>, Error> {
    let Wanted {
        method,
        assume,
        roll_up,
        today,
    } = *wanted;
    let rolled = roll_up.then(|| priority::rolled_up(method, backlog, assume, today));
    let rolled = rolled.transpose()?;
    let method = rolled.as_deref().unwrap_or(method);
    priority::prioritize_assuming(backlog, records, method, assume, today)
}
