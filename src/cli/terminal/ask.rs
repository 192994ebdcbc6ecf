//! What the program asks: standard input, the editor, a line from the person.

use po::diag::Error;
use po::store;
use po::text;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// All of standard input.
///
/// # Errors
/// It is not UTF-8, or cannot be read.
pub(in super::super) fn input() -> Result<String, Error> {
    String::from_utf8(input_bytes()?).map_err(|_| no_text("standard input"))
}

/// All bytes of standard input.
///
/// # Errors
/// It cannot be read.
pub(in super::super) fn input_bytes() -> Result<Vec<u8>, Error> {
    let mut input = Vec::new();
    match io::stdin().lock().read_to_end(&mut input) {
        Ok(_) => Ok(input),
        Err(error) => Err(unreadable("standard input", &error)),
    }
}

/// Something the user named that holds no text.
pub(in super::super) fn no_text(name: &str) -> Error {
    Error::usage(format!("{name} is not UTF-8")).help("save the text as UTF-8")
}

/// Something that cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Error {
    Error::usage(format!("{name} cannot be read: {}", store::plain(error)))
        .help("name a file that is there and that you may read")
}

/// Opens a file in an editor and waits; the command may have arguments of its
/// own, and is read by the shell as git does.
///
/// # Errors
/// It cannot be started, or ends with a failure.
pub(in super::super) fn edit(command: &str, file: &Path) -> Result<(), Error> {
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
///
/// # Errors
/// The input has ended, as by Ctrl-D: whoever leaves has answered nothing.
pub(in super::super) fn ask(question: &str, default: &str) -> Result<String, Error> {
    let line = line(&format!("{question} [{default}]: "));
    let line = line.ok_or_else(|| Error::refused("no answer").help("nothing was written"))?;
    Ok(match line.trim() {
        "" => default.to_owned(),
        answer => answer.to_owned(),
    })
}

/// The line typed behind a question; none where the input has ended.
fn line(question: &str) -> Option<String> {
    let mut err = io::stderr().lock();
    let _ = write!(err, "{question}");
    let _ = err.flush();
    let mut line = String::new();
    match io::stdin().read_line(&mut line) {
        Ok(bytes) if bytes > 0 => Some(line),
        _ => {
            // What is said next stands on a line of its own.
            let _ = writeln!(err);
            None
        }
    }
}

/// Shows lines to whom is asked.
pub(in super::super) fn say(lines: &[String]) {
    let mut err = io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "{}", text::safe(line));
    }
}

/// Asks whether to go on; only a yes is one.
pub(in super::super) fn confirm(question: &str) -> bool {
    let line = line(&format!("{question} [y/N]: ")).unwrap_or_default();
    ["y", "yes"].contains(&line.trim().to_lowercase().as_str())
}
