use serde_json::json;

use super::*;
use crate::model::Backlog;
use crate::page::Block;
use crate::page::Page;
use crate::page::Text;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;

/// The page as lines: the cells of a row and the parts of a fact with a bar between them.
fn lines(page: &Page) -> Vec<String> {
    let bars = |cells: &[Text]| cells.iter().map(Text::plain).collect::<Vec<_>>().join("|");
    let blocks = page.blocks.iter().flat_map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) => vec![text.plain()],
        Block::Facts(facts) => facts
            .iter()
            .map(|(label, text)| format!("{label}|{}", text.plain()))
            .collect(),
        Block::Table(table) => {
            let titles = table.columns.iter().map(|column| column.title.clone());
            let titles = titles.collect::<Vec<_>>().join("|");
            let rows = table.rows.iter().map(|row| bars(row));
            std::iter::once(titles).chain(rows).collect()
        }
        Block::Verbatim(lines) => lines.iter().map(Text::plain).collect(),
        other => panic!("{other:?}"),
    });
    blocks.collect()
}

fn shop() -> Backlog {
    backlog(
        "methods: {wsjf: {size_from: points}}",
        &[
            "id: S-151\ntitle: Pay by invoice\nrank: r1\npoints: 3\nscores:\n  wsjf: {value: 13, time: 8, risk: 1, size: 3}\n",
            "id: S-142\ntitle: Guest checkout\nrank: r4\npoints: 5\nscores:\n  wsjf: {value: 8, time: 5, risk: 3}\n",
            "id: S-117\ntitle: Refund by e-mail\nrank: r2\nscores:\n  wsjf: {value: 1, time: 1, risk: 1, size: 1, scored: 2026-01-01}\ndepends_on: [S-160]\n",
            "id: S-160\ntitle: Order history\nrank: r3\nscores:\n  wsjf: {value: 4, time: 5}\n",
            "id: S-170\ntitle: Old news\nscores: {moscow: wont}\ndepends_on: [S-170]\n",
        ],
    )
}

#[test]
fn the_page_shows_places_scores_and_what_is_missing() {
    let backlog = shop();
    let ordering = ordering(&backlog, "wsjf");
    let report = Prioritize::new(&ordering);
    assert_eq!(
        lines(&report.page()),
        [
            "#|ID|WSJF|VALUE|TIME|RISK|SIZE|PTS|TITLE|RANK|NOTES",
            "1|S-151|7.33|13|8|1|3|3|Pay by invoice|=|",
            "2|S-142|3.20~|8|5|3|5|5|Guest checkout|↑2|assumes size 5",
            "3|S-160|–|–|5|–|–|–|Order history|=|needs risk, size; not valid: value; ↑ from 4: blocks S-117",
            "4|S-117|3.00!|1|1|1|1|–|Refund by e-mail|↓2|scored 2026-01-01, over 90 days ago",
            "3 of 4 scored; 1 unscored",
            "not valid: S-160 value: 4 is none of 1, 2, 3, 5, 8, 13, 20; nearest 3 and 5",
            "1 left out: S-170 (wont)",
        ]
    );
}

#[test]
fn the_data_has_the_keys_that_scripts_rely_on() {
    let backlog = shop();
    let ordering = ordering(&backlog, "wsjf");
    let report = Prioritize::new(&ordering);
    let data = serde_json::to_value(&report).expect("JSON");
    assert_eq!(data["method"], "wsjf");
    assert_eq!((&data["scored"], &data["unscored"]), (&json!(3), &json!(1)));
    assert_eq!(
        data["items"][0],
        json!({
            "place": 1, "old_place": 1, "id": "S-151", "title": "Pay by invoice", "class": null, "points": 3,
            "score": 7.333_333, "missing": [], "invalid": [], "assumed": {}, "completeness": 1.0, "stale": false, "scored_on": null,
            "terms": {"value": 13, "time": 8, "risk": 1, "size": 3, "cod": 22}, "moved_by": null, "waits_for": [], "blocked": null
        })
    );
    assert_eq!(data["items"][1]["assumed"], json!({"size": 5}));
    assert_eq!(data["items"][1]["completeness"], json!(0.75));
    let unscored = &data["items"][2];
    assert_eq!(unscored["score"], json!(null));
    assert_eq!(unscored["missing"], json!(["risk", "size"]));
    assert_eq!(unscored["invalid"][0]["key"], json!("value"));
    assert_eq!(unscored["moved_by"], json!({"from": 4, "blocks": "S-117"}));
    let out = json!([{"id": "S-170", "title": "Old news", "why": "wont"}]);
    assert_eq!(data["excluded"], out);
    assert_eq!(data["cycles"], json!([]));
}

