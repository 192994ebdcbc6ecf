//! `po sprint plan`: fill a sprint by rank.

use super::super::context::Context;
use super::super::targets;
use super::super::targets::Targets;
use super::super::targets::WriteQueryArg;
use super::super::terminal;
use super::super::write;
use super::super::write::WriteArgs;
use super::meant;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Assignment;
use po::edit::Change;
use po::edit::Operator;
use po::flow::capacity;
use po::flow::plan;
use po::flow::plan::Candidate;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::id::Id;
use po::model::meant::NEXT;
use po::model::points::Points;
use po::model::workflow::Category;
use po::model::workflow::Gate;
use po::page::Answer;
use po::report::SprintPlan;
use po::rules::Judge;
use po::store;
use po::store::Keep;
use po::store::Root;

/// Fill a sprint by rank with the stories that meet the definition of ready and fit
///
/// Takes what is in progress without a sprint, then walks down the order and
/// takes what meets the definition of ready, in whatever state, is estimated,
/// waits for nothing and fits; says why it left others out. Writes only with --apply. Stories that
/// are named, by id or by query, are put in as they are.
///
/// It holds --points, else the sprint's capacity, else what the last three
/// closed sprints completed on average.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po sprint plan\n  po sprint plan SP-35 --points 20\n  po sprint plan @next --apply --dry-run\n  po sprint plan SP-35 S-150 S-151 --dry-run"
)]
pub(in super::super) struct PlanArgs {
    /// The sprint, by id, title or @next, which it is without one, and ids of stories to put in
    #[arg(value_name = "SPRINT|ID")]
    words: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    /// The points the sprint can hold
    #[arg(
        long,
        value_name = "POINTS",
        allow_negative_numbers = true,
        conflicts_with = "query"
    )]
    points: Option<f64>,
    /// Put the stories in that are proposed
    #[arg(long, conflicts_with = "query")]
    apply: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &PlanArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let (sprint, ids) = sprint_among(&root, &args.words)?;
    let sprint = sprint.as_str();
    if args.query.is_given() || !ids.is_empty() {
        return put_in(args, context, sprint, &ids);
    }
    if args.apply {
        args.write.hold(&root)?;
    }
    let mut backlog = store::load(&root, Keep::Texts)?;
    let today = context.today(Some(&backlog.config))?;
    let sprint = plannable(&backlog, sprint)?;
    let report = propose(args, &backlog, sprint, today)?;
    if !args.apply {
        return Ok(report.answer());
    }
    if report.plan.taken.is_empty() && !context.global.unlisted.quiet {
        terminal::note(&report.why_nothing());
    }
    let stamp = context.stamp(&root, &backlog.config)?;
    let ids: Vec<Id> = report.plan.taken.iter().map(|id| (*id).clone()).collect();
    let sprint = sprint.id().clone();
    let changes = edit::set(&backlog, &ids, &[into(&sprint)], &stamp, None)?;
    let mut answer = write::finish(&root, &changes, &args.write)?;
    let put_in = Put {
        sprint,
        ids: &ids,
        changes: &changes,
    };
    put_in.finish(&mut answer, &mut backlog, (args, today))?;
    Ok(answer)
}

/// The sprint among the words, wherever it stands, by id or title, and the others.
fn sprint_among(root: &Root, words: &[String]) -> Result<(String, Vec<String>), Error> {
    let mut at = words.iter().position(|word| meant::is_sprint(word));
    let is_name = |word: &String| word != "-" && targets::id(word).is_err();
    if at.is_none() && words.iter().any(is_name) {
        let backlog = store::load(root, Keep::Values)?;
        let is_called = |word: &String| is_name(word) && meant::is_called(&backlog, word);
        at = words.iter().position(is_called);
    }
    let mut others = words.to_vec();
    let sprint = at.map(|at| others.remove(at));
    Ok((sprint.unwrap_or_else(|| NEXT.to_owned()), others))
}

/// The stories that are named go in.
fn put_in(args: &PlanArgs, context: &Context, word: &str, ids: &[String]) -> Result<Answer, Error> {
    if args.points.is_some() || args.apply {
        return Err(
            Error::usage("stories that are named are put in as they are")
                .help("leave --points and --apply out, or name no stories"),
        );
    }
    let mut targets = Targets::to_write(context, ids, &args.query, true, &args.write)?;
    let backlog = &targets.backlog;
    let stamp = context.stamp(&targets.root, &backlog.config)?;
    let sprint = plannable(backlog, word)?;
    for record in targets.ids.iter().filter_map(|id| backlog.get(id)) {
        if record.story().is_none() || !backlog.is_open(record) {
            let id = record.id();
            return Err(Error::usage(format!("{id} is no open story"))
                .help(format!("po show {id} shows what it is")));
        }
    }
    let sprint = sprint.id().clone();
    let changes = edit::set(backlog, &targets.ids, &[into(&sprint)], &stamp, None)?;
    let mut answer = write::finish_all(&targets, &changes, &args.write)?;
    // Where somebody was asked and said no, nothing is in it that was not.
    if args.write.dry_run || answer.data["dry_run"] == false {
        let ids = targets.ids.as_slice();
        let put_in = Put {
            sprint,
            ids,
            changes: &changes,
        };
        put_in.finish(&mut answer, &mut targets.backlog, (args, stamp.today))?;
    }
    Ok(answer)
}

/// Stories put into a sprint.
struct Put<'a> {
    sprint: Id,
    ids: &'a [Id],
    changes: &'a [Change],
}

