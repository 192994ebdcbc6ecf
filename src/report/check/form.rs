//! The findings as documents that other tools read. One more is one file here and its lines in `ALL`.

use super::github;
use super::gitlab;
use super::junit;
use super::rdjson;
use super::sarif;
use crate::diag;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::rules::Rule;
use crate::text::safe;
use std::collections::HashMap;

/// One form of the findings.
pub struct Form {
    /// The value of `--format`; the file name here.
    pub id: &'static str,
    /// One line that says who reads it.
    pub summary: &'static str,
    /// The whole document, ending in a line end.
    pub write: fn(&Told<'_>) -> String,
}

/// Every form beside the formats that all commands have.
pub static ALL: &[&Form] = &[
    &sarif::FORM,
    &github::FORM,
    &gitlab::FORM,
    &junit::FORM,
    &rdjson::FORM,
];

/// The form of this name.
pub fn by_id(id: &str) -> Option<&'static Form> {
    ALL.iter().find(|form| form.id == id).copied()
}

/// What another tool is told.
pub struct Told<'a> {
    /// In the one order of findings.
    pub findings: &'a [Finding],
    /// The rules that ran, with their severities.
    pub rules: Vec<(&'static Rule, Severity)>,
    /// The records that were judged: id and path.
    pub records: Vec<(String, String)>,
    /// The way from the top of the repository to the backlog, with `/` at its end: tools know paths from there.
    pub prefix: &'a str,
    /// The texts of the files that findings are about, by their paths, where they are text at all.
    pub texts: HashMap<String, String>,
}

impl Told<'_> {
    /// A path from the top of the repository.
    pub fn path(&self, finding: &Finding) -> String {
        format!("{}{}", self.prefix, finding.place.path)
    }

    /// The most severe first, else in their order.
    pub fn by_severity(&self) -> Vec<&Finding> {
        diag::by_severity(self.findings)
    }
}

/// The message, and the way out behind it.
pub(super) fn words(finding: &Finding, between: &str) -> String {
    match &finding.help {
        Some(help) => format!("{}{between}{}", safe(&finding.message), safe(help)),
        None => safe(&finding.message).into_owned(),
    }
}

/// JSON that shows nothing hidden, with a line end.
pub(super) fn json(value: &serde_json::Value) -> String {
    crate::text::escape_hidden(&format!("{value:#}\n"))
}
