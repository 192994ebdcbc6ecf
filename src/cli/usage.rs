//! What clap says about words it does not understand, in our own form.

use clap::Command;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;
use po::diag::Error;
use std::ffi::OsString;

/// The words that clap refused, as an error with the way out; `None` where help
/// or the version was asked for.
pub(super) fn refusal(error: &clap::Error, tree: &Command, words: &[OsString]) -> Option<Error> {
    if error.exit_code() == 0 || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        return None;
    }
    let command = command(tree, words);
    if let Some(word) = left_out(error, words) {
        let refused = Error::usage(format!("a word of a query cannot begin with -: {word}"));
        return Some(
            refused
                .help(format!("to leave records out: not {}", &word[1..]))
                .help(format!("{command} --help lists the options there are")),
        );
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim_end);
    let message = lines.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let mut details = Vec::new();
    let mut help = Vec::new();
    for line in
        lines.take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
    {
        match line.trim().strip_prefix("tip: ") {
            Some(tip) => help.push(tip.to_owned()),
            None if !line.is_empty() => details.push(line.to_owned()),
            None => {}
        }
    }
    let mut refused = Error::usage(message);
    if error.kind() == ErrorKind::MissingRequiredArgument {
        let missing: Vec<&str> = details.iter().map(|line| line.trim()).collect();
        refused = Error::usage(format!("{command} needs {}", missing.join(" ")));
    } else {
        refused.details = details;
    }
    refused.help = help;
    Some(refused.help(format!("{command} --help shows how it is used")))
}

/// The command that the words begin with: `po sprint report`.
fn command(tree: &Command, words: &[OsString]) -> String {
    let mut path = vec![tree.get_name()];
    let mut at = tree;
    for word in words.iter().skip(1) {
        if let Some(sub) = at.find_subcommand(word) {
            path.push(sub.get_name());
            at = sub;
        }
    }
    path.join(" ")
}

/// A word such as `-label:ux`, which other tools take for "without this label"
/// and clap for flags.
fn left_out<'a>(error: &clap::Error, words: &'a [OsString]) -> Option<&'a str> {
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let words = words.iter().filter_map(|word| word.to_str());
    let mut candidates = words.filter(|word| word.starts_with(flag) && !word.starts_with("--"));
    candidates.find(|word| word.chars().count() > 2)
}
