//! SARIF 2.1.0 (OASIS), as GitHub code scanning reads it.

use super::form::Form;
use super::form::Told;
use super::form::json;
use super::form::words;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::diag::Suggestion;
use crate::rules::Rule;
use serde_json::Value;
use serde_json::json;
use std::collections::HashMap;

pub(super) static FORM: Form = Form {
    id: "sarif",
    summary: "SARIF 2.1.0, for GitHub code scanning and editors",
    write,
};

/// GitHub refuses a run with more results.
const MOST_RESULTS: usize = 25_000;
/// And longer descriptions.
const LONGEST: usize = 1_024;

fn write(told: &Told<'_>) -> String {
    let mut kept = told.by_severity();
    kept.truncate(MOST_RESULTS);
    let places: HashMap<&str, usize> = (told.rules.iter().enumerate())
        .map(|(at, (rule, _))| (rule.id, at))
        .collect();
    let mut hashes: HashMap<&str, Vec<String>> = HashMap::new();
    let mut results = Vec::with_capacity(kept.len());
    for finding in kept {
        let path = finding.place.path.as_str();
        let hashes = hashes.entry(path).or_insert_with(|| {
            let text = told.texts.get(path);
            text.map(|text| line_hashes(text)).unwrap_or_default()
        });
        results.push(result(told, finding, &places, hashes));
    }
    json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "po",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": told.rules.iter().map(about).collect::<Vec<_>>(),
            }},
            "automationDetails": {"id": format!("po/{}", told.prefix)},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn about((rule, severity): &(&'static Rule, Severity)) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": what_it_finds(rule)},
        "defaultConfiguration": {"level": level(*severity)},
        "help": {
            "text": format!("po explain {} says more", rule.id),
            "markdown": rule.doc,
        },
        "properties": {
            "tags": ["backlog"],
            "problem.severity": match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Ignore => "recommendation",
            },
        },
    })
}

/// The first section of its documentation, in one line.
fn what_it_finds(rule: &Rule) -> String {
    let section = rule.doc.split("\n## ").nth(1).unwrap_or(rule.doc);
    let text = section.split_once('\n').map_or(section, |(_, text)| text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::Ignore => "none",
    }
}

fn result(
    told: &Told<'_>,
    finding: &Finding,
    rules: &HashMap<&str, usize>,
    hashes: &[String],
) -> Value {
    let place = &finding.place;
    // Every result has a line: the first one, where the whole file is meant.
    let line = place.line.max(1);
    let mut region = json!({"startLine": line});
    if place.line > 0 && place.column > 0 {
        region["startColumn"] = json!(place.column);
        region["endLine"] = json!(line);
        region["endColumn"] = json!(place.column + place.length.max(1));
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": message(finding)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&told.path(finding))},
            "region": region,
        }}],
    });
    if let Some(at) = rules.get(finding.rule) {
        result["ruleIndex"] = json!(at);
    }
    if let Some(hash) = hashes.get(line as usize - 1) {
        result["partialFingerprints"] = json!({"primaryLocationLineHash": hash});
    }
    if let Some(suggestion) = &finding.suggestion {
        result["fixes"] = json!([fix(suggestion, &uri(&told.path(finding)))]);
    }
    result
}

fn fix(suggestion: &Suggestion, uri: &str) -> Value {
    let part = suggestion.replacement();
    let region = json!({
        "startLine": part.start.0,
        "startColumn": part.start.1,
        "endLine": part.end.0,
        "endColumn": part.end.1,
    });
    json!({"artifactChanges": [{
        "artifactLocation": {"uri": uri},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": part.text}}],
    }]})
}

/// The first sentence is the title; `[text](1)` would be a link.
fn message(finding: &Finding) -> String {
    let text = words(finding, ". Help: ");
    text.replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

/// A path as a URI (RFC 3986): all but unreserved characters in percents.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte as char),
            byte if byte.is_ascii_alphanumeric() => uri.push(byte as char),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The window of a line's hash.
const WINDOW: usize = 100;
const FACTOR: u64 = 37;

/// `primaryLocationLineHash` of each line, as github/codeql-action `fingerprints.ts` has it: with another value GitHub
/// says so for each result. A rolling hash over the UTF-16 units without blanks and tabs.
fn line_hashes(text: &str) -> Vec<String> {
    let (units, starts) = units(text);
    let mut times: HashMap<u64, usize> = HashMap::new();
    let hash_at = |start: usize| {
        let window = (start..start + WINDOW).map(|at| units.get(at).copied().unwrap_or(0));
        window.fold(0_u64, |hash, unit| {
            hash.wrapping_mul(FACTOR).wrapping_add(u64::from(unit))
        })
    };
    let one = |start: &usize| {
        let hash = hash_at(*start);
        let times = times.entry(hash).or_default();
        *times += 1;
        format!("{hash:x}:{times}")
    };
    starts.iter().map(one).collect()
}

/// The units that count, and where each line begins among them.
fn units(text: &str) -> (Vec<u16>, Vec<usize>) {
    const END: u16 = 65_535;
    let mut units = Vec::with_capacity(text.len());
    let mut starts = vec![0];
    let mut before = 0;
    for unit in text.encode_utf16() {
        let (is_return, is_feed) = (unit == u16::from(b'\r'), unit == u16::from(b'\n'));
        let is_blank = unit == u16::from(b' ') || unit == u16::from(b'\t');
        // CR and CRLF are one LF.
        if is_return || (is_feed && before != u16::from(b'\r')) {
            units.push(u16::from(b'\n'));
            starts.push(units.len());
        } else if !is_blank && !is_feed {
            units.push(unit);
        }
        before = unit;
    }
    units.push(END);
    (units, starts)
}

#[cfg(test)]
mod tests {
    use super::line_hashes;
    use super::uri;

    /// Vectors of github/codeql-action `fingerprints.test.ts`, and one of a record.
    #[test]
    fn line_hashes_are_those_of_github() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
        let four = [
            "271789c17abda88f:1",
            "54703d4cd895b18:1",
            "180aee12dab6264:1",
            "a23a3dc5e078b07b:1",
        ];
        assert_eq!(line_hashes(" a\nb\n  \t\tc\n d"), four);
        assert_eq!(line_hashes(" a\r\nb\r  \t\tc\n d"), four);
        let record = "id: S-000123\ntitle: Pay by card\nstatus: ready\npoints: 40\n";
        let five = [
            "af5a6f17962bdc7d:1",
            "fa916b42371f41ee:1",
            "413939c6bfb8c6b9:1",
            "15cee027800d374c:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(line_hashes(record), five);
    }

    #[test]
    fn equal_lines_are_numbered() {
        // The window of each line reaches over those behind it, so only equal ends are equal.
        let long = "x".repeat(200);
        let hashes = line_hashes(&format!("{long}\n{long}\n"));
        assert_eq!(hashes[0].split(':').next(), hashes[1].split(':').next());
        assert!(hashes[1].ends_with(":2"));
    }

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(uri("a b/#1/ö%.yaml"), "a%20b/%231/%C3%B6%25.yaml");
    }
}
