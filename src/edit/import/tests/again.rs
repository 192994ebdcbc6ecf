//! A source comes a second time: records are found again, and changed only
//! where asked.

use super::after;
use super::at;
use super::backlog;
use super::board;
use super::differences;
use super::draft;
use super::linked;
use super::run;
use super::text;
use crate::edit::import::Stage;
use serde_json::json;

#[test]
fn same_source_again_changes_nothing_even_with_update() {
    let empty = backlog(&[]);
    let first = run(&empty, &board(), false).unwrap();
    let made = after(&empty, &first.changes);
    for update in [false, true] {
        let again = run(&made, &board(), update).unwrap();
        assert!(again.changes.is_empty(), "{:?}", again.changes);
        assert_eq!(differences(&again), []);
        assert_eq!((again.unchanged, again.left_out), (5, 1));
    }
}

#[test]
fn newer_source_adds_new_records_and_lists_what_differs_here() {
    let empty = backlog(&[]);
    let first = run(&empty, &board(), false).unwrap();
    let made = after(&empty, &first.changes);
    let mut newer = board();
    newer[3].fields.insert("points".into(), json!(8));
    newer[3]
        .fields
        .insert("title".into(), json!("Another title"));
    newer.push(linked(
        draft("story", "SH-9", json!({})),
        &[("parent", "SH-2")],
    ));
    let again = run(&made, &newer, false).unwrap();
    let ids: Vec<&str> = again
        .changes
        .iter()
        .filter_map(|c| Some(c.id.as_ref()?.as_str()))
        .collect();
    assert_eq!(ids, ["S-3"]);
    assert!(text(&again, "S-3").contains("\nparent: S-1\n"));
    assert_eq!(again.unchanged, 5);
    let expected = [
        (
            "S-1",
            "title",
            &json!("About SH-2"),
            &json!("Another title"),
            false,
        ),
        ("S-1", "points", &json!(0.5), &json!(8), false),
    ];
    assert_eq!(differences(&again), expected);
}

#[test]
fn update_takes_what_differs_with_history_and_leaves_the_rest_of_the_file() {
    let here = backlog(&[(
        "stories/S-4-x.yaml",
        "# ours\nid: S-4\ntitle: Old # keep\nstatus: open\npoints: 3\nlabels: [ours]\nexternal: {jira: A-1, trello: 7x}\n\
         history:\n  - {at: 2026-01-01, status: open, points: 3}\n",
    )]);
    let newer = draft(
        "story",
        "A-1",
        json!({"title": "New", "points": 5, "labels": ["theirs"]}),
    );
    let newer = at(
        newer,
        Stage::Done,
        "2026-01-01T08:00:00Z",
        "2026-03-04T10:00:00Z",
    );
    let imported = run(&here, std::slice::from_ref(&newer), true).unwrap();
    let expected = "\
# ours
id: S-4
title: New # keep
status: shipped
points: 5
labels: [ours, theirs]
external: {jira: A-1, trello: 7x}
history:
  - {at: 2026-01-01, status: open, points: 3}
  - {at: 2026-03-04T10:00:00Z, status: shipped, by: ana}
  - {at: 2026-11-24T09:00:00Z, points: 5, by: ana}
";
    assert_eq!(text(&imported, "S-4"), expected);
    assert_eq!(imported.changes.len(), 1);
    assert!(
        imported
            .differences
            .iter()
            .all(|difference| difference.taken)
    );
    let again = run(&after(&here, &imported.changes), &[newer], true).unwrap();
    assert!(again.changes.is_empty() && again.differences.is_empty());
}

#[test]
fn what_the_team_did_here_is_no_difference() {
    let here = backlog(&[
        (
            "stories/S-1.yaml",
            "id: S-1\ntitle: About A-1\nstatus: test\nas_a: buyer\nlabels: [b, a]\ndescription: |\n  Words\n\
             external: {jira: A-1}\ncomments:\n  - {text: said}\n  - {text: ours}\n",
        ),
        (
            "sprints/SP-1.yaml",
            "id: SP-1\ntitle: About One\nstatus: closed\nexternal: {jira: One}\n",
        ),
    ]);
    let fields = json!({"labels": ["a"], "description": "Words", "comments": [{"text": "said"}]});
    let drafts = [
        draft("sprint", "One", json!({"status": "planned"})),
        at(draft("story", "A-1", fields), Stage::InProgress, "", ""),
    ];
    let imported = run(&here, &drafts, true).unwrap();
    assert_eq!(differences(&imported), []);
    assert!(imported.changes.is_empty());
}

#[test]
fn issue_that_became_an_epic_is_found_and_keeps_its_kind() {
    let here = backlog(&[(
        "stories/S-1.yaml",
        "id: S-1\ntitle: x\nexternal: {jira: A-1}\n",
    )]);
    let drafts = [
        draft("epic", "A-1", json!({})),
        linked(draft("story", "A-2", json!({})), &[("epic", "A-1")]),
    ];
    let imported = run(&here, &drafts, true).unwrap();
    let expected = [("S-1", "kind", &json!("story"), &json!("epic"), false)];
    assert_eq!(differences(&imported), expected);
    // A story cannot be the epic of another: it is its parent.
    assert!(text(&imported, "S-2").contains("\nparent: S-1\n"));
}
