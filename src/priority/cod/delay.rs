//! What delay costs when one record is done after the other.
use std::cmp::Reverse;

use serde_json::json;

use super::super::LARGEST;
use super::super::Ordering;
use super::super::Reading;
use super::super::Remark;
use super::super::decimal::display;
use super::super::decimal::rounded;
use super::super::decimal::sort_key;
use super::super::pipeline::Item;
use super::super::remark::named;
use crate::model::id::Id;

/// What it costs that a record is finished after so many weeks.
pub(super) fn cost(reading: &Reading, finish: f64) -> f64 {
    let own = |key: &str| reading.number(key).unwrap_or_default();
    let rate = own("per_week");
    match reading.word("profile") {
        Some("fixed-date") => match finish - own("due_in") {
            late if sort_key(late) > 0 => own("penalty") + rate * late,
            _ => 0.0,
        },
        Some("window") => rate * finish.min(own("window")),
        Some("intangible") => rate * (finish - own("grace")).max(0.0),
        _ => rate * finish,
    }
}

/// What all of them cost, one after the other.
pub(super) fn total<'a>(readings: impl Iterator<Item = &'a Reading>) -> f64 {
    let mut finish = 0.0;
    let costs = readings.map(|reading| {
        finish += reading.number("duration").unwrap_or_default();
        cost(reading, finish)
    });
    costs.sum()
}

/// What delay costs in this order, by rank, and by the score alone.
pub(super) fn remark(ordering: &Ordering<'_>) -> Option<Remark> {
    let scored: Vec<&Item> = ordering.items.iter().filter(|item| item.scored).collect();
    if scored.len() < 2 {
        return None;
    }
    let mut by_rank = scored.clone();
    by_rank.sort_by_key(|item| item.old_place);
    let mut by_score = scored.clone();
    by_score.sort_by_key(|item| {
        let later = item.reading.word("profile") != Some("expedite");
        (later, Reverse(item.score.map(sort_key)))
    });
    let [here, rank, score] =
        [&scored, &by_rank, &by_score].map(|items| total(items.iter().map(|item| &item.reading)));
    let left: Vec<&Id> = {
        let left = ordering.items.iter().filter(|item| !item.scored);
        left.map(|item| item.record.id()).collect()
    };
    if [here, rank, score].iter().any(|cost| *cost > LARGEST) {
        return Some(Remark {
            name: "delay-cost",
            message: "too large to add up".to_owned(),
            data: serde_json::Map::new(),
        });
    }
    let config = &ordering.backlog.config.file;
    let money = |amount: f64| {
        let shown = display(amount, 2);
        let currency = config
            .currency
            .iter()
            .map(|currency| format!(" {currency}"));
        let shown = shown.trim_end_matches(".00").to_owned();
        currency.fold(shown, |shown, currency| shown + &currency)
    };
    let mut message = format!(
        "one after the other, delay costs {} in this order, {} by rank: {}",
        money(here),
        money(rank),
        compared(here, rank, money)
    );
    if sort_key(score) != sort_key(here) {
        let other = compared(here, score, money);
        let expedited = |item: &&Item| item.reading.word("profile") == Some("expedite");
        let after = match scored.iter().any(expedited) {
            true => " after what is expedited",
            false => "",
        };
        message += &format!(
            "; by the score alone{after} {}, so this order costs {other}",
            money(score)
        );
    }
    if !left.is_empty() {
        message += &format!("; without {}", named(&left));
    }
    let data = json!({
        "here": rounded(here),
        "by_rank": rounded(rank),
        "by_score": rounded(score),
        "saved": rounded(rank - here),
        "left_out": left,
    });
    Some(Remark {
        name: "delay-cost",
        message,
        data: data.as_object().cloned().unwrap_or_default(),
    })
}

/// "42000 less", "the same".
fn compared(one: f64, other: f64, money: impl Fn(f64) -> String) -> String {
    match sort_key(one).cmp(&sort_key(other)) {
        std::cmp::Ordering::Less => format!("{} less", money(other - one)),
        std::cmp::Ordering::Equal => "the same".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more", money(one - other)),
    }
}
