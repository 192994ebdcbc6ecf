//! `po man`: a manual page itself, or which ones were written.

use super::Report;
use crate::page::Answer;
use crate::page::Page;
use crate::text;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "man",
    summary: "manual pages of the commands",
};

/// Manual pages in a folder.
#[derive(Debug, Serialize)]
pub struct Manual {
    /// As the user named it.
    pub folder: String,
    /// The names of the files in it, po's own first.
    pub files: Vec<String>,
    /// False for a dry run.
    pub written: bool,
}

impl Manual {
    pub fn answer(&self) -> Answer {
        let count = text::plural(self.files.len(), "page", "pages");
        let what = match self.written {
            true => "written to",
            false => "would be written to",
        };
        let line = format!("{count} {what} {}", self.folder);
        Answer::new(REPORT.id, Page::new().paragraph(line), super::data(self))
    }
}

/// A page as the answer.
pub fn manual_page(text: String) -> Answer {
    Answer::document(REPORT.id, text)
}