#[test]
fn classes_have_a_column_and_stand_in_for_scores_where_there_are_none() {
    let backlog = backlog(
        "",
        &[
            "id: S-1\ntitle: One\nrelease: R-1\nscores: {moscow: should}\n",
            "id: S-2\ntitle: Two\ndepends_on: [S-3, S-9]\nscores: {moscow: must}\n",
            "id: S-3\ntitle: Three\ndepends_on: [S-2, S-4]\n",
            "id: S-4\ntitle: Four\nscores: {moscow: wont}\n",
        ],
    );
    let ordering = ordering(&backlog, "moscow");
    let report = Prioritize::new(&ordering);
    assert_eq!(
        lines(&report.page()),
        [
            "#|ID|CLASS|TITLE|RANK|NOTES",
            "1|S-2|must|Two|↑1|",
            "2|S-3|–|Three|↑1|needs moscow; ↑ from 3: blocks S-2; waits for S-4, not in this order",
            "3|S-1|should|One|↓2|",
            "2 of 3 scored; 1 unscored",
            "1 left out: S-4 (wont)",
            "circle of dependencies: S-2 → S-3 → S-2",
            "note: R-1: no effort → unknown; no effort on S-1",
        ]
    );
}

#[test]
fn many_unscored_are_counted_and_an_empty_order_says_so() {
    let stories: Vec<String> = (1..=12)
        .map(|at| format!("id: S-{at}\nscores: {{moscow: perhaps}}\n"))
        .collect();
    let many = backlog("", &stories);
    let page = lines(&Prioritize::new(&ordering(&many, "moscow")).page());
    assert_eq!(page[13], "0 of 12 scored; 12 unscored");
    assert!(page[14].starts_with("not valid: S-1 moscow: "), "{page:?}");
    assert!(page[14].ends_with(" and 2 more"), "{page:?}");
    assert_eq!(page[15..], ["next:", "  po score S-1 --method moscow"]);
    let none = backlog::<&str>("", &[]);
    let page = Prioritize::new(&ordering(&none, "wsjf")).page();
    assert_eq!(lines(&page), ["nothing to order"]);
}

fn why(backlog: &Backlog, method: &str, id: &str) -> Vec<String> {
    let id = Id::new(id).expect("an id");
    match Why::new(&ordering(backlog, method), &id) {
        Ok(why) => lines(&why.page()),
        Err(error) => vec![error.message],
    }
}

#[test]
fn why_shows_the_sum_the_neighbours_and_what_would_move_it() {
    let backlog = shop();
    assert_eq!(
        why(&backlog, "wsjf", "S-142"),
        [
            "S-142 Guest checkout · place 2 of 4 · wsjf 3.20~",
            "wsjf|value 8  time 5  risk 3  = 16, over size 5",
            "shares|value 50 %, time 31 %, risk 19 %",
            "above|S-151 Pay by invoice 7.33",
            "below|S-160 Order history –",
            "one place up|no single input is enough",
            "one place down|takes value 8 → 5 (place 4) or time 5 → 3 (place 4) or risk 3 → 2 (place 4)",
            "by rank|place 4 so far",
        ]
    );
    assert_eq!(
        why(&backlog, "wsjf", "S-160")[1..],
        [
            "gap|needs risk, size",
            "gap|value: 4 is none of 1, 2, 3, 5, 8, 13, 20; nearest 3 and 5",
            "mend|po set S-160 scores.wsjf.risk=… scores.wsjf.size=…",
            "above|S-142 Guest checkout 3.20~",
            "below|S-117 Refund by e-mail 3.00!",
            "moved up|1 by dependency: S-117 waits for it",
        ]
    );
}

