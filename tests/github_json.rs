//! The reader of GitHub's JSON as its callers see it: what was read is what was kept plus what was lost, on the
//! real files beside the repository (skipped where they are not) and on awkward values.

use std::path::PathBuf;

use po::exchange;
use po::exchange::Import;
use po::exchange::Options;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

/// Name and stories of each file; the others of it are pull requests.
static SAMPLES: [(&str, usize); 2] = [("gh-issue-list.json", 14), ("issues-rest.json", 0)];

fn read(bytes: &[u8]) -> Result<Import, exchange::Unreadable> {
    let format = exchange::by_id("github-json").unwrap();
    format.read().unwrap()(bytes, &Options::new(chrono_tz::Europe::Zurich))
}

/// Counts the values without the reader.
fn filled(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::String(text) => usize::from(!text.trim().is_empty()),
        Value::Bool(_) | Value::Number(_) => 1,
        Value::Array(items) => items.iter().map(filled).sum(),
        Value::Object(map) => map.values().map(filled).sum(),
    }
}

#[test]
fn every_value_of_the_real_files_is_kept_or_counted_as_lost() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/github-json");
    if !folder.is_dir() {
        println!("skipped: no {}", folder.display());
        return;
    }
    for (name, stories) in SAMPLES {
        let bytes = bytes(&folder.join(name));
        let import = read(&bytes).unwrap();
        let lost: usize = import.loss.lost.iter().map(|column| column.cells).sum();
        println!(
            "{name}: {} values, {} kept, {lost} lost",
            import.loss.cells, import.loss.kept
        );
        for column in &import.loss.lost {
            println!("  {} × {}: {}", column.cells, column.column, column.why);
        }
        for note in &import.loss.notes {
            println!("  {note}");
        }
        let all: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(import.loss.cells, filled(&all), "{name}");
        assert_eq!(import.loss.kept + lost, import.loss.cells, "{name}");
        assert_eq!(import.records.len(), stories, "{name}");
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads its samples")]
fn bytes(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[rustfmt::skip]
static NAMES: &[&str] = &[
    "number", "title", "state", "state_reason", "stateReason", "labels", "assignee", "assignees", "milestone", "comments",
    "body", "html_url", "url", "repository_url", "created_at", "createdAt", "closed_at", "updatedAt", "type", "user",
    "pull_request", "parent_issue_url", "items", "other",
];

/// Values that are one thing or another, or nearly.
fn value() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "",
        " ",
        "open",
        "CLOSED",
        "not_planned",
        "duplicate",
        "bug",
        "epic",
        "points: 5",
        "sp:x",
        "ana",
        "2026-01-01T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "https://github.com/o/n/issues/1",
        "https://github.com/o/n/pull/1",
        "https://api.github.com/repos/o/n",
        "## Acceptance\n- [x] é\n- [ ]",
        "[x]",
        "- [",
        "\u{202e}\0",
        "=1+1",
    ]);
    let leaf = prop_oneof![
        words.prop_map(Value::from),
        (0..3u32).prop_map(Value::from),
        Just(json!(null)),
        Just(json!(-1)),
        Just(json!(0.5)),
        Just(json!(true)),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let names = prop::sample::select(vec![
            "name",
            "login",
            "title",
            "body",
            "author",
            "createdAt",
            "state",
            "due_on",
            "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((names, inner), 0..4).prop_map(|pairs| {
                let pairs = pairs
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value));
                Value::Object(pairs.collect())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn awkward_values_are_accounted_for(
        issues in prop::collection::vec(prop::collection::vec((0..NAMES.len(), value()), 0..12), 0..4),
    ) {
        let mut all = vec![json!({"number": 9, "title": "x"})];
        for (number, pairs) in issues.into_iter().enumerate() {
            let mut issue = json!({"number": number, "title": "y", "state": "open"});
            let pairs = pairs.into_iter().map(|(at, value)| (NAMES[at].to_owned(), value));
            issue.as_object_mut().unwrap().extend(pairs);
            all.push(issue);
        }
        let all = Value::from(all);
        let import = read(all.to_string().as_bytes()).unwrap();
        let lost: usize = import.loss.lost.iter().map(|column| column.cells).sum();
        prop_assert_eq!(import.loss.cells, filled(&all));
        prop_assert_eq!(import.loss.kept + lost, import.loss.cells);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(import) = read(&bytes) {
            prop_assert!(import.loss.kept <= import.loss.cells);
        }
    }
}
