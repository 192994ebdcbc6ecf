//! `po import`: another tool's file becomes records.

use super::context::Context;
use super::new;
use super::select;
use super::terminal;
use super::write::WriteArgs;
use clap::Args;
use clap::ValueHint;
use po::diag::Error;
use po::diag::Place;
use po::edit;
use po::exchange;
use po::exchange::DateOrder;
use po::exchange::Import;
use po::exchange::Milestone;
use po::exchange::Options;
use po::exchange::Read;
use po::exchange::Stage;
use po::exchange::Unreadable;
use po::model::config::Config;
use po::page::Answer;
use po::report;
use po::store;
use po::store::Keep;
use po::text;

/// Take in another tool's file
///
/// A CSV file of Jira (jira-csv), or issues of GitHub as JSON (github-json). New
/// records are written; a record that was imported before is found by its
/// key in the other tool and stays as it is, unless --update is given. Every
/// filled cell of the file is in a record or counted in the report.
#[derive(Debug, Args)]
#[command(
    override_usage = "po import [OPTIONS] [FORMAT] FILE",
    after_help = "Examples:\n  po import board.csv --dry-run\n  po import jira-csv board.csv --status \"In Review=active\"\n  po import jira-csv newer.csv --update"
)]
pub(super) struct ImportArgs {
    /// The file, or - for standard input; a format such as jira-csv may come
    /// first, otherwise each is tried
    #[arg(value_name = "FILE", required = true, num_args = 1..=2, value_hint = ValueHint::FilePath)]
    words: Vec<String>,
    /// Let known records take what the file says otherwise
    #[arg(long)]
    update: bool,
    /// How to read 03/04/24
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy"])]
    date_format: Option<String>,
    /// What a status (of github-json also a label) means: backlog, active, done
    /// or dropped; may be repeated
    #[arg(long = "status", value_name = "STATUS=CATEGORY")]
    statuses: Vec<String>,
    /// github-json: the repository, for files that do not name it
    #[arg(long, value_name = "OWNER/NAME")]
    repo: Option<String>,
    /// github-json: what a milestone becomes
    #[arg(long, value_name = "KIND", value_parser = ["release", "sprint"], default_value = "release")]
    milestone: String,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &ImportArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Texts)?;
    let options = options(args, &backlog.config)?;
    let (format, file) = match args.words.as_slice() {
        [format, file] => (Some(reader(format)?), file.as_str()),
        // clap has asked for one.
        words => (None, words.first().map_or("-", String::as_str)),
    };
    let bytes = bytes(format.is_none(), file)?;
    let (format, import) = match format {
        Some((format, read)) => {
            let import = read(&bytes, &options).map_err(|why| unreadable(file, &bytes, why))?;
            (format, import)
        }
        None => find_out(file, &bytes, &options)?,
    };
    let stamp = context.stamp(&root, &backlog.config)?;
    let mut dice = new::dice(context.environment.seed);
    let mut note = None;
    let mut ids = |kind, count| {
        let allocation = store::allocate(&root, &backlog.config, kind, count, &mut dice)?;
        note = note.or(allocation.note);
        Ok(allocation.ids)
    };
    let imported = edit::import(&backlog, &import.source(), &mut ids, &stamp, args.update)?;
    if let Some(note) = note
        && !context.global.unlisted.quiet
    {
        terminal::note(note);
    }
    if !args.write.dry_run {
        store::apply(&root, &imported.changes)?;
    }
    let report = report::Import::new(format, file, import.loss, imported, args.write.dry_run);
    let mut answer = report.answer();
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

type Reader = (&'static str, Read);

/// The formats that can be read.
fn readers() -> impl Iterator<Item = Reader> {
    exchange::ALL
        .iter()
        .filter_map(|format| Some((format.id(), format.read()?)))
}

/// Those that a file may be of.
fn likely(bytes: &[u8]) -> impl Iterator<Item = Reader> {
    let likely = exchange::ALL.iter().filter(|format| format.may_be(bytes));
    likely.filter_map(|format| Some((format.id(), format.read()?)))
}

fn reader(name: &str) -> Result<Reader, Error> {
    if let Some(reader) = readers().find(|(id, _)| *id == name) {
        return Ok(reader);
    }
    let known: Vec<&str> = readers().map(|(id, _)| id).collect();
    let error = match exchange::by_id(name) {
        Some(_) => Error::usage(format!("{name} is only written, by po export {name}")),
        None => Error::usage(format!("there is no format \"{name}\"")),
    };
    let all = format!("po import reads {}", known.join(", "));
    Err(match text::nearest(name, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean \"{near}\"? {all}")),
        None => error.help(all),
    })
}

