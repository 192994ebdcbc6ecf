//! Two clones of one backlog, with git and `po` as their owners run them.
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts git and po, and writes the first files"
)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A clone, and whose it is.
#[derive(Clone, Debug)]
pub struct Clone {
    folder: PathBuf,
    person: &'static str,
    /// `po` is on the path.
    has_po: bool,
}

/// The origin and the clones of two people.
pub struct Team {
    _home: TempDir,
    pub ana: Clone,
    pub ben: Clone,
}

/// Where a shell finds git and sh, but not `po`.
const SYSTEM: &str = "/usr/local/bin:/usr/bin:/bin";

impl Team {
    /// Two clones of a backlog with these files; the merge driver is installed
    /// in both where `driver` is set.
    pub fn new(files: &[(String, String)], driver: bool) -> Team {
        let home = tempfile::tempdir().expect("a folder");
        let clone = |name: &'static str| Clone {
            folder: home.path().join(name),
            person: name,
            has_po: true,
        };
        let (ana, ben) = (clone("ana"), clone("ben"));
        fs::create_dir(&ana.folder).expect("a folder");
        ana.git(&["init", "-q", "-b", "main"]);
        for (path, text) in files {
            ana.write(path, text);
        }
        if driver {
            ana.po(&["merge-driver", "--install"]);
        }
        ana.commit("begin");
        ana.git(&["tag", "base"]);
        let (from, to) = (ana.folder.clone(), ben.folder.clone());
        let words = ["clone", "-q", &text(&from), &text(&to)].map(str::to_owned);
        ana.git(&words.each_ref().map(String::as_str));
        if driver {
            ben.po(&["merge-driver", "--install"]);
        }
        Team {
            _home: home,
            ana,
            ben,
        }
    }

    /// Both clones know both branches: `ana`, `ben` beside `main`.
    pub fn exchange(&self) {
        self.ana.git(&["branch", "-f", "ana"]);
        self.ben.git(&["branch", "-f", "ben"]);
        self.ben.git(&["fetch", "-q", "origin", "ana:ana"]);
        let from = text(&self.ben.folder);
        self.ana.git(&["fetch", "-q", &from, "ben:ben"]);
    }
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

impl Clone {
    /// The clone as it is on a machine without `po`.
    pub fn without_po(&self) -> Clone {
        Clone {
            has_po: false,
            ..self.clone()
        }
    }

    fn run(&self, program: &str, words: &[&str]) -> Output {
        let po = Path::new(env!("CARGO_BIN_EXE_po"));
        let path = match self.has_po {
            true => format!("{}:{SYSTEM}", po.parent().expect("a folder").display()),
            false => SYSTEM.to_owned(),
        };
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.folder).env_clear();
        let email = format!("{}@example.org", self.person);
        let environment = [
            ("PATH", path.as_str()),
            ("HOME", "/nonexistent"),
            ("PO_USER", self.person),
            ("NO_COLOR", "1"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_EDITOR", "true"),
            ("GIT_AUTHOR_NAME", self.person),
            ("GIT_AUTHOR_EMAIL", &email),
            ("GIT_COMMITTER_NAME", self.person),
            ("GIT_COMMITTER_EMAIL", &email),
        ];
        let command = command.envs(environment).stdin(Stdio::null());
        command.output().expect("a program")
    }

    /// Runs git, which must succeed.
    #[track_caller]
    pub fn git(&self, words: &[&str]) {
        let output = self.run("git", words);
        assert!(output.status.success(), "git {words:?}\n{}", said(&output));
    }

    /// Runs git, which may end in a conflict; whether it did not.
    #[track_caller]
    pub fn merges(&self, words: &[&str]) -> bool {
        let output = self.run("git", words);
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1)),
            "git {words:?}\n{}",
            said(&output)
        );
        code == Some(0)
    }

    /// Runs `po`, which must succeed.
    #[track_caller]
    pub fn po(&self, words: &[&str]) -> String {
        let output = self.try_po(words);
        assert!(output.status.success(), "po {words:?}\n{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn try_po(&self, words: &[&str]) -> Output {
        self.run(env!("CARGO_BIN_EXE_po"), words)
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    pub fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub fn write_bytes(&self, path: &str, text: &[u8]) {
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).expect("UTF-8")
    }

    /// The records as an independent reader sees them, by path.
    pub fn records(&self) -> BTreeMap<String, Value> {
        let read = |(path, text): (String, String)| {
            let value =
                serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}\n{text}"));
            (path, value)
        };
        self.texts().into_iter().map(read).collect()
    }

    /// The texts of the records, by path.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let entries = WalkDir::new(self.folder.join("stories")).into_iter();
        let files = entries
            .filter_map(Result::ok)
            .map(|entry| entry.into_path());
        let files = files.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
        let named = files.map(|file| {
            let path = file.strip_prefix(&self.folder).expect("inside");
            (text(path), fs::read_to_string(&file).expect("UTF-8"))
        });
        named.collect()
    }
}

/// Both outputs.
pub fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    format!("{out}{err}")
}
