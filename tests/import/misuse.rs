//! What cannot be imported: nothing is written, and the message says the way
//! out.

use crate::BOARD;
use crate::desk::Desk;

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_for() {
    let desk = Desk::new();
    desk.put(
        "open.csv",
        "Issue key,Summary,Created\nA-1,x,03/04/2026 10:00\n",
    );
    let said = desk.po(&["import", "open.csv"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    for part in ["open.csv:2:1", "03/04/2026", "--date-format dmy"] {
        assert!(said.err.contains(part), "no {part:?} in\n{}", said.err);
    }
    assert_eq!(
        desk.po(&["import", "open.csv", "--date-format", "mdy"])
            .code,
        0
    );
    assert!(
        desk.get("b/stories/S-1-x.yaml")
            .contains("created: 2026-03-04")
    );
}

#[test]
fn wrong_use_names_the_nearest_right_one_and_writes_nothing() {
    let desk = Desk::new();
    desk.put("board.csv", BOARD);
    desk.put("other.csv", "name,colour\nx,red\n");
    let before = desk.bytes();
    for (words, parts) in [
        (
            &["import", "jira", "board.csv"][..],
            &["no format \"jira\"", "jira-csv"][..],
        ),
        (&["import", "jira-csv"], &["po import jira-csv FILE"]),
        (
            &["import", "json", "board.csv"],
            &["po export json", "jira-csv"],
        ),
        (&["import", "nosuch.csv"], &["nosuch.csv", "does not exist"]),
        (
            &["import", "other.csv"],
            &["other.csv:1:1", "Issue key", "name, colour"],
        ),
        (
            &["import", "board.csv", "--status", "Open"],
            &["--status Open", "In Review=active"],
        ),
        (
            &["import", "board.csv", "--status", "Open=aktive"],
            &["did you mean \"active\"?"],
        ),
        (&["import"], &["FILE"]),
    ] {
        let said = desk.po(words);
        assert_eq!(said.code, 2, "{words:?}");
        for part in parts {
            assert!(
                said.err.contains(part),
                "{words:?}: no {part:?} in\n{}",
                said.err
            );
        }
    }
    assert_eq!(desk.bytes(), before);
}

#[test]
fn backlog_with_an_unreadable_file_takes_nothing_in() {
    let desk = Desk::new();
    desk.put("board.csv", BOARD);
    desk.put("b/stories/S-7-broken.yaml", "id: S-7\ntitle: \"open\n");
    let before = desk.bytes();
    let said = desk.po(&["import", "board.csv"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("stories/S-7-broken.yaml"), "{}", said.err);
    assert_eq!(desk.bytes(), before);
}
