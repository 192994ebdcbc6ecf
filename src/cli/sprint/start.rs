//! `po sprint start`: the promise is written down.

use super::super::context::Context;
use super::super::write;
use super::super::write::WriteArgs;
use super::early::Early;
use super::meant;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::meant::NEXT;
use po::page::Answer;
use po::store;
use po::store::Keep;
use po::text;

/// Start a sprint
///
/// It becomes active, and its open stories with their points are frozen as what
/// was committed to: the reports compare with that. Refused while another sprint
/// of the team is active, and for a sprint without dates or stories; stories
/// that do not meet the definition of ready are warned of. Working days before its first day a sprint
/// is started only after a question, or with --yes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po sprint start SP-35 --dry-run\n  po sprint start --goal \"Guests can pay\""
)]
pub(in super::super) struct StartArgs {
    /// The sprint, by id or @next
    #[arg(value_name = "SPRINT", default_value = NEXT)]
    sprint: String,
    /// What it is for, in one sentence
    #[arg(long, value_name = "GOAL")]
    goal: Option<String>,
    /// Start it days before its first day, and do not ask about that
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &StartArgs, context: &Context) -> Result<Answer, Error> {
    let may_ask = !args.yes && !args.write.dry_run;
    let asks = may_ask && context.environment.interactive;
    let root = args.write.root(context, asks)?;
    let mut backlog = store::load(&root, Keep::Texts)?;
    let stamp = context.stamp(&root, &backlog.config)?;
    let sprint = meant::sprint(&backlog, &args.sprint)?;
    let goal = args.goal.as_deref();
    let changes = edit::start_sprint(&backlog, sprint, goal, &stamp)?;
    let early = early(&backlog, sprint, stamp.today).filter(|_| !args.yes);
    if let (Some(early), false) = (&early, args.write.dry_run) {
        early.allowed(context)?;
    }
    if asks {
        write::hold_as_asked(&root, &backlog)?;
    }
    let id = sprint.id().to_string();
    let without_goal =
        goal.is_none() && sprint.sprint().is_some_and(|sprint| sprint.goal.is_none());
    let inside = edit::stories_in(&backlog, sprint.id()).into_iter();
    let about: Vec<String> = inside.map(|story| story.id().to_string()).collect();
    let about: Vec<&str> = [&id]
        .into_iter()
        .chain(&about)
        .map(String::as_str)
        .collect();
    let warnings = edit::outlook_of(&mut backlog, &changes, (&about, stamp.today))?;
    let mut answer = write::finish(&root, &changes, &args.write)?;
    if let (Some(early), true) = (&early, args.write.dry_run) {
        early.tell(&mut answer);
    }
    answer.warnings.extend(warnings);
    if !args.write.dry_run {
        let mut next = vec![
            format!("po list sprint:{id}"),
            format!("po sprint burndown {id}"),
        ];
        if without_goal {
            next.insert(0, format!("po set {id} goal=\"what it is for\""));
        }
        write::add_next(&mut answer, &next);
    }
    Ok(answer)
}

/// A sprint is not started by a slip working days before its first one: its numbers would begin
/// today. A weekend before it is no matter.
fn early(backlog: &Backlog, sprint: &Record, today: Day) -> Option<Early> {
    let start = sprint.sprint().and_then(|sprint| sprint.start);
    let start = start.filter(|start| today < *start)?;
    let between = (1..start.since(today)).filter_map(|days| today.plus(days));
    if !between
        .into_iter()
        .any(|day| backlog.config.calendar.is_workday(day))
    {
        return None;
    }
    let id = sprint.id();
    let days = usize::try_from(start.since(today)).unwrap_or_default();
    let days = text::plural(days, "day", "days");
    Some(Early {
        id: id.clone(),
        does: "start",
        done: "started",
        how: format!("{id} starts on {start}, in {days}"),
        instead: format!("po set {id} start=… end=… gives it other dates"),
    })
}
