//! A git repository with a backlog in it, whose commits have the dates and
//! authors the test says.

use std::path::Path;
use std::process::Command;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

/// The repository; gone when dropped.
pub struct Repository {
    folder: TempDir,
}

impl Repository {
    /// With a backlog that holds these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let repository = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        let config = "product: Shop\npeople:\n  - {name: ana, email: ana@example.org}\n";
        repository.write("po.yaml", config);
        for (path, text) in files {
            repository.write(path, text);
        }
        repository
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let file = self.path().join("backlog").join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, text).expect("written");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join("backlog").join(path)).expect("read")
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path().join("backlog").join(path)).expect("removed");
    }

    /// Commits all there is, at noon of a day.
    pub fn commit(&self, day: &str, message: &str) {
        self.git(&["add", "--all"]);
        let at = format!("{day}T12:00:00Z");
        let mut git = self.command(&["commit", "--quiet", "--message", message]);
        git.env("GIT_AUTHOR_DATE", &at)
            .env("GIT_COMMITTER_DATE", &at);
        let output = git.output().expect("git runs");
        assert!(output.status.success(), "{output:?}");
    }

    pub fn git(&self, words: &[&str]) {
        let output = self.command(words).output().expect("git runs");
        assert!(output.status.success(), "git {words:?}: {output:?}");
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.path()).args(words);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("GIT_AUTHOR_NAME", "Ana Author")
            .env("GIT_AUTHOR_EMAIL", "ana@example.org")
            .env("GIT_COMMITTER_NAME", "Carl Committer")
            .env("GIT_COMMITTER_EMAIL", "carl@example.org");
        git
    }

    /// Runs `po` in the backlog, on 2026-11-24, a Tuesday.
    pub fn po(&self, words: &[&str]) -> Output {
        po(&self.path().join("backlog"), words)
    }

    /// The JSON that `po` answers.
    pub fn json(&self, words: &[&str]) -> Value {
        let output = self.po(&[words, &["--json"]].concat());
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{words:?}: {text}"))
    }

    /// A clone with only the newest commit, and its folder.
    pub fn shallow(&self) -> TempDir {
        self.clone_of_depth(1)
    }

    /// A clone with so many of the newest commits, and its folder.
    pub fn clone_of_depth(&self, depth: usize) -> TempDir {
        let clone = tempfile::tempdir().expect("a folder");
        let from = format!("file://{}", self.path().display());
        let to = clone.path().display().to_string();
        let depth = depth.to_string();
        self.git(&["clone", "--quiet", "--depth", &depth, &from, &to]);
        clone
    }
}

/// Runs `po` in a folder.
pub fn po(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_po"))
        .arg("-C")
        .arg(folder)
        .args(["--today", "2026-11-24", "--by", "ana"])
        .args(words)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env_remove("PO_DIR")
        .output()
        .expect("po runs")
}
