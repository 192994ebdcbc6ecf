//! `po resolve`: ends the conflicts that a merge left.

use super::context::Context;
use super::set;
use super::targets;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Assignment;
use po::edit::Change;
use po::edit::Stamp;
use po::edit::merge;
use po::edit::merge::About;
use po::edit::merge::Merged;
use po::edit::merge::Texts;
use po::model::Backlog;
use po::model::Record;
use po::model::conflict::Marked;
use po::model::id::Id;
use po::page::Answer;
use po::report::Resolved;
use po::report::ResolvedFile;
use po::store;
use po::store::Conflicted;
use po::store::Keep;
use po::store::Unmerged;

/// End the conflicts of a merge
///
/// Alone, shows every field that a merge left with two values; records that git
/// merged line by line, as a forge or a clone without po does, are merged again
/// from the versions git keeps. With an id, gives fields one value: FIELD=ours
/// and FIELD=theirs take that side's, any other value is set as po set does.
/// Ends with 1 while conflicts remain. Tells git nothing: git add is yours.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po resolve\n  po resolve S-142 status=theirs --dry-run\n  po resolve S-142 status=ours points=5"
)]
pub(super) struct ResolveArgs {
    /// Ids, and what their fields are to be; without any, all records in
    /// conflict
    #[arg(value_name = "ID|FIELD=VALUE")]
    words: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &ResolveArgs, context: &Context) -> Result<Answer, Error> {
    let (assignments, ids): (Vec<&String>, Vec<&String>) =
        args.words.iter().partition(|word| word.contains('='));
    let assignments: Vec<Assignment> = assignments
        .into_iter()
        .map(|text| set::assignment(text))
        .collect::<Result<_, _>>()?;
    let ids: Vec<Id> = ids
        .into_iter()
        .map(|word| targets::id(word))
        .collect::<Result<_, _>>()?;
    if ids.is_empty() && !assignments.is_empty() {
        return Err(Error::usage("no record named")
            .help("say which record is meant, as in po resolve S-142 status=ours"));
    }
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Texts)?;
    let stamp = context.stamp(&root, &backlog.config)?;
    let Unmerged {
        found,
        settled,
        one_sided,
    } = store::conflicted(&root, &backlog);
    let all = ids.is_empty();
    let mut report = Resolved {
        dry_run: args.write.dry_run,
        files: Vec::new(),
        changes: Vec::new(),
        settled: if all { settled } else { Vec::new() },
    };
    let removed = one_sided.iter().map(|path| removed(path));
    report.files.extend(removed.filter(|_| all));
    for file in chosen(found, &ids, &backlog)? {
        let (about, change) = resolved(&file, &backlog, &assignments, &stamp)?;
        if let (Some(change), true) = (&change, about.left.is_empty()) {
            let new = edit::reread(&backlog, change)?;
            let known = sides(&file, &backlog);
            let knows = |link: &(String, Id)| known.iter().any(|side| side.links().contains(link));
            // A link that a side had already is no fault of the choice.
            if !new.links().iter().all(knows) {
                set::refuse_dangling(&root, known.first(), &new)?;
            }
        }
        report.files.push(about);
        report.changes.extend(change);
    }
    if !args.write.dry_run {
        store::apply(&root, &report.changes)?;
    }
    Ok(report.answer())
}

/// A file that one side removed and the other changed.
fn removed(path: &str) -> ResolvedFile {
    let said = "one side removed it and the other changed it: git add keeps it, git rm does not";
    ResolvedFile {
        path: path.to_owned(),
        id: Id::of_file(path).map_or(String::new(), |id| id.to_string()),
        written: false,
        left: Vec::new(),
        by_hand: Some(said.to_owned()),
    }
}

/// Both sides as records, as far as they are.
fn sides(file: &Conflicted, backlog: &Backlog) -> Vec<Record> {
    let merged = read(file, backlog);
    let documents = merged
        .into_iter()
        .flat_map(|merged| [merged.ours, merged.theirs]);
    let read = |document| Record::read(file.kind, &file.path, document, &backlog.config);
    documents
        .filter_map(|d| read(d).ok())
        .map(|read| read.record)
        .collect()
}

