//! What the everyday commands cost on backlogs of several sizes, beside ripgrep over the same
//! files in the same session; and how fast many files are written, beside a program that does
//! no more than that.
//!
//! `cargo bench --bench speed -- --sizes 1000,10000 --runs 5 --out docs/performance.md`
#![expect(
    clippy::disallowed_methods,
    reason = "the benchmark writes backlogs and its table"
)]

mod bulk;
mod corpus;
mod process;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use clap::Parser;

use process::Cost;
use table::Row;
use table::Startup;

/// The built program, in the profile of the benchmark, which is that of a release.
const PO: &str = env!("CARGO_BIN_EXE_po");
const STARTS: usize = 200;
/// The files that the last commit changed.
const CHANGED: u64 = 5;

/// Measures `po` on generated backlogs.
#[derive(Parser)]
struct Options {
    /// Numbers of stories
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 50_000])]
    sizes: Vec<u64>,
    /// Runs of each command, after one that warms the caches
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Markdown page to write the table into, between its markers
    #[arg(long)]
    out: Option<PathBuf>,
    /// Write each file of this folder again, and do nothing else
    #[arg(long, hide = true)]
    only_write: Option<PathBuf>,
    /// Passed by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if let Some(folder) = &options.only_write {
        return Ok(bulk::only_write(folder)?);
    }
    let base = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scratch = base.join("target/corpus");
    fs::create_dir_all(&scratch)?;
    let startup = start_up(&scratch)?;
    let mut rows = Vec::new();
    for &size in &options.sizes {
        let folder = scratch.join(size.to_string());
        build(&folder, size).with_context(|| format!("the backlog {}", folder.display()))?;
        rows.extend(measure(&folder, size, options.runs)?);
    }
    let bulk = bulk::measure(&scratch, options.runs)?;
    let text = table::markdown(&startup, &rows, &bulk, options.runs);
    println!("{text}");
    if let Some(out) = options.out {
        let page = base.join(out);
        let old = fs::read_to_string(&page).unwrap_or_else(|_| table::empty_page());
        let new = table::placed(&old, &text)
            .with_context(|| format!("{} lacks the markers", page.display()))?;
        fs::write(&page, new)?;
    }
    Ok(())
}

/// Starts `po` and a program that does nothing by turns.
fn start_up(scratch: &Path) -> anyhow::Result<Startup> {
    let said = scratch.join("said");
    let (mut empty, mut version) = (Duration::ZERO, Ok(Duration::ZERO));
    for _ in 0..STARTS {
        empty += process::run(&["/bin/true"], scratch, &said)?.cpu;
        let started = once(&[PO, "--version"], scratch, &said);
        version = version.and_then(|sum| Ok(sum + started?.cpu));
    }
    let runs = u32::try_from(STARTS)?;
    let version = version.map(|sum| sum / runs);
    Ok(Startup {
        runs,
        empty: empty / runs,
        version,
    })
}

/// Writes the backlog and commits it, unless this version of it stands there already.
fn build(folder: &Path, size: u64) -> anyhow::Result<()> {
    let stamp = folder.with_extension("version");
    let version = format!("{} in two commits", corpus::VERSION);
    if fs::read_to_string(&stamp).is_ok_and(|built| built == version) {
        return Ok(());
    }
    eprintln!("making {size} stories in {}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for kind in ["epics", "sprints", "releases", "stories"] {
        fs::create_dir_all(folder.join(kind))?;
    }
    for (path, text) in corpus::Plan::new(size).context("no stories")?.files() {
        fs::write(folder.join(path), text)?;
    }
    // In a repository of its own: `new` asks git for the ids of the past, `check --since` for a branch.
    commit(folder, "The backlog")?;
    for number in 1..=CHANGED {
        let file = story_file(folder, &format!("S-{number}"))?;
        let text = fs::read_to_string(&file)?;
        fs::write(&file, text + "# looked at again\n")?;
    }
    commit(folder, "A branch")?;
    fs::write(stamp, version)?;
    Ok(())
}

fn commit(folder: &Path, message: &str) -> anyhow::Result<()> {
    let author = [
        "-c",
        "user.name=ana",
        "-c",
        "user.email=ana@example.org",
        "-c",
        "gc.auto=0",
    ];
    let said = folder.with_extension("git");
    for step in [
        &["init", "-q"][..],
        &["add", "."],
        &["commit", "-q", "-m", message],
    ] {
        let line = [&["git"][..], &author, step].concat();
        let cost = process::run(&line, folder, &said).context("git")?;
        anyhow::ensure!(
            cost.status == 0,
            "git {}: {}",
            step.join(" "),
            fs::read_to_string(&said)?
        );
    }
    Ok(())
}

