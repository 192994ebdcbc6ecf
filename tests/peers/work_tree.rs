//! The repository around the backlog belongs to the user.

use super::desk::Desk;
use super::git;

/// Files of the product, staged, changed after that, not added, and taken out.
fn repository() -> Desk {
    let desk = Desk::new();
    desk.put(
        "stories/S-1-one.yaml",
        b"id: S-1\ntitle: One\nstatus: idea\n",
    );
    for name in ["staged.rs", "changed.rs", "gone.rs"] {
        desk.put(&format!("src/{name}"), b"fn main() {}\n");
    }
    git(&desk, "init -q -b main");
    git(&desk, "add -A");
    git(&desk, "commit -q -m begin");
    desk.put("src/staged.rs", b"fn main() { staged() }\n");
    git(&desk, "add src/staged.rs");
    desk.put("src/staged.rs", b"fn main() { and_changed() }\n");
    desk.put("src/changed.rs", b"fn main() { changed() }\n");
    desk.put("src/new.rs", b"fn new() {}\n");
    std::fs::remove_file(desk.path("src/gone.rs")).expect("gone");
    desk
}

fn around(desk: &Desk) -> Vec<String> {
    let files = desk.files().into_iter();
    let sources = files.filter(|(path, _)| path.starts_with(desk.path("src")));
    let mut all: Vec<String> = sources.map(|file| format!("{file:?}")).collect();
    for line in [
        "ls-files --stage",
        "rev-parse HEAD",
        "for-each-ref",
        "stash list",
        "status --porcelain --untracked-files=all src",
    ] {
        all.push(git(desk, line));
    }
    all
}

#[test]
fn nothing_is_staged_committed_or_put_back() {
    let desk = repository();
    let before = around(&desk);
    for line in [
        "list",
        "check",
        "set S-1 points=3",
        "new story Two",
        "start S-1",
        "done S-1 --force seen",
        "reopen S-1",
        "sprint new",
        "set S-2 sprint=SP-1",
        "sprint start",
        "sprint close --unfinished backlog --yes",
        "release new 1.0 --date 2026-12-18",
        "prioritize --apply",
        "check --fix --fail-on none",
        "fmt",
        "renumber --yes",
        "resolve",
        "history S-1 --from-git --apply",
        "diff --since HEAD",
        "schema --write",
        "merge-driver --install",
        "new story Three",
        "rm S-3",
        "undo --yes",
    ] {
        desk.good(line);
        assert_eq!(around(&desk), before, "po {line}");
    }
}
