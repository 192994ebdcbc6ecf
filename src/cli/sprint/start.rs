//! `po sprint start`: the promise is written down.

use super::super::context::Context;
use super::super::write;
use super::super::write::WriteArgs;
use super::early::Early;
use super::meant;
use super::room;
use clap::Args;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Severity;
use po::edit;
use po::edit::Stamp;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::meant::NEXT;
use po::model::workflow::Category;
use po::model::workflow::Gate;
use po::page::Answer;
use po::rules::Judge;
use po::store;
use po::store::Keep;
use po::text;

/// Start a sprint
///
/// It becomes active, and its open stories with their points are frozen as what
/// was committed to: the reports compare with that. Refused while another sprint
/// of the team is active, and for a sprint without dates or stories; stories
/// that are not ready are warned of. Working days before its first day a sprint
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
    let backlog = store::load(&root, Keep::Texts)?;
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
    let mut answer = write::finish(&root, &changes, &args.write)?;
    if let (Some(early), true) = (&early, args.write.dry_run) {
        early.tell(&mut answer);
    }
    answer.warnings.extend(odd_dates(sprint, &stamp));
    let judge = Judge::new(&backlog, stamp.today)?;
    let stories = edit::stories_in(&backlog, sprint.id());
    let unready = stories
        .iter()
        .filter_map(|story| not_ready(&backlog, story, &judge));
    answer.warnings.extend(unready);
    let full = room::too_full(&backlog, sprint, stories, stamp.today);
    answer.warnings.extend(full);
    if !args.write.dry_run {
        let id = sprint.id();
        let mut next = vec![
            format!("po list sprint:{id}"),
            format!("po sprint burndown {id}"),
        ];
        if goal.is_none() && sprint.sprint().is_some_and(|sprint| sprint.goal.is_none()) {
            next.insert(0, format!("po set {id} goal=\"what it is for\""));
        }
        write::add_next(&mut answer, &next);
    }
    Ok(answer)
}

/// A sprint is not started by a slip working days before its first one: its numbers would begin
/// today. A weekend before it is no matter.
fn early<'a>(backlog: &Backlog, sprint: &'a Record, today: Day) -> Option<Early<'a>> {
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
        id,
        does: "start",
        done: "started",
        how: format!("{id} starts on {start}, in {days}"),
        instead: format!("po set {id} start=… end=… gives it other dates"),
    })
}

/// A sprint that starts at another time than it says.
fn odd_dates(sprint: &Record, stamp: &Stamp) -> Option<Finding> {
    let (body, today) = (sprint.sprint()?, stamp.today);
    let (start, end) = (body.start?, body.end?);
    let what = if end < today {
        format!("{} ended on {end}, and today is {today}", sprint.id())
    } else if start > today {
        format!("{} starts on {start}, and today is {today}", sprint.id())
    } else {
        return None;
    };
    let finding = Finding::new(
        "odd-dates",
        Severity::Warning,
        sprint.place_of("start"),
        what,
    );
    Some(finding.help(format!(
        "po set {} start=… end=… gives it other dates",
        sprint.id()
    )))
}

/// A story not yet begun that does not meet the definition of ready.
fn not_ready(backlog: &Backlog, story: &Record, judge: &Judge) -> Option<Finding> {
    if backlog.category(story) != Category::Backlog {
        return None;
    }
    let judgement = judge.judge(story, Gate::Ready);
    if judgement.holds() {
        return None;
    }
    let items: Vec<&str> = judgement.failing().map(|item| item.id.as_str()).collect();
    let what = format!("{} is not ready: {}", story.id(), items.join(", "));
    let finding = Finding::new(
        "not-ready",
        Severity::Warning,
        story.place_of("status"),
        what,
    );
    Some(finding.help(format!("po ready {} shows the way out", story.id())))
}
