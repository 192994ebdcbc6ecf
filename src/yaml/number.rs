//! What an unquoted scalar means: the core schema of YAML 1.2 (section 10.3.2).
//!
//! One deviation: `.inf`, `.nan` and numbers beyond `f64` stay text, since no record holds such a number.

use serde_json::Number;
use serde_json::Value;

/// A plain scalar, typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plain {
    Null,
    Bool(bool),
    Unsigned(u64),
    /// A negative whole number.
    Signed(i64),
    Float(f64),
    Text,
}

/// The type of an unquoted scalar by its text.
pub(super) fn resolve(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Bool(true),
        "false" | "False" | "FALSE" => Plain::Bool(false),
        _ if matches!(text.as_bytes()[0], b'0'..=b'9' | b'+' | b'-' | b'.') => number(text),
        _ => Plain::Text,
    }
}

/// The value an unquoted scalar stands for.
pub(super) fn plain_value(text: &str) -> Value {
    match resolve(text) {
        Plain::Null => Value::Null,
        Plain::Bool(b) => Value::Bool(b),
        Plain::Unsigned(n) => Value::from(n),
        Plain::Signed(n) => Value::from(n),
        Plain::Float(n) => Number::from_f64(n).map_or_else(|| Value::from(text), Value::Number),
        Plain::Text => Value::from(text),
    }
}

fn number(text: &str) -> Plain {
    let digits = text.trim_start_matches(['+', '-']);
    if text.len() - digits.len() > 1 {
        return Plain::Text;
    }
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return decimal(text, digits);
    }
    if let Some(octal) = text.strip_prefix("0o") {
        return radix(octal, 8);
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return radix(hex, 16);
    }
    if is_float(digits) {
        float(text)
    } else {
        Plain::Text
    }
}

fn decimal(text: &str, digits: &str) -> Plain {
    if !text.starts_with('-') {
        return digits.parse().map_or_else(|_| float(text), Plain::Unsigned);
    }
    match text.parse() {
        Ok(0) => Plain::Unsigned(0),
        Ok(n) => Plain::Signed(n),
        Err(_) => float(text),
    }
}

fn radix(digits: &str, radix: u32) -> Plain {
    if digits.starts_with(['+', '-']) {
        return Plain::Text;
    }
    u64::from_str_radix(digits, radix).map_or(Plain::Text, Plain::Unsigned)
}

fn float(text: &str) -> Plain {
    match text.parse::<f64>() {
        Ok(n) if n.is_finite() => Plain::Float(n),
        _ => Plain::Text,
    }
}

/// `(\.[0-9]+ | [0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, the sign already gone.
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|e| {
        let digits = e.strip_prefix(['+', '-']).unwrap_or(e);
        !digits.is_empty() && all_digits(digits)
    });
    exponent_fits && whole.len() + fraction.len() > 0 && all_digits(whole) && all_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema_types_plain_scalars() {
        for (text, expected) in [
            ("", Plain::Null),
            ("~", Plain::Null),
            ("NULL", Plain::Null),
            ("nULL", Plain::Text),
            ("True", Plain::Bool(true)),
            ("tRUE", Plain::Text),
            ("yes", Plain::Text),
            ("no", Plain::Text),
            ("0", Plain::Unsigned(0)),
            ("014", Plain::Unsigned(14)),
            ("+5", Plain::Unsigned(5)),
            ("-5", Plain::Signed(-5)),
            ("-0", Plain::Unsigned(0)),
            ("0o14", Plain::Unsigned(12)),
            ("0x1F", Plain::Unsigned(31)),
            ("0x+1", Plain::Text),
            ("0b11", Plain::Text),
            ("1_000", Plain::Text),
            ("1.10", Plain::Float(1.1)),
            ("1.", Plain::Float(1.0)),
            (".5", Plain::Float(0.5)),
            ("-.5e-1", Plain::Float(-0.05)),
            ("1e3", Plain::Float(1000.0)),
            (".", Plain::Text),
            ("-", Plain::Text),
            ("+-1", Plain::Text),
            ("1e", Plain::Text),
            (".e1", Plain::Text),
            ("1e999", Plain::Text),
            (".inf", Plain::Text),
            ("18446744073709551615", Plain::Unsigned(u64::MAX)),
            (
                "18446744073709551616",
                Plain::Float(18_446_744_073_709_551_616.0),
            ),
            ("2026-11-24", Plain::Text),
            ("12:30:45", Plain::Text),
            ("1.2.3", Plain::Text),
        ] {
            assert_eq!(resolve(text), expected, "{text:?}");
        }
    }
}
