//! The topics of the help: texts about no single command, in Markdown.

use po::report::Topic;

/// Each topic with its text, whose first line is its name and summary.
pub(in super::super) static TOPICS: &[(&str, &str)] = &[
    ("queries", include_str!("queries.md")),
    ("workflow", include_str!("workflow.md")),
    ("files", include_str!("files.md")),
    ("formats", include_str!("formats.md")),
    ("exit-codes", include_str!("exit-codes.md")),
    ("environment", include_str!("environment.md")),
    ("options", include_str!("options.md")),
];

/// A topic, ready to be shown.
pub(super) fn topic(name: &str, text: &str) -> Topic {
    let title = text.lines().next().unwrap_or_default();
    let summary = title.split_once(": ").map_or(title, |(_, rest)| rest);
    Topic {
        name: name.to_owned(),
        summary: summary.to_owned(),
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::TOPICS;
    use super::topic;
    use clap::CommandFactory;

    #[test]
    fn every_topic_begins_with_a_title_and_a_summary() {
        for (name, text) in TOPICS {
            let title = text.lines().next().unwrap_or_default();
            let (word, _) = title.split_once(": ").expect(name);
            let word = word.trim_start_matches("# ").replace(' ', "-");
            assert_eq!(word.to_lowercase(), *name);
            assert!(!topic(name, text).summary.is_empty(), "{name}");
        }
    }

    #[test]
    fn every_option_of_all_commands_is_told_in_a_topic() {
        let text = include_str!("options.md");
        let mut tree = super::super::super::Cli::command();
        tree.build();
        let list = tree.find_subcommand("list").expect("declared");
        let global = list.get_arguments().filter(|arg| arg.is_global_set());
        let names: Vec<&str> = global.filter_map(|arg| arg.get_long()).collect();
        assert!(names.len() > 5, "{names:?}");
        for name in names {
            assert!(text.contains(&format!("`--{name}")), "{name}");
        }
    }
}
