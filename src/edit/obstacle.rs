//! What stands in the way of records that are begun: blocks, and dependencies that are not done.

use super::Change;
use super::patch::reread;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::workflow::Category;

/// What stands in the way of the records that these changes begin. The backlog must be loaded whole.
pub fn hindered(backlog: &Backlog, changes: &[Change]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for change in changes {
        let old = change.id.as_ref().and_then(|id| backlog.get(id));
        let was = old.map(|old| backlog.category(old));
        let moves = change.fields.iter().any(|field| field.field == "status");
        let Some(record) = moves.then(|| reread(backlog, change).ok()).flatten() else {
            continue;
        };
        if backlog.category(&record) != Category::Active || was == Some(Category::Active) {
            continue;
        }
        findings.extend(still_blocked(&record));
        findings.extend(waits(backlog, &record));
    }
    findings
}

fn still_blocked(record: &Record) -> Option<Finding> {
    let id = record.id();
    let what = format!("{id} is begun, but {}", record.block()?);
    let place = record.place_of("blocked");
    let finding = Finding::new("blocked", Severity::Warning, place, what);
    Some(finding.help(format!("po unblock {id} says that it can go on")))
}

fn waits(backlog: &Backlog, record: &Record) -> Option<Finding> {
    let open = backlog.open_dependencies(record);
    let ids: Vec<&str> = open.iter().map(|other| other.id().as_str()).collect();
    let first = ids.first()?;
    let what = format!(
        "{} is begun, but {}, on which it depends, {} not done",
        record.id(),
        crate::text::and_list(&ids),
        if ids.len() == 1 { "is" } else { "are" }
    );
    let place = record.place_of("depends_on");
    let finding = Finding::new("open-dependency", Severity::Warning, place, what);
    Some(finding.help(format!("po show {first} shows how it stands")))
}

/// The published releases whose notes lose a story, as it is done no longer. The backlog must be loaded whole.
pub fn withdrawn(backlog: &Backlog, changes: &[Change]) -> Vec<Finding> {
    let told = |change: &Change| {
        let old = backlog.get(change.id.as_ref()?)?;
        let release = backlog.get(old.story()?.release.as_ref()?)?;
        let was_done = backlog.category(old) == Category::Done;
        if !was_done || backlog.category(release) != Category::Done {
            return None;
        }
        let new = reread(backlog, change).ok()?;
        let (id, release) = (old.id(), release.id());
        let what = format!("{release} is published, and its notes name {id} no longer");
        let place = old.place_of("release");
        let finding = Finding::new("published-story", Severity::Warning, place, what);
        let help = format!("po release notes {release} shows them; tell those who read them");
        (backlog.category(&new) != Category::Done).then(|| finding.help(help))
    };
    changes.iter().filter_map(told).collect()
}

/// The open stories of epics that these changes end, and that no list of epics will show any more. The backlog must
/// be loaded whole.
pub fn left_open(backlog: &Backlog, changes: &[Change]) -> Vec<Finding> {
    let ended = changes.iter().filter_map(|change| {
        let moves = change.fields.iter().any(|field| field.field == "status");
        let epic = moves.then(|| reread(backlog, change).ok()).flatten()?;
        (epic.epic().is_some() && !backlog.is_open(&epic)).then_some(epic)
    });
    ended
        .filter_map(|epic| open_stories(backlog, &epic))
        .collect()
}

fn open_stories(backlog: &Backlog, epic: &Record) -> Option<Finding> {
    let id = epic.id();
    let is_open = |story: &&Record| {
        let in_it = story.story().and_then(|story| story.epic.as_ref()) == Some(id);
        in_it && backlog.is_open(story)
    };
    let count = backlog.records().iter().filter(is_open).count();
    let stories = crate::text::plural(count, "story is", "stories are");
    let state = epic.status().unwrap_or_default();
    let what = format!("{id} is {state}, but {stories} still open");
    let finding = Finding::new(
        "open-stories",
        Severity::Warning,
        epic.place_of("status"),
        what,
    );
    (count > 0).then(|| finding.help(format!("po list epic:{id} shows them")))
}

/// The running sprints that stories come into or leave by these changes, which their reports tell as a change of scope.
/// The backlog must be loaded whole.
pub fn rescoped(backlog: &Backlog, changes: &[Change]) -> Vec<Finding> {
    let told = |change: &Change| {
        change.fields.iter().find(|field| field.field == "sprint")?;
        let old = backlog.get(change.id.as_ref()?)?;
        let new = reread(backlog, change).ok()?;
        let runs = |record: &Record| {
            let sprint = backlog.get(record.story()?.sprint.as_ref()?)?;
            (backlog.category(sprint) == Category::Active).then(|| sprint.id().clone())
        };
        let moves = [(runs(old), "leaves"), (runs(&new), "comes into")].into_iter();
        let moves = moves.filter_map(|(sprint, verb)| Some((sprint?, verb)));
        let told = moves.map(|(sprint, verb)| {
            let what = format!(
                "{} {verb} {sprint}, which runs: its scope changes",
                old.id()
            );
            let finding = Finding::new(
                "changed-scope",
                Severity::Info,
                new.place_of("sprint"),
                what,
            );
            finding.help(format!(
                "po sprint report {sprint} shows what came and went"
            ))
        });
        Some(told.collect::<Vec<_>>())
    };
    changes.iter().filter_map(told).flatten().collect()
}
