//! `po help`: the commands in groups, a command, or a topic.

mod describe;
mod groups;
mod topics;

use super::Cli;
use super::context::Context;
use super::usage;
use clap::Args;
use clap::Command;
use clap::CommandFactory;
use clap::builder::StyledStr;
use po::diag::Error;
use po::page::Answer;
use po::report::Explain;
use po::report::GroupHelp;
use po::report::Help;
use po::report::Topic;
use po::text;
use topics::TOPICS;

pub(super) use describe::notes;
pub(super) use groups::GROUPS;
pub(super) use groups::asked;

/// Explain a command or a topic
///
/// Topics: queries, workflow, files, formats, exit-codes, environment, options.
/// With --json, commands with all they take, for programs.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  po help
  po help queries
  po help sprint report")]
pub(super) struct HelpArgs {
    /// A command or a topic; all commands where none is named
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

pub(super) fn run(args: &HelpArgs, context: &Context) -> Result<Answer, Error> {
    let width = context.environment.help_width();
    let mut tree = Cli::command().term_width(width);
    // Only a built tree knows what its commands take.
    tree.build();
    let people = !context.is_json();
    let text = |page: StyledStr| match context.has_colour() {
        true => page.ansi().to_string(),
        false => page.to_string(),
    };
    if args.words.is_empty() {
        let page = people.then(|| text(groups::overview(&tree, true, width)));
        return Ok(overview(&tree).answer(page));
    }
    if let [word] = args.words.as_slice()
        && let Some((name, markdown)) = TOPICS.iter().find(|(name, _)| name == word)
    {
        return Ok(Help::Topic(topics::topic(name, markdown)).answer(None));
    }
    let command = match find(&tree, &args.words) {
        Ok(command) => command,
        // `po help wsjf` is `po explain wsjf`.
        Err(error) => {
            let [word] = args.words.as_slice() else {
                return Err(error);
            };
            let explained = Explain::new(word, &context.config()?).ok();
            return explained.map(|explained| explained.answer()).ok_or(error);
        }
    };
    let page = people.then(|| text(command.clone().render_long_help()));
    Ok(Help::Command(Box::new(describe::command(command))).answer(page))
}

/// Every topic with its text.
pub(super) fn topics() -> Vec<Topic> {
    let topics = TOPICS.iter();
    topics
        .map(|(name, text)| topics::topic(name, text))
        .collect()
}

fn overview(tree: &Command) -> Help {
    let groups = groups::GROUPS.iter().map(|group| GroupHelp {
        title: group.title.to_owned(),
        commands: group
            .commands
            .iter()
            .filter_map(|name| tree.find_subcommand(name))
            .map(describe::short)
            .collect(),
    });
    Help::Overview {
        groups: groups.collect(),
        topics: self::topics(),
    }
}

/// The command of these words.
pub(super) fn find<'t>(tree: &'t Command, words: &[String]) -> Result<&'t Command, Error> {
    let mut command = tree;
    for (at, word) in words.iter().enumerate() {
        let Some(next) = command.find_subcommand(word) else {
            return Err(unknown(command, word, at == 0));
        };
        command = next;
    }
    Ok(command)
}

fn unknown(above: &Command, word: &str, first: bool) -> Error {
    let commands = above.get_subcommands().map(Command::get_name);
    let topics = TOPICS.iter().map(|(name, _)| *name).filter(|_| first);
    let known: Vec<&str> = commands.chain(topics).collect();
    let what = match first {
        true => "neither a command nor a topic".to_owned(),
        false => format!("no command of po {}", above.get_name()),
    };
    let error = Error::usage(format!("\"{word}\" is {what}"));
    let path = above.get_bin_name().unwrap_or(above.get_name());
    if let Some(meant) = usage::meant(path, word) {
        return error.help(format!("did you mean {meant}?"));
    }
    match text::nearest(word, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean \"{near}\"?")),
        None if first => error.help("po help lists the commands and the topics"),
        None => error.help(format!("po help {} lists them", above.get_name())),
    }
}
