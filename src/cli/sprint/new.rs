//! `po sprint new`: the sprint after the last one.

use super::super::context::Context;
use super::super::new;
use super::super::terminal;
use super::super::usage;
use super::super::write;
use super::super::write::WriteArgs;
use clap::Args;
use clap::Command;
use po::diag::Error;
use po::edit::Assignment;
use po::edit::Operator;
use po::flow::cadence;
use po::flow::cadence::Span;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::date::parse_when;
use po::model::id::Id;
use po::page::Answer;
use po::store;
use po::store::Keep;

/// Plan the next sprint
///
/// It follows the last one: on the weekday and with the length that sprint: in
/// po.yaml says, up to the last working day. Without a title its number goes on.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po sprint new\n  po sprint new --goal \"Guests can pay\" --capacity 24\n  po sprint new \"Sprint 36\" --start 2026-12-14 --end +3w --dry-run"
)]
pub(in super::super) struct NewArgs {
    /// Its title, such as Sprint 36
    #[arg(value_name = "TITLE")]
    title: Vec<String>,
    /// What it is for, in one sentence
    #[arg(long, value_name = "GOAL")]
    goal: Option<String>,
    /// The first day, as in 2026-12-14, monday or +1w
    #[arg(long, value_name = "DATE")]
    start: Option<String>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    end: Option<String>,
    /// The team; without it that of the last sprint
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// The points it can hold
    #[arg(long, value_name = "POINTS")]
    capacity: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &NewArgs, context: &Context) -> Result<Answer, Error> {
    refuse_unquoted(args, context)?;
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Values)?;
    let today = context.today(Some(&backlog.config))?;
    let before = cadence::last(&backlog, args.team.as_deref());
    let span = span(args, &backlog, before, today)?;
    let (kind, _) = new::kind_of("sprint")?;
    let title = |id: &Id| match args.title.is_empty() {
        true => next_title(before, id.tail()),
        false => args.title.join(" "),
    };
    let assignments = assignments(args, before, span);
    let there = (&root, &backlog);
    let (mut answer, id) =
        new::write_down(context, there, kind, (&title, &assignments), &args.write)?;
    if let Some(other) = cadence::overlapped(&backlog, args.team.as_deref(), span)
        && !context.global.unlisted.quiet
    {
        terminal::note(&format!("{id} and {} have days in common", other.id()));
    }
    if let Some((first, last)) = before.and_then(|b| cadence::gap(&backlog, b, span, today))
        && !context.global.unlisted.quiet
    {
        let days = match first == last {
            true => format!("{first} is in no sprint"),
            false => format!("{first} to {last} are in no sprint"),
        };
        terminal::note(&format!("{days}; po set {id} start={first} begins it then"));
    }
    if !args.write.dry_run {
        write::add_next(
            &mut answer,
            &[
                format!("po sprint plan {id}"),
                format!("po sprint start {id}"),
            ],
        );
    }
    Ok(answer)
}

/// Words behind a goal of one word: no goal loses its end to the title.
fn refuse_unquoted(args: &NewArgs, context: &Context) -> Result<(), Error> {
    let tree = NewArgs::augment_args(Command::new("new"));
    let words = &context.environment.words;
    match usage::unquoted(&tree, words) {
        Some(text) if args.goal.as_ref() == Some(&text.first) => {
            let title = text.more.join(" ");
            let message = format!("\"{title}\" may be the title, or the end of the goal");
            let before = format!("a title stands before it: po sprint new \"{title}\" --goal …");
            Err(Error::usage(message).help(before))
        }
        _ => Ok(()),
    }
}

/// Its days: those that are named, the others from the team's rhythm.
fn span(
    args: &NewArgs,
    backlog: &Backlog,
    before: Option<&Record>,
    today: Day,
) -> Result<Span, Error> {
    let named = |flag: &str, text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => match parse_when(text.trim(), today) {
            Ok(day) => Ok(Some(day)),
            Err(why) => Err(Error::usage(format!("{flag} cannot be used: {why}"))
                .help(format!("{flag} 2026-12-14, {flag} monday or {flag} +1w"))),
        },
    };
    let (start, end) = (named("--start", &args.start)?, named("--end", &args.end)?);
    let by_rhythm = |before, from| {
        cadence::next(backlog, before, from).map_err(|why| {
            Error::usage(format!("sprint: {why}"))
                .help("write it in po.yaml as in sprint: {length: 14d, start: monday}")
        })
    };
    let span = match (start, end) {
        (Some(start), Some(end)) => Span { start, end },
        (Some(start), None) => cadence::from(backlog, start).map_err(|why| {
            Error::usage(format!("sprint: {why}")).help("--end DATE names its last day")
        })?,
        (None, end) => {
            let span = by_rhythm(before, today)?;
            Span {
                end: end.unwrap_or(span.end),
                ..span
            }
        }
    };
    if span.end < span.start {
        let message = format!(
            "it would end on {}, before it starts on {}",
            span.end, span.start
        );
        return Err(Error::usage(message).help("--start and --end name other days"));
    }
    Ok(span)
}

fn assignments(args: &NewArgs, before: Option<&Record>, span: Span) -> Vec<Assignment> {
    let before = before.and_then(Record::sprint);
    let team = before.and_then(|sprint| sprint.team.clone());
    let fields = [
        ("goal", args.goal.clone()),
        ("start", Some(span.start.to_string())),
        ("end", Some(span.end.to_string())),
        ("team", args.team.clone().or(team)),
        ("capacity", args.capacity.clone()),
    ];
    let given = fields
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)));
    given
        .map(|(field, text)| Assignment {
            path: vec![field.to_owned()],
            operator: Operator::Set,
            text,
        })
        .collect()
}

/// The title of the sprint before with the next number; without one a title
/// with the number of the id.
fn next_title(before: Option<&Record>, number: &str) -> String {
    let counted = before.and_then(|record| {
        let title = record.title().trim_end();
        let words = title.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: u32 = title[words.len()..].parse().ok()?;
        Some(format!("{words}{}", number.checked_add(1)?))
    });
    counted.unwrap_or_else(|| format!("Sprint {number}"))
}
