//! `po import` from end to end: the program on files of other tools, and what
//! then stands in the backlog. The real exports beside the repository are used
//! where they are.
#![expect(
    clippy::disallowed_methods,
    reason = "the test runs the program and looks at its files"
)]

#[path = "import/desk.rs"]
mod desk;
#[path = "import/misuse.rs"]
mod misuse;

use std::path::PathBuf;
use std::process::Command;

use desk::Desk;
use po::diag::Severity;
use po::model::Backlog;
use po::model::Record;
use po::rules;
use po::rules::Selection;
use po::store;
use po::store::Keep;
use po::store::Root;
use serde_json::Value;
use serde_json::json;

/// One row of each sort, with cells of each column that po has a field for and
/// of some that it has none for.
const BOARD: &str = "\
Issue key,Summary,Issue Type,Status,Status Category,Created,Resolved,Due date,Labels,Labels,Component/s,Assignee,\
Custom field (Story Points),Sprint,Sprint,Fix versions,Custom field (Epic Link),Inward issue link (Blocks),Description,\
Acceptance Criteria,Comment,Custom field (Rank),Votes,Reporter
SH-1,Checkout,Epic,To Do,To Do,03/Jan/26 9:00 AM,,,,,,ana,,,,2.0,,,Buying,,,0|i1:,1,zoe
SH-2,Pay by invoice,Story,Released,Done,04/Jan/26 9:00 AM,20/Feb/26 5:30 PM,01/Mar/26 12:00 AM,pay,b2b,Web,ben,5.0,\
Sprint 9,Sprint 10,2.0,SH-1,SH-3,\"h2. Why
*Firms* ask, e.g. \"\"Muster AG\"\"\",\"* Total shown\n* Mail sent\",05/Jan/26 8:00 AM;zoe;Tax; too,0|i3:,2,zoe
SH-3,Addresses,Bug,In Review,In Progress,04/Jan/26 9:05 AM,,,,,,,0.5,Sprint 10,,,,,=1+1,,,0|i2:,,zoe
SH-4,Later,Task,To Do,To Do,04/Jan/26 9:06 AM,,,,,,,,,,,OUT-9,OUT-8,,,,0|i0:,,
";

/// What a kept cell becomes in the text of its record; `None` for cells that
/// are to be counted as lost.
fn becomes(column: &str, cell: &str, row: &[&str]) -> Option<Vec<String>> {
    let one = |text: &str| Some(vec![text.to_owned()]);
    match (column, cell) {
        ("Votes" | "Reporter", _) | ("Sprint", "Sprint 9") => None,
        ("Issue Type", "Epic") => one("id: E-1"),
        ("Issue Type", sort) => Some(vec![format!("type: {}", sort.to_lowercase())]),
        ("Status", "Released") => one("jira_status: Released"),
        ("Status", "In Review") => one("jira_status: In Review"),
        ("Status" | "Status Category", _) => match row[4] {
            "Done" => one("status: done"),
            "In Progress" => one("status: doing"),
            _ => one("status: idea"),
        },
        ("Created", _) => one(&format!("created: 2026-01-0{}", &cell[1..2])),
        ("Resolved", _) => one("at: 2026-02-20T16:30:00Z"),
        ("Due date", _) => one("due: 2026-03-01"),
        ("Component/s", _) => Some(vec![format!("component:{cell}")]),
        ("Custom field (Story Points)", "5.0") => one("points: 5\n"),
        ("Custom field (Story Points)", _) => one("points: 0.5\n"),
        ("Sprint", _) => one("sprint: SP-1"),
        ("Fix versions", _) => one("release: R-1"),
        ("Custom field (Epic Link)", "SH-1") => one("epic: E-1"),
        ("Inward issue link (Blocks)", "SH-3") => one("depends_on: [S-2]"),
        ("Description", _) if cell.starts_with("h2.") => Some(vec![
            "## Why".to_owned(),
            "**Firms** ask, e.g. \"Muster AG\"".to_owned(),
        ]),
        ("Acceptance Criteria", _) => Some(vec!["acceptance: [Total shown, Mail sent]".to_owned()]),
        ("Comment", _) => Some(vec![
            "at: 2026-01-05T07:00:00Z".to_owned(),
            "by: zoe".to_owned(),
            "text: Tax; too".to_owned(),
        ]),
        // The order of the ranks is looked at by a test of its own.
        ("Custom field (Rank)", _) if row[4] == "Done" => one("id: S-1"),
        ("Custom field (Rank)", _) => one("rank: r"),
        _ => one(cell),
    }
}

/// The rules about data that cannot be trusted.
const TRUST: [&str; 11] = [
    "duplicate-id",
    "misnamed-file",
    "dangling-link",
    "unknown-field",
    "bad-enum",
    "bad-type",
    "reversed-dates",
    "bad-rank",
    "rank-collision",
    "history-gap",
    "unportable-text",
];

