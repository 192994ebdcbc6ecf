//! The Jira reader as its callers see it: what was read is what was kept plus
//! what was lost, to the cell, on the real exports beside the repository (skipped
//! where they are not) and on tables of awkward cells.

use std::path::PathBuf;

use po::exchange;
use po::exchange::Import;
use po::exchange::Options;
use po::exchange::Read;
use proptest::prelude::*;

/// Name, stories, epics, sprints, releases of each export.
static SAMPLES: [(&str, [usize; 4]); 3] = [
    ("jira-cloud-2018-epics-sprints.csv", [11, 3, 3, 5]),
    ("jira-cloud-en-comment.csv", [2, 0, 0, 0]),
    ("jira-cloud-fr.csv", [28, 0, 0, 0]),
];

#[test]
fn every_cell_of_the_real_exports_is_kept_or_counted_as_lost() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/jira-csv");
    if !folder.is_dir() {
        println!("skipped: no {}", folder.display());
        return;
    }
    for (name, records) in SAMPLES {
        let bytes = read(&folder.join(name));
        let import = import(&bytes);
        let lost: usize = import.loss.lost.iter().map(|column| column.cells).sum();
        println!(
            "{name}: {} cells, {} kept, {lost} lost",
            import.loss.cells, import.loss.kept
        );
        for column in &import.loss.lost {
            println!("  {} × {}: {}", column.cells, column.column, column.why);
        }
        for note in &import.loss.notes {
            println!("  {note}");
        }
        assert_eq!(import.loss.cells, filled(&bytes), "{name}");
        assert_eq!(import.loss.kept + lost, import.loss.cells, "{name}");
        let of = |kind: &str| {
            import
                .records
                .iter()
                .filter(|record| record.kind == kind)
                .count()
        };
        assert_eq!(
            ["story", "epic", "sprint", "release"].map(of),
            records,
            "{name}"
        );
        assert!(
            import
                .records
                .iter()
                .filter(|record| record.kind == "story")
                .all(|record| record.dates.created.is_some())
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads its samples")]
fn read(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn import(bytes: &[u8]) -> Import {
    reader()(bytes, &Options::new(chrono_tz::Europe::Zurich)).unwrap()
}

fn reader() -> Read {
    let format = exchange::ALL
        .iter()
        .find(|format| format.id() == "jira-csv")
        .unwrap();
    format.read().unwrap()
}

/// Counts the filled cells without the reader.
fn filled(bytes: &[u8]) -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().filter(|cell| !cell.trim().is_empty()).count())
        .sum()
}

#[rustfmt::skip]
static HEADERS: &[&str] = &[
    "Summary", "Issue Type", "Status", "Status Category", "Created", "Updated", "Resolved", "Due date", "Sprint", "Comment",
    "Description", "Parent", "Custom field (Epic Link)", "Issue id", "Inward issue link (Blocks)", "Outward issue link (Blocks)",
    "Custom field (Story Points)", "Acceptance Criteria", "Assignee Id", "Project url", "Fix versions", "Votes", "", "Été (x",
];

/// Cells that are one thing or another, or nearly.
#[rustfmt::skip]
static CELLS: &[&str] = &[
    "", " ", "A-1", "A-2", "Z-9", "10001", "Epic", "Sub-task", "Done", "In Progress", "28/Jun/16 9:27 AM", "13/01/2024 10:00",
    "5.0", "x;y", "13/01/2024 1:00;ana;hi", "13/01/2024 1:00;;", "*", "* a\n*# b", "{code}", "{code}a{code}", "[a|b", "[|]",
    "!é.png!", "h1.", "h1. é", "**", "|", "Given é\nWhen x\nThen y", "h2. Acceptance\n* a", "\u{301}é\u{feff}", "https://a.atlassian.net",
    "=1+1", "2016-07-05T07:53:01Z", "5f0000000000000000000001", "12:", ":12", "月", "To Do",
];

proptest! {
    #[test]
    fn awkward_tables_are_accounted_for_to_the_cell(
        columns in prop::collection::vec(0..HEADERS.len(), 0..12),
        rows in prop::collection::vec(prop::collection::vec(0..CELLS.len(), 0..15), 0..8),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let headers = ["Issue key", "Summary"].into_iter().chain(columns.iter().map(|at| HEADERS[*at]));
        writer.write_record(headers).unwrap();
        for (number, row) in rows.iter().enumerate() {
            let key = format!("A-{number}");
            writer.write_record([key.as_str()].into_iter().chain(row.iter().map(|at| CELLS[*at]))).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let import = import(&bytes);
        let lost: usize = import.loss.lost.iter().map(|column| column.cells).sum();
        prop_assert_eq!(import.loss.cells, filled(&bytes));
        prop_assert_eq!(import.loss.kept + lost, import.loss.cells);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let options = Options::new(chrono_tz::Europe::Zurich);
        if let Ok(import) = reader()(&bytes, &options) {
            prop_assert!(import.loss.kept <= import.loss.cells);
        }
    }
}
