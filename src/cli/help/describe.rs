//! A command as data: what the parser of the command line knows of it.

use super::super::GLOBAL;
use clap::Arg;
use clap::Command;
use po::report::Argument;
use po::report::CommandHelp;
use po::report::CommandSummary;

/// Everything about a command of a built tree, without the global options.
pub(super) fn command(command: &Command) -> CommandHelp {
    let after = command.get_after_help().map(ToString::to_string);
    let (notes, examples) = notes(&after.unwrap_or_default());
    let own = || {
        let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
        // An option of all commands that one of them takes for its own stands among its options.
        let common = |arg: &Arg| arg.is_global_set() && arg.get_help_heading() == Some(GLOBAL);
        shown.filter(move |arg| !common(arg) && arg.get_id() != "help")
    };
    let summary = summary(command);
    let long = command.get_long_about().map(ToString::to_string);
    let description = long.unwrap_or_default();
    let description = description.strip_prefix(&summary).unwrap_or(&description);
    CommandHelp {
        name: command.get_bin_name().unwrap_or_default().to_owned(),
        description: description.trim().to_owned(),
        usage: usage(command),
        arguments: own().filter(|a| a.is_positional()).map(argument).collect(),
        options: own().filter(|a| !a.is_positional()).map(argument).collect(),
        notes,
        examples,
        commands: command
            .get_subcommands()
            .filter(|c| c.get_name() != "help")
            .map(short)
            .collect(),
        summary,
    }
}

/// A command in a line.
pub(super) fn short(command: &Command) -> CommandSummary {
    CommandSummary {
        name: command.get_name().to_owned(),
        summary: summary(command),
    }
}

fn summary(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string);
    about.unwrap_or_default()
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    usage.to_owned()
}

fn argument(arg: &Arg) -> Argument {
    let help = arg.get_long_help().or(arg.get_help());
    let values = arg.get_possible_values();
    let values = values.iter().map(|value| value.get_name().to_owned());
    let takes_value = arg.get_num_args().is_none_or(|n| n.takes_values());
    let default = arg.get_default_values().first();
    Argument {
        name: name(arg),
        help: help.map(ToString::to_string).unwrap_or_default(),
        values: if takes_value {
            values.collect()
        } else {
            Vec::new()
        },
        default: default
            .filter(|_| takes_value && !arg.is_hide_default_value_set())
            .map(|value| value.to_string_lossy().into_owned()),
        required: arg.is_required_set(),
    }
}

/// `ID`, `--dry-run`, `-q, --query QUERY`.
fn name(arg: &Arg) -> String {
    let flags = [
        arg.get_short().map(|short| format!("-{short}")),
        arg.get_long().map(|long| format!("--{long}")),
    ];
    let flags: Vec<String> = flags.into_iter().flatten().collect();
    let takes_value = arg.get_num_args().is_none_or(|n| n.takes_values());
    let value = arg.get_value_names().filter(|_| takes_value);
    let value = value.map(|names| names.join(" "));
    let parts = [(!flags.is_empty()).then(|| flags.join(", ")), value];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// What stands below the options: explanations, then examples.
pub(in super::super) fn notes(after: &str) -> (String, Vec<String>) {
    let (notes, examples) = match after.split_once("Examples:\n") {
        Some((notes, examples)) => (notes, examples),
        None => (after, ""),
    };
    let examples = examples.lines().map(str::trim);
    let examples = examples.filter(|line| !line.is_empty()).map(str::to_owned);
    (notes.trim_end().to_owned(), examples.collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::GLOBAL;
    use super::command;
    use clap::Arg;
    use clap::ArgAction;
    use clap::Command;
    use clap::CommandFactory;

    /// The lines below the options stand in columns that wrapping would break.
    fn too_long(command: &Command, found: &mut Vec<String>) {
        let after = command.get_after_help().map(ToString::to_string);
        let lines = after.unwrap_or_default();
        let long = lines.lines().filter(|line| line.chars().count() > 80);
        found.extend(long.map(|line| format!("{}: {line}", command.get_name())));
        for below in command.get_subcommands() {
            too_long(below, found);
        }
    }

    #[test]
    fn explanations_and_examples_fit_a_terminal() {
        let mut tree = super::super::super::Cli::command();
        tree.build();
        let mut found = Vec::new();
        too_long(&tree, &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn a_command_is_told_with_all_it_takes() {
        let mut tree = Command::new("po").subcommand(
            Command::new("see")
                .about("See records")
                .long_about("See records\n\nAll of them.")
                .after_help("Words:\n  a  b\n\nExamples:\n  po see S-1\n  po see --to x")
                .arg(
                    Arg::new("ids")
                        .value_name("ID")
                        .required(true)
                        .help("Which"),
                )
                .arg(Arg::new("dry").long("dry").action(ArgAction::SetTrue))
                .arg(
                    Arg::new("to")
                        .short('t')
                        .long("to")
                        .value_name("WHERE")
                        .value_parser(["x", "y"])
                        .default_value("x"),
                )
                .arg(Arg::new("g").long("g").global(true).help_heading(GLOBAL)),
        );
        tree.build();
        let help = command(tree.find_subcommand("see").expect("declared"));
        assert_eq!(help.name, "po see");
        assert_eq!(help.description, "All of them.");
        assert_eq!(help.usage, "po see [OPTIONS] <ID>");
        assert_eq!(help.arguments[0].name, "ID");
        assert!(help.arguments[0].required);
        let names: Vec<&str> = help.options.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(names, ["--dry", "-t, --to WHERE"]);
        assert!(help.options[0].values.is_empty() && help.options[0].default.is_none());
        assert_eq!(help.options[1].values, ["x", "y"]);
        assert_eq!(help.options[1].default.as_deref(), Some("x"));
        assert_eq!(help.notes, "Words:\n  a  b");
        assert_eq!(help.examples, ["po see S-1", "po see --to x"]);
    }
}
