//! Every form of the findings over files that are broken or hostile: each file is named, and nothing in it is obeyed by
//! the terminal, the runner, the browser or the table that shows it.

use super::po;
use roxmltree::Document;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// The files, each with something to find, and bytes that no format may hand on as they are.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let story = |id: &str, text: &str| format!("id: {id}\ntitle: T\n{text}").into_bytes();
    let long = format!("status: \"{}<script>\"\n", "::error::x ".repeat(20_000));
    vec![
        (
            "stories/S-1-controls.yaml",
            story("S-1", "\"\\e[2J\\a\\x9b0m\\u202e\\u2066\\u200b\": 1\n"),
        ),
        (
            "stories/S-2-commands.yaml",
            story(
                "S-2",
                "\"::error::boom\\n##[error]boom\\r::warning::x\": 1\n",
            ),
        ),
        (
            "stories/S-3-markup.yaml",
            story(
                "S-3",
                "\"</failure>]]><script>alert(1)</script>[a](b)|`c` &amp;\": 1\n",
            ),
        ),
        (
            "stories/S-4-formula.yaml",
            story(
                "S-4",
                "\"=cmd()|'/c calc'!A0\": 1\n\"@x\": 1\n\"+1\": 1\n\"-1\": 1\n",
            ),
        ),
        ("stories/S-5-long.yaml", story("S-5", &long)),
        (
            "stories/S-6-latin.yaml",
            b"id: S-6\ntitle: Caf\xe9 \x1b[2J::error::\n".to_vec(),
        ),
        ("stories/S-7-nul.yaml", b"id: S-7\ntitle: a\0b\n".to_vec()),
        (
            "stories/S-8-open.yaml",
            b"id: S-8\ntitle: \"::error::x ##[error] <script>\n".to_vec(),
        ),
        (
            "stories/S-9-deep.yaml",
            [&b"id: S-9\nlabels: "[..], &[b'['; 5_000]].concat(),
        ),
        ("stories/S-10-empty.yaml", Vec::new()),
        (
            "stories/S-11-link.yaml",
            story("S-11", "epic: \"::error::\\u202e<script>\"\n"),
        ),
        (
            "epics/E-1-id.yaml",
            b"id: \"=cmd() ::error:: <script>\"\ntitle: x\n".to_vec(),
        ),
    ]
}

fn hostile() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, bytes: &[u8]| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, bytes).expect("written");
    };
    put(
        "po.yaml",
        b"product: Shop\nrules: {\"::error::<script>\": \"##[error]\"}\n",
    );
    for (path, bytes) in files() {
        put(path, &bytes);
    }
    // What may not be read, where the tests may not read everything, and what is no file.
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", folder.path().join("stories/S-12-link.yaml"))
        .expect("made");
    folder
}

fn formats() -> impl Iterator<Item = &'static str> {
    let usual = po::render::ALL.iter().map(|format| format.id());
    usual.chain(po::report::FORMS.iter().map(|form| form.id))
}

/// What a terminal or a runner would obey.
fn is_obeyed(line: &str, format: &str) -> bool {
    let turns = |c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let ours = ["::error file=", "::warning file=", "::notice file="];
    let is_ours = format == "github" && ours.iter().any(|begin| line.starts_with(begin));
    line.chars().any(|c| c.is_control() || turns(c))
        || line.contains("##[")
        || (line.trim_start().starts_with("::") && !is_ours)
        || line.starts_with(['=', '@'])
}

/// What the reader of this format would take for more than text.
fn is_whole(format: &str, text: &str) {
    match format {
        "human" => {}
        "markdown" => {
            assert!(!text.contains("<script"), "{text}");
            for row in text.lines().filter(|line| line.starts_with('|')) {
                let cells = row.replace("\\|", "").matches('|').count();
                assert_eq!(cells, 5, "{row}");
                assert!(row.len() < 10_000, "{row}");
            }
        }
        "junit" => {
            let parsed = Document::parse(text).expect("XML");
            let known = [
                "testsuites",
                "testsuite",
                "testcase",
                "failure",
                "error",
                "system-out",
            ];
            let tags = parsed.descendants().filter(|node| node.is_element());
            for tag in tags.map(|node| node.tag_name().name()) {
                assert!(known.contains(&tag), "{tag}");
            }
        }
        "github" => {
            let commands = [("::error ", 10), ("::warning ", 10), ("::notice ", 10)];
            assert!(text.lines().all(|line| line.len() < 10_000), "{text}");
            for (command, most) in commands {
                assert!(text.matches(command).count() <= most, "{text}");
            }
        }
        _ => {
            let parsed: Result<Value, _> = serde_json::from_str(text);
            assert!(parsed.is_ok(), "{format}: {text}");
        }
    }
}

fn check(folder: &Path, format: &str) -> String {
    let said = po(folder, &["check", "--format", format]);
    assert_eq!(said.status.code(), Some(2), "{format}");
    let errors = String::from_utf8(said.stderr).expect("UTF-8");
    assert!(!errors.contains("panicked"), "{format}: {errors}");
    String::from_utf8(said.stdout).expect("UTF-8")
}

#[test]
fn each_format_names_each_file_and_lets_nothing_through() {
    let folder = hostile();
    for format in formats() {
        let text = check(folder.path(), format);
        for line in text.lines() {
            assert!(!is_obeyed(line, format), "{format}: {line:?}");
        }
        is_whole(format, &text);
        let files = files();
        let linked = cfg!(unix).then_some("stories/S-12-link.yaml");
        let mut paths = files
            .iter()
            .map(|(path, _)| *path)
            .chain(["po.yaml"])
            .chain(linked);
        // GitHub shows ten of a sort; the rest is counted.
        let named = |path: &str| text.contains(path) || format == "github";
        let missing = paths.find(|path| !named(path));
        assert_eq!(missing, None, "{format}: {text}");
    }
}

/// So that ten notes are enough to name them all.
#[test]
fn github_names_each_file_where_there_are_few() {
    for (path, bytes) in files() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(folder.path().join("po.yaml"), "product: Shop\n").expect("written");
        std::fs::write(file, bytes).expect("written");
        let said = po(folder.path(), &["check", "--format", "github"]);
        let text = String::from_utf8(said.stdout).expect("UTF-8");
        assert!(text.contains(&format!("file={path}")), "{path}: {text}");
    }
}

/// A name that is no text, and one that would end the note or turn the line around.
#[cfg(unix)]
#[test]
fn names_of_files_are_relative_and_safe_text() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let stories = folder.path().join("stories");
    std::fs::create_dir(&stories).expect("made");
    std::fs::write(folder.path().join("po.yaml"), "product: Shop\n").expect("written");
    let names: [&[u8]; 2] = [b"S-1-\xff.yaml", "S-2-\u{202e}\u{1b}[2J.yaml".as_bytes()];
    for name in names {
        let file = stories.join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(file, "title: [\n").expect("written");
    }
    for format in ["json", "github", "gitlab", "sarif"] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_po"))
            .current_dir(folder.path())
            .args(["check", "--format", format])
            .env_remove("PO_DIR")
            .output()
            .expect("po runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let name = folder.path().file_name().expect("a name").to_string_lossy();
        assert!(said.contains("stories/S-1-"), "{format}: {said}");
        assert!(!said.contains(&*name), "{format}: {said}");
        assert!(!said.contains(['\u{202e}', '\u{1b}']), "{format}: {said}");
    }
}
