//! Writing without fear, with the program itself: several writers at once, a
//! full disk, a folder that cannot be written, an interrupted write, and undo.
#![expect(
    clippy::disallowed_methods,
    reason = "the test runs the program and looks at its files"
)]

#[path = "broken/desk.rs"]
mod desk;
#[cfg(unix)]
#[path = "journal/disks.rs"]
mod disks;
#[path = "journal/schemas.rs"]
mod schemas;
#[path = "journal/undo.rs"]
mod undo;

use desk::Desk;
use std::fs::File;
use std::process::Command;

const STORY: &str = "id: S-1\ntitle: Guest checkout   # as agreed\nstatus: idea\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("stories/S-1-guest-checkout.yaml", STORY.as_bytes());
    desk
}

/// A message without the line ends that the width put into it.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Of twelve who write one file at once none is lost without a word.
#[test]
fn no_write_is_lost_when_many_write_at_once() {
    let desk = desk();
    let label = |n: i32| format!("labels+=label-{n}");
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let desk = &desk;
        let run = |n| scope.spawn(move || desk.po(&["set", "S-1", &label(n)]).code);
        let writers: Vec<_> = (0..12).map(run).collect();
        writers.into_iter().map(|w| w.join().unwrap()).collect()
    });
    let text = desk.get("stories/S-1-guest-checkout.yaml");
    for (n, code) in codes.iter().enumerate() {
        let there = text.contains(&format!("label-{n},")) || text.contains(&format!("label-{n}]"));
        assert_eq!(*code == 0, there, "{n}: {text}");
    }
    assert!(codes.contains(&0), "{codes:?}");
    assert!(text.contains("# as agreed"), "{text}");
}

#[test]
fn a_second_writer_is_told_who_the_first_is() {
    let desk = desk();
    assert_eq!(desk.po(&["set", "S-1", "points=3"]).code, 0);
    let before = desk.files();
    assert!(!desk.path(".po/writer").exists());
    let lock = File::open(desk.path(".po/lock")).unwrap();
    lock.lock().unwrap();
    let writer = r#"{"pid": 4711, "user": "chen", "command": ["set", "S-1", "points=3"],
        "since": "2026-11-24"}"#;
    desk.put(".po/writer", writer.as_bytes());
    let set = desk.po(&["set", "S-1", "points=5"]);
    assert_eq!(set.code, 2);
    for words in [
        "error: another po is writing to this backlog: po set S-1 points=3 by chen",
        "process 4711",
        "since 2026-11-24",
        "help: nothing was changed; wait until it has finished, then try again",
    ] {
        assert!(flat(&set.err).contains(words), "{words}: {}", set.err);
    }
    assert_eq!(desk.files(), before);
    // Somebody who only looks waits for nobody, and a writer is no interruption.
    let list = desk.po(&["list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
}

/// Reading leaves nothing, not even a folder of its own.
#[test]
fn reading_commands_write_nothing() {
    let desk = desk();
    desk.put(
        "sprints/SP-1.yaml",
        b"id: SP-1\ntitle: One\nstatus: active\nstart: 2026-11-16\nend: 2026-11-27\n",
    );
    let before = desk.files();
    for line in [
        "",
        "list",
        "show S-1",
        "find guest",
        "history S-1",
        "prioritize",
        "check",
        "ready",
        "explain points",
        "sprint report",
        "sprint burndown",
        "release notes --since 2026-11-01",
        "export json",
        "schema story",
        "undo --list",
        "undo --dry-run",
        "set S-1 points=3 --dry-run",
        "rm S-1 --dry-run",
        "new story Vouchers --dry-run",
        "move S-1 --top --dry-run",
        "set S-1 points",
    ] {
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = desk.po(&words);
        assert!(!desk.path(".po").exists(), "po {line}: {}", said.both());
        assert_eq!(desk.files(), before, "po {line}");
    }
}

/// An interrupted write as the journal has it when all new texts are on disk.
fn interrupt(desk: &Desk) {
    assert_eq!(desk.po(&["set", "S-1", "points=1"]).code, 0);
    let journal = r#"{"format": 1, "command": ["set", "S-1", "points=8"], "by": "ana",
        "at": "2026-11-24", "undoes": null, "folders": [], "files": [{
            "path": "stories/S-1-guest-checkout.yaml", "id": "S-1", "mode": null,
            "temporary": "stories/.po-1-0.tmp", "before": BEFORE, "after": AFTER}]}"#;
    let before = desk.get("stories/S-1-guest-checkout.yaml");
    let after = before.replace("points: 1", "points: 8");
    let text = |text: &str| serde_json::to_string(text).unwrap();
    let journal = journal
        .replace("BEFORE", &text(&before))
        .replace("AFTER", &text(&after));
    desk.put(".po/journal/replacing.json", journal.as_bytes());
    desk.put("stories/.po-1-0.tmp", after.as_bytes());
}

