//! What a writing command changed, or with `--dry-run` would change.

use super::Report;
use super::is_empty;
use super::words;
use crate::edit::Change;
use crate::edit::FieldChange;
use crate::model::conflict::Marked;
use crate::model::kind;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::text;
use crate::yaml::Document;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use similar::ChangeTag;
use similar::TextDiff;

pub static REPORT: Report = Report {
    id: "changed",
    summary: "what a writing command changed",
};

/// The changes of one command.
#[derive(Debug)]
pub struct Changed<'a> {
    pub changes: &'a [Change],
    pub outcome: Outcome,
}

/// Whether the changes were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Written,
    /// `--dry-run`: shown as a diff, nothing written.
    Shown,
    /// `--check`: the files named, nothing written.
    Named,
    /// Somebody was asked and said no.
    Declined,
}

impl Changed<'_> {
    pub fn answer(&self) -> Answer {
        let mut data = Map::new();
        data.insert(
            "dry_run".to_owned(),
            (self.outcome != Outcome::Written).into(),
        );
        data.insert("items".to_owned(), items(self.changes));
        if self.outcome == Outcome::Shown {
            data.insert("diff".to_owned(), diff_lines(self.changes));
        }
        let line = |words: &str| Page::new().verbatim(vec![words.into()]);
        let page = match self.outcome {
            _ if self.changes.is_empty() => line("nothing to change"),
            Outcome::Written | Outcome::Named => self.summary(),
            Outcome::Shown => self.diff(),
            Outcome::Declined => line("nothing was written"),
        };
        Answer::new(REPORT.id, page, data)
    }

    /// A line for each file: the record and what became of its fields.
    pub fn lines(&self) -> Vec<Text> {
        let mut lines = Vec::new();
        for change in self.changes {
            let lines_changed = changed_lines(change);
            let said = match &change.before {
                _ if change.after.is_none() => Text::from("removed"),
                None => Text::from("created"),
                // No record, so no fields and no history.
                Some(_) if change.fields.is_empty() && change.id.is_none() => "changed".into(),
                Some(before) if change.fields.is_empty() => unnamed(before, change).into(),
                Some(_) => match change.place {
                    Some((from, to)) if from != to => became("place", &json!(from), &json!(to)),
                    Some((place, _)) => format!("place {place}, as before").into(),
                    _ => joined(change.fields.iter().map(field), " · "),
                },
            };
            let mut line = match &change.id {
                Some(id) => Text::of(Meaning::Id, id.as_str()).and(Meaning::Plain, "  "),
                None => Text::default(),
            };
            line.0.extend(said.0);
            let count = text::plural(lines_changed, "line", "lines");
            lines.push(line.and(Meaning::Faint, format!("  {}, {count}", change.path)));
        }
        lines
    }

    fn summary(&self) -> Page {
        let mut lines = self.lines();
        let count = text::plural(self.changes.len(), "file", "files");
        match self.outcome {
            Outcome::Named => lines.push(not_written(&count)),
            _ if self.changes.len() > 1 => {
                lines.push(Text::of(Meaning::Faint, format!("{count} written")));
            }
            _ => {}
        }
        Page::new().verbatim(lines)
    }

    fn diff(&self) -> Page {
        add_diff(Page::new(), self.changes)
    }
}

/// The changes for scripts.
pub(super) fn items(changes: &[Change]) -> Value {
    let item = |change: &Change| {
        let mut item = json!({
            "path": change.path,
            "id": change.id,
            "created": change.before.is_none(),
            "removed": change.after.is_none(),
            "changes": change.fields,
        });
        if let Some((from, to)) = change.place {
            item["place"] = json!({"from": from, "to": to});
        }
        item
    };
    changes.iter().map(item).collect()
}

/// What would be written, and that it was not.
pub(super) fn add_diff(page: Page, changes: &[Change]) -> Page {
    let lines = changes.iter().flat_map(diff).collect();
    let count = text::plural(changes.len(), "file", "files");
    page.diff(lines).paragraph(not_written(&count))
}

fn not_written(count: &str) -> Text {
    Text::of(
        Meaning::Faint,
        format!("{count} would change; nothing was written"),
    )
}

/// What changed where no field has another value.
fn unnamed(before: &str, change: &Change) -> String {
    let value = |text: &str| Document::parse(text.to_owned()).map(|document| document.value());
    let after = change.after.as_deref().unwrap_or_default();
    let kind = kind::by_folder(change.path.split('/').next().unwrap_or_default());
    let fields = |text: &str| {
        let conflicts = Marked::read(text)?.conflicts(kind?).into_iter();
        Some(conflicts.map(|conflict| conflict.field).collect::<Vec<_>>())
    };
    match (value(before), value(after)) {
        // Maps are alike in any order.
        (Ok(before), Ok(after)) if before == after => "layout".to_owned(),
        (Err(_), _) | (_, Err(_)) => match (fields(before), fields(after)) {
            (_, Some(left)) => format!("in conflict: {}", left.join(", ")),
            (Some(ended), None) => format!("no longer in conflict: {}", ended.join(", ")),
            (None, None) => "text".to_owned(),
        },
        _ => "history".to_owned(),
    }
}

