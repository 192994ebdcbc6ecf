//! `po history --from-git` over branches that went on side by side.

use super::repository::Repository;
use serde_json::Value;

const STORY: &str =
    "id: S-1\ntitle: Pay\nstatus: ready\nhistory:\n  - {at: 2026-11-10T09:00:00Z, status: ready}\n";

fn in_state(status: &str) -> String {
    STORY.replace("status: ready\nh", &format!("status: {status}\nh"))
}

/// Branches made from one commit, each with one text of the story and the day
/// it was committed.
fn branches(texts: &[(&str, &str, &str)]) -> Repository {
    let shop = Repository::with(&[("stories/S-1.yaml", STORY)]);
    shop.commit("2026-11-10", "begin");
    for (branch, day, text) in texts {
        shop.git(&["switch", "--quiet", "--create", branch, "main"]);
        shop.write("stories/S-1.yaml", text);
        shop.commit(day, branch);
    }
    shop.git(&["switch", "--quiet", "main"]);
    shop
}

/// Merges a branch into the one at hand, with this text and on this day.
fn merge(shop: &Repository, branch: &str, day: &str, text: &str) {
    // It may stop in conflict; the text settles that.
    let _ = shop
        .command(&["merge", "--quiet", "--no-ff", "--no-commit", branch])
        .output();
    shop.write("stories/S-1.yaml", text);
    shop.commit(day, &format!("merge {branch}"));
}

/// The missing entries, as `DAY status BY`.
fn missing(shop: &Repository) -> Vec<String> {
    let answer = shop.json(&["history", "S-1", "--from-git"]);
    let entries = answer["items"][0]["missing"].as_array().cloned();
    let said = |found: Value| {
        let text = |field: &str| found["entry"][field].as_str().unwrap_or("-").to_owned();
        format!("{} {}", &text("at")[..10], text("status"))
    };
    entries.unwrap_or_default().into_iter().map(said).collect()
}

/// Writes what is missing; nothing is then, and history tells of the status.
fn apply(shop: &Repository) {
    shop.po(&["history", "S-1", "--from-git", "--apply"]);
    assert_eq!(missing(shop), [""; 0], "{}", shop.read("stories/S-1.yaml"));
    let check = shop.po(&["check", "S-1", "--select", "history-gap"]);
    assert!(check.status.success(), "{check:?}");
    shop.commit("2026-11-23", "history");
    assert_eq!(missing(shop), [""; 0]);
}

#[test]
fn a_branch_that_left_the_status_alone_takes_nothing_back() {
    let titled = STORY.replace("Pay", "Pay later");
    let shop = branches(&[
        ("ana", "2026-11-16", &in_state("doing")),
        ("ben", "2026-11-17", &titled),
        ("cho", "2026-11-18", &titled.replace("later", "now")),
    ]);
    for (branch, day) in [
        ("ana", "2026-11-19"),
        ("ben", "2026-11-20"),
        ("cho", "2026-11-21"),
    ] {
        merge(
            &shop,
            branch,
            day,
            &in_state("doing").replace("Pay", branch),
        );
    }
    assert_eq!(missing(&shop), ["2026-11-16 doing"]);
    apply(&shop);
}

#[test]
fn what_both_branches_did_is_united_and_a_decision_is_told() {
    let shop = branches(&[
        ("ana", "2026-11-17", &in_state("review")),
        ("ben", "2026-11-16", &in_state("doing")),
    ]);
    merge(&shop, "ana", "2026-11-18", &in_state("review"));
    merge(&shop, "ben", "2026-11-19", &in_state("review"));
    // The later of the two stays: nothing was decided against it.
    assert_eq!(missing(&shop), ["2026-11-16 doing", "2026-11-17 review"]);
    shop.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    merge(&shop, "ben", "2026-11-19", &in_state("doing"));
    let decided = ["2026-11-16 doing", "2026-11-17 review", "2026-11-19 doing"];
    assert_eq!(missing(&shop), decided);
    apply(&shop);
}

#[test]
fn a_merge_that_sets_a_third_value_is_told_of() {
    let shop = branches(&[
        ("ana", "2026-11-16", &in_state("doing")),
        ("ben", "2026-11-17", &in_state("review")),
    ]);
    merge(&shop, "ana", "2026-11-18", &in_state("doing"));
    merge(&shop, "ben", "2026-11-19", &in_state("refined"));
    let told = [
        "2026-11-16 doing",
        "2026-11-17 review",
        "2026-11-19 refined",
    ];
    assert_eq!(missing(&shop), told);
    apply(&shop);
}

#[test]
fn changes_by_command_on_two_branches_lack_nothing() {
    let shop = branches(&[]);
    shop.git(&["switch", "--quiet", "--create", "ana"]);
    shop.po(&["set", "S-1", "points=3"]);
    shop.commit("2026-11-16", "points");
    shop.git(&["switch", "--quiet", "--create", "ben", "main"]);
    shop.po(&["start", "S-1"]);
    shop.commit("2026-11-17", "doing");
    shop.git(&["switch", "--quiet", "main"]);
    let [ana, ben] = ["ana", "ben"].map(|branch| {
        shop.git(&["switch", "--quiet", branch]);
        shop.read("stories/S-1.yaml")
    });
    shop.git(&["switch", "--quiet", "main"]);
    merge(&shop, "ana", "2026-11-18", &ana);
    let last = ben.lines().last().unwrap_or_default();
    let both = ana.replace("status: ready\n", "status: doing\n") + last + "\n";
    merge(&shop, "ben", "2026-11-19", &both);
    assert_eq!(missing(&shop), [""; 0], "{both}");
}

/// The rename is on one branch only, and what the other did is seen all the
/// same; a story that began as a copy of another has no part of its past.
#[test]
fn a_rename_on_one_branch_is_followed_and_a_copy_is_not() {
    let shop = branches(&[("ben", "2026-11-17", &in_state("doing"))]);
    let to = "backlog/stories/S-1-pay.yaml";
    shop.git(&["mv", "backlog/stories/S-1.yaml", to]);
    shop.commit("2026-11-18", "renamed");
    shop.git(&["merge", "--quiet", "--no-edit", "ben"]);
    assert_eq!(missing(&shop), ["2026-11-17 doing"]);
    shop.write(
        "stories/S-2.yaml",
        &in_state("review").replace("S-1", "S-2"),
    );
    shop.commit("2026-11-19", "copied");
    let copy = shop.json(&["history", "S-2", "--from-git"]);
    assert_eq!(copy["items"][0]["commits"], 1, "{copy}");
}
