//! What `sprint:` of `po.yaml` means: how long sprints are, and the day they
//! begin on.

use super::SprintSettings;
use crate::model::date::Weekday;

const NAMES: [(&str, Weekday); 14] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

impl SprintSettings {
    /// The form of a length, as a regular expression.
    pub const LENGTH: &str = "^[1-9][0-9]{0,2}[dw]$";

    /// The days of a sprint of this length: `14d` and `2w` are 14.
    ///
    /// # Errors
    /// Another text.
    pub fn days_of(length: &str) -> Result<u32, String> {
        let (count, days) = match (length.strip_suffix('d'), length.strip_suffix('w')) {
            (Some(count), _) => (count, 1),
            (_, Some(count)) => (count, 7),
            _ => ("", 0),
        };
        let is_number = count.len() <= 3 && count.bytes().all(|b| b.is_ascii_digit());
        let count = count.parse::<u32>().ok();
        let count = count.filter(|count| is_number && *count > 0);
        let days = count.map(|count| count * days);
        days.ok_or_else(|| format!("\"{length}\" is no length of a sprint"))
    }

    /// The day of the week of this name: `monday` or `mon`.
    ///
    /// # Errors
    /// Another text.
    pub fn weekday_of(name: &str) -> Result<Weekday, String> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        let day = found.map(|(_, day)| *day);
        day.ok_or_else(|| format!("\"{name}\" is no day of the week"))
    }

    /// The names of the days of the week.
    pub fn weekdays() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::SprintSettings;
    use super::Weekday;

    #[test]
    fn a_length_is_in_days_or_weeks() {
        let days = |text| SprintSettings::days_of(text).ok();
        assert_eq!(
            (days("14d"), days("2w"), days("1d")),
            (Some(14), Some(14), Some(1))
        );
        for text in [
            "",
            "d",
            "2",
            "2 w",
            "0w",
            "-2w",
            "+2w",
            "2m",
            "two weeks",
            "1000d",
            "٢w",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn a_weekday_is_written_whole_or_short() {
        assert_eq!(SprintSettings::weekday_of("monday"), Ok(Weekday::Mon));
        assert_eq!(SprintSettings::weekday_of("sun"), Ok(Weekday::Sun));
        assert!(SprintSettings::weekday_of("Monday").is_err());
    }
}
