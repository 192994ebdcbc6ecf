//! The steps of a scale: which values stand on both sides of one.
use serde_json::Value;

use super::Scale;
use super::number;
use crate::priority::decimal::rounded;

/// How many steps of 1 are looked at on each side; beyond them only the end of the scale.
const STEPS: u32 = 100;

impl Scale {
    /// The other values on both sides of one, the nearest first; none on a scale without steps.
    pub fn beyond(&self, from: &Value) -> [Vec<Value>; 2] {
        let sides = |values: Vec<Value>| {
            let at = values.iter().position(|value| value == from);
            at.map_or_else(Default::default, |at| {
                let lower = values[..at].iter().rev().cloned().collect();
                [lower, values[at + 1..].to_vec()]
            })
        };
        match self {
            Scale::Numbers(allowed) => sides(allowed.iter().copied().map(number).collect()),
            Scale::Words(words) => sides(words.iter().map(|word| Value::from(*word)).collect()),
            Scale::Range { least, most, .. } => from
                .as_f64()
                .map_or_else(Default::default, |from| by_one(from, *least, *most)),
            Scale::Amount { .. } => from.as_f64().map_or_else(Default::default, fifths),
            Scale::Share(tiers) => from.as_f64().map_or_else(Default::default, |from| {
                let lower = tiers.iter().rev().filter(|tier| **tier < from);
                let upper = tiers.iter().filter(|tier| **tier > from);
                [
                    lower.copied().map(number).collect(),
                    upper.copied().map(number).collect(),
                ]
            }),
            Scale::Series => together(from),
            Scale::Names(_) | Scale::Count | Scale::Rate | Scale::List(_) | Scale::Map(_) => {
                Default::default()
            }
        }
    }
}

/// One less, and one more, and so on, clipped to the ends.
fn by_one(from: f64, least: f64, most: f64) -> [Vec<Value>; 2] {
    let side = |step: f64, end: f64| {
        let steps = (1..=STEPS).map(|count| rounded(from + step * f64::from(count)));
        let steps = steps.take_while(|at| (at - end) * step < 0.0);
        let end = (from != end).then_some(end);
        steps.chain(end).map(number).collect()
    };
    [side(-1.0, least), side(1.0, most)]
}

/// The shares of itself that an amount is less, and more, by: a fifth, two and so on, in tenths of it.
const FIFTHS: [&[f64]; 2] = [&[8.0, 6.0, 4.0, 2.0], &[12.0, 14.0, 16.0, 18.0, 20.0]];

/// An amount less, and more, by a fifth of itself, by two and so on up to four and five; none for 0.
fn fifths(from: f64) -> [Vec<Value>; 2] {
    if from == 0.0 {
        return Default::default();
    }
    FIFTHS.map(|tenths| {
        let amounts = tenths.iter().map(|count| number(from * count / 10.0));
        amounts.collect()
    })
}

/// All numbers of a row less, and more, by a fifth of each and so on; none where all are 0.
fn together(from: &Value) -> [Vec<Value>; 2] {
    let numbers = from.as_array().into_iter().flatten();
    let numbers: Vec<f64> = numbers.filter_map(Value::as_f64).collect();
    if numbers.iter().all(|number| *number == 0.0) {
        return Default::default();
    }
    FIFTHS.map(|tenths| {
        let row = |count: &f64| {
            numbers
                .iter()
                .map(|from| number(from * count / 10.0))
                .collect()
        };
        tenths.iter().map(row).collect()
    })
}
