//! What clap says about words it does not understand, in our own words.

mod quotes;
mod words;

pub(super) use quotes::unquoted;
pub(super) use words::meant;
use words::meant_option;

use super::new;
use clap::Command;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;
use po::diag::Error;
use po::diag::Exit;
use po::model::config::Config;
use po::model::kind;
use po::model::meant::is_id;
use po::model::shape;
use po::text;
use std::ffi::OsString;

/// The value of an option that says how many.
///
/// # Errors
/// It is not a whole number from 1 on, or more than anybody can have.
pub(super) fn how_many(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(many) if many > 0 => Ok(many),
        _ => Err("expected a whole number from 1 on".to_owned()),
    }
}

/// The words that clap refused, as an error with the way out; `None` where help
/// or the version was asked for.
pub(super) fn refusal(error: &clap::Error, tree: &Command, words: &[OsString]) -> Option<Error> {
    if error.exit_code() == 0 || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        return None;
    }
    let (command, path) = command(tree, words);
    if let Some(word) = left_out(error, words) {
        let refused = Error::usage(format!("a word of a query cannot begin with -: {word}"));
        return Some(
            refused
                .help(format!("to leave records out: not {}", &word[1..]))
                .help(format!("{path} --help lists the options there are")),
        );
    }
    let refused = match error.kind() {
        ErrorKind::InvalidSubcommand => no_command(error, tree, words),
        ErrorKind::MissingSubcommand => {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            Error::usage(format!("{path} needs a command"))
                .help(format!("its commands are {}", known.join(", ")))
        }
        ErrorKind::UnknownArgument => no_option(error, &path, command),
        ErrorKind::InvalidValue => bad_value(error, words),
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::MissingRequiredArgument => match kindless(&path, words) {
            Some(title) => Error::usage("po new needs the kind before the title")
                .help(format!("po new story {}", text::shell_word(title))),
            None => missing(error, &path, words),
        },
        _ => as_it_stands(error),
    };
    let refused = refused.help(format!("{path} --help shows how it is used"));
    Some(hinted(refused, tree, words))
}

/// An error of words, with the likeliest reason first: a text without its quotes.
pub(super) fn hinted(mut error: Error, tree: &Command, words: &[OsString]) -> Error {
    let (command, _) = command(tree, words);
    if error.exit == Exit::Misused
        && let Some(text) = unquoted(command, words)
    {
        error.help.insert(0, text.help());
    }
    for help in error.help.iter_mut() {
        if let (true, Some(typed)) = (help.starts_with(FORCE), typed(words)) {
            *help = format!("{typed} {help}");
        }
        if let Some(command) = reassigned(help, words) {
            *help = command;
        }
    }
    error
}

/// What a refusal by a gate offers; which command it stands behind is known here.
const FORCE: &str = "--force \"";

/// A help that begins with an assignment, `sprint= takes it away`, as the command that was typed with this one in
/// place of its own of the same field.
fn reassigned(help: &str, words: &[OsString]) -> Option<String> {
    let assignment = help.split(' ').next()?;
    let (field, value) = assignment.split_once('=')?;
    let is_bare = !value.contains(['…', '"', '\'']) && !value.ends_with(',');
    let is_of_field = |word: &OsString| {
        let word = word.to_string_lossy();
        word.split_once('=')
            .is_some_and(|(typed, _)| typed == field)
    };
    let at = words.iter().position(is_of_field).filter(|_| is_bare)?;
    let mut words = words.to_vec();
    words[at] = OsString::from(assignment);
    let typed = typed(&words)?;
    Some(format!("{typed}{}", &help[assignment.len()..]))
}

/// The longest command that is said again.
const LONGEST: usize = 200;

/// The command as it was typed, without a reason to force that was none; nothing where it is
/// too long to be read.
fn typed(words: &[OsString]) -> Option<String> {
    let mut typed = vec!["po".to_owned()];
    let mut words = words.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        match word.strip_prefix("--force") {
            Some("") => drop(words.next()),
            Some(_) => {}
            None => typed.push(text::shell_word(&word)),
        }
    }
    Some(typed.join(" ")).filter(|typed| typed.len() <= LONGEST)
}

