//! The files below `examples/ci`: each is read as its service reads it, and each of its commands that are `po`'s runs.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The example as a service checks it out: a repository with the backlog below it and a branch on top.
fn checkout() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let shell = "set -e
        mkdir origin && cd origin && git init -q -b main
        cp -r \"$SHOP\" backlog && git add . && git commit -qm base
        cd .. && git clone -q origin work && cd work && git switch -qc branch
        po -C backlog set S-163 title='Shop in French' >/dev/null && git commit -qam change";
    let status = run(folder.path(), shell, &[]);
    assert_eq!(status, Some(0));
    folder
}

fn run(folder: &Path, line: &str, environment: &[(&str, &str)]) -> Option<i32> {
    let bin = Path::new(env!("CARGO_BIN_EXE_po"))
        .parent()
        .expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("SHOP", root().join("examples/shop"))
        .env("PO_USER", "ana")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env_remove("PO_DIR")
        .envs(environment.iter().copied());
    for (who, name) in [("AUTHOR", "Ana"), ("COMMITTER", "Ana")] {
        shell.env(format!("GIT_{who}_NAME"), name);
        shell.env(format!("GIT_{who}_EMAIL"), "ana@example.org");
    }
    shell.status().expect("sh runs").code()
}

fn read(name: &str) -> Value {
    let file = root().join("examples/ci").join(name);
    let text = std::fs::read_to_string(file).expect("an example");
    serde_yaml::from_str(&text).expect("YAML")
}

/// The commands of `po` in a file, wherever they stand.
fn commands(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.starts_with("po ") => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(commands).collect(),
        Value::Object(map) => map.values().flat_map(commands).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_command_of_the_examples_runs() {
    let mut ran = 0;
    for name in ["github.yml", "gitlab.yml", "pre-commit.yaml"] {
        let folder = checkout();
        let work = folder.path().join("work");
        let summary = folder.path().join("summary.md").display().to_string();
        let environment = [
            ("GITHUB_BASE_REF", "main"),
            ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
            ("GITHUB_STEP_SUMMARY", summary.as_str()),
        ];
        for command in commands(&read(name)) {
            let status = run(&work, &command, &environment);
            // The shop holds mistakes on purpose; what cannot be understood would be 2.
            assert!(
                matches!(status, Some(0 | 1)),
                "{name}: {command}: {status:?}"
            );
            ran += 1;
        }
        for file in ["po.sarif", "po-quality.json", "po-junit.xml"] {
            let written = work.join(file).exists();
            let named = serde_json::to_string(&read(name))
                .expect("JSON")
                .contains(file);
            assert_eq!(written, named, "{name}: {file}");
        }
    }
    assert_eq!(ran, 4);
}

/// A checkout without the commit where the branch began would fail every pull request.
#[test]
fn the_checkouts_are_deep_enough() {
    let github = read("github.yml");
    assert_eq!(
        github["jobs"]["check"]["steps"][0]["with"]["fetch-depth"],
        0
    );
    assert_eq!(read("gitlab.yml")["backlog"]["variables"]["GIT_DEPTH"], "0");
}
