//! The hook before a commit, wherever git runs it from.

use super::repository::Repository;
use std::path::Path;
use std::process::Output;

const BAD: &str = "id: S-1\ntitle: A\nepic: E-9\n";

/// A repository with the hook, which finds the program that is tested.
fn hooked() -> Repository {
    let shop = Repository::with(&[]);
    shop.commit("2026-11-23", "Begin");
    let output = shop.po(&["hook", "install"]);
    assert!(output.status.success(), "{output:?}");
    shop
}

/// Writes a record with a link to nothing into the backlog of a folder, and stages it.
fn stage(shop: &Repository, top: &Path) {
    let stories = top.join("backlog/stories");
    std::fs::create_dir_all(&stories).expect("made");
    std::fs::write(stories.join("S-1.yaml"), BAD).expect("written");
    shop.git(&["-C", &top.display().to_string(), "add", "--all"]);
}

fn git(shop: &Repository, top: &Path, words: &[&str]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_po"));
    let folder = program.parent().expect("a folder").to_path_buf();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(folder).chain(std::env::split_paths(&path));
    let mut git = shop.command(words);
    git.current_dir(top)
        .env("PATH", std::env::join_paths(path).expect("a path"))
        .env_remove("PO_DIR");
    git.output().expect("git runs")
}

#[track_caller]
fn assert_refused(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success(), "committed: {said}");
    assert!(said.contains("dangling-link"), "{said}");
}

#[test]
fn a_commit_in_a_worktree_is_checked() {
    let shop = hooked();
    let other = tempfile::tempdir().expect("a folder");
    let top = other.path().join("w");
    let name = top.display().to_string();
    shop.git(&["worktree", "add", "--quiet", &name, "-b", "w"]);
    stage(&shop, &top);
    assert_refused(&git(&shop, &top, &["-C", &name, "commit", "-m", "bad"]));
}

#[test]
fn a_commit_with_the_folder_of_git_named_is_checked() {
    let shop = hooked();
    stage(&shop, shop.path());
    let words = ["--git-dir=.git", "commit", "-m", "bad"];
    assert_refused(&git(&shop, shop.path(), &words));
}

#[test]
fn a_commit_of_all_or_of_one_file_is_checked_by_what_it_takes() {
    let shop = hooked();
    shop.write("stories/S-1.yaml", "id: S-1\ntitle: A\n");
    shop.commit("2026-11-23", "Add a story");
    shop.write("stories/S-1.yaml", BAD);
    let top = shop.path();
    assert_refused(&git(&shop, top, &["commit", "-am", "bad"]));
    let one = ["commit", "-m", "bad", "-o", "backlog/stories/S-1.yaml"];
    assert_refused(&git(&shop, top, &one));
}

#[test]
fn each_backlog_of_a_repository_has_its_line() {
    let shop = hooked();
    let hook = shop.path().join(".git/hooks/pre-commit");
    // As it was written when it held one backlog.
    let text = std::fs::read_to_string(&hook).expect("read");
    let (head, _) = text.split_once("{ ").expect("a line");
    let old = format!("{head}exec po -C backlog check --staged\n");
    assert_ne!(old, text);
    std::fs::write(&hook, old).expect("written");
    let other = shop.path().join("depot");
    std::fs::create_dir(&other).expect("made");
    std::fs::write(other.join("po.yaml"), "product: Depot\n").expect("written");
    for folder in [&other, &shop.path().join("backlog"), &other] {
        let output = super::repository::po(folder, &["hook", "install"]);
        assert!(output.status.success(), "{output:?}");
    }
    let text = std::fs::read_to_string(&hook).expect("read");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("--staged"))
        .collect();
    assert_eq!(lines.len(), 2, "{text}");
    for (line, at) in lines.iter().zip(["backlog", "depot"]) {
        let end = format!("|| po -C {at} check --staged || exit 1");
        assert!(line.ends_with(&end), "{line}");
    }
    stage(&shop, shop.path());
    assert_refused(&git(&shop, shop.path(), &["commit", "-m", "bad"]));
}

#[test]
fn a_branch_without_a_backlog_is_committed_to() {
    let shop = hooked();
    shop.git(&["checkout", "--quiet", "--orphan", "pages"]);
    shop.git(&["rm", "-rq", "--force", "."]);
    std::fs::write(shop.path().join("index.html"), "Shop\n").expect("written");
    shop.git(&["add", "--all"]);
    let output = git(&shop, shop.path(), &["commit", "-m", "pages"]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said, "");
}

#[test]
fn records_are_not_committed_without_their_settings() {
    let shop = hooked();
    shop.write("stories/S-1.yaml", "id: S-1\ntitle: A\n");
    shop.git(&["add", "--all"]);
    shop.git(&["rm", "--quiet", "--cached", "backlog/po.yaml"]);
    let output = git(&shop, shop.path(), &["commit", "-m", "bad"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("git add po.yaml"), "{said}");
    shop.git(&["rm", "--quiet", "--cached", "-r", "backlog/stories"]);
    shop.remove("po.yaml");
    let output = git(&shop, shop.path(), &["commit", "-m", "gone"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("po -C DIR hook install"), "{said}");
}