fn samples() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/jira-csv");
    let mut samples = vec![("board.csv".to_owned(), BOARD.to_owned())];
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no {}", folder.display());
        return samples;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".csv") {
            samples.push((name, std::fs::read_to_string(path).unwrap()));
        }
    }
    samples.sort();
    samples
}

fn load(desk: &Desk) -> Backlog {
    store::load(&Root::at(desk.backlog()), Keep::Texts).unwrap()
}

fn by_key<'b>(backlog: &'b Backlog, key: &str) -> &'b Record {
    let mut records = backlog.records().iter();
    let found = records.find(|r| r.common.external.get("jira").is_some_and(|k| k == key));
    found.unwrap_or_else(|| panic!("no {key}"))
}

fn lost(report: &Value) -> u64 {
    let lost = report["lost"].as_array().unwrap().iter();
    lost.map(|column| column["cells"].as_u64().unwrap()).sum()
}

#[test]
fn every_kept_cell_stands_in_the_file_of_its_record() {
    let desk = Desk::new();
    desk.put("board.csv", BOARD);
    let said = desk.po(&["import", "jira-csv", "board.csv", "--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let report = said.json();
    let backlog = load(&desk);
    let mut reader = csv::Reader::from_reader(BOARD.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let (mut kept, mut gone) = (0, 0);
    for row in reader.records().map(Result::unwrap) {
        let row: Vec<&str> = row.iter().collect();
        let text = by_key(&backlog, row[0]).document().unwrap().text();
        for (column, cell) in headers
            .iter()
            .zip(&row)
            .filter(|(_, cell)| !cell.is_empty())
        {
            let Some(parts) = becomes(column, cell, &row) else {
                gone += 1;
                continue;
            };
            kept += 1;
            for part in parts {
                assert!(
                    text.contains(&part),
                    "{} {column}: no {part:?} in\n{text}",
                    row[0]
                );
            }
        }
    }
    assert_eq!(report["kept"], json!(kept));
    assert_eq!(report["cells"], json!(kept + gone));
    assert_eq!(lost(&report), gone);
    let created = json!({"sprint": 1, "release": 1, "epic": 1, "story": 3});
    assert_eq!(report["created"], created);
}

#[test]
fn stories_have_numbers_in_the_order_of_the_file_and_ranks_in_that_of_the_board() {
    let desk = Desk::new();
    desk.put("board.csv", BOARD);
    assert_eq!(desk.po(&["import", "board.csv"]).code, 0);
    let backlog = load(&desk);
    let of = |key| by_key(&backlog, key);
    let ids = ["SH-2", "SH-3", "SH-4"].map(|key| of(key).id().to_string());
    assert_eq!(ids, ["S-1", "S-2", "S-3"]);
    let rank = |key| {
        of(key)
            .common
            .rank
            .as_ref()
            .map(|rank| rank.key().to_owned())
    };
    assert!(rank("SH-4").is_some() && rank("SH-4") < rank("SH-3"));
    assert_eq!(rank("SH-2"), None);
}

#[test]
fn records_load_without_fault_and_history_ends_where_the_record_is() {
    for (name, text) in samples() {
        let desk = Desk::new();
        desk.put("in.csv", &text);
        let said = desk.po(&["import", "in.csv", "--json"]);
        assert_eq!(said.code, 0, "{name}: {}", said.err);
        let report = said.json();
        let cells = report["cells"].as_u64().unwrap();
        assert_eq!(
            cells,
            report["kept"].as_u64().unwrap() + lost(&report),
            "{name}"
        );
        let backlog = load(&desk);
        let created = report["created"].as_object().unwrap().values();
        let created: u64 = created.map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(backlog.records().len() as u64, created, "{name}");
        let faults = backlog
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Error);
        assert_eq!(
            faults.map(|f| &f.message).collect::<Vec<_>>(),
            [""; 0],
            "{name}"
        );
        let today = "2026-11-24".parse().unwrap();
        let selection = Selection::new(Some(TRUST.map(str::to_owned).to_vec()), Vec::new());
        let faults = rules::run(&backlog, today, &selection.unwrap());
        let faults: Vec<_> = faults.iter().map(|f| (f.rule, &f.message)).collect();
        assert_eq!(faults, [], "{name}");
        for record in backlog.records() {
            let last = record
                .common
                .history
                .iter()
                .rev()
                .find_map(|e| e.status.as_deref());
            assert!(
                last.is_none() || last == record.status(),
                "{name}: {}",
                record.path
            );
            let others = record.common.history.iter();
            let named =
                others.filter(|e| e.sprint.is_some() || e.points.is_some() || e.release.is_some());
            assert_eq!(named.count(), 0, "{name}: {}", record.path);
            for (field, id) in record.links() {
                assert!(
                    backlog.get(&id).is_some(),
                    "{name}: {} {field} {id}",
                    record.path
                );
            }
        }
    }
}

#[test]
fn second_import_of_the_same_file_changes_no_byte() {
    for (name, text) in samples() {
        let desk = Desk::new();
        desk.put("in.csv", &text);
        assert_eq!(desk.po(&["import", "in.csv"]).code, 0, "{name}");
        let before = desk.bytes();
        for words in [
            &["import", "in.csv", "--json"][..],
            &["import", "in.csv", "--update", "--json"],
        ] {
            let report = desk.po(words).json();
            assert_eq!(report["items"], json!([]), "{name}");
            assert_eq!(report["differences"], json!([]), "{name}");
            assert_eq!(report["unchanged"], json!(before.len() - 1), "{name}");
            assert_eq!(desk.bytes(), before, "{name}");
        }
    }
}

#[cfg(unix)]
#[test]
fn more_records_than_a_process_may_have_files_open_are_written() {
    let desk = Desk::new();
    let rows = (1..=100).map(|n| format!("A-{n},Story {n}\n"));
    desk.put(
        "many.csv",
        &("Issue key,Summary\n".to_owned() + &rows.collect::<String>()),
    );
    let mut shell = Command::new("sh");
    let script = "ulimit -n 40 && exec \"$0\" \"$@\"";
    shell.args(["-c", script, env!("CARGO_BIN_EXE_po")]);
    let said = desk.run(shell, &["import", "many.csv"], b"");
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(load(&desk).records().len(), 100);
}

#[test]
fn dry_run_shows_report_and_diff_and_writes_nothing() {
    let desk = Desk::new();
    desk.put("board.csv", BOARD);
    let before = desk.bytes();
    let said = desk.po(&["import", "board.csv", "--dry-run"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for part in [
        "board.csv, read as jira-csv",
        "3 stories, S-1 to S-3",
        "+title: Pay by invoice",
        "nothing was written",
    ] {
        assert!(said.out.contains(part), "no {part:?} in\n{}", said.out);
    }
    assert_eq!(desk.bytes(), before);
    assert_eq!(
        desk.po(&["import", "board.csv", "--dry-run", "--json"])
            .json()["dry_run"],
        json!(true)
    );
}

#[test]
fn newer_export_is_listed_and_taken_only_with_update() {
    let desk = Desk::new();
    desk.put("board.csv", BOARD);
    desk.po(&["import", "board.csv"]);
    let newer = BOARD.replace(
        "SH-3,Addresses,Bug,In Review,In Progress",
        "SH-3,Addresses,Bug,Done,Done",
    ) + "SH-5,New one,Story,To Do,To Do,04/Feb/26 9:06 AM,,,,,,,,,,,SH-1,,,,,0|i9:,,\n";
    desk.put("newer.csv", &newer);
    let said = desk.po(&["import", "newer.csv"]);
    for part in [
        "1 story, S-4",
        "unchanged  6 records",
        "S-2  status  doing  done",
        "--update",
    ] {
        assert!(said.out.contains(part), "no {part:?} in\n{}", said.out);
    }
    assert_eq!(by_key(&load(&desk), "SH-3").status(), Some("doing"));
    let report = desk
        .po(&["import", "newer.csv", "--update", "--json"])
        .json();
    assert_eq!(report["updated"], json!(1));
    let taken = json!([{"id": "S-2", "key": "SH-3", "field": "status", "here": "doing", "there": "done", "taken": true}]);
    assert_eq!(report["differences"], taken);
    let backlog = load(&desk);
    assert_eq!(by_key(&backlog, "SH-3").status(), Some("done"));
    let last = by_key(&backlog, "SH-3").common.history.last().unwrap();
    assert_eq!(
        (last.at.to_string().as_str(), last.status.as_deref()),
        ("2026-11-24", Some("done"))
    );
}

#[test]
fn file_comes_from_standard_input_and_status_words_from_the_user() {
    let desk = Desk::new();
    let words = [
        "import",
        "jira-csv",
        "-",
        "--status",
        "In Review=done",
        "--status",
        "to do=active",
    ];
    let said = desk.po_reading(&words, BOARD.as_bytes());
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.starts_with("standard input, read as jira-csv\n"),
        "{}",
        said.out
    );
    let backlog = load(&desk);
    let statuses = ["SH-1", "SH-3", "SH-4"].map(|key| by_key(&backlog, key).status());
    assert_eq!(statuses, [Some("doing"), Some("done"), Some("doing")]);
}
