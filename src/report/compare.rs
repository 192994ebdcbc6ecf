//! The pair of records to compare next, or that there is none.

use super::Report;
use crate::model::Record;
use crate::model::id::Id;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::priority::pairwise::Next;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "compare",
    summary: "which two records tell most when they are compared next",
};

/// `po compare` without an answer.
#[derive(Debug, Serialize)]
pub struct PairToAsk<'a> {
    /// The two records; null where there are not two.
    pub pair: Option<[Choice<'a>; 2]>,
    /// How often they were compared.
    pub times: u32,
}

/// One of the two.
#[derive(Debug, Serialize)]
pub struct Choice<'a> {
    pub id: &'a Id,
    pub title: &'a str,
    /// What is gained, in one line; null where nobody wrote it down.
    pub so_that: Option<&'a str>,
}

impl<'a> Choice<'a> {
    fn of(record: &'a Record) -> Self {
        let benefit = record.story().and_then(|story| story.so_that.as_deref());
        Self {
            id: record.id(),
            title: record.title(),
            so_that: benefit,
        }
    }
}

impl<'a> PairToAsk<'a> {
    pub fn new(next: Option<Next<'a>>) -> Self {
        Self {
            pair: next.map(|next| next.pair.map(Choice::of)),
            times: next.map_or(0, |next| next.times),
        }
    }

    /// The two, numbered, as somebody is asked.
    pub fn question(&self) -> Page {
        let Some(pair) = &self.pair else {
            return Page::new().paragraph("there are not two records to compare");
        };
        let mut lines = Vec::new();
        for (at, choice) in pair.iter().enumerate() {
            let line = Text::from(format!("{}  ", at + 1)).and(Meaning::Id, choice.id.as_str());
            lines.push(line.and(Meaning::Plain, format!("  {}", choice.title)));
            if let Some(benefit) = &choice.so_that {
                lines.push(Text::of(Meaning::Faint, format!("   so that {benefit}")));
            }
        }
        Page::new().verbatim(lines)
    }

    pub fn answer(&self) -> Answer {
        let mut page = self.question();
        if let Some([a, b]) = &self.pair {
            let next = format!("po compare {} '>' {}", a.id, b.id);
            let line = Text::from("which comes first? ").and(Meaning::Command, next);
            page = page.paragraph(line.and(Meaning::Plain, ", '<' or ="));
        }
        Answer::new(REPORT.id, page, super::data(self))
    }
}
