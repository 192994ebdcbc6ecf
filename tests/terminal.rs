//! What people see at a terminal: width, links, pager. A real terminal comes from `script` of
//! util-linux; where there is none, those tests say that they were skipped.
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts the program, in a terminal and out of one"
)]

#[path = "terminal/asked.rs"]
mod asked;
#[path = "shop/copy.rs"]
mod copy;

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use po::text;

const TODAY: &str = "--today 2026-11-24";

fn shop() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shop")
}

/// A shell in the shop, with `po` in reach and nothing else of our own environment.
fn shell(program: &str, variables: &[(&str, &str)]) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_po"))
        .parent()
        .expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command
        .current_dir(shop())
        .env_clear()
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("HOME", "/nonexistent")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("PO_USER", "ana")
        .envs(variables.iter().copied())
        .stdin(Stdio::null());
    command
}

fn words(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What a line prints in a pipe, both outputs.
fn piped(line: &str, variables: &[(&str, &str)]) -> String {
    let line = format!("{line} {TODAY} 2>&1");
    let output = shell("sh", variables).args(["-c", &line]).output();
    words(&output.expect("a shell"))
}

/// What a line shows in a terminal of 60 columns and so many lines, and how it ends; nothing
/// where no terminal can be had.
fn shown(line: &str, lines: usize, variables: &[(&str, &str)]) -> Option<(String, Option<i32>)> {
    let version = Command::new("script").arg("--version").output();
    let known = version.is_ok_and(|output| words(&output).contains("util-linux"));
    if !known {
        eprintln!("skipped: no script of util-linux to make a terminal with");
        return None;
    }
    let line = format!("stty cols 60 rows {lines}; po {line} {TODAY}");
    let output = shell("script", &[("TERM", "xterm-256color")])
        .envs(variables.iter().copied())
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .output()
        .expect("a terminal");
    Some((words(&output).replace("\r\n", "\n"), output.status.code()))
}

/// A line without its escapes.
fn bare(line: &str) -> String {
    anstream::adapter::strip_str(line).to_string()
}

const LINKED: &[(&str, &str)] = &[("FORCE_HYPERLINK", "1"), ("PO_PAGER", "cat")];

#[test]
fn no_line_is_longer_than_the_terminal() {
    let lines = [
        "po",
        "po list",
        "po list --all --group status",
        "po list --columns all",
        "po list stauts:ready",
        "po show S-142 S-160 E-12 SP-34 R-2",
        "po check",
        "po prioritize",
        "po prioritize --why S-142",
        "po ready",
        "po ready S-160",
        "po find guest",
        "po history S-142",
        "po sprint report",
        "po sprint burndown",
        "po explain vague-term",
        "po help",
        "po help list",
        "po help queries",
        "po help workflow",
        "po help environment",
        "po help options",
        "po explain acceptance",
        "po list --help",
        "po set --help",
        "po set -h",
        "po set S-142 piority=5",
        "po start S-160 --dry-run",
    ];
    for width in ["40", "80"] {
        for line in lines {
            let text = piped(line, &[("COLUMNS", width)]);
            assert!(!text.is_empty(), "{line}");
            // How a command is called stands on one line.
            for row in text.lines().filter(|row| !row.starts_with("Usage: ")) {
                let room = width.parse().expect("a number");
                assert!(text::width(row) <= room, "{line} at {width}: {row}");
            }
        }
    }
}

const LONG: &str = "stories/S-142-guests-order-without-an-account-and-find-their-order-again.yaml";
const SENTENCE: &str =
    "I buy in under a minute and find what I bought again without asking anybody";

/// The shop with long names of files: two with one id, one in conflict.
fn long_names() -> tempfile::TempDir {
    let shop = copy::shop();
    let file = |name: &str| shop.path().join(name);
    let name = "stories/S-142-guest-checkout.yaml";
    let text = fs::read_to_string(file(name)).expect("a story");
    fs::remove_file(file(name)).expect("removed");
    fs::write(file(LONG), text).expect("written");
    let twin = "id: S-145\ntitle: The twin of another story with a title that goes on and on\nstatus: idea\n";
    let name = "stories/2026/S-145-the-twin-of-another-story-with-a-title-that-goes-on-and-on.yaml";
    fs::create_dir_all(file("stories/2026")).expect("a folder");
    fs::write(file(name), twin).expect("written");
    let conflict = format!(
        "id: S-900\ntitle: Both\n<<<<<<< ours\nso_that: {SENTENCE}\n=======\nso_that: No, {SENTENCE}\n>>>>>>> theirs\n"
    );
    let name = "stories/2026/S-900-both-sides-wrote-what-it-is-good-for-in-their-own-words.yaml";
    fs::write(file(name), conflict).expect("written");
    shop
}

/// What the lines print there, one after the other, both outputs.
fn printed(lines: &[&str], variables: &[(&str, &str)]) -> String {
    let shop = long_names();
    let run = |line: &&str| {
        let line = format!("{line} {TODAY} 2>&1");
        let mut shell = shell("sh", variables);
        let output = shell.args(["-c", &line]).current_dir(shop.path()).output();
        words(&output.expect("a shell"))
    };
    lines.iter().map(run).collect()
}

#[test]
fn long_names_of_files_and_long_values_fit_the_terminal() {
    let set = format!("po set S-142 points=3 so_that='{SENTENCE}'");
    for lines in [
        vec![
            set.as_str(),
            "po set S-142 points=8",
            "po undo --list",
            "po undo --yes",
        ],
        vec!["po renumber"],
        vec!["po renumber S-145"],
        vec!["po resolve"],
        vec!["po resolve S-900"],
        vec!["po resolve S-900 so_that=theirs"],
        vec!["po fmt"],
        vec!["po fmt --check"],
        vec!["po fmt S-142"],
        vec!["po move S-142 --bottom", "po undo --list"],
        vec!["po set -q status:ready labels+=seen"],
    ] {
        for width in [40, 80] {
            let text = printed(&lines, &[("COLUMNS", &width.to_string())]);
            assert!(!text.is_empty(), "{lines:?}");
            for row in text.lines() {
                assert!(text::width(row) <= width, "{lines:?} at {width}: {row}");
            }
        }
    }
}

#[test]
fn nothing_is_cut_in_a_pipe() {
    let set = format!("po set S-142 so_that='{SENTENCE}' acceptance+='{SENTENCE}'");
    let cut = printed(&[&set], &[("COLUMNS", "80")]);
    assert!(cut.contains('…') && !cut.contains(SENTENCE), "{cut}");
    for lines in [
        vec![set.as_str(), "po undo --list", "po undo --yes"],
        vec!["po resolve S-900"],
    ] {
        let whole = printed(&lines, &[]);
        assert!(!whole.contains('…'), "{whole}");
        assert!(whole.matches(SENTENCE).count() >= 2, "{whole}");
    }
    for line in [
        "po help files",
        "po help queries",
        "po help options",
        "po explain acceptance",
    ] {
        let whole = piped(line, &[]);
        let row = whole.lines().find(|row| row.ends_with('…'));
        assert_eq!(row, None, "{line}");
    }
}

#[test]
fn the_first_screen_fits_a_terminal_and_says_what_to_run() {
    for width in ["40", "60", "80", "200"] {
        let home = piped("po", &[("COLUMNS", width)]);
        assert!(home.lines().count() < 40, "{home}");
        for part in [
            "3 left",
            "█",
            "Next up",
            "S-142",
            "2 blocked",
            "po list is:blocked",
        ] {
            assert!(home.contains(part), "{part} at {width}:\n{home}");
        }
    }
}

#[test]
fn a_pipe_gets_plain_text_with_its_columns_apart() {
    let table = piped("po list", &[("FORCE_HYPERLINK", "1")]);
    assert!(!table.contains(['\u{1b}', '\t', '…']), "{table}");
    let head = table.lines().next().expect("a line of titles");
    let titles: Vec<&str> = head
        .split("  ")
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .collect();
    assert_eq!(
        titles,
        ["ID", "TYPE", "STATUS", "PTS", "TITLE", "SPRINT", "WHO"]
    );
    for row in table.lines().skip(1).filter(|row| row.starts_with("S-")) {
        let cells = row
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty());
        assert_eq!(cells.count(), titles.len(), "{row}");
    }
    assert!(!piped("po list --color always", &[]).contains("\u{1b}]8"));
}