/// The file; `alone` says that no format was named with it.
fn bytes(alone: bool, file: &str) -> Result<Vec<u8>, Error> {
    if file == "-" {
        return terminal::input_bytes();
    }
    terminal::file(file).map_err(|error| match readers().any(|(id, _)| alone && id == file) {
        true => Error::usage(format!("{file} is a format; no file is named"))
            .help(format!("po import {file} FILE")),
        false => error,
    })
}

/// Tries each format in turn.
fn find_out(file: &str, bytes: &[u8], options: &Options) -> Result<(&'static str, Import), Error> {
    let mut refusals = Vec::new();
    for (format, read) in likely(bytes) {
        match read(bytes, options) {
            Ok(import) => return Ok((format, import)),
            Err(why) => refusals.push((format, why)),
        }
    }
    if refusals.len() == 1
        && let Some((_, why)) = refusals.pop()
    {
        return Err(unreadable(file, bytes, why));
    }
    let mut error = Error::usage(format!("{file} is of no format that po import reads"));
    for (format, why) in refusals {
        let line = why
            .line
            .map_or(String::new(), |line| format!("line {line}: "));
        error = error.detail(format!("  {format}: {line}{}", why.message));
    }
    Err(error.help("name the format to see more: po import FORMAT FILE"))
}

/// A file that cannot be read at all, with the line that says why.
fn unreadable(file: &str, bytes: &[u8], why: Unreadable) -> Error {
    let line = why.line.unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    let source = text.lines().nth((line as usize).saturating_sub(1));
    let mut error = Error::usage(why.message).at(Place {
        path: if file == "-" { "standard input" } else { file }.to_owned(),
        line,
        column: 1,
        length: 1,
        source: source.unwrap_or_default().to_owned(),
        label: String::new(),
    });
    error.help = why.hint.into_iter().collect();
    error
}

fn options(args: &ImportArgs, config: &Config) -> Result<Options, Error> {
    // The same names: both are the IANA's.
    let mut options = Options::new(config.zone.to_string().parse().unwrap_or_default());
    options.date_order = args.date_format.as_deref().map(|order| match order {
        "mdy" => DateOrder::MonthFirst,
        _ => DateOrder::DayFirst,
    });
    options.repo = args.repo.as_deref().map(repo).transpose()?;
    if args.milestone == "sprint" {
        options.milestone = Milestone::Sprint;
    }
    for mapping in &args.statuses {
        let (status, stage) = status(mapping)?;
        options.statuses.insert(status, stage);
    }
    Ok(options)
}

/// `owner/name`.
fn repo(text: &str) -> Result<String, Error> {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    match text.split_once('/') {
        Some((owner, name)) if is_name(owner) && is_name(name) => Ok(text.to_owned()),
        _ => Err(Error::usage(format!("--repo {text} names no repository"))
            .help("as in --repo octo-org/shop")),
    }
}

/// The words of `--status` for a stage.
const STAGES: [(&str, Stage); 4] = [
    ("backlog", Stage::ToDo),
    ("active", Stage::InProgress),
    ("done", Stage::Done),
    ("dropped", Stage::Dropped),
];

/// `In Review=active`; the word may itself hold a `=`.
fn status(mapping: &str) -> Result<(String, Stage), Error> {
    let help =
        "as in --status \"In Review=active\"; a status means backlog, active, done or dropped";
    let pair = mapping
        .rsplit_once('=')
        .map(|(status, word)| (status.trim(), word.trim()));
    let Some((status, word)) = pair.filter(|(status, _)| !status.is_empty()) else {
        return Err(
            Error::usage(format!("--status {mapping} names no status and category")).help(help),
        );
    };
    let stage = STAGES.iter().find(|(name, _)| *name == word);
    let Some((_, stage)) = stage else {
        let error = Error::usage(format!("--status {mapping}: \"{word}\" is no category"));
        return Err(
            match text::nearest(word, STAGES.iter().map(|(name, _)| *name)) {
                Some(near) => error.help(format!("did you mean \"{near}\"?")),
                None => error.help(help),
            },
        );
    };
    Ok((status.to_owned(), *stage))
}
