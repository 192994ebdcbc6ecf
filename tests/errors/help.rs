//! Whether messages read well, and whether what their help names exists.
#![expect(
    clippy::disallowed_methods,
    reason = "the test asks the program for its commands"
)]

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::Shown;
use crate::shown;

/// Options of every command.
const GLOBAL: &[&str] = &[
    "--help",
    "--dir",
    "--today",
    "--by",
    "--format",
    "--json",
    "--color",
    "--no-pager",
];

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
    for Shown {
        at, heads, help, ..
    } in shown()
    {
        let head = &heads[0];
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
