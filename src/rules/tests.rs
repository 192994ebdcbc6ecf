//! The documented examples of every rule, and the registry itself.

mod sample;

use super::*;
use crate::model::kind;
use crate::model::kind::States;
use crate::model::workflow::Milestone;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::HashSet;

pub(in crate::rules) use sample::Sample;
pub(in crate::rules) use sample::value;

/// Keys of an example that are said in `po.yaml`.
const SETTINGS: &[&str] = &[
    "fields",
    "rules",
    "overrides",
    "glossary",
    "workflow",
    "ready",
    "done",
    "gherkin",
    "story_form",
    "people",
    "teams",
    "methods",
    "calendar",
];

/// An example: one record, or a list of them. What it does not say is left out; a record without status stands where
/// the rule begins. `file`, `text`, `today` and the keys of `SETTINGS` are its context.
fn example(rule: &Rule, block: &str) -> Sample {
    let records = match value(block) {
        Value::Array(records) => records,
        one => vec![one],
    };
    let mut sample = Sample::new("{}", &[]);
    for (at, record) in records.into_iter().enumerate() {
        let Value::Object(mut record) = record else {
            panic!("a record is a map: {block}");
        };
        for key in SETTINGS {
            if let Some(value) = record.shift_remove(*key) {
                sample.config.insert((*key).to_owned(), value);
            }
        }
        // `lang` is a key of both; the language of the backlog is meant.
        if let Some(lang) = record.shift_remove("lang") {
            sample.config.insert("lang".to_owned(), lang);
        }
        if let Some(today) = record.shift_remove("today") {
            sample.today = today.as_str().unwrap().parse().unwrap();
        }
        sample.files.push(file(rule, at, record));
    }
    sample
}

fn file(rule: &Rule, at: usize, mut record: Map<String, Value>) -> (String, String) {
    let mut path = record
        .shift_remove("file")
        .and_then(|path| path.as_str().map(str::to_owned));
    if let Some(Value::String(text)) = record.shift_remove("text") {
        return (path.unwrap(), text);
    }
    let id = record.entry("id").or_insert(json!(format!("S-{}", at + 1)));
    let id = id.as_str().unwrap().to_owned();
    let prefix = id.split('-').next().unwrap();
    let kind = kind::by_prefix(prefix).or(kind::by_name("story")).unwrap();
    if matches!(kind.states, States::Workflow) && !record.contains_key("status") {
        let from = match rule.from {
            From::Milestone(milestone) => milestone,
            From::Any => Milestone::Idea,
        };
        record.insert("status".to_owned(), json!(from.word()));
    }
    let path = path.take().unwrap_or(format!("{}/{id}.yaml", kind.folder));
    (path, serde_json::to_string(&record).unwrap() + "\n")
}

