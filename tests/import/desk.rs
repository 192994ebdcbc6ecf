//! A temporary backlog, and the program run on it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A folder with a backlog in `b` and room for the files of others.
pub struct Desk {
    folder: TempDir,
}

/// What the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }
}

impl Desk {
    pub fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        desk.put("b/po.yaml", "product: Shop\ntimezone: Europe/Zurich\n");
        desk
    }

    pub fn backlog(&self) -> PathBuf {
        self.folder.path().join("b")
    }

    pub fn put(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    pub fn get(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).unwrap()
    }

    pub fn po(&self, words: &[&str]) -> Said {
        self.po_reading(words, b"")
    }

    /// Runs the program with these bytes on its standard input.
    pub fn po_reading(&self, words: &[&str], input: &[u8]) -> Said {
        self.run(Command::new(env!("CARGO_BIN_EXE_po")), words, input)
    }

    /// Runs `program` with the words behind those of every run.
    pub fn run(&self, mut program: Command, words: &[&str], input: &[u8]) -> Said {
        let mut child = program
            .args(["-C", "b", "--today", "2026-11-24"])
            .args(words)
            .current_dir(self.folder.path())
            .env("GIT_CEILING_DIRECTORIES", self.folder.path())
            .env_remove("PO_DIR")
            .env_remove("PO_USER")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The bytes of every file of the backlog that is no trace of the program.
    pub fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        let backlog = self.backlog();
        let name = |path: &Path| {
            let path = path.strip_prefix(&backlog).unwrap();
            path.to_str().unwrap().to_owned()
        };
        let entries = WalkDir::new(&backlog)
            .into_iter()
            .map(|entry| entry.unwrap());
        let files = entries.filter(|entry| entry.file_type().is_file());
        let named = files.map(|e| (name(e.path()), std::fs::read(e.path()).unwrap()));
        named
            .filter(|(name, _)| !name.starts_with(".po/"))
            .collect()
    }
}