#[test]
fn ids_are_links_to_their_files_in_a_terminal_that_takes_them() {
    let file = |name: &str| {
        let folder = shop().display().to_string();
        format!("{folder}/stories/{name}\u{1b}\\")
    };
    for line in [
        "list",
        "show S-142",
        "find guest",
        "prioritize",
        "ready S-142",
        "",
    ] {
        let Some((text, _)) = shown(line, 24, LINKED) else {
            return;
        };
        let (_, address) = text.split_once("\u{1b}]8;;file://").expect("a link");
        let address = address.split_once('\u{1b}').expect("its end").0;
        assert!(address.contains("/examples/shop/"), "{line}: {address}");
        for row in text.lines() {
            assert!(text::width(&bare(row)) <= 60, "{line}: {row}");
        }
        // An id outside a link would be one that was forgotten.
        let opened = text.matches("\u{1b}]8;;file").count();
        assert_eq!(text.matches("\u{1b}]8;;\u{1b}\\").count(), opened);
    }
    let (list, _) = shown("list", 24, LINKED).expect("as above");
    assert!(list.contains(&file("S-142-guest-checkout.yaml")), "{list}");
    let (check, _) = shown("check", 24, LINKED).expect("as above");
    assert!(check.contains(&file("S-133-returns.yaml")), "{check}");
}

