//! What points from one issue to another, and the order they stand in.

use serde_json::Value;
use serde_json::json;

use super::import;
use super::lost;
use super::record;
use crate::exchange::Draft;

fn links<'d>(draft: &'d Draft, field: &str) -> Vec<&'d str> {
    let ours = draft.links.iter().filter(|(name, _)| name == field);
    ours.map(|(_, key)| key.as_str()).collect()
}

#[test]
fn types_become_types_labels_parents_and_epics() {
    let text = "\
Issue key,Issue id,Summary,Issue Type,Parent,Epic Name
A-1,101,Checkout,Epic,,Pay
A-2,102,Story,Historia,101,
A-3,103,Part,Unteraufgabe,102,
A-4,104,Faster,New Feature,,
A-5,105,Broken,Ошибка,,
A-6,106,Try,Spike,,
A-7,107,Big,Initiative,,
A-8,108,Lonely,Sub-task,999,
A-9,109,Under,Epic,107,
";
    let import = import(text);
    let of = |key| {
        let draft = record(&import, key);
        (
            draft.kind,
            draft.fields.get("type").and_then(Value::as_str),
            draft.fields.get("labels").cloned(),
        )
    };
    assert_eq!(of("A-1"), ("epic", None, None));
    assert_eq!(
        record(&import, "A-1").fields["external"]["jira_epic_name"],
        "Pay"
    );
    assert_eq!(of("A-2"), ("story", Some("story"), None));
    assert_eq!(links(record(&import, "A-2"), "epic"), ["A-1"]);
    assert_eq!(of("A-3"), ("story", Some("story"), None));
    assert_eq!(links(record(&import, "A-3"), "parent"), ["A-2"]);
    assert_eq!(
        of("A-4"),
        ("story", Some("story"), Some(json!(["new-feature"])))
    );
    assert_eq!(of("A-5"), ("story", Some("bug"), None));
    assert_eq!(of("A-6"), ("story", Some("spike"), None));
    assert_eq!(of("A-7"), ("epic", None, Some(json!(["initiative"]))));
    assert_eq!(
        of("A-8"),
        ("story", Some("story"), Some(json!(["sub-task"])))
    );
    assert_eq!(
        record(&import, "A-8").fields["external"]["jira_parent"],
        "999"
    );
    let kinds: Vec<&str> = import.records.iter().map(|draft| draft.kind).collect();
    assert_eq!(kinds[..4], ["epic", "epic", "epic", "story"]);
    assert_eq!(links(record(&import, "A-9"), "parent"), ["A-7"]);
}

#[test]
fn epic_is_found_by_key_and_by_name_or_kept_by_name_when_it_is_not_there() {
    let text = "\
Issue key,Summary,Issue Type,Custom field (Epic Link),Parent,Parent key,Parent summary,Epic Name
A-1,Checkout,Epic,,,,,Pay
A-2,a,Story,A-1,,,,
A-3,b,Story,Pay,,,,
A-4,c,Story,JWP-99,,,,
A-5,d,Story,,10050,A-1,Checkout,
A-6,e,Story,A-1,,A-2,Other,
A-7,f,Story,,10051,OUT-7,,
";
    let import = import(text);
    for key in ["A-2", "A-3", "A-5", "A-6"] {
        assert_eq!(links(record(&import, key), "epic"), ["A-1"], "{key}");
    }
    assert_eq!(links(record(&import, "A-6"), "parent"), ["A-2"]);
    assert_eq!(
        record(&import, "A-4").links,
        [("epic".to_owned(), "JWP-99".to_owned())]
    );
    assert_eq!(
        record(&import, "A-4").fields["external"],
        json!({"jira": "A-4", "jira_epic": "JWP-99"})
    );
    assert_eq!(
        record(&import, "A-7").fields["external"]["jira_parent"],
        "OUT-7"
    );
    let expected = [
        ("Parent", 2, "the issue is named by its key too"),
        ("Parent summary", 1, "the parent is not in the export"),
    ];
    assert_eq!(lost(&import), expected);
}

