//! How every writing command ends: show the diff, or write and say what
//! changed.

use super::context::Context;
use super::targets::Targets;
use super::terminal;
use clap::Args;
use po::diag::Error;
use po::diag::Exit;
use po::edit;
use po::edit::Change;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::page::Answer;
use po::page::Meaning;
use po::page::Page;
use po::page::Text;
use po::render::View;
use po::report::Changed;
use po::report::Outcome;
use po::store;
use po::store::Keep;
use po::store::Root;
use po::text;
use serde_json::Map;
use std::path::Path;

/// `--dry-run`, on every command that writes.
#[derive(Clone, Debug, Args)]
pub(super) struct WriteArgs {
    /// Show what would change and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

impl WriteArgs {
    /// Keeps other writers out from before the first read, unless nothing will
    /// be written.
    ///
    /// # Errors
    /// Somebody else is writing.
    pub fn hold(&self, root: &Root) -> Result<(), Error> {
        match self.dry_run {
            true => Ok(()),
            false => root.hold(),
        }
    }

    /// The backlog to write to, which nobody else does from before the first
    /// read; but where somebody is asked, not until they have answered.
    ///
    /// # Errors
    /// None here or above; somebody else is writing.
    pub fn root(&self, context: &Context, asks: bool) -> Result<Root, Error> {
        let root = context.root()?;
        // What was interrupted is settled in any case before it is read.
        self.hold(&root)?;
        match asks {
            true => context.root(),
            false => Ok(root),
        }
    }
}

/// Keeps other writers out after somebody was asked about what was read.
///
/// # Errors
/// Somebody else is writing, or wrote meanwhile.
pub(super) fn hold_as_asked(root: &Root, backlog: &Backlog) -> Result<(), Error> {
    root.hold()?;
    refuse_changed(backlog, &store::load(root, Keep::Texts)?)
}

/// What was asked about is still what is there.
///
/// # Errors
/// A record came, went or is another.
pub(super) fn refuse_changed(asked: &Backlog, now: &Backlog) -> Result<(), Error> {
    let texts = |backlog: &'_ Backlog| -> Vec<(String, String)> {
        let records = backlog.records().iter();
        let text = |record: &Record| record.document().map(|d| d.text().to_owned());
        let texts = records.map(|record| (record.path.clone(), text(record).unwrap_or_default()));
        texts.collect()
    };
    let (asked, now) = (texts(asked), texts(now));
    let mut differing = asked.iter().filter(|one| !now.contains(one));
    let new = || now.iter().find(|one| !asked.contains(one));
    match differing.next().or_else(new) {
        None => Ok(()),
        Some((path, _)) => Err(Error::usage(format!("{path} changed while you were asked"))
            .help("nothing was changed; run the command again")),
    }
}

/// Writes a file that the user named; none of the backlog.
///
/// # Errors
/// The file is one of the backlog, or cannot be written.
pub(super) fn outside(path: &Path, words: &str, context: &Context) -> Result<(), Error> {
    refuse_own(path, context)?;
    terminal::write_file(path, words)
}

/// That a file which the user named is none of the backlog.
///
/// # Errors
/// It is one.
pub(super) fn refuse_own(path: &Path, context: &Context) -> Result<(), Error> {
    let there = store::path_in(&context.root()?, &context.environment.folder.join(path));
    if let Some(there) = there.filter(|there| there.ends_with(".yaml")) {
        return Err(Error::usage(format!("{there} is a file of the backlog"))
            .help("name another file to write to"));
    }
    Ok(())
}

/// `--force REASON`, on every command that may stand before a gate.
#[derive(Clone, Debug, Args)]
pub(super) struct ForceArg {
    /// Pass a gate all the same: each failing item is waived with this reason
    #[arg(long, value_name = "REASON")]
    pub force: Option<String>,
}

/// The words of `--reason`.
///
/// # Errors
/// There are none.
pub(super) fn reason(text: &str) -> Result<String, Error> {
    match text.trim() {
        "" => {
            Err(Error::usage("--reason needs words").help("say why, as in --reason \"too late\""))
        }
        words => Ok(words.to_owned()),
    }
}

/// Writes the changes, all or none, unless this is a dry run.
///
/// # Errors
/// A file changed meanwhile, or cannot be written.
pub(super) fn finish(root: &Root, changes: &[Change], args: &WriteArgs) -> Result<Answer, Error> {
    let outcome = if args.dry_run {
        Outcome::Shown
    } else {
        store::apply(root, changes)?;
        Outcome::Written
    };
    Ok(Changed { changes, outcome }.answer())
}

