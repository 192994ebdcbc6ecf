//! `po sprint close`: what was kept is written down.

use super::super::context::Context;
use super::super::terminal;
use super::super::write;
use super::super::write::WriteArgs;
use super::early::Early;
use super::meant;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Unfinished;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::meant::CURRENT;
use po::model::points::Points;
use po::model::workflow::Category;
use po::page::Answer;
use po::store;
use po::store::Keep;
use po::text;

/// Close a sprint
///
/// What is done in it and what is not is frozen, with the points as they are.
/// Unfinished stories go back to the backlog, where they keep their rank, or
/// into the next sprint; points are never split. Before its last day a sprint is
/// closed only after a question, or with --yes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po sprint close SP-34 --unfinished next --dry-run\n  po sprint close --yes"
)]
pub(in super::super) struct CloseArgs {
    /// The sprint, by id or @current
    #[arg(value_name = "SPRINT", default_value = CURRENT)]
    sprint: String,
    /// Where unfinished stories go: backlog, next for the planned sprint of the
    /// team that starts first, or a sprint; a terminal is asked, else: backlog
    #[arg(long, value_name = "backlog|next|SPRINT")]
    unfinished: Option<String>,
    /// Why they are not done; their history keeps it
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Close it before its last day, and do not ask about that
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &CloseArgs, context: &Context) -> Result<Answer, Error> {
    let may_ask = (!args.yes || args.unfinished.is_none()) && !args.write.dry_run;
    let asks = may_ask && context.environment.interactive;
    let root = args.write.root(context, asks)?;
    let mut backlog = store::load(&root, Keep::Texts)?;
    let stamp = context.stamp(&root, &backlog.config)?;
    let sprint = meant::sprint(&backlog, &args.sprint)?;
    let early = early(&backlog, sprint, stamp.today).filter(|_| !args.yes);
    if let (Some(early), false) = (&early, args.write.dry_run) {
        early.allowed(context)?;
    }
    let stories = edit::stories_in(&backlog, sprint.id()).into_iter();
    let open: Vec<&Record> = stories.filter(|story| backlog.is_open(story)).collect();
    let unfinished = match &args.unfinished {
        _ if open.is_empty() => Unfinished::Backlog,
        Some(word) => place(&backlog, sprint, word)?,
        None if !context.environment.interactive => Unfinished::Backlog,
        None => ask(&backlog, sprint, &open)?,
    };
    let reason = args.reason.as_deref().map(write::reason).transpose()?;
    let changes = edit::close_sprint(&backlog, sprint, &unfinished, reason, &stamp)?;
    if asks {
        write::hold_as_asked(&root, &backlog)?;
    }
    let id = sprint.id().clone();
    // Where the stories went there may be too little room for them.
    let warnings = edit::outlook(&mut backlog, &changes, stamp.today)?;
    let mut answer = write::finish(&root, &changes, &args.write)?;
    answer.warnings.extend(warnings);
    if let (Some(early), true) = (&early, args.write.dry_run) {
        early.tell(&mut answer);
    }
    if !args.write.dry_run {
        let next = match backlog.get(&id).and_then(|r| r.sprint()?.goal.as_ref()) {
            Some(_) => format!("po set {id} goal_met=yes"),
            None => "po sprint new".to_owned(),
        };
        write::add_next(&mut answer, &[format!("po sprint report {id}"), next]);
    }
    Ok(answer)
}

/// A sprint that runs on for some days is not closed by a slip; nobody opens it again.
fn early(backlog: &Backlog, sprint: &Record, today: Day) -> Option<Early> {
    let end = sprint.sprint().and_then(|sprint| sprint.end);
    let end = end.filter(|end| today < *end)?;
    if backlog.category(sprint) != Category::Active {
        return None;
    }
    let id = sprint.id();
    let days = usize::try_from(end.since(today)).unwrap_or_default();
    let days = text::plural(days, "day", "days");
    Some(Early {
        id: id.clone(),
        does: "close",
        done: "closed",
        how: format!("{id} ends on {end}, in {days}"),
        instead: format!("po sprint report {id} shows how it stands"),
    })
}

/// The words for the places that are no sprint by name.
const BACKLOG: &str = "backlog";
const NEXT: &str = "next";

/// Where the unfinished stories go by this word.
///
/// # Errors
/// It is no such place, or a sprint that is over.
fn place(backlog: &Backlog, sprint: &Record, word: &str) -> Result<Unfinished, Error> {
    let word = word.trim();
    let chosen = match word.to_lowercase().as_str() {
        BACKLOG => return Ok(Unfinished::Backlog),
        NEXT => next(backlog, sprint)?,
        _ => meant::sprint(backlog, word).map_err(|mut error| {
            error.help.push("or say backlog, or next".to_owned());
            error
        })?,
    };
    if chosen.id() == sprint.id() || !backlog.is_open(chosen) {
        let (id, status) = (chosen.id(), chosen.status().unwrap_or("closed"));
        let why = match chosen.id() == sprint.id() {
            true => format!("{id} is the one that is closed"),
            false => format!("{id} is {status}; it takes no stories"),
        };
        return Err(Error::usage(why).help("po list sprints shows those that do"));
    }
    Ok(Unfinished::Next(chosen.id().clone()))
}

fn ask(backlog: &Backlog, sprint: &Record, open: &[&Record]) -> Result<Unfinished, Error> {
    let points: Points = open.iter().filter_map(|r| r.story()?.points).sum();
    let ids: Vec<&str> = open.iter().map(|record| record.id().as_str()).collect();
    let count = text::plural(open.len(), "story is", "stories are");
    terminal::say(&[format!(
        "{count} not done, {}: {}",
        points.words(),
        ids.join(" ")
    )]);
    loop {
        let answer = terminal::ask("Where do they go? backlog, next or a sprint", BACKLOG)?;
        match place(backlog, sprint, &answer) {
            Ok(place) => return Ok(place),
            Err(why) => terminal::note(&why.message),
        }
    }
}

/// The planned sprint of the same team that starts first.
fn next<'a>(backlog: &'a Backlog, sprint: &Record) -> Result<&'a Record, Error> {
    let team = |record: &Record| record.sprint().and_then(|sprint| sprint.team.clone());
    let planned = backlog.records().iter().filter(|record| {
        record.sprint().is_some()
            && backlog.category(record) == Category::Backlog
            && team(record) == team(sprint)
    });
    let start = |record: &&Record| record.sprint().and_then(|sprint| sprint.start);
    let first = planned.min_by_key(|record| (start(record).is_none(), start(record)));
    first.ok_or_else(|| {
        Error::usage(format!("no sprint is planned after {}", sprint.id()))
            .help("po sprint new makes the next one")
            .help("--unfinished backlog leaves the stories without a sprint")
    })
}
