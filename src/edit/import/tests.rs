//! Drafts become records, whatever they hold.

mod again;
mod texts;

use super::Dates;
use super::Draft;
use super::Imported;
use super::Source;
use super::Stage;
use super::import;
use crate::diag::Error;
use crate::edit::Change;
use crate::edit::Stamp;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::yaml::Document;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

const GATED: &str = "\
product: Shop
workflow:
  open: backlog
  ready: {category: backlog, gate: ready}
  build: active
  test: active
  shipped: {category: done, gate: done}
  rejected: dropped
";

fn config() -> Config {
    let document = Document::parse(GATED.to_owned()).unwrap();
    Config::new(crate::yaml::read(&document).unwrap()).unwrap()
}

/// A backlog of these files.
fn backlog(files: &[(&str, &str)]) -> Backlog {
    let config = config();
    let read = |(path, text): &(&str, &str)| {
        let kind = kind::by_folder(path.split('/').next().unwrap()).unwrap();
        let document = Document::parse((*text).to_owned()).unwrap();
        let read = Record::read(kind, path, document, &config).unwrap();
        assert!(read.findings.is_empty(), "{path}: {:?}", read.findings);
        read.record
    };
    Backlog::new(config.clone(), None, files.iter().map(read).collect())
}

/// The backlog with the changes made.
fn after(before: &Backlog, changes: &[Change]) -> Backlog {
    let mut files: Vec<(&str, &str)> = Vec::new();
    for record in before.records() {
        if changes.iter().all(|change| change.path != record.path) {
            files.push((&record.path, record.document().unwrap().text()));
        }
    }
    files.extend(
        changes
            .iter()
            .map(|c| (c.path.as_str(), c.after.as_deref().unwrap())),
    );
    backlog(&files)
}

fn stamp() -> Stamp {
    Stamp {
        reason: None,
        at: "2026-11-24T09:00:00Z".parse().unwrap(),
        today: "2026-11-24".parse().unwrap(),
        by: Some("ana".to_owned()),
    }
}

fn draft(kind: &'static str, key: &str, fields: Value) -> Draft {
    let mut all = Map::from_iter([("title".to_owned(), format!("About {key}").into())]);
    all.insert("external".to_owned(), json!({"jira": key}));
    all.extend(fields.as_object().unwrap().clone());
    Draft {
        kind,
        key: key.to_owned(),
        line: 2,
        fields: all,
        links: Vec::new(),
        stage: Stage::ToDo,
        dates: Dates::default(),
        order: key.to_owned(),
    }
}

fn linked(mut draft: Draft, links: &[(&str, &str)]) -> Draft {
    let owned = links
        .iter()
        .map(|(field, key)| ((*field).to_owned(), (*key).to_owned()));
    draft.links = owned.collect();
    draft
}

fn at(mut draft: Draft, stage: Stage, created: &str, resolved: &str) -> Draft {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    draft.stage = stage;
    draft.dates = Dates {
        created: some(created),
        resolved: some(resolved),
    };
    draft
}

fn run(backlog: &Backlog, drafts: &[Draft], update: bool) -> Result<Imported, Error> {
    let mut next = |kind: &'static Kind, count: usize| {
        let numbers = backlog
            .of_kind(kind)
            .filter_map(|record| record.id().number());
        let highest = numbers.max().unwrap_or(0);
        let ids = (1..=count as u64).map(|n| Id::next(kind.prefix, highest + n - 1).unwrap());
        Ok(ids.collect())
    };
    import(
        backlog,
        &Source {
            tool: "jira",
            drafts,
        },
        &mut next,
        &stamp(),
        update,
    )
}

fn text<'c>(imported: &'c Imported, id: &str) -> &'c str {
    let change = imported
        .changes
        .iter()
        .find(|c| c.id.as_ref().is_some_and(|found| found.as_str() == id));
    let change = change.unwrap_or_else(|| panic!("no change of {id}"));
    change.after.as_deref().unwrap()
}