/// As `finish`, for the records that a command was given. What a query chose
/// is shown first, where somebody is there to be asked.
///
/// # Errors
/// As `finish`.
pub(super) fn finish_all(
    targets: &Targets,
    changes: &[Change],
    args: &WriteArgs,
) -> Result<Answer, Error> {
    match declined(targets, changes)? {
        Some(answer) => Ok(answer),
        None => {
            let mut answer = finish(&targets.root, changes, args)?;
            tell_unchosen(&mut answer, targets);
            Ok(answer)
        }
    }
}

/// A query cannot choose what cannot be read: that is said, as by every command
/// that had to read the file.
fn tell_unchosen(answer: &mut Answer, targets: &Targets) {
    if targets.of_query {
        tell_unreadable(answer, &targets.backlog);
    }
}

/// Names the files that gave no record; the command ends with 2.
pub(super) fn tell_unreadable(answer: &mut Answer, backlog: &Backlog) {
    let findings = backlog.findings.iter();
    let unreadable: Vec<_> = findings.filter(|f| f.unreadable).cloned().collect();
    if !unreadable.is_empty() {
        answer.warnings.extend(unreadable);
        answer.exit = Exit::Misused;
    }
}

/// The answer where somebody was asked and said no.
///
/// # Errors
/// Somebody else is writing, or wrote meanwhile.
fn declined(targets: &Targets, changes: &[Change]) -> Result<Option<Answer>, Error> {
    let Some(view) = targets.ask.as_ref().filter(|_| !changes.is_empty()) else {
        return Ok(None);
    };
    if agreed(targets, changes, view) {
        return hold_as_asked(&targets.root, &targets.backlog).map(|()| None);
    }
    let outcome = Outcome::Declined;
    Ok(Some(Changed { changes, outcome }.answer()))
}

/// The changes shown before somebody is asked for all of them.
const FIRST: usize = 5;

/// Shows what would change, the first few in words, and asks.
fn agreed(targets: &Targets, changes: &[Change], view: &View) -> bool {
    let outcome = Outcome::Shown;
    let mut lines = Changed { changes, outcome }.lines();
    lines.truncate(FIRST);
    if changes.len() > FIRST {
        lines.push(format!("… and {} more", changes.len() - FIRST).into());
    }
    let fits = text::plural(targets.ids.len(), "record fits", "records fit");
    lines.push(format!("{fits} the query; {} would change", changes.len()).into());
    let page = Page::new().verbatim(lines);
    terminal::preview(&Answer::new("changed", page, Map::new()), view);
    terminal::confirm("Change them?")
}

/// As `finish_all`, for changes of state and of plans: warns of states that now hold more than
/// their limit, of what is begun although something stands in its way, and of what `po check`
/// finds in the plan now. Afterwards the backlog holds the changes.
///
/// # Errors
/// As `finish`.
pub(super) fn finish_moves(
    targets: &mut Targets,
    changes: &[Change],
    today: Day,
    args: &WriteArgs,
) -> Result<Answer, Error> {
    if let Some(answer) = declined(targets, changes)? {
        return Ok(answer);
    }
    let mut warnings = edit::hindered(&targets.backlog, changes);
    warnings.extend(edit::left_open(&targets.backlog, changes));
    warnings.extend(edit::withdrawn(&targets.backlog, changes));
    warnings.extend(edit::rescoped(&targets.backlog, changes));
    warnings.extend(edit::over_limit(&targets.backlog, changes));
    warnings.extend(edit::outlook(&mut targets.backlog, changes, today)?);
    let mut answer = finish(&targets.root, changes, args)?;
    answer.warnings.extend(warnings);
    tell_unchosen(&mut answer, targets);
    Ok(answer)
}

/// Adds what to do next: commands that can be pasted.
pub(super) fn add_next(answer: &mut Answer, commands: &[String]) {
    let line = |command: &String| Text::of(Meaning::Command, format!("  {command}"));
    let mut lines = vec![Text::from("next:")];
    lines.extend(commands.iter().map(line));
    let page = std::mem::take(&mut answer.page);
    answer.page = page.verbatim(lines);
    answer.data.insert("next".to_owned(), commands.into());
}
