//! git as a child process: it honours every setting the user has.
#![expect(clippy::disallowed_methods, reason = "this is the door to git")]

mod driver;
mod index;
mod install;

pub use driver::Sides;
pub use driver::merge_as_text;
pub use driver::read_sides;
pub use driver::write_merged;
pub(super) use index::Stages;
pub(super) use index::by_text;
pub(super) use index::unmerged;
pub use install::Installation;
pub use install::installation;

use super::find::Root;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

/// Name and e-mail address as git knows them.
pub fn identity(root: &Root) -> (Option<String>, Option<String>) {
    (setting(root, "user.name"), setting(root, "user.email"))
}

/// The editor that git is set to, by `core.editor`.
pub fn editor(root: &Root) -> Option<String> {
    setting(root, "core.editor")
}

fn setting(root: &Root, key: &str) -> Option<String> {
    let value = run(root, &["config", "--get", key])?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The names of all files ever added below the backlog, on any ref, relative
/// to the backlog; `None` without git, or where the clone is shallow and does
/// not know.
pub(super) fn names_ever_added(root: &Root) -> Option<Vec<String>> {
    if run(root, &["rev-parse", "--is-shallow-repository"])?.trim() != "false" {
        return None;
    }
    let names = run(
        root,
        &[
            "log",
            "--all",
            "--diff-filter=A",
            "--name-only",
            "--no-renames",
            "--format=",
            "--relative",
            "-z",
            "--",
            ".",
        ],
    )?;
    Some(
        names
            .split(['\0', '\n'])
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

/// Standard output of a git command in the backlog; `None` where git is
/// missing or says no.
fn run(root: &Root, arguments: &[&str]) -> Option<String> {
    let output = git(root.folder(), arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}