fn statuses(record: &Record) -> Vec<(String, String)> {
    let entries = record.common.history.iter();
    entries
        .map(|e| {
            (
                e.at.to_string(),
                e.status.as_deref().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

fn of<'b>(backlog: &'b Backlog, id: &str) -> &'b Record {
    backlog.get(&Id::new(id).unwrap()).unwrap()
}

fn differences(imported: &Imported) -> Vec<(&str, &str, &Value, &Value, bool)> {
    let each = imported.differences.iter();
    each.map(|d| (d.id.as_str(), d.field.as_str(), &d.here, &d.there, d.taken))
        .collect()
}

fn board() -> Vec<Draft> {
    vec![
        draft("sprint", "Sprint 1", json!({"status": "planned"})),
        draft(
            "release",
            "Sprint 1",
            json!({"status": "planned", "version": "Sprint 1"}),
        ),
        draft("epic", "SH-1", json!({"created": "2026-01-02"})),
        linked(
            draft(
                "story",
                "SH-2",
                json!({"type": "bug", "points": 0.5, "links": ["https://a.org/SH-2"]}),
            ),
            &[
                ("epic", "SH-1"),
                ("sprint", "Sprint 1"),
                ("release", "Sprint 1"),
                ("depends_on", "SH-3"),
                ("links", "SH-3"),
                ("links", "OUT-1"),
            ],
        ),
        draft("story", "SH-3", json!({"type": "story"})),
    ]
}

#[test]
fn drafts_become_files_in_key_order_with_their_links_resolved() {
    let imported = run(&backlog(&[]), &board(), false).unwrap();
    let paths: Vec<&str> = imported.changes.iter().map(|c| c.path.as_str()).collect();
    let expected = [
        "sprints/SP-1-about-sprint-1.yaml",
        "releases/R-1-about-sprint-1.yaml",
        "epics/E-1-about-sh-1.yaml",
        "stories/S-1-about-sh-2.yaml",
        "stories/S-2-about-sh-3.yaml",
    ];
    assert_eq!(paths, expected);
    assert_eq!(imported.left_out, 1);
    let expected = "\
id: S-1
type: bug
title: About SH-2
status: open
epic: E-1
points: 0.5
sprint: SP-1
release: R-1
rank: ri
depends_on: [S-2]
links: [https://a.org/SH-2, S-2]
external: {jira: SH-2}
";
    assert_eq!(text(&imported, "S-1"), expected);
}

#[test]
fn stage_gives_the_state_of_the_teams_workflow_whatever_its_gates() {
    let day = "2026-01-02T10:00:00Z";
    let end = "2026-02-03T10:00:00Z";
    let drafts = [
        at(draft("story", "A-1", json!({})), Stage::ToDo, day, ""),
        at(
            draft("story", "A-2", json!({})),
            Stage::InProgress,
            day,
            end,
        ),
        at(draft("story", "A-3", json!({})), Stage::Done, day, end),
        at(draft("epic", "A-4", json!({})), Stage::Done, day, end),
        at(draft("story", "A-5", json!({})), Stage::Done, "", end),
        at(draft("story", "A-6", json!({})), Stage::Done, end, day),
        at(draft("story", "A-7", json!({})), Stage::InProgress, day, ""),
        at(draft("story", "A-8", json!({})), Stage::ToDo, "", ""),
    ];
    let empty = backlog(&[]);
    let imported = run(&empty, &drafts, false).unwrap();
    let made = after(&empty, &imported.changes);
    let of = |id| {
        let record = of(&made, id);
        let history = statuses(record);
        let days = history
            .iter()
            .map(|(at, status)| format!("{} {status}", &at[..10]));
        (
            record.status().unwrap(),
            days.collect::<Vec<_>>().join(", "),
        )
    };
    assert_eq!(of("S-1"), ("open", "2026-01-02 open".to_owned()));
    assert_eq!(
        of("S-2"),
        ("build", "2026-01-02 open, 2026-02-03 build".to_owned())
    );
    assert_eq!(
        of("S-3"),
        ("shipped", "2026-01-02 open, 2026-02-03 shipped".to_owned())
    );
    assert_eq!(
        of("E-1"),
        ("shipped", "2026-01-02 open, 2026-02-03 shipped".to_owned())
    );
    assert_eq!(of("S-4"), ("shipped", "2026-02-03 shipped".to_owned()));
    assert_eq!(of("S-5"), ("shipped", "2026-01-02 shipped".to_owned()));
    assert_eq!(of("S-6"), ("build", String::new()));
    assert_eq!(of("S-7"), ("open", String::new()));
}

#[test]
fn open_records_are_ranked_as_the_source_ranks_them_behind_those_there_are() {
    let here = backlog(&[("stories/S-4.yaml", "id: S-4\nstatus: shipped\nrank: rk\n")]);
    let ordered = |key: &str, order: &str, stage| {
        let mut draft = draft("story", key, json!({}));
        (draft.order, draft.stage) = (order.to_owned(), stage);
        draft
    };
    let drafts = [
        ordered("A-1", "0|i2:", Stage::ToDo),
        ordered("A-2", "~000000003", Stage::InProgress),
        ordered("A-3", "0|i0:", Stage::Done),
        ordered("A-4", "0|i1:", Stage::ToDo),
    ];
    let imported = run(&here, &drafts, false).unwrap();
    let made = after(&here, &imported.changes);
    let rank = |id| {
        of(&made, id)
            .common
            .rank
            .as_ref()
            .map(|rank| rank.key().to_owned())
    };
    assert!(Some("rk".to_owned()) < rank("S-8"));
    assert!(rank("S-8") < rank("S-5") && rank("S-5") < rank("S-6"));
    assert_eq!(rank("S-7"), None);
}

#[test]
fn links_find_records_imported_before_in_the_field_for_their_kind() {
    let here = backlog(&[
        ("epics/E-7.yaml", "id: E-7\nexternal: {jira: A-1}\n"),
        ("stories/S-7.yaml", "id: S-7\nexternal: {jira: A-2}\n"),
        ("stories/S-8.yaml", "id: S-8\nexternal: {trello: A-3}\n"),
    ]);
    let links = [
        ("parent", "A-1"),
        ("epic", "A-2"),
        ("depends_on", "A-1"),
        ("depends_on", "A-3"),
        ("depends_on", "A-9"),
    ];
    let imported = run(
        &here,
        &[linked(draft("story", "A-9", json!({})), &links)],
        false,
    )
    .unwrap();
    let text = text(&imported, "S-9");
    assert!(text.contains("\nepic: E-7\nparent: S-7\n"), "{text}");
    assert!(text.contains("\ndepends_on: [E-7]\n"), "{text}");
    assert_eq!(imported.left_out, 2);
}

#[test]
fn unreadable_file_stops_the_import_as_it_could_be_any_of_the_records() {
    let mut finding = crate::diag::Finding::new(
        "unreadable-file",
        crate::diag::Severity::Error,
        crate::diag::Place {
            path: "stories/S-1.yaml".to_owned(),
            ..Default::default()
        },
        "no YAML",
    );
    finding.unreadable = true;
    let here = backlog(&[]).with_findings(vec![finding], Default::default());
    let error = run(&here, &board(), false).unwrap_err();
    assert!(error.message.contains("stories/S-1.yaml"), "{error}");
}

#[test]
fn value_that_does_not_fit_is_an_error_that_names_the_draft() {
    let error = run(
        &backlog(&[]),
        &[draft("story", "A-1", json!({"points": "many"}))],
        false,
    );
    let error = error.unwrap_err();
    assert!(
        error.message.starts_with("A-1 (line 2 of the source): "),
        "{error}"
    );
}

#[test]
fn what_will_not_be_done_is_dropped_with_its_history_and_without_a_rank() {
    let dropped = |kind| {
        at(
            draft(kind, "SH-1", json!({})),
            Stage::Dropped,
            "2026-01-02",
            "2026-02-03",
        )
    };
    let drafts = [dropped("story")];
    let empty = backlog(&[]);
    let imported = run(&empty, &drafts, false).unwrap();
    let written = after(&empty, &imported.changes);
    let story = of(&written, "S-1");
    assert_eq!(story.status(), Some("rejected"));
    assert_eq!(story.common.rank, None);
    let history = [("2026-01-02", "open"), ("2026-02-03", "rejected")];
    let history = history.map(|(at, status)| (at.to_owned(), status.to_owned()));
    assert_eq!(statuses(story), history);
    let again = run(&written, &drafts, true).unwrap();
    assert_eq!((again.changes.len(), again.unchanged), (0, 1));
    assert_eq!(differences(&again), []);
}
