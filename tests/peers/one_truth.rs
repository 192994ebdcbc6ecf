//! The files are the backlog, and nothing else is.

use super::desk::Desk;
use super::git;

const READERS: &[&str] = &[
    "list --all --json",
    "show S-1 --json",
    "check --json",
    "prioritize --json",
    "export ndjson",
    "history S-1 --json",
];

fn answers(desk: &Desk) -> Vec<String> {
    READERS.iter().map(|line| desk.good(line).out).collect()
}

#[test]
fn what_po_keeps_for_itself_may_go_at_any_time() {
    let desk = Desk::new();
    git(&desk, "init -q -b main");
    desk.good("new story One");
    desk.good("new story Two");
    desk.good("set S-1 S-2 points=3");
    git(&desk, "add -A");
    git(&desk, "commit -q -m all");
    let before = answers(&desk);
    std::fs::remove_dir_all(desk.path(".po")).expect("gone");
    assert_eq!(answers(&desk), before);
    let new = desk.good("new story Three");
    assert!(new.out.contains("S-3"), "{}", new.out);
}

/// What anybody writes into a file, by hand or by another tool, is what counts from then on.
#[test]
fn what_was_written_by_hand_is_read_at_once_and_kept_by_every_write() {
    let desk = Desk::new();
    desk.good("new story One");
    desk.good("new story Two");
    let path = "stories/S-1-one.yaml";
    let text = desk.get(path).replace("title: One", "title: Uno") + "mood: good\n";
    desk.put(path, text.as_bytes());
    desk.put("stories/S-9-nine.yaml", b"id: S-9\ntitle: Nine\n");
    let list = desk.good("list");
    assert!(
        list.out.contains("Uno") && list.out.contains("Nine"),
        "{}",
        list.out
    );
    desk.good("set S-1 S-2 points=3");
    desk.good("rm S-2");
    let text = desk.get(path);
    assert!(
        text.contains("title: Uno") && text.contains("mood: good"),
        "{text}"
    );
    assert_eq!(desk.get("stories/S-9-nine.yaml"), "id: S-9\ntitle: Nine\n");
}
