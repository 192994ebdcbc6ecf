//! Days, moments, zones, the calendar and relative dates.
use proptest::prelude::*;
use schemars::schema_for;

use super::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

fn zone(name: &str) -> Zone {
    name.parse().expect("a zone")
}

/// The holidays of the vectors: Good Friday and Easter Monday.
fn calendar() -> Calendar {
    let holidays = [day("2026-04-03"), day("2026-04-06")].into();
    Calendar {
        holidays,
        ..Calendar::default()
    }
}

#[test]
fn a_day_is_read_and_written_as_it_stands() {
    for text in ["2026-11-24", "2024-02-29", "0000-01-01", "9999-12-31"] {
        let json = format!("\"{text}\"");
        let read: Day = serde_json::from_str(&json).expect("a day");
        assert_eq!(read.to_string(), text);
        assert_eq!(serde_json::to_string(&read).expect("text"), json);
    }
    assert!(day("2026-11-24") < day("2026-12-01"));
}

#[test]
fn a_day_that_no_calendar_has_is_refused() {
    for text in [
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
    ] {
        assert_eq!(
            text.parse::<Day>(),
            Err(format!("{text} is not a day of the calendar"))
        );
    }
}

#[test]
fn text_of_another_form_is_no_day() {
    for text in [
        "",
        "today",
        "2026-1-1",
        "20261124",
        "+2026-11-4",
        "2026-11-24 ",
        "24.11.2026",
        "2026/11/24",
        "２026-11-2",
    ] {
        assert_eq!(
            text.parse::<Day>(),
            Err("expected a date such as 2026-11-24".to_owned()),
            "{text}"
        );
    }
    let error = serde_json::from_str::<Day>("20261124").expect_err("a number");
    assert!(
        error
            .to_string()
            .contains("expected a date such as 2026-11-24"),
        "{error}"
    );
}

#[test]
fn days_are_counted_over_the_leap_day() {
    assert_eq!(day("2024-03-01").since(day("2024-02-28")), 2);
    assert_eq!(day("2024-02-28").since(day("2024-03-01")), -2);
    assert_eq!(day("2024-02-28").plus(2), Some(day("2024-03-01")));
    assert_eq!(day("2024-03-01").plus(-2), Some(day("2024-02-28")));
    assert_eq!(day("9999-12-31").plus(1), None);
    assert_eq!(day("2026-01-01").plus(i64::MIN), None);
}

