//! Civil days, moments and the product's time zone.
//!
//! All day arithmetic is on civil dates, so a change of clocks can neither add nor lose a day. Time zone rules are
//! compiled in, never the host's.
mod calendar;
mod when;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::DateTime;
use chrono::Datelike;
use chrono::Days;
use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono::TimeDelta;
use chrono::TimeZone;
use chrono::Utc;
use chrono_tz::TZ_VARIANTS;
use chrono_tz::Tz;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error;
use serde::de::Visitor;

pub use calendar::Calendar;
pub use calendar::NoWorkday;
pub use calendar::Weekday;
pub use when::last_weekday;
pub use when::parse_when;
pub use when::rewritten;

use crate::text::nearest;

/// The years that are written with four digits; others are not read back.
const YEARS: RangeInclusive<i32> = 0..=9999;

/// A day of the calendar, written `2026-11-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(NaiveDate);

impl Day {
    /// The day as chrono knows it.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The day `days` later (earlier where negative); none outside the years 0 to 9999.
    pub fn plus(self, days: i64) -> Option<Day> {
        let step = Days::new(days.unsigned_abs());
        let date = if days < 0 {
            self.0.checked_sub_days(step)
        } else {
            self.0.checked_add_days(step)
        };
        date.filter(|date| YEARS.contains(&date.year())).map(Day)
    }

    /// The days from `earlier` to this one; negative where `earlier` is the later one.
    pub fn since(self, earlier: Day) -> i64 {
        (self.0 - earlier.0).num_days()
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Day(date)
    }
}

impl FromStr for Day {
    type Err = String;

    /// # Errors
    /// Text of another form than `2026-11-24`, and days that no calendar has.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, month, day) = fields(text).ok_or("expected a date such as 2026-11-24")?;
        NaiveDate::from_ymd_opt(year, month, day)
            .map(Day)
            .ok_or_else(|| format!("{text} is not a day of the calendar"))
    }
}

/// Year, month and day of `YYYY-MM-DD`: stricter than chrono's `%Y-%m-%d`, which takes `2026-1-1` and `+2026-01-01`.
fn fields(text: &str) -> Option<(i32, u32, u32)> {
    let shape = |(at, b): (usize, u8)| {
        if at == 4 || at == 7 {
            b == b'-'
        } else {
            b.is_ascii_digit()
        }
    };
    if text.len() != 10 || !text.bytes().enumerate().all(shape) {
        return None;
    }
    Some((
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    ))
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, "a date such as 2026-11-24")
    }
}

/// Reads a value that stands as one text in a file, without a copy of the text.
struct Written<T> {
    expected: &'static str,
    value: PhantomData<T>,
}

impl<T: FromStr<Err = String>> Visitor<'_> for Written<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

fn read<'de, T: FromStr<Err = String>, D: Deserializer<'de>>(
    from: D,
    expected: &'static str,
) -> Result<T, D::Error> {
    from.deserialize_str(Written {
        expected,
        value: PhantomData,
    })
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "description": "A day, such as 2026-11-24.",
        })
    }
}

/// When something happened: on a day, or at an instant to the second.
///
/// An instant is read from RFC 3339 with `Z` or an offset, with or without seconds, and written in UTC:
/// `2026-11-24T09:00:00Z`. Parts of a second are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A civil day in the product's time zone.
    Day(Day),
    /// An instant with whole seconds.
    Instant(DateTime<Utc>),
}

impl Moment {
    /// The form as a regular expression, which the schema holds.
    pub const FORM: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$";

    /// The civil day of the moment in the zone.
    pub fn local_day(self, zone: &Zone) -> Day {
        match self {
            Moment::Day(day) => day,
            Moment::Instant(at) => zone.day(at),
        }
    }

    /// What moments sort by: the instant; for a bare day its first instant in the zone.
    pub fn start(self, zone: &Zone) -> DateTime<Utc> {
        match self {
            Moment::Day(day) => zone.start_of(day),
            Moment::Instant(at) => at,
        }
    }
}

impl From<Day> for Moment {
    fn from(day: Day) -> Self {
        Moment::Day(day)
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        // Not `trunc_subsecs`, which leaves a leap second at :60.
        Moment::Instant(DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at))
    }
}

impl FromStr for Moment {
    type Err = String;

    /// # Errors
    /// Text that is neither a day nor an RFC 3339 moment, and moments outside the years 0 to 9999 of UTC.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if !text.contains(':') {
            return text.parse().map(Moment::Day);
        }
        let expected = || "expected a moment such as 2026-11-24T09:00:00Z";
        let day: Day = text.get(..10).ok_or_else(expected)?.parse()?;
        let clock = &text[10..];
        let instant = DateTime::parse_from_rfc3339(text)
            .or_else(|_| {
                let (minutes, offset) = clock
                    .split_at_checked("T09:00".len())
                    .unwrap_or((clock, ""));
                DateTime::parse_from_rfc3339(&format!("{day}{minutes}:00{offset}"))
            })
            .map_err(|_| expected())?
            .to_utc();
        if YEARS.contains(&instant.year()) {
            Ok(instant.into())
        } else {
            Err(expected().to_owned())
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => day.fmt(f),
            Moment::Instant(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%SZ")),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, "a moment such as 2026-11-24T09:00:00Z")
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day such as 2026-11-24, or a moment such as 2026-11-24T09:00:00Z.",
            "pattern": Moment::FORM,
        })
    }
}

/// The product's time zone, by its IANA name; UTC unless told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

impl Zone {
    /// The civil day of an instant in the zone.
    pub fn day(&self, at: DateTime<Utc>) -> Day {
        Day(at.with_timezone(&self.0).date_naive())
    }

    /// The first instant of a civil day: 00:00 or, where the clocks skip it, the first time there is.
    pub fn start_of(&self, day: Day) -> DateTime<Utc> {
        let midnight = day.0.and_time(NaiveTime::MIN);
        // Gaps are as long as 24 hours: Samoa had no 2011-12-30.
        (0..=96)
            .filter_map(|quarters| midnight.checked_add_signed(TimeDelta::minutes(15 * quarters)))
            .find_map(|time| self.0.from_local_datetime(&time).earliest())
            .map_or_else(|| midnight.and_utc(), |time| time.to_utc())
    }
}

impl Default for Zone {
    fn default() -> Self {
        Zone(Tz::UTC)
    }
}

impl FromStr for Zone {
    type Err = String;

    /// # Errors
    /// A name that the IANA database does not have, with the one it resembles.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        name.parse().map(Zone).map_err(|_| {
            let hint = match nearest(name, TZ_VARIANTS.iter().map(|zone| zone.name())) {
                Some(known) => format!("did you mean {known}?"),
                None => "expected an IANA name such as Europe/Zurich".to_owned(),
            };
            format!("\"{name}\" is not a time zone ({hint})")
        })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, "an IANA name such as Europe/Zurich")
    }
}

impl JsonSchema for Zone {
    fn schema_name() -> Cow<'static, str> {
        "Zone".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A time zone by its IANA name, such as Europe/Zurich.",
        })
    }
}

#[cfg(test)]
mod tests;
