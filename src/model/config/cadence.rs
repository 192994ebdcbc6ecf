//! `sprint:` of `po.yaml`, made sense of: how long sprints are and the day
//! they begin on.

use super::SprintSettings;
use crate::model::date::Weekday;

/// Where `po.yaml` does not say how long a sprint is.
const TWO_WEEKS: i64 = 14;
/// The longest sprint, in days.
const YEAR: i64 = 366;

impl SprintSettings {
    /// The form of a length, as a regular expression; none is longer than a year.
    pub const LENGTH: &str = "^[1-9][0-9]{0,2}[dw]$";

    /// The days from one sprint's start to the next: `14d` and `2w` are the same.
    ///
    /// # Errors
    /// No number of days or weeks between a day and a year.
    pub fn days(&self) -> Result<i64, String> {
        let Some(text) = &self.length else {
            return Ok(TWO_WEEKS);
        };
        let (count, unit) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
            (Some(count), _) => (count, 1),
            (_, Some(count)) => (count, 7),
            _ => ("", 0),
        };
        let is_number = count.len() <= 3 && count.bytes().all(|b| b.is_ascii_digit());
        let count = count.parse::<i64>().ok().filter(|_| is_number);
        let days = count.map(|count| count * unit);
        days.filter(|days| (1..=YEAR).contains(days))
            .ok_or_else(|| format!("\"{text}\" is no length of a sprint"))
    }

    /// The day of the week on which sprints begin, where there is one: `monday`
    /// or `mon`, in small letters.
    ///
    /// # Errors
    /// A word that names no day.
    pub fn weekday(&self) -> Result<Option<Weekday>, String> {
        let Some(word) = &self.start else {
            return Ok(None);
        };
        let is_small = word.to_lowercase() == *word;
        let day = Weekday::parse(word).filter(|_| is_small);
        let day = day.ok_or_else(|| format!("\"{word}\" is no day of the week"))?;
        Ok(Some(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> SprintSettings {
        SprintSettings {
            length: Some(text.to_owned()),
            start: None,
        }
    }

    fn start(text: &str) -> SprintSettings {
        SprintSettings {
            length: None,
            start: Some(text.to_owned()),
        }
    }

    #[test]
    fn a_length_is_in_days_or_weeks() {
        let days = |text| length(text).days().ok();
        for (text, meant) in [
            ("14d", 14),
            ("2w", 14),
            ("1d", 1),
            ("10d", 10),
            ("366d", 366),
        ] {
            assert_eq!(days(text), Some(meant), "{text}");
        }
        assert_eq!(SprintSettings::default().days(), Ok(14));
        for text in [
            "",
            "d",
            "2",
            "2 w",
            " 2w",
            "0d",
            "0w",
            "-1w",
            "-2w",
            "+2w",
            "2m",
            "53w",
            "367d",
            "two weeks",
            "1000d",
            "٢w",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn a_weekday_is_written_whole_or_short() {
        assert_eq!(start("monday").weekday(), Ok(Some(Weekday::Mon)));
        assert_eq!(start("tue").weekday(), Ok(Some(Weekday::Tue)));
        assert_eq!(start("sun").weekday(), Ok(Some(Weekday::Sun)));
        assert!(start("Monday").weekday().is_err());
        assert!(start("someday").weekday().is_err());
    }
}
