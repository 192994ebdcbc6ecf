//! The Jira reader on the real exports beside the repository: what was read is
//! what was kept plus what was lost, to the cell. Skipped where they are not.

use std::path::PathBuf;

use po::exchange;
use po::exchange::Import;
use po::exchange::Options;

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
    let format = exchange::ALL
        .iter()
        .find(|format| format.id() == "jira-csv")
        .unwrap();
    format.read().unwrap()(bytes, &Options::new(chrono_tz::Europe::Zurich)).unwrap()
}

/// Counts the filled cells without the reader.
fn filled(bytes: &[u8]) -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().filter(|cell| !cell.trim().is_empty()).count())
        .sum()
}
