//! Who writes is said in one way by every command.

use super::repository::Repository;
use std::process::Command;

/// Runs a line of `po` in the backlog, where only git says who is there.
fn po(shop: &Repository, line: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_po"))
        .arg("-C")
        .arg(shop.path().join("backlog"))
        .args(["--today", "2026-11-24"])
        .args(line.split(' '))
        .env("HOME", "/nonexistent")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env_remove("PO_DIR")
        .env_remove("PO_USER")
        .output()
        .expect("po runs");
    assert!(output.status.success(), "{line}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Whom `undo --list` names after one of each sort of command.
fn writers(email: &str) -> Vec<String> {
    let stories = [
        ("stories/S-1-a.yaml", "title: A\nid: S-1\nstatus: idea\n"),
        (
            "stories/S-2-b.yaml",
            "id: S-2\ntitle: B\nstatus: idea\nscores: {wsjf: {value: 8, time: 5, risk: 3, size: 5}}\n",
        ),
    ];
    let shop = Repository::with(&stories);
    shop.git(&["config", "user.name", "Ana Keller"]);
    shop.git(&["config", "user.email", email]);
    let lines = [
        "set S-1 points=3",
        "move S-1 --top",
        "prioritize --apply",
        "fmt S-1",
        "undo",
        "set S-1 points=5",
    ];
    for line in lines {
        po(&shop, line);
    }
    let list: serde_json::Value =
        serde_json::from_str(&po(&shop, "undo --list --json")).expect("JSON");
    let sets = list["items"].as_array().expect("a list");
    assert_eq!(sets.len(), lines.len(), "{list}");
    let by = sets
        .iter()
        .map(|set| set["by"].as_str().unwrap_or("nobody"));
    by.map(str::to_owned).collect()
}

#[test]
fn each_command_names_the_person_of_the_git_address() {
    assert_eq!(writers("ana@example.org"), ["ana"; 6]);
}

#[test]
fn each_command_names_whom_git_names_where_the_address_is_nobodys() {
    assert_eq!(writers("keller@example.org"), ["Ana Keller"; 6]);
}
