//! What CI services read: valid by the published schemas and by the counts, with text in it that would be a command, a
//! tag or the end of a document.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests make backlogs and run the program in them"
)]

#[path = "ci/examples.rs"]
mod examples;
#[path = "ci/hostile.rs"]
mod hostile;
#[path = "ci/suggested.rs"]
mod suggested;
#[path = "ci/summary.rs"]
mod summary;

use jsonschema::Draft;
use jsonschema::Validator;
use roxmltree::Document;
use roxmltree::Node;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use tempfile::TempDir;

/// The schema as OASIS publishes it; this copy is that of the crate serde-sarif 0.8.0 (MIT).
const SARIF: &str = include_str!("ci/sarif-schema-2.1.0.json");

/// The validator; one pattern of the schema holds a stray bracket that not every validator takes.
fn schema() -> Validator {
    let text = SARIF.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&text).expect("a schema");
    let options = jsonschema::options().with_draft(Draft::Draft7);
    options.build(&schema).expect("a validator")
}

/// A title that every format must defuse (YAML has the escapes).
const HOSTILE: &str =
    r#""::error::x ##[error] </failure> ]]> <script> [a](1) 100% \u202e \u0007 \" ' & `x` etc""#;

fn backlog() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, text).expect("written");
    };
    put("po.yaml", "product: Shop\n");
    put(
        "stories/S-1-ö ä#1.yaml",
        &format!(
            "id: S-1\ntitle: {HOSTILE}\nstatus: ready\nepic: E-9\nöäü: 1\nacceptance:\n  - {HOSTILE}\n  - it is fast and easy\n"
        ),
    );
    put("stories/S-2-open.yaml", "id: S-2\ntitle: 'open\n");
    put(
        "stories/S-3-fine.yaml",
        "id: S-3\ntitle: Fine\nstatus: idea\n",
    );
    folder
}

fn po(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_po"))
        .arg("-C")
        .arg(folder)
        .args(["--today", "2026-11-24"])
        .args(words)
        .env("NO_COLOR", "1")
        .env_remove("PO_DIR")
        .output()
        .expect("po runs")
}

/// The document on standard output; the exit code is the same in every format.
fn document(format: &str) -> String {
    let folder = backlog();
    let output = po(folder.path(), &["check", "--format", format]);
    assert_eq!(output.status.code(), Some(2), "{format}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for hidden in ['\u{202e}', '\u{7}', '\u{1b}'] {
        assert!(!text.contains(hidden), "{format}: {text}");
    }
    text
}

fn json(format: &str) -> Value {
    serde_json::from_str(&document(format)).expect("JSON")
}

/// How many findings there are, by severity.
fn counts() -> [usize; 3] {
    let folder = backlog();
    let output = po(folder.path(), &["check", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let count = |word: &str| usize::try_from(answer["counts"][word].as_u64().expect("a count"));
    ["error", "warning", "info"].map(|word| count(word).expect("small"))
}

fn all() -> usize {
    counts().iter().sum()
}

#[test]
fn sarif_is_valid_and_names_each_place() {
    let validator = schema();
    let sarif = json("sarif");
    let errors: Vec<String> = validator
        .iter_errors(&sarif)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), all());
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        let at = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[at]["id"], result["ruleId"]);
        let message = result["message"]["text"].as_str().expect("a message");
        assert!(!message.contains("[a]("), "{message}");
    }
    let uri = &results.last().expect("one")["locations"][0]["physicalLocation"]["artifactLocation"]
        ["uri"];
    assert_eq!(uri, "stories/S-1-%C3%B6%20%C3%A4%231.yaml");
    assert!(
        results
            .iter()
            .any(|result| !result["partialFingerprints"].is_null())
    );
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(
                !rule[key]["text"].as_str().expect("a text").is_empty(),
                "{rule}"
            );
        }
    }
}

/// A validator that takes everything would be none.
#[test]
fn the_sarif_schema_finds_a_wrong_document() {
    let mut sarif = json("sarif");
    sarif["runs"][0]["results"][0]["level"] = "catastrophe".into();
    assert!(!schema().is_valid(&sarif));
}

#[test]
fn junit_counts_add_up() {
    let text = document("junit");
    let parsed = Document::parse(&text).expect("XML");
    let root = parsed.root_element();
    let number = |node: Node, name: &str| -> usize {
        node.attribute(name)
            .expect("counted")
            .parse()
            .expect("a number")
    };
    let tags = |node: Node, tag: &str| node.descendants().filter(|n| n.has_tag_name(tag)).count();
    let mut sums = [0; 3];
    for suite in root
        .children()
        .filter(|node| node.has_tag_name("testsuite"))
    {
        for (sum, (counted, tag)) in sums.iter_mut().zip([
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
        ]) {
            assert_eq!(number(suite, counted), tags(suite, tag));
            *sum += number(suite, counted);
        }
        let names: Vec<_> = suite
            .children()
            .filter_map(|case| case.attribute("name"))
            .collect();
        let mut once = names.clone();
        once.dedup();
        assert_eq!(names, once);
    }
    assert_eq!(
        sums,
        ["tests", "failures", "errors"].map(|name| number(root, name))
    );
    assert_eq!(sums[2], 1, "one file cannot be read");
    let says = |wanted: &str| {
        root.descendants()
            .any(|n| n.text().is_some_and(|t| t.contains(wanted)))
    };
    assert!(says("</failure>") || says("names E-9"), "{text}");
}

