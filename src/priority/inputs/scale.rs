//! The values that an input may have, and the steps between them.
use std::borrow::Cow;

use serde_json::Value;

use super::super::LARGEST;
use crate::text::nearest;

/// The values that an input may have.
#[derive(Clone, Debug)]
pub enum Scale {
    /// One of these numbers, in rising order.
    Numbers(Cow<'static, [f64]>),
    /// One of these words, the best first. An apostrophe does not count: `won't` is `wont`.
    Words(&'static [&'static str]),
    /// Any number within bounds, both allowed.
    Range { least: f64, most: f64, whole: bool },
    /// Any number from 0 on; `positive` leaves out 0 itself.
    Amount { positive: bool },
    /// A share from 0 to 1, also written as `80%`; its usual tiers in rising order are the steps of the scale.
    Share(&'static [f64]),
}

impl Scale {
    /// The value in its one form.
    ///
    /// # Errors
    /// Why it is none of the scale.
    pub fn check(&self, value: &Value) -> Result<Value, String> {
        match self {
            Scale::Numbers(allowed) => on_scale(read_number(value)?, allowed),
            Scale::Range { least, most, whole } => {
                let given = read_number(value)?;
                if !(*least..=*most).contains(&given) {
                    Err(format!("{given} is not within {least} and {most}"))
                } else if *whole && given.fract() != 0.0 {
                    Err(format!("{given} is not a whole number"))
                } else {
                    Ok(number(given))
                }
            }
            Scale::Words(words) => one_of(value, words),
            Scale::Amount { positive } => match read_number(value)? {
                given if given > 0.0 || (given == 0.0 && !positive) => Ok(number(given)),
                _ if *positive => Err("must be above 0".to_owned()),
                _ => Err("must not be below 0".to_owned()),
            },
            Scale::Share(_) => share(value),
        }
    }

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
            Scale::Range {
                least,
                most,
                whole: true,
            } => {
                let steps = std::iter::successors(Some(least.ceil()), |at| Some(at + 1.0));
                sides(steps.take_while(|at| at <= most).map(number).collect())
            }
            Scale::Range { .. } => Default::default(),
            Scale::Amount { .. } => from.as_f64().map_or_else(Default::default, fifths),
            Scale::Share(tiers) => from.as_f64().map_or_else(Default::default, |from| {
                let lower = tiers.iter().rev().filter(|tier| **tier < from);
                let upper = tiers.iter().filter(|tier| **tier > from);
                [
                    lower.copied().map(number).collect(),
                    upper.copied().map(number).collect(),
                ]
            }),
        }
    }
}

/// An amount less, and more, by a fifth of itself, by two and so on up to four and five; none for 0.
fn fifths(from: f64) -> [Vec<Value>; 2] {
    if from == 0.0 {
        return Default::default();
    }
    let tenths = |count: f64| from * count / 10.0;
    [
        [8.0, 6.0, 4.0, 2.0]
            .map(tenths)
            .map(number)
            .into_iter()
            .collect(),
        [12.0, 14.0, 16.0, 18.0, 20.0]
            .map(tenths)
            .map(number)
            .into_iter()
            .collect(),
    ]
}

/// A share as a number: `0.8` and `80%` are the same.
fn share(value: &Value) -> Result<Value, String> {
    if let Value::String(text) = value {
        let percent = text.trim().strip_suffix('%').map(str::trim_end);
        return match percent.and_then(|percent| percent.parse::<f64>().ok()) {
            Some(percent) if (0.0..=100.0).contains(&percent) => Ok(number(percent / 100.0)),
            Some(_) => Err(format!("{} is not within 0% and 100%", text.trim())),
            None => Err(format!("\"{text}\" is no share; write it as 0.8 or 80%")),
        };
    }
    let given = read_number(value)?;
    if (0.0..=1.0).contains(&given) {
        return Ok(number(given));
    }
    // 80 was meant as percent, 8 as eight of ten.
    let whole = [10.0, 100.0].into_iter().find(|whole| given <= *whole);
    let hint = match whole.filter(|_| given > 1.0 && given.fract() == 0.0) {
        Some(whole) => format!(" (did you mean {}?)", given / whole),
        None => String::new(),
    };
    Err(format!("{given} is not within 0 and 1{hint}"))
}

fn read_number(value: &Value) -> Result<f64, String> {
    match value {
        Value::Number(given) => match given.as_f64() {
            Some(given) if given.abs() <= LARGEST => Ok(given),
            _ => Err(format!("{given} is too large")),
        },
        Value::String(text) => Err(format!("\"{text}\" is a text, not a number")),
        _ => Err("expected a number".to_owned()),
    }
}

fn on_scale(given: f64, allowed: &[f64]) -> Result<Value, String> {
    if allowed.contains(&given) {
        return Ok(number(given));
    }
    let list = |numbers: &[f64], between: &str| {
        let texts: Vec<String> = numbers.iter().map(f64::to_string).collect();
        texts.join(between)
    };
    let split = allowed.partition_point(|step| *step < given);
    let near = &allowed[split.saturating_sub(1)..allowed.len().min(split + 1)];
    Err(format!(
        "{given} is none of {}; nearest {}",
        list(allowed, ", "),
        list(near, " and ")
    ))
}

fn one_of(value: &Value, words: &[&str]) -> Result<Value, String> {
    let Value::String(text) = value else {
        return Err(format!("expected one of {}", words.join(", ")));
    };
    let word = text.replace(['\'', '\u{2019}'], "");
    if words.contains(&word.as_str()) {
        return Ok(Value::from(word));
    }
    let hint = match nearest(&word.to_lowercase(), words.iter().copied()) {
        Some(near) => format!(" (did you mean {near}?)"),
        None => String::new(),
    };
    Err(format!("\"{text}\" is none of {}{hint}", words.join(", ")))
}

