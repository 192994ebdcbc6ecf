//! `po renumber`: which records get another id, and which links follow.

use super::Outcome;
use super::Report;
use super::changed;
use crate::edit::Change;
use crate::edit::NamedAt;
use crate::edit::Renumbering;
use crate::edit::path_after;
use crate::model::Record;
use crate::model::id::Id;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::text;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "renumber",
    summary: "which records get another id, and which links follow",
};

/// The plan, and the changes that carry it out.
#[derive(Debug)]
pub struct Renumbered<'a> {
    pub plan: &'a [Renumbering<'a>],
    pub changes: &'a [Change],
    pub outcome: Outcome,
}

impl Renumbered<'_> {
    pub fn answer(&self) -> Answer {
        let shown = self.outcome == Outcome::Shown;
        let mut data = Map::new();
        data.insert("dry_run".to_owned(), shown.into());
        data.insert("plan".to_owned(), self.plan.iter().map(step).collect());
        data.insert("items".to_owned(), changed::items(self.changes));
        if shown {
            data.insert("diff".to_owned(), changed::diff_lines(self.changes));
        }
        let mut page = Page::new();
        if self.plan.is_empty() {
            page = page.paragraph("no id stands in two files; nothing to change");
        }
        for step in self.plan {
            page = add(page, step);
        }
        if shown && !self.plan.is_empty() {
            page = changed::add_diff(page, self.changes);
        }
        Answer::new(REPORT.id, page, data)
    }
}

fn add(page: Page, step: &Renumbering) -> Page {
    let line = |record: &Record, said: &str| {
        Text::of(Meaning::Id, record.id().as_str())
            .and(Meaning::Plain, format!(" {}  ", record.title()))
            .and(Meaning::Strong, said)
            .and(Meaning::Faint, format!("  {}", record.path))
    };
    let mut lines = vec![
        line(step.kept, "keeps the id"),
        line(step.record, &format!("becomes {}", step.to)),
    ];
    let mut places = |links: &[NamedAt], said: &str| {
        for link in links {
            let (path, field, line) = (link.by.path(), &link.field, link.line);
            let id = link.by.id().map(|id| format!("{id} "));
            let id = id.unwrap_or_default();
            lines.push(Text::from(format!("  {id}{field} ({path}:{line}) {said}")));
        }
    };
    places(&step.links, "follows");
    places(&step.unsure, "may mean either, and stays");
    for text in &step.texts {
        let (id, path, line) = (step.record.id(), text.by.path(), text.line);
        let other = text.by.id().map_or(path, Id::as_str);
        lines.push(Text::from(format!(
            "  {id} is also named in the text of {other} ({path}:{line}): look at it"
        )));
    }
    page.verbatim(lines)
}

fn step(step: &Renumbering) -> Value {
    let places = |links: &[NamedAt]| -> Value {
        let place = |link: &NamedAt| {
            json!({
                "id": link.by.id(),
                "path": link.by.path(),
                "field": link.field,
                "line": link.line,
            })
        };
        links.iter().map(place).collect()
    };
    json!({
        "id": step.record.id(),
        "title": text::safe(step.record.title()),
        "to": step.to,
        "from_path": step.record.path,
        "path": path_after(step.record, &step.to),
        "kept": step.kept.path,
        "links": places(&step.links),
        "unsure": places(&step.unsure),
        "texts": places(&step.texts),
    })
}
