//! Somebody edits files while a write is interrupted: what they wrote stays, and
//! the rest of the set is whole.

use super::Desk;
use super::Files;
use super::before_and_after;
use super::calls;
use super::dying;
use super::fewer_sets;
use super::touch;
use super::write_all;
use crate::edit::Change;
use crate::store::disk::Disk;
use crate::store::recover::recover;
use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

/// Somebody edits a file while a write is interrupted, or takes it away.
#[test]
fn a_file_that_somebody_changed_meanwhile_is_left_and_the_rest_is_whole() {
    for (count, first) in fewer_sets() {
        let (before, after) = before_and_after(count, first);
        for step in 1..=calls(count, first) {
            for (touched, text) in (0..count).flat_map(|n| [(n, Some("# mine\n")), (n, None)]) {
                let at =
                    format!("{count} changes, from {first}, dead at {step}, {touched} {text:?}");
                let desk = Desk::new(count, first);
                let _ = desk.write(&dying(step).0);
                let path = PathBuf::from(&desk.changes[touched].path);
                touch(&desk, &path, text);
                desk.recover();
                let files = desk.files();
                let mine = text.map(|text| Some(text.as_bytes().to_vec()));
                // A file that is away is what the set wanted, or what it was.
                let wanted = [&before, &after]
                    .iter()
                    .any(|whole| whole.get(&path).is_none());
                if text.is_some() || !wanted {
                    assert_eq!(files.get(&path), mine.as_ref(), "{at}");
                }
                let rest = |whole| without(whole, &path) == without(&files, &path);
                assert!(rest(&before) || rest(&after), "{at}: {files:#?}");
            }
        }
    }
}

#[test]
fn two_files_that_somebody_changed_are_named_and_their_texts_kept() {
    let (count, first) = (3, 0);
    let mut kept = 0;
    for step in 1..=calls(count, first) {
        let desk = Desk::new(count, first);
        let _ = desk.write(&dying(step).0);
        for change in &desk.changes[..2] {
            touch(&desk, Path::new(&change.path), Some("# mine\n"));
        }
        let recovered = recover(&desk.root(), &Disk::default()).expect("recovered");
        let files = desk.files();
        for change in &desk.changes[..2] {
            let mine = Some(b"# mine\n".to_vec());
            assert_eq!(files.get(Path::new(&change.path)), Some(&mine), "{step}");
        }
        let Some(finding) = recovered.map(|recovered| recovered.finding()) else {
            continue;
        };
        if let Some(help) = finding.help.filter(|help| help.contains(".left.json")) {
            let named = |change: &Change| finding.message.contains(&change.path);
            assert!(desk.changes[..2].iter().any(named), "{}", finding.message);
            let path = help.split(' ').next().expect("a path");
            let left = fs::read_to_string(desk.folder.path().join(path)).expect("kept");
            assert!(left.contains("title: Before"));
            kept += 1;
        }
    }
    assert!(kept > 0);
}

/// The files without folders, and without one of them.
fn without(files: &Files, path: &Path) -> Files {
    let files = files.iter();
    let files = files.filter(|(name, bytes)| bytes.is_some() && *name != path);
    files
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect()
}

/// An editor saves while a set is being written. Only between the comparison
/// and the very next call, the rename, can nobody see it.
#[test]
fn a_file_that_an_editor_saves_during_a_write_is_not_overwritten() {
    for (count, first) in fewer_sets() {
        let (before, after) = before_and_after(count, first);
        for step in 1..=calls(count, first) {
            for touched in 0..count {
                let at = format!("{count} changes, from {first}, {touched} saved at {step}");
                let desk = Desk::new(count, first);
                let path = PathBuf::from(&desk.changes[touched].path);
                let file = desk.folder.path().join(&path);
                let saved = Rc::new(Cell::new(false));
                let disk = saving(step, file, Rc::clone(&saved));
                let written = write_all(&desk.root(), &disk, &desk.changes);
                if !saved.get() {
                    continue;
                }
                let files = desk.files();
                assert_eq!(files.get(&path), Some(&Some(b"# mine\n".to_vec())), "{at}");
                let whole = if written.is_ok() { &after } else { &before };
                assert_eq!(without(&files, &path), without(whole, &path), "{at}");
                assert!(desk.is_at_rest(), "{at}");
            }
        }
    }
}

/// A disk before whose call of this number somebody saves a file.
fn saving(step: usize, file: PathBuf, saved: Rc<Cell<bool>>) -> Disk {
    let count = Cell::new(0);
    let hook = move |call: &'static str, at: &Path| {
        count.set(count.get() + 1);
        let unseen = at == file && ["rename", "remove"].contains(&call);
        if count.get() == step && !unseen && file.parent().is_some_and(Path::is_dir) {
            fs::write(&file, "# mine\n")?;
            saved.set(true);
        }
        Ok(())
    };
    Disk {
        hook: Some(Box::new(hook)),
    }
}