/// The commands, by turns, so that noise meets all of them alike.
fn measure(folder: &Path, size: u64, runs: u16) -> anyhow::Result<Vec<Row>> {
    let said = folder.with_extension("said");
    let (id, kept, text) = open_story(folder, size / 2 + 1)?;
    let lines = commands(&id);
    let mut costs: BTreeMap<usize, Result<Vec<Cost>, String>> = BTreeMap::new();
    for turn in 0..=runs {
        for (at, (line, _)) in lines.iter().enumerate() {
            let words = line.iter().map(String::as_str).collect::<Vec<_>>();
            let entry = costs.entry(at).or_insert_with(|| Ok(Vec::new()));
            let Ok(done) = entry else { continue };
            match once(&words, folder, &said) {
                Ok(_) if turn == 0 => {}
                Ok(cost) => done.push(cost),
                Err(reason) => *entry = Err(reason),
            }
            restore(folder, size, &kept, &text)?;
        }
    }
    let mut rows = Vec::new();
    for ((_, costs), (line, beside)) in costs.into_iter().zip(lines) {
        let command = line
            .join(" ")
            .replace(&format!("{PO} --today {}", corpus::TODAY), "po");
        let opened = costs
            .is_ok()
            .then(|| opened(&line, folder, &said))
            .flatten();
        restore(folder, size, &kept, &text)?;
        rows.push(Row {
            size,
            command,
            beside,
            costs,
            opened,
        });
    }
    Ok(rows)
}

/// The commands, each with the one that it is compared with: one that does the least that
/// the command cannot do without.
fn commands(id: &str) -> Vec<(Vec<String>, &'static str)> {
    const READ_ALL: &str = "rg -c status:";
    /// Reads every record, and shows the open ones.
    const LOAD: &str = "po list";
    const LIST_FILES: &str = "rg --files";
    const READ_RANKS: &str = "rg -c ^rank:";
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let peer = |line: &'static str| (owned(&line.split(' ').collect::<Vec<_>>()), line);
    let po = |rest: &[&str], beside| {
        let line = [&[PO, "--today", corpus::TODAY], rest].concat();
        (owned(&line), beside)
    };
    vec![
        peer(READ_ALL),
        po(&["list"], READ_ALL),
        po(&["check"], LOAD),
        po(&["check", "--since", "HEAD^1"], "po check"),
        po(&["prioritize"], LOAD),
        po(&["prioritize", "--sensitivity"], LOAD),
        peer(LIST_FILES),
        po(&["show", id], LIST_FILES),
        po(&["set", id, "assignee=x"], LIST_FILES),
        po(&["new", "story", "T"], LIST_FILES),
        peer(READ_RANKS),
        po(&["move", id, "--top"], READ_RANKS),
    ]
}

/// One run, or why the command does not count.
fn once(line: &[&str], folder: &Path, said: &Path) -> Result<Cost, String> {
    let cost = process::run(line, folder, said).map_err(|error| error.to_string())?;
    // `check` exits 1 where it found something, which it does here.
    let good = cost.status == 0 || cost.status == 1 && line.contains(&"check");
    // The size alone: what this process holds in memory would count as the next one's.
    if good && fs::metadata(said).is_ok_and(|said| said.len() > 0) {
        return Ok(cost);
    }
    let said = fs::read_to_string(said).unwrap_or_default();
    let first = said.lines().next().unwrap_or("nothing printed");
    Err(format!("not measured: exit {}, {first}", cost.status))
}

fn opened(line: &[String], folder: &Path, said: &Path) -> Option<usize> {
    let one_record = ["show", "set"]
        .iter()
        .any(|verb| line.iter().any(|word| word == verb));
    let words = line.iter().map(String::as_str).collect::<Vec<_>>();
    one_record
        .then(|| process::files_opened(&words, folder, said))
        .flatten()
}

/// The first story from this number on that is still open, which may be moved, its file and text.
fn open_story(folder: &Path, from: u64) -> anyhow::Result<(String, PathBuf, String)> {
    for number in from.. {
        let id = format!("S-{number}");
        let file = story_file(folder, &id)?;
        let text = fs::read_to_string(&file)?;
        let is_closed = |line: &str| ["status: done", "status: dropped"].contains(&line);
        if !text.lines().any(is_closed) {
            return Ok((id, file, text));
        }
    }
    anyhow::bail!("no open story")
}

fn story_file(folder: &Path, id: &str) -> anyhow::Result<PathBuf> {
    let start = format!("{id}-");
    let mut entries = fs::read_dir(folder.join("stories"))?.filter_map(Result::ok);
    let found = entries.find(|entry| entry.file_name().to_string_lossy().starts_with(&start));
    Ok(found.with_context(|| format!("no file of {id}"))?.path())
}

/// Takes back what the commands wrote.
fn restore(folder: &Path, size: u64, kept: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(kept)? != text {
        fs::write(kept, text)?;
    }
    if folder.join(".po").exists() {
        fs::remove_dir_all(folder.join(".po"))?;
    }
    for entry in fs::read_dir(folder.join("stories"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name
            .split('-')
            .nth(1)
            .and_then(|number| number.parse::<u64>().ok());
        if number.is_none_or(|number| number > size) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
