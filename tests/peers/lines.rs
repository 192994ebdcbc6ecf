//! What a command does not mean to change it does not change.

use super::desk::Desk;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

const STORY: &str = "\
# Agreed with the shop on Monday.
id: S-1
title:   'Guest checkout'   # as on the poster

status: idea
approval: {by: board, on: 2026-11-02}   # our own key
points: 3
labels:
    - ux      # first
    - 'api'
acceptance:
  - The form opens.   # said by ben
x-links: [a,  b]
history:
  - {at: 2026-11-01, status: idea}   # by hand
# The end.
";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("stories/S-1-guest-checkout.yaml", STORY.as_bytes());
    desk.put(
        "stories/S-2-gift.yaml",
        b"id:   S-2\ntitle: Gift\nstatus: idea # as yet\nmood: good\n",
    );
    desk.put("epics/E-1-pay.yaml", b"id: E-1\ntitle: Pay\nmood: good\n");
    desk
}

/// The lines of the text that are no longer there, in their order.
fn lines_gone(before: &str, after: &str) -> Vec<String> {
    let mut rest = after.lines();
    let mut gone = Vec::new();
    for line in before.lines() {
        let here = rest.clone();
        if !rest.any(|other| other == line) {
            rest = here;
            gone.push(line.to_owned());
        }
    }
    gone
}

/// Each command, and the one old line that it may change.
#[test]
fn a_change_leaves_every_other_line_alone() {
    for (line, changed) in [
        ("set S-1 status=doing", "status: idea"),
        ("start S-1", "status: idea"),
        ("drop S-1 --reason late", "status: idea"),
        ("set S-1 points=5", "points: 3"),
        ("set S-1 labels-=ux", "    - ux      # first"),
        ("set S-1 labels+=web", ""),
        ("set S-1 team=web", ""),
        ("comment S-1 Seen.", ""),
        ("criterion add S-1 It-is-fast.", ""),
        ("tick S-1 1", "  - The form opens.   # said by ben"),
        ("link S-1 S-2", ""),
        ("block S-1 --reason bank", ""),
        ("move S-1 --top", ""),
        ("prioritize --apply", ""),
        ("check --fix --fail-on none", ""),
    ] {
        let desk = desk();
        desk.good(line);
        let text = desk.get("stories/S-1-guest-checkout.yaml");
        let gone = lines_gone(STORY, &text);
        let may_go = |gone: &String| !changed.is_empty() && gone == changed;
        assert!(gone.iter().all(may_go), "po {line}: {gone:?}\n{text}");
        let idle = ["prioritize --apply", "check --fix --fail-on none"];
        assert!(
            text != STORY || idle.contains(&line),
            "po {line} did nothing"
        );
        // Each where it was, on its own line or behind the value that changed, and once.
        let mut expected = comments(STORY);
        expected.retain(|comment| !(line.contains("-=") && changed.ends_with(comment)));
        assert_eq!(comments(&text), expected, "po {line}\n{text}");
    }
}

fn comments(text: &str) -> Vec<&str> {
    let lines = text.lines();
    lines
        .filter_map(|line| Some(line.split_once('#')?.1))
        .collect()
}

fn times(desk: &Desk) -> BTreeMap<PathBuf, SystemTime> {
    let paths = desk.files().into_keys();
    let time = |path: &PathBuf| path.metadata().and_then(|data| data.modified());
    paths
        .map(|path| (path.clone(), time(&path).expect("a time")))
        .collect()
}

#[test]
fn a_check_writes_nothing() {
    let desk = desk();
    let (files, written) = (desk.files(), times(&desk));
    for line in [
        "check",
        "check S-1",
        "check --json",
        "ready S-1",
        "fmt --check",
    ] {
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = desk.po(&words);
        assert!(said.code < 2, "po {line}: {}", said.both());
        assert_eq!(desk.files(), files, "po {line}");
        assert_eq!(times(&desk), written, "po {line}");
        assert!(!desk.path(".po").exists(), "po {line}");
    }
}

/// A file that is not meant is not even written anew with its own text.
#[test]
fn a_command_writes_the_files_it_is_about_and_no_other() {
    for (line, meant) in [
        ("set S-1 points=5", &["S-1"][..]),
        ("set -q points:3 team=web --yes", &["S-1"]),
        ("link S-2 S-1", &["S-2"]),
        ("fmt S-2", &["S-2"]),
        ("new story Vouchers", &["S-3"]),
        ("rm S-2", &["S-2"]),
        ("move S-2 --top", &["S-2"]),
        ("comment E-1 Seen.", &["E-1"]),
    ] {
        let desk = desk();
        let before = times(&desk);
        desk.good(line);
        let after = times(&desk);
        let paths = before.keys().chain(after.keys());
        for path in paths.filter(|path| before.get(*path) != after.get(*path)) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_meant = meant.iter().any(|id| name.starts_with(&format!("{id}-")));
            assert!(is_meant, "po {line} wrote {name}");
        }
    }
}
