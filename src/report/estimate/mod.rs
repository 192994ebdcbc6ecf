//! `po estimate`: what estimates say, of stories one by one or of a set of them.

mod page;

use super::Report;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind::Estimate;
use crate::model::kind::EstimateUnit;
use crate::model::kind::PokerRound;
use crate::model::kind::Story;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::page::Answer;
use crate::priority::estimate::Sizes;
use crate::priority::estimate::Spread;
use crate::priority::estimate::Verdict;
use crate::priority::estimate::poker;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;

pub static REPORT: Report = Report {
    id: "estimate",
    summary: "how large stories are, and how sure that is",
};

/// How many stories of the same size are shown.
const NEIGHBOURS: usize = 5;

/// Stories with what their estimates say.
#[derive(Debug, Serialize)]
pub struct Estimates {
    pub items: Vec<Estimated>,
    /// What they come to together, where a query chose them.
    pub sums: Option<Sums>,
}

/// One story.
#[derive(Debug, Serialize)]
pub struct Estimated {
    pub id: Id,
    pub title: String,
    pub status: Option<String>,
    pub points: Option<Points>,
    /// The points are those of a shirt.
    pub about: bool,
    pub shirt: Option<String>,
    /// The smallest shirt that holds the points.
    pub fits: Option<String>,
    pub estimate: Option<ThreePoints>,
    pub poker: Vec<Round>,
    /// Stories of the same size; those that are done come first.
    pub neighbours: Vec<Neighbour>,
}

/// A three-point estimate with its numbers, or with why it has none.
#[derive(Debug, Serialize)]
pub struct ThreePoints {
    pub o: f64,
    pub m: f64,
    pub p: f64,
    pub unit: EstimateUnit,
    #[serde(flatten)]
    pub numbers: Option<Numbers>,
    pub invalid: Option<String>,
    #[serde(skip)]
    spread: Option<Spread>,
}

/// The numbers of a spread.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Numbers {
    pub mean: f64,
    pub sd: f64,
    pub p85: f64,
    pub p95: f64,
    /// Between these lie 95 of 100.
    pub low: f64,
    pub high: f64,
}

/// A round of planning poker, counted.
#[derive(Debug, Serialize)]
pub struct Round {
    pub on: Option<Day>,
    pub round: Option<u32>,
    pub votes: IndexMap<String, Value>,
    pub r#final: Option<Points>,
    /// consensus, near or discuss; null where a card is none.
    pub verdict: Option<&'static str>,
    /// What is proposed or suggested.
    pub suggested: Option<Points>,
    pub lowest: Vec<String>,
    pub highest: Vec<String>,
    pub unsure: usize,
    /// The same in words.
    pub words: String,
}

/// A story of the same size.
#[derive(Debug, Serialize)]
pub struct Neighbour {
    pub id: Id,
    pub title: String,
    pub status: Option<String>,
}

/// What several stories come to.
#[derive(Debug, Serialize)]
pub struct Sums {
    pub points: Points,
    /// Some of the points are those of shirts.
    pub about: bool,
    pub with_points: usize,
    pub without_points: usize,
    /// One for each unit: units are never added up.
    pub three_points: Vec<UnitSum>,
    pub without_three_points: usize,
}

/// The three-point estimates of one unit together.
#[derive(Debug, Serialize)]
pub struct UnitSum {
    pub unit: EstimateUnit,
    pub stories: usize,
    #[serde(flatten)]
    pub numbers: Numbers,
}

impl Estimates {
    /// What is known of each record that is a story; `sums` adds them up.
    ///
    /// # Errors
    /// The scale in `po.yaml` cannot be used.
    pub fn new(backlog: &Backlog, records: &[&Record], sums: bool) -> Result<Self, Error> {
        let sizes = Sizes::of(&backlog.config)?;
        let stories = records
            .iter()
            .filter_map(|record| Some((*record, record.story()?)));
        let alike = alike(backlog, &sizes);
        let items: Vec<Estimated> = stories
            .map(|(record, story)| estimated(&alike, &sizes, record, story))
            .collect();
        let sums = sums.then(|| Sums::of(&items));
        Ok(Self { items, sums })
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }
}

