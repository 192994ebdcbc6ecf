//! Two records in one file of a merge: each gets a file of its own.

use super::by_hand;
use super::texts;
use po::edit;
use po::edit::Change;
use po::edit::TwoRecords;
use po::edit::merge;
use po::model::Backlog;
use po::model::conflict::Marked;
use po::model::id::Id;
use po::report::ResolvedFile;
use po::store::Conflicted;
use po::store::Whose;
use po::yaml::Document;

/// What becomes of a file that holds two records; none where it holds one.
pub(super) fn apart(
    file: &Conflicted,
    backlog: &Backlog,
    has_choice: bool,
) -> Option<(Vec<ResolvedFile>, Vec<Change>)> {
    let Some([base, ours, theirs]) = texts(file) else {
        return by_markers(file).map(|said| (vec![said], Vec::new()));
    };
    let value = |text: &String| Some(Document::parse(text.clone()).ok()?.value());
    merge::two_records(&base, &value(&ours)?, &value(&theirs)?)?;
    if has_choice {
        let said = "it holds two records: po resolve without a field gives each a file of its own";
        return Some((vec![by_hand(&file.path, said.to_owned())], Vec::new()));
    }
    let (own, other) = match file.of {
        Some(Whose::Ours) => (&ours, None),
        Some(Whose::Theirs) => (&theirs, None),
        None if is_named_after(&theirs, file) && !is_named_after(&ours, file) => {
            (&theirs, Some(ours.as_str()))
        }
        None => (&ours, Some(theirs.as_str())),
    };
    let two = TwoRecords {
        kind: file.kind,
        path: &file.path,
        now: &file.text,
        own,
        other,
    };
    let changes = edit::apart(backlog, two);
    let shared = edit::id_in(&ours).filter(|id| edit::id_in(&theirs).as_ref() == Some(id));
    let next = shared.map(|id| format!("po renumber {id}"));
    let said = |change: &Change| ResolvedFile {
        path: change.path.clone(),
        id: change.id.as_ref().map_or(String::new(), Id::to_string),
        written: true,
        left: Vec::new(),
        by_hand: None,
        next: next.clone().filter(|_| change.before.is_none()),
    };
    let files = changes.iter().map(said).collect();
    Some((files, changes))
}

fn is_named_after(text: &str, file: &Conflicted) -> bool {
    let id = edit::id_in(text);
    id.is_some() && id == Id::of_file(&file.path)
}

/// The same where somebody has begun to edit the file: its markers tell.
fn by_markers(file: &Conflicted) -> Option<ResolvedFile> {
    let marked = Marked::read(&file.text)?;
    let (ours, theirs) = (marked.ours.value(), marked.theirs.value());
    let is_two = ours["id"] != theirs["id"];
    let said =
        "git took two records for one: keep one here, and put the other into a file of its own";
    is_two.then(|| by_hand(&file.path, said.to_owned()))
}
