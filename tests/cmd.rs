//! Runs the cases below `tests/cmd/`, `<noun>/<verb>/<case>.md`, with trycmd.
//!
//! To add a case `x`:
//! - `x.md` holds prose and ```` ```console ```` blocks: `$ po …`, then `? N` where the exit
//!   code is not 0, then the output and an empty line, which is the newline at its end. Only
//!   `po` can be called, without a shell around it.
//! - `x.in/` is the folder the commands run in: a backlog of as few files as tell the case.
//!   It may be a symbolic link to the folder of another case.
//! - `x.out/` makes them run in a copy of `x.in/`, and its files are compared with those of
//!   the copy afterwards. A case that writes needs it (with a `.keep` if nothing is to be
//!   compared); without it the commands would change `x.in/` itself, which is a failure here.
//! - `TRYCMD=overwrite cargo test --test cmd` fills in the outputs and the files of `x.out/`.
//!
//! Line ends are not compared; `tests/broken.rs` looks at them, and at files that cannot lie
//! here. Cases of one backlog, `small-shop`, link to it.
//!
//! A case in TOML (`x.toml`, `x.stdin`, `x.stdout`, `x.stderr`) is for what Markdown cannot
//! say: standard input, or the two outputs apart.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads its cases and starts itself"
)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use walkdir::WalkDir;

const CASES: &str = "tests/cmd";
const ENVIRONMENT: &[(&str, &str)] = &[
    ("PO_USER", "ana"),
    ("NO_COLOR", "1"),
    ("COLUMNS", "80"),
    ("TZ", "UTC"),
    ("LC_ALL", "C.UTF-8"),
    ("HOME", "/nonexistent"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    // A backlog in a folder of the tests is not in this repository.
    (
        "GIT_CEILING_DIRECTORIES",
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests"),
    ),
];
/// What trycmd itself and the building of a test read.
const KEPT: &[&str] = &["PATH", "TRYCMD", "TMPDIR", "RUST_BACKTRACE"];

/// The files of the cases, by path; not the lock that a refused write leaves in `.po/`, where
/// git does not look either.
fn files() -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(CASES).into_iter();
    let entries = entries.filter_entry(|entry| entry.file_name() != ".po");
    let entries = entries.filter_map(Result::ok);
    let files = entries
        .map(|entry| entry.into_path())
        .filter(|path| path.is_file());
    files
        .map(|path| (path.clone(), fs::read(path).expect("readable")))
        .collect()
}

/// trycmd passes the environment on, and git speaks through it (a hook sets `GIT_DIR`), so the
/// test starts itself once more with a fixed one.
#[test]
fn every_case_does_what_it_says() {
    if ENVIRONMENT
        .iter()
        .all(|(name, value)| env::var(name).is_ok_and(|is| is == *value))
    {
        return run_cases();
    }
    let mut again = Command::new(env::current_exe().expect("the path of this test"));
    again.args(["--exact", "every_case_does_what_it_says", "--nocapture"]);
    again.args(env::args().filter(|word| word.starts_with("trycmd=")));
    again.env_clear().envs(
        KEPT.iter()
            .filter_map(|name| Some((name, env::var_os(name)?))),
    );
    let output = again
        .envs(ENVIRONMENT.iter().copied())
        .output()
        .expect("this test starts");
    let said =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{}", said.concat());
}

fn run_cases() {
    let before = files();
    let cases = trycmd::TestCases::new();
    cases.register_bin("po", Path::new(env!("CARGO_BIN_EXE_po")));
    for kind in ["md", "trycmd", "toml"] {
        cases.case(format!("{CASES}/**/*.{kind}"));
    }
    cases.run();
    let after = files();
    let changed = after
        .iter()
        .filter(|(path, text)| before.get(*path) != Some(text));
    let changed = changed.map(|(path, _)| path).collect::<Vec<_>>();
    let kept = env::var_os("TRYCMD").is_some() || changed.is_empty() && after.len() == before.len();
    assert!(
        kept,
        "a case without `.out/` changed its folder: {changed:?}"
    );
}

/// trycmd writes `\` as `/`, which no JSON survives that holds a quote: such an output goes
/// into a case of its own without one.
#[test]
fn no_json_has_lost_its_backslashes() {
    let pages = files()
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|end| end == "md"));
    for (path, text) in pages {
        let text = String::from_utf8_lossy(&text).into_owned();
        let pairs = text
            .lines()
            .map(|line| line.trim().trim_end_matches(','))
            .filter(|line| line.starts_with('"') && !line.ends_with(['{', '[']));
        for pair in pairs {
            let whole = match pair.contains("\": ") {
                true => format!("{{{pair}}}"),
                false => pair.to_owned(),
            };
            let read = serde_json::from_str::<serde_json::Value>(&whole);
            assert!(read.is_ok(), "{}: {pair}", path.display());
        }
    }
}

/// trycmd passes over a page on which it finds no command.
#[test]
fn every_case_calls_the_program() {
    let pages = files()
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|end| end == "md"));
    let idle = pages.filter(|(_, text)| !String::from_utf8_lossy(text).contains("\n$ po"));
    let idle = idle.map(|(path, _)| path).collect::<Vec<_>>();
    assert!(idle.is_empty(), "no command in {idle:?}");
}
