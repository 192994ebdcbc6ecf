//! The working calendar: which days count, and how they are counted.
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;

use chrono::Datelike;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::Day;

/// A day of the week, as the calendar names it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    const ALL: [(&'static str, Weekday); 7] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];

    /// The names of the days of the week, whole.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    /// The day of this name, whole or by its first three letters.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let named = |name: &str| name == word || name[..3] == word;
        let found = Self::ALL.iter().find(|(name, _)| named(name));
        found.map(|(_, day)| *day)
    }

    /// The first day of this name from `day` on.
    pub fn on_or_after(self, day: Day) -> Option<Day> {
        let mut week = (0..7).filter_map(|n| day.plus(n));
        week.find(|day| Weekday::from(day.0.weekday()) == self)
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Weekday::Mon,
            chrono::Weekday::Tue => Weekday::Tue,
            chrono::Weekday::Wed => Weekday::Wed,
            chrono::Weekday::Thu => Weekday::Thu,
            chrono::Weekday::Fri => Weekday::Fri,
            chrono::Weekday::Sat => Weekday::Sat,
            chrono::Weekday::Sun => Weekday::Sun,
        }
    }
}

/// The days on which the team works: Monday to Friday and no holidays unless told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Calendar {
    /// The working days of a week.
    pub workdays: BTreeSet<Weekday>,
    /// Dates on which nobody works.
    pub holidays: BTreeSet<Day>,
}

impl Default for Calendar {
    fn default() -> Self {
        let week = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
        ];
        Calendar {
            workdays: week.into(),
            holidays: BTreeSet::new(),
        }
    }
}

/// The calendar has no working day, so there is nothing to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoWorkday;

impl fmt::Display for NoWorkday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the calendar has no working day")
    }
}

impl Error for NoWorkday {}

impl Calendar {
    /// Whether the day is a working one.
    pub fn is_workday(&self, day: Day) -> bool {
        self.is_in_week(day) && !self.holidays.contains(&day)
    }

    /// The working days from `a` to `b`, both included; 0 where `b` is before `a`.
    ///
    /// # Errors
    /// A calendar without a working day.
    pub fn networkdays(&self, a: Day, b: Day) -> Result<u32, NoWorkday> {
        self.refuse_idle()?;
        let Ok(days) = usize::try_from(b.since(a) + 1) else {
            return Ok(0);
        };
        let whole_weeks = days / 7 * self.workdays.len();
        let rest =
            a.0.iter_days()
                .take(days % 7)
                .filter(|date| self.is_in_week(Day(*date)))
                .count();
        let off = if days == 0 {
            0
        } else {
            self.holidays
                .range(a..=b)
                .filter(|day| self.is_in_week(**day))
                .count()
        };
        Ok(u32::try_from(whole_weeks + rest - off).unwrap_or(u32::MAX))
    }

    /// The `count`-th working day strictly after `day`; `day` itself for 0. The last day there is, where the calendar
    /// ends before.
    ///
    /// # Errors
    /// A calendar without a working day.
    pub fn add_workdays(&self, day: Day, count: u32) -> Result<Day, NoWorkday> {
        self.refuse_idle()?;
        let mut reached = day;
        let mut left = count;
        while left > 0 {
            let Some(next) = reached.plus(1) else { break };
            reached = next;
            left -= u32::from(self.is_workday(reached));
        }
        Ok(reached)
    }

    fn is_in_week(&self, day: Day) -> bool {
        self.workdays.contains(&day.0.weekday().into())
    }

    fn refuse_idle(&self) -> Result<(), NoWorkday> {
        if self.workdays.is_empty() {
            Err(NoWorkday)
        } else {
            Ok(())
        }
    }
}
