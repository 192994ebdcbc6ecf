//! Many files written by one command, beside a program that does no more than writing them.
#![expect(clippy::disallowed_methods, reason = "the benchmark writes files")]

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::PO;
use crate::corpus;
use crate::process;
use crate::process::Cost;

/// How many stories are written.
const FILES: u64 = 1_000;

/// Closed ones as well: a query leaves them out unless it speaks of states.
const ALL: &str = "stories category:backlog,active,done,dropped";

/// The runs of both, by turns.
pub struct Bulk {
    pub files: u64,
    pub po: Vec<Cost>,
    pub alone: Vec<Cost>,
}

/// Sets a field of every story of a backlog, and writes the same files alone.
pub fn measure(scratch: &Path, runs: u16) -> anyhow::Result<Bulk> {
    let folder = scratch.join(FILES.to_string());
    crate::build(&folder, FILES)?;
    let stories = folder.join("stories");
    let said = folder.with_extension("said");
    let itself = std::env::current_exe()?;
    let (itself, target) = (
        itself.to_str().context("no text")?,
        stories.to_str().context("no text")?,
    );
    let set = [
        PO,
        "--today",
        corpus::TODAY,
        "set",
        "-q",
        ALL,
        "team=bulk",
        "--yes",
    ];
    let alone = [itself, "--only-write", target];
    let mut bulk = Bulk {
        files: FILES,
        po: Vec::new(),
        alone: Vec::new(),
    };
    for turn in 0..=runs {
        for (line, costs) in [(&set[..], &mut bulk.po), (&alone[..], &mut bulk.alone)] {
            let cost = process::run(line, &folder, &said)?;
            anyhow::ensure!(cost.status == 0, "{}", fs::read_to_string(&said)?);
            if turn > 0 {
                costs.push(cost);
            }
            let changed = git(&folder, &said, &["diff", "--name-only"])?
                .lines()
                .count();
            let want = if line[0] == PO { FILES } else { 0 };
            anyhow::ensure!(
                changed as u64 == want,
                "{changed} files changed, not {want}"
            );
            git(&folder, &said, &["checkout", "-q", "--", "stories"])?;
            if folder.join(".po").exists() {
                fs::remove_dir_all(folder.join(".po"))?;
            }
        }
    }
    Ok(bulk)
}

fn git(folder: &Path, said: &Path, words: &[&str]) -> anyhow::Result<String> {
    let cost = process::run(&[&["git"], words].concat(), folder, said)?;
    let said = fs::read_to_string(said)?;
    anyhow::ensure!(cost.status == 0, "git {}: {said}", words.join(" "));
    Ok(said)
}

/// Writes each file of a folder anew, with the steps of a safe write and no others: a file
/// beside it, synced, renamed.
pub fn only_write(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let beside = path.with_extension("new");
        let mut file = File::create(&beside)?;
        file.write_all(&fs::read(&path)?)?;
        file.sync_all()?;
        fs::rename(&beside, &path)?;
    }
    File::open(folder)?.sync_all()
}
