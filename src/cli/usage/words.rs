//! Words that other tools have for commands, and what they are called here.

use po::model::kind;

/// What `po` shows where no command is named.
const ALONE: &str = "\"po\" with nothing behind it";

/// The command that holds the word, the word, and what is meant by it.
const WORDS: &[(&str, &str, &str)] = &[
    ("po", "add", "po new"),
    ("po", "assign", "po set ID assignee=NAME"),
    ("po", "board", "po list --group status"),
    ("po", "burndown", "po sprint burndown"),
    ("po", "cat", "po show"),
    ("po", "close", "po done"),
    ("po", "create", "po new"),
    ("po", "delete", "po rm"),
    ("po", "finish", "po done"),
    ("po", "get", "po show"),
    ("po", "grep", "po find"),
    ("po", "lint", "po check"),
    ("po", "log", "po history"),
    ("po", "ls", "po list"),
    ("po", "modify", "po set"),
    ("po", "mv", "po move"),
    ("po", "next", "po prioritize"),
    ("po", "plan", "po sprint plan"),
    (
        "po",
        "redo",
        "po undo N, with the number of the undo in po undo --list",
    ),
    ("po", "remove", "po rm"),
    ("po", "rename", "po set ID title=…"),
    ("po", "report", "po sprint report"),
    ("po", "resume", "po unblock"),
    ("po", "search", "po find"),
    ("po", "status", ALONE),
    ("po", "unplan", "po set ID sprint="),
    ("po", "untick", "po set ID acceptance.N.verified="),
    ("po", "update", "po set"),
    ("po", "validate", "po check"),
    ("po", "velocity", "po sprint report"),
    ("po", "version", "po --version"),
    ("po", "view", "po show"),
    ("po sprint", "add", "po sprint plan"),
    ("po sprint", "create", "po sprint new"),
    ("po sprint", "end", "po sprint close"),
    ("po sprint", "finish", "po sprint close"),
    ("po sprint", "goal", "po set @current goal=\"…\""),
    ("po sprint", "list", "po list sprints"),
    ("po sprint", "ls", "po list sprints"),
    ("po sprint", "remove", "po set ID sprint="),
    ("po sprint", "review", "po sprint report"),
    ("po sprint", "show", "po show"),
    ("po sprint", "status", "po sprint report"),
    ("po sprint", "stop", "po sprint close"),
    ("po release", "add", "po release new"),
    ("po release", "changelog", "po release notes"),
    ("po release", "create", "po release new"),
    ("po release", "list", "po list releases"),
    ("po release", "ls", "po list releases"),
    ("po release", "show", "po show"),
    ("po criterion", "list", "po show"),
    ("po criterion", "new", "po criterion add"),
    ("po criterion", "remove", "po set ID acceptance.N="),
    ("po criterion", "rm", "po set ID acceptance.N="),
];

/// The command that has no such option, the option, and what is meant by it.
const OPTIONS: &[(&str, &str, &str)] = &[
    ("po init", "--name", "--product"),
    ("po init", "--title", "--product"),
    ("po init", "--yes", "--defaults"),
];

/// The option that is meant by another one of a command.
pub(in super::super) fn meant_option(path: &str, option: &str) -> Option<&'static str> {
    let found = OPTIONS.iter().find(|(p, o, _)| (*p, *o) == (path, option));
    found.map(|(.., meant)| *meant)
}

/// What the word means behind these commands: a command line, and a kind's name
/// the list of its records.
pub(in super::super) fn meant(path: &str, word: &str) -> Option<String> {
    let found = WORDS.iter().find(|(p, w, _)| (*p, *w) == (path, word));
    let listed = || {
        let kind = kind::by_name(word).filter(|_| path == "po")?;
        Some(format!("po list {}", kind.plural))
    };
    found.map(|(.., meant)| (*meant).to_owned()).or_else(listed)
}

#[cfg(test)]
mod tests {
    use super::super::super::Cli;
    use super::ALONE;
    use super::OPTIONS;
    use super::WORDS;
    use super::meant;
    use clap::Command;
    use clap::CommandFactory;

    /// The command at the end of these words, as deep as they name commands.
    fn find<'t>(tree: &'t Command, words: &str) -> Option<&'t Command> {
        let mut words = words.split(' ').skip(1);
        words.try_fold(tree, |at, word| at.find_subcommand(word))
    }

    #[test]
    fn each_word_is_no_command_and_means_one() {
        let tree = Cli::command();
        let mut last = ("po", "");
        for (path, word, meant) in WORDS {
            let above = find(&tree, path).expect(path);
            assert!(above.find_subcommand(word).is_none(), "{path} {word}");
            assert!(
                *path != last.0 || *word > last.1,
                "{path} {word} is out of order"
            );
            last = (path, word);
            let is_command = |line: &&str| *line != ALONE && !line.starts_with("po --");
            for line in meant.split(", or ").filter(is_command) {
                let command: Vec<&str> = line.split(' ').take(2).collect();
                assert!(find(&tree, &command.join(" ")).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn each_option_is_none_of_its_command_and_means_one() {
        let mut tree = Cli::command();
        tree.build();
        for (path, option, meant) in OPTIONS {
            let command = find(&tree, path).expect(path);
            let has = |option: &str| {
                let mut arguments = command.get_arguments();
                arguments.any(|a| a.get_long() == option.strip_prefix("--"))
            };
            assert!(!has(option) && has(meant), "{path} {option}");
        }
    }

    #[test]
    fn a_kind_means_the_list_of_its_records() {
        assert_eq!(meant("po", "epic").as_deref(), Some("po list epics"));
        assert_eq!(meant("po", "stories").as_deref(), Some("po list stories"));
        assert_eq!(meant("po sprint", "epic"), None);
        assert_eq!(meant("po", "nonsense"), None);
    }
}
