//! `po export`: the document itself, or which file it was written to.

use super::Report;
use crate::page::Answer;
use crate::page::Page;
use crate::text;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "export",
    summary: "records in the format of another tool",
};

/// An export that was written to a file.
#[derive(Debug, Serialize)]
pub struct Exported {
    pub format: &'static str,
    /// As the user named it.
    pub file: String,
    /// How many records it holds.
    pub records: usize,
}

impl Exported {
    pub fn answer(&self) -> Answer {
        let count = text::plural(self.records, "record", "records");
        let line = format!("{count} written to {} as {}", self.file, self.format);
        Answer::new(REPORT.id, Page::new().paragraph(line), super::data(self))
    }

    /// The export itself as the answer.
    pub fn document(text: String) -> Answer {
        Answer::document(REPORT.id, text)
    }
}
