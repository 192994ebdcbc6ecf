//! The only place beside `main` that talks to the world: prints, asks, reads
//! the environment.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the terminal and the environment"
)]

use super::Environment;
use chrono::Utc;
use clap::builder::StyledStr;
use po::diag::Error;
use po::diag::Exit;
use po::diag::Finding;
use po::diag::Severity;
use po::page::Answer;
use po::render;
use po::render::View;
use po::rules;
use po::store;
use po::text;
use std::env;
use std::io;
use std::io::IsTerminal;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Warnings shown before the rest is only counted.
const SHOWN: usize = 10;

/// What the world says.
pub(super) fn environment() -> Environment {
    let now = Utc::now();
    let stdout = io::stdout().is_terminal();
    let stderr = io::stderr().is_terminal();
    let seed = now.timestamp_nanos_opt().unwrap_or_default().unsigned_abs()
        ^ (u64::from(std::process::id()) << 32);
    Environment {
        words: env::args_os().collect(),
        folder: env::current_dir().unwrap_or_else(|_| ".".into()),
        now,
        seed,
        editor: ["VISUAL", "EDITOR"]
            .iter()
            .filter_map(|name| env::var(name).ok())
            .find(|command| !command.trim().is_empty()),
        timezone: env::var("TZ").ok().filter(|zone| !zone.is_empty()),
        width: width(stdout),
        colour_out: colour(stdout),
        colour_err: colour(stderr),
        interactive: io::stdin().is_terminal() && stderr && stdout,
    }
}

/// `COLUMNS` first, so that tests and scripts decide; then the terminal.
fn width(terminal: bool) -> usize {
    let named = env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let named = named.filter(|width| (20..=1000).contains(width));
    named.unwrap_or_else(|| match terminal_size::terminal_size() {
        Some((width, _)) if terminal => usize::from(width.0),
        // A pipe has no width: nothing is cut there.
        _ if !terminal => 1000,
        _ => 80,
    })
}

fn colour(terminal: bool) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    if set("CLICOLOR_FORCE") {
        return env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    }
    terminal && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Prints an answer: data to standard output, warnings to standard error.
///
/// # Errors
/// Standard output takes no more, for another reason than that nobody reads it.
pub(super) fn answer(answer: &Answer, format: &str, view: &View, quiet: bool) -> Result<(), Error> {
    let Some(format) = render::by_id(format) else {
        return Ok(());
    };
    let text = match &answer.document {
        Some(document) if format.id() != "json" || answer.data.is_empty() => document.clone(),
        _ => format.render(answer, view),
    };
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if let Err(error) = written
        // A reader that went away wants no more.
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let why = store::plain(&error);
        return Err(Error::usage(format!("the answer cannot be written: {why}"))
            .help("what was printed before that is not all of it"));
    }
    if !format.carries_warnings() && !quiet {
        warnings(&answer.warnings);
    }
    Ok(())
}

fn warnings(findings: &[Finding]) {
    let shown: Vec<&Finding> = findings
        .iter()
        .filter(|f| f.severity >= Severity::Warning)
        .collect();
    let mut out = String::new();
    for finding in shown.iter().take(SHOWN) {
        let place = &finding.place;
        let at = match place.line {
            0 => place.path.clone(),
            line => format!("{}:{line}:{}", place.path, place.column),
        };
        let line = format!("warning: {at}: {}", finding.message);
        out.push_str(&(text::safe(&line).into_owned() + "\n"));
        if let (false, Some(help)) = (is_checked(finding), &finding.help) {
            out.push_str(&format!("  help: {}\n", text::safe(help)));
        }
    }
    if shown.len() > SHOWN {
        let more = text::plural(shown.len() - SHOWN, "more warning", "more warnings");
        out.push_str(&format!("warning: {more}\n"));
    }
    if shown.iter().any(|finding| is_checked(finding)) {
        out.push_str("  help: po check shows each with its line and the way out\n");
    }
    let _ = io::stderr().lock().write_all(out.as_bytes());
}

/// Whether `po check` finds it as well; what a command alone says has its own
/// way out.
fn is_checked(finding: &Finding) -> bool {
    rules::ALL.iter().any(|rule| rule.id == finding.rule)
}

/// Says something beside the answer.
pub(super) fn note(words: &str) {
    let _ = writeln!(io::stderr().lock(), "note: {}", text::safe(words));
}

pub(super) fn error(error: &Error, view: &View) {
    let _ = io::stderr()
        .lock()
        .write_all(render::error(error, view).as_bytes());
}

