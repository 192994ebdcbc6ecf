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
use po::flow::capacity;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::date::parse_when;
use po::model::id::Id;
use po::model::points::Points;
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
    /// The last day; friday or +2w counts from the first
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
    let more = [("goal", &args.goal), ("capacity", &args.capacity)];
    let more = more
        .into_iter()
        .filter_map(|(field, value)| Some(sets(field, value.clone()?)));
    let title = (!args.title.is_empty()).then(|| args.title.join(" "));
    let wanted = Wanted {
        title,
        start: args.start.clone().map(|text| ("--start", text)),
        end: args.end.clone().map(|text| ("--end", text)),
        team: args.team.clone(),
        more: more.collect(),
    };
    wanted.plan(context, &args.write)
}

/// A sprint that is asked for; what is not said is as the last one was.
pub(in super::super) struct Wanted {
    title: Option<String>,
    /// The first day, and what it was typed behind.
    start: Option<(&'static str, String)>,
    end: Option<(&'static str, String)>,
    team: Option<String>,
    more: Vec<Assignment>,
}

impl Wanted {
    /// What `po new sprint` says with its assignments.
    pub fn of(title: String, assignments: Vec<Assignment>) -> Self {
        let mut wanted = Self {
            title: Some(title),
            start: None,
            end: None,
            team: None,
            more: Vec::new(),
        };
        for assignment in assignments {
            let sets = assignment.operator == Operator::Set && assignment.path.len() == 1;
            match assignment.field() {
                "start" if sets => wanted.start = Some(("start=", assignment.text)),
                "end" if sets => wanted.end = Some(("end=", assignment.text)),
                "team" if sets => wanted.team = Some(assignment.text),
                _ => wanted.more.push(assignment),
            }
        }
        wanted
    }

    /// Writes it down.
    ///
    /// # Errors
    /// Days that are none, or that it cannot have; a value that does not fit.
    pub fn plan(&self, context: &Context, write: &WriteArgs) -> Result<Answer, Error> {
        let root = context.root()?;
        write.hold(&root)?;
        let backlog = store::load(&root, Keep::Values)?;
        let today = context.today(Some(&backlog.config))?;
        let before = cadence::last(&backlog, self.team.as_deref());
        let span = self.span(&backlog, before, today)?;
        let (kind, _) = new::kind_of("sprint")?;
        let title = |id: &Id| match &self.title {
            None => next_title(before, id.tail()),
            Some(title) => title.clone(),
        };
        let assignments = self.assignments(before, span);
        let there = (&root, &backlog);
        let (mut answer, id) =
            new::write_down(context, there, kind, (&title, &assignments), write)?;
        if !context.global.unlisted.quiet {
            self.tell_neighbours(&backlog, &id, (before, span, today));
        }
        if !write.dry_run {
            write::add_next(
                &mut answer,
                &[
                    capacity::fill(&id, self.room(&backlog, before, today)),
                    format!("po sprint start {id}"),
                ],
            );
        }
        Ok(answer)
    }

    /// Says what is odd about its days beside those of other sprints.
    fn tell_neighbours(
        &self,
        backlog: &Backlog,
        id: &Id,
        (before, span, today): (Option<&Record>, Span, Day),
    ) {
        if let Some(other) = cadence::overlapped(backlog, self.team.as_deref(), span) {
            terminal::note(&format!("{id} and {} have days in common", other.id()));
        }
        if let Some((first, last)) = before.and_then(|b| cadence::gap(backlog, b, span, today)) {
            let days = match first == last {
                true => format!("{first} is in no sprint"),
                false => format!("{first} to {last} are in no sprint"),
            };
            terminal::note(&format!("{days}; po set {id} start={first} begins it then"));
        }
    }

    /// Its days: those that are named, the others from the team's rhythm.
    fn span(&self, backlog: &Backlog, before: Option<&Record>, today: Day) -> Result<Span, Error> {
        let named = |day: &Option<(&str, String)>, from: Day| match day {
            None => Ok(None),
            Some((flag, text)) => match when(text.trim(), (today, from)) {
                Ok(day) => Ok(Some(day)),
                Err(why) => {
                    let way = format!("{0}2026-12-14, {0}monday or {0}+1w", spaced(flag));
                    Err(Error::usage(format!("{flag} cannot be used: {why}")).help(way))
                }
            },
        };
        let start = named(&self.start, today)?;
        let by_rhythm = |before, from| {
            cadence::next(backlog, before, from).map_err(|why| {
                Error::usage(format!("sprint: {why}"))
                    .help("write it in po.yaml as in sprint: {length: 14d, start: monday}")
            })
        };
        let span = match (start, &self.end) {
            // The end that is typed counts from the start below.
            (Some(start), Some(_)) => Span { start, end: start },
            (Some(start), None) => cadence::from(backlog, start).map_err(|why| {
                Error::usage(format!("sprint: {why}")).help("--end DATE names its last day")
            })?,
            (None, _) => by_rhythm(before, today)?,
        };
        let end = named(&self.end, span.start)?;
        let span = Span {
            end: end.unwrap_or(span.end),
            ..span
        };
        if span.end < span.start {
            let message = format!(
                "it would end on {}, before it starts on {}",
                span.end, span.start
            );
            return Err(Error::usage(message).help("name another first day or another last day"));
        }
        Ok(span)
    }

    /// The points it will hold: its own capacity, else what its team completes.
    fn room(&self, backlog: &Backlog, before: Option<&Record>, today: Day) -> Option<Points> {
        let own = self.more.iter().find(|more| more.field() == "capacity");
        match own {
            Some(own) => own
                .text
                .trim()
                .parse()
                .ok()
                .and_then(|own: f64| Points::try_from(own).ok()),
            None => {
                let team = self.team(before);
                capacity::average(backlog, team.as_deref(), today).map(|room| room.points)
            }
        }
    }

    /// Its team, which is that of the last sprint where nobody names one.
    fn team(&self, before: Option<&Record>) -> Option<String> {
        let before = before.and_then(Record::sprint);
        let last = before.and_then(|sprint| sprint.team.clone());
        self.team.clone().or(last)
    }

    fn assignments(&self, before: Option<&Record>, span: Span) -> Vec<Assignment> {
        let team = self.team(before);
        let days = [
            sets("start", span.start.to_string()),
            sets("end", span.end.to_string()),
        ];
        let team = team.map(|team| sets("team", team));
        let (goal, more): (Vec<Assignment>, Vec<Assignment>) = self
            .more
            .iter()
            .cloned()
            .partition(|assignment| assignment.field() == "goal");
        goal.into_iter()
            .chain(days)
            .chain(team)
            .chain(more)
            .collect()
    }
}

/// A day as typed. Weekdays and steps count from another day than today; `today` and its neighbours do not.
fn when(text: &str, (today, from): (Day, Day)) -> Result<Day, String> {
    let is_fixed = ["today", "yesterday", "tomorrow"].contains(&text);
    parse_when(text, if is_fixed { today } else { from })
}

/// `--start ` and `start=`.
fn spaced(flag: &str) -> String {
    match flag.ends_with('=') {
        true => flag.to_owned(),
        false => format!("{flag} "),
    }
}

fn sets(field: &str, text: String) -> Assignment {
    Assignment {
        path: vec![field.to_owned()],
        operator: Operator::Set,
        text,
    }
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
