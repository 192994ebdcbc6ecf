//! The schemas against a validator that knows nothing of `po`, and files read by a YAML reader that is not ours: what
//! `po check` takes an editor takes, and the other way round.
#![expect(clippy::disallowed_methods, reason = "the test reads the example")]

#[path = "schema/broken.rs"]
mod broken;
#[path = "schema/settings.rs"]
mod settings;

#[path = "../benches/corpus/mod.rs"]
#[expect(dead_code, reason = "the benchmark needs more of it")]
mod corpus;

use std::collections::BTreeSet;
use std::collections::HashSet;
use std::path::Path;

use jsonschema::Draft;
use jsonschema::Validator;
use po::model::Backlog;
use po::model::Record;
use po::model::config::Config;
use po::model::config::ConfigFile;
use po::model::kind;
use po::model::record;
use po::rules;
use po::rules::Selection;
use po::schema;
use po::yaml::Document;
use serde_json::Value;

/// What a schema can say as well.
const RULES: &[&str] = &[
    "bad-type",
    "bad-enum",
    "bad-rank",
    "dangling-link",
    "misplaced-link",
    "score-out-of-range",
    "unknown-field",
    "unreadable-file",
];

fn config(text: &str) -> Config {
    let document = Document::parse(text.to_owned()).expect("YAML");
    let file: ConfigFile = po::yaml::read(&document).expect("settings");
    Config::new(file).expect("usable")
}