#[test]
fn why_names_the_class_and_the_tie() {
    let text = |id: usize, rest: &str| format!("id: S-{id}\ntitle: T{id}\n{rest}\n");
    let wsjf = "wsjf: {value: 2, time: 1, risk: 1, size: 2}";
    let backlog = backlog(
        "",
        &[
            text(1, &format!("rank: r4\nscores: {{{wsjf}, moscow: could}}")),
            text(2, &format!("rank: r5\nscores: {{{wsjf}, moscow: should}}")),
            text(3, &format!("rank: r1\nscores: {{{wsjf}, moscow: should}}")),
        ],
    );
    assert_eq!(
        why(&backlog, "wsjf", "S-2"),
        [
            "S-2 T2 · place 2 of 3 · wsjf 2.00",
            "class|should, before any score",
            "wsjf|value 2  time 1  risk 1  = 4, over size 2",
            "shares|value 50 %, time 25 %, risk 25 %",
            "above|S-3 T3 2.00, equal but for the rank",
            "below|S-1 T1 2.00, could",
            "one place up|needs value 2 → 3 or time 1 → 2 or risk 1 → 2 or size 2 → 1",
            "one place down|no single input is enough",
            "by rank|place 3 so far",
        ]
    );
    assert_eq!(
        why(&backlog, "moscow", "S-2"),
        [
            "S-2 T2 · place 2 of 3 · moscow should",
            "moscow|should",
            "above|S-3 T3 should, equal but for the rank",
            "below|S-1 T1 could",
            "one place up|needs moscow should → must",
            "one place down|takes moscow should → could",
            "by rank|place 3 so far",
        ]
    );
}

#[test]
fn a_record_without_a_place_says_why() {
    let backlog = shop();
    let message = |id: &str| why(&backlog, "wsjf", id);
    assert_eq!(message("S-170"), ["S-170 has no place: it is wont"]);
    assert_eq!(message("S-999"), ["no story has the id S-999"]);
}

#[test]
fn the_data_of_why_is_that_of_its_row_and_more() {
    let backlog = shop();
    let ordering = ordering(&backlog, "wsjf");
    let why = Why::new(&ordering, &Id::new("S-142").expect("an id")).expect("a place");
    let data = serde_json::to_value(&why).expect("JSON");
    assert_eq!(data["place"], json!(2));
    assert_eq!(data["of"], json!(4));
    assert_eq!(data["above"]["id"], json!("S-151"));
    assert_eq!(data["above"]["decided_by"], json!(null));
    assert_eq!(
        data["down"][0],
        json!({"key": "value", "from": 8, "to": 5, "place": 4})
    );
}

/// The headings of the tables of a page.
fn headings(page: &Page) -> Vec<String> {
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.columns.iter().map(|column| column.title.clone())),
        _ => None,
    });
    tables.flatten().collect()
}

#[test]
fn each_heading_is_explained() {
    let backlog = shop();
    let config = &backlog.config;
    let order = ordering(&backlog, "wsjf");
    let found = order.sensitivity(2);
    let before = Before::of(&order);
    let orders = [ordering(&backlog, "wsjf"), ordering(&backlog, "moscow")];
    let pages = [
        Prioritize::new(&order).page(),
        Prioritize::new(&orders[1]).page(),
        Steady::new(&order, &found).page(),
        WhatIf::new(&order, &before, &[]).page(),
        crate::report::ScoreSheet::new(&order, order.items[0].record).page(),
        crate::report::Deps::all(&backlog, crate::report::Only::default())
            .answer()
            .page,
    ];
    let titles: Vec<String> = pages.iter().flat_map(headings).collect();
    assert!(titles.contains(&"COMES IN".to_owned()), "{titles:?}");
    assert!(titles.contains(&"WAITS FOR".to_owned()), "{titles:?}");
    for title in titles {
        // These say what they are.
        let is_plain = ["#", "NOW", "MEANING", "ITS TITLE"].contains(&title.as_str());
        assert!(
            is_plain || crate::report::Explain::new(&title, config).is_ok(),
            "{title}"
        );
    }
}
