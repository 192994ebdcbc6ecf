//! Dates as other tools write them, in the user's language and often without a
//! zone. What can be read in two ways is never guessed: the column decides.

use chrono::DateTime;
use chrono::Days;
use chrono::FixedOffset;
use chrono::LocalResult;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use chrono::SecondsFormat;
use chrono::TimeDelta;
use chrono::TimeZone;
use chrono::Utc;
use chrono_tz::Tz;

use crate::exchange::DateOrder;
use crate::exchange::reading::words;

/// A date as it is written, before zone and order of day and month are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    date: Numbers,
    time: Option<NaiveTime>,
    offset: Option<FixedOffset>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Known(NaiveDate),
    /// Two numbers and a year: day and month, or month and day.
    Open(u32, u32, i32),
}

/// What the dates of a column say about the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// No date can be read in two ways.
    NotNeeded,
    Settled(DateOrder),
    /// There are such dates, and all of them can be read in both ways.
    Undecided,
    /// Some can only be read day first, others only month first.
    Contradicting,
}

/// A date in the zone of the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The civil day, `2026-02-19`.
    pub day: String,
    /// The moment in UTC, `2026-02-19T18:31:00Z`; the day where there is no time.
    pub moment: String,
    /// Whether the zone had to be assumed.
    pub assumed_zone: bool,
}

impl Written {
    /// Reads `28/Jun/16 9:27 AM`, `19/févr./26 7:31 PM`, `2016-07-05 07:53:01.71`,
    /// `2018-05-14T23:56:02.246+0200`, `03.04.2024 09:59` and their likes.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(moment) = with_offset(text) {
            let local = moment.naive_local();
            return Some(Self {
                date: Numbers::Known(local.date()),
                time: Some(local.time()),
                offset: Some(*moment.offset()),
            });
        }
        let (date, clock, rest) = split(text);
        let date = date.trim().trim_end_matches(['T', ',']);
        let (date, half_before) = match date.rsplit_once(' ') {
            Some((date, word)) if words::after_noon(word).is_some() => (date, word),
            _ => (date, ""),
        };
        let time = match clock {
            Some(clock) => Some(time(clock, half_before, rest.trim())?),
            None => None,
        };
        Some(Self {
            date: numbers(date)?,
            time,
            offset: None,
        })
    }

    /// The moment meant; `None` where the numbers give no day in this order.
    pub fn when(&self, order: DateOrder, zone: Tz) -> Option<When> {
        let date = match self.date {
            Numbers::Known(date) => date,
            Numbers::Open(first, second, year) => day_of(order, first, second, year)?,
        };
        let Some(time) = self.time else {
            let day = date.to_string();
            return Some(When {
                moment: day.clone(),
                day,
                assumed_zone: false,
            });
        };
        let local = date.and_time(time);
        let moment = match self.offset {
            Some(offset) => offset
                .from_local_datetime(&local)
                .single()?
                .with_timezone(&Utc),
            None => in_zone(local, zone)?,
        };
        Some(When {
            day: moment.with_timezone(&zone).date_naive().to_string(),
            moment: moment.to_rfc3339_opts(SecondsFormat::Secs, true),
            assumed_zone: self.offset.is_none(),
        })
    }

    /// Whether day and month cannot be told apart in this date alone.
    pub fn is_ambiguous(&self) -> bool {
        matches!(self.date, Numbers::Open(first, second, _) if first <= 12 && second <= 12 && first != second)
    }
}

/// What a column of dates says about its own order.
pub fn evidence(dates: impl IntoIterator<Item = Written>) -> Evidence {
    let (mut day_first, mut month_first, mut ambiguous) = (false, false, false);
    for date in dates {
        ambiguous |= date.is_ambiguous();
        if let Numbers::Open(first, second, _) = date.date {
            day_first |= first > 12;
            month_first |= second > 12;
        }
    }
    match (day_first, month_first) {
        (true, true) => Evidence::Contradicting,
        (true, false) => Evidence::Settled(DateOrder::DayFirst),
        (false, true) => Evidence::Settled(DateOrder::MonthFirst),
        (false, false) if ambiguous => Evidence::Undecided,
        (false, false) => Evidence::NotNeeded,
    }
}