/// A number as JSON has it: `8`, not `8.0`.
pub fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() <= LARGEST {
        Value::from(value as i64)
    } else {
        Value::from(value)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const EFFORT: Scale = Scale::Numbers(Cow::Borrowed(&[1.0, 2.0, 3.0, 5.0]));
    const EASE: Scale = Scale::Range {
        least: 1.0,
        most: 4.0,
        whole: true,
    };
    const CLASS: Scale = Scale::Words(&["must", "wont"]);

    fn why(scale: &Scale, value: Value) -> String {
        scale.check(&value).expect_err("off the scale")
    }

    #[test]
    fn a_value_off_the_scale_is_refused_with_its_neighbours() {
        assert_eq!(EFFORT.check(&json!(3.0)), Ok(json!(3)));
        assert_eq!(
            why(&EFFORT, json!(4)),
            "4 is none of 1, 2, 3, 5; nearest 3 and 5"
        );
        assert_eq!(why(&EFFORT, json!(0)), "0 is none of 1, 2, 3, 5; nearest 1");
        assert_eq!(why(&EFFORT, json!(8)), "8 is none of 1, 2, 3, 5; nearest 5");
        assert_eq!(why(&EFFORT, json!("5")), "\"5\" is a text, not a number");
        assert_eq!(why(&EFFORT, json!([5])), "expected a number");
        assert_eq!(
            why(&EFFORT, json!(1.1e15)),
            "1100000000000000.0 is too large"
        );
        assert_eq!(EASE.check(&json!(4)), Ok(json!(4)));
        assert_eq!(why(&EASE, json!(4.5)), "4.5 is not within 1 and 4");
        assert_eq!(why(&EASE, json!(2.5)), "2.5 is not a whole number");
    }

    #[test]
    fn a_word_is_taken_with_or_without_its_apostrophe() {
        for text in ["wont", "won't", "won\u{2019}t"] {
            assert_eq!(CLASS.check(&json!(text)), Ok(json!("wont")));
        }
        assert_eq!(
            why(&CLASS, json!("Must")),
            "\"Must\" is none of must, wont (did you mean must?)"
        );
        assert_eq!(why(&CLASS, json!(1)), "expected one of must, wont");
    }

    #[test]
    fn the_values_beyond_one_are_given_nearest_first() {
        assert_eq!(
            EFFORT.beyond(&json!(3)),
            [vec![json!(2), json!(1)], vec![json!(5)]]
        );
        assert_eq!(
            EASE.beyond(&json!(1)),
            [vec![], vec![json!(2), json!(3), json!(4)]]
        );
        assert_eq!(CLASS.beyond(&json!("wont")), [vec![json!("must")], vec![]]);
        let none: [Vec<Value>; 2] = Default::default();
        assert_eq!(EFFORT.beyond(&json!(4)), none);
        let free = Scale::Range {
            least: 0.0,
            most: 9.0,
            whole: false,
        };
        assert_eq!(free.beyond(&json!(3)), none);
    }

    #[test]
    fn an_amount_is_any_number_from_0_or_above_it() {
        let reach = Scale::Amount { positive: false };
        let effort = Scale::Amount { positive: true };
        assert_eq!(reach.check(&json!(0)), Ok(json!(0)));
        assert_eq!(effort.check(&json!(0.25)), Ok(json!(0.25)));
        assert_eq!(why(&effort, json!(0)), "must be above 0");
        assert_eq!(why(&effort, json!(-1)), "must be above 0");
        assert_eq!(why(&reach, json!(-1)), "must not be below 0");
        assert_eq!(why(&reach, json!(2e15)), "2000000000000000.0 is too large");
        let [down, up] = reach.beyond(&json!(1000));
        assert_eq!((&down[0], &up[0]), (&json!(800), &json!(1200)));
        assert_eq!(
            (down.last(), up.last()),
            (Some(&json!(200)), Some(&json!(2000)))
        );
        assert_eq!(effort.beyond(&json!(2))[0][0], json!(1.6));
        assert!(reach.beyond(&json!(0)).concat().is_empty());
    }

    #[test]
    fn a_share_is_written_as_a_number_or_in_percent() {
        let share = Scale::Share(&[0.5, 0.8, 1.0]);
        for (given, read) in [
            (json!(0.8), json!(0.8)),
            (json!("80%"), json!(0.8)),
            (json!(" 80 % "), json!(0.8)),
            (json!("100%"), json!(1)),
            (json!(0.3), json!(0.3)),
            (json!(0), json!(0)),
        ] {
            assert_eq!(share.check(&given), Ok(read), "{given}");
        }
        for (given, reason) in [
            (json!(80), "80 is not within 0 and 1 (did you mean 0.8?)"),
            (json!(8), "8 is not within 0 and 1 (did you mean 0.8?)"),
            (json!(1.2), "1.2 is not within 0 and 1"),
            (json!(800), "800 is not within 0 and 1"),
            (json!(-0.1), "-0.1 is not within 0 and 1"),
            (json!("120%"), "120% is not within 0% and 100%"),
            (json!("0.8"), "\"0.8\" is no share; write it as 0.8 or 80%"),
            (json!("NaN%"), "NaN% is not within 0% and 100%"),
        ] {
            assert_eq!(why(&share, given), reason);
        }
    }

    #[test]
    fn the_steps_of_a_share_are_its_tiers() {
        let share = Scale::Share(&[0.5, 0.8, 1.0]);
        let between = share.beyond(&json!(0.7));
        assert_eq!(between, [vec![json!(0.5)], vec![json!(0.8), json!(1)]]);
        let top = share.beyond(&json!(1));
        assert_eq!(top, [vec![json!(0.8), json!(0.5)], vec![]]);
    }
}
