//! `po renumber` after two clones handed out one id, in real repositories.

use super::repository::Repository;
use serde_json::Value;

/// Two branches made from one commit, each with a story S-2 and links to it,
/// merged into main.
fn merged(first: &[(&str, &str)], second: &[(&str, &str)]) -> Repository {
    let repository = Repository::with(&[("stories/S-1-base.yaml", "id: S-1\ntitle: Base\n")]);
    repository.commit("2026-11-02", "base");
    for (branch, day, files) in [("ana", "2026-11-03", first), ("ben", "2026-11-04", second)] {
        repository.git(&["switch", "--quiet", "--create", branch, "main"]);
        for (path, text) in files {
            repository.write(path, text);
            repository.commit(day, path);
        }
    }
    repository.git(&["switch", "--quiet", "main"]);
    repository.git(&["merge", "--quiet", "--no-edit", "ana"]);
    repository.git(&["merge", "--quiet", "--no-edit", "ben"]);
    repository
}

const CHECKOUT: (&str, &str) = (
    "stories/S-2-checkout.yaml",
    "# by ana\nid: S-2\ntitle: Checkout\nhistory:\n  - {at: 2026-11-03T09:00:00Z, status: idea}\n",
);
const GIFT: (&str, &str) = (
    "stories/2026/S-2-gift.yaml",
    "id: 'S-2'   # by ben\ntitle: Gift\nhistory:\n  - {at: 2026-11-04T09:00:00Z, status: idea}\n",
);

