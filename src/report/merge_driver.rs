//! `po merge-driver`: what git was told, or what a merge left in conflict.

use super::Report;
use crate::diag::Exit;
use crate::model::conflict::Conflict;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use serde::Serialize;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "merge-driver",
    summary: "how git merges the records, and what it could not merge",
};

/// What was written so that git merges the records with `po`.
#[derive(Debug, Serialize)]
pub struct Installed {
    /// Shown, not written.
    pub dry_run: bool,
    /// The lines new in `.gitattributes`.
    pub attributes: Vec<String>,
    /// The settings new in this clone.
    pub settings: Vec<String>,
}

impl Installed {
    pub fn answer(&self) -> Answer {
        let mut lines = Vec::new();
        let verb = if self.dry_run { "would get" } else { "got" };
        if self.attributes.is_empty() && self.settings.is_empty() {
            lines.push(Text::from(
                "git merges the records of this clone with po already",
            ));
        }
        if !self.attributes.is_empty() {
            lines.push(Text::from(format!("the backlog's .gitattributes {verb}")));
            let added = self.attributes.iter();
            lines.extend(added.map(|line| Text::from(format!("  {line}"))));
        }
        if !self.settings.is_empty() {
            let names = self.settings.join(", ");
            lines.push(Text::from(format!(
                "the git settings of this clone {verb} {names}"
            )));
        }
        let page = Page::new().verbatim(lines).paragraph(Text::of(
            Meaning::Faint,
            "commit .gitattributes; each clone runs po merge-driver --install once",
        ));
        Answer::new(REPORT.id, page, super::data(self))
    }
}

/// A file that git had merged, and what it is left with.
#[derive(Debug)]
pub struct MergedFile {
    /// As git names it.
    pub path: String,
    pub id: Option<String>,
    pub conflicts: Vec<Conflict>,
    /// Why it was merged as text, and whether that left no conflict.
    pub as_text: Option<(String, bool)>,
    /// Why both sides were left whole.
    pub apart: Option<String>,
}

impl MergedFile {
    /// Nothing to say where nothing is left to do.
    pub fn answer(&self) -> Answer {
        let id = self.id.as_deref().unwrap_or("ID");
        let line = |conflict: &Conflict| {
            let (field, words) = (&conflict.field, conflict.words());
            let said = format!("po: {id} has two values of {field}, {words}: ");
            Text::from(said).and(
                Meaning::Command,
                format!("po resolve {id} {field}=ours, or =theirs"),
            )
        };
        let mut lines: Vec<Text> = self.conflicts.iter().map(line).collect();
        if let Some((why, _)) = &self.as_text {
            let said = format!("po: {} was merged line by line: {why}", self.path);
            lines.push(Text::from(said));
        }
        if let Some(why) = &self.apart {
            let said = format!("po: {} was not merged: {why}: ", self.path);
            lines.push(
                Text::from(said).and(Meaning::Command, "po resolve gives each a file of its own"),
            );
        }
        let failed = match &self.as_text {
            Some((_, is_clean)) => !is_clean,
            None => self.apart.is_some() || !self.conflicts.is_empty(),
        };
        let merged = match (&self.as_text, &self.apart) {
            (Some(_), _) => "lines",
            (None, Some(_)) => "nothing",
            (None, None) => "fields",
        };
        let data = json!({
            "path": self.path,
            "id": self.id,
            "merged": merged,
            "items": super::resolve::items(&self.conflicts),
        });
        let data = data.as_object().cloned().unwrap_or_default();
        let mut answer = Answer::new(REPORT.id, Page::new().verbatim(lines), data);
        answer.exit = if failed { Exit::Failed } else { Exit::Done };
        answer
    }
}
