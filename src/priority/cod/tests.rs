use super::*;
use crate::priority::Invalid;
use crate::priority::inputs::all;
use crate::priority::pipeline::prioritize;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;
use crate::priority::tests::scored;
use crate::priority::tests::today;
use crate::priority::tests::unscored;

/// What a delay until a week costs.
fn cost(inputs: &str, finish: f64) -> f64 {
    let (_, _, reading) = scored(&METHOD, "", &format!("cod: {{duration: 1, {inputs}}}"));
    delay::cost(&reading, finish)
}

#[test]
fn delay_costs_by_the_profile() {
    let dated = "profile: fixed-date, per_week: 2000, due_in: 6, penalty: 50000";
    let window = "profile: window, per_week: 3000, window: 6";
    for (inputs, finish, money) in [
        ("per_week: 4000", 3.0, 12000.0),
        ("profile: standard, per_week: 4000", 3.0, 12000.0),
        ("profile: expedite, per_week: 4000", 3.0, 12000.0),
        (dated, 5.0, 0.0),
        (dated, 8.0, 54000.0),
        (dated, 6.0, 0.0),
        (window, 10.0, 18000.0),
        (window, 4.0, 12000.0),
        ("profile: intangible, per_week: 500, grace: 8", 10.0, 1000.0),
        ("profile: intangible, per_week: 500, grace: 8", 8.0, 0.0),
        ("profile: intangible, per_week: 500", 2.0, 1000.0),
    ] {
        assert_eq!(cost(inputs, finish), money, "{inputs} at {finish}");
    }
}

const FOUR: [(&str, u32, u32); 4] = [
    ("S-1", 1000, 5),
    ("S-2", 4000, 2),
    ("S-3", 5000, 10),
    ("S-4", 1000, 1),
];

fn four() -> Vec<String> {
    let record = |(at, (id, per_week, duration)): (usize, (&str, u32, u32))| {
        format!(
            "id: {id}\nrank: r{}\nscores: {{cod: {{per_week: {per_week}, duration: {duration}}}}}\n",
            at + 1
        )
    };
    FOUR.into_iter().enumerate().map(record).collect()
}

#[test]
fn the_loss_over_the_duration_orders_and_costs_the_least() {
    let backlog = backlog("currency: EUR", &four());
    let ordering = ordering(&backlog, "cod");
    let shown = ordering
        .items
        .iter()
        .map(|item| (item.record.id().as_str(), item.score));
    let order = [
        ("S-2", Some(2000.0)),
        ("S-4", Some(1000.0)),
        ("S-3", Some(500.0)),
        ("S-1", Some(200.0)),
    ];
    assert_eq!(shown.collect::<Vec<_>>(), order);
    assert_eq!(
        ordering.remarks[0].message,
        "one after the other, delay costs 94000 EUR in this order, 136000 EUR by rank: 42000 EUR less"
    );
}

/// What delay costs with the records in this order.
fn total(order: &[usize]) -> f64 {
    let readings: Vec<Reading> = FOUR
        .iter()
        .map(|(_, per_week, duration)| {
            let inputs = format!("cod: {{per_week: {per_week}, duration: {duration}}}");
            scored(&METHOD, "", &inputs).2
        })
        .collect();
    delay::total(order.iter().map(|at| &readings[*at]))
}

#[test]
fn no_other_order_costs_less() {
    let mut least = f64::INFINITY;
    for (a, b, c, d) in (0..256).map(|n| (n % 4, n / 4 % 4, n / 16 % 4, n / 64)) {
        let mut sorted = [a, b, c, d];
        sorted.sort_unstable();
        if sorted == [0, 1, 2, 3] {
            least = least.min(total(&[a, b, c, d]));
        }
    }
    assert_eq!(least, 94000.0);
    assert_eq!(total(&[1, 3, 2, 0]), 94000.0);
    // By the loss alone, the shortest first, as listed.
    assert_eq!(total(&[2, 1, 0, 3]), 133_000.0);
    assert_eq!(total(&[3, 1, 0, 2]), 111_000.0);
    assert_eq!(total(&[0, 1, 2, 3]), 136_000.0);
}

#[test]
fn what_gates_and_dependencies_cost_is_said() {
    let mut records = four();
    records[0] = records[0].replace("scores: {", "scores: {moscow: must, ");
    records.push("id: S-5\nscores: {cod: {per_week: 10}}\n".to_owned());
    let backlog = backlog("", &records);
    let message = &ordering(&backlog, "cod").remarks[0].message;
    let told = "one after the other, delay costs 131000 in this order, 136000 by rank: 5000 less; \
                by the score alone 94000, so this order costs 37000 more; without S-5";
    assert_eq!(message, told);
}

