//! `po resolve`: ends the conflicts that a merge left.

mod apart;

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
use po::store::Renamed;
use po::store::Unmerged;
use po::store::Voiced;
use po::text;

/// End the conflicts of a merge
///
/// Alone, shows every field that a merge left with two values; records that git
/// merged line by line, as a forge or a clone without po does, are merged again
/// from the versions git keeps, and two records that git put into one file get a
/// file each. With an id, gives fields one value: FIELD=ours
/// and FIELD=theirs take that side's, any other value is set as po set does.
/// A list or map comes with the comments of the side chosen. Where comments of
/// both sides meet, the file is left as it is, to be edited by hand.
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
        no_text,
        renamed,
        voices,
    } = store::conflicted(&root, &backlog);
    let all = ids.is_empty();
    let mut report = Resolved {
        dry_run: args.write.dry_run,
        files: Vec::new(),
        changes: Vec::new(),
        settled: if all { settled } else { Vec::new() },
    };
    let by_hand = one_sided.iter().map(|path| removed(path));
    let by_hand = by_hand.chain(no_text.iter().map(|path| no_text_file(path)));
    let by_hand = by_hand.chain(renamed.iter().map(renamed_twice));
    report.files.extend(by_hand.filter(|_| all));
    for file in voices.iter().filter(|_| all) {
        let (about, change) = voiced(file);
        report.files.push(about);
        report.changes.extend(change);
    }
    for file in chosen(found, &ids, &backlog)? {
        if let Some((files, changes)) = apart::apart(&file, &backlog, !assignments.is_empty()) {
            report.files.extend(files);
            report.changes.extend(changes);
            continue;
        }
        let (about, change) = resolved(&file, &backlog, &assignments, &stamp)?;
        if let (Some(change), true) = (&change, about.left.is_empty()) {
            let new = edit::reread(&backlog, change)?;
            let known = sides(&file, &backlog);
            let knows = |link: &(String, Id)| known.iter().any(|side| side.links().contains(link));
            // A link that a side had already is no fault of the choice.
            if !new.links().iter().all(knows) {
                set::refuse_dangling((&root, &backlog), known.first(), &new)?;
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

/// Votes and comparisons are merged again, or left to be edited.
fn voiced(file: &Voiced) -> (ResolvedFile, Option<Change>) {
    let merged = file.sides.as_ref().and_then(|[base, ours, theirs]| {
        merge::merge_voices(&file.path, Texts { base, ours, theirs }).ok()
    });
    let Some(text) = merged else {
        let said = "both sides changed one answer in it: edit it by hand";
        return (by_hand(&file.path, said.to_owned()), None);
    };
    let mut about = by_hand(&file.path, String::new());
    about.by_hand = None;
    about.written = true;
    let change = Change {
        path: file.path.clone(),
        id: None,
        before: Some(file.text.clone()),
        after: Some(text),
        fields: Vec::new(),
        place: None,
    };
    (about, Some(change))
}

/// A file that one side removed and the other changed.
fn removed(path: &str) -> ResolvedFile {
    let said = "one side removed it and the other changed it: git add keeps it, git rm does not";
    by_hand(path, said.to_owned())
}

/// A file in which markers cannot be looked for.
fn no_text_file(path: &str) -> ResolvedFile {
    let said = "it is no UTF-8 text: save it as UTF-8, then po resolve again";
    by_hand(path, said.to_owned())
}

/// One record that both sides gave another name: its two files are told apart from two records.
fn renamed_twice(renamed: &Renamed) -> ResolvedFile {
    let [ours, theirs] = [&renamed.ours, &renamed.theirs].map(|path| text::shell_word(path));
    let before = renamed.before.as_deref().map(text::shell_word);
    let gone: Vec<String> = before.into_iter().chain([theirs]).collect();
    let gone = gone.join(" ");
    by_hand(
        &renamed.ours,
        format!("both sides renamed its file: git rm {gone} and git add {ours} keep our name"),
    )
}

fn by_hand(path: &str, said: String) -> ResolvedFile {
    ResolvedFile {
        path: path.to_owned(),
        id: Id::of_file(path).map_or(String::new(), |id| id.to_string()),
        written: false,
        left: Vec::new(),
        by_hand: Some(said),
        next: None,
    }
}

/// Both sides as records, as far as they are.
fn sides(file: &Conflicted, backlog: &Backlog) -> Vec<Record> {
    let merged = read(file, backlog);
    let documents = merged
        .into_iter()
        .flat_map(|(merged, _)| [merged.ours, merged.theirs]);
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
        next: None,
    };
    let Some((mut merged, refused)) = read(file, backlog) else {
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
    let chosen = assignments.iter().filter_map(|one| one.path.first());
    let chosen: Vec<&str> = chosen.map(String::as_str).collect();
    if let Some(why) = unkept(file, &after, &chosen, refused) {
        about.by_hand = Some(format!("{why}: edit it by hand"));
        about.left.clear();
        return Ok((about, None));
    }
    about.written = after != file.text;
    let change = about.written.then(|| Change {
        path: file.path.clone(),
        id: Some(id),
        before: Some(file.text.clone()),
        after: Some(after),
        fields: Vec::new(),
        place: None,
    });
    Ok((about, change))
}

/// Why the text is not written: comments of a side would go that nobody chose
/// against, or git's lines hold what could not be merged by field.
fn unkept(
    file: &Conflicted,
    after: &str,
    chosen: &[&str],
    refused: Option<String>,
) -> Option<String> {
    let marked = Marked::read(&file.text)?;
    // Merged again from git's versions, comments have been merged as well.
    let is_again = file.sides.is_some() && refused.is_none();
    if !is_again && !merge::has_comments_of(after, [&marked.ours, &marked.theirs], chosen) {
        return Some(refused.unwrap_or_else(|| "a comment would be lost".to_owned()));
    }
    refused.filter(|_| chosen.is_empty())
}

/// Base, ours and theirs as git has them, with lines that end as those of the
/// file in the work tree.
fn texts(file: &Conflicted) -> Option<[String; 3]> {
    let plain = |text: &String| match file.text.contains("\r\n") {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text.clone(),
    };
    file.sides.as_ref().map(|sides| sides.each_ref().map(plain))
}

/// The two sides of a file: merged again from git's versions where it can be,
/// else as the markers have them, and why it could not.
fn read(file: &Conflicted, backlog: &Backlog) -> Option<(Merged, Option<String>)> {
    let about = About {
        kind: file.kind,
        path: &file.path,
        config: &backlog.config,
    };
    let sides = texts(file);
    let again = sides.as_ref().map(|[base, ours, theirs]| {
        let texts = Texts { base, ours, theirs };
        merge::merge(texts, about)
    });
    let refused = match again {
        Some(Ok(merged)) => return Some((merged, None)),
        Some(Err(error)) => Some(error.message),
        None => None,
    };
    let mut merged = Merged::of_marked(Marked::read(&file.text)?, file.kind);
    if let Some([base, ..]) = &sides {
        merged.settle_one_sided(base).ok()?;
    }
    Some((merged, refused))
}
