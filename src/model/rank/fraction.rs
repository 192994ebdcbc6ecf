//! The digits of rank keys: fractions 0.d₁d₂… in base 36, without zeros at their end.
//! The midpoint is that of rocicorp's fractional-indexing.
use std::iter::repeat;

const BASE: u8 = 36;
const DIGITS: &[u8; BASE as usize] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The digits that keys at the ends are counted in.
const COUNTED: usize = 3;

/// A short fraction above `low` and below `high`, which must be the greater one; `None` is 1.
pub fn midpoint(low: &str, high: Option<&str>) -> String {
    let mut low = low.as_bytes();
    let mut high = high.map(str::as_bytes);
    let mut made = Vec::new();
    if let Some(digits) = high {
        let padded = low.iter().chain(repeat(&b'0'));
        let common = digits
            .iter()
            .zip(padded)
            .take_while(|(a, b)| a == b)
            .count();
        made.extend_from_slice(&digits[..common]);
        low = low.get(common..).unwrap_or_default();
        high = Some(&digits[common..]);
    }
    loop {
        let floor = low.first().map_or(0, |b| value(*b));
        let ceiling = high.and_then(<[u8]>::first).map_or(BASE, |b| value(*b));
        if ceiling - floor > 1 {
            made.push(digit((floor + ceiling).div_ceil(2)));
            break;
        }
        if high.is_some_and(|digits| digits.len() > 1) {
            made.push(digit(ceiling));
            break;
        }
        made.push(digit(floor));
        low = low.get(1..).unwrap_or_default();
        high = None;
    }
    made.into_iter().map(char::from).collect()
}

/// A fraction above `last`: its first three digits counted up by one, as long as that goes.
pub fn following(last: &str) -> String {
    let next = counted(last) + 1;
    if next < scale(COUNTED) {
        digits_of(next, COUNTED)
    } else {
        midpoint(last, None)
    }
}

/// A fraction below `first`, which is not 0: its first three digits, counted down by one unless more digits follow.
pub fn preceding(first: &str) -> String {
    let value = counted(first);
    let previous = if first.len() > COUNTED {
        value
    } else {
        value.saturating_sub(1)
    };
    if previous > 0 {
        digits_of(previous, COUNTED)
    } else {
        midpoint("", Some(first))
    }
}

/// The `number` over 36^`width` as a fraction.
pub fn digits_of(mut number: u128, width: usize) -> String {
    let mut digits = vec![b'0'; width];
    for place in digits.iter_mut().rev() {
        *place = DIGITS[(number % u128::from(BASE)) as usize];
        number /= u128::from(BASE);
    }
    let digits: String = digits.into_iter().map(char::from).collect();
    digits.trim_end_matches('0').to_owned()
}

/// How many numbers `width` digits hold.
pub fn scale(width: usize) -> u128 {
    (0..width).fold(1, |scale, _| scale * u128::from(BASE))
}

/// The number that the first three digits are.
fn counted(fraction: &str) -> u128 {
    let padded = fraction.bytes().chain(repeat(b'0')).take(COUNTED);
    padded.fold(0, |number, b| {
        number * u128::from(BASE) + u128::from(value(b))
    })
}

fn value(digit: u8) -> u8 {
    if digit.is_ascii_digit() {
        digit - b'0'
    } else {
        digit - b'a' + 10
    }
}

fn digit(value: u8) -> u8 {
    DIGITS[usize::from(value)]
}
