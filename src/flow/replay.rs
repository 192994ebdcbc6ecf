//! The state of a record at any moment of its life, replayed from its history.
//!
//! An entry holds the new values of one moment. Where the record itself says otherwise than its last entry (a gap),
//! the record wins from its newest entry on.
use std::collections::HashMap;

use chrono::DateTime;
use chrono::Utc;

use crate::model::Record;
use crate::model::common::Entry;
use crate::model::common::Obstacle;
use crate::model::config::Config;
use crate::model::date::Day;
use crate::model::date::Zone;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::union::FlagOr;
use crate::model::workflow::Category;

/// Why a record stands still: a map that says more, or a plain `true`.
pub type Block = FlagOr<Obstacle>;

/// What a record was like at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State<'a> {
    pub status: &'a str,
    pub category: Category,
    pub sprint: Option<&'a Id>,
    pub release: Option<&'a Id>,
    pub points: Option<Points>,
    /// What kept it from going on; none while it could.
    pub blocked: Option<&'a Block>,
}

/// Replays the records that go through the team's workflow, as they were known on a day.
#[derive(Debug)]
pub struct Replay<'a> {
    states: HashMap<&'a str, Category>,
    entry: &'a str,
    zone: Zone,
    today: Day,
}

/// The life of one record: its states in the order of time.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// The first instant at which it exists; none where nobody wrote it down.
    born: Option<DateTime<Utc>>,
    first: State<'a>,
    steps: Vec<(DateTime<Utc>, State<'a>)>,
    /// The fields whose last entry says otherwise than the record.
    pub gaps: Vec<&'static str>,
}

impl<'a> Replay<'a> {
    /// What happened after `today` is not looked at.
    pub fn new(config: &'a Config, today: Day) -> Self {
        let states = config.workflow.states().iter();
        Replay {
            states: states.map(|s| (s.name.as_str(), s.category)).collect(),
            entry: &config.workflow.entry().name,
            zone: config.zone,
            today,
        }
    }

    /// The day as of which records are replayed.
    pub fn today(&self) -> Day {
        self.today
    }

    /// The zone of the days.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The instant at which a local day is over.
    pub fn end_of(&self, day: Day) -> DateTime<Utc> {
        day.plus(1)
            .map_or(DateTime::<Utc>::MAX_UTC, |next| self.zone.start_of(next))
    }