/// Help or the version, as clap says it.
pub(super) fn usage(error: &clap::Error) -> Exit {
    let _ = error.print();
    match error.exit_code() {
        0 => Exit::Done,
        _ => Exit::Misused,
    }
}

/// A page of help, in colour where standard output takes it.
pub(super) fn help(page: &StyledStr) -> Exit {
    let _ = write!(anstream::stdout().lock(), "{}", page.ansi());
    Exit::Done
}

/// Text as it is, for a program that asked for it.
pub(super) fn plain(text: &str) -> Exit {
    // Who asked and went away wants no answer.
    let _ = io::stdout().lock().write_all(text.as_bytes());
    Exit::Done
}

/// All of standard input.
///
/// # Errors
/// It is not UTF-8, or cannot be read.
pub(super) fn input() -> Result<String, Error> {
    String::from_utf8(input_bytes()?).map_err(|_| no_text("standard input"))
}

/// All bytes of standard input.
///
/// # Errors
/// It cannot be read.
pub(super) fn input_bytes() -> Result<Vec<u8>, Error> {
    let mut input = Vec::new();
    match io::stdin().lock().read_to_end(&mut input) {
        Ok(_) => Ok(input),
        Err(error) => Err(unreadable("standard input", &error)),
    }
}

/// Something the user named that holds no text.
pub(super) fn no_text(name: &str) -> Error {
    Error::usage(format!("{name} is not UTF-8")).help("save the text as UTF-8")
}

fn unreadable(name: &str, error: &io::Error) -> Error {
    Error::usage(format!("{name} cannot be read: {}", store::plain(error)))
        .help("name a file that is there and that you may read")
}

/// Writes a file the user named.
///
/// # Errors
/// It cannot be written.
pub(super) fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "its folder does not exist",
            _ => store::plain(&error),
        };
        Error::usage(format!("cannot write {}: {reason}", path.display()))
            .help("name a file in a folder that is there and that you may write in")
    })
}

/// Makes a folder the user named, where it is not there yet.
///
/// # Errors
/// It cannot be made.
pub(super) fn make_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|error| {
        let (path, why) = (path.display(), store::plain(&error));
        Error::usage(format!("cannot make the folder {path}: {why}"))
            .help("name a folder that you may write")
    })
}

/// The bytes of a file the user named.
///
/// # Errors
/// It cannot be read.
pub(super) fn file(path: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}

/// Opens a file in an editor and waits; the command may have arguments of its
/// own, and is read by the shell as git does.
///
/// # Errors
/// It cannot be started, or ends with a failure.
pub(super) fn edit(command: &str, file: &Path) -> Result<(), Error> {
    let mut editor = if cfg!(windows) {
        let mut words = command.split_whitespace();
        let mut editor = Command::new(words.next().unwrap_or("notepad"));
        editor.args(words);
        editor
    } else {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{command} \"$@\""), "sh"]);
        shell
    };
    let failed = |why: String| {
        Error::usage(format!("the editor \"{command}\" {why}")).help(
            "nothing was written; VISUAL, EDITOR and git's core.editor say which editor to open",
        )
    };
    match editor.arg(file).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("ended with {status}"))),
        Err(error) => Err(failed(format!("cannot be started: {error}"))),
    }
}

/// Asks for one line; the answer, or the default where only Enter was pressed.
pub(super) fn ask(question: &str, default: &str) -> String {
    let mut err = io::stderr().lock();
    let _ = write!(err, "{question} [{default}]: ");
    let _ = err.flush();
    let mut line = String::new();
    let _ = io::stdin().read_line(&mut line);
    match line.trim() {
        "" => default.to_owned(),
        answer => answer.to_owned(),
    }
}

/// Shows lines to whom is asked.
pub(super) fn say(lines: &[String]) {
    let mut err = io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "{}", text::safe(line));
    }
}

/// Asks whether to go on; only a yes is one.
pub(super) fn confirm(question: &str) -> bool {
    let mut err = io::stderr().lock();
    let _ = write!(err, "{question} [y/N]: ");
    let _ = err.flush();
    let mut line = String::new();
    let _ = io::stdin().read_line(&mut line);
    ["y", "yes"].contains(&line.trim().to_lowercase().as_str())
}

/// Shows what a question is about.
pub(super) fn preview(answer: &Answer, view: &View) {
    if let Some(human) = render::by_id("human") {
        let text = human.render(answer, view);
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}
