//! What may come next on a command line that is not finished. The scripts of
//! `po completions` ask by `po __complete SHELL WORDS`; every candidate comes
//! from here: from the tree of commands, the registries, the record types and
//! the backlog. What cannot be read is not offered, and nothing is said.

mod assign;
mod desk;
mod names;
mod query;
mod records;
mod shells;
mod sources;
mod spot;

pub(super) use shells::ALL as SHELLS;

use super::Cli;
use super::Environment;
use clap::Command;
use clap::CommandFactory;
use desk::Desk;
use po::text;
use spot::Expects;
use spot::Spot;

/// The word by which a script asks; no command, so that no help shows it and
/// the flags behind it mean nothing yet.
const ASKED: &str = "__complete";

/// Columns of a description.
const WIDTH: usize = 72;

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// All of the word, or of the part that is completed.
    value: String,
    /// A few words on what it is.
    about: String,
}

impl Candidate {
    fn new(value: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            about: about.into(),
        }
    }
}

/// Paths that the shell knows better how to complete.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paths {
    folders_only: bool,
    /// What stands in the word before the path, as in `description@=`.
    lead: String,
}

/// What may stand at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Offer {
    candidates: Vec<Candidate>,
    paths: Option<Paths>,
}

impl From<Vec<Candidate>> for Offer {
    fn from(candidates: Vec<Candidate>) -> Self {
        Self {
            candidates,
            paths: None,
        }
    }
}

impl Offer {
    fn paths(folders_only: bool, lead: &str) -> Self {
        let lead = lead.to_owned();
        Self {
            candidates: Vec::new(),
            paths: Some(Paths { folders_only, lead }),
        }
    }

    fn and(mut self, other: Offer) -> Self {
        self.candidates.extend(other.candidates);
        self.paths = self.paths.or(other.paths);
        self
    }

    /// The same behind other words of one word, as behind `--select=`.
    fn behind(mut self, lead: &str) -> Self {
        for candidate in &mut self.candidates {
            candidate.value.insert_str(0, lead);
        }
        if let Some(paths) = &mut self.paths {
            paths.lead.insert_str(0, lead);
        }
        self
    }

    /// What begins as typed, each once, and none that a terminal would obey or
    /// that hides something: a value is typed for the user, who must see it.
    fn fit(mut self, typed: &str) -> Self {
        let mut seen = std::collections::HashSet::new();
        self.candidates.retain(|candidate| {
            let value = candidate.value.as_str();
            begins(value, typed)
                && text::safe(value) == value
                && !value.contains('\\')
                && seen.insert(value.to_owned())
        });
        for candidate in &mut self.candidates {
            let about = text::safe(candidate.about.trim()).into_owned();
            candidate.about = text::cut(&about, WIDTH).into_owned();
        }
        self
    }
}

/// Ids are found with small letters as well, as `po` itself takes them.
fn begins(value: &str, typed: &str) -> bool {
    value.starts_with(typed)
        || value
            .get(..typed.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// The answer to a script, where one asks; nothing is read before that is known.
pub(super) fn asked(environment: &Environment) -> Option<String> {
    let mut words = environment.words.iter().skip(1);
    if words.next()? != ASKED {
        return None;
    }
    let words = words.map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.collect();
    let (shell, rest) = words.split_first()?;
    let Some(shell) = shells::by_name(shell) else {
        return Some(String::new());
    };
    let line = (shell.read)(rest);
    let mut tree = Cli::command();
    tree.build();
    let spot = Spot::find(&tree, &line.words, &line.word);
    let desk = Desk::new(environment, &spot);
    Some((shell.write)(&offer(&spot, &desk), &line))
}

fn offer(spot: &Spot, desk: &Desk) -> Offer {
    let offer = match spot.expects {
        Expects::Flag => flags(spot).into(),
        Expects::Value(arg) => sources::of(arg, spot, desk),
        Expects::Word(arg) => {
            let commands = match spot.given.is_empty() {
                true => names::commands(spot.command),
                false => Vec::new(),
            };
            let words = arg.map(|arg| sources::of(arg, spot, desk));
            Offer::from(commands).and(words.unwrap_or_default())
        }
    };
    offer.fit(&spot.typed).behind(&spot.lead)
}

/// The options of a command that are not there yet: its own, then those of all.
fn flags(spot: &Spot) -> Vec<Candidate> {
    let command: &Command = spot.command;
    let free = command.get_arguments().filter(|arg| {
        let again = matches!(arg.get_action(), clap::ArgAction::Append);
        let there = spot.options.iter().any(|(id, _)| arg.get_id() == id);
        !arg.is_positional() && !arg.is_hide_set() && (again || !there)
    });
    let named = free.filter_map(|arg| {
        let long = arg.get_long().map(|long| format!("--{long}"));
        let name = long.or_else(|| arg.get_short().map(|short| format!("-{short}")))?;
        let help = arg.get_help().map(ToString::to_string);
        Some(Candidate::new(name, help.unwrap_or_default()))
    });
    named.collect()
}
