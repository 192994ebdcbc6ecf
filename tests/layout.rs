//! The canonical layout on whole backlogs: it changes no value, and git merges records that have it
//! line by line, without a merge driver.
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts the program and git in a folder of its own"
)]

#[path = "shop/copy.rs"]
mod copy;

use std::fs;
use std::path::Path;
use std::process::Command;

use copy::shop;

/// Runs a program in a folder; its output where it ends with 0.
fn run(folder: &Path, program: &str, words: &[&str]) -> Result<String, String> {
    let mut command = Command::new(program);
    command.args(words).current_dir(folder).env_clear();
    let path = std::env::var("PATH").unwrap_or_default();
    let environment = [
        ("PATH", path.as_str()),
        ("HOME", "/nonexistent"),
        ("PO_USER", "ana"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "ana"),
        ("GIT_AUTHOR_EMAIL", "ana@example.org"),
        ("GIT_COMMITTER_NAME", "ana"),
        ("GIT_COMMITTER_EMAIL", "ana@example.org"),
    ];
    let output = command.envs(environment).output().expect("a program");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    match output.status.success() {
        true => Ok(said),
        false => Err(said + &String::from_utf8_lossy(&output.stderr)),
    }
}

fn po(folder: &Path, words: &[&str]) -> String {
    let words = [words, &["--today", "2026-11-24"]].concat();
    run(folder, env!("CARGO_BIN_EXE_po"), &words).unwrap_or_else(|said| panic!("{words:?}\n{said}"))
}

fn git(folder: &Path, words: &[&str]) -> String {
    run(folder, "git", words).unwrap_or_else(|said| panic!("git {words:?}\n{said}"))
}

#[test]
fn the_layout_changes_no_value_and_is_done_once() {
    let folder = shop();
    let folder = folder.path();
    let settings = fs::read_to_string(folder.join("po.yaml")).expect("settings");
    let said = |kind: &str| po(folder, &["export", "ndjson", kind]);
    let kinds = ["stories", "epics", "sprints", "releases"];
    let before = kinds.map(said);
    assert!(po(folder, &["fmt"]).contains("files written"));
    assert_eq!(kinds.map(said), before);
    assert_eq!(po(folder, &["fmt"]), "nothing to change\n");
    po(folder, &["fmt", "--check"]);
    assert_eq!(
        fs::read_to_string(folder.join("po.yaml")).expect("settings"),
        settings
    );
}

/// Changes that different people make to one record; only the last goes into its history.
const CHANGES: &[&[&str]] = &[
    &["set", "S-1", "title=Guests pay"],
    &["move", "S-1", "--bottom"],
    &["set", "S-1", "assignee=ben"],
    &["set", "S-1", "due=2026-12-15"],
    &["set", "S-1", "labels+=wallet"],
    &["set", "S-1", "scores.wsjf.value=13"],
    &["set", "S-1", "points=3"],
];

#[test]
fn git_merges_what_different_people_change_in_a_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    po(
        folder,
        &[
            "init",
            ".",
            "--product",
            "Shop",
            "--people",
            "ana,ben",
            "--defaults",
        ],
    );
    po(folder, &["new", "release", "Guests welcome"]);
    po(folder, &["new", "story", "Guest checkout"]);
    let record = [
        "points=5",
        "assignee=ana",
        "release=R-1",
        "due=2026-12-10",
        "labels=checkout,ux",
        "so_that=I buy in under a minute",
        "acceptance+=A guest pays without an account.",
        "scores.wsjf:={value: 8, time: 5, risk: 3, size: 5}",
        "note=Guests can pay without an account.",
    ];
    po(folder, &[&["set", "S-1"][..], &record].concat());
    po(folder, &["new", "story", "Pay by invoice"]);
    po(folder, &["move", "S-1", "--top"]);
    po(folder, &["move", "S-2", "--bottom"]);
    po(folder, &["fmt"]);
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message=all"]);
    for (n, change) in CHANGES.iter().enumerate() {
        git(
            folder,
            &["checkout", "--quiet", "-b", &format!("b{n}"), "main"],
        );
        po(folder, change);
        git(folder, &["commit", "--quiet", "--all", "--message=one"]);
    }
    let mut clashes = Vec::new();
    for (n, one) in CHANGES.iter().enumerate() {
        for (m, other) in CHANGES.iter().enumerate().skip(n + 1) {
            git(
                folder,
                &["checkout", "--quiet", "--detach", &format!("b{n}")],
            );
            let merge = ["merge", "--quiet", "--no-edit", &format!("b{m}")];
            if let Err(said) = run(folder, "git", &merge) {
                clashes.push(format!("{one:?} and {other:?}: {said}"));
                git(folder, &["merge", "--abort"]);
                continue;
            }
            po(folder, &["fmt", "--check"]);
            po(
                folder,
                &["check", "--select", "unreadable-file,history-gap"],
            );
        }
    }
    assert!(clashes.is_empty(), "{}", clashes.join("\n"));
}
