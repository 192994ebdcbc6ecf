//! What people read of a run: the summary of a pull request, and what a script keeps of a finding.

use super::backlog;
use super::po;
use serde_json::Value;

/// GitHub takes 1 MiB and nothing of what is longer.
#[test]
fn a_summary_stays_below_what_github_takes() {
    let folder = backlog();
    let criteria = "  - it is fast and easy, user-friendly, robust, simple and modern\n".repeat(60);
    for number in 100..150 {
        let text = format!("id: S-{number}\ntitle: T\nstatus: ready\nacceptance:\n{criteria}");
        let file = folder.path().join(format!("stories/S-{number}.yaml"));
        std::fs::write(file, text).expect("written");
    }
    let file = folder.path().join("summary.md");
    let output = format!("markdown={}", file.display());
    let said = po(folder.path(), &["check", "--json", "--output", &output]);
    let found: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let found = found["items"].as_array().expect("a list").len();
    assert!(found > 10_000, "{found} are too few to fill a summary");
    let summary = std::fs::read_to_string(file).expect("written");
    assert!(
        (800_000..=900_000).contains(&summary.len()),
        "{}",
        summary.len()
    );
    let rows = summary
        .lines()
        .filter(|line| line.starts_with("| "))
        .count()
        - 1;
    let more = po::text::thousands(found - rows);
    let last = format!("… and {more} more than there is room for; `po check` shows all");
    // Behind it stands only how many are not judged yet.
    let mut ends = summary.lines().rev().filter(|line| !line.is_empty());
    assert_eq!(ends.nth(1), Some(last.as_str()));
    assert!(summary.starts_with("**52 stories"), "{}", &summary[..80]);
    let first = summary.lines().nth(4).expect("a row");
    assert!(
        first.starts_with("| error | `stories/S-2-open.yaml:"),
        "{first}"
    );
}

/// What a script compares is what a baseline holds.
#[test]
fn a_fingerprint_is_a_line_of_the_baseline() {
    let folder = backlog();
    let file = folder.path().join("known.txt").display().to_string();
    po(folder.path(), &["check", "--write-baseline", &file]);
    let known = std::fs::read_to_string(&file).expect("written");
    let known: Vec<&str> = known
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let said = po(folder.path(), &["check", "--json"]);
    let said: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let items = said["items"].as_array().expect("a list").iter();
    let readable = items.filter(|item| item["rule"] != "unreadable-file");
    let mut prints: Vec<&str> = readable
        .map(|item| item["fingerprint"].as_str().expect("a text"))
        .collect();
    prints.sort_unstable();
    assert_eq!(prints, known);
}
