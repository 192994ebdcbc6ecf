//! Disks that refuse: nothing is half written, and the message says why.

use super::STORY;
use super::desk;
use super::flat;
use crate::desk::Desk;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

fn runs(program: &str, words: &[&str]) -> bool {
    let output = Command::new(program).args(words).output();
    output.is_ok_and(|output| output.status.success())
}

/// A small disk of its own, unmounted at the end.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    /// `None` where this user may mount nothing.
    fn mount(folder: &'a Path, size: &str) -> Option<Self> {
        let options = format!("size={size}");
        let words = ["-t", "tmpfs", "-o", &options, "po-test", folder.to_str()?];
        runs("mount", &words).then_some(Self(folder))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        runs("umount", &["-l", self.0.to_str().unwrap_or_default()]);
    }
}

/// From a disk that has no room at all to one that has room for everything:
/// each time all is written or nothing.
#[test]
fn a_full_disk_changes_nothing() {
    let desk = Desk::new();
    let folder = desk.path("");
    let Some(_disk) = SmallDisk::mount(&folder, "160k") else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    desk.put("po.yaml", b"product: Shop\n");
    for n in 1..=4 {
        let text = STORY.replace("S-1", &format!("S-{n}")) + &"# as it was\n".repeat(500);
        desk.put(&format!("stories/S-{n}.yaml"), text.as_bytes());
    }
    let mut codes = Vec::new();
    for kib in (0..=96).rev().step_by(4) {
        desk.put("filler", &vec![b'x'; kib << 10]);
        let before = desk.files();
        let mark = format!("labels=room-{kib}");
        let set = desk.po(&["set", "S-1", "S-2", "S-3", "S-4", &mark]);
        let after = desk.files();
        let changed = before.iter().filter(|(path, text)| after[*path] != **text);
        match set.code {
            0 => assert_eq!(changed.count(), 4, "{kib}"),
            code => {
                assert_eq!(code, 2, "{}", set.both());
                assert_eq!(changed.count(), 0, "{kib}: {}", set.both());
                assert!(flat(&set.err).contains("the disk is full"), "{}", set.err);
                assert!(
                    flat(&set.err).contains("nothing was changed"),
                    "{}",
                    set.err
                );
            }
        }
        assert_eq!(
            after.len(),
            before.len(),
            "{kib}: a file is left: {}",
            set.both()
        );
        codes.push(set.code);
    }
    assert!(codes.contains(&0) && codes.contains(&2), "{codes:?}");
}

/// A user who may read the backlog and not write it.
#[test]
fn a_folder_that_cannot_be_written_changes_nothing() {
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if !runs("setpriv", &[&nobody[..], &["true"]].concat()) {
        eprintln!("skipped: this user cannot become another");
        return;
    }
    let desk = desk();
    let open = |path: &str, mode: u32| {
        std::fs::set_permissions(desk.path(path), PermissionsExt::from_mode(mode)).unwrap();
    };
    open("", 0o755);
    // A copy: the program may lie where nobody may go.
    let program = tempfile::tempdir().unwrap();
    std::fs::set_permissions(program.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let copy = program.path().join("po");
    std::fs::copy(env!("CARGO_BIN_EXE_po"), &copy).unwrap();
    let po = |words: &[&str]| {
        let mut command = Command::new("setpriv");
        command
            .args(nobody)
            .arg(&copy)
            .args(words)
            .current_dir(desk.path(""));
        let output = command
            .env("PO_USER", "ana")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let before = desk.files();
    assert_eq!(po(&["list"]), (Some(0), String::new()));
    let (code, said) = po(&["set", "S-1", "points=3"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(flat(&said).contains("permission denied"), "{said}");
    assert!(
        flat(&said).contains("nothing was changed; make the folder writable"),
        "{said}"
    );
    // Here the lock may be taken, and the record not be written.
    std::fs::create_dir(desk.path(".po")).unwrap();
    open(".po", 0o777);
    let (code, said) = po(&["set", "S-1", "points=3"]);
    assert_eq!(code, Some(2), "{said}");
    let words = "cannot write stories/S-1-guest-checkout.yaml: permission denied";
    assert!(flat(&said).contains(words), "{said}");
    assert!(flat(&said).contains("help: nothing was changed"), "{said}");
    assert_eq!(desk.files(), before);
    assert_eq!(po(&["list"]), (Some(0), String::new()));
}
