//! The ratios given between named things: which pairs are there, which are missing, which contradict each other.
use std::collections::BTreeMap;

use super::matrix;
use super::matrix::CONSISTENT;
use super::matrix::Weighed;
use crate::model::voices::Ratio;
use crate::priority::Remark;
use crate::priority::decimal::display;
use crate::priority::decimal::sort_key;
use crate::priority::inputs::number;
use serde_json::Map;

/// Two that say the same may differ by this share, as 0.33 and 1/3 do.
const SAME: f64 = 0.02;

/// Ratios by pair, each pair in the order of the names.
pub struct Ratios<'a> {
    pub names: Vec<&'a str>,
    given: BTreeMap<(usize, usize), Given>,
}

struct Given {
    ratio: f64,
    /// As it is written, and where.
    said: String,
    /// What says otherwise.
    against: Option<String>,
}

impl<'a> Ratios<'a> {
    pub fn of(names: Vec<&'a str>) -> Self {
        Self {
            names,
            given: BTreeMap::new(),
        }
    }

    /// Notes that `a` is so many times `b`, as somebody says at a place; names that are not of these are left alone.
    ///
    /// # Errors
    /// One thing against itself, or a pair that was given with another ratio: what says so.
    pub fn add(&mut self, (a, b): (&str, &str), ratio: &Ratio, place: &str) -> Result<(), String> {
        let at = |name: &str| self.names.iter().position(|known| *known == name);
        let (Some(i), Some(j)) = (at(a), at(b)) else {
            return Ok(());
        };
        if i == j {
            return Err(format!("{place} compares {a} with itself"));
        }
        let said = format!("{place} says {a} is {ratio} times {b}");
        let (pair, ratio) = match i < j {
            true => ((i, j), ratio.value()),
            false => ((j, i), 1.0 / ratio.value()),
        };
        if let Some(before) = self.given.get_mut(&pair) {
            if (before.ratio / ratio).ln().abs() > SAME {
                let why = format!("{}, and {said}", before.said);
                before.against = Some(why.clone());
                return Err(why);
            }
            return Ok(());
        }
        let given = Given {
            ratio,
            said,
            against: None,
        };
        self.given.insert(pair, given);
        Ok(())
    }

    /// Why the pair cannot be used, where it is there.
    pub fn against(&self, i: usize, j: usize) -> Option<&str> {
        let given = self.given.get(&(i.min(j), i.max(j)))?;
        given.against.as_deref()
    }

    /// The pairs that nobody gave, in the order of the names.
    pub fn missing(&self) -> Vec<(usize, usize)> {
        let n = self.names.len();
        let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        pairs
            .filter(|pair| !self.given.contains_key(pair))
            .collect()
    }

    /// The weights, with what is to be said of ratios that do not agree; none where a pair is missing or contradicted.
    pub fn weigh(&self) -> Option<(Weighed, Option<Remark>)> {
        let n = self.names.len();
        let usable = self.missing().is_empty() && self.given.values().all(|g| g.against.is_none());
        if !usable || !(2..=matrix::MOST).contains(&n) {
            return None;
        }
        let mut rows = vec![vec![1.0; n]; n];
        for ((i, j), given) in &self.given {
            rows[*i][*j] = given.ratio;
            rows[*j][*i] = 1.0 / given.ratio;
        }
        let weighed = matrix::weigh(&rows);
        let remark = self.inconsistent(&rows, &weighed);
        Some((weighed, remark))
    }

    fn inconsistent(&self, rows: &[Vec<f64>], weighed: &Weighed) -> Option<Remark> {
        if sort_key(weighed.ratio) <= sort_key(CONSISTENT) {
            return None;
        }
        let (i, j, fitting) = matrix::worst(rows, &weighed.weights)?;
        let (a, b) = (self.names[i], self.names[j]);
        // Of three, all are as far off.
        let which = match rows.len() {
            3 => "any of the three pairs, such as",
            _ => "the pair",
        };
        let message = format!(
            "the ratios contradict each other (consistency ratio {}, above {CONSISTENT:.2}): look again at {which} {a} \
             and {b}, {} times and by the others {} times",
            display(weighed.ratio, 2),
            display(rows[i][j], 2),
            display(fitting, 2)
        );
        Some(Remark {
            name: "inconsistent",
            message,
            data: Map::from_iter([
                ("consistency_ratio".to_owned(), number(weighed.ratio)),
                ("a".to_owned(), a.into()),
                ("b".to_owned(), b.into()),
                ("ratio".to_owned(), number(rows[i][j])),
                ("fitting".to_owned(), number(fitting)),
            ]),
        })
    }
}