/// The files of these ids, or all.
fn chosen(found: Vec<Conflicted>, ids: &[Id], backlog: &Backlog) -> Result<Vec<Conflicted>, Error> {
    let id_in = |file: &Conflicted| {
        let line = file.text.lines().find_map(|line| line.strip_prefix("id:"));
        line.and_then(|id| Id::new(id.trim().to_owned()).ok())
            .or_else(|| Id::of_file(&file.path))
    };
    for id in ids {
        if found.iter().any(|file| id_in(file).as_ref() == Some(id)) {
            continue;
        }
        let known = backlog.get(id).is_some() || backlog.is_unreadable(id);
        return Err(match known {
            true => Error::usage(format!("{id} is not in conflict"))
                .help("po resolve shows the records that are"),
            false => Error::usage(format!("no record has the id {id}"))
                .help("po resolve shows the records in conflict"),
        });
    }
    let is_meant =
        |file: &Conflicted| ids.is_empty() || id_in(file).is_some_and(|id| ids.contains(&id));
    Ok(found.into_iter().filter(is_meant).collect())
}

fn resolved(
    file: &Conflicted,
    backlog: &Backlog,
    assignments: &[Assignment],
    stamp: &Stamp,
) -> Result<(ResolvedFile, Option<Change>), Error> {
    let id = Id::of_file(&file.path);
    let mut about = ResolvedFile {
        path: file.path.clone(),
        id: id.as_ref().map_or(String::new(), ToString::to_string),
        written: false,
        left: Vec::new(),
        by_hand: None,
    };
    if are_two_records(file) {
        let said = "each side added a record of its own: keep one here, put the other into a file \
                    of its own, then po renumber";
        about.by_hand = Some(said.to_owned());
        return Ok((about, None));
    }
    let Some(mut merged) = read(file, backlog) else {
        about.by_hand = Some("a side of it is no record: edit it by hand".to_owned());
        return Ok((about, None));
    };
    let id = merged.ours.value()["id"]
        .as_str()
        .and_then(|id| Id::new(id).ok())
        .or(id);
    let Some(id) = id else {
        about.by_hand = Some("it has no id: edit it by hand".to_owned());
        return Ok((about, None));
    };
    about.id = id.to_string();
    edit::resolve(backlog, &mut merged, &file.path, assignments, stamp)?;
    about.left = merged.conflicts();
    let after = merged.text(None)?;
    about.written = after != file.text;
    let change = about.written.then(|| Change {
        path: file.path.clone(),
        id: Some(id),
        before: Some(file.text.clone()),
        after: Some(after),
        fields: Vec::new(),
    });
    Ok((about, change))
}

fn are_two_records(file: &Conflicted) -> bool {
    let marked = Marked::read(&file.text).filter(|_| file.is_added_twice);
    marked.is_some_and(|m| merge::are_two_records("", &m.ours.value(), &m.theirs.value()))
}

/// The two sides of a file: merged again from git's versions where it can be,
/// else as the markers have them.
fn read(file: &Conflicted, backlog: &Backlog) -> Option<Merged> {
    let about = About {
        kind: file.kind,
        path: &file.path,
        config: &backlog.config,
    };
    let again = file.sides.as_ref().and_then(|[base, ours, theirs]| {
        // Lines end as those of the file in the work tree.
        let [base, ours, theirs] =
            [base, ours, theirs].map(|text| match file.text.contains("\r\n") {
                true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
                false => text.clone(),
            });
        let texts = Texts {
            base: &base,
            ours: &ours,
            theirs: &theirs,
        };
        merge::merge(texts, about).ok()
    });
    again.or_else(|| {
        let marked = Marked::read(&file.text)?;
        Some(Merged::of_marked(marked, file.kind))
    })
}
