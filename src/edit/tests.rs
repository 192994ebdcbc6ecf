//! Changes of several records at once, from texts to texts.

mod parts;
mod split;

use super::Change;
use super::Stamp;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::id::Id;
use crate::model::kind;
use crate::yaml::Document;

fn backlog(files: &[(&str, &str)]) -> Backlog {
    let config = Config::default();
    let read = |(path, text): &(&str, &str)| {
        let folder = path.split('/').next().unwrap();
        let kind = kind::by_folder(folder).unwrap();
        let document = Document::parse((*text).to_owned()).unwrap();
        Record::read(kind, path, document, &config).unwrap().record
    };
    let records = files.iter().map(read).collect();
    Backlog::new(config, None, records)
}

fn stamp() -> Stamp {
    Stamp {
        at: "2026-11-24T09:00:00Z".parse().unwrap(),
        today: "2026-11-24".parse().unwrap(),
        by: Some("ana".to_owned()),
        reason: None,
    }
}

fn ids(words: &[&str]) -> Vec<Id> {
    words.iter().map(|id| Id::new(*id).unwrap()).collect()
}

fn after<'c>(changes: &'c [Change], path: &str) -> Option<&'c str> {
    let change = changes.iter().find(|change| change.path == path);
    change
        .unwrap_or_else(|| panic!("no change of {path}"))
        .after
        .as_deref()
}

const LINKING: &str = "\
id: S-9
depends_on: [S-1, S-2, S-3, S-1]   # in this order
parent: S-2
blocked: {since: 2026-11-01, by: S-1, reason: first things first}
";

#[test]
fn links_to_several_removed_records_go_in_one_change() {
    let backlog = backlog(&[
        ("stories/S-1.yaml", "id: S-1\nlinks: [S-2]\n"),
        ("stories/S-2.yaml", "id: S-2\n"),
        ("stories/S-3.yaml", "id: S-3\n"),
        ("stories/S-9.yaml", LINKING),
    ]);
    let changes = super::remove(&backlog, &ids(&["S-1", "S-2"]), true, &stamp()).unwrap();
    let paths: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(
        paths,
        ["stories/S-9.yaml", "stories/S-1.yaml", "stories/S-2.yaml"]
    );
    assert_eq!(after(&changes, "stories/S-1.yaml"), None);
    let text = after(&changes, "stories/S-9.yaml").unwrap();
    let kept = "id: S-9\ndepends_on: [S-3]   # in this order\nblocked: {since: 2026-11-01, reason: first things first}\n";
    assert!(text.starts_with(kept), "{text}");
    assert!(
        text.contains("    blocked: {reason: first things first}\n"),
        "{text}"
    );
}

#[test]
fn records_that_link_only_to_each_other_are_removed_together() {
    let backlog = backlog(&[
        ("stories/S-1.yaml", "id: S-1\nlinks: [S-2]\n"),
        ("stories/S-2.yaml", "id: S-2\nlinks: [S-1]\n"),
    ]);
    let alone = super::remove(&backlog, &ids(&["S-1"]), false, &stamp());
    let error = alone.unwrap_err();
    assert_eq!(error.message, "S-1 is not removed: 1 link leads to it");
    assert_eq!(error.details, ["  stories/S-2.yaml  links.1"]);
    let both = super::remove(&backlog, &ids(&["S-1", "S-2"]), false, &stamp()).unwrap();
    assert!(both.iter().all(|change| change.after.is_none()));
}

