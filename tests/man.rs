//! The manual pages: one a command, and no complaint of those who read them.
#![expect(
    clippy::disallowed_methods,
    reason = "the test writes pages into a folder of its own"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

fn pages() -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let po = Command::new(env!("CARGO_BIN_EXE_po"))
        .args(["man", "--into", "deep/man"])
        .current_dir(folder.path())
        .output()
        .expect("po");
    assert!(po.status.success(), "{po:?}");
    let files = fs::read_dir(folder.path().join("deep/man")).expect("pages");
    let files = files.map(|entry| entry.expect("readable").path());
    let files: Vec<PathBuf> = files.collect();
    (folder, files)
}

fn exists(program: &str) -> bool {
    let known = Command::new(program).arg("--version").output().is_ok();
    if !known {
        println!("skipped: there is no {program} here");
    }
    known
}

#[test]
fn each_command_has_its_page_and_po_tells_the_rest() {
    let (folder, files) = pages();
    let name = |file: &PathBuf| file.file_name().map(|name| name.to_owned());
    for wanted in ["po.1", "po-list.1", "po-sprint-report.1", "po-help.1"] {
        assert!(
            files.iter().any(|f| name(f) == Some(wanted.into())),
            "{wanted}"
        );
    }
    let none = |f: &PathBuf| f.display().to_string().contains("sprint-help");
    assert!(!files.iter().any(none), "{files:?}");
    let page = fs::read_to_string(folder.path().join("deep/man/po.1")).expect("a page");
    let at = |title: &str| {
        let line = format!(".SH {title}\n");
        let quoted = format!(".SH \"{title}\"\n");
        let found = page.find(&line).or_else(|| page.find(&quoted));
        found.unwrap_or_else(|| panic!("no section {title}:\n{page}"))
    };
    let order = [
        "NAME",
        "COMMANDS",
        "GLOBAL OPTIONS",
        "QUERIES",
        "EXIT STATUS",
        "ENVIRONMENT",
    ];
    let order = order.map(at);
    assert!(order.is_sorted(), "{order:?}");
    assert!(at("FILES") < at("SEE ALSO"));
    assert!(page.contains("PO_DIR") && page.contains("po.yaml"));
}

#[test]
fn man_and_mandoc_read_every_page_without_a_warning() {
    let (_folder, files) = pages();
    if exists("mandoc") {
        let lint = Command::new("mandoc")
            .args(["-T", "lint", "-W", "warning"])
            .args(&files)
            .output()
            .expect("mandoc");
        let said = String::from_utf8_lossy(&lint.stdout);
        // The same program prints the same page: it has no date.
        let wrong: Vec<&str> = said
            .lines()
            .filter(|l| !l.contains("missing date"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    if exists("groff") {
        for file in &files {
            let groff = Command::new("groff")
                .args(["-k", "-ww", "-man", "-z"])
                .arg(file)
                .output()
                .expect("groff");
            let said = String::from_utf8_lossy(&groff.stderr);
            assert!(said.is_empty(), "{}: {said}", file.display());
        }
    }
}
