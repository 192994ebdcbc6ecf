//! From places in a text to findings: what did not fit, and where.

use super::config::Config;
use super::conflict::Marked;
use super::id::Id;
use super::kind;
use super::kind::Kind;
use super::lossless;
use crate::diag::Finding;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Place;
use crate::diag::Severity;
use crate::yaml::Document;
use crate::yaml::Fault;
use crate::yaml::Misfit;
use crate::yaml::MisfitKind;
use crate::yaml::Path;
use crate::yaml::Segment;
use crate::yaml::Span;
use indexmap::IndexMap;
use serde_json::Value;

/// The place of a span.
pub fn place(document: &Document, path: &str, span: Span) -> Place {
    let source = document.line(span.line).to_owned();
    let left = source
        .chars()
        .count()
        .saturating_sub(span.column as usize - 1);
    let wanted = document
        .text()
        .get(span.start..span.end)
        .map_or(1, |text| text.lines().next().unwrap_or("").chars().count());
    Place {
        path: path.to_owned(),
        line: span.line,
        column: span.column,
        length: u32::try_from(wanted.min(left).max(1)).unwrap_or(1),
        source,
        label: String::new(),
    }
}

/// The place of a key path; of the nearest key above it that exists, where it
/// does not; of the first line, where there is none.
pub fn place_of(document: Option<&Document>, path: &str, keys: &Path) -> Place {
    let whole = Place {
        path: path.to_owned(),
        ..Place::default()
    };
    let Some((document, root)) = document.and_then(|d| d.root().map(|r| (d, r))) else {
        return whole;
    };
    for depth in (1..=keys.len()).rev() {
        let keys = &keys[..depth];
        let Some(value) = root.at(keys) else { continue };
        let span = value.span();
        let one_line = !document
            .text()
            .get(span.start..span.end)
            .unwrap_or("")
            .contains('\n');
        let shown = if one_line && span.end > span.start {
            span
        } else {
            root.key_at(keys).map_or(span, |key| key.span())
        };
        return place(document, path, shown);
    }
    let first = root.entries().next();
    first.map_or(whole, |(key, _)| place(document, path, key.span()))
}

/// A file that is no YAML at all, or none that `po` takes.
pub fn no_document(text: &str, path: &str, fault: Fault) -> Finding {
    let source = text
        .lines()
        .nth(fault.span.line.saturating_sub(1) as usize)
        .unwrap_or("")
        .to_owned();
    let place = Place {
        path: path.to_owned(),
        line: fault.span.line,
        column: fault.span.column,
        length: 1,
        source,
        label: String::new(),
    };
    in_conflict(text, &place).unwrap_or_else(|| unreadable(place, fault.message, fault.hint))
}

/// A record that a merge left with two values of a field: which, and how to end
/// it.
fn in_conflict(text: &str, place: &Place) -> Option<Finding> {
    let folder = place.path.split('/').next()?;
    let kind = kind::by_folder(folder)?;
    let marked = Marked::read(text)?;
    let conflicts = marked.conflicts(kind);
    let Some(first) = conflicts.first() else {
        let message = "a merge left the comments of both sides".to_owned();
        let help = "keep those that are to stay, and take git's markers out".to_owned();
        return Some(unreadable(place.clone(), message, Some(help)));
    };
    let field = &first.field;
    if field == "id" {
        let [ours, theirs] = first.values();
        let message = format!("a merge left two records in one file: {ours} and {theirs}");
        let help = "po resolve gives each of them a file of its own".to_owned();
        return Some(unreadable(place.clone(), message, Some(help)));
    }
    let more = match conflicts.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more in conflict)"),
    };
    let message = format!(
        "a merge left two values of {field}: {}{more}",
        first.words()
    );
    let id = marked.ours.value()["id"].as_str().map(str::to_owned);
    let id = id.or_else(|| Id::of_file(&place.path).map(|id| id.to_string()))?;
    let help = match marked.by_field {
        true if first.takes_another() => {
            format!("po resolve {id} {field}=ours, or =theirs, or another value")
        }
        true => format!("po resolve {id} {field}=ours, or =theirs"),
        // Merged line by line: most of it is no conflict.
        false => {
            "po resolve merges it field by field where it can, and shows what is left".to_owned()
        }
    };
    let finding = unreadable(place.clone(), message, Some(help));
    Some(finding.of(id).field(field.clone()))
}

/// A file that gives no record; `rule` is always `unreadable-file`.
pub fn unreadable(place: Place, message: String, help: Option<String>) -> Finding {
    let mut finding = Finding::new("unreadable-file", Severity::Error, place, message);
    finding.help = help;
    finding.unreadable = true;
    finding
}

/// A document that is no record, mostly because it has no id.
pub(super) fn no_record(document: &Document, path: &str, misfit: Misfit) -> Finding {
    let place = place(document, path, misfit.span);
    if let MisfitKind::Missing { field } = &misfit.kind
        && field == "id"
    {
        let message = match document.root().is_some_and(|root| !root.is_null()) {
            true => "a record without an id",
            false => "an empty file, not a record",
        };
        let help = match Id::of_file(path) {
            Some(id) => format!("write id: {id} as its first line"),
            None => "write id: as its first line, and name the file by it".to_owned(),
        };
        return unreadable(place, message.into(), Some(help));
    }
    let help = "a record is a map: one key a line, such as title: Guest checkout";
    unreadable(place, misfit.message, Some(help.into()))
}

