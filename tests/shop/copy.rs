//! A copy of the shop of `examples/`, to play with.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use walkdir::DirEntry;
use walkdir::WalkDir;

/// The copy; what po keeps for itself beside the example stays out of it.
pub fn shop() -> TempDir {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shop");
    let folder = tempfile::tempdir().expect("a folder");
    let is_its_own = |entry: &DirEntry| entry.file_name() != ".po";
    for entry in WalkDir::new(&example).into_iter().filter_entry(is_its_own) {
        let entry = entry.expect("readable");
        let inside = entry.path().strip_prefix(&example).expect("inside");
        let target = folder.path().join(inside);
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(target).expect("a folder"),
            false => drop(fs::copy(entry.path(), target).expect("a copy")),
        }
    }
    folder
}