#[test]
fn a_moment_is_written_in_utc_with_whole_seconds() {
    for (text, written) in [
        ("2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z"),
        ("2026-11-24T09:00Z", "2026-11-24T09:00:00Z"),
        ("2026-11-24T09:00+01:00", "2026-11-24T08:00:00Z"),
        ("2026-11-24T09:00:30-05:30", "2026-11-24T14:30:30Z"),
        ("2026-11-24T23:59:59.999Z", "2026-11-24T23:59:59Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ("2026-11-24t09:00:00z", "2026-11-24T09:00:00Z"),
        ("2026-11-24 09:00Z", "2026-11-24T09:00:00Z"),
        ("2026-11-24", "2026-11-24"),
    ] {
        let read: Moment = serde_json::from_value(text.into()).expect(text);
        assert_eq!(read.to_string(), written);
        assert_eq!(serde_json::to_value(read).expect("text"), written);
        assert_eq!(moment(written), read);
    }
}

#[test]
fn a_moment_without_a_zone_or_a_real_time_is_refused() {
    for text in [
        "2026-11-24T09:00:00",
        "2026-11-24T09:00",
        "2026-11-24T25:00Z",
        "2026-11-24T09:60Z",
        "2026-11-24T09:00:61Z",
        "09:00Z",
        "2026-11-24T:Z",
        "0000-01-01T00:00+01:00",
        "9999-12-31T23:00-02:00",
        "2026-11-2４T09:00Z",
    ] {
        assert!(text.parse::<Moment>().is_err(), "{text}");
    }
    let error = |text: &str| text.parse::<Moment>().expect_err("refused");
    assert_eq!(
        error("2026-11-24T09:00:00"),
        "expected a moment such as 2026-11-24T09:00:00Z"
    );
    assert_eq!(
        error("2026-02-30T09:00Z"),
        "2026-02-30 is not a day of the calendar"
    );
    assert_eq!(
        error("2026-02-30"),
        "2026-02-30 is not a day of the calendar"
    );
    assert_eq!(error("monday"), "expected a date such as 2026-11-24");
}

#[test]
fn an_instant_falls_on_the_local_day_of_the_zone() {
    let berlin = zone("Europe/Berlin");
    for (at, local) in [
        ("2026-03-12T23:30Z", "2026-03-13"),
        ("2026-03-28T22:30Z", "2026-03-28"),
        ("2026-03-29T22:30Z", "2026-03-30"),
        ("2026-03-12", "2026-03-12"),
    ] {
        assert_eq!(moment(at).local_day(&berlin), day(local), "{at}");
    }
    assert_eq!(
        moment("2026-03-12T23:30Z").local_day(&Zone::default()),
        day("2026-03-12")
    );
}

#[test]
fn a_bare_day_sorts_as_its_local_midnight() {
    let start =
        |text: &str, name: &str| Moment::Instant(moment(text).start(&zone(name))).to_string();
    assert_eq!(start("2026-03-13", "Europe/Berlin"), "2026-03-12T23:00:00Z");
    assert_eq!(start("2026-03-13", "UTC"), "2026-03-13T00:00:00Z");
    assert_eq!(
        start("2026-03-13T09:00+01:00", "Europe/Berlin"),
        "2026-03-13T08:00:00Z"
    );
}

#[test]
fn a_midnight_that_the_clocks_skip_or_repeat_has_one_instant() {
    let start =
        |text: &str, name: &str| Moment::Instant(moment(text).start(&zone(name))).to_string();
    // Brazil skipped 00:00..01:00; Samoa skipped a day; Havana has 00:00 twice.
    assert_eq!(
        start("2018-11-04", "America/Sao_Paulo"),
        "2018-11-04T03:00:00Z"
    );
    assert_eq!(start("2011-12-30", "Pacific/Apia"), "2011-12-30T10:00:00Z");
    assert_eq!(
        start("2026-11-01", "America/Havana"),
        "2026-11-01T04:00:00Z"
    );
}

#[test]
fn an_unknown_zone_is_refused_with_a_hint() {
    let error = |name: &str| name.parse::<Zone>().expect_err("unknown");
    assert_eq!(
        error("Europe/Zurch"),
        "\"Europe/Zurch\" is not a time zone (did you mean Europe/Zurich?)"
    );
    assert_eq!(
        error("Mars"),
        "\"Mars\" is not a time zone (expected an IANA name such as Europe/Zurich)"
    );
    let zurich: Zone = serde_json::from_str("\"Europe/Zurich\"").expect("known");
    assert_eq!(
        serde_json::to_string(&zurich).expect("text"),
        "\"Europe/Zurich\""
    );
    assert_eq!(Zone::default().to_string(), "UTC");
}

#[test]
fn working_days_are_counted_without_holidays() {
    let calendar = calendar();
    let count = |a, b| {
        calendar
            .networkdays(day(a), day(b))
            .expect("has working days")
    };
    assert_eq!(count("2026-03-30", "2026-04-10"), 8);
    assert_eq!(count("2026-04-03", "2026-04-03"), 0);
    assert_eq!(count("2026-04-04", "2026-04-05"), 0);
    assert_eq!(count("2026-04-10", "2026-04-09"), 0);
    assert_eq!(count("2026-04-10", "2026-03-30"), 0);
}

#[test]
fn working_days_are_added_after_the_day() {
    let calendar = calendar();
    let add = |from, count| {
        calendar
            .add_workdays(day(from), count)
            .expect("has working days")
    };
    assert_eq!(add("2026-04-01", 5), day("2026-04-10"));
    assert_eq!(add("2026-04-04", 0), day("2026-04-04"));
    assert_eq!(add("2026-04-02", 1), day("2026-04-07"));
    assert_eq!(add("9999-12-30", 5), day("9999-12-31"));
}

#[test]
fn blocked_days_of_the_long_blocked_vectors_are_working_days() {
    let calendar = Calendar::default();
    for (since, days) in [
        ("2026-04-20", 9),
        ("2026-04-24", 5),
        ("2026-04-23", 6),
        ("2026-05-01", 0),
    ] {
        let after = day(since).plus(1).expect("in range");
        assert_eq!(
            calendar.networkdays(after, day("2026-05-01")),
            Ok(days),
            "{since}"
        );
    }
}

#[test]
fn a_calendar_without_working_days_is_an_error_where_it_is_asked() {
    let idle: Calendar = serde_json::from_str(r#"{"workdays": []}"#).expect("it loads");
    assert_eq!(
        idle.networkdays(day("2026-04-01"), day("2026-04-02")),
        Err(NoWorkday)
    );
    assert_eq!(idle.add_workdays(day("2026-04-01"), 1), Err(NoWorkday));
    assert_eq!(NoWorkday.to_string(), "the calendar has no working day");
}

#[test]
fn a_calendar_is_read_with_defaults_for_what_it_leaves_out() {
    let read: Calendar =
        serde_json::from_str(r#"{"workdays": ["sun", "mon", "mon"], "holidays": ["2026-12-25"]}"#)
            .expect("valid");
    assert_eq!(read.workdays, [Weekday::Mon, Weekday::Sun].into());
    assert!(!read.is_workday(day("2026-11-24")) && read.is_workday(day("2026-11-22")));
    assert!(!read.is_workday(day("2026-12-25")));
    assert_eq!(
        serde_json::from_str::<Calendar>("{}").expect("valid"),
        Calendar::default()
    );
    assert!(serde_json::from_str::<Calendar>(r#"{"workdays": ["monday"]}"#).is_err());
    let written = serde_json::to_string(&read).expect("json");
    assert_eq!(
        written,
        r#"{"workdays":["mon","sun"],"holidays":["2026-12-25"]}"#
    );
}

#[test]
fn a_date_is_given_or_counted_from_today() {
    let today = day("2026-11-24");
    for (text, meant) in [
        ("2026-12-31", "2026-12-31"),
        ("today", "2026-11-24"),
        ("yesterday", "2026-11-23"),
        ("tomorrow", "2026-11-25"),
        ("-30d", "2026-10-25"),
        ("30d", "2026-12-24"),
        ("+2w", "2026-12-08"),
        ("3m", "2027-02-24"),
        ("-1m", "2026-10-24"),
        ("1y", "2027-11-24"),
        ("0d", "2026-11-24"),
    ] {
        assert_eq!(parse_when(text, today), Ok(day(meant)), "{text}");
    }
}

#[test]
fn a_month_that_is_too_short_ends_on_its_last_day() {
    assert_eq!(parse_when("1m", day("2026-01-31")), Ok(day("2026-02-28")));
    assert_eq!(parse_when("-1m", day("2026-03-31")), Ok(day("2026-02-28")));
    assert_eq!(parse_when("+1y", day("2024-02-29")), Ok(day("2025-02-28")));
    assert_eq!(parse_when("4y", day("2024-02-29")), Ok(day("2028-02-29")));
}

#[test]
fn a_date_that_is_none_is_explained() {
    let error = |text: &str| parse_when(text, day("2026-11-24")).expect_err("no date");
    assert_eq!(
        error("2026-02-30"),
        "2026-02-30 is not a day of the calendar"
    );
    assert_eq!(
        error("tomorow"),
        "\"tomorow\" is not a date (did you mean tomorrow?)"
    );
    for text in ["", "d", "+d", "--3d", "+-3d", "3 d", "3é", "é", "5q"] {
        assert!(error(text).contains("expected one such as"), "{text}");
    }
    for text in [
        "9000y",
        "-3000y",
        "99999999999d",
        "2147483647y",
        "-2147483648w",
        "2147483647d",
    ] {
        assert_eq!(error(text), format!("\"{text}\" is too far from today"));
    }
}

#[test]
fn a_weekday_is_the_last_one_before_today() {
    // A Tuesday.
    let today = day("2026-11-24");
    for (text, meant) in [
        ("monday", "2026-11-23"),
        ("Tue", "2026-11-17"),
        ("wednesday", "2026-11-18"),
    ] {
        assert_eq!(last_weekday(text, today), Some(day(meant)), "{text}");
    }
    assert_eq!(last_weekday("moonday", today), None);
}

#[test]
fn the_schema_calls_a_day_a_date() {
    let schema = schema_for!(Calendar);
    assert_eq!(schema.pointer("/$defs/Day/format"), Some(&"date".into()));
    assert_eq!(schema.pointer("/$defs/Weekday/enum/0"), Some(&"mon".into()));
}

proptest! {
    #[test]
    fn counting_agrees_with_looking_at_each_day(from in 0i64..400, length in 0i64..60, week in proptest::collection::btree_set(0usize..7, 1..7)) {
        let names = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        let calendar = Calendar { workdays: week.iter().map(|at| names[*at]).collect(), ..calendar() };
        let a = day("2025-10-01").plus(from).expect("in range");
        let b = a.plus(length).expect("in range");
        let each = (0..=length).filter(|step| calendar.is_workday(a.plus(*step).expect("in range"))).count();
        prop_assert_eq!(calendar.networkdays(a, b), Ok(u32::try_from(each).expect("small")));
    }

    #[test]
    fn as_many_working_days_lie_between_as_were_added(from in 0i64..400, count in 0u32..80) {
        let a = day("2025-10-01").plus(from).expect("in range");
        let b = calendar().add_workdays(a, count).expect("has working days");
        prop_assert_eq!(calendar().networkdays(a.plus(1).expect("in range"), b), Ok(count));
        prop_assert!(count == 0 || calendar().is_workday(b));
    }

    #[test]
    fn any_text_is_a_moment_or_an_error(text in "[0-9T:Z+.\u{e9}-]{0,26}") {
        if let Ok(read) = text.parse::<Moment>() {
            prop_assert_eq!(read.to_string().parse::<Moment>(), Ok(read));
        }
        let _ = parse_when(&text, day("2026-11-24"));
    }
}
