//! `po hook install`: the hook that was written.

use super::Report;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "hook-install",
    summary: "the hook that checks what is staged",
};

/// What git runs before each commit from now on.
#[derive(Debug, Serialize)]
pub struct HookInstalled {
    /// Shown, not written.
    pub dry_run: bool,
    pub file: String,
    pub text: String,
    /// It was there as it is.
    pub was_there: bool,
}

impl HookInstalled {
    pub fn answer(&self) -> Answer {
        let head = match (self.was_there, self.dry_run) {
            (true, _) => format!("{} is there already", self.file),
            (false, true) => format!("{} would hold", self.file),
            (false, false) => format!("{} written", self.file),
        };
        let lines = self
            .text
            .lines()
            .map(|line| Text::from(format!("  {line}")));
        let mut page = Page::new().paragraph(head);
        if self.dry_run && !self.was_there {
            page = page.verbatim(lines.collect());
        }
        let page = page.paragraph(Text::of(
            Meaning::Faint,
            "each clone installs it once; git commit --no-verify passes it",
        ));
        Answer::new(REPORT.id, page, super::data(self))
    }
}
