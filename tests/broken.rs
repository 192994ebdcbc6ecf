//! Bad input that cannot lie in git or in the folder of a case below
//! `tests/cmd`: bytes that are no text, files that are none, and texts that
//! would command the terminal or the log they are printed to.
#![expect(
    clippy::disallowed_methods,
    reason = "the test runs the program and looks at its files"
)]

#[path = "broken/desk.rs"]
mod desk;
#[path = "broken/hostile.rs"]
mod hostile;

use desk::Desk;

const WHOLE: &str = "id: S-1\ntitle: Guest checkout\nstatus: idea\n";

/// A backlog with one whole record and this one.
fn beside_a_whole_one(path: &str, bytes: &[u8]) -> Desk {
    let desk = Desk::new();
    desk.put("stories/S-1-whole.yaml", WHOLE.as_bytes());
    desk.put(path, bytes);
    desk
}

/// Messages without the line ends that the width made.
fn unwrapped(text: &str) -> String {
    text.replace("\n  ", " ")
}

/// The file gives no record: `check` says where and what to do, the rest is
/// shown, the exit code is 2, and nothing is changed.
fn gives_no_record(bytes: &[u8], place: &str, message: &str, help: &str) {
    let desk = beside_a_whole_one("stories/S-2-broken.yaml", bytes);
    let before = desk.files();
    let check = desk.po(&["check"]);
    assert_eq!(check.code, 2, "{}", check.both());
    let said = unwrapped(&check.out);
    assert!(
        said.contains(&format!("error[unreadable-file]: {message}")),
        "{said}"
    );
    for part in [
        &format!("┌ stories/S-2-broken.yaml{place}\n"),
        &format!("  help: {help}"),
    ] {
        assert!(check.out.contains(part.as_str()), "{part}: {}", check.out);
    }
    assert!(check.out.lines().all(|line| line.chars().count() <= 100));
    let list = desk.po(&["list"]);
    assert_eq!(list.code, 2, "{}", list.both());
    assert!(list.out.contains("Guest checkout"), "{}", list.out);
    assert!(unwrapped(&list.err).contains(message), "{}", list.err);
    let set = desk.po(&["set", "S-2", "points=3"]);
    assert_eq!(set.code, 2, "{}", set.both());
    assert_eq!(desk.po(&["show", "S-1"]).code, 0);
    assert_eq!(desk.files(), before);
}

#[test]
fn latin_1_is_no_text() {
    let bytes = b"id: S-2\ntitle: Caf\xe9\n";
    gives_no_record(
        bytes,
        ":2:11",
        "this is not UTF-8 text",
        "save the file as UTF-8",
    );
}

#[test]
fn nul_is_no_text() {
    let bytes = b"id: S-2\ntitle: Guest\0checkout\n";
    gives_no_record(
        bytes,
        ":2:13",
        "the text holds a NUL character",
        "remove it",
    );
}

#[test]
fn utf_16_is_no_text() {
    let text = "id: S-2\ntitle: Guest checkout\n".encode_utf16();
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.flat_map(u16::to_le_bytes));
    gives_no_record(
        &bytes,
        ":1:1",
        "this is not UTF-8 text",
        "save the file as UTF-8",
    );
}

#[test]
fn two_megabytes_are_no_record() {
    let mut bytes = b"id: S-2\ndescription: ".to_vec();
    bytes.resize(2 << 20, b'x');
    let help = "split it into several records";
    gives_no_record(
        &bytes,
        "",
        "the file has 2048 KiB; a record has at most 1,024",
        help,
    );
}

#[test]
fn lists_in_lists_without_end_are_no_record() {
    let mut bytes = b"id: S-2\nlabels: ".to_vec();
    bytes.resize(900_000, b'[');
    let message = "lists and maps stand more than 32 levels deep in each other";
    gives_no_record(&bytes, ":2:41", message, "a record needs no such depth");
}

#[test]
fn keys_by_the_hundred_thousand_take_no_time() {
    let keys: String = (0..100_000).map(|n| format!("k{n}: 1\n")).collect();
    let desk = beside_a_whole_one(
        "stories/S-2-keys.yaml",
        format!("id: S-2\n{keys}").as_bytes(),
    );
    let list = desk.po(&["list"]);
    assert!([0, 2].contains(&list.code), "{}", list.both());
    assert!(list.out.contains("Guest checkout"), "{}", list.out);
}

/// What is no file is passed over with a word, and the rest is read.
#[test]
fn a_folder_named_like_a_record_is_passed_over() {
    let desk = beside_a_whole_one(
        "stories/S-2.yaml/S-3-inside.yaml",
        b"id: S-3\ntitle: Inside\n",
    );
    let list = desk.po(&["list"]);
    assert_eq!(list.code, 0, "{}", list.both());
    assert!(list.out.contains("Guest checkout") && list.out.contains("Inside"));
    assert!(
        list.err
            .contains("stories/S-2.yaml: a folder with the name of a record file")
    );
}

