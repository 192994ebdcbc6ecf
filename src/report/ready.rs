//! `po ready`: item by item, what keeps a story from being ready.

use super::Report;
use crate::diag::Exit;
use crate::model::Record;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::rules::ItemResult;
use crate::rules::Judgement;
use crate::rules::Verdict;
use crate::text;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "ready",
    summary: "whether stories meet the team's definition of ready, item by item",
};

/// Stories with the judgement of each.
#[derive(Debug)]
pub struct Ready<'a> {
    pub stories: Vec<(&'a Record, Judgement)>,
    pub depth: Depth,
}

/// How much is shown of a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// A line a story.
    Line,
    /// The items that a story does not meet, with the way out.
    Needs,
    /// Every item.
    Items,
}

impl Ready<'_> {
    pub fn answer(&self) -> Answer {
        let items = self
            .stories
            .iter()
            .map(|(record, judgement)| json(record, judgement));
        let mut data = Map::new();
        data.insert("items".to_owned(), items.collect());
        let mut answer = Answer::new(REPORT.id, self.page(), data);
        if self.stories.iter().any(|(_, judgement)| !judgement.holds()) {
            answer.exit = Exit::Failed;
        }
        answer
    }

    fn page(&self) -> Page {
        if self.stories.is_empty() {
            return Page::new().paragraph("no open stories to judge");
        }
        match self.depth {
            Depth::Line => self.overview(),
            Depth::Needs => self.needs(),
            Depth::Items => self.items(),
        }
    }

    /// A heading a story, and below it every item.
    fn items(&self) -> Page {
        let mut page = Page::new();
        for (record, judgement) in &self.stories {
            page = page.heading(heading(record, judgement));
            page = match judgement.items.is_empty() {
                true => page.paragraph("  the definition of ready has no items"),
                false => page.verbatim(item_lines(judgement, |_| true)),
            };
        }
        page
    }

    /// A line a story, and below it the items that it does not meet.
    fn needs(&self) -> Page {
        let mut lines = Vec::new();
        for (record, judgement) in &self.stories {
            lines.push(heading(record, judgement));
            lines.extend(item_lines(judgement, |item| item.verdict == Verdict::Fail));
        }
        let footer = format!("{} · po ready ID shows every item", self.count());
        Page::new()
            .verbatim(lines)
            .paragraph(Text::of(Meaning::Faint, footer))
    }

    fn count(&self) -> String {
        let ready = self
            .stories
            .iter()
            .filter(|(_, judgement)| judgement.holds());
        format!("{} of {} ready", ready.count(), self.stories.len())
    }

    fn overview(&self) -> Page {
        let mut table = Table {
            columns: vec![
                Column::left("ID"),
                Column::left("STATUS").spare(1),
                Column::right("READY"),
                Column::left("TITLE").cut(),
                Column::left("MISSING").cut(),
            ],
            rows: Vec::new(),
        };
        for (record, judgement) in &self.stories {
            let (met, all) = judgement.score();
            let missing: Vec<&str> = judgement.failing().map(|i| i.id.as_str()).collect();
            let meaning = if judgement.holds() {
                Meaning::Good
            } else {
                Meaning::Bad
            };
            table.rows.push(vec![
                Text::of(Meaning::Id, record.id().as_str()),
                record.status().unwrap_or("–").into(),
                Text::of(meaning, format!("{met}/{all}")),
                record.title().into(),
                missing.join(", ").into(),
            ]);
        }
        let footer = format!("{} · po ready ID shows the way out", self.count());
        Page::new()
            .table(table)
            .paragraph(Text::of(Meaning::Faint, footer))
    }
}

fn heading(record: &Record, judgement: &Judgement) -> Text {
    let (met, all) = judgement.score();
    let status = record.status().unwrap_or("–");
    let meaning = if judgement.holds() {
        Meaning::Good
    } else {
        Meaning::Bad
    };
    Text::of(Meaning::Id, record.id().as_str())
        .and(Meaning::Strong, format!(" {}", record.title()))
        .and(Meaning::Plain, format!(" · {status} · "))
        .and(meaning, format!("{met} of {all}"))
}

/// A line an item, and below a failing one the way out.
fn item_lines(judgement: &Judgement, shown: fn(&ItemResult) -> bool) -> Vec<Text> {
    let items = || judgement.items.iter().filter(|item| shown(item));
    let width = items().map(|item| text::width(&item.id)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for item in items() {
        let (meaning, mark) = match item.verdict {
            Verdict::Pass => (Meaning::Good, "✓"),
            Verdict::Fail => (Meaning::Bad, "✗"),
            Verdict::Waived => (Meaning::Warn, "~"),
            Verdict::NotApplicable => (Meaning::Faint, "·"),
        };
        let reason = match item.verdict {
            Verdict::Pass => item.words.clone(),
            Verdict::NotApplicable => format!("does not apply: {}", item.words),
            _ => item.reason.clone(),
        };
        let pad = " ".repeat(width - text::width(&item.id));
        let line = Text::from("  ").and(meaning, mark);
        lines.push(line.and(Meaning::Plain, format!(" {}{pad}  {reason}", item.id)));
        if let (Verdict::Fail, Some(help)) = (item.verdict, &item.help) {
            let indent = " ".repeat(width + 6);
            lines.push(Text::from(indent).and(Meaning::Command, help.clone()));
        }
    }
    lines
}

fn json(record: &Record, judgement: &Judgement) -> Value {
    let (met, all) = judgement.score();
    let items = judgement.items.iter().map(|item| {
        json!({
            "id": item.id,
            "words": item.words,
            "verdict": match item.verdict {
                Verdict::Pass => "pass",
                Verdict::Fail => "fail",
                Verdict::Waived => "waived",
                Verdict::NotApplicable => "not-applicable",
            },
            "reason": item.reason,
            "line": item.line,
            "help": item.help,
        })
    });
    json!({
        "id": record.id(),
        "title": record.title(),
        "status": record.status(),
        "path": record.path,
        "ready": judgement.holds(),
        "met": met,
        "of": all,
        "items": items.collect::<Vec<_>>(),
    })
}
