//! How an order comes about: gates, one method inside a class, ties, dependencies.
//!
//! The steps are those of every method, in this order; each may have nothing to do. Scores only propose an order: it
//! lasts once its ranks are written.
mod assume;
mod gates;
pub mod kendall;
mod places;
mod ranks;
mod sensitivity;
mod set;
mod steps;

use std::collections::HashMap;

use serde::Serialize;

use super::Method;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::Scores;
use super::inputs;
use super::order;
use super::order::Entry;
use super::order::Tie;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use gates::Gates;

pub use assume::Assumed;
pub use assume::assumed;
pub use gates::has_part;
pub use ranks::ranks;
pub use sensitivity::Firmness;
pub use sensitivity::Sensitivity;
pub use sensitivity::TopChange;
pub use set::Set;
pub use set::unusable;
pub use steps::Step;

/// Records in the order they should be done in.
pub struct Ordering<'a> {
    /// The method, with the team's options.
    pub method: Box<dyn Method>,
    /// By place.
    pub items: Vec<Item<'a>>,
    /// Those without a place, in their old order.
    pub excluded: Vec<Excluded<'a>>,
    pub cycles: Vec<Cycle>,
    /// What the method says of all of them together.
    pub remarks: Vec<Remark>,
    /// Where the records come from.
    pub backlog: &'a Backlog,
    gates: Gates,
    /// What stands in for values that are not there.
    assumed: Assumed,
    /// What the order comes from, by id.
    entries: Vec<Entry<'a>>,
    /// For each entry the entries it depends on.
    needs: Vec<Vec<usize>>,
    /// The entries by gates, score and ties, before dependencies.
    base: Vec<usize>,
    /// For each entry where its item stands.
    item_of: Vec<usize>,
    /// How far an amount is moved to see whether the order holds.
    step_percent: f64,
}

/// One record with its place.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    pub record: &'a Record,
    /// From 1.
    pub place: usize,
    /// The place among the same records by rank, from 1.
    pub old_place: usize,
    /// `expedite` or a class of MoSCoW, where the gates look at them.
    pub class: Option<&'static str>,
    /// Whether the method could place it.
    pub scored: bool,
    /// None where the method has none, and without a score.
    pub score: Option<f64>,
    /// What the record holds of the inputs, and what is wrong with it.
    pub reading: Reading,
    /// The share of needed inputs that the record itself holds, 0 to 1.
    pub completeness: f64,
    /// Scored longer ago than `prioritize.score_max_age_days`.
    pub stale: bool,
    /// How dependencies moved it up.
    pub moved: Option<Moved>,
    /// Open records it depends on that have no place here.
    pub waits_for: Vec<Id>,
    entry: usize,
}

/// That a record stands earlier than its score says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The place it would have.
    pub from: usize,
    /// The most urgent record that waits for it.
    pub blocks: Id,
}

/// A record without a place.
#[derive(Clone, Debug)]
pub struct Excluded<'a> {
    pub record: &'a Record,
    /// `done`, `dropped` or `wont`.
    pub why: &'static str,
}

/// Records that wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cycle {
    /// All of them, by id.
    pub ids: Vec<Id>,
    /// A shortest way round through the first of them, which stands at both ends.
    pub path: Vec<Id>,
}

/// What is known of a record before the order.
#[derive(Default)]
struct Candidate {
    class: Option<&'static str>,
    score: Option<f64>,
    reading: Reading,
    waits_for: Vec<Id>,
}

/// Orders records of one kind by a method. Closed ones have no place.
///
/// # Errors
/// Options in `po.yaml` that cannot be used; records of two kinds, or of one without scores.
pub fn prioritize<'a>(
    backlog: &'a Backlog,
    records: &[&'a Record],
    method: &dyn Method,
    today: Day,
) -> Result<Ordering<'a>, Error> {
    prioritize_assuming(backlog, records, method, &[], today)
}

/// The same, with values, such as `size=5`, for what records do not say themselves.
///
/// # Errors
/// As `prioritize` and `assumed`.
pub fn prioritize_assuming<'a>(
    backlog: &'a Backlog,
    records: &[&'a Record],
    method: &dyn Method,
    assume: &[String],
    today: Day,
) -> Result<Ordering<'a>, Error> {
    one_kind(records)?;
    let is_open = |record: &&Record| backlog.is_open(record);
    let open: Vec<&Record> = records.iter().copied().filter(is_open).collect();
    let set = Set::new(backlog, &open, today)?;
    let gates = set.gates;
    let method = super::ready(method, &backlog.config.file.methods, &set)?;
    let assumed = assumed(method.as_ref(), assume)?;
    let step_percent = sensitivity::step_percent(&backlog.config)?;
    let mut by_id = records.to_vec();
    by_id.sort_unstable_by(|a, b| (a.id(), &a.path).cmp(&(b.id(), &b.path)));
    let (mut entries, mut candidates, mut excluded) = (Vec::new(), Vec::new(), Vec::new());
    for record in by_id {
        match assess(backlog, gates, (method.as_ref(), &assumed), record) {
            Ok((entry, candidate)) => {
                entries.push(entry);
                candidates.push(candidate);
            }
            Err(why) => excluded.push(Excluded { record, why }),
        }
    }
    excluded.sort_by_cached_key(|out: &Excluded<'a>| out.record.manual_place());
    let mut ordering = Ordering {
        method,
        items: Vec::new(),
        excluded,
        cycles: Vec::new(),
        remarks: Vec::new(),
        backlog,
        gates,
        needs: needs(backlog, &entries, &mut candidates),
        entries,
        assumed,
        base: Vec::new(),
        item_of: Vec::new(),
        step_percent,
    };
    ordering.place(candidates, today);
    ordering.remarks = ordering.method.remarks(&ordering);
    Ok(ordering)
}

