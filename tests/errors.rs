//! Every error message of the program, as the user sees it: the pages below `tests/errors/`,
//! one for each area.
//!
//! A case is a ```` ```console ```` block: it runs in a fresh copy of `tests/cmd/small-shop`, each
//! command in a shell of its own, and shows the exit code (`? 2`) and both outputs; `[..]` stands
//! for what may vary. What the case needs beside the shop is made by commands before the last.
//! `PO_DOCS=overwrite cargo test --test errors` writes the outputs into the pages.
//!
//! A message in the sources that no case shows fails the test, and so does a help line that
//! names a command or an option which does not exist.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads its pages and the sources"
)]

#[path = "errors/messages.rs"]
mod messages;
#[path = "docs/page.rs"]
mod page;
#[path = "docs/shell.rs"]
mod shell;
#[path = "architecture/tokens.rs"]
#[expect(dead_code, reason = "the tests of the architecture use all of it")]
mod tokens;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use rayon::prelude::*;
use serde_json::Value;
use walkdir::WalkDir;

use messages::Part;
use messages::fits;
use messages::one_line;
use page::Block;
use page::Step;

const PAGES: &str = "tests/errors";
const BACKLOG: &str = "tests/cmd/small-shop";

/// How far below a message its help stands in the sources.
const HELP_LINES: usize = 8;
/// Options of every command.
const GLOBAL: &[&str] = &[
    "--help", "--dir", "--today", "--by", "--format", "--json", "--color",
];

/// Messages that no case shows: the file, words of the message (of its code, where it is made
/// elsewhere), and why. Their help is excused with them.
const EXCUSED: &[(&str, &str, &str)] = &[
    (
        "src/cli/completions.rs",
        "no script for the shell",
        "clap knows the shells",
    ),
    (
        "src/cli/renumber.rs",
        "not renumbered",
        "it is asked on a terminal only",
    ),
    (
        "src/cli/edit.rs",
        "was read without its text",
        "it is always read with it",
    ),
    (
        "src/cli/export.rs",
        "nothing writes the format",
        "clap knows the formats",
    ),
    (
        "src/cli/import.rs",
        "is of no format",
        "no file may be of two formats yet",
    ),
    (
        "src/cli/import.rs",
        "why.message",
        "import.md shows what formats say",
    ),
    ("src/cli/usage.rs", "said", "for what clap may learn to say"),
    (
        "src/edit/create.rs",
        "would be no YAML",
        "no text that we write is known to be none",
    ),
    (
        "src/edit/create.rs",
        "would not be read",
        "no text that we write is known to be misread",
    ),
    (
        "src/edit/create.rs",
        "finding.message",
        "new.md shows values that do not fit",
    ),
    (
        "src/edit/import/place.rs",
        "no kind of record",
        "formats name only kinds that there are",
    ),
    (
        "src/edit/import/place.rs",
        "no id is left",
        "as many ids are made as are asked for",
    ),
    (
        "src/edit/import/records.rs",
        "cannot be ranked",
        "ranks run out after 10^50 records",
    ),
    (
        "src/edit/link.rs",
        "cannot be taken away",
        "every link that is found has a place",
    ),
    (
        "src/edit/patch.rs",
        "was read without its text",
        "it is always read with it",
    ),
    (
        "src/edit/patch.rs",
        "lies in no kind's folder",
        "a change is of a record",
    ),
    (
        "src/edit/patch.rs",
        "is removed",
        "a file that goes is not read again",
    ),
    (
        "src/edit/patch.rs",
        "fault.message",
        "a change has been read already",
    ),
    (
        "src/edit/patch.rs",
        "other YAML readers",
        "no text that we write is known to be misread",
    ),
    (
        "src/edit/patch.rs",
        "finding.message",
        "fields.md shows values that do not fit",
    ),
    (
        "src/edit/ranks.rs",
        "error.to_string",
        "ranks run out after 10^50 records",
    ),
    (
        "src/edit/rewrite.rs",
        "refusal.message",
        "fields.md shows what cannot be edited",
    ),
    (
        "src/priority/mod.rs",
        "{key}: {why}",
        "config.md shows options that do not fit",
    ),
    (
        "src/priority/pipeline/mod.rs",
        "have an order of their own",
        "a query is about one kind",
    ),
    (
        "src/priority/pipeline/ranks.rs",
        "error.to_string",
        "ranks run out after 10^50 records",
    ),
    (
        "src/rules/engine/run.rs",
        "unknown_rule",
        "config.md shows it",
    ),
    (
        "src/store/earlier.rs",
        "git cannot",
        "a repository that is damaged",
    ),
    (
        "src/store/versions.rs",
        "git cannot",
        "a repository that is damaged",
    ),
    (
        "src/store/apply.rs",
        "stopped at",
        "a disk that fails between two files",
    ),
    (
        "src/yaml/parse.rs",
        "a record may have",
        "the size of a file is looked at before",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files with this ending below a folder, by their path from the root, with their text.
fn files(folder: &str, end: &str) -> Vec<(String, String)> {
    let entries = WalkDir::new(root().join(folder)).sort_by_file_name();
    let files = entries
        .into_iter()
        .map(|entry| entry.expect("readable").into_path());
    let files = files.filter(|file| file.extension().is_some_and(|is| is == end));
    let named = files.map(|file| {
        let name = file.strip_prefix(root()).expect("below the root");
        let name = name.to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&file).expect("UTF-8"))
    });
    named.collect()
}

