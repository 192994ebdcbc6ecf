//! `po schema`: the document itself.

use super::Report;
use crate::page::Answer;
use serde_json::Value;

pub static REPORT: Report = Report {
    id: "schema",
    summary: "what the files may hold",
};

/// A schema as the answer.
pub fn schema(schema: &Value) -> Answer {
    let text = serde_json::to_string_pretty(schema).unwrap_or_default();
    Answer::document(REPORT.id, crate::text::escape_hidden(&text) + "\n")
}
