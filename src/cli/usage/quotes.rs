//! A text of several words that lost its quotes: `--goal Readers find and renew`.

use clap::Command;
use po::model::meant;
use std::ffi::OsString;

/// The names of values that are texts of several words.
const TEXTS: [&str; 3] = ["GOAL", "REASON", "TEXT"];

/// The value of an option, and the words behind it that likely belong to it.
pub(in super::super) struct Unquoted {
    option: String,
    name: String,
    pub first: String,
    pub more: Vec<String>,
}

impl Unquoted {
    /// What to do about it.
    pub fn help(&self) -> String {
        let Self {
            option,
            name,
            first,
            more,
        } = self;
        let more = more.join(" ");
        format!("put the {name} in quotes: {option} \"{first} {more}\"")
    }
}

/// The first option whose text is one word with plain words behind it.
pub(in super::super) fn unquoted(command: &Command, words: &[OsString]) -> Option<Unquoted> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    words.iter().enumerate().find_map(|(at, option)| {
        let name = text_of(command, option)?;
        let [first, rest @ ..] = &words[at + 1..] else {
            return None;
        };
        let more = rest.iter().take_while(|word| is_plain(word));
        let more: Vec<String> = more.map(|word| (*word).to_owned()).collect();
        let is_one_word = is_plain(first);
        (is_one_word && !more.is_empty()).then(|| Unquoted {
            option: (*option).to_owned(),
            name,
            first: (*first).to_owned(),
            more,
        })
    })
}

/// What the option takes, where that is a text.
fn text_of(command: &Command, option: &str) -> Option<String> {
    let long = option.strip_prefix("--")?;
    let mut arguments = command.get_arguments();
    let argument = arguments.find(|argument| argument.get_long() == Some(long))?;
    let name = argument.get_value_names()?.first()?.as_str();
    TEXTS.contains(&name).then(|| name.to_lowercase())
}

/// A word as it stands in a sentence: no option, no id, nothing in quotes.
fn is_plain(word: &str) -> bool {
    let is_other = word.starts_with(['-', '@']) || word.contains('=') || meant::is_id(word);
    !is_other && !word.contains(char::is_whitespace)
}
