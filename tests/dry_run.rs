//! `--dry-run` shows, byte for byte, what the same command does without it: for
//! every command that has the flag, the diff is applied with git to a copy of
//! the example and compared with another copy, on which the command ran.
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts the program on copies of the example"
)]

#[path = "shop/copy.rs"]
mod copy;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use walkdir::DirEntry;
use walkdir::WalkDir;

/// The command as `--help` has it, and what is run of it; commands before the
/// last `&&` prepare.
const CASES: &[(&str, &str)] = &[
    ("new", "po new story 'Pay with a voucher' --set points=3"),
    (
        "new",
        "po new epic Vouchers --set 'outcome=Fewer calls: \"all\" of them'",
    ),
    (
        "history",
        "git init -q && git add . && git commit -qm one && \
         sed -i 's/^status: ready/status: doing/' stories/S-142* && git commit -qam two && \
         true && po history S-142 --from-git --apply",
    ),
    ("edit", "po edit S-142"),
    (
        "set",
        "po set S-142 points=3 labels+=wallet 'title=Zahlung für Gäste'",
    ),
    (
        "set",
        "printf 'id: S-900\\ntitle: \"a\\tb\"\\npoints:\\t2\\n' > stories/S-900-tab.yaml && true && \
         po set S-900 team=web",
    ),
    ("set", "po set -q 'status:refined' team=web"),
    ("set", "po set E-12 horizon="),
    (
        "set",
        "po set S-142 'acceptance.2.then=the shop says: \"no\"'",
    ),
    ("comment", "po comment S-142 'Two lines\nof text'"),
    (
        "criterion add",
        "po criterion add S-142 'The basket is kept.'",
    ),
    ("tick", "po tick S-142 2"),
    (
        "split",
        "po split S-142 --criteria 2 --title Accounts --criteria 3,4 --title 'Odd: \"all\" else'",
    ),
    (
        "split",
        "po split S-142 --criteria 1,2,3,4 --title 'Guests' --drop",
    ),
    ("estimate", "po estimate S-142 8"),
    ("estimate", "po estimate S-160 --shirt XL"),
    (
        "estimate",
        "po estimate S-160 --vote ana=5 --vote chen=? --final 5",
    ),
    ("link", "po link S-142 S-151"),
    ("unlink", "po unlink S-142 S-120"),
    ("rm", "po rm S-163 --unlink"),
    (
        "renumber",
        "cp stories/S-163-shop-in-french.yaml stories/S-163-copy.yaml && true && po renumber --yes",
    ),
    ("fmt", "po fmt"),
    ("check", "po check --fix --fail-on none"),
    ("release new", "po release new 2.0.0 --date 2026-12-18"),
    (
        "release publish",
        "po release publish R-2 --force 'the rest follows'",
    ),
    ("sprint new", "po sprint new"),
    ("sprint plan", "po sprint plan --apply"),
    ("sprint plan", "po sprint plan SP-35 S-150"),
    ("sprint close", "po sprint close --yes --unfinished next"),
    (
        "sprint start",
        "po sprint close --yes --unfinished next && po sprint start --yes",
    ),
    ("start", "po start S-142"),
    ("done", "po done S-130 --force 'shown to all'"),
    ("accept", "po accept S-130 --force 'shown to all'"),
    (
        "reject",
        "po reject S-130 --reason 'the code is asked for twice'",
    ),
    ("reopen", "po reopen S-101"),
    ("drop", "po drop S-136 --reason 'nobody asked'"),
    ("block", "po block S-142 --reason 'waiting for the bank'"),
    ("unblock", "po unblock S-147"),
    ("prioritize", "po prioritize --apply"),
    ("score", "po score S-142 value=13"),
    (
        "vote new",
        "po vote new money --kind buy --budget 60 --price S-142=100",
    ),
    (
        "vote",
        "po vote new spring --kind dots --items status:ready && po vote S-142 --dots 1 --as bo",
    ),
    (
        "vote",
        "po vote new spring --kind dots --items status:ready && po vote S-142=1 && po vote S-142=2 S-151=1",
    ),
    ("compare", "po compare S-142 = S-151"),
    (
        "compare",
        "po compare S-142 '>' S-151 && po compare S-151 1/3 S-142",
    ),
    (
        "kano",
        "po kano S-142 --functional like --dysfunctional dislike",
    ),
    ("rank rebalance", "po rank rebalance"),
    ("move", "po move S-142 --top"),
    ("move", "po move S-142 S-151 --before S-121"),
    ("import", "po import jira-csv board.csv"),
    (
        "check",
        "po set S-151 rank=rc9 && po check --fix --select rank-collision",
    ),
    (
        "resolve",
        "sed -i 's/^status: .*/<<<<<<< ours\\n&\\n=======\\nstatus: doing\\n>>>>>>> theirs/' \
         stories/S-142* && true && po resolve S-142 status=theirs",
    ),
    ("undo", "po set S-142 S-151 points=2 && po undo --yes"),
    ("undo", "po rm S-163 --unlink && po undo --yes"),
    ("undo", "po new story Vouchers && po undo --yes"),
];

