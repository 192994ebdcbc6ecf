//! Both shapes of GitHub's JSON, and the account of their values.
use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::json;

use super::read;
use crate::exchange::Draft;
use crate::exchange::Import;
use crate::exchange::Milestone;
use crate::exchange::Options;
use crate::exchange::Stage;
use crate::exchange::Unreadable;
use crate::exchange::github_json::values::count;

fn options() -> Options {
    Options::new(chrono_tz::Europe::Zurich)
}

#[track_caller]
fn import_with(file: &Value, options: &Options) -> Import {
    let import = read(file.to_string().as_bytes(), options);
    let import = import.unwrap_or_else(|error| panic!("{error:?}"));
    let lost: usize = import.loss.lost.iter().map(|column| column.cells).sum();
    assert_eq!(import.loss.cells, count(file), "{:?}", import.loss);
    assert_eq!(
        import.loss.kept + lost,
        import.loss.cells,
        "{:?}",
        import.loss
    );
    import
}

#[track_caller]
fn import(file: &Value) -> Import {
    import_with(file, &options())
}

/// The only record of an issue with these values.
#[track_caller]
fn one(more: Value) -> Draft {
    let mut issue = json!({"number": 7, "title": "Pay", "state": "open"});
    issue
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let mut import = import(&json!([issue]));
    import.records.pop().expect("a record")
}

fn lost(import: &Import) -> BTreeMap<&str, usize> {
    let mut lost = BTreeMap::new();
    for column in &import.loss.lost {
        *lost.entry(column.column.as_str()).or_default() += column.cells;
    }
    lost
}

/// As the REST API lists an issue.
fn rest() -> Value {
    let account = json!({"login": "ana", "id": 1, "url": "https://api.github.com/users/ana"});
    json!({
        "url": "https://api.github.com/repos/octo/shop/issues/12",
        "repository_url": "https://api.github.com/repos/octo/shop",
        "html_url": "https://github.com/octo/shop/issues/12",
        "id": 99, "node_id": "I_1", "number": 12, "title": "Pay by\r\ninvoice",
        "user": account, "labels": [
            {"id": 1, "name": "bug", "color": "f00", "description": "Broken", "default": true},
            {"id": 2, "name": "points: 0.5", "color": "0f0", "description": null, "default": false},
            {"id": 3, "name": "web", "color": "00f", "description": "", "default": false},
        ],
        "state": "closed", "locked": false,
        "assignee": account,
        "assignees": [account, {"login": "ben", "id": 2}],
        "milestone": {
            "title": "1.4", "description": "Found\r\nand delivered", "state": "closed", "number": 3,
            "due_on": "2026-11-03T08:00:00Z", "creator": {"login": "zoe"},
        },
        "comments": 2, "created_at": "2026-01-01T23:30:00Z", "updated_at": "2026-03-01T09:00:00Z",
        "closed_at": "2026-02-01T09:00:00Z", "state_reason": "completed",
        "body": "Firms ask.\r\n\r\n### Acceptance criteria\r\n\r\n- [x] Total shown\r\n- [ ] Mail sent\r\n",
        "pull_request": null,
    })
}

#[test]
fn an_issue_of_the_rest_api_becomes_a_story_and_its_milestone_a_release() {
    let import = import(&json!([rest()]));
    let [release, story] = &import.records[..] else {
        panic!("{:?}", import.records);
    };
    assert_eq!((release.kind, release.key.as_str()), ("release", "1.4"));
    assert_eq!(
        Value::from(release.fields.clone()),
        json!({
            "title": "1.4", "status": "released", "external": {"github": "1.4"}, "version": "1.4",
            "description": "Found\nand delivered", "date": "2026-11-03",
        })
    );
    assert_eq!(story.key, "octo/shop#12");
    assert_eq!((story.kind, story.stage), ("story", Stage::Done));
    assert_eq!(
        Value::from(story.fields.clone()),
        json!({
            "title": "Pay by invoice", "type": "bug", "external": {"github": "octo/shop#12"},
            "links": ["https://github.com/octo/shop/issues/12"], "points": 0.5, "labels": ["web"],
            "assignee": "ana", "created": "2026-01-02",
            "acceptance": [{"text": "Total shown", "verified": true}, "Mail sent"],
            "description": "Firms ask.",
        })
    );
    assert_eq!(story.dates.created.as_deref(), Some("2026-01-01T23:30:00Z"));
    assert_eq!(
        story.dates.resolved.as_deref(),
        Some("2026-02-01T09:00:00Z")
    );
    assert_eq!(story.links, [("release".to_owned(), "1.4".to_owned())]);
    let lost = lost(&import);
    assert_eq!(lost.get("user"), Some(&3));
    // The second of two people, and what is not the login of either.
    assert_eq!(lost.get("assignees"), Some(&6));
    assert_eq!(lost.get("labels"), Some(&10));
    assert_eq!(lost.get("milestone"), Some(&2));
    for kept in [
        "number",
        "title",
        "body",
        "state",
        "state_reason",
        "html_url",
        "repository_url",
    ] {
        assert_eq!(lost.get(kept), None, "{kept}");
    }
}

