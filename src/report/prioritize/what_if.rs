//! The order as it would be with other values, beside the one there is.
use std::collections::HashMap;

use serde::Serialize;

use super::Prioritize;
use super::page::RANK;
use crate::model::id::Id;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::priority::Ordering;
use crate::priority::decimal;
use crate::text::plural;
use crate::text::thousands;

/// In place of a value that is not there.
const NONE: &str = "–";

/// The places and scores of an order, kept after what it was made from has changed; of none, nothing.
#[derive(Debug, Default)]
pub struct Before(HashMap<Id, (usize, Option<f64>)>);

/// `po prioritize --what-if`.
#[derive(Debug, Serialize)]
pub struct WhatIf<'a> {
    pub method: &'static str,
    /// What is supposed, as typed.
    pub supposed: &'a [String],
    /// By their new places.
    pub items: Vec<Row<'a>>,
    /// Those that had a place and would have none.
    pub gone: Vec<Id>,
    /// The order as supposed.
    #[serde(skip)]
    order: Prioritize<'a>,
    #[serde(skip)]
    decimals: u32,
}

/// One record with its two places.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    #[serde(flatten)]
    pub item: super::Row<'a>,
    /// Null where it had none.
    pub place_before: Option<usize>,
    /// To 6 decimals; null without a score.
    pub score_before: Option<f64>,
}

impl Before {
    pub fn of(ordering: &Ordering<'_>) -> Self {
        let items = ordering.items.iter().map(|item| {
            let score = item.score.map(decimal::rounded);
            (item.record.id().clone(), (item.place, score))
        });
        Self(items.collect())
    }
}

impl<'a> WhatIf<'a> {
    pub fn new(ordering: &'a Ordering<'_>, before: &Before, supposed: &'a [String]) -> Self {
        let items = ordering.items.iter().map(|item| {
            let was = before.0.get(item.record.id());
            Row {
                item: super::Row::of(ordering, item),
                place_before: was.map(|(place, _)| *place),
                score_before: was.and_then(|(_, score)| *score),
            }
        });
        let mut gone: Vec<Id> = before.0.keys().cloned().collect();
        gone.retain(|id| ordering.item(id).is_none());
        gone.sort();
        Self {
            method: ordering.method.id(),
            supposed,
            items: items.collect(),
            gone,
            order: Prioritize::new(ordering),
            decimals: ordering.method.decimals(),
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new("prioritize-what-if", self.page(), super::super::data(self))
    }

    pub fn page(&self) -> Page {
        let mut page = Page::new();
        if !self.items.is_empty() {
            page = page.table(self.table());
        }
        if !self.gone.is_empty() {
            let ids: Vec<&str> = self.gone.iter().map(Id::as_str).collect();
            page = page.paragraph(format!("no place any more: {}", ids.join(", ")));
        }
        let moved = self.items.iter().filter(|row| row.moves()).count();
        let records = plural(self.items.len(), "record", "records");
        let is_first = self.items.iter().all(|row| row.place_before.is_none());
        let moving = match moved {
            _ if is_first && moved > 0 => "an order where there is none now".to_owned(),
            0 => "no record moves".to_owned(),
            1 => format!("1 of {records} moves"),
            _ => format!("{} of {records} move", thousands(moved)),
        };
        let supposed = self.supposed.join(", ");
        page.paragraph(format!("what if {supposed}: {moving}; nothing is written"))
    }

    /// The columns of the order itself, with what was before beside the place and the score.
    fn table(&self) -> Table {
        let mut table = self.order.table();
        // The place it has now says more here than how far its rank is from the one supposed.
        if let Some(rank) = table.columns.iter().position(|column| column.title == RANK) {
            table.columns.remove(rank);
            table.rows.iter_mut().for_each(|row| drop(row.remove(rank)));
        }
        let score = self.order.score_at();
        if let Some(at) = score {
            table.columns.insert(at + 1, Column::right("WAS"));
        }
        table.columns.insert(1, Column::right("WAS"));
        for (cells, row) in table.rows.iter_mut().zip(&self.items) {
            if let Some(at) = score {
                cells.insert(at + 1, self.score_before(row));
            }
            if row.moves() {
                cells[0] = Text::of(Meaning::Strong, row.item.place.to_string());
            }
            cells.insert(1, row.was());
        }
        table
    }

    fn score_before(&self, row: &Row<'_>) -> Text {
        match row.score_before {
            before if before == row.item.score => Text::of(Meaning::Faint, "="),
            Some(score) => decimal::display(score, self.decimals).into(),
            None => Text::of(Meaning::Faint, NONE),
        }
    }
}

impl Row<'_> {
    fn moves(&self) -> bool {
        self.place_before != Some(self.item.place)
    }

    /// "4 ↑", "1 ↓", "=".
    fn was(&self) -> Text {
        match self.place_before {
            None => Text::of(Meaning::Faint, NONE),
            Some(was) if was == self.item.place => Text::of(Meaning::Faint, "="),
            Some(was) if was > self.item.place => format!("{was} ↑").into(),
            Some(was) => format!("{was} ↓").into(),
        }
    }
}
