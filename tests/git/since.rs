//! What git knows of a backlog: `po diff --since` and `po history --from-git`,
//! in real repositories.

use super::repository::Repository;
use super::repository::po;
use serde_json::Value;
use serde_json::json;

const ONE: &str = "\
id: S-1
title: Pay by invoice
status: ready
rank: ra
points: 3
history:
  - {at: 2026-11-02, status: ready, points: 3}   # from the workshop
";
const TWO: &str = "id: S-2\ntitle: Gift card\nstatus: idea\nrank: rb\nsprint: SP-1\n";
const SPRINT: &str = "id: SP-1\ntitle: Sprint 1\nstatus: planned\n";

fn shop() -> Repository {
    let repository = Repository::with(&[
        ("stories/S-1.yaml", ONE),
        ("stories/S-2.yaml", TWO),
        ("stories/S-3.yaml", "id: S-3\ntitle: Wish list\nrank: rc\n"),
        ("sprints/SP-1.yaml", SPRINT),
    ]);
    repository.commit("2026-11-13", "the backlog of Friday");
    repository
}

/// The ids under a key of the answer.
fn ids(answer: &Value, key: &str) -> Vec<String> {
    let items = answer[key]
        .as_array()
        .unwrap_or_else(|| panic!("no {key} in {answer}"));
    let id = |item: &Value| item["id"].as_str().expect("an id").to_owned();
    items.iter().map(id).collect()
}