impl Put<'_> {
    /// Warns of what is wrong with the sprint and these stories now, and says what comes next.
    fn finish(
        &self,
        answer: &mut Answer,
        backlog: &mut Backlog,
        (args, today): (&PlanArgs, Day),
    ) -> Result<(), Error> {
        let id = &self.sprint;
        let about: Vec<&str> = self.ids.iter().chain([id]).map(AsRef::as_ref).collect();
        let found = edit::outlook_of(backlog, self.changes, (&about, today))?;
        answer.warnings.extend(found);
        let Some(sprint) = backlog.get(id).filter(|_| !args.write.dry_run) else {
            return Ok(());
        };
        let stories = edit::stories_in(backlog, id);
        let room = capacity::capacity(backlog, sprint, None, today);
        let room = room.filter(|room| room.points > Points::ZERO);
        let out = room.map_or_else(Vec::new, |room| {
            capacity::surplus(backlog, &stories, room.points)
        });
        let out: Vec<&str> = out.into_iter().map(AsRef::as_ref).collect();
        let then = match backlog.category(sprint) {
            _ if !out.is_empty() => format!("po set {} sprint=", out.join(" ")),
            Category::Active => format!("po sprint burndown {id}"),
            _ => format!("po sprint start {id}"),
        };
        write::add_next(answer, &[format!("po list sprint:{id}"), then]);
        Ok(())
    }
}

fn into(sprint: &Id) -> Assignment {
    Assignment {
        path: vec!["sprint".to_owned()],
        operator: Operator::Set,
        text: sprint.to_string(),
    }
}

/// A sprint that is over takes no stories.
fn plannable<'a>(backlog: &'a Backlog, word: &str) -> Result<&'a Record, Error> {
    let sprint = meant::sprint(backlog, word)?;
    edit::refuse_over(backlog, sprint)?;
    Ok(sprint)
}

fn propose<'a>(
    args: &PlanArgs,
    backlog: &'a Backlog,
    sprint: &'a Record,
    today: Day,
) -> Result<SprintPlan<'a>, Error> {
    let id = sprint.id();
    let given = args.points.map(Points::try_from).transpose();
    let given = given.map_err(|why| {
        Error::usage(format!("--points: {why}")).help("--points 20 says what fits")
    })?;
    let capacity = capacity::capacity(backlog, sprint, given, today).ok_or_else(|| {
        Error::usage(format!("it is not known how many points fit into {id}"))
            .help(format!("po sprint plan {id} --points 20"))
            .help(format!(
                "po set {id} capacity=20 keeps it; after the first closed sprint its points count"
            ))
    })?;
    let inside = edit::stories_in(backlog, id);
    let judge = Judge::new(backlog, today)?;
    let mut candidates = Vec::new();
    let mut not_ready = Vec::new();
    let (begun, free): (Vec<&Record>, Vec<&Record>) = free_stories(backlog)
        .into_iter()
        .partition(|story| backlog.category(story) == Category::Active);
    // What is in progress has passed its gate and waits for nothing any more.
    candidates.extend(begun.iter().map(|story| Candidate {
        waits_for: Vec::new(),
        ..candidate(backlog, sprint, story)
    }));
    for story in free {
        let judgement = judge.judge(story, Gate::Ready);
        if judgement.holds() {
            candidates.push(candidate(backlog, sprint, story));
        } else {
            let missing = judgement.failing().map(|item| item.id.clone());
            not_ready.push((story, missing.collect()));
        }
    }
    let there: Vec<&Id> = inside.iter().map(|record| record.id()).collect();
    let used: Points = inside
        .iter()
        .filter_map(|record| record.story()?.points)
        .sum();
    Ok(SprintPlan {
        backlog,
        sprint,
        plan: plan::plan(&candidates, &there, capacity.points - used),
        capacity,
        inside,
        not_ready,
    })
}

/// Open stories in no sprint that is still open, by rank; sub-tasks go with their
/// parents.
fn free_stories(backlog: &Backlog) -> Vec<&Record> {
    let is_free = |record: &&Record| {
        let Some(story) = record.story() else {
            return false;
        };
        let planned = story.sprint.as_ref().and_then(|id| backlog.get(id));
        let parent = story.parent.as_ref().and_then(|id| backlog.get(id));
        backlog.is_open(record)
            && planned.is_none_or(|sprint| !backlog.is_open(sprint))
            && parent.is_none_or(|parent| parent.story().is_none())
    };
    let mut stories: Vec<&Record> = backlog.records().iter().filter(is_free).collect();
    stories.sort_by_key(|record| record.manual_place());
    stories
}

/// A story with what it waits for: open stories that no earlier sprint brings.
/// A dependency that is dropped or unknown is no obstacle; po check names it.
fn candidate<'a>(backlog: &'a Backlog, sprint: &Record, record: &'a Record) -> Candidate<'a> {
    let story = record.story();
    let start = |record: &Record| record.sprint().and_then(|sprint| sprint.start);
    let comes_before = |id: &Id| {
        let planned = backlog.get(id).and_then(|r| r.story()?.sprint.as_ref());
        let other = planned.and_then(|id| backlog.get(id));
        let other = other.filter(|other| backlog.is_open(other)).and_then(start);
        other.is_some_and(|other| Some(other) < start(sprint))
    };
    let waits_for = story.into_iter().flat_map(|story| &story.depends_on);
    let is_open = |id: &&Id| backlog.get(id).is_some_and(|other| backlog.is_open(other));
    Candidate {
        id: record.id(),
        points: story.and_then(|story| story.points),
        waits_for: waits_for
            .filter(is_open)
            .filter(|id| !comes_before(id))
            .collect(),
    }
}
