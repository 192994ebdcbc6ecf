//! What a baseline knows again when a backlog is worked on.

use super::repository::Repository;

const STORY: &str = "id: S-1\ntitle: Pay\nstatus: refined\nacceptance:\n  - it is fast, fast\n  - {then: it is easy}\n";
const WHAT: [&str; 3] = ["check", "--select=vague-term", "--fail-on=warning"];

fn shop() -> (Repository, String) {
    let shop = Repository::with(&[("stories/S-1.yaml", STORY)]);
    let file = shop.path().join("known.txt").display().to_string();
    let output = shop.po(&["check", "--select=vague-term", "--write-baseline", &file]);
    assert!(output.status.success(), "{output:?}");
    (shop, file)
}

/// How many findings are known, and how many are new.
#[track_caller]
fn known_and_new(shop: &Repository, file: &str) -> (u64, usize) {
    let answer = shop.json(&[&WHAT[..], &["--baseline", file]].concat());
    let new = answer["items"].as_array().expect("items").len();
    (answer["known"].as_u64().expect("known"), new)
}

#[test]
fn a_criterion_that_comes_in_above_makes_nothing_new() {
    let (shop, file) = shop();
    assert_eq!(known_and_new(&shop, &file), (3, 0));
    let above = STORY.replace("acceptance:\n", "acceptance:\n  - the order is paid\n");
    shop.write("stories/S-1.yaml", &above);
    assert_eq!(known_and_new(&shop, &file), (3, 0));
    // A tick changes no words, and neither does another break of the lines.
    let ticked = above.replace(
        "{then: it is easy}",
        "then: >-\n      it is\n      easy\n    id: AC-9\n    verified: true",
    );
    shop.write("stories/S-1.yaml", &ticked);
    assert_eq!(known_and_new(&shop, &file), (3, 0));
}

#[test]
fn the_same_finding_twice_counts_twice() {
    let (shop, file) = shop();
    let twice = format!("{STORY}  - it is fast, fast\n");
    shop.write("stories/S-1.yaml", &twice);
    assert_eq!(known_and_new(&shop, &file), (3, 2));
    shop.write(
        "stories/S-1.yaml",
        &STORY.replace("it is fast, fast", "it is fast and slow, fast"),
    );
    assert_eq!(known_and_new(&shop, &file), (1, 3));
}