#[test]
fn a_diff_says_what_changed_in_a_product_owners_words() {
    let shop = shop();
    shop.write(
        "stories/S-4.yaml",
        "id: S-4\ntitle: New\nsprint: SP-1\npoints: 2\n",
    );
    shop.po(&["set", "S-1", "points=8", "sprint=SP-1", "due=2026-12-01"]);
    shop.commit("2026-11-17", "estimated");
    shop.po(&["drop", "S-2", "--reason", "nobody asks"]);
    shop.po(&["set", "S-2", "sprint="]);
    shop.po(&["move", "S-3", "--top"]);
    let answer = shop.json(&["diff", "--since", "2026-11-16"]);
    assert_eq!(answer["origin"]["subject"], "the backlog of Friday");
    assert_eq!(answer["commits"], 1);
    assert_eq!(ids(&answer, "new"), ["S-4"]);
    assert_eq!(ids(&answer, "status"), ["S-2"]);
    assert_eq!(answer["status"][0]["category"], "dropped");
    assert_eq!(ids(&answer, "estimated"), ["S-1"]);
    assert_eq!(
        (
            &answer["estimated"][0]["from"],
            &answer["estimated"][0]["to"]
        ),
        (&json!(3), &json!(8))
    );
    assert_eq!(ids(&answer, "ranked"), ["S-3"]);
    assert_eq!(
        (&answer["ranked"][0]["from"], &answer["ranked"][0]["to"]),
        (&json!(3), &json!(1))
    );
    let scope = &answer["sprints"][0];
    assert_eq!(scope["id"], "SP-1");
    assert_eq!(ids(scope, "added"), ["S-1", "S-4"]);
    assert_eq!(ids(scope, "removed"), ["S-2"]);
    assert_eq!(scope["points_added"], 10);
    let other = &answer["other"][0];
    assert_eq!(
        (&other["id"], &other["changes"][0]["field"]),
        (&json!("S-1"), &json!("due"))
    );
    // The page says the same.
    let page = shop.po(&["diff", "--since", "2026-11-16"]);
    let page = String::from_utf8(page.stdout).expect("UTF-8");
    for part in [
        "New 1",
        "Dropped 1",
        "Estimated 1",
        "3 → 8",
        "3 → 1",
        "Scope of SP-1",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn a_renamed_file_is_the_same_record_and_a_removed_one_is_gone() {
    let shop = shop();
    shop.remove("stories/S-1.yaml");
    shop.write("stories/2026/S-1-pay.yaml", ONE);
    shop.remove("stories/S-3.yaml");
    shop.write("stories/S-2.yaml", "id: S-2\n\ttab: no YAML\n");
    let output = shop.po(&["diff", "--since", "HEAD", "--json"]);
    assert_eq!(output.status.code(), Some(2), "an unreadable file");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        ids(&answer, "removed"),
        ["S-3"],
        "S-2 cannot be read, but is there"
    );
    assert_eq!(ids(&answer, "new"), [""; 0]);
    assert_eq!(ids(&answer, "other"), [""; 0]);
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let shop = shop();
    shop.git(&["switch", "--quiet", "--create", "work"]);
    shop.po(&["set", "S-2", "points=5"]);
    shop.commit("2026-11-18", "on the branch");
    shop.git(&["switch", "--quiet", "main"]);
    shop.po(&["set", "S-1", "points=13"]);
    shop.commit("2026-11-19", "on main");
    shop.git(&["switch", "--quiet", "work"]);
    let answer = shop.json(&["diff", "--since", "main"]);
    assert_eq!(ids(&answer, "estimated"), ["S-2"]);
}

#[test]
fn before_the_first_commit_all_is_new_and_what_is_no_day_is_a_commit() {
    let shop = shop();
    let answer = shop.json(&["diff", "--since", "2026-01-01"]);
    assert_eq!(answer["origin"], Value::Null);
    assert_eq!(ids(&answer, "new"), ["S-1", "S-2", "S-3", "SP-1"]);
    for (since, words) in [
        ("nope", "git knows no commit \"nope\""),
        ("--output=x", "git knows no commit"),
        ("2026-12-24", "is still to come"),
        ("2026-13-01", "not a day of the calendar"),
    ] {
        let output = shop.po(&["diff", "--since", since]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{since}: {said}");
        assert!(said.contains(words), "{since}: {said}");
    }
}

#[test]
fn a_shallow_clone_and_a_folder_without_git_are_named_as_such() {
    let shop = shop();
    shop.po(&["set", "S-1", "points=8"]);
    shop.commit("2026-11-18", "later");
    let clone = shop.shallow();
    for since in ["2026-11-16", "HEAD~1"] {
        let output = po(&clone.path().join("backlog"), &["diff", "--since", since]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{since}: {said}");
        assert!(
            said.contains("shallow") && said.contains("fetch-depth: 0"),
            "{said}"
        );
    }
    let output = po(
        &clone.path().join("backlog"),
        &["history", "S-1", "--from-git"],
    );
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("this clone is shallow"), "{said}");
    std::fs::remove_dir_all(shop.path().join(".git")).expect("removed");
    let output = shop.po(&["diff", "--since", "monday"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("in no git repository"));
}

#[test]
fn history_is_rebuilt_from_the_commits_and_its_lines_stay() {
    let shop = shop();
    shop.write(
        "stories/S-1.yaml",
        &ONE.replace("status: ready\nrank", "status: doing\nrank"),
    );
    shop.commit("2026-11-16", "begun, by hand");
    shop.git(&[
        "mv",
        "backlog/stories/S-1.yaml",
        "backlog/stories/S-1-pay.yaml",
    ]);
    shop.commit("2026-11-17", "renamed");
    shop.po(&["set", "S-1", "points=5"]);
    shop.commit("2026-11-18", "by command");
    let answer = shop.json(&["history", "S-1", "--from-git"]);
    let missing = &answer["items"][0]["missing"];
    assert_eq!(missing.as_array().map(Vec::len), Some(1), "{answer}");
    let entry = json!({"at": "2026-11-16T12:00:00Z", "status": "doing", "by": "ana"});
    assert_eq!(missing[0]["entry"], entry);
    assert_eq!(missing[0]["skipped_from"], Value::Null);
    let before = shop.read("stories/S-1-pay.yaml");
    shop.po(&["history", "S-1", "--from-git", "--apply", "--dry-run"]);
    assert_eq!(shop.read("stories/S-1-pay.yaml"), before);
    shop.po(&["history", "S-1", "--from-git", "--apply"]);
    let after = shop.read("stories/S-1-pay.yaml");
    let line = "  - {at: 2026-11-16T12:00:00Z, status: doing, by: ana}\n";
    let (head, tail) = after.split_once(line).expect("the entry stands there");
    assert!(head.ends_with("# from the workshop\n"), "{after}");
    assert_eq!(format!("{head}{tail}"), before, "nothing else changed");
    let again = shop.json(&["history", "S-1", "--from-git"]);
    assert_eq!(again["items"][0]["missing"], json!([]));
}

#[test]
fn entries_that_went_come_back_and_leaps_are_named() {
    let shop = shop();
    let bare = "id: S-1\ntitle: Pay by invoice\nstatus: done\nrank: ra\npoints: 3\n";
    shop.write("stories/S-1.yaml", bare);
    shop.commit("2026-11-20", "squashed");
    let answer = shop.json(&["history", "S-1", "--from-git"]);
    let missing = &answer["items"][0]["missing"];
    assert_eq!(missing[0]["entry"]["status"], "ready");
    assert_eq!(missing[1]["entry"]["status"], "done");
    assert_eq!(missing[1]["skipped_from"], "ready");
    shop.po(&["history", "S-1", "--from-git", "--apply"]);
    let check = shop.po(&["check", "S-1", "--select", "history-gap"]);
    assert!(check.status.success(), "{check:?}");
}

#[test]
fn commits_of_one_second_are_told_once() {
    let shop = shop();
    for status in ["refined", "doing", "ready"] {
        let text = format!("id: S-2\ntitle: Gift card\nstatus: {status}\nrank: rb\n");
        shop.write("stories/S-2.yaml", &text);
        shop.commit("2026-11-16", status);
    }
    shop.po(&["history", "S-2", "--from-git", "--apply"]);
    let once = shop.read("stories/S-2.yaml");
    assert_eq!(once.matches("status: ").count(), 5, "{once}");
    assert!(
        once.trim_end().ends_with("status: ready, by: ana}"),
        "{once}"
    );
    shop.po(&["history", "S-2", "--from-git", "--apply"]);
    assert_eq!(shop.read("stories/S-2.yaml"), once);
}

/// As after a rebase: the commits of the branch are not in the order of their
/// authors' dates.
#[test]
fn history_ends_with_what_the_last_commit_says() {
    let shop = shop();
    for (status, day) in [("refined", "20"), ("ready", "18"), ("doing", "16")] {
        let text = format!("id: S-2\ntitle: Gift card\nstatus: {status}\nrank: rb\n");
        shop.write("stories/S-2.yaml", &text);
        shop.commit(&format!("2026-11-{day}"), status);
    }
    for _ in 0..2 {
        shop.po(&["history", "S-2", "--from-git", "--apply"]);
        let text = shop.read("stories/S-2.yaml");
        assert!(
            text.trim_end().ends_with("status: doing, by: ana}"),
            "{text}"
        );
        assert_eq!(text.matches("status: ").count(), 5, "{text}");
    }
}