/// Commands that write what they can make again, and show no diff of it.
const MADE: &[(&str, &str)] = &[
    ("man", "po man --into man"),
    ("merge-driver", "git init -q && po merge-driver --install"),
    ("schema", "po schema --write"),
    (
        "hook install",
        "git init -q && git config core.hooksPath hooks && true && po hook install",
    ),
];

const BOARD: &str = "Issue key,Summary,Issue Type,Status\nSH-1,Scan a code,Story,In Review\n";

/// A copy of the example; its line ends as they are, or those of Windows.
fn shop(windows: bool) -> TempDir {
    let folder = copy::shop();
    let files = WalkDir::new(folder.path()).into_iter();
    let files = files.map(|entry| entry.expect("readable"));
    for file in files.filter(|entry| windows && entry.file_type().is_file()) {
        let text = fs::read_to_string(file.path()).expect("text");
        fs::write(file.path(), text.replace('\n', "\r\n")).expect("written");
    }
    fs::write(folder.path().join("board.csv"), BOARD).expect("a file");
    folder
}

fn command(program: &str, folder: &Path) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_po"))
        .parent()
        .expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().stdin(Stdio::null());
    command.envs([
        ("PATH", format!("{}:{path}", bin.display()).as_str()),
        ("HOME", "/nonexistent"),
        ("PO_USER", "ana"),
        ("EDITOR", "sed -i 's/guest/visitor/'"),
        ("NO_COLOR", "1"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("GIT_AUTHOR_NAME", "ana"),
        ("GIT_AUTHOR_EMAIL", "ana@example.org"),
        ("GIT_AUTHOR_DATE", "2026-11-24T09:00:00Z"),
        ("GIT_COMMITTER_NAME", "ana"),
        ("GIT_COMMITTER_EMAIL", "ana@example.org"),
    ]);
    command
}

#[track_caller]
fn run(folder: &Path, line: &str) -> Output {
    let output = command("sh", folder)
        .args(["-c", line])
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}\n{said}");
    output
}

type Files = BTreeMap<PathBuf, String>;

/// The files but those of `.po` and of git.
fn files(folder: &Path) -> Files {
    let entries = WalkDir::new(folder).into_iter();
    let own = |entry: &DirEntry| {
        [".po", ".git"]
            .iter()
            .any(|name| entry.file_name() == *name)
    };
    let entries = entries.filter_entry(|entry| !own(entry));
    let files = entries.map(|entry| entry.expect("listed").into_path());
    files
        .filter(|path| path.is_file())
        .map(|path| {
            let text = fs::read_to_string(&path).expect("text");
            (path.strip_prefix(folder).expect("inside").to_owned(), text)
        })
        .collect()
}

