//! Lines that would mend a finding, for the tools that can show them.

use super::po;
use super::schema;
use serde_json::Value;
use serde_json::json;
use tempfile::TempDir;

fn backlog() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, text).expect("written");
    };
    put("po.yaml", "product: Shop\n");
    put("epics/E-9.yaml", "id: E-9\ntitle: Pay\n");
    put("stories/S-3.yaml", "id: S-3\ntitle: Old\nstatus: dropped\n");
    let text = "id: S-1\ntitle: Pay\nstatus: refined\n{epic: E-99}\n";
    let text = text.replace(
        "{epic: E-99}",
        "labels: [ö, x]\nlabls: [ö]\nlinks: {ö: 1}\nepic: E-99\ndepends_on:\n  - S-3",
    );
    put("stories/S-1.yaml", &text);
    folder
}

fn said(folder: &TempDir, words: &[&str]) -> String {
    let said = po(folder.path(), &[&["check"], words].concat());
    String::from_utf8(said.stdout).expect("UTF-8")
}

fn of<'a>(items: &'a Value, rule: &str) -> &'a Value {
    let is_it = |item: &&Value| item["ruleId"] == rule || item["code"]["value"] == rule;
    items
        .as_array()
        .expect("a list")
        .iter()
        .find(is_it)
        .expect(rule)
}

#[test]
fn rdjson_and_sarif_carry_them_and_the_others_do_not() {
    let folder = backlog();
    let parsed = |format: &str| -> Value {
        serde_json::from_str(&said(&folder, &["--suggest", "--format", format])).expect("JSON")
    };
    let rdjson = parsed("rdjson");
    let link = of(&rdjson["diagnostics"], "dangling-link");
    let range = json!({"start": {"line": 7, "column": 10}, "end": {"line": 7, "column": 11}});
    assert_eq!(link["suggestions"], json!([{"range": range, "text": ""}]));
    let gone = of(&rdjson["diagnostics"], "dead-dependency");
    let range = json!({"start": {"line": 8, "column": 1}, "end": {"line": 10, "column": 1}});
    assert_eq!(
        gone["suggestions"],
        json!([{"range": range, "text": "depends_on: []\n"}])
    );
    let sarif = parsed("sarif");
    let errors: Vec<String> = schema()
        .iter_errors(&sarif)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let fix = &of(&sarif["runs"][0]["results"], "dangling-link")["fixes"][0]["artifactChanges"][0];
    assert_eq!(fix["artifactLocation"]["uri"], "stories/S-1.yaml");
    let region = json!({"startLine": 7, "startColumn": 10, "endLine": 7, "endColumn": 11});
    let replacement = json!({"deletedRegion": region, "insertedContent": {"text": ""}});
    assert_eq!(fix["replacements"], json!([replacement]));
    for format in ["github", "gitlab", "junit"] {
        let with = said(&folder, &["--suggest", "--format", format]);
        assert_eq!(with, said(&folder, &["--format", format]), "{format}");
    }
}

/// What is guessed stays a guess.
#[test]
fn nothing_writes_a_guess() {
    let folder = backlog();
    let file = folder.path().join("stories/S-1.yaml");
    let before = std::fs::read_to_string(&file).expect("there");
    for words in [&["--suggest"][..], &["--fix", "--suggest"], &["--fix"]] {
        said(&folder, words);
        assert_eq!(
            std::fs::read_to_string(&file).expect("there"),
            before,
            "{words:?}"
        );
    }
}
