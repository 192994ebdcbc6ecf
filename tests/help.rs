//! The help keeps its word: every example of every command runs on the shipped example, every
//! topic is there, and a mistyped name is understood.
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts the program on a copy of the example"
)]

#[path = "shop/copy.rs"]
mod copy;
#[path = "help/reference.rs"]
mod reference;

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use po::model::config::Config;
use po::report::Explain;
use serde_json::Value;
use tempfile::TempDir;

/// Files of other tools that examples read, with their content.
const FILES: &[(&str, &str)] = &[
    ("minutes.txt", "Said on Monday.\n"),
    (
        "board.csv",
        "Issue key,Summary,Issue Type,Status\nSH-1,Scan a code,Story,In Review\n",
    ),
    (
        "newer.csv",
        "Issue key,Summary,Issue Type,Status\nSH-1,Scan a label,Story,Done\n",
    ),
    ("notes.txt", "Seen with three buyers.\n"),
];

/// A copy of the example to play with.
fn shop() -> TempDir {
    let folder = copy::shop();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let committed = run(folder.path(), COMMIT);
    assert!(committed.status.success(), "{committed:?}");
    folder
}

/// Puts the shop under version control, as it was two weeks before.
const COMMIT: &str = "
    git init --quiet --initial-branch=main
    git config user.name 'Ana Keller'
    git config user.email ana@shop.example
    git add --all
    export GIT_AUTHOR_DATE=2026-11-10T12:00:00Z GIT_COMMITTER_DATE=2026-11-10T12:00:00Z
    git commit --quiet --message 'The shop'
    git tag v1.2
";

/// Runs a command line as a shell would, with `po` in reach.
fn run(folder: &Path, line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_po"));
    let path = env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().expect("a folder").display());
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env_clear();
    let environment = [
        ("PATH", path.as_str()),
        ("HOME", "/nonexistent"),
        ("PO_USER", "ana"),
        ("EDITOR", "cat"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
    ];
    let command = command.envs(environment).stdin(Stdio::null());
    command.output().expect("a shell")
}

/// Leaves a story of the example as a merge does where both sides wrote two fields.
fn in_conflict(folder: &Path) {
    let file = folder.join("stories/S-142-guest-checkout.yaml");
    let text = fs::read_to_string(&file).expect("a story");
    let marked =
        |line: &str, other: &str| format!("<<<<<<< ours\n{line}\n=======\n{other}\n>>>>>>> theirs");
    let text = text
        .replace("status: ready", &marked("status: ready", "status: doing"))
        .replace("points: 5\n", &(marked("points: 5", "points: 3") + "\n"));
    fs::write(file, text).expect("a file");
}

/// The help of a command, as data.
fn help(words: &str) -> Value {
    let output = run(Path::new("."), &format!("po help {words} --json"));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn texts<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    let list = list.as_array().expect("a list").iter();
    list.map(|item| item[key].as_str().expect("a text"))
        .collect()
}

/// Every command, `sprint report` as well as `sprint`, with its help.
fn commands() -> Vec<Value> {
    let overview = help("");
    let groups = overview["overview"]["groups"].as_array().expect("groups");
    let mut open: Vec<String> = Vec::new();
    for group in groups {
        let names = texts(&group["commands"], "name");
        open.extend(names.into_iter().map(str::to_owned));
    }
    let mut found = Vec::new();
    while let Some(words) = open.pop() {
        let command = help(&words)["command"].take();
        let below = texts(&command["commands"], "name").into_iter();
        open.extend(below.map(|name| format!("{words} {name}")));
        found.push(command);
    }
    assert!(found.len() > 10, "{} commands", found.len());
    found
}

