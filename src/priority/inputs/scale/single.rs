//! The single step of a scale: the value below, and the one above.
use serde_json::Value;

use super::Scale;
use super::number;

impl Scale {
    /// What one step makes of a value, down and then up: the next value of a list, 1 on a range as far as its ends,
    /// the next tier of a share, `percent` of an amount, or of all numbers in a row at once. None where a step would leave the scale or change nothing.
    pub fn one_step(&self, from: &Value, percent: f64) -> [Option<Value>; 2] {
        let steps = match self {
            Scale::Series => [100.0 - percent, 100.0 + percent].map(|share| together(from, share)),
            // The best word comes first, so down is onward.
            Scale::Words(words) => {
                let at = words.iter().position(|word| from == word);
                let [better, worse] = beside(words.len(), at);
                [worse, better].map(|at| at.map(|at| Value::from(words[at])))
            }
            _ => from.as_f64().map_or_else(Default::default, |from| {
                self.number_step(from, percent).map(|to| to.map(number))
            }),
        };
        steps.map(|to| to.filter(|to| to != from && self.check(to).is_ok()))
    }

    fn number_step(&self, from: f64, percent: f64) -> [Option<f64>; 2] {
        match self {
            Scale::Numbers(allowed) => {
                let at = allowed.iter().position(|step| *step == from);
                beside(allowed.len(), at).map(|at| at.map(|at| allowed[at]))
            }
            Scale::Range { least, most, .. } => [
                Some((from - 1.0).max(*least)),
                Some((from + 1.0).min(*most)),
            ],
            Scale::Amount { .. } => {
                [100.0 - percent, 100.0 + percent].map(|share| Some(from * share / 100.0))
            }
            Scale::Share(tiers) => [
                tiers.iter().rev().copied().find(|tier| *tier < from),
                tiers.iter().copied().find(|tier| *tier > from),
            ],
            // Nothing stands on either side of these.
            Scale::Words(_)
            | Scale::Names(_)
            | Scale::Count
            | Scale::Rate
            | Scale::Series
            | Scale::List(_)
            | Scale::Map(_) => [None, None],
        }
    }
}

/// All numbers of a row, as a share in percent of each.
fn together(from: &Value, share: f64) -> Option<Value> {
    let row = from.as_array()?.iter();
    let row = row.map(|from| Some(number(from.as_f64()? * share / 100.0)));
    row.collect::<Option<Vec<Value>>>().map(Value::from)
}

/// The places before and behind one of a list.
fn beside(len: usize, at: Option<usize>) -> [Option<usize>; 2] {
    let before = at.and_then(|at| at.checked_sub(1));
    [before, at.map(|at| at + 1).filter(|at| *at < len)]
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use serde_json::json;

    use super::*;

    fn steps(scale: &Scale, from: Value) -> Value {
        json!(scale.one_step(&from, 20.0))
    }

    #[test]
    fn a_step_on_a_list_leads_to_its_next_value() {
        let size = Scale::Numbers(Cow::Borrowed(&[1.0, 2.0, 3.0, 5.0]));
        assert_eq!(steps(&size, json!(3)), json!([2, 5]));
        assert_eq!(steps(&size, json!(1)), json!([null, 2]));
        assert_eq!(steps(&size, json!(5)), json!([3, null]));
        assert_eq!(steps(&size, json!(4)), json!([null, null]));
        let class = Scale::Words(&["must", "should", "wont"]);
        assert_eq!(steps(&class, json!("should")), json!(["wont", "must"]));
        assert_eq!(steps(&class, json!("must")), json!(["should", null]));
    }

    #[test]
    fn a_step_on_a_range_is_one_and_stops_at_its_ends() {
        let ease = |whole| Scale::Range {
            least: 1.0,
            most: 10.0,
            whole,
        };
        assert_eq!(steps(&ease(true), json!(10)), json!([9, null]));
        assert_eq!(steps(&ease(true), json!(4)), json!([3, 5]));
        assert_eq!(steps(&ease(false), json!(9.5)), json!([8.5, 10]));
        assert_eq!(steps(&ease(false), json!(1)), json!([null, 2]));
    }

    #[test]
    fn a_step_of_an_amount_is_a_share_of_it_and_of_nothing_is_none() {
        let reach = Scale::Amount { positive: false };
        assert_eq!(steps(&reach, json!(1000)), json!([800, 1200]));
        assert_eq!(steps(&reach, json!(2)), json!([1.6, 2.4]));
        assert_eq!(steps(&reach, json!(0)), json!([null, null]));
        assert_eq!(
            json!(reach.one_step(&json!(10), 50.0)),
            json!([5, 15]),
            "the team's own percent"
        );
        // All of it taken away is no effort at all.
        let effort = Scale::Amount { positive: true };
        assert_eq!(json!(effort.one_step(&json!(10), 100.0)), json!([null, 20]));
        assert_eq!(steps(&reach, json!(1e15)), json!([8e14 as i64, null]));
    }

    #[test]
    fn the_numbers_of_a_row_move_together() {
        let flows = |row| steps(&Scale::Series, row);
        assert_eq!(
            flows(json!([-1000, 500])),
            json!([[-800, 400], [-1200, 600]])
        );
        assert_eq!(flows(json!([0, 0])), json!([null, null]));
        assert_eq!(steps(&Scale::Count, json!(3)), json!([null, null]));
    }

    #[test]
    fn a_step_of_a_share_leads_to_the_next_tier() {
        let share = Scale::Share(&[0.5, 0.8, 1.0]);
        assert_eq!(steps(&share, json!(0.7)), json!([0.5, 0.8]));
        assert_eq!(steps(&share, json!(1)), json!([0.8, null]));
        assert_eq!(steps(&share, json!(0.3)), json!([null, 0.5]));
    }
}
