//! A broken backlog, file by file: what the validator has against each, and what no schema can say of it.

use super::config;
use super::corpus;
use super::faults;
use super::validator;
use po::model::Backlog;
use po::model::Record;
use po::model::kind;
use po::rules;
use po::rules::Selection;
use po::yaml::Document;
use std::collections::BTreeSet;
use std::collections::HashSet;

/// Files, and the places in which both the validator and `check` find something.
const SAID: &[(&str, &str, &[&str])] = &[
    (
        "stories/S-1-values.yaml",
        "id: S-1\ntype: feature\nstatus: Doing\npoints: many\nepic: the shop\nsprint: R-1\ndue: 2026-02-30\nrank: 12\n",
        &[
            "/due", "/epic", "/points", "/rank", "/sprint", "/status", "/type",
        ],
    ),
    (
        "stories/S-2-keys.yaml",
        "id: S-2\ntitel: Pay\nacceptance: [{given: a, thn: b}]\nhistory: [{at: 2026-05-01, staus: idea}]\n",
        &["", "/acceptance/0", "/history/0"],
    ),
    (
        "stories/S-3-scores.yaml",
        "id: S-3\nscores: {wsjf: {value: 7}, rice: {effort: 0}, moscow: most}\nlabels: ux\n",
        &[
            "/labels",
            "/scores/moscow",
            "/scores/rice/effort",
            "/scores/wsjf/value",
        ],
    ),
    ("stories/E-2.yaml", "id: E-2\n", &["/id"]),
    (
        "epics/E-1-values.yaml",
        "id: E-1\nhorizon: soon\nparent: S-3\nbenefits: [{baseline: 4}]\n",
        &["/benefits/0", "/horizon", "/parent"],
    ),
    (
        "sprints/SP-1-values.yaml",
        "id: SP-1\nstatus: open\ncapacity: lots\nstart: 2026-2-3\n",
        &["/capacity", "/start", "/status"],
    ),
    (
        "releases/R-1-values.yaml",
        "id: R-1\nstatus: done\ndate: soon\n",
        &["/date", "/status"],
    ),
];

/// Files in which only `check` finds something: the rule, and why no schema can say it.
const UNSAID: &[(&str, &str, &str, &str)] = &[
    (
        "stories/S-10.yaml",
        "id: S-10\nepic: E-99\n",
        "dangling-link",
        "whether a record is there stands in another file",
    ),
    (
        "stories/S-11.yaml",
        "id: S-11\nstatus: refined\nrank: r5\ndepends_on: [S-11]\n",
        "dependency-cycle",
        "a circle goes through other files",
    ),
    (
        "stories/S-12-a.yaml",
        "id: S-12\n",
        "duplicate-id",
        "the other one is another file",
    ),
    (
        "stories/S-12-b.yaml",
        "id: S-12\n",
        "duplicate-id",
        "the other one is another file",
    ),
    (
        "stories/S-13.yaml",
        "id: S-14\n",
        "misnamed-file",
        "a schema does not know the name of the file",
    ),
    (
        "stories/S-16.yaml",
        "id: S-16\nrank: r5\nstatus: refined\n",
        "rank-collision",
        "the equal rank stands in another file",
    ),
    (
        "sprints/SP-2.yaml",
        "id: SP-2\nstart: 2026-05-10\nend: 2026-05-03\n",
        "reversed-dates",
        "no keyword compares two values",
    ),
    (
        "sprints/SP-3.yaml",
        "id: SP-3\nstatus: active\nend: 2026-01-14\ngoal: Buyers pay by card\n",
        "stale-sprint",
        "a schema does not know the day",
    ),
    (
        "stories/S-17.yaml",
        "id: S-17\nstatus: ready\n",
        "missing-acceptance",
        "which state asks for it is the team's, and allow lifts it",
    ),
    (
        "stories/S-18.yaml",
        "id: S-18\nstatus: refined\nacceptance: [It is fast]\n",
        "vague-term",
        "a number with a unit beside the word excuses it",
    ),
    (
        "stories/S-19.yaml",
        "id: S-19\nhistory: [{at: 2026-05-01, status: ready}]\nstatus: idea\n",
        "history-gap",
        "no keyword compares two values",
    ),
    (
        "stories/S-20.yaml",
        "id: S-20\nstatus: refined\nallow: {vague-term: it is so}\n",
        "unused-allow",
        "what a rule finds is no value",
    ),
];

/// Bytes of which no validator ever sees a value.
const UNREAD: &[(&str, &str)] = &[
    ("id: S-1\ntitle: \"open\n", "a text is not closed"),
    ("id: S-1\n\ttitle: x\n", "a tab stands where blanks belong"),
    ("id: S-1\nid: S-2\n", "a key stands there twice"),
    (
        "id: S-1\ntitle: a: b\n",
        "a colon opens a map inside a text",
    ),
];

fn name(path: &str) -> &'static str {
    let folder = path.split('/').next().expect("a folder");
    kind::by_folder(folder).expect("a kind").id
}

/// The rules by the files in which they find something.
fn found() -> BTreeSet<(String, &'static str)> {
    let config = config("product: X\n");
    let said = SAID.iter().map(|(path, text, _)| (*path, *text));
    let unsaid = UNSAID.iter().map(|(path, text, ..)| (*path, *text));
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    for (path, text) in said.chain(unsaid) {
        let kind = kind::by_name(name(path)).expect("a kind");
        let document = Document::parse(text.to_owned()).expect("YAML");
        let read = Record::read(kind, path, document, &config).expect(path);
        records.push(read.record);
        findings.extend(read.findings);
    }
    let backlog = Backlog::new(config, None, records).with_findings(findings, HashSet::new());
    let today = corpus::TODAY.parse().expect("a day");
    let found = rules::run(&backlog, today, &Selection::default()).into_iter();
    found
        .map(|finding| (finding.place.path, finding.rule))
        .collect()
}

/// The places that the validator names in a text, each once.
fn places(path: &str, text: &str) -> Vec<String> {
    let faults = faults(&validator(name(path), &config("product: X\n")), text);
    let places = faults
        .iter()
        .map(|fault| fault.split(": ").next().expect("a place"));
    let places: BTreeSet<&str> = places.collect();
    places.into_iter().map(str::to_owned).collect()
}

#[test]
fn the_validator_finds_each_fault_that_a_schema_can_say() {
    let found = found();
    for (path, text, expected) in SAID {
        assert_eq!(places(path, text), *expected, "{path}");
        let by_check = found.iter().filter(|(of, _)| of == path);
        assert!(by_check.count() > 0, "{path}");
    }
}

#[test]
fn what_no_schema_can_say_is_found_by_check_alone() {
    let found = found();
    for (path, text, rule, why) in UNSAID {
        assert_eq!(places(path, text), [""; 0], "{path}: {why}?");
        assert!(
            found.contains(&(path.to_string(), rule)),
            "{path}: {rule}: {found:?}"
        );
    }
}

/// A reader that is not ours refuses such a text, or takes it for another one that is right.
#[test]
fn what_is_no_yaml_reaches_no_validator() {
    for (text, why) in UNREAD {
        assert!(Document::parse((*text).to_owned()).is_err(), "{why}");
        let value: Result<serde_json::Value, _> = serde_yaml::from_str(text);
        let unseen = value.is_err() || places("stories/S-1.yaml", text).is_empty();
        assert!(unseen, "{why}");
    }
}