fn data(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

#[test]
fn the_later_record_gets_the_next_id_and_its_own_links_follow() {
    let shop = merged(
        &[
            CHECKOUT,
            ("stories/S-3.yaml", "id: S-3\ndepends_on: [S-2]\n"),
        ],
        &[
            // Written before the story it names, and after.
            ("epics/E-1.yaml", "id: E-1\nlinks: [S-2]   # the gift\n"),
            GIFT,
            (
                "stories/S-4.yaml",
                "id: S-4\nblocked: {by: S-2, reason: gift first}\n",
            ),
        ],
    );
    let check = shop.po(&["check", "--select", "duplicate-id"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&check.stdout).contains("po renumber S-2"));
    let plan = data(&shop.po(&["renumber", "--dry-run", "--json"]));
    assert!(
        shop.read(GIFT.0).contains("S-2"),
        "a dry run writes nothing"
    );
    let output = shop.po(&["renumber", "--json"]);
    assert_eq!(data(&output)["plan"], plan["plan"]);
    assert_eq!(plan["plan"][0]["to"], "S-5");
    assert_eq!(
        shop.read("stories/2026/S-5-gift.yaml"),
        GIFT.1.replace("S-2", "S-5"),
        "only the id changes; its quotes and comment stay"
    );
    assert!(!shop.path().join("backlog").join(GIFT.0).exists());
    assert_eq!(shop.read(CHECKOUT.0), CHECKOUT.1);
    assert_eq!(
        shop.read("epics/E-1.yaml"),
        "id: E-1\nlinks: [S-5]   # the gift\n"
    );
    assert!(shop.read("stories/S-4.yaml").contains("by: S-5"));
    assert!(shop.read("stories/S-3.yaml").contains("[S-2]"));
    assert!(
        shop.po(&["check", "--select", "duplicate-id,dangling-link"])
            .status
            .success()
    );
    // Nothing is left to do.
    assert_eq!(
        data(&shop.po(&["renumber", "--json"]))["items"],
        Value::Array(Vec::new())
    );
}

#[test]
fn a_link_that_may_mean_either_stays_and_is_named() {
    let shop = merged(&[CHECKOUT], &[GIFT]);
    shop.write("stories/S-6.yaml", "id: S-6\ndepends_on:\n  - S-2\n");
    shop.commit("2026-11-05", "after the merge");
    let answer = data(&shop.po(&["renumber", "--json"]));
    let unsure = &answer["plan"][0]["unsure"][0];
    assert_eq!((&unsure["id"], &unsure["line"]), (&"S-6".into(), &3.into()));
    assert!(shop.read("stories/S-6.yaml").contains("- S-2"));
}

#[test]
fn which_is_the_later_is_always_decided() {
    let same = "title: T\n";
    // By history, by created, by the commit, by the path.
    for (ana, ben, loser) in [
        (
            "history: [{at: 2026-11-09, status: idea}]\n",
            "history: [{at: 2026-11-08, status: idea}]\n",
            "ana",
        ),
        ("created: 2026-11-08\n", "created: 2026-11-09\n", "ben"),
        ("", "created: 2026-11-09\n", "ana"),
        ("", "", "ben"),
    ] {
        let ana = format!("id: S-2\n{same}{ana}");
        let ben = format!("id: S-2\n{same}{ben}");
        let shop = merged(
            &[("stories/S-2-ana.yaml", &ana)],
            &[("stories/S-2-ben.yaml", &ben)],
        );
        let answer = data(&shop.po(&["renumber", "--json"]));
        let path = answer["plan"][0]["from_path"].as_str().expect("a path");
        assert!(path.contains(loser), "{path}: {ana} {ben}");
    }
    let shop = Repository::with(&[
        ("stories/S-2-b.yaml", "id: S-2\n"),
        ("stories/S-2-a.yaml", "id: s-2x\n"),
        ("stories/x.yaml", "id: S-2\n"),
    ]);
    let answer = data(&shop.po(&["renumber", "--json"]));
    assert_eq!(answer["plan"][0]["from_path"], "stories/x.yaml");
    assert!(
        shop.read("stories/x.yaml").starts_with("id: S-"),
        "a file with another name keeps it"
    );
}

#[test]
fn an_id_that_stands_in_one_file_is_left_alone() {
    let shop = merged(&[CHECKOUT], &[]);
    let output = shop.po(&["renumber", "S-2"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no two files have the id S-2"));
}

#[test]
fn ids_of_all_refs_are_known_and_a_moved_ref_is_looked_at_again() {
    let shop = merged(&[CHECKOUT], &[]);
    let new = || data(&shop.po(&["new", "story", "T", "--json"]))["items"][0]["id"].clone();
    assert_eq!(new(), "S-3");
    shop.git(&["switch", "--quiet", "--create", "far", "main~1"]);
    shop.write("stories/S-40-far.yaml", "id: S-40\n");
    shop.commit("2026-11-06", "far away");
    shop.remove("stories/S-40-far.yaml");
    shop.commit("2026-11-06", "gone");
    shop.git(&["switch", "--quiet", "main"]);
    assert_eq!(new(), "S-41");
    // What was seen stays seen, though its branch is gone.
    shop.git(&["branch", "--quiet", "-D", "far"]);
    std::fs::remove_file(shop.path().join("backlog/stories/S-41-t.yaml")).expect("removed");
    assert_eq!(new(), "S-42");
}

#[test]
fn what_histories_tell_follows_and_texts_are_named() {
    let sprint = |name: &str, day: u32| {
        format!(
            "id: SP-2\ntitle: {name}\nhistory:\n  - {{at: 2026-11-0{day}T09:00:00Z, status: planned}}\n"
        )
    };
    let story = "id: S-3\nsprint: SP-2\ndescription: as planned for SP-2, not SP-22\nhistory:\n  - {at: 2026-11-04, sprint: SP-2, by: ben}\n  - {at: 2026-11-04, blocked: {reason: wait, by: SP-2}}\n";
    let shop = merged(
        &[("sprints/SP-2-first.yaml", &sprint("First", 3))],
        &[
            ("sprints/SP-2-second.yaml", &sprint("Second", 4)),
            ("stories/S-3.yaml", story),
        ],
    );
    let output = shop.po(&["renumber"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = story
        .replace("sprint: SP-2", "sprint: SP-3")
        .replace("by: SP-2", "by: SP-3");
    assert_eq!(shop.read("stories/S-3.yaml"), expected, "{said}");
    assert!(
        said.contains("SP-2 is also named in the text of S-3 (stories/S-3.yaml:3): look at it"),
        "{said}"
    );
    assert_eq!(said.matches("look at it").count(), 1, "{said}");
}

/// As `merged`, with the second branch merged into the first and not committed.
fn merging(first: &[(&str, &str)], second: &[(&str, &str)]) -> Repository {
    let shop = merged(first, second);
    shop.git(&["reset", "--quiet", "--hard", "ana"]);
    // It may stop in conflict, as a forge's merge does.
    let _ = shop
        .command(&["merge", "--quiet", "--no-commit", "--no-ff", "ben"])
        .output();
    shop
}

#[test]
fn in_an_open_merge_each_link_is_of_the_side_it_came_with() {
    let gift_first = ("epics/E-1.yaml", "id: E-1\nlinks: [S-2]   # the gift\n");
    let own = ("stories/S-3.yaml", "id: S-3\ndepends_on: [S-2]\n");
    let shop = merging(&[CHECKOUT, own], &[GIFT, gift_first]);
    // Written while the merge is open, and meant for our own.
    shop.write("stories/S-6.yaml", "id: S-6\ndepends_on: [S-2]\n");
    let linked = format!("{}links: [S-2]\n", own.1);
    shop.write(own.0, &linked);
    let answer = data(&shop.po(&["renumber", "--json"]));
    let step = &answer["plan"][0];
    assert_eq!(step["from_path"], GIFT.0);
    assert_eq!(step["links"][0]["id"], "E-1", "{answer}");
    let unsure: Vec<_> = step["unsure"].as_array().into_iter().flatten().collect();
    let unsure: Vec<_> = unsure.iter().map(|place| &place["field"]).collect();
    assert_eq!(unsure, ["links.1", "depends_on.1"], "{answer}");
    assert!(shop.read("epics/E-1.yaml").contains("[S-7]   # the gift"));
    assert_eq!(shop.read(own.0), linked);
    assert!(shop.read("stories/S-6.yaml").contains("[S-2]"));
}

#[test]
fn in_an_open_merge_the_record_of_ours_may_be_the_later() {
    let ours = ("stories/S-3.yaml", "id: S-3\ndepends_on: [S-2]\n");
    let theirs = ("epics/E-1.yaml", "id: E-1\nlinks: [S-2]\n");
    let late = CHECKOUT.1.replace("11-03", "11-05");
    let shop = merging(&[(CHECKOUT.0, &late), ours], &[GIFT, theirs]);
    let answer = data(&shop.po(&["renumber", "--json"]));
    assert_eq!(answer["plan"][0]["from_path"], CHECKOUT.0);
    assert!(shop.read("stories/S-3.yaml").contains("[S-4]"));
    assert_eq!(shop.read("epics/E-1.yaml"), theirs.1);
}

#[test]
fn a_line_that_both_sides_wrote_may_mean_either() {
    let linked = (
        "stories/S-1-base.yaml",
        "id: S-1\ntitle: Base\nlinks: [S-2]\n",
    );
    for shop in [
        merging(&[CHECKOUT, linked], &[GIFT, linked]),
        merged(&[CHECKOUT, linked], &[GIFT, linked]),
    ] {
        let answer = data(&shop.po(&["renumber", "--json"]));
        assert_eq!(answer["plan"][0]["unsure"][0]["id"], "S-1", "{answer}");
        assert_eq!(shop.read(linked.0), linked.1);
    }
}

#[test]
fn while_a_commit_is_applied_or_a_file_gives_no_record_nothing_is_guessed() {
    let shop = merged(&[CHECKOUT], &[GIFT]);
    let refused = |words: &str| {
        let output = shop.po(&["renumber"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(words), "{said}");
        assert!(shop.read(GIFT.0).contains("S-2"));
    };
    for command in ["cherry-pick", "rebase"] {
        shop.git(&["switch", "--quiet", "--force-create", "work", "main"]);
        shop.write("stories/S-1-base.yaml", "id: S-1\ntitle: Work\n");
        shop.commit("2026-11-06", "work");
        shop.git(&["switch", "--quiet", "--force-create", "other", "main"]);
        shop.write("stories/S-1-base.yaml", "id: S-1\ntitle: Other\n");
        shop.commit("2026-11-07", "other");
        let stopped = shop.command(&[command, "work"]).output().expect("git runs");
        assert!(!stopped.status.success());
        shop.write("stories/S-1-base.yaml", "id: S-1\ntitle: Both\n");
        refused(&format!("finish it first: git {command} --continue"));
        shop.git(&[command, "--abort"]);
    }
    shop.write("stories/S-1-base.yaml", "id: S-1\n<<<<<<< ours\n");
    refused("stories/S-1-base.yaml gives no record, so its links are not known");
}

#[test]
fn votes_and_comparisons_follow_the_record_they_came_with() {
    let poll = ("votes/spring.yaml", "kind: dots\nitems: [S-1, S-2]\n");
    let ballot = (
        "votes/spring/ben.yaml",
        "on: 2026-11-04\nballot:\n  # mine\n  S-2: 1   # the gift\n",
    );
    let session = (
        "comparisons/ben.yaml",
        "- {winner: S-2, loser: S-1, by: S-2}\n- {tie: [S-1, S-2]}\n",
    );
    let own = ("comparisons/ana.yaml", "- {winner: S-1, loser: S-2}\n");
    let shop = merged(&[CHECKOUT, own], &[GIFT, poll, ballot, session]);
    let answer = data(&shop.po(&["renumber", "--json"]));
    assert_eq!(answer["plan"][0]["to"], "S-3", "{answer}");
    assert_eq!(shop.read(poll.0), "kind: dots\nitems: [S-1, S-3]\n");
    assert_eq!(shop.read(ballot.0), ballot.1.replace("S-2", "S-3"));
    let expected = "- {winner: S-3, loser: S-1, by: S-2}\n- {tie: [S-1, S-3]}\n";
    assert_eq!(shop.read(session.0), expected);
    assert_eq!(shop.read(own.0), own.1);
}

#[test]
fn what_was_said_of_a_record_goes_with_it_and_only_when_asked() {
    let shop = Repository::with(&[
        ("stories/S-1-a.yaml", "id: S-1\ntitle: A\n"),
        ("stories/S-2-b.yaml", "id: S-2\ntitle: B\n"),
        ("stories/S-3-c.yaml", "id: S-3\ntitle: C\n"),
        (
            "votes/buy.yaml",
            "kind: buy\nbudget: 5\nprices:\n  S-1: 3\n  S-2: 4\n",
        ),
        ("votes/buy/ana.yaml", "ballot:\n  S-2: 4\n  S-1: 1\n"),
        ("comparisons/one.yaml", "- {winner: S-1, loser: S-2}\n"),
        (
            "comparisons/two.yaml",
            "- {tie: [S-1, S-2]}\n- {winner: S-1, loser: S-3}\n- {winner: S-3, loser: S-2}\n",
        ),
    ]);
    shop.commit("2026-11-02", "base");
    let refused = shop.po(&["rm", "S-2"]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("votes/buy.yaml  prices.S-2"), "{said}");
    assert!(said.contains("comparisons/two.yaml  3.loser"), "{said}");
    let removed = shop.po(&["rm", "S-2", "--unlink"]);
    assert!(removed.status.success(), "{removed:?}");
    assert_eq!(
        shop.read("votes/buy.yaml"),
        "kind: buy\nbudget: 5\nprices:\n  S-1: 3\n"
    );
    assert_eq!(shop.read("votes/buy/ana.yaml"), "ballot:\n  S-1: 1\n");
    assert_eq!(
        shop.read("comparisons/two.yaml"),
        "- {winner: S-1, loser: S-3}\n"
    );
    assert!(!shop.path().join("backlog/comparisons/one.yaml").exists());
    // The id was used again by hand: that it comes back a second time is said.
    shop.write("stories/S-2-again.yaml", "id: S-2\ntitle: Again\n");
    for words in [&["undo", "--dry-run"][..], &["undo"]] {
        let output = shop.po(words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.contains("S-2 is also the id of stories/S-2-again.yaml"),
            "{output:?}"
        );
        assert!(said.contains("po renumber S-2"), "{said}");
    }
}
