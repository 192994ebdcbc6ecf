//! The command line: one file a command, a folder a noun. A command turns its
//! arguments into values, asks the library, and gives back an answer.

mod accept;
mod block;
mod check;
mod comment;
mod compare;
mod complete;
mod completions;
mod context;
mod criterion;
mod deps;
mod diff;
mod done;
mod edit;
mod editor;
mod drawn;
mod drop;
mod environment;
mod estimate;
mod explain;
mod export;
mod fmt;
mod help;
mod home;
mod find;
mod history;
mod import;
mod init;
mod kano;
mod link;
mod list;
mod man;
mod hook;
mod merge_driver;
mod r#move;
mod new;
mod paths;
mod prioritize;
mod rank;
mod ready;
mod reject;
mod renumber;
mod reopen;
mod resolve;
mod rm;
mod release;
mod schema;
mod score;
mod select;
mod set;
mod show;
mod since;
mod split;
mod sprint;
mod start;
mod targets;
mod terminal;
mod tick;
mod unblock;
mod undo;
mod unlink;
mod usage;
mod vote;
mod write;

pub use environment::Environment;

use clap::Args;
use clap::CommandFactory;
use clap::FromArgMatches;
use clap::Parser;
use clap::Subcommand;
use clap::ValueHint;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use context::Context;
use po::diag::Error;
use po::diag::Exit;
use po::page::Answer;
use po::render;
use po::render::View;
use std::path::PathBuf;
use std::process::ExitCode;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

/// The product owner's backlog in plain files.
///
/// A backlog is a folder of small YAML files in git: stories, epics, sprints,
/// releases. po answers questions about it and changes it so carefully that a
/// diff shows only what was meant.
#[derive(Debug, Parser)]
#[command(name = "po", version, styles = STYLES, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Above the options of every command: the help of each shows the commonest.
const GLOBAL: &str = "Global options (all: po help options)";

/// Flags of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = GLOBAL)]
struct Global {
    /// Work on the backlog in or above this folder
    #[arg(short = 'C', long, global = true, value_name = "DIR", env = "PO_DIR", hide_env = true, value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// Take this day for today, as in 2026-11-24
    #[arg(long, global = true, value_name = "DATE")]
    today: Option<String>,
    /// Print JSON, for scripts; short for --format json
    #[arg(long, global = true, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    unlisted: Unlisted,
}

/// Flags of every command that its help leaves to `po help options`.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = GLOBAL)]
struct Unlisted {
    /// Who makes the change, and who @me is
    #[arg(
        long,
        global = true,
        value_name = "PERSON",
        env = "PO_USER",
        hide_env = true,
        hide_short_help = true,
        hide_long_help = true
    )]
    by: Option<String>,
    /// How to print the answer
    #[arg(long, global = true, value_name = "FORMAT", value_parser = formats(), default_value = "human", hide_default_value = true, hide_short_help = true, hide_long_help = true)]
    format: String,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_parser = ["auto", "always", "never"], default_value = "auto", hide_default_value = true, hide_short_help = true, hide_long_help = true)]
    color: String,
    /// Print long answers as they are, not through the pager
    #[arg(long, global = true, hide_short_help = true, hide_long_help = true)]
    no_pager: bool,
    /// Print no warnings
    #[arg(long, global = true, hide_short_help = true, hide_long_help = true)]
    quiet: bool,
}

