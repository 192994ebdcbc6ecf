//! `po undo`: which set of changes is reverted, and what that changes.

use super::Changed;
use super::Outcome;
use super::Report;
use crate::edit::Change;
use crate::model::date::Moment;
use crate::page::Answer;
use crate::page::Block;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "undo",
    summary: "the last changes taken back",
};

/// A set of changes that was written.
#[derive(Debug, Serialize)]
pub struct Written {
    pub number: u32,
    /// When it was written: the moment, or the day of `--today`.
    pub at: Option<Moment>,
    pub by: Option<String>,
    /// The command line.
    pub command: String,
    /// The set that this one reverted.
    pub undoes: Option<u32>,
    /// The set that reverted this one.
    pub undone_by: Option<u32>,
    /// The ids of the records in it.
    pub records: Vec<String>,
}

/// A set and the changes that revert it.
#[derive(Debug)]
pub struct Undo<'a> {
    pub set: &'a Written,
    pub changes: &'a [Change],
    pub outcome: Outcome,
}

impl Undo<'_> {
    pub fn answer(&self) -> Answer {
        let changed = Changed {
            changes: self.changes,
            outcome: self.outcome,
        };
        let Answer { page, data, .. } = changed.answer();
        let verb = match self.outcome {
            Outcome::Written => "undone:",
            Outcome::Shown | Outcome::Named | Outcome::Declined => "would undo:",
        };
        let mut head = Text::of(Meaning::Plain, format!("{verb} "))
            .and(Meaning::Command, self.set.command.clone());
        let who = self.set.by.iter().cloned();
        let when = self.set.at.iter().map(ToString::to_string);
        let origin: Vec<String> = who.chain(when).collect();
        if !origin.is_empty() {
            head = head.and(Meaning::Faint, format!("  {}", origin.join(", ")));
        }
        let mut lines = Page::new().verbatim(vec![head]);
        lines.blocks.extend(page.blocks);
        merge_lines(&mut lines.blocks);
        let mut answer = Answer::new(REPORT.id, lines, data);
        let set = serde_json::to_value(self.set).unwrap_or_default();
        answer.data.insert("set".to_owned(), set);
        answer
    }
}

/// Lines directly below lines are one block.
fn merge_lines(blocks: &mut Vec<Block>) {
    if let [Block::Verbatim(_), Block::Verbatim(_), ..] = blocks.as_slice()
        && let Block::Verbatim(lines) = blocks.remove(1)
        && let Some(Block::Verbatim(head)) = blocks.first_mut()
    {
        head.extend(lines);
    }
}
