//! A small backlog, and what queries find in it.

mod fields;
mod language;
mod mistakes;
mod properties;
mod sorting;
mod words;

use super::Vocabulary;
use super::parse;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::date::Day;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::yaml::Document;

const CONFIG: &str = r#"
product: Shop
timezone: Europe/Zurich
fields:
  cost_centre: {kinds: [story], type: text}
  effort: {type: number}
  go_live: {type: date}
  tier: {type: text, values: [gold, silver]}
views:
  mine: "assignee:@me status:doing,review sort:-points"
  urgent: "view:mine due:..2026-12-01"
  ordered: "sort:due"
  loop: "is:open view:pool"
  pool: "view:loop"
  broken: "is:open stauts:ready"
"#;

const STORIES: &[&str] = &[
    r#"{id: S-1, type: story, title: Guest checkout, status: ready, epic: E-12, points: 5, rank: ra,
        assignee: ana, labels: [ux, Checkout], created: 2026-11-01, due: 2026-12-15, sprint: SP-1,
        acceptance: [{id: AC-1, given: a basket, when: I pay as guest, then: only an e-mail is asked for}],
        scores: {moscow: must, wsjf: {value: 8}}, questions: [{text: Which tax rule?, to: SH-3}],
        external: {jira: SHOP-142}, design: "https://example.org/a", severity: 2, tier: gold, effort: 3,
        history: [{at: 2026-11-20T23:30:00Z, status: ready}]}"#,
    r#"{id: S-2, type: bug, title: Payment fails in Zürich, status: doing, epic: E-12, points: 0.5, rank: rb,
        assignee: Björn, labels: [debt], created: 2026-10-01, due: 2026-11-20, sprint: SP-1,
        blocked: {since: 2026-11-10, by: IM-1, reason: waiting for the bank}, design_status: open,
        comments: [{at: 2026-11-23T10:00:00Z, by: ana, text: Seen again}]}"#,
    r#"{id: S-10, title: Pay by invoice, status: idea, points: 13, rank: rb0, created: 2026-11-24,
        description: "A guest\n  pays later.", waiting_on: SH-3, cost_centre: "4711", go_live: 2027-01-01}"#,
    r#"{id: S-3, type: spike, title: Compare providers, blocked: false, sprint: SP-2, scores: {moscow: could},
        questions: [{text: Who?, answer: Visa}]}"#,
    r#"{id: S-4, type: task, title: Old import, status: done, points: 3, rank: r1, assignee: ana, due: 2026-11-01}"#,
    r#"{id: S-5, type: story, title: Gift cards, status: dropped, points: 8, assignee: Ana Maria,
        links: ["https://example.org/x"], blocked: true}"#,
];

const OTHERS: &[(&str, &str)] = &[
    (
        "epic",
        r#"{id: E-12, title: Checkout, status: doing, horizon: next, budget: {cost: 4200.50}, rank: rz}"#,
    ),
    (
        "epic",
        r#"{id: E-2, title: Loyalty, status: idea, horizon: now, description: Points for guests}"#,
    ),
    (
        "epic",
        r#"{id: E-3, title: Later, status: idea, horizon: later}"#,
    ),
    (
        "sprint",
        r#"{id: SP-1, status: active, start: 2026-11-16, end: 2026-11-29, goal: Guests can pay}"#,
    ),
    (
        "sprint",
        r#"{id: SP-3, status: planned, start: 2026-12-14, end: 2026-12-27}"#,
    ),
    (
        "sprint",
        r#"{id: SP-2, status: planned, start: 2026-11-30, end: 2026-12-13}"#,
    ),
    (
        "release",
        r#"{id: R-1, version: "1.10", status: planned, date: 2026-12-20, title: Winter}"#,
    ),
];

fn config(text: &str) -> Config {
    let document = Document::parse(text.to_owned()).expect("YAML");
    Config::new(crate::yaml::read(&document).expect("po.yaml")).expect("a config")
}

fn record(kind: &'static Kind, text: &str, config: &Config) -> Record {
    let document = Document::parse(text.to_owned()).expect("YAML");
    let id = document.root().and_then(|root| root.get("id"));
    let id = id.and_then(|id| id.text()).expect("an id");
    let path = format!("{}/{id}.yaml", kind.folder);
    let read = Record::read(kind, &path, document, config).expect("a record");
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    read.record
}

fn backlog() -> Backlog {
    let config = config(CONFIG);
    let story = kind::by_name("story").expect("a kind");
    let mut records: Vec<Record> = STORIES
        .iter()
        .map(|text| record(story, text, &config))
        .collect();
    for (name, text) in OTHERS {
        records.push(record(kind::by_name(name).expect("a kind"), text, &config));
    }
    Backlog::new(config, None, records)
}

fn today() -> Day {
    "2026-11-24".parse().expect("a day")
}

fn words(query: &str) -> Vec<String> {
    query.split(' ').map(str::to_owned).collect()
}

/// The ids found, in the order of the query, with their numbers only.
fn found(kind: Option<&'static Kind>, words: &[String]) -> Result<String, Error> {
    let backlog = backlog();
    let vocabulary = Vocabulary {
        kind,
        me: Some("ana"),
        ..Vocabulary::new(&backlog, today())
    };
    let query = parse(words, &vocabulary)?;
    let of_kind = |record: &&Record| kind.is_none_or(|kind| std::ptr::eq(record.kind, kind));
    let mut records: Vec<&Record> = backlog
        .records()
        .iter()
        .filter(of_kind)
        .filter(|record| query.matches(record, &vocabulary))
        .collect();
    query.sort(&mut records, &vocabulary);
    let tails = records.iter().map(|record| match kind {
        Some(_) => record.id().tail().to_owned(),
        None => record.id().to_string(),
    });
    Ok(tails.collect::<Vec<_>>().join(" "))
}

fn of(kind: &str, query: &str) -> String {
    match found(kind::by_name(kind), &words(query)) {
        Ok(found) => found,
        Err(error) => panic!("{query}: {error} {:?}", error.details),
    }
}

fn stories(query: &str) -> String {
    of("story", query)
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    for (query, expected) in cases {
        assert_eq!(stories(query), *expected, "{query}");
    }
}