/// The blocks of a documentation that are opened by these words.
fn blocks(doc: &str, kind: &str) -> Vec<String> {
    let open = format!("```yaml {kind}\n");
    let parts = doc.split(&open).skip(1);
    parts
        .map(|part| part.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn documented_examples_hold() {
    let mut wrong = Vec::new();
    for rule in ALL {
        for (kind, fails) in [("fails", true), ("passes", false)] {
            for block in blocks(rule.doc, kind) {
                let found = example(rule, &block).check(rule.id);
                let only = found.iter().all(|f| f.rule == rule.id);
                if found.is_empty() == fails || !only {
                    let said: Vec<_> = found.into_iter().map(|f| (f.rule, f.message)).collect();
                    wrong.push(format!("{} finds {said:?} in\n{block}", rule.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example_that_fails_and_one_that_passes() {
    // What is no record never reaches the rules.
    let of_records = |rule: &&&Rule| !["skipped-file", "stale-schema"].contains(&rule.id);
    for rule in ALL.iter().filter(of_records) {
        for kind in ["fails", "passes"] {
            assert!(
                !blocks(rule.doc, kind).is_empty(),
                "{} has no example that {kind}",
                rule.id
            );
        }
    }
}

#[test]
fn every_documentation_has_its_sections() {
    for rule in ALL {
        let doc = rule.doc;
        for section in ["## What it finds", "## Why it matters", "## Fix"] {
            assert!(doc.contains(section), "{} lacks {section}", rule.id);
        }
        let summary = rule.summary();
        assert!(
            !summary.is_empty() && !summary.ends_with('.'),
            "{}: {summary}",
            rule.id
        );
        assert_eq!(
            doc.contains("## Options"),
            !rule.options.is_empty(),
            "{}",
            rule.id
        );
        for option in rule.options {
            assert!(
                doc.contains(&format!("`{}`", option.name)),
                "{} {}",
                rule.id,
                option.name
            );
        }
    }
}

#[test]
fn a_rule_is_named_after_the_defect() {
    let mut seen = HashSet::new();
    for rule in ALL {
        let id = rule.id;
        assert!(seen.insert(id), "{id} twice");
        assert!(
            id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
            "{id}"
        );
        for prefix in ["no-", "require-", "check-"] {
            assert!(!id.starts_with(prefix), "{id}");
        }
    }
}

#[test]
fn closed_records_are_looked_at_for_integrity_and_done_only() {
    let story = |status: &str| {
        let text = format!(
            "id: S-1\nas_a: buyer\ni_want: to pay\nstatus: {status}\nepic: E-9\nacceptance: [paying works quickly]\n"
        );
        let sample = Sample::new("{}", &[("stories/S-1.yaml", &text)]);
        sample
            .check_all()
            .into_iter()
            .map(|f| f.rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(story("idea"), ["dangling-link"]);
    assert_eq!(story("refined"), ["dangling-link", "vague-term"]);
    let ready = ["missing-benefit", "unestimated-story"];
    assert!(ready.iter().all(|rule| story("ready").contains(rule)));
    assert_eq!(story("done"), ["dangling-link", "unverified-done"]);
    assert_eq!(story("dropped"), ["dangling-link"]);
}

#[track_caller]
fn messages(rule: &str, block: &str) -> Vec<String> {
    let found = example(super::rule(rule).unwrap(), block).check(rule);
    found.into_iter().map(|f| f.message).collect()
}

#[test]
fn a_circle_is_told_once_by_its_shortest_way_through_the_smallest_id() {
    let circle = "[{id: S-10, depends_on: [S-9]}, {id: S-9, depends_on: [S-8, S-10]}, {id: S-8, depends_on: [S-10]}, \
        {id: S-2, depends_on: [S-9]}, {id: E-1, depends_on: [E-1]}]";
    assert_eq!(
        messages("dependency-cycle", circle),
        [
            "E-1 → E-1 is a circle",
            "S-8 → S-10 → S-9 → S-8 is a circle"
        ]
    );
    let more = "[{id: S-1, depends_on: [S-2]}, {id: S-2, depends_on: [S-1, S-3]}, {id: S-3, depends_on: [S-2]}]";
    assert_eq!(
        messages("dependency-cycle", more),
        ["S-1 → S-2 → S-1 is a circle (1 more hang on it)"]
    );
}

#[test]
fn a_long_chain_of_dependencies_costs_no_stack() {
    let texts: Vec<(String, String)> = (1..=20_000)
        .map(|n| {
            (
                format!("stories/S-{n}.yaml"),
                format!("id: S-{n}\ndepends_on: [S-{}]\n", n % 20_000 + 1),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    assert_eq!(Sample::new("{}", &files).check("dependency-cycle").len(), 1);
}

#[test]
fn a_lost_link_names_the_record_that_was_meant() {
    let help = |link: &str| {
        let block = format!("[{{id: S-1, epic: {link}}}, {{id: E-9}}, {{id: E-12}}]");
        let found = example(super::rule("dangling-link").unwrap(), &block).check("dangling-link");
        found[0].help.clone().unwrap()
    };
    assert_eq!(help("E-99"), "did you mean E-9? po show E-9");
    assert_eq!(help("E-21"), "did you mean E-12? po show E-12");
    assert_eq!(help("e-12"), "did you mean E-12? po show E-12");
    assert_eq!(help("E-777"), "po list epic --all shows those there are");
}

#[test]
fn a_status_in_capitals_is_mended_safely() {
    let block = "{id: S-1, status: Doing, type: Bug}";
    let found = example(super::rule("bad-enum").unwrap(), block).check("bad-enum");
    let fixes: Vec<_> = found
        .iter()
        .filter_map(|f| f.fix.as_ref())
        .map(|fix| (fix.safe, fix.operations.clone()))
        .collect();
    let set = |field: &str, value: &str| crate::diag::Operation::Set {
        id: "S-1".to_owned(),
        field: field.to_owned(),
        value: json!(value),
    };
    assert_eq!(
        fixes,
        [
            (true, vec![set("status", "doing")]),
            (true, vec![set("type", "bug")])
        ]
    );
}

#[test]
fn keys_of_po_yaml_are_known_too() {
    let found = Sample::new(
        "prodcut: Shop\nready: [{id: a, rule: oversized-story, max: 3}]\ncalendar: {workday: [mon]}",
        &[],
    );
    let found: Vec<_> = found
        .check("unknown-field")
        .into_iter()
        .map(|f| (f.message, f.help.unwrap()))
        .collect();
    let told = |key: &str, near: &str| {
        (
            format!("po.yaml has no key \"{key}\" here"),
            format!("did you mean \"{near}\"?"),
        )
    };
    assert_eq!(
        found,
        [told("prodcut", "product"), told("workday", "workdays")]
    );
}

#[test]
fn a_gap_is_found_against_the_newest_entry_and_points_at_the_field() {
    let story = "id: S-1\nstatus: doing\nhistory:\n  - {at: 2026-05-02, status: ready}\n  - {at: 2026-05-01, status: idea}\n";
    let found = Sample::new("{}", &[("stories/S-1.yaml", story)]).check("history-gap");
    assert_eq!(
        found[0].message,
        "status is doing, but its history ends with ready on 2026-05-02"
    );
    assert_eq!((found[0].place.line, found[0].place.column), (2, 9));
    let left = "{id: S-1, history: [{at: 2026-05-01, sprint: SP-4, points: 3}]}";
    assert_eq!(messages("history-gap", left).len(), 2);
    let misfit = "{id: S-1, points: many, history: [{at: 2026-05-01, points: 3}]}";
    assert_eq!(messages("history-gap", misfit), [""; 0]);
    let stray = "{id: S-1, status: dong, history: [{at: 2026-05-01, status: doing}]}";
    assert_eq!(messages("history-gap", stray), [""; 0]);
    let flag = "{id: S-1, blocked: false, history: [{at: 2026-05-01, blocked: {reason: bank}}]}";
    assert_eq!(
        messages("history-gap", flag),
        ["blocked is none, but its history ends with blocked on 2026-05-01"]
    );
}

#[test]
fn a_criterion_with_a_colon_is_told_as_what_it_was_meant_to_be() {
    let story = "id: S-1\nacceptance:\n  - The order is confirmed\n  - Payment errors: keep the basket\n  - Thne: x\n";
    let found = Sample::new("{}", &[("stories/S-1.yaml", story)]).check("unknown-field");
    let told: Vec<_> = found
        .iter()
        .map(|f| (f.message.as_str(), f.help.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        told[0],
        (
            "criterion 2 is no text: YAML reads \"Payment errors:\" as a key",
            "put it in quotes: - \"Payment errors: keep the basket\""
        )
    );
    assert_eq!((found[0].place.line, found[0].place.column), (4, 5));
    // A slip in the name of a step is told as one.
    assert_eq!(told[1].1, "did you mean \"then\"?");
}