fn patch(folder: &Path, diff: &str) {
    let mut git = command("git", folder);
    git.args(["apply", "--whitespace=nowarn", "-"]);
    let mut git = git
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("git");
    let mut input = git.stdin.take().expect("piped");
    input.write_all(diff.as_bytes()).expect("read");
    drop(input);
    let output = git.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{diff}");
}

/// The files that are not the same in both.
fn apart(one: &Files, other: &Files) -> Vec<PathBuf> {
    let paths: BTreeSet<&PathBuf> = one.keys().chain(other.keys()).collect();
    let apart = paths
        .into_iter()
        .filter(|path| one.get(*path) != other.get(*path));
    apart.cloned().collect()
}

fn holds(line: &str, windows: bool) {
    let (before, last) = line.rsplit_once("&& ").unwrap_or(("", line));
    let [shown, real] = [shop(windows), shop(windows)];
    for folder in [&shown, &real] {
        if !before.is_empty() {
            run(folder.path(), &format!("{before}--today 2026-11-24"));
        }
    }
    let untouched = files(shown.path());
    let last = format!("{last} --today 2026-11-24");
    let page = run(shown.path(), &format!("{last} --dry-run"));
    let json = run(shown.path(), &format!("{last} --dry-run --json"));
    let written = apart(&files(shown.path()), &untouched);
    assert!(written.is_empty(), "{line} --dry-run writes {written:?}");
    run(real.path(), &last);
    let real = files(real.path());
    assert!(real != untouched, "{line} changes nothing");
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let lines = json["diff"].as_array().expect("a diff").iter();
    let lines: Vec<&str> = lines.filter_map(Value::as_str).collect();
    let diff = lines.join("\n") + "\n";
    let page = String::from_utf8(page.stdout).expect("text");
    assert!(page.contains(&diff), "{line}\n{page}\n{diff}");
    patch(shown.path(), &diff);
    let apart = apart(&files(shown.path()), &real);
    assert!(apart.is_empty(), "{line}: {apart:?}\n{diff}");
}

#[test]
fn the_diff_is_what_happens() {
    for (_, line) in CASES {
        holds(line, false);
    }
}

#[test]
fn the_diff_is_what_happens_with_the_line_ends_of_windows() {
    let mut seen = BTreeSet::new();
    for (_, line) in CASES.iter().filter(|(name, _)| seen.insert(name)) {
        holds(line, true);
    }
}

#[test]
fn a_dry_run_of_what_can_be_made_again_makes_nothing() {
    for (_, line) in MADE {
        let folder = shop(false);
        let untouched = files(folder.path());
        run(folder.path(), &format!("{line} --dry-run"));
        assert!(files(folder.path()) == untouched, "{line} --dry-run writes");
        run(folder.path(), line);
        assert!(files(folder.path()) != untouched, "{line} writes nothing");
    }
}

/// Every command, `sprint report` as well as `sprint`, that has the flag.
#[test]
fn every_command_that_writes_is_here() {
    let help = |words: &str| -> Value {
        let output = run(Path::new("."), &format!("po help {words} --json"));
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let names = |list: &Value| -> Vec<String> {
        let list = list.as_array().into_iter().flatten();
        list.filter_map(|item| item["name"].as_str().map(str::to_owned))
            .collect()
    };
    let overview = help("");
    let groups = overview["overview"]["groups"].as_array().expect("groups");
    let mut open: Vec<String> = groups.iter().flat_map(|g| names(&g["commands"])).collect();
    let mut writers = BTreeSet::new();
    while let Some(words) = open.pop() {
        let command = help(&words)["command"].take();
        let below = names(&command["commands"]).into_iter();
        open.extend(below.map(|name| format!("{words} {name}")));
        if names(&command["options"]).contains(&"--dry-run".to_owned()) {
            writers.insert(words);
        }
    }
    let here = CASES.iter().chain(MADE).map(|(name, _)| (*name).to_owned());
    let here: BTreeSet<String> = here.collect();
    assert_eq!(writers, here);
}
