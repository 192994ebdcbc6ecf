//! What only some places may use: files, printing, exit, the YAML parser, the argument
//! parser; and what no place may hold.

use crate::layers::Violation;
use crate::layers::module_of;
use crate::paths::full_paths;
use crate::tokens::Placed;
use crate::tokens::Token;
use crate::tokens::tokens;
use crate::tokens::without_tests;

const PROGRAM: &[&str] = &["src/main.rs", "src/cli/"];
const PRINTERS: &[&str] = &["src/main.rs", "src/cli/terminal/"];
const DISK: &[&str] = &["src/store/", "src/main.rs", "src/cli/terminal/"];
const MAIN: &[&str] = &["src/main.rs"];

/// A path and the files and folders that alone may name it.
const OWNED: &[(&str, &[&str])] = &[
    ("granit_parser", &["src/yaml/parse.rs"]),
    ("clap", PROGRAM),
    ("anstream", PRINTERS),
    ("std::io::stdout", PRINTERS),
    ("std::io::stderr", PRINTERS),
    ("std::process::exit", MAIN),
    ("std::process::abort", MAIN),
    ("std::process::Command", DISK),
    ("std::fs", DISK),
    ("std::env", DISK),
    ("tempfile", DISK),
    ("walkdir", DISK),
];
/// Macros that print, and the places that may.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln"];
/// Macros that no finished code calls.
const UNFINISHED: &[&str] = &["dbg", "todo", "unimplemented"];
const MARKS: &[&str] = &["FIXME", "XXX"];
/// Files that look for such marks in records and so must spell them.
const MARK_READERS: &[&str] = &["src/rules/placeholder_text.rs"];

/// Where `text`, the content of `file`, uses what belongs to other places, or holds what
/// belongs nowhere.
pub fn violations(file: &str, text: &str) -> Vec<Violation> {
    let all = tokens(text);
    let mut found = strangers(file, &all);
    found.extend(macros(file, &all));
    found.extend(marks(file, text));
    if !is_test_file(file) {
        found.extend(unwraps(&without_tests(&all)));
    }
    found.sort_by_key(|violation| violation.line);
    found
}

fn within(file: &str, places: &[&str]) -> bool {
    places.iter().any(|place| match place.ends_with('/') {
        true => file.starts_with(place),
        false => file == *place,
    })
}

fn is_test_file(file: &str) -> bool {
    file.ends_with("/tests.rs") || file.contains("/tests/")
}

fn strangers(file: &str, all: &[Placed]) -> Vec<Violation> {
    let mut found = Vec::new();
    for named in full_paths(all, &module_of(file)) {
        let full = named.path.join("::");
        let owned = OWNED.iter().find(|(path, places)| {
            let inside = full
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
            // A module imported as a whole counts as its path; a macro (`env!`) does not.
            inside && named.next != Some('!') && !within(file, places)
        });
        if let Some((path, places)) = owned {
            let message = format!("only {} may use `{path}`", places.join(", "));
            found.push(Violation {
                line: named.line,
                message,
            });
        }
    }
    found
}

fn macros(file: &str, all: &[Placed]) -> Vec<Violation> {
    let mut found = Vec::new();
    for pair in all.windows(2) {
        let Some(word) = pair[0].word().filter(|_| pair[1].is('!')) else {
            continue;
        };
        if UNFINISHED.contains(&word) {
            let message = format!("`{word}!` is for unfinished code");
            found.push(Violation {
                line: pair[0].line,
                message,
            });
        } else if PRINTING.contains(&word) && !within(file, PRINTERS) {
            let message = format!("only {} print", PRINTERS.join(", "));
            found.push(Violation {
                line: pair[0].line,
                message,
            });
        }
    }
    found
}

fn marks(file: &str, text: &str) -> Vec<Violation> {
    if within(file, MARK_READERS) {
        return Vec::new();
    }
    let marked = |line: &str| {
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        words.any(|word| MARKS.contains(&word))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| marked(line));
    lines
        .map(|(at, _)| Violation {
            line: at + 1,
            message: "an open end marked in the source".to_owned(),
        })
        .collect()
}

