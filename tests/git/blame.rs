//! `po check --since`: what a pull request is to blame for, and what it is not.

use super::repository::Repository;
use super::repository::po;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const ONE: &str =
    "id: S-1\ntitle: Pay by invoice\nstatus: refined\nepic: E-1\nacceptance: [it opens quickly]\n";
const TWO: &str = "id: S-2\ntitle: Gift card\nstatus: refined\nacceptance: [it is fast]\n";
const THREE: &str = "id: S-3\ntitle: Wish list\nstatus: idea\nepic: E-1\n";
const EPIC: &str = "id: E-1\ntitle: Checkout\nstatus: idea\n";

fn shop() -> Repository {
    let shop = Repository::with(&[
        ("stories/S-1.yaml", ONE),
        ("stories/S-2.yaml", TWO),
        ("stories/S-3.yaml", THREE),
        ("epics/E-1.yaml", EPIC),
    ]);
    shop.commit("2026-11-13", "the base");
    shop.git(&["checkout", "--quiet", "-b", "work"]);
    shop
}

/// File and rule of each finding.
fn found(answer: &Value) -> Vec<(String, String)> {
    let items = answer["items"].as_array().expect("items");
    let text = |item: &Value, key: &str| item[key].as_str().expect("text").to_owned();
    let pair = |item: &Value| (text(item, "path"), text(item, "rule"));
    items.iter().map(pair).collect()
}

fn pair(path: &str, rule: &str) -> (String, String) {
    (path.to_owned(), rule.to_owned())
}

const WHAT: [&str; 4] = [
    "check",
    "--since",
    "main",
    "--select=vague-term,dangling-link",
];

#[test]
fn all_findings_of_what_changed_are_told_and_none_of_the_rest() {
    let shop = shop();
    shop.write("stories/S-1.yaml", &ONE.replace("invoice", "card"));
    let answer = shop.json(&WHAT);
    assert_eq!(found(&answer), [pair("stories/S-1.yaml", "vague-term")]);
    assert_eq!(
        answer["since"]["files"],
        serde_json::json!(["stories/S-1.yaml"])
    );
    assert_eq!(answer["since"]["elsewhere"], 0);
}

#[test]
fn what_a_removal_breaks_elsewhere_is_told_and_marked() {
    let shop = shop();
    shop.remove("epics/E-1.yaml");
    shop.commit("2026-11-14", "no more epics");
    let answer = shop.json(&WHAT);
    let broken = [
        pair("stories/S-1.yaml", "dangling-link"),
        pair("stories/S-3.yaml", "dangling-link"),
    ];
    assert_eq!(found(&answer), broken);
    assert_eq!(answer["since"]["elsewhere"], 2);
    let message = answer["items"][0]["message"].as_str().expect("a message");
    assert!(
        message.ends_with("(new since main, in a file that did not change)"),
        "{message}"
    );
    assert_eq!(shop.po(&WHAT).status.code(), Some(1));
}

#[test]
fn files_that_git_does_not_know_yet_count_and_a_new_file_is_no_change_of_others() {
    let shop = shop();
    shop.write("stories/S-4.yaml", "id: S-4\ntitle: New\nepic: E-9\n");
    let answer = shop.json(&WHAT);
    assert_eq!(found(&answer), [pair("stories/S-4.yaml", "dangling-link")]);
}

/// What the settings change everywhere is new everywhere.
#[test]
fn other_settings_judge_the_base_as_they_were() {
    let shop = shop();
    let config = shop.read("po.yaml");
    shop.write(
        "po.yaml",
        &format!("{config}rules:\n  vague-term: {{add: [gift]}}\n"),
    );
    shop.write(
        "stories/S-2.yaml",
        &TWO.replace("it is fast", "a gift is given"),
    );
    shop.commit("2026-11-14", "gifts are vague");
    let before = found(&shop.json(&WHAT));
    assert_eq!(before, [pair("stories/S-2.yaml", "vague-term")]);
    shop.write(
        "po.yaml",
        &format!("{config}rules:\n  vague-term: {{add: [opens]}}\n"),
    );
    let answer = shop.json(&["check", "--since", "work", "--select=vague-term"]);
    // "it opens quickly" had one finding, and has two now.
    assert_eq!(found(&answer), [pair("stories/S-1.yaml", "vague-term")]);
    assert_eq!(answer["since"]["elsewhere"], 1);
}

#[test]
fn a_shallow_clone_names_the_depth_to_check_out_with() {
    let shop = shop();
    shop.write("stories/S-1.yaml", &ONE.replace("invoice", "card"));
    shop.commit("2026-11-14", "cards");
    let clone = shop.shallow();
    let output = po(
        &clone.path().join("backlog"),
        &["check", "--since", "main~3"],
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("fetch-depth: 0"), "{said}");
}

