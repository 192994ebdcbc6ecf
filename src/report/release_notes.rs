//! `po release notes`: what users get, in the words that stories have for them.
mod choice;
mod document;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use serde::Serialize;

use super::Report;
use crate::diag::Error;
use crate::flow::replay::Replay;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind::Sort;
use crate::model::kind::Story;
use crate::model::workflow::Category;
use crate::page::Answer;
use crate::page::Page;
use choice::Belongs;
use choice::Members;

pub static REPORT: Report = Report {
    id: "release-notes",
    summary: "what users get with a release, in their words",
};

/// Whose notes are wanted.
#[derive(Clone, Debug)]
pub enum Of {
    /// A release; none stands for the last released one, else the next planned.
    Release(Option<Id>),
    /// What was finished in these days, both included.
    Days { from: Option<Day>, to: Day },
}

/// The notes; serialized they are what `po.release-notes/1` holds beside its envelope.
#[derive(Debug, Serialize)]
pub struct ReleaseNotes {
    /// The zone whose days are meant.
    pub timezone: String,
    /// The days in which stories that name no release were finished.
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// How many stories have a line.
    pub n: usize,
    /// Stories of the release or the days that have none.
    pub excluded: Vec<Excluded>,
    pub data: Data,
}

/// A story without a line.
#[derive(Debug, Serialize)]
pub struct Excluded {
    pub id: Id,
    pub why: String,
}

#[derive(Debug, Serialize)]
pub struct Data {
    pub release: Option<Head>,
    /// In the order of Keep a Changelog, what breaks first; none is empty.
    pub groups: Vec<Group>,
    /// Finished stories that users would see and that have no note.
    pub missing: Vec<Id>,
    /// Stories of the release that are not done.
    pub open: Vec<Id>,
    /// Stories finished in the days of the release that name another.
    pub elsewhere: Vec<Id>,
    pub footnotes: Vec<String>,
}

/// The release itself.
#[derive(Debug, Serialize)]
pub struct Head {
    pub id: Id,
    pub title: String,
    pub version: Option<String>,
    pub date: Option<Day>,
    pub status: Option<String>,
}

/// The notes of one sort of change.
#[derive(Debug, Serialize)]
pub struct Group {
    pub change: Change,
    pub items: Vec<Note>,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    pub id: Id,
    #[serde(rename = "type")]
    pub sort: Option<Sort>,
    pub text: String,
    /// The title stands in for a note.
    pub from_title: bool,
    /// The day of the last entry into done.
    pub finished: Option<Day>,
}

/// What a change is to users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Breaking,
    Added,
    Changed,
    Deprecated,
    Removed,
    Fixed,
    Security,
}

impl Change {
    const ALL: [(Change, &'static str); 7] = [
        (Change::Breaking, "breaking"),
        (Change::Added, "added"),
        (Change::Changed, "changed"),
        (Change::Deprecated, "deprecated"),
        (Change::Removed, "removed"),
        (Change::Fixed, "fixed"),
        (Change::Security, "security"),
    ];

    /// The change that a story names; what breaks has a field of its own.
    fn named(word: &str) -> Option<Change> {
        let word = word.trim().to_lowercase();
        let mut known = Change::ALL.iter().skip(1);
        known
            .find(|(_, name)| *name == word)
            .map(|(change, _)| *change)
    }

    /// The change of a story that names none; nothing for work that users do not see.
    fn usual(record: &Record, story: &Story) -> Option<Change> {
        let mut labels = record.common.labels.iter();
        match story.sort {
            Some(Sort::Task | Sort::Spike) => None,
            _ if labels.any(|label| label.eq_ignore_ascii_case("security")) => {
                Some(Change::Security)
            }
            Some(Sort::Bug) => Some(Change::Fixed),
            Some(Sort::Story) | None => Some(Change::Added),
        }
    }
}

/// Collects the notes as they are known on a day. `titles` lets a title stand in for a missing note.
///
/// # Errors
/// An id that is no release; no release where none is named.
pub fn release_notes(
    backlog: &Backlog,
    of: &Of,
    today: Day,
    titles: bool,
) -> Result<ReleaseNotes, Error> {
    let members = Members::new(backlog, of, today)?;
    let mut notes = ReleaseNotes {
        timezone: backlog.config.zone.to_string(),
        from: members.from,
        to: Some(members.to),
        n: 0,
        excluded: Vec::new(),
        data: Data {
            release: members.release.map(head),
            groups: Vec::new(),
            missing: Vec::new(),
            open: Vec::new(),
            elsewhere: Vec::new(),
            footnotes: Vec::new(),
        },
    };
    let replay = Replay::new(&backlog.config, today);
    let mut stories: Vec<(&Record, &Story)> = backlog
        .records()
        .iter()
        .filter_map(|record| Some((record, record.story()?)))
        .collect();
    stories.sort_by_key(|(record, _)| record.manual_place());
    let mut lines: Vec<(Change, Note)> = Vec::new();
    for (record, story) in stories {
        let timeline = replay.timeline(record);
        let Some(state) = timeline.before(replay.end_of(today)) else {
            continue;
        };
        let finished = timeline.finished().map(|at| replay.zone().day(at));
        let is_done = match members.belongs(story, state.category, finished) {
            Belongs::Not => false,
            Belongs::Elsewhere(other) => {
                notes.leave_out(record, format!("names {other}"));
                notes.data.elsewhere.push(record.id().clone());
                false
            }
            Belongs::InDays if finished.is_none() => {
                notes.leave_out(record, "done without dates");
                false
            }
            Belongs::Named | Belongs::InDays => notes.is_done(record, state.category),
        };
        if is_done {
            let story = Finished {
                record,
                story,
                on: finished,
            };
            let found = notes.lines(&story, today, titles);
            notes.n += usize::from(!found.is_empty());
            lines.extend(found);
        }
    }
    notes.group(&lines);
    Ok(notes)
}

/// A story that is done.
struct Finished<'a> {
    record: &'a Record,
    story: &'a Story,
    on: Option<Day>,
}

