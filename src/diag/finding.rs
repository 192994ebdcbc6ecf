//! Something found in a record or a file, with its exact place.

use super::Fingerprint;
use super::Fix;
use super::Suggestion;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

/// How much a finding weighs; `check` fails at or above `--fail-on`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not looked for.
    Ignore,
    Info,
    Warning,
    Error,
}

impl Severity {
    pub const ALL: [(&'static str, Severity); 4] = [
        ("ignore", Severity::Ignore),
        ("info", Severity::Info),
        ("warning", Severity::Warning),
        ("error", Severity::Error),
    ];

    /// The word used in files and on the command line.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The severity of this name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(w, _)| *w == word).map(|(_, s)| *s)
    }
}

/// A place in a file of the backlog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Path relative to the backlog, with `/`.
    pub path: String,
    /// 1-based; 0 when the finding is about the whole file.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// Number of characters meant, at least 1.
    pub length: u32,
    /// The line as it stands in the file.
    pub source: String,
    /// What the marked words are, shown under them.
    pub label: String,
}

/// One finding of a rule or of the loader.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id: names the defect.
    pub rule: &'static str,
    pub severity: Severity,
    pub place: Place,
    /// The record it is about, where there is one.
    pub id: Option<String>,
    /// The key path inside the record, such as `acceptance.2.then`.
    pub field: Option<String>,
    /// The same for its fingerprint, where a place in a list is no lasting name: `acceptance.~1f0c9a2e.then`.
    pub lasting: Option<String>,
    /// Lower case, without a full stop.
    pub message: String,
    /// What to do next, with a command to run.
    pub help: Option<String>,
    pub fix: Option<Fix>,
    /// The lines that its fix would change, where they were asked for.
    pub suggestion: Option<Suggestion>,
    /// The file gave no record at all: the command ends with exit 2.
    pub unreadable: bool,
}

impl Finding {
    /// A finding without fix; `help` and the record are added by the builder
    /// methods.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity,
            place,
            id: None,
            field: None,
            lasting: None,
            message: short(message.into()),
            help: None,
            fix: None,
            suggestion: None,
            unreadable: false,
        }
    }

    pub fn of(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The finding for scripts, with the keys that stay; the end is behind the last character meant.
    fn to_json(&self, mark: &Fingerprint) -> Value {
        let place = &self.place;
        let line = (place.line > 0).then_some(place.line);
        let column = (place.column > 0).then_some(place.column);
        let mut value = json!({
            "rule": self.rule,
            "severity": self.severity,
            "path": place.path,
            "line": line,
            "column": column,
            "end_line": line,
            "end_column": column.map(|column| column + place.length.max(1)),
            "id": self.id,
            "field": self.field,
            "message": self.message,
            "help": self.help,
            "fixable": self.fix.as_ref().is_some_and(|fix| fix.safe),
            "fingerprint": mark.to_string(),
        });
        if let Some(Suggestion { line, old, new }) = &self.suggestion {
            value["suggestion"] = json!({"line": line, "old": old, "new": new});
        }
        value
    }
}

/// The most letters of a message: it may quote what a file holds, and a file may hold a line of any length.
const LONGEST: usize = 2_000;

fn short(message: String) -> String {
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => message[..end].to_owned() + "…",
        None => message,
    }
}

/// Findings for scripts, in their order.
pub fn to_json(findings: &[Finding]) -> Value {
    let marks = Fingerprint::of(findings);
    let each = findings.iter().zip(&marks);
    Value::Array(each.map(|(finding, mark)| finding.to_json(mark)).collect())
}

/// The most severe first, files that gave no record before all others; else in their order.
pub fn by_severity(findings: &[Finding]) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse((finding.unreadable, finding.severity)));
    findings
}

/// The one order of findings: path, line, column, rule, message.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.place.line, f.place.column, f.rule);
        a.place
            .path
            .cmp(&b.place.path)
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
}
