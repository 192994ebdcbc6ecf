//! Completion as the shells themselves do it: each reads the script of `po completions` and is
//! asked what may come next. A shell that is not there is skipped, and said so.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts shells in a folder of its own"
)]

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use tempfile::TempDir;

const STORY: &str = "id: S-1\ntitle: \"$(touch pwned) `touch pwned`; \\\"q\\\" it's : %F{red}\"\n\
    status: idea\nlabels: [\"$(touch pwned)\", \"a b\", \"it's\", \"x;touch pwned\", plain, \"back\\\\slash\"]\n";
const PO: &str = "product: Desk\npeople: [{name: Ana Maria}, {name: \"$(touch pwned)\"}]\n\
    workflow: {inbox: backlog, doing: active, shipped: done}\n";

/// A backlog of hostile and broken files.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    };
    write("po.yaml", PO.as_bytes());
    write("stories/S-1-evil.yaml", STORY.as_bytes());
    let red = "id: S-2\ntitle: \"\\e[31mred\\a\\nnext\\tline\"\nstatus: doing\n";
    write("stories/S-2-red.yaml", red.as_bytes());
    write(
        "stories/S-3-broken.yaml",
        b"id: S-3\ntitle: Broken\nlabels: [a\n\t x",
    );
    write("stories/S-4-binary.yaml", b"\0\xff\x01");
    let closed = b"id: S-5\ntitle: Gone out\nstatus: shipped\n";
    write("stories/S-5-closed.yaml", closed);
    write("epics/E-1-checkout.yaml", b"id: E-1\ntitle: Checkout\n");
    write("my file.csv", b"x\n");
    folder
}

fn exists(shell: &str) -> bool {
    let known = Command::new(shell).args(["-c", "exit"]).output().is_ok();
    if !known {
        println!("skipped: there is no {shell} here");
    }
    known
}

/// What a program says, with `po` in reach.
fn run(folder: &Path, program: &str, args: &[&str]) -> String {
    let po = Path::new(env!("CARGO_BIN_EXE_po"));
    let path = env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", po.parent().expect("a folder").display());
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env_clear();
    command.stdin(Stdio::null()).envs([
        ("PATH", path.as_str()),
        ("HOME", &folder.display().to_string()),
        ("PO_USER", "ana"),
        ("TERM", "dumb"),
        ("LC_ALL", "C.UTF-8"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
    ]);
    let output = command.output().expect(program);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.is_empty(), "{program} {args:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn nothing_ran(folder: &Path) {
    let ran = walkdir::WalkDir::new(folder).into_iter().flatten();
    let mut ran = ran.filter(|entry| entry.file_name() == "pwned");
    assert!(ran.next().is_none(), "a value was run as a command");
}

/// What the function for bash replies, each as bash itself reads it: quotes are taken away.
fn bash(folder: &Path, replaced: &str, line: &str) -> Vec<String> {
    let script = "source <(po completions bash); COMP_LINE=$2; COMP_POINT=${#2}; \
        read -ra COMP_WORDS <<<\"$2\"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _po po \"$1\"; \
        for reply in \"${COMPREPLY[@]}\"; do \
        if [[ $3 == paths ]]; then echo \"$reply\"; else eval \"printf '%s\\n' $reply\"; fi; done";
    let kind = if line.contains("import") {
        "paths"
    } else {
        "words"
    };
    let said = run(
        folder,
        "bash",
        &["--norc", "-c", script, "bash", replaced, line, kind],
    );
    nothing_ran(folder);
    said.lines().map(str::to_owned).collect()
}

fn fish(folder: &Path, line: &str) -> String {
    let script = "po completions fish | source; complete -C $argv[1]";
    let said = run(folder, "fish", &["--no-config", "-c", script, line]);
    nothing_ran(folder);
    said
}

/// What zsh shows, without the movements of the cursor.
fn zsh(folder: &Path, line: &str) -> String {
    let script = folder.join(".po.zsh");
    fs::write(&script, run(folder, "po", &["completions", "zsh"])).expect("a file");
    let capture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/completions/capture.zsh");
    let args = [&capture, &script].map(|path| path.display().to_string());
    let said = run(folder, "zsh", &["-f", &args[0], &args[1], line]);
    nothing_ran(folder);
    let mut text = String::new();
    let mut chars = said.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => drop(chars.find(|c| c.is_ascii_alphabetic())),
            '\r' => {}
            c => text.push(c),
        }
    }
    text
}

#[test]
fn bash_completes_commands_states_and_ids() {
    if !exists("bash") {
        return;
    }
    let desk = desk();
    let folder = desk.path();
    assert_eq!(bash(folder, "sho", "po sho"), ["show"]);
    let states = ["inbox", "doing", "shipped"];
    assert_eq!(bash(folder, "", "po set S-1 status="), states);
    assert_eq!(bash(folder, "doi", "po list status:doi"), ["doing"]);
    // Open ones; a digit finds closed ones as well. What cannot be read is there.
    assert_eq!(
        bash(folder, "S-", "po show S-"),
        ["S-1", "S-2", "S-3", "S-4"]
    );
    assert_eq!(bash(folder, "S-5", "po show S-5"), ["S-5"]);
    assert_eq!(bash(folder, "s-5", "po show s-5"), ["S-5"]);
    assert_eq!(bash(folder, "", "po set S-1 epic="), ["E-1"]);
    assert_eq!(bash(folder, "--dry", "po set --dry"), ["--dry-run"]);
    assert_eq!(
        bash(folder, "vague-t", "po check --select=bad-type,vague-t").len(),
        1
    );
    assert_eq!(bash(folder, "my", "po import my"), ["my file.csv"]);
}

