//! The state of a poll: who voted, what everybody has left, what each item got.

use super::Report;
use crate::model::Backlog;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::voices::Poll;
use crate::model::voices::PollFile;
use crate::model::voices::PollKind;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::priority::decimal::sort_key;
use crate::text::plural;
use crate::text::shell_word;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;

pub static REPORT: Report = Report {
    id: "vote",
    summary: "who voted in a poll, and what it comes to so far",
};

/// `po vote` without votes.
#[derive(Debug, Serialize)]
pub struct PollState<'a> {
    pub poll: &'a str,
    pub path: &'a str,
    pub kind: PollKind,
    /// What everybody has.
    pub budget: f64,
    /// By name.
    pub voters: Vec<Voter<'a>>,
    /// The most given first.
    pub items: Vec<PollItem<'a>>,
    /// The names of the other polls.
    pub others: Vec<&'a str>,
}

/// One ballot.
#[derive(Debug, Serialize)]
pub struct Voter<'a> {
    pub voter: &'a str,
    pub on: Option<Day>,
    pub spent: f64,
    pub left: f64,
    /// Why the ballot is not counted; null where it is.
    pub rejected: Option<String>,
}

/// What one item got.
#[derive(Debug, Serialize)]
pub struct PollItem<'a> {
    pub id: &'a Id,
    /// Null where there is no such record.
    pub title: Option<&'a str>,
    /// Dots or money.
    pub given: f64,
    pub voters: usize,
    /// Null for dots, and where it cannot be paid.
    pub price: Option<f64>,
}

impl<'a> PollState<'a> {
    pub fn new(backlog: &'a Backlog, poll: &'a PollFile) -> Self {
        let value = &poll.file.value;
        let budget = value.budget();
        let rejected: HashMap<&str, String> = poll
            .rejected()
            .map(|(ballot, fault)| (ballot.path.as_str(), fault.why))
            .collect();
        let voters = poll.ballots.iter().map(|ballot| {
            let spent = ballot.value.ballot.values().sum();
            Voter {
                voter: ballot.name(),
                on: ballot.value.on,
                spent,
                left: budget - spent,
                rejected: rejected.get(ballot.path.as_str()).cloned(),
            }
        });
        let tally = poll.tally();
        let items = value.items().into_iter().map(|id| {
            let (given, voters) = tally.get(id).copied().unwrap_or_default();
            PollItem {
                id,
                title: backlog.get(id).map(|record| record.title()),
                given,
                voters,
                price: value.prices.get(id).copied().filter(|price| {
                    value.kind == PollKind::Buy && Poll::price_fault(*price).is_none()
                }),
            }
        });
        let mut items: Vec<PollItem> = items.collect();
        items.sort_by_key(|item| (Reverse(item.order()), Reverse(item.voters), item.id));
        let others = backlog.voices().polls.iter().map(|other| other.file.name());
        Self {
            poll: poll.file.name(),
            path: &poll.file.path,
            kind: value.kind,
            budget,
            voters: voters.collect(),
            items,
            others: others.filter(|name| *name != poll.file.name()).collect(),
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }

    fn page(&self) -> Page {
        let what = match self.kind {
            PollKind::Dots => plural(self.budget as usize, "dot", "dots"),
            PollKind::Buy => format!("{} to spend", self.budget),
        };
        let heading = format!("{} · {what} each · {}", self.poll, self.path);
        let mut page = Page::new().heading(Text::of(Meaning::Strong, heading));
        page = page.table(self.results());
        page = match self.voters.is_empty() {
            true => page.paragraph("nobody has voted yet"),
            false => page.table(self.ballots()),
        };
        for voter in &self.voters {
            if let Some(why) = &voter.rejected {
                let text = format!("not counted: {} ({why})", voter.voter);
                page = page.paragraph(Text::of(Meaning::Warn, text));
            }
        }
        if !self.others.is_empty() {
            let others = format!("other polls: {}", self.others.join(", "));
            page = page.paragraph(Text::of(Meaning::Faint, others));
        }
        let next = format!("po prioritize --poll {}", shell_word(self.poll));
        page.paragraph(Text::from("next: ").and(Meaning::Command, next))
    }

    fn results(&self) -> Table {
        let buys = self.kind == PollKind::Buy;
        let mut columns = vec![Column::left("ID")];
        match buys {
            true => columns.extend(["PAID", "PRICE"].map(Column::right)),
            false => columns.push(Column::right("DOTS")),
        }
        columns.push(Column::right("VOTERS"));
        if buys {
            columns.push(Column::left("STATE"));
        }
        columns.push(Column::left("TITLE").cut());
        let rows = self.items.iter().map(|item| {
            let mut cells = vec![
                Text::of(Meaning::Id, item.id.as_str()),
                item.given.to_string().into(),
            ];
            if buys {
                cells.push(shown(item.price));
            }
            cells.push(item.voters.to_string().into());
            if buys {
                cells.push(item.state().into());
            }
            cells.push(item.title.unwrap_or("no such record").into());
            cells
        });
        Table {
            rows: rows.collect(),
            columns,
        }
    }

    fn ballots(&self) -> Table {
        let rows = self.voters.iter().map(|voter| {
            vec![
                voter.voter.into(),
                shown(voter.on),
                voter.spent.to_string().into(),
                voter.left.to_string().into(),
            ]
        });
        Table {
            rows: rows.collect(),
            columns: vec![
                Column::left("VOTER"),
                Column::left("ON"),
                Column::right("SPENT"),
                Column::right("LEFT"),
            ],
        }
    }
}

impl PollItem<'_> {
    /// What the items are ordered by.
    fn order(&self) -> i128 {
        sort_key(self.given / self.price.unwrap_or(1.0))
    }

    fn state(&self) -> String {
        match self.price {
            Some(price) if sort_key(self.given) >= sort_key(price) => "bought".to_owned(),
            Some(price) => format!("{} to go", price - self.given),
            None => "price not valid".to_owned(),
        }
    }
}

fn shown(value: Option<impl ToString>) -> Text {
    value.map_or("–".into(), |value| value.to_string().into())
}
