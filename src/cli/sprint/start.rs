//! `po sprint start`: the promise is written down.

use super::super::context::Context;
use super::super::write;
use super::super::write::WriteArgs;
use super::meant;
use clap::Args;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Severity;
use po::edit;
use po::edit::Stamp;
use po::model::Backlog;
use po::model::Record;
use po::model::meant::NEXT;
use po::model::points::Points;
use po::model::workflow::Category;
use po::model::workflow::Gate;
use po::page::Answer;
use po::rules::Judge;
use po::store;
use po::store::Keep;

/// Start a sprint
///
/// It becomes active, and its open stories with their points are frozen as what
/// was committed to: the reports compare with that. Refused while another sprint
/// of the team is active, and for a sprint without dates or stories; stories
/// that are not ready are warned of.
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
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &StartArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Texts)?;
    let stamp = context.stamp(&root, &backlog.config)?;
    let sprint = meant::sprint(&backlog, &args.sprint)?;
    let goal = args.goal.as_deref();
    let changes = edit::start_sprint(&backlog, sprint, goal, &stamp)?;
    let mut answer = write::finish(&root, &changes, &args.write)?;
    answer.warnings.extend(odd_dates(sprint, &stamp));
    let judge = Judge::new(&backlog, stamp.today)?;
    let stories = edit::stories_in(&backlog, sprint.id());
    let unready = stories
        .iter()
        .filter_map(|story| not_ready(&backlog, story, &judge));
    answer.warnings.extend(unready);
    answer.warnings.extend(too_full(sprint, &stories));
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

/// More points than the sprint says it can hold.
fn too_full(sprint: &Record, stories: &[&Record]) -> Option<Finding> {
    let capacity = sprint.sprint()?.capacity?;
    let points: Points = stories.iter().filter_map(|r| r.story()?.points).sum();
    if points <= capacity {
        return None;
    }
    let id = sprint.id();
    let what = format!("{id} holds {points} points; its capacity is {capacity}");
    let finding = Finding::new(
        "too-full",
        Severity::Warning,
        sprint.place_of("capacity"),
        what,
    );
    Some(finding.help("po set ID sprint= takes a story out"))
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
