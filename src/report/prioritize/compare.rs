//! The orders of several methods side by side. Their scores are never added: each has a scale of its own.
use std::collections::HashMap;

use serde::Serialize;

use crate::model::id::Id;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::priority::Ordering;
use crate::priority::decimal;
use crate::priority::pipeline::Item;
use crate::priority::pipeline::kendall;
use crate::text::plural;
use crate::text::thousands;

/// `po prioritize --compare wsjf,rice`.
#[derive(Debug, Serialize)]
pub struct Compared<'a> {
    pub methods: Vec<&'static str>,
    /// How far each two methods agree.
    pub agreement: Vec<Agreement>,
    /// Those that the methods disagree on most come first.
    pub items: Vec<Row<'a>>,
    /// How many records at least one of the methods has no score for.
    pub uncompared: usize,
}

/// How far two methods agree.
#[derive(Debug, Serialize)]
pub struct Agreement {
    pub methods: [&'static str; 2],
    /// How many records both have a score for.
    pub common: usize,
    /// Kendall's tau, 1 for the same order and −1 for the opposite, to 6 decimals; null below two records.
    pub tau: Option<f64>,
    /// The same for the orders that the scores alone would give, without gates and dependencies.
    pub tau_by_score: Option<f64>,
}

/// One record that every method has a score for.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    pub id: &'a Id,
    pub title: &'a str,
    /// Its place by each method, among the records that are compared, from 1.
    pub places: Vec<usize>,
    /// How many places the methods are apart.
    pub apart: usize,
}

impl<'a> Compared<'a> {
    /// Compares orders of the same records.
    pub fn new(orderings: &'a [Ordering<'_>]) -> Self {
        let methods = orderings.iter().map(|ordering| ordering.method.id());
        let agreement = (0..orderings.len())
            .flat_map(|a| (a + 1..orderings.len()).map(move |b| (a, b)))
            .map(|(a, b)| Agreement::of(&orderings[a], &orderings[b]));
        let mut items = rows(orderings);
        // The sort keeps the order of the first method among equals.
        items.sort_by_key(|row| std::cmp::Reverse(row.apart));
        let open = orderings.iter().map(|ordering| ordering.items.len()).max();
        Self {
            methods: methods.collect(),
            agreement: agreement.collect(),
            uncompared: open.unwrap_or_default().saturating_sub(items.len()),
            items,
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new("prioritize-compare", self.page(), super::super::data(self))
    }

    pub fn page(&self) -> Page {
        let mut page = Page::new();
        page = match self.items.is_empty() {
            true => page.paragraph("nothing to compare: no record has a score by each method"),
            false => page.table(self.table()),
        };
        for agreement in &self.agreement {
            page = page.paragraph(agreement.sentence());
        }
        if self
            .agreement
            .iter()
            .any(|agreement| agreement.tau.is_some())
        {
            let text = "tau is 1 for the same order and -1 for the opposite one";
            page = page.paragraph(Text::of(Meaning::Faint, text));
        }
        if self.uncompared > 0 && !self.items.is_empty() {
            let records = plural(self.uncompared, "record", "records");
            page = page.paragraph(format!("{records} not compared: not scored by each method"));
        }
        page
    }

    fn table(&self) -> Table {
        let mut columns = vec![Column::left("ID")];
        let places = self.methods.iter();
        columns.extend(places.map(|method| Column::right(method.to_uppercase())));
        columns.extend([Column::right("APART"), Column::left("TITLE").cut()]);
        let rows = self.items.iter().map(|row| {
            let mut cells = vec![Text::of(Meaning::Id, row.id.as_str())];
            cells.extend(row.places.iter().map(|place| thousands(*place).into()));
            cells.push(match row.apart {
                0 => Text::of(Meaning::Faint, "="),
                apart => thousands(apart).into(),
            });
            cells.push(row.title.into());
            cells
        });
        Table {
            rows: rows.collect(),
            columns,
        }
    }
}

impl Agreement {
    fn of(first: &Ordering<'_>, second: &Ordering<'_>) -> Self {
        let first_items: Vec<&Item> = first.items.iter().collect();
        let second_items: Vec<&Item> = second.items.iter().collect();
        let places = common_places(&first_items, &second_items);
        let by_score = common_places(&first.by_score(), &second.by_score());
        Self {
            methods: [first.method.id(), second.method.id()],
            common: places.len(),
            tau: kendall::tau(&places).map(decimal::rounded),
            tau_by_score: kendall::tau(&by_score).map(decimal::rounded),
        }
    }

    /// "wsjf and rice: Kendall's tau 0.67 over 4 records that both have scored; 0.24 by the scores alone".
    fn sentence(&self) -> String {
        let [first, second] = self.methods;
        let records = plural(self.common, "record", "records");
        match self.tau {
            Some(tau) => {
                let shown = decimal::display(tau, 2);
                let alone = self.tau_by_score.filter(|alone| *alone != tau);
                let alone = alone.map_or_else(String::new, |alone| {
                    let alone = decimal::display(alone, 2);
                    format!("; {alone} by the scores alone, before classes and dependencies")
                });
                format!(
                    "{first} and {second}: Kendall's tau {shown} over {records} that both have scored{alone}"
                )
            }
            None => {
                format!("{first} and {second}: {records} that both have scored, too few to compare")
            }
        }
    }
}

/// Of the records that both have a score for, the places in the second order, by place in the first.
fn common_places(first: &[&Item<'_>], second: &[&Item<'_>]) -> Vec<usize> {
    let scored = |items: &[&Item<'_>]| -> Vec<Id> {
        let scored = items.iter().filter(|item| item.scored);
        scored.map(|item| item.record.id().clone()).collect()
    };
    let second: HashMap<Id, usize> = scored(second).into_iter().zip(0..).collect();
    let places = scored(first)
        .into_iter()
        .filter_map(|id| second.get(&id).copied());
    places.collect()
}

/// The records that each method has a score for, in the order of the first, with their places among themselves.
fn rows<'a>(orderings: &'a [Ordering<'_>]) -> Vec<Row<'a>> {
    let Some(first) = orderings.first() else {
        return Vec::new();
    };
    let scored = |ordering: &Ordering<'_>, id: &Id| ordering.item(id).is_some_and(|it| it.scored);
    let common = |id: &Id| orderings.iter().all(|ordering| scored(ordering, id));
    let records = first.items.iter().map(|item| item.record);
    let records: Vec<_> = records.filter(|record| common(record.id())).collect();
    let mut rows: Vec<Row<'_>> = records
        .iter()
        .map(|record| Row {
            id: record.id(),
            title: record.title(),
            places: Vec::with_capacity(orderings.len()),
            apart: 0,
        })
        .collect();
    for ordering in orderings {
        let place = |at: &usize| ordering.item(rows[*at].id).map(|item| item.place);
        let mut by_place: Vec<usize> = (0..rows.len()).collect();
        by_place.sort_by_cached_key(place);
        for (place, at) in by_place.into_iter().enumerate() {
            rows[at].places.push(place + 1);
        }
    }
    for row in &mut rows {
        let least = row.places.iter().min().copied().unwrap_or_default();
        let most = row.places.iter().max().copied().unwrap_or_default();
        row.apart = most - least;
    }
    rows
}