#[test]
fn every_example_of_every_command_runs() {
    let mut wrong = Vec::new();
    for command in commands() {
        let name = command["name"].as_str().expect("a name");
        let examples = command["examples"].as_array().expect("a list");
        if examples.is_empty() && texts(&command["commands"], "name").is_empty() {
            wrong.push(format!("{name} --help has no example"));
        }
        let folder = match name {
            // A backlog begins where there is none.
            "po init" | "init" => tempfile::tempdir().expect("a folder"),
            _ => shop(),
        };
        match name.trim_start_matches("po ") {
            "merge-driver" => drop(run(folder.path(), "git init -q")),
            "resolve" => in_conflict(folder.path()),
            _ => {}
        }
        for example in examples.iter().filter_map(Value::as_str) {
            if !example.starts_with("po ") {
                wrong.push(format!("{name}: an example begins with po: {example}"));
                continue;
            }
            let output = run(folder.path(), example);
            if !matches!(output.status.code(), Some(0 | 1)) {
                let said = String::from_utf8_lossy(&output.stderr);
                wrong.push(format!("{example}\n  {}\n{said}", output.status));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_command_that_sets_a_field_exists() {
    let known: Vec<Value> = commands();
    let known = known.iter().map(|c| c["name"].as_str().expect("a name"));
    let known: Vec<&str> = known.collect();
    let items = Explain::everything(&Config::default()).items;
    let fields = items.iter().filter(|item| item.sort == "field");
    for field in fields {
        let set_by = field.facts["set by"].as_str().expect("a text");
        for line in set_by.split("po ").skip(1) {
            let command = line.split([' ', ',']).next().unwrap_or_default();
            let command = format!("po {command}");
            assert!(
                known.contains(&command.as_str()),
                "{}: {set_by}",
                field.name
            );
        }
    }
}

#[test]
fn every_topic_named_can_be_read() {
    let overview = help("");
    let topics = texts(&overview["overview"]["topics"], "name");
    for name in [
        "queries",
        "formats",
        "exit-codes",
        "environment",
        "files",
        "workflow",
        "options",
    ] {
        assert!(topics.contains(&name), "{topics:?}");
        let output = run(Path::new("."), &format!("po help {name}"));
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && text.lines().count() > 10,
            "{text}"
        );
        assert!(!text.contains("```"), "fences are not for people: {text}");
    }
}

#[test]
fn a_mistyped_topic_or_command_is_understood() {
    for (words, hint) in [
        ("querys", "did you mean \"queries\"?"),
        ("lst", "did you mean \"list\"?"),
        ("sprint rport", "did you mean \"report\"?"),
        ("zzzzzz", "po help lists"),
    ] {
        let output = run(Path::new("."), &format!("po help {words}"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(said.contains(hint), "{words}: {said}");
    }
}

#[test]
fn the_help_of_a_command_is_the_same_by_both_ways() {
    let folder = Path::new(".");
    let by_flag = run(folder, "po sprint report --help").stdout;
    let by_word = run(folder, "po help sprint report").stdout;
    assert_eq!(
        String::from_utf8_lossy(&by_flag),
        String::from_utf8_lossy(&by_word)
    );
    let by_flag = run(folder, "po --help").stdout;
    let by_word = run(folder, "po help").stdout;
    assert_eq!(
        String::from_utf8_lossy(&by_flag),
        String::from_utf8_lossy(&by_word)
    );
}

#[test]
fn the_help_of_a_command_leaves_rare_options_to_a_topic() {
    for line in [
        "po set --help",
        "po set -h",
        "po --help",
        "po sprint report --help",
    ] {
        let text = String::from_utf8(run(Path::new("."), line).stdout).expect("UTF-8");
        for shown in ["--dir", "--today", "--json", "--help", "po help options"] {
            assert!(text.contains(shown), "{line}: {shown}");
        }
        for left in ["--no-pager", "--quiet", "--color", "--by"] {
            assert!(!text.contains(left), "{line}: {left}");
        }
    }
    let manual = String::from_utf8(run(Path::new("."), "po man set").stdout).expect("UTF-8");
    for told in ["no\\-pager", "quiet", "color", "Who makes the change"] {
        assert!(manual.contains(told), "{told}");
    }
    assert!(!manual.contains("po help options)"), "{manual}");
}
