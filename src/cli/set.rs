//! `po set`: change fields.

use super::context::Context;
use super::new;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::terminal;
use super::write;
use super::write::ForceArg;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Assignment;
use po::edit::Change;
use po::edit::Operator;
use po::model::Backlog;
use po::model::Record;
use po::model::id::Id;
use po::model::meant;
use po::model::unknown;
use po::page::Answer;
use po::store;
use po::store::Root;
use po::text::shell_word;

/// Change fields of records
///
/// All assignments of one call are one write, and only the lines they mean
/// change. A change of status, sprint, release, points or blocked goes into the
/// record's history. Before a new status, the definition of ready or done must
/// hold where the workflow asks for it.
#[derive(Debug, Args)]
#[command(after_help = "Assignments:
  points=5                   sets a value; points= removes it
  labels=ux,checkout         sets a list
  labels+=checkout           adds to a list, labels-=checkout takes out
  sprint=@current            the active sprint; @next the one after it
  release=1.5.0              by version or title; so also sprint, epic
  assignee=@me               you
  scores.wsjf.value=8        sets a key inside a map
  acceptance.2.text=Paid     an item of a list by its place or its id
  blocked:={reason: bank}    any YAML value
  description@=notes.txt     the text of a file; @=- reads standard input

Examples:
  po set S-142 points=3 labels+=checkout
  po set S-142 S-147 sprint=@next
  po set -q \"label:ux status:idea\" assignee=ana --dry-run")]
pub(super) struct SetArgs {
    /// Ids and assignments
    #[arg(
        value_name = "ID|FIELD=VALUE",
        required = true,
        allow_hyphen_values = false
    )]
    words: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    force: ForceArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &SetArgs, context: &Context) -> Result<Answer, Error> {
    refuse_torn(&args.words)?;
    let (assignments, ids): (Vec<&String>, Vec<&String>) =
        args.words.iter().partition(|w| w.contains('='));
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let assignments: Vec<Assignment> = assignments
        .into_iter()
        .map(|text| assignment(text))
        .collect::<Result<_, _>>()?;
    if assignments.is_empty() {
        return Err(Error::usage("nothing to set")
            .help("write field=value behind the ids, as in po set S-142 points=5"));
    }
    let whole = edit::looks_around(&assignments);
    let mut targets = Targets::to_write(context, &ids, &args.query, whole, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let force = args.force.force.as_deref();
    let changes = edit::set(backlog, ids, &assignments, &stamp, force)?;
    refuse_dangling_links(&targets, &changes)?;
    let answer = write::finish_moves(&mut targets, &changes, stamp.today, &args.write)?;
    if !context.global.unlisted.quiet {
        note_title(&targets, &changes);
    }
    Ok(answer)
}

/// A new title leaves the file where it is: links and git know it by its name. And another record may be called so.
fn note_title(targets: &Targets, changes: &[Change]) {
    let retitled = |change: &&Change| change.fields.iter().any(|field| field.field == "title");
    let Some(change) = changes.iter().find(retitled) else {
        return;
    };
    let (path, id) = (&change.path, change.id.as_ref());
    let named = id.map_or("", AsRef::as_ref);
    terminal::note(&format!(
        "{path} keeps its name; what stands behind {named} is for people only"
    ));
    let Some(record) = id.and_then(|id| targets.backlog.get(id)) else {
        return;
    };
    let title = change.fields.iter().find(|field| field.field == "title");
    let title = title
        .and_then(|field| field.to.as_str())
        .unwrap_or_default();
    if let Some(other) = new::alike(&targets.root, record.kind, (title, id)) {
        terminal::note(&other);
    }
}

/// A new link to a record that does not exist is not written.
pub(super) fn refuse_dangling_links(targets: &Targets, changes: &[Change]) -> Result<(), Error> {
    for change in changes {
        let old = change.id.as_ref().and_then(|id| targets.backlog.get(id));
        let new = edit::reread(&targets.backlog, change)?;
        refuse_dangling((&targets.root, &targets.backlog), old, &new)?;
    }
    Ok(())
}

/// Words behind an assignment that are no ids belong to its value, which lacks its quotes.
fn refuse_torn(words: &[String]) -> Result<(), Error> {
    let assigns = |word: &&String| word.contains('=');
    let Some(first) = words.iter().position(|word| assigns(&word)) else {
        return Ok(());
    };
    let is_id = |word: &str| {
        word == "-" || meant::is_id(word) || Id::read(word).is_some_and(|id| id.is_well_formed())
    };
    let behind = |word: &&String| !assigns(word) && !is_id(word);
    let Some(torn) = words[first..].iter().position(|word| behind(&word)) else {
        return Ok(());
    };
    let (before, rest) = words[first..].split_at(torn);
    let (key, begun) = before
        .last()
        .and_then(|word| word.split_once('='))
        .unwrap_or_default();
    let more = rest.iter().take_while(|word| !assigns(word));
    let value: Vec<&str> = [begun]
        .into_iter()
        .chain(more.map(String::as_str))
        .collect();
    let value = shell_word(&value.join(" "));
    Err(Error::usage(format!(
        "\"{}\" is neither an id nor an assignment",
        rest[0]
    ))
    .help(format!(
        "a value of several words stands in quotes: {key}={value}"
    )))
}

/// Reads an assignment; the text of `k@=FILE` is read here.
pub(super) fn assignment(text: &str) -> Result<Assignment, Error> {
    let mut assignment = Assignment::parse(text)?;
    if assignment.operator == Operator::File {
        assignment.text = match assignment.text.as_str() {
            "-" => terminal::input()?,
            path => {
                String::from_utf8(terminal::file(path)?).map_err(|_| terminal::no_text(path))?
            }
        };
    }
    Ok(assignment)
}

/// A link to a record that does not exist is not written. Files are looked at
/// for those alone that are not among the known ones.
pub(super) fn refuse_dangling(
    (root, known): (&Root, &Backlog),
    old: Option<&Record>,
    new: &Record,
) -> Result<(), Error> {
    if let Some(error) = edit::misplaced_target(old, new) {
        return Err(error);
    }
    let missing = edit::missing_targets(old, new, &|id| {
        known.get(id).is_some() || store::exists(root, id)
    });
    let Some((field, id)) = missing.first() else {
        return Ok(());
    };
    let mut error = unknown::record(id, &store::ids(root, id.prefix()));
    error.message = format!("{field}: {}", error.message);
    Err(error)
}
