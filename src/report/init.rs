//! `po init`: what was written, and what to try first.

use super::Report;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "init",
    summary: "a new backlog, and what to try first",
};

/// A backlog just begun.
#[derive(Debug, Serialize)]
pub struct Started {
    /// What it is for; none for the example.
    pub product: Option<String>,
    /// Its folder, as the user may write it.
    pub folder: String,
    /// The files written, relative to it.
    pub files: Vec<String>,
    /// git was told to merge its records field by field.
    pub merge_driver: bool,
    #[serde(skip)]
    pub next: Vec<String>,
}

impl Started {
    pub fn answer(&self) -> Answer {
        let count = crate::text::plural(self.files.len(), "file", "files");
        let product = self.product.iter().map(|product| format!(" for {product}"));
        let mut lines = vec![Text::from(format!(
            "a new backlog{} in {}: {count}",
            product.collect::<String>(),
            self.folder
        ))];
        if self.merge_driver {
            lines.push(Text::from(
                "git merges its records field by field: .gitattributes, and merge.po in this clone",
            ));
        }
        lines.push(Text::from("try next:"));
        lines.extend(
            self.next
                .iter()
                .map(|c| Text::of(Meaning::Command, format!("  {c}"))),
        );
        Answer::new(REPORT.id, Page::new().verbatim(lines), super::data(self))
    }
}
