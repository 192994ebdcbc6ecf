//! What is left when `po` dies at any of its system calls, or one of them
//! fails: all of a set or none of it, nothing beside it, and never a text that
//! somebody else wrote meanwhile overwritten.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at files and start themselves to be killed"
)]

mod killed;
mod touched;

use super::apply::file_set;
use super::apply::write;
use super::disk::Disk;
use super::find::Root;
use super::journal::Journal;
use super::journal::Set;
use super::recover::recover;
use crate::diag::Error;
use crate::edit::Change;
use crate::model::id::Id;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Every file and folder but those of `.po`; a folder holds nothing.
type Files = BTreeMap<PathBuf, Option<Vec<u8>>>;

struct Desk {
    folder: TempDir,
    changes: Vec<Change>,
}

impl Desk {
    /// A backlog and a set of so many changes: files that change, that come and
    /// that go, in turns, beginning with one of the three.
    fn new(count: usize, first: usize) -> Self {
        // In memory, where there is such a folder: a sync costs nothing there.
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let folder = folder.expect("a folder");
        let changes = changes(count, first);
        fs::create_dir(folder.path().join("stories")).expect("a folder");
        fs::write(folder.path().join("po.yaml"), "product: Shop\n").expect("a file");
        for change in &changes {
            if let Some(text) = &change.before {
                fs::write(folder.path().join(&change.path), text).expect("a file");
            }
        }
        Self { folder, changes }
    }

    fn root(&self) -> Root {
        Root::at(self.folder.path())
    }

    fn write(&self, disk: &Disk) -> Result<(), Error> {
        write_all(&self.root(), disk, &self.changes)
    }

    /// Recovers until it is done; whether the set was finished, where there was
    /// one.
    fn recover(&self) -> Option<bool> {
        let recovered = recover(&self.root(), &Disk::default()).expect("recovered");
        let finding = recovered.map(|recovered| recovered.finding());
        finding.map(|finding| finding.message.contains("finished now"))
    }

    fn files(&self) -> Files {
        let entries = WalkDir::new(self.folder.path()).min_depth(1);
        let entries = entries.into_iter().filter_entry(|e| e.file_name() != ".po");
        let read = |path: &Path| path.is_file().then(|| fs::read(path).expect("readable"));
        entries
            .map(|entry| entry.expect("listed").into_path())
            .map(|path| {
                let inside = path.strip_prefix(self.folder.path()).expect("inside");
                (inside.to_owned(), read(&path))
            })
            .collect()
    }

    /// Nothing of the journal is left but sets that were written.
    fn is_at_rest(&self) -> bool {
        let root = self.root();
        let disk = Disk::default();
        let draft = self.folder.path().join(".po/journal/draft.json");
        Journal::new(&root, &disk).open().is_none() && !draft.exists()
    }

    fn numbers(&self) -> Vec<u32> {
        let root = self.root();
        let disk = Disk::default();
        Journal::new(&root, &disk).numbers()
    }
}

fn changes(count: usize, first: usize) -> Vec<Change> {
    let text = |what: &str, number: usize| {
        let lines = format!("id: S-{number}\ntitle: {what}\n");
        lines.repeat(20)
    };
    let change = |number: usize| {
        let (before, after) = [(true, true), (false, true), (true, false)][(number + first) % 3];
        let place = if before { "stories" } else { "stories/2026/q4" };
        Change {
            path: format!("{place}/S-{number}-title.yaml"),
            id: Id::new(format!("S-{number}")).ok(),
            before: before.then(|| text("Before", number)),
            after: after.then(|| text("After", number)),
            fields: Vec::new(),
            place: None,
        }
    };
    (1..=count).map(change).collect()
}

fn write_all(root: &Root, disk: &Disk, changes: &[Change]) -> Result<(), Error> {
    let files = changes.iter().map(|change| file_set(root, change));
    write(root, disk, Set::new(root, files.collect(), None))
}

/// A disk whose calls fail from this one on, and so do nothing more: what a
/// process does that was killed. Counts the calls.
fn dying(at: usize) -> (Disk, Rc<Cell<usize>>) {
    failing(move |count| count >= at)
}

fn failing(fails: impl Fn(usize) -> bool + 'static) -> (Disk, Rc<Cell<usize>>) {
    let count = Rc::new(Cell::new(0));
    let counter = Rc::clone(&count);
    let hook = move |_: &'static str, _: &Path| {
        counter.set(counter.get() + 1);
        match fails(counter.get()) {
            true => Err(io::Error::from(io::ErrorKind::StorageFull)),
            false => Ok(()),
        }
    };
    let disk = Disk {
        hook: Some(Box::new(hook)),
    };
    (disk, count)
}

/// The calls that a whole write makes.
fn calls(count: usize, first: usize) -> usize {
    let (disk, calls) = dying(usize::MAX);
    let desk = Desk::new(count, first);
    desk.write(&disk).expect("written");
    calls.get()
}

/// Sets of one to five changes, each kind of change first.
fn sets() -> impl Iterator<Item = (usize, usize)> {
    (1..=5).flat_map(|count| (0..3).map(move |first| (count, first)))
}

/// The same numbers of changes, one kind of change first for each.
fn fewer_sets() -> impl Iterator<Item = (usize, usize)> {
    (1..=5).map(|count| (count, count % 3))
}

