//! A file that cannot be read is said, by whatever command looked at it, and takes nothing along.

use super::desk::Desk;
use super::flat;

const MARKS: &str = "id: E-1\n<<<<<<< HEAD\ntitle: Pay\n=======\ntitle: Buy\n>>>>>>> ben\n";

/// Commands that look at all stories, or at all there is.
const READERS: &[&str] = &[
    "list",
    "list --all",
    "find guest",
    "check",
    "ready",
    "prioritize",
    "export json",
    "export ndjson",
    "export csv",
    "list --json",
    "check --json",
    "sprint report SP-1",
    "release notes --since 2026-11-01",
];

fn desk(path: &str, text: &str) -> Desk {
    let desk = Desk::new();
    for n in [1, 3] {
        let story = format!("id: S-{n}\ntitle: Guest {n}\nstatus: done\nepic: E-1\n");
        desk.put(&format!("stories/S-{n}-guest.yaml"), story.as_bytes());
    }
    desk.put(
        "stories/S-4-guest.yaml",
        b"id: S-4\ntitle: Guest 4\nepic: E-1\n",
    );
    desk.put(
        "sprints/SP-1.yaml",
        b"id: SP-1\ntitle: One\nstatus: active\nstart: 2026-11-16\nend: 2026-11-27\n",
    );
    desk.put(path, text.as_bytes());
    desk
}

#[test]
fn every_command_that_reads_names_a_file_it_could_not_read() {
    for (text, line) in [
        ("id: S-2\ntitle: [guest\n", 2),
        (
            "id: S-2\n<<<<<<< HEAD\npoints: 1\n=======\npoints: 2\n>>>>>>> x\n",
            2,
        ),
        ("- S-2\n", 1),
    ] {
        let desk = desk("stories/S-2-bad.yaml", text);
        let before = desk.files();
        for command in READERS {
            let words: Vec<&str> = command.split_whitespace().collect();
            let said = desk.po(&words);
            assert_eq!(said.code, 2, "po {command}: {}", said.both());
            let named = said.both();
            let place = named.find("stories/S-2-bad.yaml").expect(command);
            let has_line = flat(&named[place..]).contains(&format!("S-2-bad.yaml:{line}:"));
            let in_json = named.contains(&format!("\"line\": {line}"));
            assert!(has_line || in_json, "po {command}: {named}");
        }
        for command in ["list --all", "find guest", "export csv"] {
            let words: Vec<&str> = command.split_whitespace().collect();
            let out = desk.po(&words).out;
            for id in ["S-1", "S-3", "S-4"] {
                assert!(out.contains(id), "po {command}: {out}");
            }
        }
        assert_eq!(desk.files(), before);
    }
}

#[test]
fn a_record_with_markers_takes_nothing_along() {
    let desk = desk("epics/E-1-pay.yaml", MARKS);
    let list = desk.po(&["list", "--all", "epic:E-1"]);
    assert_eq!(list.code, 2, "{}", list.both());
    assert!(list.err.contains("epics/E-1-pay.yaml:2:"), "{}", list.err);
    for id in ["S-1", "S-3", "S-4"] {
        assert!(list.out.contains(id), "{}", list.out);
    }
    let set = desk.po(&["set", "E-1", "title=Pay"]);
    assert_eq!(set.code, 2, "{}", set.both());
    assert_eq!(desk.get("epics/E-1-pay.yaml"), MARKS);
    // The children are still workable, and none loses its parent.
    let set = desk.po(&["set", "S-4", "points=3"]);
    assert_eq!(set.code, 0, "{}", set.both());
    assert!(desk.get("stories/S-4-guest.yaml").contains("epic: E-1\n"));
}