fn unwraps(tokens: &[Placed]) -> Vec<Violation> {
    let call = [
        Token::Sign('.'),
        Token::Word("unwrap".to_owned()),
        Token::Sign('('),
        Token::Sign(')'),
    ];
    let calls = tokens
        .windows(4)
        .filter(|four| four.iter().map(|placed| &placed.token).eq(&call));
    calls
        .map(|four| Violation {
            line: four[1].line,
            message: "`.unwrap()` outside tests".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(file: &str, text: &str) {
        let found = violations(file, text);
        assert!(!found.is_empty(), "{text} in {file}");
    }

    #[track_caller]
    fn allowed(file: &str, text: &str) {
        assert_eq!(violations(file, text), [], "{text} in {file}");
    }

    #[test]
    fn the_library_may_not_parse_arguments() {
        refused("src/report/list.rs", "use clap::Args;");
        refused("src/report/list.rs", "#[derive(clap::Args)] struct A;");
        allowed("src/cli/list.rs", "use clap::Args;");
        allowed(
            "src/report/list.rs",
            "fn f() { self.clap(); overclap::x() }",
        );
    }

    #[test]
    fn the_library_may_not_print() {
        for text in [
            "fn f() { print!(\"x\") }",
            "fn f() { println!(\"x\") }",
            "fn f() { eprint!(\"x\") }",
            "fn f() { std::eprintln!(\"x\") }",
            "fn f() { dbg!(x) }",
            "use std::io::stdout;",
            "use std::io; fn f() { io::stderr() }",
            "use std::io::{self as out, Write}; fn f() { out::stdout() }",
            "fn f() { anstream::println!(\"x\") }",
        ] {
            refused("src/render/table.rs", text);
        }
        allowed(
            "src/cli/terminal/mod.rs",
            "fn f() { println!(\"x\"); std::io::stdout(); }",
        );
        allowed(
            "src/render/table.rs",
            "fn f() { writeln!(out, \"println!()\") } // println!()",
        );
        refused("src/cli/list.rs", "fn f() { println!(\"x\") }");
    }

    #[test]
    fn only_main_may_exit() {
        for text in [
            "fn f() { std::process::exit(1) }",
            "fn f() { std::process::abort() }",
            "use std::process::{exit};",
            "use std::process; fn f() { process::exit(1) }",
            "use std::process as p; fn f() { p::abort() }",
        ] {
            refused("src/store/apply.rs", text);
            refused("src/cli/list.rs", text);
            allowed("src/main.rs", text);
        }
        allowed(
            "src/store/apply.rs",
            "fn f() { self.exit(); exit(); abort() }",
        );
    }

    #[test]
    fn only_one_file_names_the_yaml_parser() {
        refused("src/yaml/edit/mod.rs", "use granit_parser::Event;");
        refused("src/yaml/mod.rs", "fn f(x: granit_parser::Span) {}");
        allowed("src/yaml/parse.rs", "use granit_parser::Event;");
        allowed(
            "src/yaml/mod.rs",
            "// granit_parser::Span ends late\nfn f() {}",
        );
    }

    #[test]
    fn only_the_store_and_the_terminal_touch_the_machine() {
        for text in [
            "use std::fs;",
            "use std::{fmt, fs::File};",
            "fn f() { std::env::var(\"HOME\") }",
            "use std::process::Command;",
            "use walkdir::WalkDir;",
            "#[cfg(test)] mod tests { use std::fs; }",
        ] {
            refused("src/model/backlog.rs", text);
            refused("src/cli/list.rs", text);
            allowed("src/store/load.rs", text);
            allowed("src/cli/terminal/pager.rs", text);
        }
        allowed(
            "src/model/backlog.rs",
            "fn f() { env!(\"CARGO_PKG_VERSION\"); std::env!(\"A\"); fs::x() }",
        );
    }

    #[test]
    fn unfinished_code_is_refused_everywhere() {
        for text in [
            "fn f() { todo!() }",
            "fn f() { unimplemented!(\"later\") }",
            "#[cfg(test)] mod tests { fn f() { dbg!(1) } }",
            "// FIXME the edge",
            "const S: &str = \"XXX\";",
        ] {
            refused("src/main.rs", text);
        }
        allowed(
            "src/rules/placeholder_text.rs",
            "const WORDS: &[&str] = &[\"FIXME\", \"XXX\"];",
        );
        refused("src/rules/placeholder_text.rs", "fn f() { todo!() }");
        allowed(
            "src/main.rs",
            "fn f() { self.todo(); let size = \"XXXL\"; } // todo!()",
        );
    }

    #[test]
    fn unwrap_is_for_tests() {
        refused("src/model/id.rs", "fn f() { x.unwrap() }");
        refused(
            "src/model/id.rs",
            "#[cfg(test)] mod tests { fn g() {} } fn f() { x\n.unwrap() }",
        );
        refused(
            "src/model/id.rs",
            "#[cfg(test)] mod tests; fn f() { x.unwrap() }",
        );
        allowed(
            "src/model/id.rs",
            "fn f() { x.unwrap_or(1) } #[cfg(test)] mod tests { fn f() { x.unwrap() } }",
        );
        allowed(
            "src/model/id.rs",
            "/// `x.unwrap()`\n#[cfg(test)] #[allow(a)] fn f() { x.unwrap() }",
        );
        allowed("src/yaml/edit/tests.rs", "fn f() { x.unwrap() }");
    }
}
