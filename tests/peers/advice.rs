//! What messages tell people to do next.

use super::desk::Desk;
use super::flat;
use std::path::Path;

/// What takes work away that is nowhere else.
const DESTROYS: &[&str] = &[
    "rm -r",
    "reset --hard",
    "checkout --",
    "checkout HEAD",
    "checkout MERGE_HEAD",
    "rm -f",
    "git rm --force",
    "git clean",
    "git restore",
    "git stash drop",
    "push --force",
    "delete .po",
    "remove .po",
    "delete the backlog",
    "remove the backlog",
    "init --force",
];

/// All messages with their help stand in `tests/errors` and in the outputs of the cases.
#[test]
fn no_message_advises_what_destroys() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut helps = 0;
    for folder in ["errors", "cmd"] {
        for entry in walkdir::WalkDir::new(tests.join(folder)) {
            let entry = entry.expect("listed");
            let Ok(text) = std::fs::read_to_string(entry.path()) else {
                continue;
            };
            for (at, _) in text.match_indices("help: ") {
                helps += 1;
                let rest = text[at..].split("\n\n").next().unwrap_or_default();
                let help = flat(rest);
                let found = DESTROYS.iter().find(|words| help.contains(**words));
                assert_eq!(found, None, "{}: {help}", entry.path().display());
            }
        }
    }
    assert!(helps > 300, "{helps} help lines found");
}

/// A backlog that is there is never begun anew.
#[test]
fn a_backlog_is_not_begun_over_another() {
    let desk = Desk::new();
    desk.put("stories/S-1-one.yaml", b"id: S-1\ntitle: One\n");
    desk.put("vision.yaml", b"for_whom: Guests\n");
    let before = desk.files();
    for line in [
        "init .",
        "init . --example",
        "init",
        "init . --force",
        "init . --defaults",
    ] {
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = desk.po(&words);
        assert_eq!(said.code, 2, "po {line}: {}", said.both());
        assert_eq!(desk.files(), before, "po {line}");
    }
    // Nor where its settings are lost.
    std::fs::remove_file(desk.path("po.yaml")).expect("gone");
    let before = desk.files();
    for line in ["init .", "init . --example"] {
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = desk.po(&words);
        assert_eq!(said.code, 2, "po {line}: {}", said.both());
        assert_eq!(desk.files(), before, "po {line}");
    }
}
