//! What holds of one record that waits for another.

use super::item::team;
use crate::flow::late;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use serde::Serialize;

/// That one record waits for another.
#[derive(Clone, Debug, Serialize)]
pub struct Dependency {
    pub id: Id,
    pub needs: Id,
    /// The other is planned later: how, in words.
    pub late: Option<String>,
    /// The teams of both, where they are two.
    pub teams: Option<[String; 2]>,
    /// One of both is blocked.
    pub blocked: bool,
    /// The other stands lower in the order.
    pub conflicts: bool,
    /// The other waits for this one as well.
    pub circle: bool,
}

impl Dependency {
    pub(super) fn plain(id: Id, needs: Id) -> Self {
        Self {
            id,
            needs,
            late: None,
            teams: None,
            blocked: false,
            conflicts: false,
            circle: false,
        }
    }

    /// What is to be said of it, in words.
    pub(super) fn notes(&self) -> Vec<String> {
        let needs = &self.needs;
        let late = self.late.as_ref().map(|why| format!("late: {needs} {why}"));
        let teams = self.teams.as_ref();
        let teams = teams.map(|[own, other]| format!("{own} waits for {other}"));
        let lower = self.conflicts.then(|| format!("{needs} is ranked lower"));
        let circle = self.circle.then(|| "circle".to_owned());
        [late, teams, lower, circle].into_iter().flatten().collect()
    }

    /// The same in a word each.
    pub(super) fn marks(&self) -> String {
        let marks = [
            (self.late.is_some(), "late"),
            (self.teams.is_some(), "teams"),
            (self.conflicts, "rank"),
            (self.blocked, "blocked"),
            (self.circle, "circle"),
        ];
        let marks = marks.into_iter().filter(|(is, _)| *is);
        let marks: Vec<&str> = marks.map(|(_, word)| word).collect();
        marks.join(", ")
    }
}

/// What holds of one record that waits for another. What is done or dropped is waited for no more.
pub(super) fn dependency(backlog: &Backlog, record: &Record, needs: &Record) -> Dependency {
    let plain = Dependency::plain(record.id().clone(), needs.id().clone());
    if !backlog.is_open(record) || !backlog.is_open(needs) {
        return plain;
    }
    let teams = team(record)
        .zip(team(needs))
        .filter(|(own, other)| own != other);
    // What has no rank has no place yet.
    let ranked = !record.manual_place().0 && !needs.manual_place().0;
    let alike = std::ptr::eq(record.kind, needs.kind);
    Dependency {
        late: late::why(backlog, record, needs),
        teams: teams.map(|(own, other)| [own, other]),
        blocked: record.is_blocked() || needs.is_blocked(),
        conflicts: alike && ranked && needs.manual_place() > record.manual_place(),
        ..plain
    }
}
