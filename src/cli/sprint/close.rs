//! `po sprint close`: what was kept is written down.

use super::super::context::Context;
use super::super::terminal;
use super::super::write;
use super::super::write::WriteArgs;
use super::meant;
use clap::Args;
use clap::ValueEnum;
use po::diag::Error;
use po::edit;
use po::edit::Unfinished;
use po::model::Backlog;
use po::model::Record;
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
/// into the next sprint; points are never split.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po sprint close SP-34 --unfinished next --dry-run\n  po sprint close"
)]
pub(in super::super) struct CloseArgs {
    /// The sprint, by id or @current
    #[arg(value_name = "SPRINT", default_value = CURRENT)]
    sprint: String,
    /// Where unfinished stories go; a terminal is asked, else: backlog
    #[arg(long, value_name = "WHERE")]
    unfinished: Option<Where>,
    #[command(flatten)]
    write: WriteArgs,
}

/// The places for what is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Where {
    /// No sprint: they are planned anew
    Backlog,
    /// The planned sprint of the team that starts first
    Next,
}

pub(super) fn run(args: &CloseArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Texts)?;
    let stamp = context.stamp(&root, &backlog.config)?;
    let sprint = meant::sprint(&backlog, &args.sprint)?;
    let stories = edit::stories_in(&backlog, sprint.id()).into_iter();
    let open: Vec<&Record> = stories.filter(|story| backlog.is_open(story)).collect();
    let place = match args.unfinished {
        Some(place) => place,
        None if open.is_empty() || !context.environment.interactive => Where::Backlog,
        None => ask(&open),
    };
    let unfinished = match place {
        Where::Next if !open.is_empty() => Unfinished::Next(next(&backlog, sprint)?.id().clone()),
        _ => Unfinished::Backlog,
    };
    let changes = edit::close_sprint(&backlog, sprint, &unfinished, &stamp)?;
    let mut answer = write::finish(&root, &changes, &args.write)?;
    if !args.write.dry_run {
        let id = sprint.id();
        let next = match backlog.get(id).and_then(|r| r.sprint()?.goal.as_ref()) {
            Some(_) => format!("po set {id} goal_met=yes"),
            None => "po sprint new".to_owned(),
        };
        write::add_next(&mut answer, &[format!("po sprint report {id}"), next]);
    }
    Ok(answer)
}

fn ask(open: &[&Record]) -> Where {
    let points: Points = open.iter().filter_map(|r| r.story()?.points).sum();
    let ids: Vec<&str> = open.iter().map(|record| record.id().as_str()).collect();
    let count = text::plural(open.len(), "story is", "stories are");
    terminal::say(&[format!(
        "{count} not done, {points} points: {}",
        ids.join(" ")
    )]);
    let answer = terminal::ask("Where do they go? backlog/next", "backlog");
    match answer.to_lowercase().starts_with('n') {
        true => Where::Next,
        false => Where::Backlog,
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
