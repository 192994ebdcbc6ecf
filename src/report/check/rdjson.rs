//! Reviewdog's Diagnostic Format (`rdjson`, proto/rdf/reviewdog.proto).

use super::form::Form;
use super::form::Told;
use super::form::json;
use super::form::words;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Severity;
use crate::diag::Suggestion;
use serde_json::Value;
use serde_json::json;

pub(super) static FORM: Form = Form {
    id: "rdjson",
    summary: "Reviewdog's format, for reviews on any forge",
    write,
};

fn write(told: &Told<'_>) -> String {
    let diagnostics = told.findings.iter().map(|finding| item(told, finding));
    json(&json!({
        "source": {"name": "po"},
        "diagnostics": diagnostics.collect::<Vec<_>>(),
    }))
}

fn item(told: &Told<'_>, finding: &Finding) -> Value {
    let message = words(finding, "\nhelp: ");
    let mut location = json!({"path": told.path(finding)});
    if finding.place.line > 0 {
        location["range"] = range(&finding.place);
    }
    let mut item = json!({
        "message": message,
        "location": location,
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info | Severity::Ignore => "INFO",
        },
        "code": {"value": finding.rule},
    });
    if let Some(suggestion) = &finding.suggestion {
        item["suggestions"] = json!([suggested(suggestion)]);
    }
    item
}

fn suggested(suggestion: &Suggestion) -> Value {
    let part = suggestion.replacement();
    let place = |(line, column): (u32, u32)| {
        let source = suggestion.old.get((line - suggestion.line) as usize);
        let before = source.map_or("", String::as_str).chars();
        let before = before.take(column as usize - 1).map(char::len_utf8);
        json!({"line": line, "column": before.sum::<usize>() + 1})
    };
    json!({
        "range": {"start": place(part.start), "end": place(part.end)},
        "text": part.text,
    })
}

/// Columns are bytes of UTF-8 here, from 1; the end is behind the last one.
fn range(place: &Place) -> Value {
    let bytes =
        |chars: usize| -> usize { place.source.chars().take(chars).map(char::len_utf8).sum() };
    let before = (place.column as usize).saturating_sub(1);
    let start = bytes(before) + 1;
    let end = bytes(before + place.length as usize) + 1;
    json!({
        "start": {"line": place.line, "column": start},
        "end": {"line": place.line, "column": end.max(start)},
    })
}

#[cfg(test)]
mod tests {
    use super::range;
    use crate::diag::Place;
    use serde_json::json;

    #[test]
    fn columns_are_bytes() {
        let place = Place {
            line: 4,
            column: 8,
            length: 2,
            source: "title: öäx".to_owned(),
            ..Place::default()
        };
        let expected = json!({"start": {"line": 4, "column": 8}, "end": {"line": 4, "column": 12}});
        assert_eq!(range(&place), expected);
    }
}
