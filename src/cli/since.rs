//! What `--since` names: a day, or a commit, branch or tag.

use super::context::bad_day;
use po::diag::Error;
use po::model::config::Config;
use po::model::date;
use po::model::date::Day;
use po::store::Since;

/// The beginning of the day that the words mean, where they mean one; else they name a commit.
///
/// # Errors
/// A day of the future, or one that no calendar has.
pub(super) fn read<'a>(words: &'a str, today: Day, config: &Config) -> Result<Since<'a>, Error> {
    Ok(match day(words, today)? {
        Some(day) => Since::Instant(config.zone.start_of(day)),
        None => Since::Revision(words),
    })
}

/// The day that the words mean, where they mean one.
///
/// # Errors
/// A day of the future, or one that no calendar has.
fn day(words: &str, today: Day) -> Result<Option<Day>, Error> {
    let wrong = |why: String| bad_day("--since", words, &why);
    let day = match date::last_weekday(words, today) {
        Some(day) => day,
        None => match date::parse_when(words, today) {
            Ok(day) => day,
            Err(why) if looks_like_a_day(words) => return Err(wrong(why)),
            Err(_) => return Ok(None),
        },
    };
    match day > today {
        true => Err(wrong(format!("{day} is still to come"))
            .help("name a day that has begun, such as -7d for seven days ago")),
        false => Ok(Some(day)),
    }
}

/// Four digits and a dash: a date, though maybe a wrong one.
fn looks_like_a_day(words: &str) -> bool {
    let year = words.split('-').next().unwrap_or_default();
    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && words.contains('-')
}