#[test]
fn bash_reads_each_value_as_it_stands_in_the_file() {
    if !exists("bash") {
        return;
    }
    let desk = desk();
    let folder = desk.path();
    let labels = ["$(touch pwned)", "a b", "it's", "plain", "x;touch pwned"];
    assert_eq!(bash(folder, "", "po set S-1 labels+="), labels);
    let people = bash(folder, "", "po set S-1 assignee=");
    assert_eq!(people, ["@me", "Ana Maria", "$(touch pwned)"]);
}

#[test]
fn fish_shows_titles_and_types_no_control_characters() {
    if !exists("fish") {
        return;
    }
    let desk = desk();
    let folder = desk.path();
    let ids = fish(folder, "po set S-");
    let first = "S-1\t$(touch pwned) `touch pwned`; \"q\" it's : %F{red}\n";
    assert!(ids.starts_with(first), "{ids}");
    assert!(ids.contains("S-2\t␛[31mred␇ next line\n"), "{ids:?}");
    assert!(!ids.contains('\u{1b}'), "{ids:?}");
    let states = "status=inbox\tbacklog\nstatus=doing\tactive\nstatus=shipped\tdone\n";
    assert_eq!(fish(folder, "po set S-1 status="), states);
    assert_eq!(fish(folder, "po import my"), "my file.csv\n");
    let text = fish(folder, "po set S-1 description@=my");
    assert_eq!(text, "description@=my file.csv\n");
    assert!(fish(folder, "po set S-1 labels+=").contains("labels+=a b"));
}

#[test]
fn zsh_shows_titles_and_quotes_what_it_types() {
    if !exists("zsh") {
        return;
    }
    let desk = desk();
    let folder = desk.path();
    let ids = zsh(folder, "po show S-");
    assert!(ids.contains("S-1  -- $(touch pwned) `touch"), "{ids}");
    assert!(
        ids.contains("%F{red}") && ids.contains("␛[31mred␇"),
        "{ids}"
    );
    let states = zsh(folder, "po set S-1 status=");
    assert!(states.contains("status=doing"), "{states}");
    assert!(states.contains("-- backlog"), "{states}");
    let person = zsh(folder, "po set S-1 assignee=An");
    assert!(person.contains("assignee=Ana\\ Maria"), "{person}");
    let file = zsh(folder, "po import my");
    assert!(file.contains("my\\ file.csv"), "{file}");
}

#[test]
fn a_broken_or_missing_backlog_leaves_what_po_knows_itself() {
    let desk = desk();
    fs::write(desk.path().join("po.yaml"), b"workflow: [\0").expect("a file");
    let asked = |folder: &Path, words: &[&str]| {
        let words = [&["__complete", "zsh", "po"], words].concat();
        run(folder, env!("CARGO_BIN_EXE_po"), &words)
    };
    let fields = |words: &[&str]| asked(desk.path(), words);
    assert!(fields(&["set", "S-1", "poi"]).starts_with("points="));
    assert!(fields(&["show", "S-3"]).starts_with("S-3\tBroken\n"));
    assert!(fields(&["set", "S-1", "status="]).contains("status=ready"));
    let nowhere = tempfile::tempdir().expect("a folder");
    assert_eq!(asked(nowhere.path(), &["show", ""]), "");
    assert!(asked(nowhere.path(), &["sho"]).starts_with("show\t"));
    assert!(asked(nowhere.path(), &["list", "is:"]).is_empty());
    let dir = desk.path().display().to_string();
    let elsewhere = asked(nowhere.path(), &["-C", &dir, "show", "E-"]);
    assert_eq!(elsewhere, "E-1\tCheckout\n");
}

#[test]
fn whatever_a_shell_passes_on_there_is_an_answer_and_no_complaint() {
    let desk = desk();
    for shell in ["bash", "zsh", "fish", "powershell", "tcsh", ""] {
        for words in [
            &[][..],
            &[""],
            &["po"],
            &["po", "--", "-"],
            &["po", "set", "-q"],
            &["po", "set", "-q", "status:("],
            &["po", "set", "S-1", "é=ü,", "."],
            &["99999999999999999999", "po", "list", "s"],
            &["po", "-Cé", "list", "-"],
            &["x", "po 'a \"b\\"],
            &["po", "set", "S-1", "scores.wsjf.value="],
            &["po", "set", "S-1", "acceptance.1."],
        ] {
            let all = [&["__complete", shell], words].concat();
            run(desk.path(), env!("CARGO_BIN_EXE_po"), &all);
        }
    }
}

#[test]
fn powershell_gets_a_native_completer() {
    let script = run(
        Path::new("."),
        env!("CARGO_BIN_EXE_po"),
        &["completions", "powershell"],
    );
    let begin = "Register-ArgumentCompleter -Native -CommandName po -ScriptBlock {";
    assert!(script.contains(begin), "{script}");
    assert_eq!(script.matches('{').count(), script.matches('}').count());
    let desk = desk();
    let answer = ["__complete", "powershell", "3", "po", "show"];
    let answer = run(desk.path(), env!("CARGO_BIN_EXE_po"), &answer);
    assert!(answer.starts_with("S-1\t"), "{answer}");
    if !exists("pwsh") {
        return;
    }
    let ask = "po completions powershell | Out-String | Invoke-Expression; \
        $line = 'po set S-1 status='; \
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText";
    let said = run(desk.path(), "pwsh", &["-NoProfile", "-Command", ask]);
    assert!(said.contains("status=doing"), "{said}");
}