#[test]
fn an_issue_of_gh_brings_its_comments_oldest_first() {
    let draft = one(json!({
        "url": "https://github.com/octo/shop/issues/7", "state": "OPEN", "stateReason": "",
        "labels": [], "assignees": [], "milestone": null, "body": "", "createdAt": "2026-01-01T09:00:00Z",
        "comments": [
            {"id": "IC_2", "author": {"login": "ben"}, "body": "Yes\r\nindeed", "createdAt": "2026-01-03T09:00:00Z"},
            {"id": "IC_1", "author": null, "body": "Why?", "createdAt": "2026-01-02T09:00:00Z"},
            {"id": "IC_3", "author": {"login": "zoe"}, "body": " ", "createdAt": "2026-01-04T09:00:00Z"},
        ],
    }));
    assert_eq!(
        (draft.stage, draft.key.as_str()),
        (Stage::ToDo, "octo/shop#7")
    );
    assert_eq!(
        draft.fields["comments"],
        json!([
            {"at": "2026-01-02T09:00:00Z", "text": "Why?"},
            {"at": "2026-01-03T09:00:00Z", "by": "ben", "text": "Yes\nindeed"},
        ])
    );
    assert_eq!(draft.fields.get("description"), None);
    assert_eq!(draft.dates.resolved, None);
}

#[test]
fn a_closed_issue_is_done_or_dropped_and_a_label_may_say_that_work_has_begun() {
    let stage = |more: Value| one(more).stage;
    assert_eq!(stage(json!({"state": "closed"})), Stage::Done);
    assert_eq!(
        stage(json!({"state": "CLOSED", "stateReason": "COMPLETED"})),
        Stage::Done
    );
    assert_eq!(
        stage(json!({"state": "CLOSED", "stateReason": "NOT_PLANNED"})),
        Stage::Dropped
    );
    assert_eq!(
        stage(json!({"state": "open", "state_reason": "reopened"})),
        Stage::ToDo
    );
    assert_eq!(stage(json!({"state": "waiting"})), Stage::ToDo);
    let double = one(json!({"state": "closed", "state_reason": "duplicate"}));
    assert_eq!(double.stage, Stage::Dropped);
    assert_eq!(double.fields["external"]["github_reason"], "duplicate");
    let mut options = options();
    options
        .statuses
        .insert("In Progress".into(), Stage::InProgress);
    let issue = |state: &str| {
        let label = json!({"name": "in progress"});
        let file = json!([{"number": 1, "title": "x", "state": state, "labels": [label]}]);
        import_with(&file, &options).records[0].stage
    };
    assert_eq!(issue("open"), Stage::InProgress);
    assert_eq!(issue("closed"), Stage::Done);
}

#[test]
fn labels_give_type_and_points_and_the_others_stay() {
    let fields = |labels: Value| {
        let draft = one(json!({"labels": labels}));
        (draft.kind, draft.fields)
    };
    let (kind, story) = fields(json!([
        "type: task",
        "sp/3",
        "priority:high",
        "size/XL",
        "points: many"
    ]));
    assert_eq!(kind, "story");
    assert_eq!(
        (&story["type"], &story["points"]),
        (&json!("task"), &json!(3))
    );
    assert_eq!(
        story["labels"],
        json!(["priority:high", "size/XL", "points: many"])
    );
    let (kind, epic) = fields(json!(["epic", "sp:3"]));
    assert_eq!(
        (kind, epic.get("type"), epic.get("points")),
        ("epic", None, None)
    );
    assert_eq!(epic["labels"], json!(["sp:3"]));
    let typed = one(json!({"type": {"id": 1, "name": "Bug"}, "labels": ["task"]}));
    assert_eq!(
        (&typed.fields["type"], &typed.fields["labels"]),
        (&json!("bug"), &json!(["task"]))
    );
}

#[test]
fn a_milestone_may_be_a_sprint_and_is_made_once() {
    let mut options = options();
    options.milestone = Milestone::Sprint;
    let issue = |number: u32, more: Value| {
        let mut issue = json!({
            "number": number, "title": "x", "state": "open",
            "milestone": {"title": "Sprint 2", "dueOn": "2026-11-27T08:00:00Z", "description": "Guests can pay"},
        });
        issue
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        issue
    };
    let file = json!([
        issue(1, json!({})),
        issue(2, json!({})),
        issue(3, json!({"labels": ["epic"]}))
    ]);
    let import = import_with(&file, &options);
    let kinds: Vec<&str> = import.records.iter().map(|record| record.kind).collect();
    assert_eq!(kinds, ["sprint", "epic", "story", "story"]);
    let sprint = &import.records[0].fields;
    assert_eq!(
        (&sprint["goal"], &sprint["end"]),
        (&json!("Guests can pay"), &json!("2026-11-27"))
    );
    assert_eq!(import.records[1].links, []);
    assert_eq!(
        import.records[2].links,
        [("sprint".to_owned(), "Sprint 2".to_owned())]
    );
}

