//! Files of somebody else, and of another version of `po`.

use super::desk::Desk;
use super::flat;

/// Files that lie where records do, or beside, and are none.
const STRANGERS: [(&str, &str); 6] = [
    (
        "stories/deployment.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\n",
    ),
    ("stories/notes.md", "# Notes\n- [ ] ask ben\n"),
    ("stories/board.yml", "columns: [a, b]\n"),
    ("pipelines/ci.yaml", "on: push   \njobs:   {}\n"),
    ("epics/.hidden.yaml", "id:   E-1\n"),
    ("notes.yaml", "a:   1\n"),
];

/// What each ends with among files it cannot read.
const WRITERS: &[(&str, i32)] = &[
    ("fmt", 2),
    ("check --fix --fail-on none", 2),
    ("prioritize --apply", 2),
    ("renumber --yes", 0),
    ("new story Vouchers", 0),
    ("set S-1 points=3", 0),
    ("move S-1 --top", 2),
    ("rm S-1", 2),
    ("undo --yes", 0),
    ("resolve", 0),
    ("schema --write", 0),
];

#[test]
fn files_that_are_no_records_are_left_alone() {
    let desk = Desk::new();
    desk.put("stories/S-1-one.yaml", b"id: S-1\ntitle: One\n");
    for (path, text) in STRANGERS {
        desk.put(path, text.as_bytes());
    }
    for (line, code) in WRITERS {
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = desk.po(&words);
        assert_eq!(said.code, *code, "po {line}: {}", said.both());
        for (path, text) in STRANGERS {
            assert_eq!(desk.get(path), text, "po {line}: {}", said.both());
        }
    }
    // No backlog is begun among them.
    let desk = Desk::new();
    std::fs::remove_file(desk.path("po.yaml")).expect("gone");
    for (path, text) in STRANGERS {
        desk.put(path, text.as_bytes());
    }
    let before = desk.files();
    let said = desk.po(&["init", "."]);
    assert_eq!(said.code, 2, "{}", said.both());
    assert_eq!(desk.files(), before);
}

/// A later version may know more fields, states and forms: what it wrote stays, and what stops a
/// command says so and deletes nothing.
#[test]
fn what_another_version_wrote_is_kept() {
    let desk = Desk::new();
    let later = "id: S-1\ntitle: One\nstatus: idea\nconfidence: {low: 1, high: 5}\nhistory:\n  \
                 - {at: 2026-11-01, status: idea, because: [S-2]}\n";
    desk.put("stories/S-1-one.yaml", later.as_bytes());
    for line in [
        "set S-1 points=3",
        "move S-1 --top",
        "fmt",
        "comment S-1 Seen.",
    ] {
        desk.good(line);
        let text = desk.get("stories/S-1-one.yaml");
        assert!(
            text.contains("confidence: {low: 1, high: 5}\n"),
            "po {line}\n{text}"
        );
        assert!(text.contains("because: [S-2]"), "po {line}\n{text}");
    }
    // Its journal is not understood, and not thrown away.
    let journal = ".po/journal/replacing.json";
    desk.put(journal, b"{\"format\": 99, \"files\": []}");
    let before = desk.files();
    assert_eq!(desk.po(&["list"]).code, 0);
    let said = desk.po(&["set", "S-1", "points=5"]);
    assert_eq!(said.code, 2, "{}", said.both());
    assert!(flat(&said.err).contains("cannot be read"), "{}", said.err);
    assert_eq!(desk.files(), before);
    assert!(desk.path(journal).exists());
}
