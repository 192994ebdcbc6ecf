//! git as a child process: it honours every setting the user has.
#![expect(clippy::disallowed_methods, reason = "this is the door to git")]

mod driver;
mod hook;
mod index;
mod install;
mod refusal;
mod under_way;

pub use driver::Sides;
pub use driver::merge_as_text;
pub use driver::read_sides;
pub use driver::write_merged;
pub use hook::Hook;
pub use hook::hook;
pub(super) use index::Stages;
pub(super) use index::by_text;
pub(super) use index::unmerged;
pub use install::Installation;
pub use install::installation;
pub(super) use refusal::refusal;
pub(super) use under_way::UnderWay;
pub(super) use under_way::under_way;

use super::find::Root;
use crate::model::date::Day;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

/// Name and e-mail address as git knows them.
pub fn identity(root: &Root) -> (Option<String>, Option<String>) {
    let keys = ["config", "-z", "--get-regexp", r"^user\.(name|email)$"];
    let known = run(root, &keys).unwrap_or_default();
    let last = |key: &str| {
        // The settings of the repository stand behind those of the user.
        let mut values = known
            .rsplit('\0')
            .filter_map(|entry| entry.split_once('\n'));
        let value = values.find(|(k, _)| *k == key)?.1.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    (last("user.name"), last("user.email"))
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

/// The way from the top of the repository to the backlog, with `/` at its end;
/// empty at the top itself, `None` without git.
pub fn prefix(root: &Root) -> Option<String> {
    let prefix = run(root, &["rev-parse", "--show-prefix"])?;
    Some(prefix.trim_end_matches(['\r', '\n']).to_owned())
}

fn setting(root: &Root, key: &str) -> Option<String> {
    let value = run(root, &["config", "--get", key])?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Standard output of a git command in the backlog; `None` where git is
/// missing or says no.
pub(super) fn run(root: &Root, arguments: &[&str]) -> Option<String> {
    let output = output(root, arguments, None)?;
    Some(String::from_utf8_lossy(&output).into_owned())
}

/// As `run`, in bytes, with this standard input.
pub(super) fn output(root: &Root, arguments: &[&str], input: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut child = git(root.folder(), arguments)
        .stdin(input.map_or_else(Stdio::null, |_| Stdio::piped()))
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let pipe = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // git answers while it is still asked: writing and reading go together.
        if let (Some(mut pipe), Some(input)) = (pipe, input) {
            scope.spawn(move || pipe.write_all(input));
        }
        child.wait_with_output()
    });
    let output = output.ok()?;
    output.status.success().then_some(output.stdout)
}

/// The bytes of objects by their names (a hash, `COMMIT:PATH`), in that order;
/// none for one that is not there.
pub(super) fn objects(root: &Root, names: &[String]) -> Option<Vec<Option<Vec<u8>>>> {
    if names.is_empty() {
        return Some(Vec::new());
    }
    let asked: String = names.iter().map(|name| format!("{name}\n")).collect();
    let answer = output(root, &["cat-file", "--batch"], Some(asked.as_bytes()))?;
    let mut rest = answer.as_slice();
    let mut found = Vec::with_capacity(names.len());
    for _ in names {
        let (object, behind) = object(rest)?;
        found.push(object.map(<[u8]>::to_vec));
        rest = behind;
    }
    Some(found)
}

/// The first answer of a batch, `HASH blob SIZE`, its bytes and a line end, or
/// `NAME missing`; and what stands behind it.
fn object(batch: &[u8]) -> Option<(Option<&[u8]>, &[u8])> {
    let end = batch.iter().position(|byte| *byte == b'\n')?;
    let head = String::from_utf8_lossy(&batch[..end]);
    let rest = &batch[end + 1..];
    let size = match head.rsplit(' ').next()? {
        "missing" | "ambiguous" => return Some((None, rest)),
        size => size.parse::<usize>().ok()?,
    };
    Some((Some(rest.get(..size)?), rest.get(size + 1..)?))
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
    for (key, path) in passed_on() {
        command.env(key, path);
    }
    command
}

/// What git tells its hooks, from the folder the hook runs in: relative paths would mean others in the backlog. Beside
/// `GIT_DIR` alone, git takes the folder it is started in for the top: for git that was ours, for what we start it
/// would be the backlog.
fn passed_on() -> impl Iterator<Item = (&'static str, PathBuf)> {
    let top = std::env::var_os("GIT_DIR").map(|_| OsString::from("."));
    let paths =
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].map(|key| (key, std::env::var_os(key)));
    paths.into_iter().filter_map(move |(key, given)| {
        let path = match key {
            "GIT_WORK_TREE" => given.or_else(|| top.clone()),
            _ => given,
        };
        Some((key, std::path::absolute(path?).ok()?))
    })
}