fn one_kind(records: &[&Record]) -> Result<(), Error> {
    let Some(first) = records.first() else {
        return Ok(());
    };
    if inputs::all(first).is_none() {
        let kind = first.kind.plural;
        return Err(
            Error::usage(format!("{kind} have no scores")).help("stories and epics can be ordered")
        );
    }
    match records
        .iter()
        .find(|record| record.kind.id != first.kind.id)
    {
        None => Ok(()),
        Some(other) => Err(Error::usage(format!(
            "{} and {} have an order of their own each",
            first.kind.plural, other.kind.plural
        ))),
    }
}

/// What a record is ordered by, or why it has no place.
fn assess<'a>(
    backlog: &Backlog,
    gates: Gates,
    (method, assumed): (&dyn Method, &Assumed),
    record: &'a Record,
) -> Result<(Entry<'a>, Candidate), &'static str> {
    let category = backlog.category(record);
    if !category.is_open() {
        return Err(category.word());
    }
    let scores = Scores::of(record);
    let standing = gates.standing(scores);
    if standing.out {
        return Err("wont");
    }
    let (parts, score, mut reading) = match assume::score(method, scores, assumed) {
        Outcome::Scored {
            parts,
            score,
            reading,
        } => (Some(parts), score, reading),
        Outcome::Unscored(reading) => (None, None, reading),
        Outcome::Excluded(why) => return Err(why),
    };
    // MoSCoW as the method has said it already.
    let stray = standing.invalid.into_iter();
    let stray = stray.filter(|stray| !reading.invalid.contains(stray));
    reading.invalid.extend(stray.collect::<Vec<_>>());
    let entry = Entry::new(record, standing.places, parts);
    let candidate = Candidate {
        class: standing.class,
        score,
        reading,
        waits_for: Vec::new(),
    };
    Ok((entry, candidate))
}

/// For each entry the entries it depends on. Open records without a place are noted; closed and unknown ones are no
/// obstacle.
fn needs(
    backlog: &Backlog,
    entries: &[Entry<'_>],
    candidates: &mut [Candidate],
) -> Vec<Vec<usize>> {
    let mut places: HashMap<&Id, usize> = HashMap::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        places.entry(entry.record.id()).or_insert(at);
    }
    let mut needs = Vec::with_capacity(entries.len());
    for (entry, candidate) in entries.iter().zip(candidates) {
        let mut needed = Vec::new();
        for id in entry.record.depends_on() {
            if let Some(at) = places.get(id) {
                needed.push(*at);
            } else if backlog.get(id).is_some_and(|other| backlog.is_open(other)) {
                candidate.waits_for.push(id.clone());
            }
        }
        needs.push(needed);
    }
    needs
}

/// The entries by gates, score and ties.
fn base(entries: &[Entry<'_>], ties: &[Tie]) -> Vec<usize> {
    let mut base: Vec<usize> = (0..entries.len()).collect();
    base.sort_by(|a, b| entries[*a].compare(&entries[*b], ties));
    base
}

impl<'a> Ordering<'a> {
    /// The item of an id.
    pub fn item(&self, id: &Id) -> Option<&Item<'a>> {
        // Entries are by id, and of two with one id the first is meant.
        let at = self.entries.partition_point(|entry| entry.record.id() < id);
        let found = self.entries.get(at).filter(|entry| entry.record.id() == id);
        found.map(|_| &self.items[self.item_of[at]])
    }

    /// Why a record was left out, in a word.
    pub fn why_excluded(&self, id: &Id) -> Option<&'static str> {
        let out = self.excluded.iter().find(|out| out.record.id() == id);
        out.map(|out| out.why)
    }

    /// The items by score and ties alone, whatever the gates and the dependencies say.
    pub fn by_score(&self) -> Vec<&Item<'a>> {
        let ties = self.method.ties();
        let mut items: Vec<&Item> = self.items.iter().collect();
        items.sort_by(|a, b| {
            let [a, b] = [a, b].map(|item| &self.entries[item.entry]);
            a.compare_scores(b, &ties)
        });
        items
    }

    /// What decided between an item and the one above it, where gates and scores are the same and no dependency
    /// moved either.
    pub fn decided_by(&self, above: &Item<'_>, item: &Item<'_>) -> Option<Tie> {
        let entry = |item: &Item<'_>| &self.entries[item.entry];
        if above.moved.is_some() || item.moved.is_some() {
            return None;
        }
        entry(above).decided_by(entry(item), &self.method.ties())
    }
}

#[cfg(test)]
mod tests;
