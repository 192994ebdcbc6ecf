//! A temporary backlog, and the program run on it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

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
    pub fn both(&self) -> String {
        format!("{}\n{}", self.out, self.err)
    }
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { folder };
        desk.put("po.yaml", b"product: Shop\n");
        desk
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn put(&self, path: &str, bytes: &[u8]) {
        let file = self.path(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }

    pub fn get(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// The files and their bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        // A refused write may have left its lock; that is no file of the user's.
        let own = |entry: &walkdir::DirEntry| entry.file_name() != ".po";
        let entries = WalkDir::new(self.folder.path()).into_iter();
        let entries = entries.filter_entry(own);
        let files = entries.map(|entry| entry.unwrap().into_path());
        let files = files.filter(|path| path.is_file());
        files
            .map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .collect()
    }

    /// Runs the program on 2026-11-24, at a width of 80.
    pub fn po(&self, words: &[&str]) -> Said {
        self.po_at(80, words)
    }

    /// What the program says to this line, which must succeed.
    #[track_caller]
    pub fn good(&self, line: &str) -> Said {
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = self.po(&words);
        assert_eq!(said.code, 0, "po {line}: {}", said.both());
        said
    }

    pub fn po_at(&self, width: usize, words: &[&str]) -> Said {
        let program = env!("CARGO_BIN_EXE_po");
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).env_clear();
        command.args(words);
        if !words.contains(&"--today") {
            command.args(["--today", "2026-11-24"]);
        }
        let environment = [
            ("PO_USER", "ana"),
            ("NO_COLOR", "1"),
            ("TZ", "UTC"),
            ("HOME", "/nonexistent"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CEILING_DIRECTORIES", "/"),
        ];
        command.envs(environment).env("COLUMNS", width.to_string());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        Said {
            code: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}