/// The pages with their blocks.
fn pages() -> Vec<(String, String, Vec<Block>)> {
    let pages = files(PAGES, "md").into_iter();
    let parsed = pages.map(|(name, text)| {
        let blocks = page::parse(&text).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        (name, text, blocks)
    });
    parsed.collect()
}

fn steps(blocks: &[Block]) -> impl Iterator<Item = &Step> {
    blocks.iter().flat_map(|block| match block {
        Block::Session(steps) => steps.as_slice(),
        Block::Script { .. } => &[],
    })
}

#[test]
fn every_message_is_what_the_catalogue_shows() {
    let overwrite = env::var("PO_DOCS").is_ok_and(|mode| mode == "overwrite");
    let po = Path::new(env!("CARGO_BIN_EXE_po"));
    let mut faults = Vec::new();
    for (name, text, blocks) in pages() {
        let check = |block: &Block| {
            let shell = shell::Shell::new(&root().join(BACKLOG), po).expect("a copy of the shop");
            shell.check(std::slice::from_ref(block)).expect("a run")
        };
        let failures: Vec<Vec<shell::Failure>> = blocks.par_iter().map(check).collect();
        let mut failures: Vec<shell::Failure> = failures.into_iter().flatten().collect();
        if overwrite && failures.iter().any(|failure| failure.output.is_some()) {
            let text = shell::rewritten(&text, &blocks, &failures);
            fs::write(root().join(&name), text).expect("the page is written");
            failures.retain(|failure| failure.output.is_none());
        }
        let told = failures.iter();
        faults.extend(told.map(|failure| format!("{name}:{}: {}", failure.line, failure.message)));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// An error or a refusal as the catalogue shows it.
struct Shown {
    /// Where it stands.
    at: String,
    /// Without `error: `.
    head: String,
    /// All of it, on one line.
    whole: String,
    help: Vec<String>,
}

/// Every error on the pages.
fn shown() -> Vec<Shown> {
    let mut found = Vec::new();
    for (name, _, blocks) in pages() {
        for step in steps(&blocks) {
            let lines: Vec<&str> = step.expected.lines().collect();
            let head = |line: &&str| {
                ["error", "refused"]
                    .iter()
                    .any(|word| line.starts_with(word))
            };
            let starts: Vec<usize> = (0..lines.len()).filter(|at| head(&lines[*at])).collect();
            for (place, start) in starts.iter().enumerate() {
                let end = starts.get(place + 1).copied().unwrap_or(lines.len());
                found.push(read(&format!("{name}:{}", step.line), &lines[*start..end]));
            }
        }
    }
    found
}

fn read(at: &str, lines: &[&str]) -> Shown {
    let mut help: Vec<String> = Vec::new();
    for line in lines {
        match line.strip_prefix("  help: ") {
            Some(first) => help.push(first.to_owned()),
            None => {
                if let (Some(last), Some(more)) = (help.last_mut(), line.strip_prefix("        ")) {
                    *last = format!("{last} {more}");
                }
            }
        }
    }
    let head = lines[0].split_once(": ").map_or("", |(_, head)| head);
    Shown {
        at: at.to_owned(),
        head: head.to_owned(),
        whole: one_line(&lines.join(" ")),
        help,
    }
}

#[test]
fn every_message_of_the_sources_is_in_the_catalogue() {
    let shown = shown();
    let mut used = vec![false; EXCUSED.len()];
    let mut faults = Vec::new();
    for (file, text) in files("src", "rs") {
        // The help of a finding is shown with it, by the tests of its rule.
        let fails = ["Error::usage", "Error::refused", "Mistake::new"];
        let fails = fails.iter().any(|maker| text.contains(maker));
        let mut excused_line = 0;
        for message in messages::messages(&text) {
            let is_help = message.part == Part::Help;
            if is_help && (!fails || message.line <= excused_line + HELP_LINES) {
                continue;
            }
            let excuse = |words: &str| {
                EXCUSED
                    .iter()
                    .position(|(place, part, _)| *place == file && words.contains(part))
            };
            let (is_shown, words) = match &message.words {
                Ok(words) => (
                    shown.iter().any(|error| says(error, message.part, words)),
                    words,
                ),
                Err(code) => (false, code),
            };
            if is_shown {
                continue;
            }
            match excuse(words) {
                Some(at) => {
                    used[at] = true;
                    excused_line = message.line;
                }
                None => faults.push(format!("{file}:{}: {words}", message.line)),
            }
        }
    }
    let idle = EXCUSED.iter().zip(&used).filter(|(_, used)| !**used);
    faults.extend(
        idle.map(|((file, words, _), _)| format!("{file}: {words}: is excused for nothing")),
    );
    assert!(
        faults.is_empty(),
        "\nno case below {PAGES}/ shows these messages:\n\n{}\n\nadd to the page of the area a \
         console block with the command that ends with the message and `? 2` (or `? 1`) below it, \
         then run\n  PO_DOCS=overwrite cargo test --test errors\nand read what it wrote; the head of \
         tests/errors.rs says more.\n",
        faults.join("\n")
    );
}

fn says(error: &Shown, part: Part, words: &str) -> bool {
    match part {
        Part::Head => fits(&error.head, words, false),
        Part::Body | Part::Help => fits(&error.whole, words, true),
    }
}

/// The commands by their words, each with its options.
fn commands() -> BTreeMap<String, Vec<String>> {
    let mut open = vec![String::new()];
    let mut found = BTreeMap::new();
    while let Some(words) = open.pop() {
        let mut po = Command::new(env!("CARGO_BIN_EXE_po"));
        let output = po
            .arg("help")
            .args(words.split_whitespace())
            .arg("--json")
            .output();
        let help: Value = serde_json::from_slice(&output.expect("help").stdout).expect("JSON");
        let names = |list: &Value| -> Vec<String> {
            let list = list.as_array().into_iter().flatten();
            list.filter_map(|item| Some(item["name"].as_str()?.to_owned()))
                .collect()
        };
        let below = match words.is_empty() {
            true => help["overview"]["groups"]
                .as_array()
                .into_iter()
                .flatten()
                .flat_map(|group| names(&group["commands"]))
                .collect(),
            false => names(&help["command"]["commands"]),
        };
        open.extend(
            below
                .iter()
                .map(|name| format!("{words} {name}").trim().to_owned()),
        );
        found.insert(words, names(&help["command"]["options"]));
    }
    found
}

/// What is wrong with the commands that a help line names.
fn faults_of_help(help: &str, commands: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    let quiet = |word: &str| {
        word.trim_matches(['?', ';', ',', '.', ':', '(', ')', '"'])
            .to_owned()
    };
    for (at, _) in help.match_indices("po ") {
        if !help[..at].is_empty() && !help[..at].ends_with([' ', '(']) {
            continue;
        }
        let clause = help[at + 3..]
            .split(['?', ';', ','])
            .next()
            .unwrap_or_default();
        let words: Vec<String> = clause.split_whitespace().map(quiet).collect();
        let Some(start) = words
            .iter()
            .position(|word| !word.starts_with('-'))
            .filter(|at| *at < 3)
        else {
            continue;
        };
        // `po -C DIR list`.
        let start = if words[0] == "-C" { 2 } else { start };
        let mut name = words.get(start).cloned().unwrap_or_default();
        if words[0] == "--help" || words[0] == "--version" {
            continue;
        }
        if let Some(second) = words.get(start + 1) {
            let longer = format!("{name} {second}");
            if commands.contains_key(&longer) {
                name = longer;
            }
        }
        let Some(own) = commands.get(&name) else {
            faults.push(format!("there is no command po {name}"));
            continue;
        };
        for flag in words
            .iter()
            .filter(|word| word.starts_with("--") && word.len() > 2)
        {
            let known = |option: &String| option.split([' ', ',']).any(|part| part == flag);
            if !own.iter().any(known) && !GLOBAL.contains(&flag.as_str()) {
                faults.push(format!("po {name} has no option {flag}"));
            }
        }
    }
    faults
}

#[test]
fn every_message_reads_well_and_helps() {
    let commands = commands();
    let mut faults = Vec::new();
    for Shown { at, head, help, .. } in shown() {
        let mut fault = |what: &str| faults.push(format!("{at}: {what}: {head}"));
        if head.ends_with(['.', '!']) && !head.ends_with("...") {
            fault("ends with a full stop");
        }
        let first = head.split_whitespace().next().unwrap_or_default();
        let is_word = first.chars().all(|c| c.is_ascii_alphabetic());
        if is_word
            && first.len() > 1
            && first.starts_with(char::is_uppercase)
            && first != first.to_uppercase()
        {
            fault("begins with a capital");
        }
        if help.is_empty() {
            fault("has no help");
        }
        for line in &help {
            for wrong in faults_of_help(line, &commands) {
                fault(&format!("{wrong} ({line})"));
            }
            if line.ends_with('.') {
                fault("a help line ends with a full stop");
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_help_line_that_names_nothing_is_found() {
    let commands = commands();
    let faults = |help: &str| faults_of_help(help, &commands).len();
    assert_eq!(
        faults("did you mean S-1? po list stories --all shows them"),
        0
    );
    assert_eq!(
        faults("po sprint report --ideal calendar burns on every day"),
        0
    );
    assert_eq!(faults("po -C new list shows it"), 0);
    assert_eq!(faults("po fly S-1"), 1);
    assert_eq!(faults("po list --wings, or po fly"), 2);
}