/// `points 5 → 3`, `labels + checkout`.
fn field(change: &FieldChange) -> Text {
    let name = &change.field;
    if let (Value::Array(from), Value::Array(to)) = (&change.from, &change.to) {
        if let Some(parts) = inside_items(name, from, to) {
            return joined(parts.into_iter(), " · ");
        }
        let signed = |sign: &str, value: &Value| Text::from(sign).and(Meaning::Value, short(value));
        let added = more(to, from).map(|v| signed("+ ", v));
        let taken = more(from, to).map(|v| signed("- ", v));
        let parts: Vec<Text> = added.chain(taken).collect();
        if parts.is_empty() {
            return format!("{name} in another order").into();
        }
        let named = [Text::from(name.as_str()), joined(parts.into_iter(), " ")];
        return joined(named.into_iter(), " ");
    }
    became(name, &change.from, &change.to)
}

/// The items that stand here more often than there, as often as they do so.
fn more<'a>(here: &'a [Value], there: &[Value]) -> impl Iterator<Item = &'a Value> {
    let mut there: Vec<&Value> = there.iter().collect();
    here.iter().filter(move |item| {
        let same = there.iter().position(|other| other == item);
        same.map(|at| there.swap_remove(at)).is_none()
    })
}

/// The texts with words between them.
fn joined(texts: impl Iterator<Item = Text>, between: &str) -> Text {
    let mut all = Text::default();
    for (at, text) in texts.enumerate() {
        if at > 0 {
            all = all.and(Meaning::Plain, between);
        }
        all.0.extend(text.0);
    }
    all
}

fn became(name: &str, from: &Value, to: &Value) -> Text {
    let value = |text: Text, value: &Value| text.and(Meaning::Value, short(value));
    let named = Text::from(format!("{name} "));
    match (is_empty(from), is_empty(to)) {
        (true, _) => value(named, to),
        (false, true) => named.and(Meaning::Plain, "removed"),
        (false, false) => value(value(named, from).and(Meaning::Plain, " → "), to),
    }
}

/// The keys that changed inside the items of a list, `acceptance.2.verified`;
/// `None` where items came, went or became others.
fn inside_items(name: &str, from: &[Value], to: &[Value]) -> Option<Vec<Text>> {
    let mut parts = Vec::new();
    if from.len() != to.len() {
        return None;
    }
    let pairs = from.iter().zip(to).enumerate();
    for (at, (old, new)) in pairs.filter(|(_, (old, new))| old != new) {
        let new = new.as_object()?;
        let old = match old {
            Value::Object(map) => map.clone(),
            Value::String(_) => Map::from_iter([("text".to_owned(), old.clone())]),
            _ => return None,
        };
        let keys = old
            .keys()
            .chain(new.keys().filter(|k| !old.contains_key(*k)));
        for key in keys.filter(|key| old.get(*key) != new.get(*key)) {
            let value = |map: &Map<String, Value>| map.get(key).cloned().unwrap_or_default();
            let name = format!("{name}.{}.{key}", at + 1);
            parts.push(became(&name, &value(&old), &value(new)));
        }
    }
    Some(parts).filter(|parts| !parts.is_empty())
}

/// A value in words, on one line.
fn short(value: &Value) -> String {
    // What a sprint committed to is a list of stories.
    if let Some(items) = value.get("items").and_then(Value::as_array) {
        return text::plural(items.len(), "story", "stories");
    }
    match value.get("text").and_then(Value::as_str) {
        Some(text) => text.to_owned(),
        None => words(value),
    }
}

fn changed_lines(change: &Change) -> usize {
    let before = change.before.as_deref().unwrap_or_default();
    let after = change.after.as_deref().unwrap_or_default();
    let diff = TextDiff::from_lines(before, after);
    let count = |tag| diff.iter_all_changes().filter(|c| c.tag() == tag).count();
    count(ChangeTag::Insert).max(count(ChangeTag::Delete))
}

/// The lines of all diffs for scripts: joined by line feeds they are a patch,
/// byte for byte what would be written. A page shows what a terminal would obey
/// as something else.
pub(super) fn diff_lines(changes: &[Change]) -> Value {
    let diffs: String = changes.iter().map(unified).collect();
    diffs.split_terminator('\n').collect()
}

/// A unified diff, as git shows it.
fn unified(change: &Change) -> String {
    let before = change.before.as_deref().unwrap_or_default();
    let after = change.after.as_deref().unwrap_or_default();
    // A tab ends a name with blanks in it.
    let end = if change.path.contains(' ') { "\t" } else { "" };
    let name = |side: char, text: &Option<String>| match text {
        Some(_) => format!("{side}/{}{end}", change.path),
        None => "/dev/null".to_owned(),
    };
    let (old, new) = (name('a', &change.before), name('b', &change.after));
    // A line ends with a line feed and nothing else, as for git and patch.
    let [before, after] =
        [before, after].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let diff = TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&before, &after);
    let mut unified = diff.unified_diff();
    unified.context_radius(3).header(&old, &new).to_string()
}

fn diff(change: &Change) -> Vec<Text> {
    unified(change)
        .split_terminator('\n')
        .map(|line| {
            let meaning = match line.as_bytes().first() {
                _ if line.starts_with("--- ") || line.starts_with("+++ ") => Meaning::Strong,
                Some(b'+') => Meaning::Added,
                Some(b'-') => Meaning::Removed,
                Some(b'@') => Meaning::Faint,
                _ => Meaning::Plain,
            };
            Text::of(meaning, line)
        })
        .collect()
}
