//! The values that an input may have, and the steps between them.
mod nested;
mod single;
mod steps;
mod typed;

use std::borrow::Cow;

use serde_json::Value;

use super::super::LARGEST;
use super::Input;
use crate::text::nearest;

/// The values that an input may have.
#[derive(Clone, Debug)]
pub enum Scale {
    /// One of these numbers, in rising order.
    Numbers(Cow<'static, [f64]>),
    /// One of these words, the best first. An apostrophe does not count: `won't` is `wont`.
    Words(&'static [&'static str]),
    /// One of these words, none of which is better than another.
    Names(&'static [&'static str]),
    /// Any number within bounds, both allowed.
    Range { least: f64, most: f64, whole: bool },
    /// Any number from 0 on; `positive` leaves out 0 itself.
    Amount { positive: bool },
    /// A share from 0 to 1, also written as `80%`; its usual tiers in rising order are the steps of the scale.
    Share(&'static [f64]),
    /// How many: a whole number from 1 on.
    Count,
    /// What a year costs, as a share of the money: 0.05 is 5 %. Above -1, and no more than 1.
    Rate,
    /// Numbers in a row, which go up and down together.
    Series,
    /// One value or more, each on this scale.
    List(&'static Scale),
    /// A map with these keys.
    Map(&'static [Input]),
}

impl Scale {
    /// Whole numbers from 1 to 10.
    pub const TEN: Scale = Scale::Range {
        least: 1.0,
        most: 10.0,
        whole: true,
    };

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
            Scale::Words(words) | Scale::Names(words) => one_of(value, words),
            Scale::Amount { positive } => match read_number(value)? {
                given if given > 0.0 || (given == 0.0 && !positive) => Ok(number(given)),
                _ if *positive => Err("must be above 0".to_owned()),
                _ => Err("must not be below 0".to_owned()),
            },
            Scale::Share(_) => share(value),
            Scale::Count => match read_number(value)? {
                given if given.fract() != 0.0 => Err(format!("{given} is not a whole number")),
                given if given < 1.0 => Err("must be at least 1".to_owned()),
                given => Ok(number(given)),
            },
            Scale::Rate => rate(read_number(value)?),
            Scale::Series => nested::list(value, |item| read_number(item).map(number)),
            Scale::List(each) => nested::list(value, |item| each.check(item)),
            Scale::Map(inputs) => nested::map(value, inputs),
        }
    }
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

/// A rate above 1 was meant as percent.
fn rate(given: f64) -> Result<Value, String> {
    match given {
        _ if given <= -1.0 => Err("must be above -1".to_owned()),
        _ if given > 1.0 => Err(format!(
            "must not be above 1: {given} % is {}",
            given / 100.0
        )),
        _ => Ok(number(given)),
    }
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
    let text = match value {
        Value::String(text) => text.clone(),
        // A word such as 0 needs no quotes.
        Value::Number(number) if words.contains(&number.to_string().as_str()) => number.to_string(),
        _ => return Err(format!("expected one of {}", words.join(", "))),
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
mod tests;
