//! Random work of two people on one backlog, merged by git with the driver: no record is
//! unreadable, nothing of either side is lost but where both wrote one field, and it does not
//! matter who merges whom. Through merge, rebase, cherry-pick and stash pop.
//!
//! `PO_MERGE_CASES=200` runs that many cases of each; `PO_MERGE_SEED=7` runs the case of a seed
//! that a failure named.

use std::env;
use std::panic;
use std::panic::AssertUnwindSafe;

use serde_json::Value;

use super::dice::Dice;
use super::loss::Versions;
use super::loss::lost;
use super::team::Clone;
use super::team::Team;
use super::team::said;

/// Cases of each property unless `PO_MERGE_CASES` says so.
const CASES: u64 = 2;

/// Runs a property over seeds from `first` on; a failure names the one it happened with.
#[expect(
    clippy::disallowed_methods,
    reason = "the test reads how long it may take"
)]
fn check(first: u64, property: for<'t> fn(&'t Team, &Versions) -> &'t Clone) {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|value| value.parse::<u64>().ok())
    };
    let seeds = match number("PO_MERGE_SEED") {
        Some(seed) => seed..seed + 1,
        None => first..first + number("PO_MERGE_CASES").unwrap_or(CASES),
    };
    for seed in seeds {
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
            let mut dice = Dice::new(seed);
            let team = Team::new(&super::work::backlog(&mut dice), true);
            let versions = Versions {
                base: team.ana.records(),
                ours: super::work::work(&team.ana, &mut dice, 3),
                theirs: super::work::work(&team.ben, &mut dice, 4),
            };
            let known = [gaps(&team.ana), gaps(&team.ben)].concat();
            team.exchange();
            let merged = property(&team, &versions);
            nothing_lost(&versions, merged);
            all_readable(merged);
            let new: Vec<String> = gaps(merged)
                .into_iter()
                .filter(|gap| !known.contains(gap))
                .collect();
            assert!(new.is_empty(), "{}", new.join("\n"));
        }));
        if let Err(cause) = outcome {
            eprintln!("PO_MERGE_SEED={seed}");
            panic::resume_unwind(cause);
        }
    }
}

/// The fields that are otherwise than their history ends.
fn gaps(clone: &Clone) -> Vec<String> {
    let words = [
        "check",
        "--select",
        "history-gap",
        "--fail-on",
        "none",
        "--json",
    ];
    let found: Value = serde_json::from_str(&clone.po(&words)).expect("JSON");
    let items = found["items"].as_array().expect("a list").iter();
    items
        .map(|item| format!("{} {}", item["id"], item["field"]))
        .collect()
}

/// Ends every conflict with our value: each is shown with both, and nothing is
/// left behind.
fn resolve(clone: &Clone) {
    for (path, text) in clone.texts() {
        assert_eq!(
            text.contains("<<<<<<< "),
            text.contains(">>>>>>> "),
            "{path}\n{text}"
        );
    }
    let output = clone.try_po(&["resolve", "--json"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for file in found["items"].as_array().expect("a list") {
        let id = file["id"].as_str().expect("an id");
        assert!(file["by_hand"].is_null(), "{file}");
        for conflict in file["conflicts"].as_array().expect("a list") {
            let field = conflict["field"].as_str().expect("a field");
            clone.try_po(&[
                "resolve",
                id,
                &format!("{field}=ours"),
                "--today",
                "2026-11-20",
            ]);
        }
    }
    let output = clone.try_po(&["resolve"]);
    assert!(output.status.success(), "{}", said(&output));
}

fn all_readable(clone: &Clone) {
    clone.po(&[
        "check",
        "--select",
        "unreadable-file,bad-type,bad-enum",
        "--fail-on",
        "warning",
    ]);
}

#[track_caller]
fn nothing_lost(versions: &Versions, clone: &Clone) {
    let lost = lost(versions, &clone.records());
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn a_merge_keeps_the_work_of_both_whoever_merges() {
    check(1000, |team, _| {
        let Team { ana, ben, .. } = team;
        let clean = ana.merges(&["merge", "-q", "-m", "merge", "ben"]);
        assert_eq!(ben.merges(&["merge", "-q", "-m", "merge", "ana"]), clean);
        if clean {
            assert_eq!(ana.records(), ben.records());
        } else {
            resolve(ana);
            ana.commit("resolved");
        }
        ana
    });
}

#[test]
fn a_rebase_keeps_the_work_of_both_commit_by_commit() {
    check(2000, |team, _| {
        let Team { ben, .. } = team;
        let mut clean = ben.merges(&["rebase", "-q", "ana"]);
        while !clean {
            resolve(ben);
            ben.git(&["add", "-A"]);
            clean = ben.merges(&["rebase", "--continue"]);
        }
        ben
    });
}

#[test]
fn a_cherry_pick_keeps_the_work_of_both() {
    check(3000, |team, _| {
        let Team { ben, .. } = team;
        ben.git(&["reset", "-q", "--soft", "base"]);
        ben.commit("all of it");
        ben.git(&["tag", "picked"]);
        ben.git(&["checkout", "-q", "ana"]);
        if !ben.merges(&["cherry-pick", "--allow-empty", "picked"]) {
            resolve(ben);
        }
        ben
    });
}

#[test]
fn work_that_was_put_aside_comes_back() {
    check(4000, |team, versions| {
        let Team { ben, .. } = team;
        ben.git(&["reset", "-q", "base"]);
        let has_work = versions.theirs.last() != Some(&versions.base);
        ben.git(&["stash", "-q"]);
        ben.git(&["checkout", "-q", "ana"]);
        if has_work && !ben.merges(&["stash", "pop", "-q"]) {
            resolve(ben);
        }
        ben
    });
}
