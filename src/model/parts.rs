//! What a record consists of: the stories of an epic, the sub-tasks of a story.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;

/// The sub-tasks of a story.
pub fn sub_tasks<'a>(backlog: &'a Backlog, parent: &Id) -> Vec<&'a Record> {
    let records = backlog.records().iter();
    let part = |r: &&Record| r.story().is_some_and(|s| s.parent.as_ref() == Some(parent));
    records.filter(part).collect()
}

/// The stories of an epic and of the epics below it, without the sub-tasks that one of them holds.
pub fn of_epic<'a>(backlog: &'a Backlog, epic: &Id) -> Vec<&'a Record> {
    let mut epics: Vec<&Id> = vec![epic];
    let mut at = 0;
    while let Some(above) = epics.get(at).copied() {
        let below = backlog.records().iter().filter(|r| {
            let parent = r.epic().and_then(|epic| epic.parent.as_ref());
            parent == Some(above) && !epics.contains(&r.id())
        });
        let below: Vec<&Id> = below.map(Record::id).collect();
        epics.extend(below);
        at += 1;
    }
    let of_epics = |record: &Record| {
        let epic = record.story().and_then(|story| story.epic.as_ref());
        epic.is_some_and(|epic| epics.contains(&epic))
    };
    let counted_with_parent = |record: &Record| {
        let parent = record.story().and_then(|story| story.parent.as_ref());
        let parent = parent.filter(|parent| *parent != record.id());
        parent.and_then(|id| backlog.get(id)).is_some_and(of_epics)
    };
    let records = backlog.records().iter();
    records
        .filter(|record| of_epics(record) && !counted_with_parent(record))
        .collect()
}
