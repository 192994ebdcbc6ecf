//! Dates as people type them: given, named, or counted from today.
use chrono::Datelike;
use chrono::Months;

use super::Day;
use super::Weekday;
use super::YEARS;
use crate::text::nearest;

const WORDS: [&str; 10] = [
    "today",
    "yesterday",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The day that `text` means: `2026-11-24`, `today`, `yesterday`, `tomorrow`, the next day of the
/// week that is so named, or a number of days, weeks, months or years from `today`: `-30d`, `+2w`, `3m`, `1y`. A month
/// that is too short ends the count on its last day.
///
/// # Errors
/// Any other text, and days outside the years 0 to 9999.
pub fn parse_when(text: &str, today: Day) -> Result<Day, String> {
    let step = match text {
        "today" => Some(0),
        "yesterday" => Some(-1),
        "tomorrow" => Some(1),
        _ => None,
    };
    if let Some(step) = step {
        return today.plus(step).ok_or_else(|| too_far(text));
    }
    if let Some(weekday) = Weekday::parse(text) {
        let next = today.plus(1).and_then(|day| weekday.on_or_after(day));
        return next.ok_or_else(|| too_far(text));
    }
    if let Some((count, unit)) = offset(text) {
        return count
            .and_then(|count| moved(today, count, unit))
            .ok_or_else(|| too_far(text));
    }
    let weekday = text
        .strip_prefix("next ")
        .filter(|day| Weekday::parse(day).is_some());
    let written = rewritten(text).map(|day| day.to_string());
    let written = written.or_else(|| weekday.map(str::to_owned));
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('-') && written.is_none() {
        return text.parse();
    }
    let meant = written.as_deref().or_else(|| nearest(text, WORDS));
    Err(match meant {
        Some(word) => format!("\"{text}\" is not a date (did you mean {word}?)"),
        None => format!(
            "\"{text}\" is not a date (expected one such as 2026-11-24, today, friday, -30d, +2w, 3m or 1y)"
        ),
    })
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day that is meant by `15 Dec 2026` or `December 15, 2026`.
fn spelt(text: &str) -> Option<Day> {
    let small = text.to_lowercase();
    let mut parts: Vec<&str> = small.split([' ', ',', '.', '-']).collect();
    parts.retain(|part| !part.is_empty());
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    let month = |part: &str| {
        let mut names = MONTHS.iter();
        let at = names.position(|name| part.len() >= 3 && name.starts_with(part));
        at.map(|at| at + 1)
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (year, day) = (year.parse::<u32>().ok()?, day.parse::<u32>().ok()?);
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// The day that is meant by `24.12.2026`, `12/24/2026`, `24-12-2026`, `2026-12-4`, `20261204` or `4 Dec 2026`: only to
/// be offered, and none where day and month may be taken for each other.
pub fn rewritten(text: &str) -> Option<Day> {
    if text.parse::<Day>().is_ok() {
        return None;
    }
    let is_digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if is_digits {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
            .parse()
            .ok();
    }
    if let Some(day) = spelt(text) {
        return Some(day);
    }
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(sign).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let (first_number, second_number) = (number(first)?, number(second)?);
    let (year, month, day) = match (sign, first.len(), third.len()) {
        ('-' | '/' | '.', 4, 1 | 2) => (first_number, second_number, number(third)?),
        ('-' | '.', 1 | 2, 4) => (number(third)?, second_number, first_number),
        ('/', 1 | 2, 4) if first_number > 12 => (number(third)?, second_number, first_number),
        ('/', 1 | 2, 4) if second_number > 12 => (number(third)?, first_number, second_number),
        _ => return None,
    };
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// The last day before `today` with this name (`monday`, `mon`); none for any
/// other text.
pub fn last_weekday(text: &str, today: Day) -> Option<Day> {
    let wanted = Weekday::parse(text)?;
    (1..=7)
        .filter_map(|days| today.plus(-days))
        .find(|day| Weekday::from(day.0.weekday()) == wanted)
}

fn too_far(text: &str) -> String {
    format!("\"{text}\" is too far from today")
}

/// The parts of `-30d`, none for text of another form. The count is none where no number holds it.
fn offset(text: &str) -> Option<(Option<i32>, char)> {
    let unit = text
        .chars()
        .next_back()
        .filter(|unit| "dwmy".contains(*unit))?;
    let count = &text[..text.len() - 1];
    let digits = count.strip_prefix(['+', '-']).unwrap_or(count);
    let is_count = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_count.then(|| (count.parse().ok(), unit))
}

fn moved(today: Day, count: i32, unit: char) -> Option<Day> {
    match unit {
        'd' => today.plus(i64::from(count)),
        'w' => today.plus(7 * i64::from(count)),
        'm' => months(today, count),
        _ => months(today, count.checked_mul(12)?),
    }
}

fn months(today: Day, count: i32) -> Option<Day> {
    let step = Months::new(count.unsigned_abs());
    let date = if count < 0 {
        today.0.checked_sub_months(step)
    } else {
        today.0.checked_add_months(step)
    };
    date.filter(|date| YEARS.contains(&date.year())).map(Day)
}

#[cfg(test)]
mod tests {
    use super::parse_when;

    #[test]
    fn what_is_no_date_is_answered_with_the_one_that_is_meant() {
        let today = "2026-11-24".parse().expect("a day");
        let error = |text: &str| parse_when(text, today).expect_err("no date");
        for (text, meant) in [
            ("24.12.2026", "2026-12-24"),
            ("24-12-2026", "2026-12-24"),
            ("12/24/2026", "2026-12-24"),
            ("24/12/2026", "2026-12-24"),
            ("2026/12/24", "2026-12-24"),
            ("2026-12-4", "2026-12-04"),
            ("20261224", "2026-12-24"),
            ("24 Dec 2026", "2026-12-24"),
            ("December 24th, 2026", "2026-12-24"),
            ("next monday", "monday"),
        ] {
            let end = format!("(did you mean {meant}?)");
            assert!(error(text).ends_with(&end), "{text}");
        }
        for text in [
            "4/12/2026",
            "31.2.2026",
            "1.2",
            "1.2.3.2026",
            "next week",
            "20263101",
            "31 Feb 2026",
        ] {
            assert!(!error(text).contains("did you mean 2026"), "{text}");
        }
    }
}
