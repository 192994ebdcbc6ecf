//! How firmly the first records stand: who they would be if a single input were one step off.
use serde::Serialize;
use serde_json::Value;

use super::super::Outcome;
use super::super::Scores;
use super::super::config_error;
use super::super::decimal;
use super::Item;
use super::Ordering;
use super::assume;
use super::order::Entry;
use crate::diag::Error;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::id::Id;

/// How far an amount is moved, where `prioritize.step_percent` does not say.
const STEP_PERCENT: f64 = 20.0;

/// From which robustness on the first records are stable, and from which fair.
const STABLE: f64 = 0.9;
const FAIR: f64 = 0.7;

/// What single steps do to the first records by gates, score and ties; dependencies come later.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// How many the first are.
    pub top: usize,
    /// Who they are, by place; fewer where there are no more.
    pub ids: Vec<Id>,
    /// How many single steps were tried.
    pub moves: usize,
    /// Those after which others are the first, by place of the record, then in the order of the method's inputs.
    pub changes: Vec<TopChange>,
}

/// One step of one input after which others are the first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopChange {
    /// Whose input it is.
    pub id: Id,
    pub key: String,
    pub from: Value,
    pub to: Value,
    /// Who comes in, and who has to go.
    pub enters: Id,
    pub leaves: Id,
}

/// Robustness in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Firmness {
    Stable,
    Fair,
    Fragile,
}

impl Sensitivity {
    /// The share of single steps that leave the first as they are, 0 to 1.
    pub fn robustness(&self) -> f64 {
        1.0 - self.changes.len() as f64 / self.moves.max(1) as f64
    }

    pub fn firmness(&self) -> Firmness {
        let reaches = |limit| decimal::sort_key(self.robustness()) >= decimal::sort_key(limit);
        match () {
            () if reaches(STABLE) => Firmness::Stable,
            () if reaches(FAIR) => Firmness::Fair,
            () => Firmness::Fragile,
        }
    }
}

impl Firmness {
    pub fn word(self) -> &'static str {
        match self {
            Firmness::Stable => "stable",
            Firmness::Fair => "fair",
            Firmness::Fragile => "fragile",
        }
    }
}

/// How far an amount is moved.
///
/// # Errors
/// `prioritize.step_percent` is no percent.
pub(super) fn step_percent(config: &Config) -> Result<f64, Error> {
    let settings = config.file.prioritize.as_ref();
    match settings.and_then(|settings| settings.step_percent) {
        None => Ok(STEP_PERCENT),
        Some(percent) if percent > 0.0 && percent <= 100.0 => Ok(percent),
        Some(percent) => {
            let why = format!("{percent} is not above 0 and at most 100");
            Err(config_error("prioritize.step_percent", &why)
                .help("20 moves an amount by a fifth of itself"))
        }
    }
}

/// Where a moved record would stand.
enum Moved<'a> {
    Placed(Entry<'a>),
    /// It would have no place any more.
    Out,
}

impl Ordering<'_> {
    /// Whether others would be the first `top` if one input of one scored record were one step lower, or higher. Only
    /// the moved record is scored again, and compared with those on both sides of the cut.
    pub fn sensitivity(&self, top: usize) -> Sensitivity {
        let first = &self.base[..top.min(self.base.len())];
        let id = |entry: &usize| self.entries[*entry].record.id().clone();
        let mut found = Sensitivity {
            top,
            ids: first.iter().map(id).collect(),
            moves: 0,
            changes: Vec::new(),
        };
        for (at, entry) in self.base.iter().enumerate() {
            let item = &self.items[self.item_of[*entry]];
            if item.scored {
                self.move_each(item, at, &mut found);
            }
        }
        found
    }

    /// Moves each input of a record that stands at `at`, from 0, before dependencies.
    fn move_each(&self, item: &Item<'_>, at: usize, found: &mut Sensitivity) {
        let method = self.method.as_ref();
        let scores = Scores::of(item.record);
        let Some(mut values) = scores.get(method.id()).cloned() else {
            return;
        };
        for input in method.inputs() {
            let given = scores.value(method.id(), &input.key);
            let Some((given, Ok(from))) = given.map(|value| (value, input.scale.check(value)))
            else {
                continue;
            };
            for to in input.scale.one_step(&from, self.step_percent) {
                let Some(to) = to else { continue };
                put(&mut values, &input.key, to.clone());
                let Some(moved) = self.moved(item, scores.with(method.id(), &values)) else {
                    continue;
                };
                found.moves += 1;
                if let Some((enters, leaves)) = self.swapped(at, found.top, &moved) {
                    found.changes.push(TopChange {
                        id: item.record.id().clone(),
                        key: input.key.clone().into_owned(),
                        from: from.clone(),
                        to,
                        enters: enters.id().clone(),
                        leaves: leaves.id().clone(),
                    });
                }
            }
            put(&mut values, &input.key, given.clone());
        }
    }

    /// The record with other scores; nothing where the method can make none of them.
    fn moved(&self, item: &Item<'_>, scores: Scores<'_>) -> Option<Moved<'_>> {
        let standing = self.gates.standing(scores);
        if standing.out {
            return Some(Moved::Out);
        }
        match assume::score(self.method.as_ref(), scores, &self.assumed) {
            Outcome::Scored { parts, .. } => {
                let entry = &self.entries[item.entry];
                Some(Moved::Placed(Entry {
                    record: entry.record,
                    gates: standing.places,
                    parts: Some(parts),
                    manual: entry.manual,
                }))
            }
            Outcome::Unscored(_) => None,
            Outcome::Excluded(_) => Some(Moved::Out),
        }
    }

    /// Who comes in and who has to go, where the record at `at` would stand as moved.
    fn swapped(&self, at: usize, top: usize, moved: &Moved<'_>) -> Option<(&Record, &Record)> {
        let entry = |at: usize| self.base.get(at).map(|entry| &self.entries[*entry]);
        let is_first = at < top;
        // Against whom it has to hold its side of the cut.
        let rival = entry(if is_first { top } else { top.checked_sub(1)? })?;
        let stays_before = match moved {
            Moved::Placed(moved) => moved.compare(rival, &self.method.ties()).is_lt(),
            Moved::Out => false,
        };
        let own = entry(at)?.record;
        match (is_first, stays_before) {
            (true, false) => Some((rival.record, own)),
            (false, true) => Some((own, rival.record)),
            _ => None,
        }
    }
}

/// Sets one value of a method.
fn put(values: &mut Value, key: &str, to: Value) {
    match values {
        Value::Object(map) => match map.get_mut(key) {
            Some(value) => *value = to,
            None => drop(map.insert(key.to_owned(), to)),
        },
        bare => *bare = to,
    }
}