fn with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    let forms = [
        "%Y-%m-%dT%H:%M:%S%.f%z",
        "%Y-%m-%d %H:%M:%S%.f %z",
        "%Y-%m-%dT%H:%M%z",
    ];
    let written = DateTime::parse_from_rfc3339(text).ok();
    written.or_else(|| {
        forms
            .iter()
            .find_map(|form| DateTime::parse_from_str(text, form).ok())
    })
}

/// The text before the time of day, the time itself, and the text after it.
fn split(text: &str) -> (&str, Option<&str>, &str) {
    let Some(colon) = text.find(':') else {
        return (text, None, "");
    };
    let digit = |c: char| c.is_ascii_digit();
    let start = text[..colon].trim_end_matches(digit).len();
    let clock = |c: char| digit(c) || c == ':' || c == '.';
    let end = text[start..]
        .find(|c| !clock(c))
        .map_or(text.len(), |length| start + length);
    (&text[..start], Some(&text[start..end]), &text[end..])
}

fn time(clock: &str, half_before: &str, half_after: &str) -> Option<NaiveTime> {
    let forms = ["%H:%M:%S%.f", "%H:%M"];
    let time = forms
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(clock, form).ok())?;
    let word = if half_before.is_empty() {
        half_after
    } else {
        half_before
    };
    if word.is_empty() {
        return Some(time);
    }
    let twelve = TimeDelta::hours(12);
    match (words::after_noon(word)?, clock.starts_with("12")) {
        (true, true) | (false, false) => Some(time),
        (true, false) | (false, true) => Some(time.overflowing_add_signed(twelve).0),
    }
}

fn numbers(text: &str) -> Option<Numbers> {
    let mut month = None;
    let mut numbers = Vec::new();
    for token in tokens(text) {
        match (token.parse::<u32>(), token.as_str()) {
            (Ok(number), _) => numbers.push((number, token.len())),
            (Err(_), "年" | "日" | "de" | "г") => {}
            (Err(_), "月") if month.is_none() => month = Some(numbers.pop()?.0),
            (Err(_), word) if month.is_none() => month = Some(words::month(word)?),
            _ => return None,
        }
    }
    match (month, numbers.as_slice()) {
        (Some(month), [(year, 4), (day, _)]) => known(*year, month, *day),
        (Some(month), [(day, _), (year, digits @ (2 | 4))]) => {
            known(full(*year, *digits), month, *day)
        }
        (None, [(year, 4), (month, _), (day, _)]) => known(*year, *month, *day),
        (None, [(first, _), (second, _), (year, digits @ (2 | 4))]) => {
            let year = i32::try_from(full(*year, *digits)).ok()?;
            let either = [DateOrder::DayFirst, DateOrder::MonthFirst];
            let fits = either
                .iter()
                .any(|order| day_of(*order, *first, *second, year).is_some());
            fits.then_some(Numbers::Open(*first, *second, year))
        }
        _ => None,
    }
}

/// Runs of digits and runs of letters; all else only separates.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::<String>::new();
    let mut kind = None;
    for c in text.chars() {
        let this = c.is_alphanumeric().then(|| c.is_ascii_digit());
        match (this, tokens.last_mut()) {
            (None, _) => {}
            (Some(_), Some(token)) if this == kind => token.push(c),
            (Some(_), _) => tokens.push(c.to_string()),
        }
        kind = this;
    }
    tokens
}

fn known(year: u32, month: u32, day: u32) -> Option<Numbers> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(Numbers::Known)
}