#[test]
fn the_loss_may_be_that_of_a_month_or_a_day() {
    let score = |inputs: &str| scored(&METHOD, "", &format!("cod: {{{inputs}}}")).1;
    assert_eq!(score("per_month: 5200, duration: 2"), Some(600.0));
    assert_eq!(score("per_day: 100, duration: 2"), Some(350.0));
    assert_eq!(score("per_week: 0, duration: 2"), Some(0.0));
    let reading = scored(&METHOD, "", "cod: {per_day: 100, duration: 2}").2;
    assert_eq!((reading.valid, reading.completeness()), (2, 1.0));
}

#[test]
fn what_is_given_twice_or_cannot_be_used_is_named() {
    let invalid = |inputs: &str| unscored(&METHOD, "", &format!("cod: {{{inputs}}}")).invalid;
    let twice = "the loss is given twice; keep one of per_week, per_month, per_day";
    assert_eq!(
        invalid("per_week: 1, per_day: 1, duration: 1"),
        [Invalid::new("per_day", twice)]
    );
    assert_eq!(
        invalid("per_month: 1, per_day: 1, duration: 1"),
        [Invalid::new("per_day", twice)]
    );
    assert_eq!(
        invalid("per_week: 1, duration: 0"),
        [Invalid::new("duration", "must be above 0")]
    );
    assert_eq!(
        invalid("per_day: 1e15, duration: 1"),
        [Invalid::new("per_day", "too large")]
    );
    assert_eq!(
        invalid("per_week: 1e15, duration: 1e-300"),
        [Invalid::new("score", "too large")]
    );
    let bad = unscored(&METHOD, "", "cod: {per_month: -1, duration: 1}");
    assert_eq!(bad.missing, Vec::<String>::new());
    assert_eq!(
        bad.invalid,
        [Invalid::new("per_month", "must not be below 0")]
    );
    // A penalty that makes no sense is no penalty of 0.
    assert_eq!(
        invalid("per_week: 1, duration: 1, profile: fixed-date, due_in: 3, penalty: many")[0].key,
        "penalty"
    );
}

#[test]
fn a_profile_without_its_key_has_a_gap() {
    let gaps = |inputs: &str| {
        let reading = unscored(
            &METHOD,
            "",
            &format!("cod: {{per_week: 1, duration: 1, {inputs}}}"),
        );
        (reading.missing.join(", "), reading.needed, reading.valid)
    };
    assert_eq!(gaps("profile: fixed-date"), ("due_in".to_owned(), 3, 2));
    assert_eq!(gaps("profile: window"), ("window".to_owned(), 3, 2));
    let bare = unscored(&METHOD, "", "cod: {}");
    assert_eq!(bare.missing, ["per_week", "duration"]);
}

#[test]
fn a_due_day_is_counted_from_today() {
    let dated = |id: &str, due: &str, own: &str| {
        format!(
            "id: {id}\ndue: {due}\nscores: {{cod: {{per_week: 10, duration: 2, profile: fixed-date{own}}}}}\n"
        )
    };
    // Three weeks, a day more, five days over it, and what the record says itself.
    let records = [
        dated("S-1", "2026-12-15", ""),
        dated("S-2", "2026-12-16", ""),
        dated("S-3", "2026-11-19", ""),
        dated("S-4", "2026-12-15", ", due_in: 9"),
    ];
    let backlog = backlog("", &records);
    let records: Vec<_> = backlog.records().iter().collect();
    assert!(all(records[0]).is_some());
    let ordering = prioritize(&backlog, &records, &METHOD, today()).expect("an order");
    let due_in = |id: &str| {
        let item = ordering
            .items
            .iter()
            .find(|item| item.record.id().as_str() == id);
        item.and_then(|item| item.reading.number("due_in"))
    };
    assert_eq!(due_in("S-1"), Some(3.0));
    assert_eq!(due_in("S-2"), Some(22.0 / 7.0));
    assert_eq!(due_in("S-3"), Some(-5.0 / 7.0));
    assert_eq!(due_in("S-4"), Some(9.0));
    let remarks = ordering.remarks.iter().take(2);
    assert_eq!(
        remarks
            .map(|remark| remark.message.as_str())
            .collect::<Vec<_>>(),
        [
            "work to a date takes longer than is left, by the durations given: S-3",
            "at most a week is left before work to a date must begin: S-1",
        ]
    );
}

#[test]
fn each_profile_is_explained() {
    crate::priority::tests::explains(&METHOD, &PROFILES);
}
