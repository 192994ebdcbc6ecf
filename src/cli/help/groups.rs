//! Which command belongs to which part of a product owner's work, and the first
//! page of the help, which shows them so.

use super::super::GLOBAL;
use super::topics::TOPICS;
use clap::Command;
use clap::builder::StyledStr;
use std::fmt::Write;

/// A part of the work, and its commands in the order of the help.
pub(in super::super) struct Group {
    pub title: &'static str,
    pub commands: &'static [&'static str],
}

const fn group(title: &'static str, commands: &'static [&'static str]) -> Group {
    Group { title, commands }
}

/// Every command stands in exactly one group; a test says which does not.
pub(in super::super) static GROUPS: &[Group] = &[
    group("Start", &["init", "schema", "completions"]),
    group(
        "Records",
        &[
            "new",
            "list",
            "show",
            "find",
            "history",
            "diff",
            "edit",
            "set",
            "comment",
            "criterion",
            "split",
            "link",
            "unlink",
            "rm",
            "undo",
            "renumber",
            "fmt",
        ],
    ),
    group(
        "Flow",
        &[
            "start", "done", "accept", "reject", "reopen", "drop", "block", "unblock", "tick",
        ],
    ),
    group(
        "Ranking",
        &[
            "prioritize",
            "score",
            "vote",
            "compare",
            "kano",
            "move",
            "rank",
            "deps",
            "estimate",
        ],
    ),
    group("Checks", &["check", "ready"]),
    group("Sprints and releases", &["sprint", "release"]),
    group("git", &["hook", "merge-driver", "resolve"]),
    group("Other tools", &["import", "export"]),
    group("Help", &["help", "explain", "man"]),
];

/// The first page of the help: what po is, its commands in groups, the options
/// of them all.
pub(in super::super) fn overview(tree: &Command, long: bool, width: usize) -> StyledStr {
    let mut tree = tree.clone();
    // Only a built tree knows what its commands are about.
    tree.build();
    let head = tree.get_styles().get_header();
    let literal = tree.get_styles().get_literal();
    let names = || GROUPS.iter().flat_map(|group| group.commands);
    let widest = names().map(|name| name.len()).max().unwrap_or(0);
    let mut page = "{about-with-newline}\n{usage-heading} {usage}\n".to_owned();
    for group in GROUPS {
        // Writing to a text cannot fail.
        let _ = writeln!(page, "\n{head}{}:{head:#}", group.title);
        for name in group.commands {
            let pad = " ".repeat(widest - name.len());
            let about = tree
                .find_subcommand(name)
                .and_then(Command::get_about)
                .map(ToString::to_string);
            let about = below(&about.unwrap_or_default(), widest + 4, width);
            let _ = writeln!(page, "  {literal}{name}{literal:#}{pad}  {about}");
        }
    }
    let topics: Vec<&str> = TOPICS.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(
        page,
        "\n{head}Topics for po help:{head:#}\n  {}",
        below(&topics.join(", "), 2, width)
    );
    let _ = write!(page, "\n{head}{GLOBAL}:{head:#}\n{{options}}");
    let mut tree = tree.help_template(StyledStr::from(page));
    match long {
        true => tree.render_long_help(),
        false => tree.render_help(),
    }
}

/// Words whose further lines begin at `column`.
fn below(words: &str, column: usize, width: usize) -> String {
    let lines = textwrap::wrap(words, width.saturating_sub(column).max(20));
    lines.join(&format!("\n{}", " ".repeat(column)))
}

/// The overview, where clap was asked for the help of `po` itself.
pub(in super::super) fn asked(
    tree: &Command,
    error: &clap::Error,
    width: usize,
) -> Option<StyledStr> {
    if error.kind() != clap::error::ErrorKind::DisplayHelp {
        return None;
    }
    let given = error.render().to_string();
    let mut whole = tree.clone();
    let long = whole.render_long_help().to_string() == given;
    (long || whole.render_help().to_string() == given).then(|| overview(tree, long, width))
}

#[cfg(test)]
mod tests {
    use super::super::super::Cli;
    use super::GROUPS;
    use super::asked;
    use super::overview;
    use clap::CommandFactory;

    #[test]
    fn every_command_stands_in_exactly_one_group() {
        let tree = Cli::command();
        let mut declared: Vec<&str> = tree.get_subcommands().map(|c| c.get_name()).collect();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|g| g.commands).copied().collect();
        declared.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(grouped, declared);
    }

    #[test]
    fn the_overview_fits_a_terminal_and_says_what_each_command_is_for() {
        let mut tree = Cli::command();
        let page = overview(&tree, false, 80).to_string();
        for group in GROUPS {
            assert!(page.contains(&format!("\n{}:\n", group.title)), "{page}");
        }
        tree.build();
        for command in tree.get_subcommands() {
            let name = command.get_name();
            let start = format!("  {name} ");
            let line = page.lines().find(|line| line.starts_with(&start));
            let line = line.unwrap_or_else(|| panic!("no line for {name}"));
            assert!(line.len() > start.len() + 10, "{name} has no summary");
            assert!(line.chars().count() <= 80, "too long: {line}");
        }
    }

    #[test]
    fn only_the_help_of_the_program_itself_is_grouped() {
        let help = |words: &[&str]| {
            let mut tree = Cli::command();
            let error = tree.try_get_matches_from_mut(words).expect_err("help");
            asked(&tree, &error, 80).map(|page| page.to_string())
        };
        let page = help(&["po", "--help"]).expect("the overview");
        assert!(page.contains("Records:"), "{page}");
        assert!(help(&["po", "-h"]).is_some());
        assert!(help(&["po", "list", "--help"]).is_none());
        assert!(help(&["po", "list", "--no-such-flag"]).is_none());
        assert!(help(&["po", "--version"]).is_none());
    }
}