#[test]
fn gitlab_takes_each_finding_once() {
    let report = json("gitlab");
    let items = report.as_array().expect("a list");
    assert_eq!(items.len(), all());
    let mut prints: Vec<&str> = items
        .iter()
        .map(|i| i["fingerprint"].as_str().expect("one"))
        .collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(
        prints.len(),
        items.len(),
        "equal ones would be shown as one"
    );
    assert!(items.iter().any(|item| item["severity"] == "blocker"));
    for item in items {
        assert!(item["location"]["lines"]["begin"].as_u64().expect("a line") >= 1);
    }
}

#[test]
fn rdjson_names_bytes() {
    let report = json("rdjson");
    let items = report["diagnostics"].as_array().expect("a list");
    assert_eq!(items.len(), all());
    let own = items
        .iter()
        .find(|item| item["code"]["value"] == "unknown-field")
        .expect("öäü");
    let range = &own["location"]["range"];
    assert_eq!(
        (&range["start"]["column"], &range["end"]["column"]),
        (&1.into(), &7.into())
    );
}

/// One line a finding, each a command that GitHub knows, and none that came with a text.
#[test]
fn github_commands_are_ours_alone() {
    let text = document("github");
    assert_eq!(text.lines().count(), all());
    for line in text.lines() {
        let ours = ["::error file=", "::warning file=", "::notice file="];
        assert!(ours.iter().any(|begin| line.starts_with(begin)), "{line}");
        assert!(!line.contains("##["), "{line}");
    }
}

#[test]
fn github_is_told_how_many_more_there_are() {
    let folder = backlog();
    for number in 10..25 {
        let file = folder.path().join(format!("stories/S-{number}.yaml"));
        std::fs::write(file, format!("id: S-{number}\ntitle: T\nepic: E-9\n")).expect("written");
    }
    let output = po(
        folder.path(),
        &["check", "--select=dangling-link", "--format=github"],
    );
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let errors: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("::error"))
        .collect();
    assert_eq!(errors.len(), 10, "{text}");
    assert_eq!(errors[9], "::error::… and 8 more; po check shows them all");
}

/// An old alert closes with an empty report.
#[test]
fn nothing_found_is_a_whole_document_too() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("po.yaml"), "product: Shop\n").expect("written");
    for (format, expected) in [("gitlab", "[]\n"), ("github", "")] {
        let output = po(folder.path(), &["check", "--format", format]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        assert_eq!(output.status.code(), Some(0));
    }
    let sarif = po(folder.path(), &["check", "--format", "sarif"]);
    let sarif: Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"], serde_json::json!([]));
    let junit = po(folder.path(), &["check", "--format", "junit"]);
    let text = String::from_utf8(junit.stdout).expect("UTF-8");
    assert!(Document::parse(&text).is_ok(), "{text}");
}

#[test]
fn several_files_are_written_beside_the_output() {
    let folder = backlog();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (sarif, page) = (file("po.sarif"), file("po.txt"));
    let output = po(
        folder.path(),
        &[
            "check",
            "--format=github",
            "--output",
            &format!("sarif={sarif}"),
            "--output",
            &format!("human={page}"),
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.starts_with(b"::error"));
    let text = std::fs::read_to_string(sarif).expect("written");
    assert!(serde_json::from_str::<Value>(&text).is_ok());
    let page = std::fs::read_to_string(page).expect("written");
    assert!(page.contains("error[unreadable-file]"), "{page}");
}

/// Known findings do not fail; new ones do; those that are gone leave the file when it is mended.
#[test]
fn a_baseline_only_shrinks() {
    let folder = backlog();
    std::fs::remove_file(folder.path().join("stories/S-2-open.yaml")).expect("removed");
    let file = folder.path().join("known.txt").display().to_string();
    let noted = po(folder.path(), &["check", "--write-baseline", &file]);
    assert_eq!(noted.status.code(), Some(0));
    let before = std::fs::read_to_string(&file).expect("written");
    assert!(before.contains("\ndangling-link S-1 epic\n"), "{before}");
    let check = |words: &[&str]| {
        po(
            folder.path(),
            &[&["check", "--baseline", &file], words].concat(),
        )
    };
    assert_eq!(check(&[]).status.code(), Some(0));
    let story = folder.path().join("stories/S-3-fine.yaml");
    std::fs::write(&story, "id: S-3\ntitle: Fine\nepic: E-8\n").expect("written");
    assert_eq!(check(&[]).status.code(), Some(1));
    std::fs::write(
        folder.path().join("stories/S-1-ö ä#1.yaml"),
        "id: S-1\ntitle: One\n",
    )
    .expect("written");
    let said = String::from_utf8(check(&[]).stdout).expect("UTF-8");
    assert!(
        said.contains("lines of the baseline found nothing any more"),
        "{said}"
    );
    assert_eq!(
        std::fs::read_to_string(&file).expect("there"),
        before,
        "only --fix writes"
    );
    check(&["--fix"]);
    let after = std::fs::read_to_string(&file).expect("there");
    let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(lines(&after), 0, "{after}");
}
