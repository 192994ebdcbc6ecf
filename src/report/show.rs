//! `po show`: everything a record says.

mod roll_up;
mod standing;

use super::Report;
use super::history::changes;
use super::is_empty;
use super::words;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::criterion::Criterion;
use crate::model::kind::Story;
use crate::model::union::TextOr;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::priority::Ordering;
use crate::text;
use roll_up::RollUp;
use serde_json::Map;
use serde_json::Value;
use standing::Standing;

pub use standing::is_asked;

pub static REPORT: Report = Report {
    id: "show",
    summary: "everything a record says",
};

/// Records with every key of their kind.
#[derive(Debug)]
pub struct Show {
    page: Page,
    items: Vec<Value>,
}

/// Fields with a part of their own on the page, or none.
const APART: &[&str] = &[
    "id",
    "title",
    "status",
    "type",
    "as_a",
    "i_want",
    "so_that",
    "description",
    "acceptance",
    "comments",
    "history",
    "steps",
    "expected",
    "actual",
    "question",
];

impl Show {
    /// `parts` adds how far the parts of each record are; the backlog must be
    /// loaded whole then. A record of one of the orders has its score and place.
    pub fn new(
        backlog: &Backlog,
        records: &[&Record],
        parts: bool,
        orderings: &[Ordering<'_>],
    ) -> Self {
        let mut page = Page::new();
        let mut items = Vec::with_capacity(records.len());
        for record in records {
            let roll_up = parts.then(|| RollUp::of(backlog, record)).flatten();
            let standing = Standing::of(orderings, record);
            page = add(page, backlog, record, (roll_up.as_ref(), &standing));
            let mut item = Map::new();
            item.insert("kind".to_owned(), record.kind.id.into());
            item.insert("path".to_owned(), record.path.clone().into());
            item.extend(record.fields());
            for (name, field) in &backlog.config.file.fields {
                if field.applies_to(record.kind.id) {
                    item.entry(name.clone()).or_insert(Value::Null);
                }
            }
            if let Some(roll_up) = roll_up {
                item.insert("roll_up".to_owned(), roll_up.json());
            }
            if standing::is_scored_kind(record) {
                item.insert("prioritize".to_owned(), standing.json().into());
            }
            items.push(Value::Object(item));
        }
        Self { page, items }
    }

    pub fn answer(self) -> Answer {
        let mut data = Map::new();
        data.insert("items".to_owned(), Value::Array(self.items));
        Answer::new(REPORT.id, self.page, data)
    }
}

fn add(
    page: Page,
    backlog: &Backlog,
    record: &Record,
    (roll_up, standing): (Option<&RollUp>, &Standing<'_>),
) -> Page {
    let fields = record.fields();
    let title = if record.title().is_empty() {
        "(no title)"
    } else {
        record.title()
    };
    let heading =
        Text::of(Meaning::Id, record.id().as_str()).and(Meaning::Strong, format!(" {title}"));
    let mut page = page
        .heading(heading)
        .facts(facts(backlog, record, &fields, standing));
    if let Some(roll_up) = roll_up {
        page = roll_up.add_to(page);
    }
    if let Some(story) = record.story() {
        page = story_parts(page, story);
    }
    if let Some(description) = fields.get("description").and_then(Value::as_str) {
        page = page
            .heading("Description")
            .paragraph(description.trim_end());
    }
    if let Some(story) = record.story()
        && !story.acceptance.is_empty()
    {
        page = page
            .heading("Acceptance")
            .verbatim(acceptance(&story.acceptance));
    }
    if !record.common.comments.is_empty() {
        let facts = record.common.comments.iter().map(|comment| {
            let day = comment
                .at
                .map(|at| at.local_day(&backlog.config.zone).to_string());
            let who = comment.by.as_deref().unwrap_or("somebody");
            (
                format!("{} {who}", day.unwrap_or_default())
                    .trim()
                    .to_owned(),
                comment.text.trim_end().into(),
            )
        });
        page = page.heading("Comments").facts(facts.collect());
    }
    if !record.common.history.is_empty() {
        page = page.heading("History").facts(history(backlog, record));
    }
    page
}

fn facts(
    backlog: &Backlog,
    record: &Record,
    fields: &Map<String, Value>,
    standing: &Standing<'_>,
) -> Vec<(String, Text)> {
    let status = record.status().unwrap_or("–");
    let sort = fields
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or(record.kind.id);
    let head =
        super::status(status, backlog.category(record)).and(Meaning::Plain, format!(" · {sort}"));
    let mut facts = vec![("status".to_owned(), head)];
    for (name, value) in fields {
        if APART.contains(&name.as_str()) || is_empty(value) {
            continue;
        }
        let meaning = if name == "blocked" {
            Meaning::Bad
        } else {
            Meaning::Plain
        };
        facts.push((
            name.replace('_', " "),
            Text::of(meaning, words(value).trim_end()),
        ));
    }
    facts.extend(standing.fact());
    facts.push((
        "file".to_owned(),
        Text::of(Meaning::Faint, record.path.clone()),
    ));
    facts
}

fn story_parts(mut page: Page, story: &Story) -> Page {
    let mut parts = Vec::new();
    let mut part = |name: &str, text: Option<&str>| {
        if let Some(text) = text {
            parts.push((name.to_owned(), Text::from(text.trim_end())));
        }
    };
    part("as a", story.as_a.as_deref());
    part("I want", story.i_want.as_deref());
    part("so that", story.so_that.as_deref());
    part("question", story.question.as_deref());
    let steps = story.steps.as_ref().map(|lines| lines.join("\n"));
    part("steps", steps.as_deref());
    part("expected", story.expected.as_deref());
    part("actual", story.actual.as_deref());
    if !parts.is_empty() {
        page = page.heading("Story").facts(parts);
    }
    page
}

/// Numbered, so that `acceptance.2` can be said; ticked where verified.
fn acceptance(criteria: &[TextOr<Criterion>]) -> Vec<Text> {
    let mut lines = Vec::new();
    for (at, criterion) in criteria.iter().enumerate() {
        let mark = if criterion.is_verified() {
            Text::of(Meaning::Good, "✓")
        } else if criterion.is_waived() {
            Text::of(Meaning::Warn, "~")
        } else {
            Text::of(Meaning::Faint, "·")
        };
        let number = format!("{:>3} ", at + 1);
        let first = Text::of(Meaning::Faint, number);
        let mut first = Text([first.0, mark.0].concat()).and(Meaning::Plain, " ");
        let mut parts = criterion_lines(criterion).into_iter();
        first = first.and(Meaning::Plain, parts.next().unwrap_or_default());
        lines.push(first);
        lines.extend(parts.map(|part| Text::from(format!("      {part}"))));
    }
    lines
}

fn criterion_lines(criterion: &TextOr<Criterion>) -> Vec<String> {
    match criterion {
        TextOr::Text(sentence) => vec![sentence.clone()],
        TextOr::Map(map) => {
            let mut lines: Vec<String> = map.text.iter().map(|text| text.to_string()).collect();
            for (word, text) in [
                ("given", &map.given),
                ("when ", &map.when),
                ("then ", &map.then),
            ] {
                if let Some(text) = text {
                    lines.push(format!("{word} {}", text.join(" and ")));
                }
            }
            if let (Some(id), Some(first)) = (&map.id, lines.first_mut()) {
                *first = format!("{id}: {first}");
            }
            lines
        }
    }
}

fn history(backlog: &Backlog, record: &Record) -> Vec<(String, Text)> {
    let said = record.common.history.iter().map(|entry| {
        let by = entry.by.as_ref().map(|by| format!(" by {by}"));
        let reason = entry.reason.as_ref().map(|why| format!(": {why}"));
        let line = format!(
            "{}{}{}",
            changes(entry),
            reason.unwrap_or_default(),
            by.unwrap_or_default()
        );
        let day = entry.at.local_day(&backlog.config.zone);
        (day.to_string(), text::safe(&line).into_owned().into())
    });
    said.collect()
}