/// A CI service checks out the merge of a pull request with `fetch-depth: 2`.
#[test]
fn the_merge_of_a_pull_request_is_compared_with_its_first_parent() {
    let shop = shop();
    shop.write("stories/S-1.yaml", &ONE.replace("invoice", "card"));
    shop.commit("2026-11-14", "cards");
    shop.git(&["checkout", "--quiet", "main"]);
    shop.write("stories/S-3.yaml", &THREE.replace("Wish", "Other"));
    shop.commit("2026-11-15", "meanwhile");
    shop.git(&["merge", "--quiet", "--no-edit", "work"]);
    let clone = shop.clone_of_depth(2);
    let backlog = clone.path().join("backlog");
    let output = po(
        &backlog,
        &[
            "check",
            "--since",
            "HEAD^1",
            "--select=vague-term",
            "--json",
        ],
    );
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found(&answer), [pair("stories/S-1.yaml", "vague-term")]);
}

#[test]
fn a_day_names_the_last_commit_before_it() {
    let shop = shop();
    shop.write("stories/S-1.yaml", &ONE.replace("invoice", "card"));
    shop.commit("2026-11-22", "cards");
    shop.git(&["tag", "before"]);
    shop.write("stories/S-2.yaml", &TWO.replace("Gift", "Present"));
    shop.commit("2026-11-24", "presents");
    let since = |when: &str| {
        let answer = shop.json(&["check", "--since", when]);
        answer["since"]["files"].clone()
    };
    let expected = since("before");
    assert_eq!(expected, serde_json::json!(["stories/S-2.yaml"]));
    for when in ["2026-11-24", "monday", "yesterday", "-1d"] {
        assert_eq!(since(when), expected, "{when}");
    }
    let answer = shop.po(&["check", "--since", "2020-01-01"]);
    let said = String::from_utf8_lossy(&answer.stdout).into_owned();
    assert!(said.contains("files are new since 2020-01-01"), "{said}");
}

/// As root in a checkout that another user owns, and on a machine without git.
#[test]
fn what_keeps_git_from_answering_is_named() {
    let shop = shop();
    let asked = |words: &[&str], key: &str, value: &str| {
        let mut po = Command::new(env!("CARGO_BIN_EXE_po"));
        po.current_dir(shop.path().join("backlog")).args(words);
        po.env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env(key, value);
        let output = po.output().expect("po runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for words in [
        &["check", "--since", "HEAD"][..],
        &["check", "--staged"],
        &["hook", "install"],
    ] {
        let said = asked(words, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        assert!(said.contains("dubious ownership"), "{words:?}: {said}");
        let out = "git config --global --add safe.directory";
        assert!(said.contains(out), "{words:?}: {said}");
        let said = asked(words, "PATH", "/nowhere");
        assert!(said.contains("install git"), "{words:?}: {said}");
    }
}

#[test]
fn outside_git_it_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("po.yaml"), "product: Shop\n").expect("written");
    let output = po(folder.path(), &["check", "--since", "main"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("in no git repository"), "{said}");
}

/// The hook looks at what is staged, and at nothing else.
#[test]
fn a_commit_is_judged_by_what_is_staged() {
    let shop = shop();
    let bin = Path::new(env!("CARGO_BIN_EXE_po"))
        .parent()
        .expect("a folder");
    let path = format!(
        "{}:{}",
        bin.display(),
        std::env::var("PATH").expect("a path")
    );
    assert!(shop.po(&["hook", "install"]).status.success());
    let commit = || {
        let mut git = shop.command(&["commit", "--quiet", "--message", "staged"]);
        let git = git.env("PATH", &path).env("PO_USER", "ana");
        git.output().expect("git runs")
    };
    // Wrong, but not staged; wrong before, and left alone.
    shop.write("stories/S-3.yaml", &THREE.replace("E-1", "E-9"));
    shop.write("stories/S-5.yaml", "id: S-5\ntitle: New\nepic: E-9\n");
    shop.write("stories/S-2.yaml", &TWO.replace("Gift", "Present"));
    shop.git(&["add", "backlog/stories/S-2.yaml"]);
    let output = commit();
    assert!(output.status.success(), "{output:?}");
    // The file here is right again, but what is staged is not.
    shop.write("stories/S-1.yaml", &ONE.replace("E-1", "E-9"));
    shop.git(&["add", "backlog/stories/S-1.yaml"]);
    shop.write("stories/S-1.yaml", ONE);
    let output = commit();
    // git shows what a hook prints on standard error.
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{output:?}");
    assert!(
        said.contains("dangling-link") && said.contains("S-1.yaml:4"),
        "{said}"
    );
    assert!(!said.contains("S-5"), "{said}");
}

#[test]
fn a_first_commit_is_judged_too() {
    let shop = Repository::with(&[("stories/S-1.yaml", ONE)]);
    shop.git(&["add", "--all"]);
    let answer = shop.json(&["check", "--staged", "--select=dangling-link"]);
    assert_eq!(found(&answer), [pair("stories/S-1.yaml", "dangling-link")]);
}

#[test]
fn a_hook_of_somebody_else_is_left_alone() {
    let shop = shop();
    let file = shop.path().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    std::fs::write(&file, "#!/bin/sh\nmake lint\n").expect("written");
    let output = shop.po(&["hook", "install"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("po -C backlog check --staged || exit 1"),
        "{said}"
    );
    assert_eq!(
        std::fs::read_to_string(&file).expect("there"),
        "#!/bin/sh\nmake lint\n"
    );
}
