//! What other tools that keep work in files did to their users' files, as their own trackers tell
//! it or as running them showed, and the test that holds `po` to doing otherwise. A path names
//! the file of the test below `tests/`, or the whole way from `src/`.
//!
//! | tool | what happened | test |
//! |---|---|---|
//! | Backlog.md#918 | a change of status took away unknown keys and all comments | peers/lines.rs a_change_leaves_every_other_line_alone |
//! | Backlog.md 1.52 | a file with markers or bad YAML was not listed, and the check said all is well | peers/unreadable.rs every_command_that_reads_names_a_file_it_could_not_read |
//! | Backlog.md#843 | of two edits at once one was lost, and both said they had succeeded | journal.rs no_write_is_lost_when_many_write_at_once |
//! | Backlog.md#997 | the id of an archived task was handed out again | peers/ids.rs an_id_is_not_handed_out_again_wherever_its_record_went |
//! | Backlog.md back-600 | a command for one document deleted another, found by its file's name | peers/ids.rs a_command_never_meets_another_record_than_the_one_meant |
//! | Backlog.md#795 | an automatic commit took along what the user had staged | peers/work_tree.rs nothing_is_staged_committed_or_put_back |
//! | Backlog.md back-540 | settings written as a list of lines were ignored without a word | peers/settings.rs settings_mean_the_same_however_they_are_written |
//! | Backlog.md back-592 | an emoji was cut in half and the halves were saved | peers/words.rs a_sign_of_several_code_points_stays_whole |
//! | beads#3931 | a database and the file beside it came apart, and an update dropped what the other had added | peers/one_truth.rs what_po_keeps_for_itself_may_go_at_any_time |
//! | beads#2363 | an error advised a command that deleted everything | peers/advice.rs no_message_advises_what_destroys |
//! | beads#1258 | a sync put source files of the whole repository back | peers/work_tree.rs nothing_is_staged_committed_or_put_back |
//! | beads 0.26 | deleted issues came back | peers/ids.rs a_record_that_was_removed_stays_away_after_a_merge |
//! | jlevy/tbd#155 | a merge left markers in an epic, which vanished with all its children | peers/unreadable.rs a_record_with_markers_takes_nothing_along |
//! | taskwarrior#2264 | a full disk left an empty file | journal/disks.rs a_full_disk_changes_nothing |
//! | taskwarrior#3040 | Ctrl-C in the middle of a write damaged the files | src/store/tests/killed.rs kill_9_at_any_call_leaves_all_or_none |
//! | taskwarrior#2070 | a command that only reads damaged the files | journal.rs reading_commands_write_nothing |
//! | taskwarrior#2787 | the number on the screen meant another task a moment later | peers/ids.rs an_id_means_the_same_record_for_ever |
//! | doorstop | the plain check rewrote the items and lost their comments | peers/lines.rs a_check_writes_nothing |
//! | doorstop | two branches added the same id, and the merge made one item of them | merge/cases.rs two_new_records_with_one_id_do_not_become_one |
//! | git-issue 0.8 | one bad file stopped the whole list | peers/unreadable.rs every_command_that_reads_names_a_file_it_could_not_read |
//! | claude-task-master#931 | a command for one list overwrote another in the same file | peers/lines.rs a_command_writes_the_files_it_is_about_and_no_other |
//! | obsidian-kanban#180 | a note that was none of its own was erased | peers/strangers.rs files_that_are_no_records_are_left_alone |
//! | vibe-kanban#2972 | files of another version broke, and the way out was to delete them | peers/strangers.rs what_another_version_wrote_is_kept |
#![expect(
    clippy::disallowed_methods,
    reason = "the tests run the program and look at its files"
)]

#[path = "peers/advice.rs"]
mod advice;
#[path = "broken/desk.rs"]
mod desk;
#[path = "peers/ids.rs"]
mod ids;
#[path = "peers/lines.rs"]
mod lines;
#[path = "peers/one_truth.rs"]
mod one_truth;
#[path = "peers/settings.rs"]
mod settings;
#[path = "peers/strangers.rs"]
mod strangers;
#[path = "peers/unreadable.rs"]
mod unreadable;
#[path = "peers/words.rs"]
mod words;
#[path = "peers/work_tree.rs"]
mod work_tree;

use desk::Desk;
use std::path::Path;
use std::process::Command;

/// Runs git in the backlog; it must succeed.
#[track_caller]
fn git(desk: &Desk, line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut git = Command::new("git");
    git.current_dir(desk.path("")).args(&words);
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "ana"),
        ("GIT_AUTHOR_EMAIL", "ana@example.org"),
        ("GIT_COMMITTER_NAME", "ana"),
        ("GIT_COMMITTER_EMAIL", "ana@example.org"),
    ] {
        git.env(name, value);
    }
    let output = git.output().expect("git runs");
    assert!(output.status.success(), "git {line}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A message without the line ends that the width put into it.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_row_of_the_table_names_a_test_that_exists() {
    let table = include_str!("peers.rs").lines();
    let rows = table.filter_map(|line| line.strip_prefix("//! | ")?.strip_suffix(" |"));
    let rows: Vec<&str> = rows.filter(|row| !row.starts_with("tool |")).collect();
    assert!(rows.len() >= 21, "{rows:?}");
    for row in rows {
        let (_, test) = row.rsplit_once(" | ").expect("three columns");
        let (file, name) = test.split_once(' ').expect("a file and a test");
        let folder = if file.starts_with("src/") {
            ""
        } else {
            "tests"
        };
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(folder)
            .join(file);
        let text = std::fs::read_to_string(&file).expect("a file of tests");
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let at = lines
            .iter()
            .position(|line| line.starts_with(&format!("fn {name}(")));
        let above = at.map(|at| &lines[at.saturating_sub(2)..at]);
        assert!(
            above.is_some_and(|above| above.contains(&"#[test]")),
            "{row}"
        );
    }
}
