//! The order of records by a method: each with its place, its score and what is missing.
mod compare;
mod page;
mod paper;
mod pictures;
mod sensitivity;
mod svg;
mod what_if;
mod why;

use super::Report;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::page::Answer;
use crate::page::Bars;
use crate::page::Page;
use crate::priority::Column;
use crate::priority::Counts;
use crate::priority::Invalid;
use crate::priority::Ordering;
use crate::priority::Remark;
use crate::priority::RollUp;
use crate::priority::Scores;
use crate::priority::decimal;
use crate::priority::pipeline::Cycle;
use crate::priority::pipeline::Item;
use crate::priority::pipeline::Moved;

pub use compare::Compared;
pub use paper::Paper;
pub use pictures::Picture;
pub use sensitivity::Firm;
pub use sensitivity::Steady;
pub use what_if::Before;
pub use what_if::WhatIf;
pub use why::Why;

pub static REPORT: Report = Report {
    id: "prioritize",
    summary: "what should be done next, and why",
};

/// `po prioritize`.
#[derive(Debug, Serialize)]
pub struct Prioritize<'a> {
    /// The name of the method.
    pub method: &'static str,
    /// How many have a score, and how many do not.
    pub scored: usize,
    pub unscored: usize,
    /// By place.
    pub items: Vec<Row<'a>>,
    pub excluded: Vec<Out<'a>>,
    pub cycles: &'a [Cycle],
    /// What the method says of all of them together.
    pub remarks: &'a [Remark],
    /// How firm the top is; null where that was not looked at.
    pub sensitivity: Option<Firm>,
    #[serde(skip)]
    look: Look<'a>,
    /// The scores as bars, where they were asked for.
    #[serde(skip)]
    bars: Option<Bars>,
    /// The command to go on with where nothing has a score yet.
    #[serde(skip)]
    first_step: Option<String>,
}

/// What the page needs to know beyond the data.
#[derive(Debug)]
struct Look<'a> {
    /// What the score is called.
    score: &'static str,
    /// The terms that have a column of their own.
    columns: Vec<Column<'a>>,
    decimals: u32,
    max_age_days: u32,
}

/// One record in the order.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// From 1.
    pub place: usize,
    /// The place among the same records by rank.
    pub old_place: usize,
    pub id: &'a Id,
    pub title: &'a str,
    /// What comes before any score: `expedite`, or a class of MoSCoW.
    pub class: Option<&'a str>,
    pub points: Option<Points>,
    /// To 6 decimals; null without a score, and for methods without one number.
    pub score: Option<f64>,
    pub missing: &'a [String],
    pub invalid: &'a [Invalid],
    /// Inputs filled from elsewhere.
    pub assumed: &'a Map<String, Value>,
    /// The share of needed inputs that the record itself holds.
    pub completeness: f64,
    /// Scored too long ago.
    pub stale: bool,
    /// The day it was scored, where the record says it.
    pub scored_on: Option<Day>,
    pub terms: &'a Map<String, Value>,
    /// Set where dependencies moved it up.
    pub moved_by: Option<&'a Moved>,
    /// Open records it depends on that are not in this order.
    pub waits_for: &'a [Id],
    /// What keeps it from going on, in words, where it is blocked.
    pub blocked: Option<String>,
    /// The class at the gates, where the method does not give the same.
    #[serde(skip)]
    gate: Option<&'a str>,
    /// The class by the method.
    #[serde(skip)]
    own: Option<String>,
    #[serde(skip)]
    scored: bool,
    /// How many stories make up the score of an epic that has none of its own.
    #[serde(skip)]
    rolled_up: Option<Counts>,
}

/// A record that has no place.
#[derive(Debug, Serialize)]
pub struct Out<'a> {
    pub id: &'a Id,
    pub title: &'a str,
    /// `done`, `dropped` or `wont`.
    pub why: &'static str,
}

