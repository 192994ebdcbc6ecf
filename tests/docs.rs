//! Runs the documentation: every command of `README.md` and of the pages below `docs/`, in a
//! fresh copy of `examples/shop` for each page. Each command is a shell of its own (`sh -e`);
//! what it does to the files of the copy stays for the commands after it. A page that begins
//! "From an empty folder" runs in one.
//!
//! `PO_DOCS=overwrite cargo test --test docs` writes the outputs into the pages.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the pages it runs"
)]

#[path = "docs/page.rs"]
mod page;
#[path = "docs/shell.rs"]
mod shell;

use std::env;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use page::Block;

/// The documented command that runs all tests.
const TEST_COMMAND: &str = "cargo test";

/// What a page says that does not begin in the shop.
const EMPTY: &str = "From an empty folder";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages that exist, by their path from the repository root, with their text.
fn pages() -> Vec<(String, String)> {
    let entries = WalkDir::new(root().join("docs")).sort_by_file_name();
    let below = entries
        .into_iter()
        .filter_map(Result::ok)
        .map(|entry| entry.into_path());
    let files = [root().join("README.md")].into_iter().chain(below);
    let pages =
        files.filter(|file| file.is_file() && file.extension().is_some_and(|end| end == "md"));
    let named = pages.map(|file| {
        let name = file
            .strip_prefix(root())
            .expect("below the root")
            .display()
            .to_string();
        (name, fs::read_to_string(&file).expect("UTF-8"))
    });
    named.collect()
}

/// What is wrong with one page, as lines to print.
fn faults(name: &str, markdown: &str, overwrite: bool) -> Vec<String> {
    let at = |line: usize, message: &str| format!("{name}:{line}: {message}");
    let blocks = match page::parse(markdown) {
        Ok(blocks) => blocks,
        Err(faults) => {
            return faults
                .iter()
                .map(|fault| at(fault.line, &fault.message))
                .collect();
        }
    };
    if blocks.is_empty() {
        return Vec::new();
    }
    let po = Path::new(env!("CARGO_BIN_EXE_po"));
    let nothing = tempfile::tempdir().expect("a folder");
    let example = match markdown.contains(EMPTY) {
        true => nothing.path().to_owned(),
        false => root().join("examples/shop"),
    };
    let run = shell::Shell::new(&example, po).and_then(|shell| shell.check(&blocks));
    let mut failures = match run {
        Ok(failures) => failures,
        Err(error) => return vec![at(1, &format!("the page cannot be run: {error}"))],
    };
    if overwrite && failures.iter().any(|failure| failure.output.is_some()) {
        let text = shell::rewritten(markdown, &blocks, &failures);
        fs::write(root().join(name), text).expect("the page is written");
        failures.retain(|failure| failure.output.is_none());
    }
    failures
        .iter()
        .map(|failure| at(failure.line, &failure.message))
        .collect()
}

#[test]
fn every_documented_command_does_what_its_page_shows() {
    let overwrite = env::var("PO_DOCS").is_ok_and(|mode| mode == "overwrite");
    let pages = pages();
    let faults = pages
        .iter()
        .flat_map(|(name, text)| faults(name, text, overwrite))
        .collect::<Vec<_>>();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_readme_shows_one_command_to_run_and_one_to_test() {
    let Ok(readme) = fs::read_to_string(root().join("README.md")) else {
        return;
    };
    assert!(
        root().join("examples/shop").is_dir(),
        "the README rests on examples/shop"
    );
    let blocks = page::parse(&readme).expect("a README that can be run");
    assert!(
        is_run_then_test(&blocks),
        "the README's cargo commands: `cargo run …`, then `{TEST_COMMAND}`"
    );
    let ci = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    assert!(
        ci.lines().any(|line| line == TEST_COMMAND),
        ".ci/run runs `{TEST_COMMAND}`"
    );
}

fn is_run_then_test(blocks: &[Block]) -> bool {
    let commands = page::commands(blocks);
    let cargo = commands
        .iter()
        .filter(|command| command.starts_with("cargo "));
    let [run, test] = cargo.collect::<Vec<_>>()[..] else {
        return false;
    };
    (run.starts_with("cargo run ") || *run == "cargo run") && *test == TEST_COMMAND
}

#[test]
fn a_readme_with_other_commands_is_refused() {
    let holds = |page: &str| is_run_then_test(&page::parse(page).expect("blocks"));
    assert!(holds(
        "```console\n$ po list\n```\n```sh\ncargo run -q -- list\ncargo test\n```\n"
    ));
    assert!(!holds("```sh\ncargo test\n```\n"));
    assert!(!holds("```sh\ncargo run\n```\n"));
    assert!(!holds("```sh\ncargo test\ncargo run\n```\n"));
    assert!(!holds("```sh\ncargo run\ncargo test --lib\n```\n"));
    assert!(!holds("```sh\ncargo run\ncargo run\ncargo test\n```\n"));
}

#[test]
fn a_page_that_cannot_be_run_tells_where() {
    let found = faults("docs/x.md", "# X\n\n```bash\npo list\n```\n", false);
    assert!(
        found.len() == 1 && found[0].starts_with("docs/x.md:3: "),
        "{found:?}"
    );
}