#[test]
fn blocking_is_read_from_both_sides_once() {
    let text = "\
Issue key,Summary,Inward issue link (Blocks),Inward issue link (Blocks),Outward issue link (Blocks),Outward issue link (Relates)
A-1,a,A-2,A-3,,A-3
A-2,b,,,A-1,
A-3,c,,,A-2,OUT-1
A-4,d,OUT-1,OUT-2,OUT-3,
";
    let import = import(text);
    assert_eq!(links(record(&import, "A-1"), "depends_on"), ["A-2", "A-3"]);
    assert_eq!(links(record(&import, "A-1"), "links"), ["A-3"]);
    assert_eq!(links(record(&import, "A-2"), "depends_on"), ["A-3"]);
    assert!(links(record(&import, "A-3"), "depends_on").is_empty());
    let outside = &record(&import, "A-4").fields["external"];
    assert_eq!(
        (&outside["jira_blocked_by"], &outside["jira_blocks"]),
        (&json!("OUT-1, OUT-2"), &json!("OUT-3"))
    );
    assert!(import.loss.lost.is_empty());
}

#[test]
fn last_sprint_and_release_count_and_both_become_records() {
    let text = "\
Issue key,Summary,Issue Type,Sprint,Sprint,Sprint,Fix versions,Fix versions
A-1,a,Story,Team 9,Team 10,,1.0,1.1
A-2,b,Story,Team 10,,,1.1,
A-3,c,Epic,Team 9,,,1.0,
";
    let import = import(text);
    let planned: Vec<_> = import
        .records
        .iter()
        .take(3)
        .map(|draft| (draft.kind, draft.key.as_str(), draft.line))
        .collect();
    assert_eq!(
        planned,
        [
            ("sprint", "Team 10", 2),
            ("release", "1.0", 4),
            ("release", "1.1", 2)
        ]
    );
    assert_eq!(
        record(&import, "A-3").links,
        [("release".to_owned(), "1.0".to_owned())]
    );
    let release = &record(&import, "1.1").fields;
    assert_eq!(
        (&release["version"], &release["status"], &release["title"]),
        (&json!("1.1"), &json!("planned"), &json!("1.1"))
    );
    assert_eq!(links(record(&import, "A-1"), "sprint"), ["Team 10"]);
    assert_eq!(links(record(&import, "A-1"), "release"), ["1.1"]);
    let expected = [
        ("Sprint", 1, "an epic is in no sprint"),
        ("Sprint", 1, "carried over: a story is in its last sprint"),
        ("Fix versions", 1, "a record is in one release: the last"),
    ];
    assert_eq!(lost(&import), expected);
}

#[test]
fn issues_without_rank_follow_in_the_order_of_the_file() {
    let text = "Issue key,Summary,Custom field (Rank)\nA-1,a,\nA-2,b,0|i0000f:\nA-3,c,0|i0000e:od\nA-4,d,\nA-5,e,1|i0000a:\n";
    let mut import = import(text);
    import.records.sort_by(|a, b| a.order.cmp(&b.order));
    let keys: Vec<&str> = import
        .records
        .iter()
        .map(|draft| draft.key.as_str())
        .collect();
    assert_eq!(keys, ["A-3", "A-2", "A-5", "A-1", "A-4"]);
}

#[test]
fn link_to_the_issue_is_made_from_the_address_of_its_project() {
    let text = "Issue key,Summary,Project url\nA-1,a,https://shop.atlassian.net/browse/A\nA-2,b,https://example.org\n";
    let import = import(text);
    assert_eq!(
        record(&import, "A-1").fields["links"],
        json!(["https://shop.atlassian.net/browse/A-1"])
    );
    assert_eq!(
        lost(&import),
        [("Project url", 1, "not the address of a Jira site")]
    );
}

#[test]
fn ranks_of_an_old_server_sort_as_the_numbers_they_are() {
    let import = import("Issue key,Summary,Rank\nA-1,a,900\nA-2,b,1000\n");
    assert!(record(&import, "A-1").order < record(&import, "A-2").order);
}