/// Nobody ever writes to a pipe in a backlog, so whoever opened it would wait.
#[cfg(unix)]
#[test]
fn a_pipe_named_like_a_record_is_not_waited_for() {
    let desk = Desk::new();
    desk.put("stories/S-1-whole.yaml", WHOLE.as_bytes());
    let pipe = desk.path("stories/S-2-pipe.yaml");
    let made = std::process::Command::new("mkfifo").arg(pipe).status();
    assert!(made.unwrap().success());
    let list = desk.po(&["list"]);
    assert_eq!(list.code, 0, "{}", list.both());
    let words = "stories/S-2-pipe.yaml: a pipe or a device with the name of a record file";
    assert!(unwrapped(&list.err).contains(words), "{}", list.err);
    assert_eq!(desk.po(&["set", "S-2", "points=3"]).code, 2);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.put("stories/S-1-whole.yaml", WHOLE.as_bytes());
    desk.put("elsewhere/secret.yaml", b"id: S-4\ntitle: Secret\n");
    symlink("loop.yaml", desk.path("stories/loop.yaml")).unwrap();
    symlink("..", desk.path("stories/up")).unwrap();
    symlink(
        "../elsewhere/secret.yaml",
        desk.path("stories/S-4-secret.yaml"),
    )
    .unwrap();
    symlink("nowhere", desk.path("stories/S-5-nowhere.yaml")).unwrap();
    let list = desk.po(&["list"]);
    assert_eq!(list.code, 0, "{}", list.both());
    assert!(
        list.out.contains("1 story") && !list.out.contains("Secret"),
        "{}",
        list.out
    );
    for name in ["loop.yaml", "up", "S-4-secret.yaml", "S-5-nowhere.yaml"] {
        let words =
            format!("stories/{name}: a link is not followed; what it points to is not read");
        assert!(
            unwrapped(&list.err).contains(&words),
            "{words}: {}",
            list.err
        );
    }
    let check = desk.po(&["check"]);
    let help = "help: put the file itself here, or remove the link";
    assert!(check.out.contains(help), "{}", check.out);
    assert_eq!(desk.po(&["set", "S-4", "points=3"]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_gives_no_record() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    let desk = beside_a_whole_one("stories/S-2-closed.yaml", b"id: S-2\n");
    let closed = desk.path("stories/S-2-closed.yaml");
    std::fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&closed).is_ok() {
        eprintln!("skipped: root may read every file");
        return;
    }
    let check = desk.po(&["check"]);
    assert_eq!(check.code, 2, "{}", check.both());
    assert!(
        check
            .out
            .contains("the file cannot be read: permission denied"),
        "{}",
        check.out
    );
    let list = desk.po(&["list"]);
    assert_eq!(list.code, 2);
    assert!(list.out.contains("Guest checkout"));
}

/// The comparison of the cases below `tests/cmd` does not see line ends.
#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let before = "\u{feff}id: S-2\r\ntitle: Pay   # now\r\npoints: 1\r\n";
    let desk = beside_a_whole_one("stories/S-2-pay.yaml", before.as_bytes());
    desk.good("set S-2 points=2 labels=ux,api");
    let after = "\u{feff}id: S-2\r\ntitle: Pay   # now\r\npoints: 2\r\nlabels: [ux, api]\r\n\
                 history:\r\n  - {at: 2026-11-24, points: 2, by: ana}\r\n";
    assert_eq!(desk.get("stories/S-2-pay.yaml"), after);
    desk.good("move S-2 --top");
    let text = desk.get("stories/S-2-pay.yaml");
    assert!(text.contains("rank: "), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn a_change_of_all_that_fits_says_what_could_not_be_read() {
    let desk = beside_a_whole_one("stories/S-2-broken.yaml", b"id: [\n");
    for words in [
        &["set", "-q", "status:idea", "labels+=x"][..],
        &["drop", "-q", "status:idea", "--reason", "too late"],
    ] {
        let said = desk.po(words);
        assert_eq!(said.code, 2, "{}", said.both());
        assert!(said.err.contains("stories/S-2-broken.yaml"), "{}", said.err);
    }
    // What could be read is changed, as it is shown where nothing is written.
    let text = desk.get("stories/S-1-whole.yaml");
    assert!(
        text.contains("labels: [x]") && text.contains("dropped"),
        "{text}"
    );
}

/// The comment that heads a file may stand above its `---`, with gaps.
#[test]
fn a_head_with_gaps_above_the_start_mark_stays_above_it() {
    let desk = beside_a_whole_one(
        "stories/S-2-head.yaml",
        b"# h\r\n\r\n# h2\r\n---\r\n\r\n# of the title\r\ntitle: a\r\nid: S-2\r\n",
    );
    let said = desk.po(&["fmt"]);
    assert_eq!(said.code, 0, "{}", said.both());
    let text = "# h\r\n\r\n# h2\r\n---\r\nid: S-2\r\n\r\n# of the title\r\ntitle: a\r\n";
    assert_eq!(desk.get("stories/S-2-head.yaml"), text);
    assert_eq!(desk.po(&["fmt", "--check"]).code, 0);
}