#[test]
fn a_criterion_without_an_id_is_called_by_its_place_only() {
    let text =
        "id: S-1\nacceptance:\n  - {id: AC-2, text: One}\n  - {id: AC-1, text: Two}\n  - Three\n";
    let backlog = backlog(&[("stories/S-1.yaml", text)]);
    for (item, expected) in [
        (
            "AC-1",
            Some("  - {id: AC-1, text: Two, verified: {by: ana, on: 2026-11-24}}"),
        ),
        (
            "2",
            Some("  - {id: AC-1, text: Two, verified: {by: ana, on: 2026-11-24}}"),
        ),
        (
            "AC-3",
            Some("  - {text: Three, verified: {by: ana, on: 2026-11-24}}"),
        ),
        ("AC-4", None),
        ("0", None),
    ] {
        let items = [item.to_owned()];
        let changes = super::tick(&backlog, &ids(&["S-1"]), &items, &stamp());
        match expected {
            Some(line) => {
                let changes = changes.unwrap();
                let text = after(&changes, "stories/S-1.yaml").unwrap();
                assert!(text.contains(line), "{item}: {text}");
            }
            None => assert!(changes.is_err(), "{item}"),
        }
    }
}

#[test]
fn a_state_at_its_limit_says_nothing_until_one_more_enters() {
    let document = Document::parse(
        "product: Shop\nworkflow:\n  idea: backlog\n  doing: {category: active, wip: 1}\n  done: done\n"
            .to_owned(),
    );
    let config = Config::new(crate::yaml::read(&document.unwrap()).unwrap()).unwrap();
    let mut backlog = backlog(&[
        ("stories/S-1.yaml", "id: S-1\nstatus: idea\n"),
        ("stories/S-2.yaml", "id: S-2\nstatus: doing\n"),
        ("epics/E-1.yaml", "id: E-1\nstatus: doing\n"),
    ]);
    backlog.config = config;
    let start = |words: &[&str]| {
        let active = crate::model::workflow::Category::Active;
        let changes = super::advance(&backlog, &ids(words), active, &stamp(), None);
        super::over_limit(&backlog, &changes.unwrap())
    };
    assert!(start(&["S-2"]).is_empty());
    let over = start(&["S-1"]);
    assert_eq!(over[0].message, "doing now holds 2 stories; its limit is 1");
}

const WRITTEN: &str = "id: S-1\ntitle: One   # for now\ndescription: |\n  First\n\n  Last\n# about points\npoints: 3\nlabels: [a]";

#[test]
fn a_section_is_the_lines_of_its_key_and_goes_back_to_its_place() {
    let backlog = backlog(&[("stories/S-1.yaml", WRITTEN)]);
    let record = backlog.get(&ids(&["S-1"])[0]).unwrap();
    for (key, lines) in [
        ("title", "title: One   # for now\n"),
        ("description", "description: |\n  First\n\n  Last\n"),
        ("points", "points: 3\n"),
        ("labels", "labels: [a]"),
        ("due", "due:\n"),
    ] {
        let section = super::section(&backlog, record, key).unwrap();
        assert_eq!(section.text, lines, "{key}");
        let whole = section.within(record, lines).unwrap();
        assert_eq!(whole.trim_end(), WRITTEN, "{key}");
    }
    let due = super::section(&backlog, record, "due").unwrap();
    let whole = due.within(record, "due: 2026-12-24").unwrap();
    assert!(whole.contains("\ndue: 2026-12-24\n"), "{whole}");
    assert!(super::section(&backlog, record, "lable").is_err());
}

#[test]
fn an_edited_text_gets_history_unless_it_brings_its_own() {
    let backlog = backlog(&[("stories/S-1.yaml", WRITTEN)]);
    let record = backlog.get(&ids(&["S-1"])[0]).unwrap();
    let rewritten = |text: &str| {
        let change = super::rewrite(&backlog, record, text, &stamp()).unwrap();
        change.and_then(|change| change.after).unwrap()
    };
    let text = WRITTEN.replace("points: 3", "points: 5");
    assert!(rewritten(&text).contains("{at: 2026-11-24T09:00:00Z, points: 5, by: ana}"));
    let own = format!("{text}\nhistory:\n  - {{at: 2026-11-20, points: 5}}\n");
    assert_eq!(rewritten(&own), own);
    assert!(
        super::rewrite(&backlog, record, WRITTEN, &stamp())
            .unwrap()
            .is_none()
    );
}