fn estimated(alike: &Alike<'_>, sizes: &Sizes, record: &Record, story: &Story) -> Estimated {
    let size = sizes.size(story);
    let points = size.map(|size| size.points);
    Estimated {
        id: record.id().clone(),
        title: record.title().to_owned(),
        status: record.status().map(str::to_owned),
        points,
        about: size.is_some_and(|size| size.about),
        shirt: story.shirt.as_deref().map(str::to_owned),
        fits: points.map(|points| sizes.holding(points)),
        estimate: story.estimate.as_ref().map(ThreePoints::of),
        poker: story
            .poker
            .iter()
            .map(|round| Round::of(round, sizes))
            .collect(),
        neighbours: points.map_or_else(Vec::new, |points| neighbours(alike, record, points)),
    }
}

/// The stories of each size, the best to compare with first.
type Alike<'a> = HashMap<Points, Vec<&'a Record>>;

/// What is done says best how large something is, so it comes first; what was dropped says nothing.
fn alike<'a>(backlog: &'a Backlog, sizes: &Sizes) -> Alike<'a> {
    let mut alike = Alike::new();
    for record in backlog.records() {
        let size = record.story().and_then(|story| sizes.size(story));
        let size = size.filter(|_| backlog.category(record) != Category::Dropped);
        if let Some(size) = size {
            alike.entry(size.points).or_default().push(record);
        }
    }
    for records in alike.values_mut() {
        records.sort_by_key(|record| (backlog.is_open(record), record.id()));
    }
    alike
}

fn neighbours(alike: &Alike<'_>, of: &Record, points: Points) -> Vec<Neighbour> {
    let same = alike.get(&points).into_iter().flatten();
    let others = same.filter(|record| record.id() != of.id());
    let neighbour = |record: &&Record| Neighbour {
        id: record.id().clone(),
        title: record.title().to_owned(),
        status: record.status().map(str::to_owned),
    };
    others.take(NEIGHBOURS).map(neighbour).collect()
}

impl ThreePoints {
    fn of(estimate: &Estimate) -> Self {
        let spread = Spread::of(estimate);
        Self {
            o: estimate.o,
            m: estimate.m,
            p: estimate.p,
            unit: estimate.unit(),
            numbers: spread.as_ref().ok().map(|spread| Numbers::of(*spread)),
            invalid: spread.as_ref().err().cloned(),
            spread: spread.ok(),
        }
    }
}

impl Numbers {
    fn of(spread: Spread) -> Self {
        let (low, high) = spread.range();
        Self {
            mean: spread.mean,
            sd: spread.sd(),
            p85: spread.p85(),
            p95: spread.p95(),
            low,
            high,
        }
    }
}

impl Round {
    /// A round, counted by the scale of the team.
    pub fn of(round: &PokerRound, sizes: &Sizes) -> Self {
        let count = poker::count(round, sizes);
        let ends = count.as_ref().ok().and_then(|count| count.ends.clone());
        let [lowest, highest] = ends
            .map(|ends| ends.map(|(_, who)| who))
            .unwrap_or_default();
        let (verdict, suggested) = match count.as_ref().map(|count| count.verdict) {
            Ok(Verdict::Consensus(points)) => (Some("consensus"), Some(points)),
            Ok(Verdict::Near(points)) => (Some("near"), Some(points)),
            Ok(Verdict::Discuss(points)) => (Some("discuss"), points),
            Err(_) => (None, None),
        };
        Self {
            on: round.on,
            round: round.round,
            votes: round.votes.clone(),
            r#final: round.r#final,
            verdict,
            suggested,
            lowest,
            highest,
            unsure: count.as_ref().map_or(0, |count| count.unsure),
            words: count.map_or_else(|why| format!("invalid: {why}"), |count| count.words()),
        }
    }
}

impl Sums {
    fn of(items: &[Estimated]) -> Self {
        let sized = items.iter().filter(|item| item.points.is_some()).count();
        let valid = |unit: EstimateUnit| {
            let estimates = items.iter().filter_map(|item| item.estimate.as_ref());
            let of_unit = estimates.filter(move |estimate| estimate.unit == unit);
            of_unit.filter_map(|estimate| estimate.spread)
        };
        let units = EstimateUnit::ALL.into_iter();
        let three_points: Vec<UnitSum> = units
            .map(|unit| UnitSum {
                unit,
                stories: valid(unit).count(),
                numbers: Numbers::of(valid(unit).sum()),
            })
            .filter(|sum| sum.stories > 0)
            .collect();
        let with: usize = three_points.iter().map(|sum| sum.stories).sum();
        Self {
            points: items.iter().filter_map(|item| item.points).sum(),
            about: items.iter().any(|item| item.about),
            with_points: sized,
            without_points: items.len() - sized,
            three_points,
            without_three_points: items.len() - with,
        }
    }
}
