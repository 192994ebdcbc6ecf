//! git as a child process: it honours every setting the user has.
#![expect(clippy::disallowed_methods, reason = "this is the door to git")]

use super::find::Root;
use crate::model::date::Day;
use std::process::Command;
use std::process::Stdio;

/// Name and e-mail address as git knows them.
pub fn identity(root: &Root) -> (Option<String>, Option<String>) {
    (setting(root, "user.name"), setting(root, "user.email"))
}

/// Those who committed since a day, most commits first: name and e-mail
/// address. Programs are left out, and of two addresses of one name the less
/// used. Nobody without git or without commits.
pub fn contributors(root: &Root, since: Day) -> Vec<(String, String)> {
    let since = format!("--since={since}");
    let log = run(root, &["shortlog", "-sne", "--no-merges", &since, "HEAD"]);
    let mut people: Vec<(String, String)> = Vec::new();
    for line in log.iter().flat_map(|log| log.lines()) {
        let person = line.split_once('\t').map(|(_, person)| person);
        let Some((name, email)) = person.and_then(|person| person.rsplit_once(" <")) else {
            continue;
        };
        let email = email.trim_end_matches('>');
        let known = people.iter().any(|(n, e)| n == name || e == email);
        if !known && !name.ends_with("[bot]") && !name.is_empty() {
            people.push((name.to_owned(), email.to_owned()));
        }
    }
    people
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
    let output = Command::new("git")
        .arg("-C")
        .arg(root.folder())
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