fn no_command(error: &clap::Error, tree: &Command, words: &[OsString]) -> Error {
    let word = said(error, ContextKind::InvalidSubcommand).concat();
    let at = words.iter().position(|typed| *typed == *word);
    let (before, behind) = words.split_at(at.unwrap_or(words.len()));
    let (command, path) = self::command(tree, before);
    let refused = Error::usage(format!("{path} has no command \"{word}\""));
    // `po story new` is `po new story`.
    let next = behind.get(1).and_then(|next| tree.find_subcommand(next));
    if let (Some(next), "po", true) = (next, path.as_str(), new::kind_of(&word).is_ok()) {
        let rest = behind.iter().skip(2).map(|word| word.to_string_lossy());
        let rest: String = rest
            .map(|word| format!(" {}", text::shell_word(&word)))
            .collect();
        return refused.help(format!("did you mean po {} {word}{rest}?", next.get_name()));
    }
    // `po criterion S-1 "…"` lacks only what is done with it.
    if path == "po criterion" && is_id(&word) {
        let rest: String = behind
            .iter()
            .map(|word| format!(" {}", text::shell_word(&word.to_string_lossy())))
            .collect();
        return refused.help(format!("did you mean {path} add{rest}?"));
    }
    if let Some(meant) = meant(&path, &word) {
        return refused.help(format!("did you mean {meant}?"));
    }
    let known = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    did_you_mean(refused, text::nearest(&word, known.map(Command::get_name)))
}

fn no_option(error: &clap::Error, path: &str, command: &Command) -> Error {
    let word = said(error, ContextKind::InvalidArg).concat();
    if let Some(field) = field(&word) {
        let takes = |name: &str| command.get_arguments().any(|a| a.get_long() == Some(name));
        let refused = Error::usage(format!("{path} has no option \"{word}\""));
        if takes("set") {
            return refused.help(format!("a field is set with -s {field}=…"));
        }
        if path == "po list" {
            return refused.help(format!("a word of the query says it: po list {field}:…"));
        }
        if path == "po set" {
            return refused.help(format!("a field is set with {field}=…"));
        }
    }
    if let Some(meant) = meant_option(path, &word) {
        let refused = Error::usage(format!("{path} has no option \"{word}\""));
        return did_you_mean(refused, Some(meant));
    }
    let near = said(error, ContextKind::SuggestedArg);
    let refused = match word.starts_with('-') {
        true => Error::usage(format!("{path} has no option \"{word}\"")),
        false => Error::usage(format!("{path} takes no more words: \"{word}\"")),
    };
    did_you_mean(refused, near.first().map(String::as_str))
}

/// The field of a record that an option is called like.
fn field(option: &str) -> Option<String> {
    let name = option
        .strip_prefix("--")?
        .split('=')
        .next()?
        .replace('-', "_");
    let settings = Config::default();
    let fields = kind::ALL
        .iter()
        .flat_map(|kind| shape::fields(kind, &settings));
    fields.map(|field| field.name).find(|field| *field == name)
}

fn bad_value(error: &clap::Error, words: &[OsString]) -> Error {
    let argument = said(error, ContextKind::InvalidArg).concat();
    let value = said(error, ContextKind::InvalidValue).concat();
    if value.is_empty() {
        let refused = Error::usage(format!("a value is missing: {argument}"));
        let flag = bare(&argument);
        return match words.split_last() {
            Some((last, before)) if *last == *flag => {
                if let Some(command) = turned(before, flag, &argument) {
                    return refused.help(command);
                }
                let typed = typed(before).map(|typed| format!("{typed} {flag} \"…\""));
                typed.into_iter().fold(refused, Error::help)
            }
            _ => refused,
        };
    }
    let refused = Error::usage(format!("{} cannot be \"{value}\"", bare(&argument)));
    let known = said(error, ContextKind::ValidValue);
    match text::nearest(&value, known.iter().map(String::as_str)) {
        Some(near) => did_you_mean(refused, Some(near)),
        None => refused.help(format!("it is one of {}", known.join(", "))),
    }
}

fn conflict(error: &clap::Error) -> Error {
    let one = said(error, ContextKind::InvalidArg).concat();
    let others = said(error, ContextKind::PriorArg);
    let others: Vec<&str> = others.iter().map(|other| bare(other)).collect();
    let (one, others) = (bare(&one), others.join(" or "));
    Error::usage(format!("{one} cannot be used with {others}"))
}

/// A title where `po new` wants the kind.
fn kindless<'a>(path: &str, words: &'a [OsString]) -> Option<&'a str> {
    let words = words.iter().filter_map(|word| word.to_str());
    let first = words.skip_while(|word| *word != "new").nth(1)?;
    let is_title = path == "po new" && !first.starts_with('-') && new::kind_of(first).is_err();
    is_title.then_some(first)
}

fn missing(error: &clap::Error, path: &str, words: &[OsString]) -> Error {
    let missing = said(error, ContextKind::InvalidArg);
    let choice = |argument: &String| match argument.strip_prefix("<--") {
        Some(inner) => {
            let inner = inner.strip_suffix('>').unwrap_or(inner);
            format!("one of --{}", inner.replace('|', ", "))
        }
        None => argument.clone(),
    };
    let named: Vec<String> = missing.iter().map(choice).collect();
    let refused = Error::usage(format!("{path} needs {}", named.join(" ")));
    match completed(&missing, words) {
        Some(command) => refused.help(command),
        None => refused,
    }
}

