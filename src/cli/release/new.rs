//! `po release new`: what is shipped together.

use super::super::context::Context;
use super::super::new;
use super::super::write;
use super::super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit::Assignment;
use po::edit::Operator;
use po::model::Backlog;
use po::model::Record;
use po::model::id::Id;
use po::model::kind::Kind;
use po::page::Answer;
use po::store;
use po::store::Keep;

/// Plan a release
///
/// A word that begins with a digit, or with v and a digit, is its version; the
/// others are its title. Either may be missing.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po release new 2.0.0 --date 2026-12-18\n  po release new 2.1.0 \"Guests welcome\" --date +6w --dry-run\n  po release new \"Summer edition\" --dry-run"
)]
pub(in super::super) struct NewArgs {
    /// Its version, such as 2.0.0, and its title; without a title the version is it
    #[arg(value_name = "VERSION|TITLE", required = true)]
    words: Vec<String>,
    /// When it ships, as in 2026-12-18, friday or +6w
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &NewArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Values)?;
    let (kind, _) = new::kind_of("release")?;
    let (version, title) = told_apart(&args.words);
    let mut assignments = Vec::new();
    if let Some(version) = version {
        refuse_version(&backlog, version)?;
        assignments.push(assignment("version", version));
    }
    let title = |_: &Id| title.clone();
    assignments.extend(args.date.as_deref().map(|date| assignment("date", date)));
    let there = (&root, &backlog);
    let (mut answer, id) =
        new::write_down(context, there, kind, (&title, &assignments), &args.write)?;
    if !args.write.dry_run {
        let mut next = vec![format!("po set S-… release={id}")];
        if version.is_none() {
            next.insert(0, format!("po set {id} version=…"));
        }
        next.push(format!("po list release:{id} --all"));
        next.push(format!("po release notes {id}"));
        write::add_next(&mut answer, &next);
    }
    Ok(answer)
}

/// The version, which stands first or last, and the title.
fn told_apart(words: &[String]) -> (Option<&str>, String) {
    let (version, title) = match words {
        [first, title @ ..] if is_version(first) => (Some(first), title),
        [title @ .., last] if is_version(last) => (Some(last), title),
        title => (None, title),
    };
    let title = match title {
        [] => version.cloned().unwrap_or_default(),
        title => title.join(" "),
    };
    (version.map(String::as_str), title)
}

fn is_version(word: &str) -> bool {
    let number = word.strip_prefix('v').unwrap_or(word);
    let part = |c: char| c.is_alphanumeric() || ".-+_".contains(c);
    number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(part)
}

/// A version stands for one release.
///
/// # Errors
/// Another has it.
pub(in super::super) fn refuse_version(backlog: &Backlog, version: &str) -> Result<(), Error> {
    let of = |record: &Record| record.release().and_then(|r| r.version.clone());
    let mut records = backlog.records().iter();
    let Some(other) = records.find(|record| of(record).as_deref() == Some(version)) else {
        return Ok(());
    };
    let id = other.id();
    let message = format!("{id} has the version {version} already");
    Err(Error::usage(message).help(format!("po show {id} shows it")))
}

/// The version among the words of `po new release`, and the title, as `po release new` reads them; none where an
/// assignment says it, or where the record is of another kind.
pub(in super::super) fn version_in(
    kind: &Kind,
    words: &[String],
    assignments: &[Assignment],
) -> (Option<Assignment>, String) {
    let named = assignments.iter().any(|a| a.field() == "version");
    if kind.id != "release" || named {
        return (None, words.join(" "));
    }
    let (version, title) = told_apart(words);
    (version.map(|version| assignment("version", version)), title)
}

fn assignment(field: &str, text: &str) -> Assignment {
    Assignment {
        path: vec![field.to_owned()],
        operator: Operator::Set,
        text: text.to_owned(),
    }
}