#[test]
fn who_reads_is_told_of_an_interrupted_write_and_who_writes_finishes_it() {
    let desk = desk();
    interrupt(&desk);
    let before = desk.files();
    let warning =
        "warning: .po/journal: a write of 1 file by \"po set S-1 points=8\" was interrupted";
    for words in [
        &["list"][..],
        &["show", "S-1"],
        &["set", "S-1", "team=web", "--dry-run"],
    ] {
        let said = desk.po(words);
        assert_eq!(said.code, 0, "{}", said.both());
        assert!(
            flat(&said.err).contains(&format!("{warning} help: ")),
            "{}",
            said.err
        );
        assert!(flat(&said.err).contains("help: the next po that writes finishes it"));
        assert_eq!(desk.files(), before);
    }
    let json = desk.po(&["list", "--json"]);
    assert!(
        json.out.contains("\"rule\": \"interrupted-write\""),
        "{}",
        json.out
    );
    assert_eq!(json.err, "");
    let said = desk.po(&["set", "S-1", "team=web"]);
    assert_eq!(said.code, 0, "{}", said.both());
    assert!(
        flat(&said.err).contains(&format!("{warning}; it is finished now help: ")),
        "{}",
        said.err
    );
    let text = desk.get("stories/S-1-guest-checkout.yaml");
    assert!(
        text.contains("points: 8") && text.contains("team: web"),
        "{text}"
    );
    assert!(!desk.path("stories/.po-1-0.tmp").exists());
    assert_eq!(desk.po(&["list"]).err, "");
}

#[test]
fn an_interrupted_write_is_said_even_where_the_next_command_fails() {
    let desk = desk();
    interrupt(&desk);
    let said = desk.po(&["set", "S-1", "points=many"]);
    assert_eq!(said.code, 2);
    assert!(
        flat(&said.err).contains("it is finished now"),
        "{}",
        said.err
    );
    assert!(
        desk.get("stories/S-1-guest-checkout.yaml")
            .contains("points: 8")
    );
}

#[test]
fn what_somebody_wrote_over_an_interrupted_write_stays() {
    let desk = desk();
    interrupt(&desk);
    let mine = "id: S-1\ntitle: Mine\nstatus: idea\n";
    desk.put("stories/S-1-guest-checkout.yaml", mine.as_bytes());
    let said = desk.po(&["new", "story", "Another"]);
    assert_eq!(said.code, 0, "{}", said.both());
    assert!(
        flat(&said.err).contains("it is taken back now help: "),
        "{}",
        said.err
    );
    assert!(flat(&said.err).contains("help: run the command again where it is still wanted"));
    assert_eq!(desk.get("stories/S-1-guest-checkout.yaml"), mine);
    assert!(!desk.path("stories/.po-1-0.tmp").exists());
}

#[test]
fn a_journal_that_cannot_be_read_stops_writers_and_nobody_else() {
    let desk = desk();
    interrupt(&desk);
    desk.put(".po/journal/replacing.json", b"{");
    let before = desk.files();
    assert_eq!(desk.po(&["list"]).code, 0);
    let set = desk.po(&["set", "S-1", "team=web"]);
    assert_eq!(set.code, 2);
    assert!(
        flat(&set.err).contains(".po/journal/replacing.json cannot be read"),
        "{}",
        set.err
    );
    assert!(flat(&set.err).contains("help: "), "{}", set.err);
    assert_eq!(desk.files(), before);
}

/// What somebody has staged stays as it is, and nothing else gets staged.
#[test]
fn the_index_of_git_is_not_touched() {
    let desk = desk();
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(desk.path("")).args(words);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("HOME", "/nonexistent");
        let output = git.output().unwrap();
        assert!(output.status.success(), "{words:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    let before = git(&["ls-files", "--stage"]);
    for line in [
        "set S-1 points=3",
        "new story Vouchers",
        "rm S-1",
        "undo --yes",
        "undo --yes",
    ] {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(desk.po(&words).code, 0, "{line}");
        assert_eq!(git(&["ls-files", "--stage"]), before, "{line}");
    }
    let status = git(&["status", "--porcelain", "--untracked-files=all"]);
    assert!(!status.contains(".po"), "{status}");
}

/// Names are legal on Windows, and differ in more than upper and lower case.
#[test]
fn new_files_may_lie_on_every_file_system() {
    let desk = desk();
    let titles = [
        "Guest Checkout",
        "guest checkout",
        "GUEST CHECKOUT",
        "con",
        "a/b\\c:d*e?f\"g<h>i|j",
        "..",
        "ends with a dot.",
        "Straße",
        "\u{1f6d2}\u{202e}",
    ];
    for title in titles {
        let said = desk.po(&["new", "story", title]);
        assert_eq!(said.code, 0, "{title}: {}", said.both());
    }
    let mut names = std::collections::BTreeSet::new();
    for path in desk.files().keys() {
        let name = path.file_name().unwrap().to_str().unwrap();
        let legal = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        assert!(name.chars().all(legal), "{name}");
        assert!(name.ends_with(".yaml") && name.len() < 64, "{name}");
        assert!(names.insert(name.to_lowercase()), "{name}");
    }
    assert_eq!(names.len(), titles.len() + 2);
}
