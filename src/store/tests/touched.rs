//! Somebody edits files while a write is interrupted: what they wrote stays, and
//! the rest of the set is whole.

use super::Desk;
use super::Files;
use super::before_and_after;
use super::calls;
use super::dying;
use super::fewer_sets;
use super::touch;
use crate::store::disk::Disk;
use crate::store::recover::recover;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

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
                let mut files = desk.files();
                let mine = text.map(|text| Some(text.as_bytes().to_vec()));
                // A file that is away is what the set wanted, or what it was.
                let wanted = [&before, &after]
                    .iter()
                    .any(|whole| whole.get(&path).is_none());
                if text.is_some() || !wanted {
                    assert_eq!(files.get(&path), mine.as_ref(), "{at}");
                }
                files.remove(&path);
                let rest = |whole: &Files| {
                    let mut whole = whole.clone();
                    whole.remove(&path);
                    let folders = |files: &Files| {
                        let files = files.iter().filter(|(_, bytes)| bytes.is_some());
                        files
                            .map(|(k, v)| (k.clone(), v.clone()))
                            .collect::<Files>()
                    };
                    folders(&whole) == folders(&files)
                };
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
            assert!(
                finding.message.contains("S-1-title.yaml"),
                "{}",
                finding.message
            );
            let path = help.split(' ').next().expect("a path");
            let left = fs::read_to_string(desk.folder.path().join(path)).expect("kept");
            assert!(left.contains("title: Before"));
            kept += 1;
        }
    }
    assert!(kept > 0);
}
