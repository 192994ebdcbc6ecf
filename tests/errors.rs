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

#[path = "errors/excused.rs"]
mod excused;
#[path = "errors/help.rs"]
mod help;
#[path = "errors/messages.rs"]
mod messages;
#[path = "docs/page.rs"]
mod page;
#[path = "docs/shell.rs"]
mod shell;
#[path = "architecture/tokens.rs"]
#[expect(dead_code, reason = "the tests of the architecture use all of it")]
mod tokens;

use std::env;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use excused::EXCUSED;
use messages::Part;
use messages::fits;
use messages::one_line;
use page::Block;
use page::Step;

const PAGES: &str = "tests/errors";
const BACKLOG: &str = "tests/cmd/small-shop";

/// How far below a message its help stands in the sources.
const HELP_LINES: usize = 8;
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
    let check = |block: &Block| {
        let shell = shell::Shell::new(&root().join(BACKLOG), po).expect("a copy of the shop");
        shell.check(std::slice::from_ref(block)).expect("a run")
    };
    let ran = pages().into_par_iter().map(|(name, text, blocks)| {
        let failures: Vec<Vec<shell::Failure>> = blocks.par_iter().map(check).collect();
        (name, text, blocks, failures)
    });
    let mut faults = Vec::new();
    for (name, text, blocks, failures) in ran.collect::<Vec<_>>() {
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
    /// Without `error: `: the first line, and with it each line that may go on from it.
    heads: Vec<String>,
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
    let first = lines[0].split_once(": ").map_or("", |(_, head)| head);
    let mut heads = vec![first.to_owned()];
    let below = lines.iter().skip(1);
    for more in below.map_while(|line| line.strip_prefix("  ")) {
        heads.push(format!("{} {}", heads[heads.len() - 1], more.trim_start()));
    }
    Shown {
        at: at.to_owned(),
        heads,
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
        Part::Head => error.heads.iter().any(|head| fits(head, words, false)),
        Part::Body | Part::Help => fits(&error.whole, words, true),
    }
}
