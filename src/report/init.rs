//! `po init`: what was written, and what to try first.

use super::Report;
use super::schema::settings_lines;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use serde::Serialize;
use serde_json::Value;

pub static REPORT: Report = Report {
    id: "init",
    summary: "a new backlog, and what to try first",
};

/// What VS Code was told of the files.
#[derive(Debug, Serialize)]
pub struct Wired {
    /// How many schemas were written.
    pub schemas: usize,
    pub items: Vec<WiredFile>,
}

/// A file of the editor.
#[derive(Debug, Serialize)]
pub struct WiredFile {
    /// From the top of the repository.
    pub path: String,
    pub state: WiredState,
    /// What it holds, or what is to be added.
    pub content: Value,
}

/// What became of a file of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WiredState {
    Created,
    /// It is there, and says what it needs to.
    Unchanged,
    /// It is there and stays as it is, but lacks something.
    Lacking,
}

impl Wired {
    pub fn answer(&self) -> Answer {
        let page = Page::new().verbatim(self.lines());
        Answer::new(REPORT.id, page, super::data(self))
    }

    fn lines(&self) -> Vec<Text> {
        let of = |state| self.items.iter().filter(move |file| file.state == state);
        let written = of(WiredState::Created);
        let mut files: Vec<&str> = written.map(|file| file.path.as_str()).collect();
        let schemas = crate::text::plural(self.schemas, "schema", "schemas");
        if self.schemas > 0 {
            files.push(&schemas);
        }
        let mut lines = Vec::new();
        let lacking = of(WiredState::Lacking);
        if !files.is_empty() {
            let files = crate::text::and_list(&files);
            lines.push(Text::from("VS Code checks the files as you type; written:"));
            lines.push(Text::from(format!("  {files}")));
        } else if lacking.clone().next().is_none() {
            lines.push(Text::from("VS Code checks the files as you type already"));
        }
        for file in lacking {
            let said = format!("{} is there and stays as it is; it needs", file.path);
            lines.push(Text::from(said));
            lines.extend(settings_lines(&file.content).into_iter().map(Text::from));
        }
        lines
    }
}

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
    /// What an editor was told, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor: Option<Wired>,
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
        lines.extend(self.editor.iter().flat_map(Wired::lines));
        lines.push(Text::from("try next:"));
        lines.extend(
            self.next
                .iter()
                .map(|c| Text::of(Meaning::Command, format!("  {c}"))),
        );
        Answer::new(REPORT.id, Page::new().verbatim(lines), super::data(self))
    }
}
