//! An id is that of one record for ever, and a command meets the record that was meant.

use super::desk::Desk;
use super::flat;
use super::git;

fn desk(stories: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    for (path, text) in stories {
        desk.put(path, text.as_bytes());
    }
    desk
}

const ONE: (&str, &str) = (
    "stories/S-1-one.yaml",
    "id: S-1\ntitle: One\nstatus: idea\n",
);
const TWO: (&str, &str) = (
    "stories/S-2-two.yaml",
    "id: S-2\ntitle: Two\nstatus: idea\n",
);
const THREE: (&str, &str) = (
    "stories/S-3-three.yaml",
    "id: S-3\ntitle: Three\nstatus: idea\n",
);

fn next_id(desk: &Desk) -> String {
    let said = desk.good("new story Next --dry-run --json");
    let answer: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    answer["items"][0]["id"].as_str().expect("an id").to_owned()
}

/// Removed, put into a folder for old things, on another branch, in a commit that was taken back:
/// nowhere is an id free again.
#[test]
fn an_id_is_not_handed_out_again_wherever_its_record_went() {
    // Without git po itself remembers.
    let desk = self::desk(&[ONE, TWO]);
    desk.good("rm S-2");
    assert_eq!(next_id(&desk), "S-3");

    // With git also another clone, which has nothing but the commits.
    let desk = self::desk(&[ONE, TWO, THREE]);
    git(&desk, "init -q -b main");
    git(&desk, "add -A");
    git(&desk, "commit -q -m all");
    git(&desk, "rm -q stories/S-3-three.yaml");
    git(&desk, "commit -q -m without");
    assert_eq!(next_id(&desk), "S-4");

    std::fs::create_dir(desk.path("stories/archive")).expect("a folder");
    desk.put("stories/S-4-four.yaml", b"id: S-4\ntitle: Four\n");
    std::fs::rename(
        desk.path("stories/S-4-four.yaml"),
        desk.path("stories/archive/S-4-four.yaml"),
    )
    .expect("moved");
    assert_eq!(next_id(&desk), "S-5");

    git(&desk, "checkout -q -b other");
    desk.put("stories/S-7-seven.yaml", b"id: S-7\ntitle: Seven\n");
    git(&desk, "add -A");
    git(&desk, "commit -q -m other");
    git(&desk, "checkout -q main");
    assert_eq!(next_id(&desk), "S-8");
}

/// Two files hold one id, whatever they are called: no command takes the one for the other.
#[test]
fn a_command_never_meets_another_record_than_the_one_meant() {
    for path in [
        "stories/S-1-two.yaml",
        "stories/S-2-two.yaml",
        "stories/two.yaml",
    ] {
        for command in [
            "rm -q title:two --yes",
            "set -q title:two points=3 --yes",
            "drop -q title:two --reason late --yes",
            "start -q title:two --yes",
            "comment -q title:two Seen. --yes",
            "move -q title:two --top --yes",
            "rm S-2",
            "set S-2 points=3",
        ] {
            let desk = self::desk(&[ONE, (path, "id: S-1\ntitle: Two\nstatus: idea\n")]);
            let before = desk.files();
            let words: Vec<&str> = command.split_whitespace().collect();
            let said = desk.po(&words);
            assert_eq!(said.code, 2, "po {command}, {path}: {}", said.both());
            assert_eq!(desk.files(), before, "po {command}, {path}");
            if command.contains("-q") {
                assert!(
                    flat(&said.err).contains("S-1 is the id of 2 files"),
                    "{}",
                    said.err
                );
                assert!(said.err.contains(path), "{}", said.err);
            }
        }
    }
}

#[test]
fn a_record_that_was_removed_stays_away_after_a_merge() {
    let desk = self::desk(&[ONE, TWO, THREE]);
    git(&desk, "init -q -b main");
    desk.good("merge-driver --install");
    git(&desk, "add -A");
    git(&desk, "commit -q -m all");
    git(&desk, "checkout -q -b ben");
    desk.good("set S-1 points=3");
    git(&desk, "commit -q -a -m points");
    git(&desk, "checkout -q main");
    desk.good("rm S-2");
    git(&desk, "commit -q -a -m without");
    git(&desk, "merge -q --no-edit ben");
    for line in [
        "check",
        "fmt",
        "resolve",
        "prioritize --apply",
        "set S-1 team=web",
        "undo --yes",
    ] {
        desk.good(line);
        assert!(!desk.path("stories/S-2-two.yaml").exists(), "po {line}");
        let list = desk.good("list --all");
        assert!(!list.out.contains("S-2"), "po {line}: {}", list.out);
    }
    assert_eq!(next_id(&desk), "S-4");
}

#[test]
fn an_id_means_the_same_record_for_ever() {
    let desk = self::desk(&[ONE, TWO, THREE]);
    for line in [
        "move S-3 --top",
        "rm S-1",
        "new story Four",
        "done S-2 --force seen",
        "prioritize --apply",
        "fmt",
    ] {
        desk.good(line);
        let shown = desk.good("show S-2");
        assert!(shown.out.contains("Two"), "po {line}: {}", shown.out);
    }
    // A place in a list is no name: nothing is taken for the second one.
    for command in ["show 2", "rm 2", "done 1", "set 1 points=3"] {
        let before = desk.files();
        let words: Vec<&str> = command.split_whitespace().collect();
        let said = desk.po(&words);
        assert_eq!(said.code, 2, "po {command}: {}", said.both());
        assert_eq!(desk.files(), before, "po {command}");
    }
}