fn formats() -> PossibleValuesParser {
    let values = render::ALL
        .iter()
        .map(|f| PossibleValue::new(f.id()).help(f.summary()));
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    Init(init::InitArgs),
    New(new::NewArgs),
    List(list::ListArgs),
    Show(show::ShowArgs),
    Find(find::FindArgs),
    History(history::HistoryArgs),
    Diff(diff::DiffArgs),
    Edit(edit::EditArgs),
    Set(set::SetArgs),
    Comment(comment::CommentArgs),
    Criterion(criterion::CriterionArgs),
    Tick(tick::TickArgs),
    Estimate(estimate::EstimateArgs),
    Split(split::SplitArgs),
    Link(link::LinkArgs),
    Unlink(unlink::UnlinkArgs),
    Rm(rm::RmArgs),
    Undo(undo::UndoArgs),
    Renumber(renumber::RenumberArgs),
    Fmt(fmt::FmtArgs),
    Start(start::StartArgs),
    Done(done::DoneArgs),
    Accept(accept::AcceptArgs),
    Reject(reject::RejectArgs),
    Reopen(reopen::ReopenArgs),
    Drop(drop::DropArgs),
    Block(block::BlockArgs),
    Unblock(unblock::UnblockArgs),
    Prioritize(prioritize::PrioritizeArgs),
    Score(score::ScoreArgs),
    Vote(vote::VoteArgs),
    Compare(compare::CompareArgs),
    Kano(kano::KanoArgs),
    Move(r#move::MoveArgs),
    Deps(deps::DepsArgs),
    Rank(rank::RankArgs),
    Check(check::CheckArgs),
    Ready(ready::ReadyArgs),
    Explain(explain::ExplainArgs),
    Sprint(sprint::SprintArgs),
    Release(release::ReleaseArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Hook(hook::HookArgs),
    MergeDriver(merge_driver::MergeDriverArgs),
    Resolve(resolve::ResolveArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Help(help::HelpArgs),
}

impl Command {
    fn run(&self, context: &Context) -> Result<Answer, Error> {
        match self {
            Command::Init(args) => init::run(args, context),
            Command::New(args) => new::run(args, context),
            Command::List(args) => list::run(args, context),
            Command::Show(args) => show::run(args, context),
            Command::Find(args) => find::run(args, context),
            Command::History(args) => history::run(args, context),
            Command::Diff(args) => diff::run(args, context),
            Command::Edit(args) => edit::run(args, context),
            Command::Set(args) => set::run(args, context),
            Command::Comment(args) => comment::run(args, context),
            Command::Criterion(args) => criterion::run(args, context),
            Command::Tick(args) => tick::run(args, context),
            Command::Estimate(args) => estimate::run(args, context),
            Command::Split(args) => split::run(args, context),
            Command::Link(args) => link::run(args, context),
            Command::Unlink(args) => unlink::run(args, context),
            Command::Rm(args) => rm::run(args, context),
            Command::Undo(args) => undo::run(args, context),
            Command::Renumber(args) => renumber::run(args, context),
            Command::Fmt(args) => fmt::run(args, context),
            Command::Start(args) => start::run(args, context),
            Command::Done(args) => done::run(args, context),
            Command::Accept(args) => accept::run(args, context),
            Command::Reject(args) => reject::run(args, context),
            Command::Reopen(args) => reopen::run(args, context),
            Command::Drop(args) => drop::run(args, context),
            Command::Block(args) => block::run(args, context),
            Command::Unblock(args) => unblock::run(args, context),
            Command::Prioritize(args) => prioritize::run(args, context),
            Command::Score(args) => score::run(args, context),
            Command::Vote(args) => vote::run(args, context),
            Command::Compare(args) => compare::run(args, context),
            Command::Kano(args) => kano::run(args, context),
            Command::Move(args) => r#move::run(args, context),
            Command::Deps(args) => deps::run(args, context),
            Command::Rank(args) => rank::run(args, context),
            Command::Check(args) => check::run(args, context),
            Command::Ready(args) => ready::run(args, context),
            Command::Explain(args) => explain::run(args, context),
            Command::Sprint(args) => sprint::run(args, context),
            Command::Release(args) => release::run(args, context),
            Command::Import(args) => import::run(args, context),
            Command::Export(args) => export::run(args, context),
            Command::Hook(args) => hook::run(args, context),
            Command::MergeDriver(args) => merge_driver::run(args, context),
            Command::Resolve(args) => resolve::run(args, context),
            Command::Schema(args) => schema::run(args, context),
            Command::Completions(args) => completions::run(args),
            Command::Man(args) => man::run(args, context),
            Command::Help(args) => help::run(args, context),
        }
    }
}

/// How the program ends.
#[derive(Clone, Copy, Debug)]
pub struct Ending(Exit);

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(ending.0 as u8)
    }
}

/// Help where it was asked for, else what was used wrongly.
fn refuse(error: &clap::Error, tree: &clap::Command, environment: &Environment) -> Ending {
    if let Some(page) = help::asked(tree, error, environment.help_width()) {
        return Ending(terminal::help(&page, environment));
    }
    match usage::refusal(error, tree, &environment.words) {
        None => Ending(terminal::usage(error, environment)),
        Some(refusal) => {
            terminal::error(&refusal, &environment.error_view());
            Ending(refusal.exit)
        }
    }
}

/// Reads the words, runs the command, prints its answer.
pub fn run(environment: &Environment) -> Ending {
    if let Some(answer) = complete::asked(environment) {
        return Ending(terminal::plain(&answer));
    }
    // The tree of commands lives as long as the program: dropping it costs more
    // than building what one command needs.
    let tree = Cli::command().term_width(environment.help_width());
    let tree = Box::leak(Box::new(tree));
    let matches = match tree.try_get_matches_from_mut(&environment.words) {
        Ok(matches) => matches,
        Err(error) => return refuse(&error, tree, environment),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, tree, environment),
    };
    let context = Context::new(environment, cli.global.clone());
    let result = context.view().and_then(|view| {
        let mut answer = match &cli.command {
            Some(command) => command.run(&context)?,
            None => home::run(&context)?,
        };
        answer.warnings.extend(context.interrupted());
        let links = context.links(&answer);
        terminal::answer(&answer, &View { links, ..view }, &context)?;
        Ok(answer.exit)
    });
    match result {
        Ok(exit) => Ending(exit),
        Err(error) => {
            if let (false, Some(finding)) = (cli.global.unlisted.quiet, context.recovered()) {
                terminal::note(&finding.message);
            }
            let error = usage::hinted(error, tree, &environment.words);
            terminal::error(&error, &context.error_view());
            Ending(error.exit)
        }
    }
}
