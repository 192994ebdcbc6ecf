//! Why git does not answer where a repository may well be.

use super::git;
use crate::diag::Error;
use crate::store::files::plain;
use crate::store::find::Root;
use std::io;
use std::process::Stdio;

/// What keeps git from answering, in its own words; `None` where it answers, or finds no repository.
pub(in crate::store) fn refusal(root: &Root) -> Option<Error> {
    let mut asked = git(root.folder(), &["rev-parse", "--is-inside-work-tree"]);
    match asked.stderr(Stdio::piped()).output() {
        Err(error) => Some(not_run(&error)),
        Ok(output) if output.status.success() => None,
        Ok(output) => said(&String::from_utf8_lossy(&output.stderr)),
    }
}

fn not_run(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => Error::usage("there is no git on this machine, or not in PATH")
            .help("install git, then run this again"),
        _ => Error::usage(format!("git cannot be run: {}", plain(error)))
            .help("git --version says whether it runs"),
    }
}

/// The sentence of git, and the command that it names as the way out.
fn said(text: &str) -> Option<Error> {
    let mut lines = text.lines().map(str::trim);
    let why = lines.find_map(|line| line.strip_prefix("fatal: "))?;
    if why.starts_with("not a git repository") {
        return None;
    }
    let error = Error::usage(format!("git does not read this repository: {why}"));
    Some(match lines.find(|line| line.starts_with("git config ")) {
        Some(command) => error.help(format!("if you trust it: {command}")),
        None => error.help("git status in the folder of the backlog says more"),
    })
}