fn validator(name: &str, config: &Config) -> Validator {
    let schema = schema::of(name, config).expect("a schema");
    let options = jsonschema::options().with_draft(Draft::Draft7);
    let validator = options.should_validate_formats(true).build(&schema);
    validator.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The value of a text, by a reader that is not ours.
fn value(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What the validator has against a text.
fn faults(validator: &Validator, text: &str) -> Vec<String> {
    let value = value(text);
    let errors = validator.iter_errors(&value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// The files in which `check` finds one of the faults above.
fn found(config: &Config, files: &[(String, String)]) -> BTreeSet<String> {
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    for (path, text) in files {
        let kind = path
            .split('/')
            .next()
            .and_then(kind::by_folder)
            .expect("a folder");
        let document = Document::parse(text.clone()).expect("YAML");
        match Record::read(kind, path, document, config) {
            Ok(read) => {
                records.push(read.record);
                findings.extend(read.findings);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    let backlog =
        Backlog::new(config.clone(), None, records).with_findings(findings, HashSet::new());
    let rules = RULES.iter().map(|rule| (*rule).to_owned()).collect();
    let selection = Selection::new(Some(rules), Vec::new()).expect("rules");
    let today = corpus::TODAY.parse().expect("a day");
    let found = rules::run(&backlog, today, &selection).into_iter();
    found.map(|finding| finding.place.path).collect()
}

fn shop(path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shop");
    std::fs::read_to_string(folder.join(path)).expect("a file of the shop")
}

#[test]
fn the_schemas_are_schemas() {
    let config = config(&shop("po.yaml"));
    for name in schema::names() {
        let schema = schema::of(name, &config).expect("a schema");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert!(!schema.to_string().contains("$defs"), "{name}");
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
    }
}

#[test]
fn the_same_settings_give_the_same_bytes() {
    let texts = || {
        let files = schema::files(&config(&shop("po.yaml"))).into_iter();
        files.map(|file| file.text).collect::<Vec<_>>()
    };
    assert_eq!(texts(), texts());
}

/// The shop holds mistakes on purpose; those that a schema can say are the only ones said.
#[test]
fn the_shop_is_valid_but_for_its_mistakes() {
    let config = config(&shop("po.yaml"));
    let mut wrong = Vec::new();
    for (path, text) in po::store::example_files() {
        let Some(name) = name_of(&path) else { continue };
        let faults = faults(&validator(name, &config), &text);
        wrong.extend(faults.into_iter().map(|fault| format!("{path}: {fault}")));
    }
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
    assert!(
        wrong[0].contains("S-162") && wrong[0].contains("'priorty'"),
        "{wrong:?}"
    );
}

/// The schema that is for a file of a backlog.
fn name_of(path: &str) -> Option<&'static str> {
    match path {
        "po.yaml" => Some("config"),
        "vision.yaml" => Some("vision"),
        _ => path
            .split('/')
            .next()
            .and_then(kind::by_folder)
            .map(|kind| kind.id),
    }
}

#[test]
fn what_init_writes_is_valid() {
    let start = po::store::Start {
        product: "Shop".to_owned(),
        timezone: "Europe/Zurich".to_owned(),
        sprint: Some("14d".to_owned()),
        people: vec![po::model::config::Person {
            name: "Ana".to_owned(),
            email: Some("ana@example.org".to_owned()),
            role: None,
        }],
    };
    for (path, text) in po::store::starting_files(&start) {
        let name = name_of(&path).expect("a schema");
        let faults = faults(&validator(name, &Config::default()), &text);
        assert!(faults.is_empty(), "{path}: {faults:#?}");
    }
}

#[test]
fn every_record_of_the_corpus_is_valid() {
    let config = config("product: Corpus\n");
    let validators = schema::names()
        .into_iter()
        .map(|name| (name, validator(name, &config)));
    let validators: Vec<_> = validators.collect();
    for (path, text) in corpus::Plan::new(300).expect("some stories").files() {
        let name = name_of(&path).expect("a schema");
        let (_, validator) = validators
            .iter()
            .find(|(of, _)| *of == name)
            .expect("a validator");
        let faults = faults(validator, &text);
        assert!(faults.is_empty(), "{path}: {faults:#?}");
    }
}

/// Each line breaks a record that is right without it.
const FAULTS: &[(&str, &str)] = &[
    ("story", "type: feature"),
    ("story", "status: Doing"),
    ("story", "points: many"),
    ("story", "points: \"5\""),
    ("story", "points: -1"),
    ("story", "titel: Pay"),
    ("story", "epic: S-3"),
    ("story", "epic: the shop"),
    ("story", "sprint: R-1"),
    ("story", "parent: E-3"),
    ("story", "depends_on: [S_3]"),
    ("story", "due: 2026-02-30"),
    ("story", "due: 2026-2-3"),
    ("story", "rank: 12"),
    ("story", "severity: 5"),
    ("story", "labels: ux"),
    ("story", "acceptance: [{given: a cart, thn: it is kept}]"),
    ("story", "questions: [{to: SH-1}]"),
    ("story", "blocked: {since: yesterday}"),
    ("story", "tier: bronze"),
    ("story", "scores: {wsjf: {value: 7}}"),
    ("story", "scores: {wsjf: {vlaue: 8}}"),
    ("story", "scores: {wsjf: {scored: yesterday}}"),
    ("story", "scores: {rice: {confidence: 80}}"),
    ("story", "scores: {rice: {effort: 0}}"),
    ("story", "scores: {moscow: most}"),
    ("story", "scores: {kano: {answers: [{f: like, d: hate}]}}"),
    ("story", "scores: {money: {flows: [-1, \"2\"]}}"),
    ("story", "scores: {money: {rate: -1}}"),
    ("story", "scores: {weighted: {reach: 6}}"),
    ("story", "scores: {theme: {reach: 1}}"),
    ("story", "history: [{at: 2026-05-01, staus: idea}]"),
    ("epic", "horizon: soon"),
    ("epic", "parent: S-3"),
    ("epic", "benefits: [{baseline: 4}]"),
    ("sprint", "status: open"),
    ("sprint", "capacity: lots"),
    ("sprint", "goal_met: maybe"),
    ("release", "date: soon"),
    ("release", "status: done"),
];

const SETTINGS: &str = "\
product: X
fields: {tier: {kinds: [story], values: [gold, silver]}}
methods: {weighted: {criteria: {reach: {weight: 1, min: 1, max: 5}}}, theme: {criteria: [reach], baseline: E-1}}
";

#[test]
fn scores_of_every_form_are_valid() {
    let config = config(SETTINGS);
    let text = "\
id: S-1
title: Guest checkout
scores:
  kano: {answers: [{f: like, d: dislike, n: 5}, {f: expect, d: dislike, n: null}]}
  cod: {per_week: 4000, duration: 2, profile: fixed-date, due_in: 6}
  opportunity: {ratings: {importance: [5, 4], satisfaction: [1]}}
  money: {flows: [-1000, 500.5], rate: 0.1, scored: 2026-11-24, by: ana}
  weighted: {reach: 2.5}
  theme: {reach: 0}
";
    assert_eq!(faults(&validator("story", &config), text), [""; 0]);
    let file = ("stories/S-1.yaml".to_owned(), text.to_owned());
    assert_eq!(found(&config, &[file]).len(), 0);
}

#[test]
fn a_fault_is_found_by_the_validator_as_by_check() {
    let config = config(SETTINGS);
    for (name, line) in FAULTS {
        let kind = kind::by_name(name).expect("a kind");
        let whole = format!("id: {}-1\ntitle: Guest checkout\n", kind.prefix);
        let path = format!("{}/{}-1.yaml", kind.folder, kind.prefix);
        let validator = validator(name, &config);
        assert_eq!(faults(&validator, &whole), [""; 0]);
        let broken = format!("{whole}{line}\n");
        assert_ne!(faults(&validator, &broken), [""; 0], "{name} {line}");
        assert_eq!(found(&config, &[(path, broken)]).len(), 1, "{name} {line}");
    }
}

/// Values of every sort, as people write them.
const VALUES: &[&str] = &[
    "",
    "5",
    "0.5",
    "-1",
    "1.10",
    "\"5\"",
    "text",
    "[a, b]",
    "[]",
    "{a: b}",
    "{}",
    "2026-11-24",
    "2026-02-30",
    "2026-11-24T09:00:00Z",
    "doing",
    "Doing",
    "active",
    "S-3",
    "E-3",
    "SP-3",
    "R-3",
    "story",
    "must",
    "yes",
    "now",
];

/// Any value in any field: the validator and `check` are of one mind.
#[test]
fn any_value_in_any_field_is_judged_as_check_does() {
    let config = config(SETTINGS);
    let mut apart = Vec::new();
    for kind in kind::ALL {
        let validator = validator(kind.id, &config);
        let mut files: Vec<_> = kind::ALL.iter().map(|kind| target(kind)).collect();
        let fields = record::key_order(kind)
            .iter()
            .filter(|field| **field != "id");
        for (at, field) in fields.copied().chain(["tier"]).enumerate() {
            for (n, value) in VALUES.iter().enumerate() {
                let id = format!("{}-{}", kind.prefix, 1000 + at * 100 + n);
                let path = format!("{}/{id}.yaml", kind.folder);
                files.push((path, format!("id: {id}\n{field}: {value}\n")));
            }
        }
        let refused = found(&config, &files);
        for (path, text) in &files[kind::ALL.len()..] {
            let faults = faults(&validator, text);
            if faults.is_empty() == refused.contains(path) {
                apart.push(format!("{text} {faults:?}"));
            }
        }
    }
    assert!(
        apart.is_empty(),
        "{} apart:\n{}",
        apart.len(),
        apart.join("\n")
    );
}

/// A record to link to.
fn target(kind: &kind::Kind) -> (String, String) {
    let id = format!("{}-3", kind.prefix);
    (format!("{}/{id}.yaml", kind.folder), format!("id: {id}\n"))
}
