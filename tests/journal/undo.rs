//! `po undo` with files: what comes back, and what it refuses.

use super::desk;
use super::flat;

const PATH: &str = "stories/S-1-guest-checkout.yaml";

#[test]
fn undo_walks_back_byte_for_byte_and_an_undo_can_be_undone() {
    let desk = desk();
    let mut states = vec![desk.files()];
    for line in [
        "set S-1 points=3 labels+=wallet",
        "new story Vouchers",
        "set S-1 S-2 team=web",
        "link S-2 S-1",
        "rm S-1 --unlink",
    ] {
        desk.good(line);
        states.push(desk.files());
    }
    for state in states.iter().rev().skip(1) {
        desk.good("undo");
        assert_eq!(&desk.files(), state);
    }
    let said = desk.po(&["undo"]);
    assert_eq!(said.code, 2);
    assert!(
        flat(&said.err).contains("there is nothing to undo"),
        "{}",
        said.err
    );
    // Sets 6 to 10 are the undos; the last of them first.
    for (number, state) in (6..=10).rev().zip(&states[1..]) {
        desk.good(&format!("undo {number}"));
        assert_eq!(&desk.files(), state, "{number}");
    }
    // Now all five stand again, and are taken back once more.
    desk.good("undo");
    assert_eq!(desk.files(), states[4]);
}

#[test]
fn undo_refuses_where_a_file_changed_since() {
    let desk = desk();
    desk.put(
        "stories/S-2-other.yaml",
        b"id: S-2\ntitle: Other\nstatus: idea\n",
    );
    desk.good("set S-1 S-2 points=3");
    let text = desk.get(PATH) + "# mine\n";
    desk.put(PATH, text.as_bytes());
    let before = desk.files();
    for words in [&["undo"][..], &["undo", "--dry-run"]] {
        let said = desk.po(words);
        assert_eq!(said.code, 2, "{}", said.both());
        let refusal = "error: \"po set S-1 S-2 points=3 --today 2026-11-24\" cannot be undone";
        assert!(flat(&said.err).contains(refusal), "{}", said.err);
        assert!(flat(&said.err).contains(PATH), "{}", said.err);
        assert!(!flat(&said.err).contains("S-2-other"), "{}", said.err);
        assert_eq!(desk.files(), before);
    }
}

/// A newer set of the same file stands in the way of an older one.
#[test]
fn an_older_set_is_undone_alone_where_nothing_was_built_on_it() {
    let desk = desk();
    desk.good("set S-1 points=3");
    desk.good("new story Vouchers");
    desk.good("set S-2 points=5");
    let said = desk.po(&["undo", "2"]);
    assert_eq!(said.code, 2, "{}", said.both());
    desk.good("undo 1");
    assert_eq!(desk.get(PATH), super::STORY);
    let again = desk.po(&["undo", "1"]);
    assert!(
        flat(&again.err).contains("set 1 is undone already"),
        "{}",
        again.err
    );
    assert!(
        flat(&again.err).contains("help: po undo 4 takes that back"),
        "{}",
        again.err
    );
    assert!(flat(&desk.po(&["undo", "77"]).err).contains("there is no set 77"));
}

#[test]
fn the_id_of_a_record_whose_creation_is_undone_is_not_handed_out_again() {
    let desk = desk();
    desk.good("new story Vouchers");
    desk.good("undo");
    desk.good("new story Again");
    assert!(desk.path("stories/S-3-again.yaml").exists());
}

#[cfg(unix)]
#[test]
fn a_record_that_comes_back_has_its_permissions_again() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let file = desk.path(PATH);
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    desk.good("rm S-1");
    desk.good("undo");
    let mode = std::fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o640);
}

/// Every writing command leaves a set, and each says who and what.
#[test]
fn the_list_says_when_who_and_what() {
    let desk = desk();
    desk.good("set S-1 points=3 --by chen");
    desk.good("undo");
    let list = desk.good("undo --list --json").out;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items[0]["undoes"], 1);
    assert_eq!(items[1]["undone_by"], 2);
    assert_eq!(items[1]["by"], "chen");
    assert_eq!(items[1]["at"], "2026-11-24");
    assert_eq!(items[1]["records"], serde_json::json!(["S-1"]));
}

/// One set that cannot be read takes none of the others along.
#[test]
fn a_damaged_set_stands_in_the_way_only_where_it_is_the_next() {
    let desk = desk();
    for line in ["set S-1 points=3", "new story Vouchers", "set S-2 team=web"] {
        desk.good(line);
    }
    desk.put(".po/journal/0002.json", b"{\"format\": 1, \"comm");
    let list = desk.po(&["undo", "--list"]);
    assert_eq!(list.code, 2, "{}", list.both());
    for words in [
        "po set S-1 points=3",
        "po set S-2 team=web",
        "2 sets; po undo takes back set 3",
    ] {
        assert!(list.out.contains(words), "{words}: {}", list.out);
    }
    let said = flat(&list.err);
    assert!(said.contains(".po/journal/0002.json"), "{said}");
    assert!(said.contains("set 2 cannot be read"), "{said}");
    desk.good("undo --yes");
    assert!(!desk.get("stories/S-2-vouchers.yaml").contains("team"));
    // Now it is the next one.
    for words in [&["undo", "--yes"][..], &["undo", "2", "--yes"]] {
        let before = desk.files();
        let said = desk.po(words);
        assert_eq!(said.code, 2, "{}", said.both());
        assert!(
            flat(&said.err).contains("set 2 cannot be read"),
            "{}",
            said.err
        );
        assert_eq!(desk.files(), before);
        let on = flat(&said.err).contains("help: po undo 1 takes back the one before it");
        assert_eq!(on, words.len() == 2, "{}", said.err);
    }
    desk.good("undo 1 --yes");
    assert_eq!(desk.get(PATH), super::STORY);
}
