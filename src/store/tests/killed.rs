//! The same with real processes and a real `kill -9`: this test starts itself,
//! and the child kills itself at one of its system calls.

use super::Desk;
use super::before_and_after;
use super::calls;
use super::changes;
use super::write_all;
use crate::diag::Finding;
use crate::store::Root;
use crate::store::Writer;
use crate::store::disk::Disk;
use crate::store::interrupted;
use std::cell::Cell;
use std::env;
use std::path::Path;
use std::process::Command;

/// For the child: where the backlog is, and at which call it dies.
const FOLDER: &str = "PO_TEST_KILLED_FOLDER";
const STEP: &str = "PO_TEST_KILLED_STEP";
const COUNT: usize = 3;

#[test]
fn kill_9_at_any_call_leaves_all_or_none() {
    if let (Ok(folder), Ok(step)) = (env::var(FOLDER), env::var(STEP)) {
        return die(Path::new(&folder), step.parse().expect("a number"));
    }
    let (before, after) = before_and_after(COUNT, 0);
    let steps = calls(COUNT, 0);
    let mut said = Vec::new();
    for step in 1..=steps {
        let desk = Desk::new(COUNT, 0);
        let mut child = Command::new(env::current_exe().expect("this test"));
        child.args(["--exact", "--test-threads=1"]);
        child.arg("store::tests::killed::kill_9_at_any_call_leaves_all_or_none");
        child
            .env(FOLDER, desk.folder.path())
            .env(STEP, step.to_string());
        let ended = child.output().expect("started").status;
        assert!(!ended.success(), "the child lived on at {step}");
        let pending = interrupted(&desk.root());
        let root = desk.root().for_writer(&Writer::default());
        root.hold().expect("the lock is free");
        let recovered = root.writer().recovered().map(|found| found.finding());
        assert_eq!(pending.is_some(), recovered.is_some(), "{step}");
        let files = desk.files();
        let finished = recovered.as_ref().is_some_and(is_finished);
        let whole = finished || desk.numbers().len() == 1;
        assert_eq!(files, *if whole { &after } else { &before }, "{step}");
        said.extend(recovered.map(|finding| finding.message));
    }
    let begun = "a write of 3 files by \"po\" was interrupted; it is";
    for end in ["taken back now", "finished now"] {
        assert!(said.contains(&format!("{begun} {end}")), "{said:?}");
    }
}

fn is_finished(finding: &Finding) -> bool {
    finding.message.contains("finished now")
}

/// Writes the set that the parent prepared, and does not come back.
fn die(folder: &Path, step: usize) {
    let count = Cell::new(0);
    let hook = move |_: &'static str, _: &Path| {
        count.set(count.get() + 1);
        if count.get() == step {
            let own = std::process::id().to_string();
            let _ = Command::new("kill").args(["-9", &own]).status();
        }
        Ok(())
    };
    let disk = Disk {
        hook: Some(Box::new(hook)),
    };
    let _ = write_all(&Root::at(folder), &disk, &changes(COUNT, 0));
}
