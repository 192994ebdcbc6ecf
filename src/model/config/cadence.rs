//! `sprint:` of `po.yaml`, made sense of: how long sprints are and the day
//! they begin on.

use super::SprintSettings;
use crate::model::date::Weekday;

/// Where `po.yaml` does not say how long a sprint is.
const TWO_WEEKS: i64 = 14;

impl SprintSettings {
    /// The days from one sprint's start to the next: `14d` and `2w` are the same.
    ///
    /// # Errors
    /// No number of days or weeks between a day and a year.
    pub fn days(&self) -> Result<i64, String> {
        let Some(text) = &self.length else {
            return Ok(TWO_WEEKS);
        };
        let text = text.trim();
        let count = |unit: char| text.strip_suffix(unit)?.trim().parse::<i64>().ok();
        let days = match (count('d'), count('w')) {
            (Some(days), _) => Some(days),
            (None, weeks) => weeks.and_then(|weeks| weeks.checked_mul(7)),
        };
        let days = days.filter(|days| (1..=366).contains(days));
        days.ok_or_else(|| {
            format!("\"{text}\" is no length of a sprint (expected one such as 14d or 2w)")
        })
    }

    /// The day of the week on which sprints begin, where there is one.
    ///
    /// # Errors
    /// A word that names no day.
    pub fn weekday(&self) -> Result<Option<Weekday>, String> {
        let Some(word) = &self.start else {
            return Ok(None);
        };
        let day = Weekday::parse(word.trim());
        let day = day.ok_or_else(|| format!("\"{word}\" is no day of the week"))?;
        Ok(Some(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(length: &str, start: &str) -> SprintSettings {
        SprintSettings {
            length: Some(length.to_owned()),
            start: Some(start.to_owned()),
        }
    }

    #[test]
    fn weeks_and_days_are_lengths_and_other_words_are_not() {
        assert_eq!(settings("2w", "monday").days(), Ok(14));
        assert_eq!(settings("10d", "monday").days(), Ok(10));
        for text in ["", "2", "0d", "-1w", "53w", "two weeks"] {
            assert!(settings(text, "monday").days().is_err(), "{text}");
        }
        assert_eq!(settings("2w", "Tue").weekday(), Ok(Some(Weekday::Tue)));
        assert!(settings("2w", "someday").weekday().is_err());
        assert_eq!(SprintSettings::default().days(), Ok(14));
    }
}
