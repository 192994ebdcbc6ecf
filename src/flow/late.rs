//! Whether what a record waits for is planned later than the record itself.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;

/// How a record that is needed comes too late for a story in a sprint, in words: `is in SP-5`, `is in no sprint`.
pub fn by_sprint(backlog: &Backlog, sprint: &Id, needed: &Record) -> Option<String> {
    match &needed.story()?.sprint {
        None => Some("is in no sprint".to_owned()),
        Some(other) if is_later(backlog, other, sprint) => Some(format!("is in {other}")),
        Some(_) => None,
    }
}

/// As `by_sprint`, by the days of the releases that both are planned for: `comes with R-3 on 2026-12-24`.
pub fn by_release(backlog: &Backlog, record: &Record, needed: &Record) -> Option<String> {
    let (_, own) = release(backlog, record)?;
    let (id, other) = release(backlog, needed)?;
    (other > own).then(|| format!("comes with {id} on {other}"))
}

/// Both, the sprint first.
pub fn why(backlog: &Backlog, record: &Record, needed: &Record) -> Option<String> {
    let sprint = record.story().and_then(|story| story.sprint.as_ref());
    let by_sprint = sprint.and_then(|sprint| by_sprint(backlog, sprint, needed));
    by_sprint.or_else(|| by_release(backlog, record, needed))
}

/// The release that a record is planned for, and its day.
fn release<'a>(backlog: &'a Backlog, record: &'a Record) -> Option<(&'a Id, Day)> {
    let of_story = record.story().and_then(|story| story.release.as_ref());
    let id = of_story.or_else(|| record.epic()?.release.as_ref())?;
    let day = backlog.get(id)?.release()?.date?;
    Some((id, day))
}

/// Whether a sprint begins after another: by the day where both have one, else by id.
pub fn is_later(backlog: &Backlog, sprint: &Id, than: &Id) -> bool {
    let start = |id| {
        backlog
            .get(id)
            .and_then(Record::sprint)
            .and_then(|sprint| sprint.start)
    };
    match (start(sprint), start(than)) {
        (Some(sprint), Some(than)) => sprint > than,
        _ => sprint > than,
    }
}

#[cfg(test)]
mod tests {
    use super::why;
    use crate::model::id::Id;
    use crate::priority::tests::backlog;

    fn told(first: &str, second: &str) -> Option<String> {
        let records = [
            format!("{{id: S-1, depends_on: [S-2], {first}}}"),
            format!("{{id: S-2, {second}}}"),
            "{id: SP-9, start: 2026-05-01}".to_owned(),
            "{id: SP-8, start: 2026-06-01}".to_owned(),
            "{id: R-1, date: 2026-12-01}".to_owned(),
            "{id: R-2, date: 2026-12-24}".to_owned(),
            "id: R-3".to_owned(),
        ];
        let backlog = backlog("", &records);
        let get = |id: &str| backlog.get(&Id::new(id).expect("an id")).expect("there");
        why(&backlog, get("S-1"), get("S-2"))
    }

    #[test]
    fn what_is_needed_comes_too_late_by_its_sprint_or_its_release() {
        for (first, second, expected) in [
            ("sprint: SP-9", "sprint: SP-8", Some("is in SP-8")),
            ("sprint: SP-8", "sprint: SP-9", None),
            ("sprint: SP-8", "sprint: SP-8", None),
            ("sprint: SP-8", "points: 1", Some("is in no sprint")),
            ("points: 1", "sprint: SP-8", None),
            (
                "release: R-1",
                "release: R-2",
                Some("comes with R-2 on 2026-12-24"),
            ),
            ("release: R-2", "release: R-1", None),
            ("release: R-1", "release: R-3", None),
            ("release: R-1", "points: 1", None),
        ] {
            let told = told(first, second);
            assert_eq!(told.as_deref(), expected, "{first}; {second}");
        }
    }
}