    /// The life of a record. Entries in any order of the file; of two with one stamp the later line is the later one.
    pub fn timeline(&self, record: &'a Record) -> Timeline<'a> {
        let present = self.present(record);
        let entries = record.common.history.iter();
        let mut changes: Vec<_> = entries
            .map(|entry| (entry.at.start(&self.zone), self.change(entry)))
            .collect();
        changes.sort_by_key(|(at, _)| *at);
        let mut last = Change::default();
        for (_, change) in &changes {
            last.merge(change);
        }
        let origin = changes.iter().find(|(_, change)| change.status.is_some());
        let mut first = self.first(&present, &last, origin.and_then(|(_, change)| change.from));
        if let Some(newest) = changes.last().map(|(at, _)| *at) {
            changes.push((newest, last.gap(&present)));
        }
        let gaps = changes.last().map_or_else(Vec::new, |(_, gap)| gap.names());
        if last.blocked.is_none()
            && let Some(FlagOr::Map(Obstacle {
                since: Some(since), ..
            })) = present.blocked
        {
            first.blocked = None;
            let since = self.zone.start_of(*since);
            let place = changes.partition_point(|(at, _)| *at <= since);
            changes.insert(
                place,
                (
                    since,
                    Change {
                        blocked: Some(present.blocked),
                        ..Change::default()
                    },
                ),
            );
        }
        Timeline {
            born: record.common.created.map(|day| self.zone.start_of(day)),
            first,
            steps: self.steps(first, &changes),
            gaps,
        }
    }

    /// The states after each change, up to the end of today.
    fn steps(
        &self,
        first: State<'a>,
        changes: &[(DateTime<Utc>, Change<'a>)],
    ) -> Vec<(DateTime<Utc>, State<'a>)> {
        let known_until = self.end_of(self.today);
        let known = changes.iter().take_while(|(at, _)| *at < known_until);
        let steps = known.scan(first, |state, (at, change)| {
            change.apply(state, |status| self.category(status));
            Some((*at, *state))
        });
        steps.collect()
    }

    /// A status that no workflow knows counts as not begun.
    fn category(&self, status: &str) -> Category {
        self.states
            .get(status)
            .copied()
            .unwrap_or(Category::Backlog)
    }

    fn present(&self, record: &'a Record) -> State<'a> {
        let status = record.status().unwrap_or(self.entry);
        let story = record.story();
        State {
            status,
            category: self.category(status),
            sprint: story.and_then(|s| s.sprint.as_ref()),
            release: story.and_then(|s| s.release.as_ref()),
            points: story.and_then(|s| s.points),
            blocked: standing(story.and_then(|s| s.blocked.as_deref())),
        }
    }

    /// The state before the first entry. A field that no entry names has always had its present value.
    fn first(&self, present: &State<'a>, named: &Change<'a>, from: Option<&'a str>) -> State<'a> {
        let status = match named.status {
            None => present.status,
            Some(_) => from.unwrap_or(self.entry),
        };
        State {
            status,
            category: self.category(status),
            sprint: present.sprint.filter(|_| named.sprint.is_none()),
            release: present.release.filter(|_| named.release.is_none()),
            points: present.points.filter(|_| named.points.is_none()),
            blocked: present.blocked.filter(|_| named.blocked.is_none()),
        }
    }

    /// What an entry says; a status that the workflow does not know is passed over.
    fn change(&self, entry: &'a Entry) -> Change<'a> {
        let known = |status: &&str| self.states.contains_key(status);
        Change {
            status: entry.status.as_deref().filter(known),
            from: entry.from.as_deref().filter(known),
            sprint: entry.sprint.as_ref().map(Option::as_ref),
            release: entry.release.as_ref().map(Option::as_ref),
            points: entry.points,
            blocked: entry.blocked.as_ref().map(|b| standing(b.as_deref())),
        }
    }
}

/// `blocked: false` says that nothing does.
fn standing(blocked: Option<&Block>) -> Option<&Block> {
    blocked.filter(|block| !matches!(block, FlagOr::Flag(false)))
}

impl<'a> Timeline<'a> {
    /// The state just before an instant; none before the record was created.
    pub fn before(&self, at: DateTime<Utc>) -> Option<State<'a>> {
        self.walk().to(at)
    }

    /// A reader that goes through the life once.
    pub fn walk(&self) -> Walk<'_, 'a> {
        Walk {
            timeline: self,
            passed: 0,
        }
    }

    /// Whether the record says otherwise than its history in one of these fields.
    pub fn has_gap(&self, fields: &[&str]) -> bool {
        self.gaps.iter().any(|gap| fields.contains(gap))
    }

    /// The state before the first change.
    pub fn first(&self) -> State<'a> {
        self.first
    }

    /// When it was finished: its last entry into done. None where it is not done, and where nobody wrote when.
    pub fn finished(&self) -> Option<DateTime<Utc>> {
        if self.has_gap(&["status"]) {
            return None;
        }
        let mut at = None;
        let mut was_done = self.first.category == Category::Done;
        for (moment, state) in &self.steps {
            let is_done = state.category == Category::Done;
            if is_done && !was_done {
                at = Some(*moment);
            } else if !is_done {
                at = None;
            }
            was_done = is_done;
        }
        at
    }

    /// Each change with the state it led to, oldest first.
    pub fn steps(&self) -> &[(DateTime<Utc>, State<'a>)] {
        &self.steps
    }
}

/// A place in a timeline that only moves on, so that a sweep over days reads each change once.
#[derive(Debug)]
pub struct Walk<'t, 'a> {
    timeline: &'t Timeline<'a>,
    passed: usize,
}

impl<'a> Walk<'_, 'a> {
    /// The state just before an instant, which is not earlier than the last one asked for.
    pub fn to(&mut self, at: DateTime<Utc>) -> Option<State<'a>> {
        let Timeline {
            born, first, steps, ..
        } = self.timeline;
        self.passed += steps[self.passed..].partition_point(|(changed, _)| *changed < at);
        let state = self
            .passed
            .checked_sub(1)
            .map_or(*first, |step| steps[step].1);
        born.is_none_or(|born| born < at).then_some(state)
    }
}

/// The values that one moment changed.
#[derive(Clone, Copy, Debug, Default)]
struct Change<'a> {
    status: Option<&'a str>,
    from: Option<&'a str>,
    sprint: Option<Option<&'a Id>>,
    release: Option<Option<&'a Id>>,
    points: Option<Option<Points>>,
    blocked: Option<Option<&'a Block>>,
}

impl<'a> Change<'a> {
    /// Lays a later change over this one.
    fn merge(&mut self, later: &Change<'a>) {
        self.status = later.status.or(self.status);
        self.sprint = later.sprint.or(self.sprint);
        self.release = later.release.or(self.release);
        self.points = later.points.or(self.points);
        self.blocked = later.blocked.or(self.blocked);
    }

    /// What has to change for these last entries to become what the record says.
    fn gap(&self, present: &State<'a>) -> Change<'a> {
        Change {
            status: differing(self.status, present.status),
            from: None,
            sprint: differing(self.sprint, present.sprint),
            release: differing(self.release, present.release),
            points: differing(self.points, present.points),
            // Reasons may be worded anew; only whether it stands still is compared.
            blocked: self
                .blocked
                .filter(|last| last.is_some() != present.blocked.is_some())
                .map(|_| present.blocked),
        }
    }

    fn names(&self) -> Vec<&'static str> {
        let named = [
            ("status", self.status.is_some()),
            ("sprint", self.sprint.is_some()),
            ("release", self.release.is_some()),
            ("points", self.points.is_some()),
            ("blocked", self.blocked.is_some()),
        ];
        named
            .into_iter()
            .filter_map(|(name, is)| is.then_some(name))
            .collect()
    }

    fn apply(&self, state: &mut State<'a>, category: impl Fn(&str) -> Category) {
        if let Some(status) = self.status {
            state.status = status;
            state.category = category(status);
        }
        state.sprint = self.sprint.unwrap_or(state.sprint);
        state.release = self.release.unwrap_or(state.release);
        state.points = self.points.unwrap_or(state.points);
        state.blocked = self.blocked.unwrap_or(state.blocked);
    }
}

fn differing<T: PartialEq>(last: Option<T>, present: T) -> Option<T> {
    last.filter(|last| *last != present).map(|_| present)
}

#[cfg(test)]
mod tests;