impl<'a> Prioritize<'a> {
    /// The report of an order.
    pub fn new(ordering: &'a Ordering<'_>) -> Self {
        let items: Vec<Row> = ordering
            .items
            .iter()
            .map(|item| Row::of(ordering, item))
            .collect();
        let scored = items.iter().filter(|row| row.scored).count();
        let excluded = ordering.excluded.iter().map(|out| Out {
            id: out.record.id(),
            title: out.record.title(),
            why: out.why,
        });
        Self {
            method: ordering.method.id(),
            scored,
            unscored: items.len() - scored,
            excluded: excluded.collect(),
            cycles: &ordering.cycles,
            remarks: &ordering.remarks,
            sensitivity: None,
            bars: None,
            first_step: first_step(ordering),
            look: Look::of(ordering),
            items,
        }
    }

    /// The same, with a note on how firm the first `top` are, where that is known at once.
    pub fn with_firmness(mut self, ordering: &Ordering<'_>, top: usize) -> Self {
        self.sensitivity = Firm::at_hand(ordering, top);
        self
    }

    /// The same, with the scores as bars.
    pub fn with_bars(mut self, ordering: &Ordering<'_>) -> Self {
        self.bars = Some(pictures::bars(ordering));
        self
    }
}

impl Prioritize<'_> {
    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }
}

/// What to do where nothing has a score yet: epics can have the scores of their stories.
fn first_step(ordering: &Ordering<'_>) -> Option<String> {
    let method = ordering.method.as_ref();
    let first = ordering.items.first()?.record;
    if !method.reads_records() || ordering.items.iter().any(|item| item.scored) {
        return None;
    }
    let id = method.id();
    Some(
        match first.epic().is_some() && method.roll_up() != RollUp::None {
            true => format!("po prioritize epics --method {id} --roll-up"),
            false => format!("po score {} --method {id}", first.id()),
        },
    )
}

/// That an order was written to a file, in a format of its own; or would be.
pub fn saved(format: &str, file: &str, dry_run: bool) -> Answer {
    let data = Map::from_iter([
        ("format".to_owned(), format.into()),
        ("file".to_owned(), file.into()),
        ("dry_run".to_owned(), dry_run.into()),
    ]);
    let line = match dry_run {
        true => format!("would be written to {file} as {format}; nothing was written"),
        false => format!("written to {file} as {format}"),
    };
    Answer::new("prioritize-output", Page::new().paragraph(line), data)
}

impl<'a> Look<'a> {
    fn of(ordering: &'a Ordering<'_>) -> Self {
        let method = ordering.method.as_ref();
        Self {
            score: method.score_name(),
            columns: method.columns(),
            decimals: method.decimals(),
            max_age_days: ordering.max_age_days(),
        }
    }
}

impl<'a> Row<'a> {
    fn of(ordering: &Ordering<'_>, item: &'a Item<'_>) -> Self {
        let reading = &item.reading;
        let by_method = reading.terms.get("class").and_then(Value::as_str);
        let own = item.scored.then(|| ordering.method.class(&reading.terms));
        Self {
            place: item.place,
            old_place: item.old_place,
            id: item.record.id(),
            title: item.record.title(),
            class: item.class.or(by_method),
            points: item.record.story().and_then(|story| story.points),
            score: item.score.map(decimal::rounded),
            missing: &reading.missing,
            invalid: &reading.invalid,
            assumed: &reading.assumed,
            completeness: decimal::rounded(item.completeness),
            stale: item.stale,
            scored_on: Scores::of(item.record).scored_on(ordering.method.id()),
            terms: &reading.terms,
            moved_by: item.moved.as_ref(),
            waits_for: &item.waits_for,
            blocked: item.record.block(),
            gate: item.class.filter(|gate| by_method != Some(gate)),
            own: own.flatten(),
            scored: item.scored,
            rolled_up: Counts::of(&reading.terms),
        }
    }

    /// What its score lacks, in words: "needs time, size; value: 4 is none of …".
    fn gaps(&self) -> Vec<String> {
        self.needs().into_iter().chain(self.misfits()).collect()
    }

    /// The inputs that are missing.
    fn needs(&self) -> Option<String> {
        let any = !self.missing.is_empty();
        any.then(|| format!("needs {}", self.missing.join(", ")))
    }

    /// The inputs that are not valid, and why.
    fn misfits(&self) -> Vec<String> {
        let invalid = self.invalid.iter();
        invalid
            .map(|found| format!("{}: {}", found.key, found.why))
            .collect()
    }
}

#[cfg(test)]
mod tests;
