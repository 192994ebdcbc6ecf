//! Long answers through a pager.

use po::text;
use signal_hook::consts::SIGINT;
use std::io;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What a shell says of a command that is not there, or is none.
const NOT_FOUND: [i32; 2] = [126, 127];
/// How less is started where `LESS` says nothing: colours as they are, and no
/// more of a short text than its lines.
const LESS: &str = "FRX";
/// Signs that only a shell understands, as git has them.
const SHELL: &str = "|&;<>()$`\\\"'*?[#~=%\n";

/// The command that shows long texts, on a terminal of so many lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    pub command: String,
    pub lines: usize,
    /// `LESS` says how the person wants less.
    pub less_is_set: bool,
}

impl Pager {
    /// Whether a text needs more lines than the terminal has beside its prompt.
    pub fn is_for(&self, text: &str, width: usize) -> bool {
        let rows = |line: &str| match line.is_ascii() && !line.contains('\u{1b}') {
            true => line.len(),
            false => text::width(&plain(line)),
        };
        let rows = text
            .lines()
            .map(|line| rows(line).div_ceil(width.max(1)).max(1));
        rows.sum::<usize>() >= self.lines
    }

    /// Shows a text until the reader has seen enough; false where there is no
    /// such command, and so nothing was shown.
    pub fn show(&self, text: &str) -> bool {
        let mut command = self.command();
        if !self.less_is_set {
            command.env("LESS", LESS);
        }
        // An interrupt is for the pager: it stops a search, say, not us.
        let _ = signal_hook::flag::register(SIGINT, Arc::new(AtomicBool::new(false)));
        let Ok(mut child) = command.stdin(Stdio::piped()).spawn() else {
            return false;
        };
        if let Some(mut stdin) = child.stdin.take() {
            // Who leaves early has read enough.
            let _ = stdin.write_all(text.as_bytes());
        }
        match child.wait() {
            Ok(status) => !status.code().is_some_and(|code| NOT_FOUND.contains(&code)),
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        }
    }

    fn command(&self) -> Command {
        if cfg!(windows) || !self.command.contains(|c| SHELL.contains(c)) {
            let mut words = self.command.split_whitespace();
            let mut command = Command::new(words.next().unwrap_or_default());
            command.args(words);
            return command;
        }
        let mut command = Command::new("sh");
        command.args(["-c", &self.command]);
        command
    }
}

/// A line without its escapes.
fn plain(line: &str) -> String {
    anstream::adapter::strip_str(line).to_string()
}

#[cfg(test)]
mod tests {
    use super::Pager;

    fn pager(command: &str) -> Pager {
        Pager {
            command: command.to_owned(),
            lines: 4,
            less_is_set: false,
        }
    }

    #[test]
    fn a_text_is_long_when_its_rows_leave_no_line_for_the_prompt() {
        let pager = pager("less");
        assert!(!pager.is_for("a\nb\nc\n", 80));
        assert!(pager.is_for("a\nb\nc\nd\n", 80));
        // A line may take several rows; escapes take none.
        assert!(pager.is_for("a\nb\nc d e f\n", 4));
        let linked =
            "\u{1b}]8;;file://desk/a/long/address\u{1b}\\\u{1b}[36mS-1\u{1b}[0m\u{1b}]8;;\u{1b}\\";
        assert!(!pager.is_for(&format!("{linked}\n{linked}\n{linked}\n"), 4));
    }

    #[test]
    fn a_command_that_is_not_there_shows_nothing() {
        assert!(!pager("po-no-such-pager -x").show("text"));
        if cfg!(unix) {
            assert!(!pager("po-no-such-pager 2>/dev/null; exit 127").show("text"));
            // Whoever leaves at once was there.
            assert!(pager("true").show(&"text\n".repeat(100_000)));
            assert!(pager("exit 3 # gone").show("text"));
        }
    }
}