/// The command with what it lacks; a word that is meant for it is taken.
fn completed(missing: &[String], words: &[OsString]) -> Option<String> {
    // `po move S-2 top` and `po move S-2 after S-4` lack nothing but their dashes.
    let choices = missing
        .iter()
        .flat_map(|argument| argument.split(['<', '|', '>', ' ']));
    let mut flags = choices.filter(|choice| choice.starts_with("--"));
    let bare = flags.find_map(|flag| {
        let at = words.iter().position(|word| *word == flag[2..])?;
        Some((at, flag))
    });
    if let Some((at, flag)) = bare {
        let mut words = words.to_vec();
        words[at] = OsString::from(flag);
        without_fillers(&mut words, at);
        return typed(&words);
    }
    let options: Option<Vec<String>> = missing.iter().map(|m| option(m)).collect();
    let options = options.filter(|options| !options.is_empty())?.join(" ");
    // `po block S-2 "no key"` has its reason, where an id would stand.
    let is_text = |word: &OsString| word.to_string_lossy().contains(' ');
    let text = words.iter().position(is_text);
    match text.filter(|at| *at > 1 && options.ends_with(" \"…\"")) {
        Some(at) => {
            let mut rest = words.to_vec();
            let text = text::shell_word(&rest.remove(at).to_string_lossy());
            Some(format!(
                "{} {}",
                typed(&rest)?,
                options.replace("\"…\"", &text)
            ))
        }
        None => {
            // `po move S-5 1` has its place as a number, which no option takes.
            let is_choice = missing.iter().any(|argument| argument.starts_with("<--"));
            let is_number = |word: &OsString| word.to_string_lossy().parse::<u32>().is_ok();
            let mut words = words.to_vec();
            words.retain(|word| !is_choice || !is_number(word));
            Some(format!("{} {options}", typed(&words)?))
        }
    }
}

/// Words that lead to a place in a sentence, and say nothing in a command.
const FILLERS: [&str; 3] = ["to", "the", "at"];

/// `po move S-1 to the --top` without "to the", which stand before the word at a place.
fn without_fillers(words: &mut Vec<OsString>, at: usize) {
    let leads = |word: &OsString| FILLERS.iter().any(|filler| *word == **filler);
    let count = words[..at].iter().rev().take_while(|w| leads(w)).count();
    words.drain(at - count..at);
}

/// `po move S-8 to S-1 --before` with the id behind its flag, where the flag takes one.
fn turned(before: &[OsString], flag: &str, argument: &str) -> Option<String> {
    let (id, rest) = before.split_last()?;
    let takes_id = argument.ends_with("<ID>") && is_id(&id.to_string_lossy());
    let mut rest = rest.to_vec();
    let end = rest.len();
    without_fillers(&mut rest, end);
    let still = rest.iter().any(|word| is_id(&word.to_string_lossy()));
    rest.extend([OsString::from(flag), id.clone()]);
    typed(&rest).filter(|_| takes_id && still)
}

/// An option as it is typed, `--reason "…"`; of several the first that takes no value.
fn option(argument: &str) -> Option<String> {
    if let Some(choice) = argument.strip_prefix('<') {
        let mut choice = choice.trim_end_matches('>').split('|');
        return choice
            .find(|one| one.starts_with("--") && !one.contains('<'))
            .map(str::to_owned);
    }
    let (flag, _) = argument.split_once(' ')?;
    flag.starts_with("--").then(|| format!("{flag} \"…\""))
}

/// In the words of clap, as far as they say what is wrong.
fn as_it_stands(error: &clap::Error) -> Error {
    let text = error.render().to_string();
    let first = text.lines().next().unwrap_or_default();
    let said = first.strip_prefix("error: ").unwrap_or(first);
    Error::usage(said)
}

fn did_you_mean(refused: Error, near: Option<&str>) -> Error {
    match near {
        Some(near) => refused.help(format!("did you mean \"{near}\"?")),
        None => refused,
    }
}

/// What clap knows of its refusal under this name.
fn said(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// `--format <FORMAT>` without what follows it, `<FORMAT>` without its brackets.
fn bare(argument: &str) -> &str {
    match argument.split_once(' ') {
        Some((flag, _)) => flag,
        None => argument.trim_matches(['<', '>', '[', ']', '.']),
    }
}

/// The command that the words begin with, and how it is called: `po sprint report`.
fn command<'t>(tree: &'t Command, words: &[OsString]) -> (&'t Command, String) {
    let mut path = vec![tree.get_name()];
    let mut at = tree;
    for word in words.iter().skip(1) {
        if let Some(sub) = at.find_subcommand(word) {
            path.push(sub.get_name());
            at = sub;
        }
    }
    (at, path.join(" "))
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
    if !flag.starts_with('-') {
        return None;
    }
    let words = words.iter().filter_map(|word| word.to_str());
    let mut candidates = words.filter(|word| word.starts_with(flag) && !word.starts_with("--"));
    candidates.find(|word| word.chars().count() > 2)
}