#[test]
fn a_terminal_without_colour_or_links_gets_none() {
    for (variables, flags, escapes) in [
        (("NO_COLOR", "1"), "", ""),
        (("TERM", "dumb"), "", ""),
        (("CLICOLOR", "0"), "", ""),
        (("TERM", "xterm"), "--color never", ""),
        (("FORCE_HYPERLINK", "0"), "", "\u{1b}["),
    ] {
        let variables = [LINKED[0], LINKED[1], variables];
        let Some((text, _)) = shown(&format!("list {flags}"), 24, &variables) else {
            return;
        };
        assert!(!text.contains("\u{1b}]"), "{variables:?}: {text}");
        assert_eq!(
            text.contains('\u{1b}'),
            !escapes.is_empty(),
            "{variables:?}"
        );
    }
}

#[test]
fn a_long_answer_goes_through_the_pager() {
    let paged = |line: &str, lines: usize, pager: &str| {
        let (text, code) = shown(line, lines, &[("PO_PAGER", pager), ("NO_COLOR", "1")])?;
        let count = text.lines().filter(|l| l.starts_with("paged ")).count();
        Some((count, text.lines().count(), code))
    };
    let Some((count, all, code)) = paged("list", 10, "sed 's/^/paged /'") else {
        return;
    };
    assert!(count == all && count > 10, "{count} of {all}");
    assert_eq!(code, Some(0));
    let run = |line, lines| paged(line, lines, "sed 's/^/paged /'").expect("as above");
    // What fits is printed, and so is all where the pager is not wanted.
    assert_eq!(run("list", 60).0, 0);
    assert_eq!(run("list --no-pager", 10).0, 0);
    assert_eq!(run("--version", 10).0, 0);
    assert!(run("list --help", 10).0 > 10);
    assert!(run("help queries", 10).0 > 10);
    assert!(run("list --json", 10).0 > 10);
    // The command decides how the program ends, not the pager.
    assert_eq!(run("check", 10).2, Some(1));
    assert_eq!(paged("list", 10, "head -n 1").expect("as above").1, 1);
    assert_eq!(paged("list", 10, "head -n 1").expect("as above").2, Some(0));
    // No pager at all, and one that is not there.
    for none in ["", "cat", "po-no-such-pager"] {
        let (count, all, code) = paged("list", 10, none).expect("as above");
        assert!(count == 0 && all > 10 && code == Some(0), "{none}: {all}");
    }
}

#[test]
fn each_input_of_a_score_is_asked_for_and_a_value_off_its_scale_again() {
    if shown("--version", 24, &[]).is_none() {
        return;
    }
    let line = format!(
        "printf '13\\n4\\n\\n\\n\\n' | script -q -e -c 'po score S-142 --dry-run {TODAY}' /dev/null"
    );
    let output = shell("sh", &[("TERM", "xterm"), ("NO_COLOR", "1")])
        .args(["-c", &line])
        .output()
        .expect("a terminal");
    let text = words(&output);
    for part in [
        "nearest in score:",
        "value (1, 2, 3, 5, 8, 13, 20) [8]: ",
        "note: 4 is none of 1, 2, 3, 5, 8, 13, 20",
        "wsjf: {value: 13, time: 5, risk: 3, size: 5, scored: 2026-11-24, by: ana}",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
}

#[test]
fn pairs_are_asked_for_one_by_one_and_each_answer_is_saved_at_once() {
    if shown("--version", 24, &[]).is_none() {
        return;
    }
    let shop = copy::shop();
    let line = format!(
        "printf '1\\nx\\n=\\nq\\n' | script -q -e -c 'po compare id:S-142,S-151,S-137 {TODAY}' /dev/null"
    );
    let output = shell("sh", &[("TERM", "xterm"), ("NO_COLOR", "1")])
        .current_dir(shop.path())
        .args(["-c", &line])
        .output()
        .expect("a terminal");
    let text = words(&output);
    for part in [
        "1  S-142  Guest checkout",
        "which comes first: 1, 2, = for both, q to stop [q]: ",
        "note: \"x\" is none of 1, 2, = and q",
        "2 answers saved; po prioritize --method pairwise shows the order",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    let session = fs::read_to_string(shop.path().join("comparisons/2026-11-24-ana.yaml"));
    let session = session.expect("the session");
    let wanted = "- {winner: S-137, loser: S-151, by: ana, on: 2026-11-24}\n\
                  - {tie: [S-137, S-142], by: ana, on: 2026-11-24}\n";
    assert_eq!(session, wanted);
}
