//! From a text to the value it should have: edits that touch only what
//! differs, and markers where two values are left.

use super::section;
use crate::model::conflict;
use crate::model::conflict::Conflict;
use crate::model::kind::Kind;
use crate::model::record;
use crate::text;
use crate::text::Hunk;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Path;
use crate::yaml::Refusal;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use similar::DiffOp;

/// The document with this value: item by item and key by key, and where that
/// cannot be written, the top-level key as a whole.
///
/// # Errors
/// A place that cannot be edited at all.
pub(super) fn towards(
    document: &Document,
    to: &Map<String, Value>,
    order: &[&str],
) -> Result<Document, Refusal> {
    let Value::Object(from) = document.value() else {
        return Ok(document.clone());
    };
    let gone = from.keys().filter(|key| !to.contains_key(*key));
    let mut new = document.clone();
    for key in to.keys().chain(gone) {
        let (old, value) = (from.get(key), to.get(key));
        let path = vec![Segment::Key(key.clone())];
        let fine = yaml::apply(&new, &edits(&path, old, value), order);
        new = match fine {
            Ok(edited) => edited,
            Err(_) => yaml::apply(&new, &whole(&path, value), order)?,
        };
    }
    Ok(new)
}

fn whole(path: &Path, value: Option<&Value>) -> Vec<Edit> {
    let path = path.clone();
    vec![match value {
        Some(value) => Edit::Set {
            path,
            value: value.clone(),
        },
        None => Edit::Remove { path },
    }]
}

/// The edits that turn one value into another.
pub(super) fn edits(path: &Path, from: Option<&Value>, to: Option<&Value>) -> Vec<Edit> {
    let inside = |segment: Segment| [path.clone(), vec![segment]].concat();
    match (from, to) {
        (from, to) if from == to => Vec::new(),
        (Some(Value::Object(from)), Some(Value::Object(to))) if !to.is_empty() => {
            let gone = from.keys().filter(|key| !to.contains_key(*key));
            to.keys()
                .chain(gone)
                .flat_map(|key| edits(&inside(key.as_str().into()), from.get(key), to.get(key)))
                .collect()
        }
        (Some(Value::Array(from)), Some(Value::Array(to))) if !from.is_empty() => {
            in_list(path, from, to)
        }
        (_, to) => whole(path, to),
    }
}

/// From the back, so that no place shifts under an edit still to come.
fn in_list(path: &Path, from: &[Value], to: &[Value]) -> Vec<Edit> {
    let words = |items: &[Value]| -> Vec<String> { items.iter().map(Value::to_string).collect() };
    let steps = similar::capture_diff_slices(similar::Algorithm::Myers, &words(from), &words(to));
    let mut edits = Vec::new();
    let item = |at: usize| [path.clone(), vec![Segment::Index(at)]].concat();
    let insert = |at: usize, value: &Value| Edit::Insert {
        path: path.clone(),
        at,
        value: value.clone(),
    };
    for step in steps.into_iter().rev() {
        let (old, new) = (step.old_range(), step.new_range());
        if matches!(step, DiffOp::Equal { .. }) {
            continue;
        }
        let shared = old.len().min(new.len());
        let added = to[new.start + shared..new.end].iter().rev();
        edits.extend(added.map(|value| insert(old.start + shared, value)));
        let removed = (old.start + shared..old.end).rev();
        edits.extend(removed.map(|at| Edit::Remove { path: item(at) }));
        for n in (0..shared).rev() {
            let (old, new) = (old.start + n, new.start + n);
            edits.extend(self::edits(&item(old), Some(&from[old]), Some(&to[new])));
        }
    }
    edits
}

/// The text of our side with markers around each field that has two values.
///
/// # Errors
/// A field whose other value cannot be written there.
pub(super) fn marked(
    ours: &Document,
    theirs: &Document,
    kind: &Kind,
    size: Option<usize>,
) -> Result<String, Refusal> {
    let order = record::key_order(kind);
    let conflicts = conflict::between(kind, &ours.value(), &theirs.value());
    let mut groups: Vec<(Vec<Conflict>, Hunk)> = Vec::new();
    for conflict in conflicts {
        let mut group = vec![conflict];
        let mut hunk = hunk([ours, theirs], &group, order)?;
        // Fields on one line, or with nothing between them, share their markers.
        while let Some(at) = hunk
            .as_ref()
            .and_then(|hunk| groups.iter().position(|(_, other)| other.meets(hunk)))
        {
            let (mut others, _) = groups.remove(at);
            others.append(&mut group);
            group = others;
            hunk = self::hunk([ours, theirs], &group, order)?;
        }
        groups.extend(hunk.map(|hunk| (group, hunk)));
    }
    groups.sort_by_key(|(_, hunk)| hunk.first);
    let hunks: Vec<Hunk> = groups.into_iter().map(|(_, hunk)| hunk).collect();
    Ok(text::marked(ours.text(), &hunks, size))
}

fn hunk(
    [ours, theirs]: [&Document; 2],
    conflicts: &[Conflict],
    order: &[&str],
) -> Result<Option<Hunk>, Refusal> {
    // From the back: an item that comes or goes moves those behind it.
    let edits: Vec<Edit> = conflicts
        .iter()
        .rev()
        .flat_map(|c| edits(&c.path, c.ours.as_ref(), c.theirs.as_ref()))
        .collect();
    let other = section::brought(ours, theirs, conflicts, &edits, order)?;
    Ok(text::changed_lines(ours.text(), other.text()))
}
