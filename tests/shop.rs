//! The shipped example tells true numbers: the scope of each closed sprint adds up, and its history agrees with what
//! was recorded when it was started and closed.
use std::path::Path;

use po::flow::sprint::Ideal;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::points::Points;
use po::report::SprintReport;
use po::report::sprint_report;
use po::store::Keep;
use po::store::Root;
use po::store::load;

/// The morning on which the example is looked at.
const TODAY: &str = "2026-11-24";

fn shop() -> Backlog {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shop");
    load(&Root::at(folder), Keep::Values).expect("examples/shop")
}

fn today() -> Day {
    TODAY.parse().expect("a day")
}

fn report(backlog: &Backlog, sprint: &Record) -> SprintReport {
    sprint_report(backlog, Some(sprint.id()), today(), Ideal::Workdays).expect("a report")
}

fn closed(backlog: &Backlog) -> Vec<&Record> {
    let is_closed =
        |record: &&Record| record.sprint().is_some() && record.status() == Some("closed");
    let closed: Vec<&Record> = backlog.records().iter().filter(is_closed).collect();
    assert!(!closed.is_empty(), "examples/shop has no closed sprint");
    closed
}

#[test]
fn the_scope_of_each_closed_sprint_adds_up() {
    let backlog = shop();
    for sprint in closed(&backlog) {
        let id = sprint.id();
        let data = report(&backlog, sprint).data;
        let scope = data.scope.expect("a scope");
        let committed = data.committed.expect("a commitment").points;
        let completed = data.completed.expect("a result").points;
        let carry = data.carry.expect("a list");
        let carried: Points = carry.iter().filter_map(|story| story.points).sum();
        let moved = committed + scope.added - scope.removed + scope.reestimated;
        assert_eq!(
            moved, scope.at_end,
            "{id}: committed + added - removed + re-estimated"
        );
        assert_eq!(
            completed + carried,
            scope.at_end,
            "{id}: completed + carried"
        );
        for line in data.burndown.expect("a burndown") {
            let (done, remaining) = (
                line.done.expect("a past day"),
                line.remaining.expect("a past day"),
            );
            assert_eq!(Some(done + remaining), line.scope, "{id}: {}", line.date);
        }
    }
}

#[test]
fn the_recorded_lists_of_each_closed_sprint_are_its_numbers() {
    let backlog = shop();
    for sprint in closed(&backlog) {
        let id = sprint.id();
        let record = sprint.sprint().expect("a sprint");
        let (promise, end) = (record.committed.as_ref(), record.closed.as_ref());
        let data = report(&backlog, sprint).data;
        let sum = |shares: &[po::model::kind::Share]| {
            shares
                .iter()
                .filter_map(|share| share.points)
                .sum::<Points>()
        };
        assert_eq!(
            data.committed.map(|c| c.points),
            promise.map(|p| sum(&p.items)),
            "{id}: committed"
        );
        assert_eq!(
            data.completed.map(|c| c.points),
            end.map(|e| sum(&e.completed)),
            "{id}: completed"
        );
    }
}

#[test]
fn the_history_of_each_closed_sprint_leads_to_what_was_recorded() {
    let backlog = shop();
    for sprint in closed(&backlog) {
        let notes = report(&backlog, sprint).data.footnotes;
        let disagree = |note: &&String| {
            note.contains("recorded at the close") || note.contains("without a record")
        };
        let disagreeing: Vec<_> = notes.iter().filter(disagree).collect();
        assert!(disagreeing.is_empty(), "{}: {disagreeing:#?}", sprint.id());
    }
}

#[test]
fn the_closed_sprints_show_everything_that_may_happen_to_a_scope() {
    let backlog = shop();
    let reports: Vec<SprintReport> = closed(&backlog)
        .into_iter()
        .map(|sprint| report(&backlog, sprint))
        .collect();
    let scopes = || {
        reports
            .iter()
            .filter_map(|report| report.data.scope.as_ref())
    };
    let stories = || {
        reports
            .iter()
            .filter_map(|report| report.data.stories.as_ref())
            .flatten()
    };
    let carry = || {
        reports
            .iter()
            .filter_map(|report| report.data.carry.as_ref())
            .flatten()
    };
    assert!(scopes().any(|scope| scope.added > Points::ZERO), "added");
    assert!(
        scopes().any(|scope| scope.removed > Points::ZERO),
        "removed"
    );
    assert!(
        scopes().any(|scope| scope.reestimated != Points::ZERO),
        "re-estimated"
    );
    assert!(stories().any(|story| story.reopened), "reopened");
    assert!(carry().any(|story| story.carried == 1), "carried once");
    assert!(carry().any(|story| story.carried >= 2), "carried again");
}
