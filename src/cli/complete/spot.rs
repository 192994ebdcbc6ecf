//! Where the cursor stands: in which command, and at which of its arguments.

use clap::Arg;
use clap::Command;

/// The place of the word that is being typed.
#[derive(Debug)]
pub(super) struct Spot<'t> {
    pub tree: &'t Command,
    pub command: &'t Command,
    /// The words of the command before this one that are no options.
    pub given: Vec<String>,
    /// The options before this word: their ids, and the values they have.
    pub options: Vec<(String, String)>,
    pub expects: Expects<'t>,
    /// How many values of the same argument stand before this one.
    pub turn: usize,
    /// What stands in the word before the part that is completed, as in
    /// `--select=vague-term,`.
    pub lead: String,
    /// The part of the word that is completed, as far as it is typed.
    pub typed: String,
}

/// What the place takes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expects<'t> {
    Flag,
    /// The value of an option.
    Value(&'t Arg),
    /// A command, or a word of this argument.
    Word(Option<&'t Arg>),
}

impl<'t> Spot<'t> {
    /// Walks a built tree along the words behind the program's name.
    pub fn find(tree: &'t Command, words: &[String], word: &str) -> Self {
        let mut walk = Walk {
            command: tree,
            given: Vec::new(),
            options: Vec::new(),
            waiting: None,
            plain: false,
        };
        for word in words {
            walk.step(word);
        }
        let (expects, lead) = walk.expects(word);
        let typed = &word[lead.len()..];
        let (lead, typed) = match expects {
            Expects::Flag => (lead, typed),
            Expects::Value(arg) | Expects::Word(Some(arg)) => behind_delimiter(arg, lead, typed),
            Expects::Word(None) => (lead, typed),
        };
        let turn = match expects {
            Expects::Value(arg) => walk.given_of(arg),
            Expects::Word(Some(arg)) => walk.given.len() - first_of(walk.command, arg),
            _ => 0,
        };
        Self {
            tree,
            command: walk.command,
            given: walk.given,
            options: walk.options,
            expects,
            turn,
            lead,
            typed: typed.to_owned(),
        }
    }

    /// The value of an option before this word.
    pub fn option(&self, id: &str) -> Option<&str> {
        let found = self.options.iter().rev().find(|(name, _)| name == id);
        found.map(|(_, value)| value.as_str())
    }
}

struct Walk<'t> {
    command: &'t Command,
    given: Vec<String>,
    options: Vec<(String, String)>,
    /// An option without its value yet.
    waiting: Option<&'t Arg>,
    /// Behind `--`, where no word is an option.
    plain: bool,
}

impl<'t> Walk<'t> {
    fn step(&mut self, word: &str) {
        if let Some(arg) = self.waiting.take() {
            self.note(arg, word);
        } else if self.plain || !word.starts_with('-') || word == "-" {
            match self.command.find_subcommand(word) {
                Some(next) if self.given.is_empty() && !self.plain => self.command = next,
                _ => self.given.push(word.to_owned()),
            }
        } else if word == "--" {
            self.plain = true;
        } else if let Some((arg, value)) = self.option(word) {
            match value {
                Some(value) => self.note(arg, value),
                None if takes_value(arg) => self.waiting = Some(arg),
                None => self.note(arg, ""),
            }
        }
    }

    fn note(&mut self, arg: &Arg, value: &str) {
        self.options
            .push((arg.get_id().to_string(), value.to_owned()));
    }

    fn given_of(&self, arg: &Arg) -> usize {
        let same = self.options.iter().filter(|(id, _)| arg.get_id() == id);
        same.count()
    }

    /// The option of a word that begins with a dash, and the value in the word.
    fn option<'w>(&self, word: &'w str) -> Option<(&'t Arg, Option<&'w str>)> {
        let mut args = self.command.get_arguments();
        if let Some(long) = word.strip_prefix("--") {
            let (name, value) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            return Some((args.find(|arg| arg.get_long() == Some(name))?, value));
        }
        let letter = word.chars().nth(1)?;
        let arg = args.find(|arg| arg.get_short() == Some(letter))?;
        let value = &word[1 + letter.len_utf8()..];
        let value = value.strip_prefix('=').unwrap_or(value);
        let given = takes_value(arg) && !value.is_empty();
        Some((arg, given.then_some(value)))
    }

    /// What the word at the cursor is, and what stands in it before that.
    fn expects(&self, word: &str) -> (Expects<'t>, String) {
        if let Some(arg) = self.waiting {
            return (Expects::Value(arg), String::new());
        }
        if self.plain || !word.starts_with('-') {
            let arg = argument(self.command, self.given.len());
            return (Expects::Word(arg), String::new());
        }
        match self.option(word) {
            Some((arg, Some(value))) if takes_value(arg) => {
                let lead = word.strip_suffix(value).unwrap_or_default();
                (Expects::Value(arg), lead.to_owned())
            }
            _ => (Expects::Flag, String::new()),
        }
    }
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_num_args().is_some_and(|range| range.takes_values())
}

/// How many words an argument without a flag takes.
fn most(arg: &Arg) -> usize {
    arg.get_num_args().map_or(1, |range| range.max_values())
}

/// The argument that a word is of, by the words of no option before it.
fn argument(command: &Command, mut place: usize) -> Option<&Arg> {
    for arg in command.get_positionals() {
        if place < most(arg) {
            return Some(arg);
        }
        place -= most(arg);
    }
    None
}

/// The place of the first word of an argument.
fn first_of(command: &Command, wanted: &Arg) -> usize {
    let before = command.get_positionals();
    let before = before.take_while(|arg| arg.get_id() != wanted.get_id());
    before.map(most).sum()
}

/// Of values with commas between them the last one is completed.
fn behind_delimiter<'w>(arg: &Arg, lead: String, typed: &'w str) -> (String, &'w str) {
    let comma = arg
        .get_value_delimiter()
        .and_then(|comma| typed.rfind(comma));
    match comma {
        Some(at) => (lead + &typed[..=at], &typed[at + 1..]),
        None => (lead, typed),
    }
}
