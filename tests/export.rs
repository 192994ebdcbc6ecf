//! `po export` from end to end: every record with every key, as data.
#![expect(
    clippy::disallowed_methods,
    reason = "the test runs the program and looks at its files"
)]

#[path = "import/desk.rs"]
mod desk;

use desk::Desk;
use po::model::kind;
use po::model::record;
use serde_json::json;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put(
        "b/stories/S-1-x.yaml",
        "id: S-1\ntitle: \"a\\u001B[31m\\u202Eb\"\nstatus: done\npoints: 0.5\n",
    );
    desk.put("b/stories/2025/S-2.yaml", "id: S-2\npoints: many\n");
    desk.put("b/epics/E-1.yaml", "id: E-1\ntitle: Été\n");
    desk.put("b/vision.yaml", "for_whom: buyers\n");
    desk
}

#[test]
fn every_record_is_there_with_every_key_of_its_kind() {
    let desk = desk();
    let said = desk.po(&["export", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let export = said.json();
    let keys: Vec<&str> = export
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let kinds = kind::ALL.iter().map(|kind| kind.plural);
    let expected = ["schema", "today", "product"].into_iter().chain(kinds);
    let expected: Vec<&str> = expected.chain(["vision", "warnings"]).collect();
    assert_eq!(keys, expected);
    assert_eq!(export["schema"], "po.export/1");
    assert_eq!(
        (&export["today"], &export["product"]),
        (&json!("2026-11-24"), &json!("Shop"))
    );
    assert_eq!(export["vision"]["for_whom"], "buyers");
    assert_eq!(export["warnings"][0]["path"], "stories/2025/S-2.yaml");
    for kind in kind::ALL {
        for item in export[kind.plural].as_array().unwrap() {
            let keys = item.as_object().unwrap().keys();
            let keys: Vec<&str> = keys.map(String::as_str).collect();
            let mut expected = record::key_order(kind).to_vec();
            expected.push("path");
            expected.retain(|key| keys.contains(key) || *key != "type");
            assert_eq!(keys, expected, "{}", kind.id);
        }
    }
    let stories = export["stories"].as_array().unwrap();
    let ids: Vec<_> = stories
        .iter()
        .map(|s| (&s["id"], &s["path"], &s["points"]))
        .collect();
    let expected = [
        (&json!("S-1"), &json!("stories/S-1-x.yaml"), &json!(0.5)),
        (&json!("S-2"), &json!("stories/2025/S-2.yaml"), &json!(null)),
    ];
    assert_eq!(ids, expected);
}

#[test]
fn format_flags_of_other_commands_change_nothing() {
    let desk = desk();
    let plain = desk.po(&["export", "json"]).out;
    assert_eq!(desk.po(&["export", "json", "--json"]).out, plain);
    assert_eq!(desk.po(&["export", "json", "--format", "human"]).out, plain);
}

#[test]
fn query_chooses_records_of_one_kind_open_or_closed() {
    let desk = desk();
    let ids = |words: &[&str]| {
        let said = desk.po(&[&["export", "json"], words].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        let export = said.json();
        let of = |kind: &str| {
            let items = export[kind].as_array().unwrap().iter();
            items
                .map(|item| item["id"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        ["stories", "epics", "sprints", "releases"].map(of).concat()
    };
    assert_eq!(ids(&["status:done"]), ["S-1"]);
    assert_eq!(ids(&["not", "status:done"]), ["S-2"]);
    assert_eq!(ids(&["epics"]), ["E-1"]);
    assert_eq!(ids(&["stories", "points:..1"]), ["S-1"]);
    let said = desk.po(&["export", "json", "statis:done"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("status"), "{}", said.err);
}

#[test]
fn hidden_characters_are_escaped_and_keep_their_value() {
    let desk = desk();
    let said = desk.po(&["export", "json"]);
    assert!(
        said.out
            .chars()
            .all(|c| c == '\n' || (!c.is_control() && c != '\u{202e}'))
    );
    assert_eq!(said.json()["stories"][0]["title"], "a\u{1b}[31m\u{202e}b");
}

#[test]
fn output_goes_to_a_file_where_one_is_named() {
    let desk = desk();
    let plain = desk.po(&["export", "json"]).out;
    let before = desk.bytes();
    let said = desk.po(&["export", "json", "--output", "out.json"]);
    assert_eq!(
        said.out, "3 records written to out.json as json\n",
        "{}",
        said.err
    );
    assert_eq!(desk.get("out.json"), plain);
    assert_eq!(desk.bytes(), before);
    let said = desk.po(&["export", "json", "--output", "no/such/folder.json"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("no/such/folder.json"), "{}", said.err);
}

#[test]
fn unreadable_file_is_a_warning_and_the_rest_is_exported() {
    let desk = desk();
    desk.put("b/stories/S-7.yaml", "id: S-7\ntitle: \"open\n");
    let said = desk.po(&["export", "json"]);
    assert_eq!(said.code, 2);
    let export = said.json();
    assert_eq!(export["stories"].as_array().unwrap().len(), 2);
    let warnings = export["warnings"].as_array().unwrap();
    assert!(warnings.iter().any(|w| w["path"] == "stories/S-7.yaml"));
    assert!(said.err.contains("stories/S-7.yaml"), "{}", said.err);
}

#[test]
fn unknown_format_is_answered_with_those_there_are() {
    let said = desk().po(&["export", "jason"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("json"), "{}", said.err);
}