#[test]
fn pull_requests_doubles_and_what_is_no_issue_are_left_out_and_counted() {
    let file = json!([
        {"number": 1, "title": "A pull", "pull_request": {"url": "x"}, "state": "open"},
        {"number": 2, "title": "Another", "url": "https://github.com/o/n/pull/2", "state": "OPEN"},
        {"number": 3, "title": "Real", "state": "open"},
        {"number": 3, "title": "Real", "state": "open"},
        {"number": 4, "title": " "},
        "text",
    ]);
    let import = import(&file);
    assert_eq!(import.records.len(), 1);
    let lost = lost(&import);
    assert_eq!(lost.get("pull requests"), Some(&8));
    assert_eq!(
        (lost.get("line 1"), lost.get("(entry)")),
        (Some(&4), Some(&1))
    );
    assert!(
        import
            .loss
            .notes
            .contains(&"pull requests, left out: 2".to_owned())
    );
}

#[test]
fn the_repository_comes_from_an_address_or_from_the_user() {
    let nowhere = one(json!({"url": "https://api.github.com/repos/o/n/issues/7"}));
    assert_eq!(
        (nowhere.key.as_str(), nowhere.fields.get("links")),
        ("#7", None)
    );
    let mut named = options();
    named.repo = Some("octo/shop".into());
    let file =
        |more: Value| json!([{"number": 7, "title": "x", "state": "open", "html_url": more}]);
    let given = import_with(&file(json!(null)), &named);
    assert_eq!(given.records[0].key, "octo/shop#7");
    assert_eq!(
        given.records[0].fields["links"],
        json!(["https://github.com/octo/shop/issues/7"])
    );
    let own = import_with(&file(json!("https://git.example.org/o/n/issues/7")), &named);
    assert_eq!(own.records[0].key, "o/n#7");
    let script = import_with(&file(json!("javascript://x/o/n/issues/7")), &options());
    assert_eq!(script.records[0].fields.get("links"), None);
}

#[test]
fn a_part_of_another_issue_points_to_it() {
    let draft = one(json!({
        "html_url": "https://github.com/octo/shop/issues/7",
        "parent_issue_url": "https://api.github.com/repos/octo/shop/issues/3",
    }));
    assert_eq!(
        draft.links,
        [("parent".to_owned(), "octo/shop#3".to_owned())]
    );
    assert_eq!(draft.fields["external"]["github_parent"], "octo/shop#3");
}

#[test]
fn pages_and_the_answer_of_a_search_are_lists_too() {
    let issue = |number: u32| json!({"number": number, "title": "x", "state": "open"});
    let pages = format!("{}\n{}", json!([issue(1)]), json!([[issue(2)], issue(3)]));
    let records = |text: &str| read(text.as_bytes(), &options()).map(|import| import.records.len());
    assert_eq!(records(&pages), Ok(3));
    let search = json!({"total_count": 1, "incomplete_results": false, "items": [issue(1)]});
    assert_eq!(import(&search).loss.lost[0].cells, 2);
    assert_eq!(records("[]"), Ok(0));
    assert_eq!(
        records("\u{feff}[{\"number\": 1, \"title\": \"x\"}]"),
        Ok(1)
    );
}

#[test]
fn each_record_knows_its_line() {
    let text = "[\n  {\"number\": 1, \"title\": \"a {\\\"b\", \"labels\": [{\"name\": \"x\"}]},\n\n  {\"number\": 2, \"title\": \"c\"}\n]";
    let import = read(text.as_bytes(), &options()).expect("issues");
    let lines: Vec<u32> = import.records.iter().map(|record| record.line).collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn a_file_of_another_sort_is_refused_with_its_line() {
    let error = |text: &str| match read(text.as_bytes(), &options()) {
        Ok(_) => panic!("{text} is taken"),
        Err(Unreadable { message, line, .. }) => (message, line),
    };
    let (message, line) = error("[\n  {\"number\": 1,\n]");
    assert!(message.starts_with("this is not JSON: "), "{message}");
    assert_eq!(line, Some(3));
    assert!(
        error("[{\"id\": 1}]")
            .0
            .starts_with("no entry has a number")
    );
    assert!(error("").0.starts_with("no entry has a number"));
}