/// Two digits mean 1970 to 2069.
fn full(year: u32, digits: usize) -> u32 {
    match (digits, year) {
        (2, 0..70) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

fn day_of(order: DateOrder, first: u32, second: u32, year: i32) -> Option<NaiveDate> {
    match order {
        DateOrder::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
        DateOrder::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
    }
}

/// A local time that occurs twice is the first; one that the clock skips is
/// read with the offset that held the day before.
fn in_zone(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Some(moment.to_utc()),
        LocalResult::None => {
            let before = local.checked_sub_days(Days::new(1))?;
            Some(zone.from_local_datetime(&before).earliest()?.to_utc() + TimeDelta::days(1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> String {
        let written = Written::parse(text).unwrap_or_else(|| panic!("{text}"));
        written
            .when(DateOrder::DayFirst, chrono_tz::Europe::Zurich)
            .unwrap()
            .moment
    }

    #[test]
    fn dates_of_several_tools_and_languages_are_read() {
        for (text, expected) in [
            ("28/Jun/16 9:27 AM", "2016-06-28T07:27:00Z"),
            ("15/Aug/16 12:34 AM", "2016-08-14T22:34:00Z"),
            ("15/Aug/16 12:34 PM", "2016-08-15T10:34:00Z"),
            ("19/févr./26 7:31 PM", "2026-02-19T18:31:00Z"),
            ("29/июл/26 09:59", "2026-07-29T07:59:00Z"),
            ("29/июл./2026 9:59 PM", "2026-07-29T19:59:00Z"),
            ("03/ene/26 7:31 p.\u{a0}m.", "2026-01-03T18:31:00Z"),
            ("Jun 28, 2016 9:27 PM", "2016-06-28T19:27:00Z"),
            ("28. Juni 2016, 09:27", "2016-06-28T07:27:00Z"),
            ("28/6月/16 9:27 午後", "2016-06-28T19:27:00Z"),
            ("2016年6月28日 午後9:27", "2016-06-28T19:27:00Z"),
            ("28/6月/16 午後 9:27", "2016-06-28T19:27:00Z"),
            ("2016-07-05 07:53:01.71", "2016-07-05T05:53:01Z"),
            ("2016-07-05T07:53:01Z", "2016-07-05T07:53:01Z"),
            ("2018-05-14T23:56:02.246+0200", "2018-05-14T21:56:02Z"),
            ("28.06.2016 09:27", "2016-06-28T07:27:00Z"),
            ("2016-07-05", "2016-07-05"),
            ("03/04/24", "2024-04-03"),
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_taken_for_one() {
        for text in [
            "",
            "soon",
            "31/Feb/16",
            "13/13/2016",
            "5",
            "1/2",
            "28/Jun/16 25:00",
            "28/Jun/16 9:27 xx",
        ] {
            assert_eq!(Written::parse(text), None, "{text}");
        }
    }

    #[test]
    fn column_settles_the_order_of_day_and_month() {
        let of = |texts: &[&str]| evidence(texts.iter().filter_map(|text| Written::parse(text)));
        assert_eq!(
            of(&["03/04/24", "28/06/16"]),
            Evidence::Settled(DateOrder::DayFirst)
        );
        assert_eq!(
            of(&["03/04/24", "06/28/16"]),
            Evidence::Settled(DateOrder::MonthFirst)
        );
        assert_eq!(of(&["03/04/24"]), Evidence::Undecided);
        assert_eq!(
            of(&["05/05/24", "2024-03-04", "3/Apr/24"]),
            Evidence::NotNeeded
        );
        assert_eq!(of(&["28/06/16", "06/28/16"]), Evidence::Contradicting);
    }

    #[test]
    fn order_that_does_not_fit_gives_no_day() {
        let written = Written::parse("06/28/16").unwrap();
        assert_eq!(written.when(DateOrder::DayFirst, Tz::UTC), None);
        assert_eq!(
            written.when(DateOrder::MonthFirst, Tz::UTC).unwrap().day,
            "2016-06-28"
        );
    }

    #[test]
    fn time_that_the_clock_skips_or_repeats_is_still_a_moment() {
        assert_eq!(moment("2026-03-29 02:30:00"), "2026-03-29T01:30:00Z");
        assert_eq!(moment("2026-10-25 02:30:00"), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn day_is_the_one_in_the_zone_of_the_product() {
        let written = Written::parse("2026-02-19T23:30:00Z").unwrap();
        let when = written
            .when(DateOrder::DayFirst, chrono_tz::Europe::Zurich)
            .unwrap();
        assert_eq!(
            (when.day.as_str(), when.assumed_zone),
            ("2026-02-20", false)
        );
    }
}
