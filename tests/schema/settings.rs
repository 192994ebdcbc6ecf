//! Settings that are wrong: the validator and `check` are of one mind.

use super::corpus;
use super::faults;
use super::validator;
use super::value;
use po::model::Backlog;
use po::model::config::Config;
use po::model::config::ConfigFile;
use po::rules;
use po::rules::Selection;
use po::yaml::Document;
use serde_json::json;

/// Each line breaks settings that are right without it.
const WRONG_SETTINGS: &[&str] = &[
    "prodcut: X",
    "workflow: {todo: backlog, now: activ, end: done}",
    "workflow: {todo: backlog, now: {category: activ}, end: done}",
    "ready: [{id: small, rule: oversized-storry}]",
    "ready: [{id: small, rule: unmet-gate}]",
    "ready: [{id: small}]",
    "ready: [{id: small, rule: oversized-story, mx: 8}]",
    "done: [{id: seen, check: Seen, when: {labels: [1]}}]",
    "prioritize: {method: wsfj}",
    "methods: {wsfj: {}}",
    "methods: {wsjf: {size_form: points}}",
    "methods: {wsjf: {size_from: shirts}}",
    "rules: {vague-trem: ignore}",
    "rules: {vague-term: off}",
    "rules: {oversized-story: {max: many}}",
    "overrides: [{rules: {vague-term: info}}]",
    "overrides: [{paths: [stories], rules: {vague-trem: info}}]",
    "overrides: [{paths: [stories], rules: {oversized-story: {mx: 3}}}]",
    "overrides: [{paths: stories, rules: {vague-term: info}}]",
    "overrides: [{pahts: [stories], rules: {vague-term: info}}]",
    "fields: {cost: {kinds: [epci]}}",
    "fields: {cost: {type: money}}",
    "sprint: {length: two weeks}",
    "sprint: {start: someday}",
    "calendar: {holidays: [2026-02-30]}",
    "calendar: {workdays: [monday]}",
    "ids: letters",
];

#[test]
fn wrong_settings_are_found_by_the_validator_as_by_check() {
    let validator = validator("config", &Config::default());
    for line in WRONG_SETTINGS {
        let text = format!("product: X\n{line}\n");
        assert_ne!(faults(&validator, &text), [""; 0], "{line}");
        assert!(is_refused(&text), "{line}");
    }
}

/// Whether settings cannot be used, or `check` finds something in them.
fn is_refused(text: &str) -> bool {
    let document = Document::parse(text.to_owned()).expect("YAML");
    let Ok(file) = po::yaml::read::<ConfigFile>(&document) else {
        return true;
    };
    let Ok(config) = Config::new(file) else {
        return true;
    };
    let backlog = Backlog::new(config, None, Vec::new()).with_file("po.yaml", document);
    let today = corpus::TODAY.parse().expect("a day");
    !rules::run(&backlog, today, &Selection::default()).is_empty()
}

#[test]
fn the_settings_of_methods_and_rules_are_known() {
    let validator = validator("config", &Config::default());
    let text = "product: X\nmethods: {wsjf: {scale: [1, 2], size_from: points}, moscow: {then: wsjf}}\n\
        rules: {vague-term: {severity: info, from: ready, add: [nice]}, misnamed-file: ignore}\n\
        ready: [{id: a, rules: [vague-term, oversized-story], max: 3, when: {type: story, labels: [ux]}}]\n\
        sprint: {length: 2w, start: mon}\n";
    assert_eq!(faults(&validator, text), [""; 0]);
    assert!(!is_refused(text));
    assert_eq!(value("a: 1"), json!({"a": 1}));
}