/// A pair whose value does not fit its field.
pub(super) fn misfit(
    kind: &Kind,
    path: &str,
    document: &Document,
    id: &Id,
    misfit: Misfit,
) -> Finding {
    let field = crate::yaml::dotted(&misfit.path);
    let place = place(document, path, misfit.span);
    let mut fix = None;
    let (rule, message, help) = match misfit.kind {
        MisfitKind::Variant { allowed } => {
            let found = place_text(document, misfit.span);
            let same = allowed
                .iter()
                .find(|word| word.eq_ignore_ascii_case(&found));
            fix = same.map(|word| set(id, &field, word.as_str().into()));
            // One number resembles another, but is not what was meant.
            let words = allowed.iter().filter(|word| word.parse::<f64>().is_err());
            let near = crate::text::nearest(&found.to_lowercase(), words.map(String::as_str));
            let help = match near {
                Some(word) => format!(
                    "did you mean \"{word}\"? It is one of {}",
                    allowed.join(", ")
                ),
                None => format!("it is one of {}", allowed.join(", ")),
            };
            let message = format!("{field} cannot be \"{found}\"");
            ("bad-enum", message, Some(help))
        }
        MisfitKind::Missing { field: missing } => {
            let message = format!("{field} has no \"{missing}\"");
            ("bad-type", message, Some(format!("add {missing}: to it")))
        }
        _ => {
            let meant = lossless::meant(kind, document, &misfit.path);
            fix = meant.map(|value| set(id, &field, value));
            let help = match field.split('.').next() {
                // Commands write history, `po set` does not.
                Some("history") => {
                    "write a list with entries such as {at: 2026-11-24, status: doing}".to_owned()
                }
                _ => format!("po set {id} {field}=… writes it in the right form"),
            };
            ("bad-type", about(&field, &misfit.message), Some(help))
        }
    };
    let mut finding = Finding::new(rule, Severity::Error, place, message)
        .of(id.as_str())
        .field(field);
    finding.help = help;
    finding.fix = fix;
    finding
}

/// The field before what is wrong with it, unless that names the field itself.
fn about(field: &str, message: &str) -> String {
    match message.starts_with(&format!("{field} ")) {
        true => message.to_owned(),
        false => format!("{field}: {message}"),
    }
}

/// The fix of a value that says what it is to say, but not in the form of its field.
pub fn set(id: &Id, field: &str, value: Value) -> Fix {
    let operation = Operation::Set {
        id: id.to_string(),
        field: field.to_owned(),
        value,
    };
    Fix {
        safe: true,
        operations: vec![operation],
    }
}

fn place_text(document: &Document, span: Span) -> String {
    let text = document.text().get(span.start..span.end).unwrap_or("");
    let first = text.lines().next().unwrap_or("");
    first.trim_matches(['"', '\'']).to_owned()
}

/// The team's own fields of a record; a value that does not fit is a finding.
pub(super) fn custom(
    kind: &Kind,
    path: &str,
    document: &Document,
    config: &Config,
    id: &Id,
) -> (IndexMap<String, Value>, Vec<Finding>) {
    let mut values = IndexMap::new();
    let mut findings = Vec::new();
    let declared = config.file.fields.iter();
    for (name, field) in declared.filter(|(_, field)| field.applies_to(kind.id)) {
        let Some(node) = document.root().and_then(|root| root.get(name)) else {
            continue;
        };
        let value = node.value();
        match field.misfit(&value) {
            None => {
                values.insert(name.clone(), value);
            }
            Some(message) => {
                let keys = vec![Segment::Key(name.clone())];
                let place = place_of(Some(document), path, &keys);
                let message = format!("{name}: {message}");
                let mut finding = Finding::new("bad-type", Severity::Error, place, message)
                    .of(id.as_str())
                    .field(name)
                    .help(format!("po set {id} {name}=… writes it in the right form"));
                let mut readings =
                    lossless::readings(value.as_str().unwrap_or_default()).into_iter();
                let meant = readings.find(|value| field.misfit(value).is_none());
                finding.fix = meant.map(|value| set(id, name, value));
                findings.push(finding);
            }
        }
    }
    (values, findings)
}

/// A value in `po.yaml` or `vision.yaml` that does not fit its key.
pub fn config_misfit(document: &Document, path: &str, misfit: Misfit) -> Finding {
    let field = crate::yaml::dotted(&misfit.path);
    let place = place(document, path, misfit.span);
    let (rule, message, help) = match misfit.kind {
        MisfitKind::Variant { allowed } => {
            let message = format!(
                "{field} cannot be \"{}\"",
                place_text(document, misfit.span)
            );
            (
                "bad-enum",
                message,
                Some(format!("it is one of {}", allowed.join(", "))),
            )
        }
        MisfitKind::Missing { field: missing } if field.is_empty() => {
            let message = format!("it has no \"{missing}:\"");
            ("bad-type", message, Some(format!("add {missing}: to it")))
        }
        MisfitKind::Missing { field: missing } => (
            "bad-type",
            format!("{field} has no \"{missing}\""),
            Some(format!("add {missing}: to it")),
        ),
        _ if field.is_empty() => ("bad-type", misfit.message, None),
        _ => ("bad-type", format!("{field}: {}", misfit.message), None),
    };
    let mut finding = Finding::new(rule, Severity::Error, place, message).field(field);
    finding.help = help;
    finding
}