impl ReleaseNotes {
    /// The notes as a document of Markdown; their data for scripts.
    pub fn answer(&self) -> Answer {
        let mut answer = Answer::new(REPORT.id, Page::new(), super::data(self));
        answer.document = Some(self.document());
        answer
    }

    fn leave_out(&mut self, record: &Record, why: impl Into<String>) {
        let id = record.id().clone();
        self.excluded.push(Excluded {
            id,
            why: why.into(),
        });
    }

    /// Whether a story of the release is done; one that is not has no line.
    fn is_done(&mut self, record: &Record, category: Category) -> bool {
        match category {
            Category::Done => return true,
            Category::Dropped => self.leave_out(record, "dropped"),
            Category::Backlog | Category::Active => {
                self.data.open.push(record.id().clone());
                self.leave_out(record, "not done");
            }
        }
        false
    }

    /// The lines of a finished story; it is said why it has none.
    fn lines(&mut self, finished: &Finished<'_>, today: Day, titles: bool) -> Vec<(Change, Note)> {
        let Finished { record, story, .. } = *finished;
        let mut lines = Vec::new();
        let Some(change) = self.change(record, story) else {
            return lines;
        };
        let hidden = story.disclose_after.filter(|day| *day > today);
        if let Some(day) = hidden.filter(|_| change == Change::Security) {
            self.leave_out(record, format!("not disclosed before {day}"));
            return lines;
        }
        if let Some(text) = filled(story.breaking.as_deref()) {
            lines.push((Change::Breaking, finished.note(text)));
        }
        match filled(story.note.as_deref()) {
            Some(note) if is_none(note) => self.leave_out(record, "note: none"),
            Some(note) => lines.push((change, finished.note(note))),
            None if titles && filled(Some(record.title())).is_some() => {
                let from_title = true;
                let note = finished.note(record.title());
                lines.push((change, Note { from_title, ..note }));
            }
            None => {
                self.data.missing.push(record.id().clone());
                self.leave_out(record, "no note");
            }
        }
        lines
    }

    /// What the story is to users. Without an answer it is left out.
    fn change(&mut self, record: &Record, story: &Story) -> Option<Change> {
        let usual = Change::usual(record, story);
        if let Some(word) = filled(story.change.as_deref()) {
            let named = Change::named(word);
            if named.is_none() {
                let known: Vec<&str> = Change::ALL.iter().skip(1).map(|(_, name)| *name).collect();
                let note = format!(
                    "{}: change \"{word}\" is none of {}",
                    record.id(),
                    known.join(", ")
                );
                self.data.footnotes.push(note);
            }
            if let Some(change) = named.or(usual) {
                return Some(change);
            }
        }
        if usual.is_none() {
            if filled(story.note.as_deref()).is_some_and(|note| !is_none(note)) {
                let id = record.id();
                let note = format!(
                    "{id} is a task or spike with a note; po set {id} change=changed lets users see it"
                );
                self.data.footnotes.push(note);
            }
            self.leave_out(record, "a task or spike without change:");
        }
        usual
    }

    /// Sorts the lines into their groups, in each by rank.
    fn group(&mut self, lines: &[(Change, Note)]) {
        for (change, _) in Change::ALL {
            let of_change = lines.iter().filter(|(found, _)| *found == change);
            let items: Vec<Note> = of_change.map(|(_, note)| note.clone()).collect();
            if !items.is_empty() {
                self.data.groups.push(Group { change, items });
            }
        }
    }
}

impl Finished<'_> {
    fn note(&self, text: &str) -> Note {
        Note {
            id: self.record.id().clone(),
            sort: self.story.sort,
            text: text.trim().to_owned(),
            from_title: false,
            finished: self.on,
        }
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// `note: none` leaves a story out on purpose.
fn is_none(note: &str) -> bool {
    note.trim().eq_ignore_ascii_case("none")
}

fn head(record: &Record) -> Head {
    let release = record.release();
    Head {
        id: record.id().clone(),
        title: record.title().to_owned(),
        version: release.and_then(|release| release.version.clone()),
        date: release.and_then(|release| release.date),
        status: record.status().map(str::to_owned),
    }
}

/// The releases that reached users, the latest first.
fn released(backlog: &Backlog) -> Vec<(&Record, Option<Day>)> {
    let mut released = of(backlog, Category::Done);
    released.sort_by_key(|(record, date)| Reverse((*date, record.id())));
    released
}

fn of(backlog: &Backlog, category: Category) -> Vec<(&Record, Option<Day>)> {
    let records = backlog.records().iter();
    records
        .filter_map(|record| Some((record, record.release()?.date)))
        .filter(|(record, _)| backlog.category(record) == category)
        .collect()
}
