//! `po schema --write` is a set of changes like any other.

use super::desk;
use super::flat;

#[test]
fn written_schemas_are_taken_back_as_a_whole() {
    let desk = desk();
    desk.put(".schemas/story.json", b"{\"mine\": true}\n");
    let before = desk.files();
    desk.good("schema --write");
    let written = desk.files();
    assert!(written.len() > before.len());
    let list = desk.good("undo --list").out;
    assert!(list.contains("po schema --write"), "{list}");
    let undone = desk.good("undo --yes").out;
    assert!(undone.contains("removed  .schemas/config.json"), "{undone}");
    assert_eq!(desk.files(), before);
    desk.good("undo 2");
    assert_eq!(desk.files(), written);
    // What is as it should be is no set.
    desk.good("schema --write");
    assert!(!desk.good("undo --list").out.contains("  4  "));
}

/// What lies there and is no file is not waited for.
#[cfg(unix)]
#[test]
fn a_pipe_among_the_schemas_is_passed_over() {
    let desk = desk();
    desk.good("schema --write");
    let made = std::process::Command::new("mkfifo")
        .args([desk.path(".schemas/pipe"), desk.path(".schemas/pipe.json")])
        .status();
    assert!(made.unwrap().success());
    desk.good("check");
    desk.good("schema --write");
}

#[test]
fn a_disk_that_refuses_one_schema_gets_none() {
    let desk = desk();
    desk.put(".schemas/vision.json/a-folder.txt", b"x");
    let before = desk.files();
    let said = desk.po(&["schema", "--write"]);
    assert_eq!(said.code, 2, "{}", said.both());
    let words = ".schemas/vision.json cannot be read: it is a folder";
    assert!(flat(&said.err).contains(words), "{}", said.err);
    assert_eq!(desk.files(), before);
}

#[cfg(unix)]
#[test]
fn a_folder_of_schemas_that_lies_elsewhere_is_not_written_to() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    let elsewhere = tempfile::tempdir().unwrap();
    let theirs = elsewhere.path().join("story.json");
    std::fs::write(&theirs, "{}").unwrap();
    symlink(elsewhere.path(), desk.path(".schemas")).unwrap();
    for line in ["schema --write", "schema --write --dry-run"] {
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = desk.po(&words);
        assert_eq!(said.code, 2, "{}", said.both());
        let words = ".schemas is a link that leads out of the backlog";
        assert!(flat(&said.err).contains(words), "{}", said.err);
    }
    assert_eq!(std::fs::read_to_string(&theirs).unwrap(), "{}");
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    // One that leads nowhere is no folder either; one inside is.
    std::fs::remove_file(desk.path(".schemas")).unwrap();
    symlink("nowhere", desk.path(".schemas")).unwrap();
    assert_eq!(desk.po(&["schema", "--write"]).code, 2);
    std::fs::remove_file(desk.path(".schemas")).unwrap();
    std::fs::create_dir(desk.path("formats")).unwrap();
    symlink("formats", desk.path(".schemas")).unwrap();
    desk.good("schema --write");
    assert!(desk.path("formats/story.json").exists());
}