/// What the set's files are before and after it.
fn before_and_after(count: usize, first: usize) -> (Files, Files) {
    let desk = Desk::new(count, first);
    let before = desk.files();
    desk.write(&Disk::default()).expect("written");
    assert_eq!(desk.numbers(), [1]);
    (before, desk.files())
}

#[test]
fn a_set_is_all_or_none_wherever_the_program_dies() {
    for (count, first) in sets() {
        let (before, after) = before_and_after(count, first);
        let mut outcomes = [0, 0];
        for step in 1..=calls(count, first) {
            let at = format!("{count} changes, from {first}, dead at {step}");
            let desk = Desk::new(count, first);
            let written = desk.write(&dying(step).0).is_ok();
            let finished = desk.recover();
            let files = desk.files();
            let whole = finished.unwrap_or(written);
            assert_eq!(files, *if whole { &after } else { &before }, "{at}");
            assert_eq!(desk.numbers().len(), usize::from(whole), "{at}");
            assert_eq!(desk.recover(), None, "{at}");
            assert!(desk.is_at_rest() || finished.is_none(), "{at}");
            outcomes[usize::from(whole)] += 1;
            // And the next write goes on from there.
            if !whole {
                desk.write(&Disk::default()).expect("written again");
                assert_eq!(desk.files(), after, "{at}, written again");
                assert!(desk.is_at_rest(), "{at}");
            }
        }
        assert!(outcomes.iter().all(|n| *n > 1), "{count}: {outcomes:?}");
    }
}

#[test]
fn a_recovery_may_die_as_well() {
    for (count, first) in fewer_sets() {
        let (before, after) = before_and_after(count, first);
        for step in 1..=calls(count, first) {
            for second in 1.. {
                let at = format!("{count} changes, from {first}, dead at {step}, then at {second}");
                let desk = Desk::new(count, first);
                let _ = desk.write(&dying(step).0);
                let (disk, calls) = dying(second);
                let _ = recover(&desk.root(), &disk);
                desk.recover();
                let files = desk.files();
                assert!(files == before || files == after, "{at}: {files:#?}");
                if calls.get() < second {
                    break;
                }
            }
        }
    }
}

#[test]
fn a_call_that_fails_leaves_nothing_behind() {
    for (count, first) in sets() {
        let (before, after) = before_and_after(count, first);
        for step in 1..=calls(count, first) {
            let at = format!("{count} changes, from {first}, failed at {step}");
            let desk = Desk::new(count, first);
            match desk.write(&failing(move |call| call == step).0) {
                Err(error) => {
                    assert_eq!(desk.files(), before, "{at}");
                    assert!(desk.is_at_rest(), "{at}");
                    assert!(error.help[0].starts_with("nothing was changed"), "{at}");
                }
                // Only the name of the finished set is missing.
                Ok(()) => {
                    assert_eq!(desk.files(), after, "{at}");
                    assert_ne!(desk.recover(), Some(false), "{at}");
                    assert_eq!(desk.files(), after, "{at}");
                }
            }
        }
    }
}

fn touch(desk: &Desk, path: &Path, text: Option<&str>) {
    let file = desk.folder.path().join(path);
    match text {
        Some(text) => {
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("written");
        }
        None => drop(fs::remove_file(file)),
    }
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_overwritten() {
    let desk = Desk::new(3, 0);
    let path = Path::new(&desk.changes[2].path);
    touch(&desk, path, Some("# mine\n"));
    let mine = desk.files();
    let error = desk.write(&Disk::default()).expect_err("refused");
    assert_eq!(desk.files(), mine);
    assert!(
        error.message.ends_with("changed since it was read"),
        "{error}"
    );
    assert_eq!(
        error.help,
        ["nothing was changed; run the command again on what the file holds now"]
    );
    assert!(desk.is_at_rest());
}

#[test]
fn the_journal_names_the_temporary_files_before_they_are() {
    let desk = Desk::new(5, 0);
    for step in 1..=calls(5, 0) {
        let desk = Desk::new(5, 0);
        let _ = desk.write(&dying(step).0);
        let files = desk.files().into_keys();
        let loose = files.filter(|path| path.extension().is_some_and(|end| end == "tmp"));
        let journal = fs::read_dir(desk.folder.path().join(".po/journal"));
        let journal: String = journal
            .into_iter()
            .flatten()
            .map(|entry| fs::read_to_string(entry.expect("listed").path()).expect("text"))
            .collect();
        for path in loose {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .expect("a name");
            assert!(name.starts_with(".po-"), "{name}");
            assert!(journal.contains(name), "{step}: {name}");
        }
    }
    assert!(desk.is_at_rest());
}

#[cfg(unix)]
#[test]
fn a_changed_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(1, 2);
    let file = desk.folder.path().join(&desk.changes[0].path);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
    desk.write(&Disk::default()).expect("written");
    let mode = fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o7777, 0o640);
}

#[test]
fn the_journal_keeps_the_last_hundred_sets() {
    let desk = Desk::new(1, 2);
    let mut change = desk.changes[0].clone();
    for number in 0..103 {
        let text = format!("id: S-1\npoints: {number}\n");
        let next = Change {
            before: change
                .after
                .clone()
                .filter(|_| number > 0)
                .or(change.before),
            after: Some(text),
            ..change
        };
        super::apply(&desk.root(), std::slice::from_ref(&next)).expect("written");
        change = next;
    }
    let numbers = desk.numbers();
    assert_eq!((numbers.len(), numbers[0], numbers[99]), (100, 4, 103));
}
