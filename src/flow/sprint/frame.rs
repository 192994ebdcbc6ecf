//! The instants and lists that frame a sprint: its days, what was promised, and how it ended.
use std::collections::HashMap;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

use super::Stand;
use super::Unmeasured;
use crate::flow::replay::Replay;
use crate::flow::replay::State;
use crate::flow::replay::Timeline;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::model::kind::Share;
use crate::model::points::Points;
use crate::model::workflow::Category;

/// The most days a sprint may have here; a longer one is a mistyped year.
const LONGEST: i64 = 366;

/// A sprint as it was known on the day of the replay.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub id: &'a Id,
    /// The first day, or the day on which it was started before.
    pub start: Day,
    pub end: Day,
    /// The promise of `sprint start`: the day it was made, and the points of each story.
    pub promise: Option<(Day, HashMap<&'a Id, Option<Points>>)>,
    /// When it was closed or cancelled.
    pub closed: Option<Moment>,
    /// The story of each line that `sprint close` wrote; none where it wrote none.
    pub outcome: Option<HashMap<&'a Id, Stand>>,
    /// The instant up to which it is looked at: its end, or the end of today.
    pub until: DateTime<Utc>,
    /// The days that are drawn; those after today have no numbers yet.
    pub days: Vec<Day>,
}

impl<'a> Frame<'a> {
    /// What was written down after the day of the replay does not count: a sprint closed later is still running.
    ///
    /// # Errors
    /// Dates that are missing or make no sprint; a record that is none.
    pub fn of(record: &'a Record, replay: &Replay<'_>) -> Result<Self, Unmeasured> {
        let sprint = record.sprint().ok_or(Unmeasured::Undated)?;
        let (Some(start), Some(end)) = (sprint.start, sprint.end) else {
            return Err(Unmeasured::Undated);
        };
        let zone = replay.zone();
        let known = |at: Moment| at.local_day(zone) <= replay.today();
        let promise = sprint.committed.as_ref().filter(|c| known(c.at));
        let closing = sprint.closed.as_ref().filter(|c| known(c.at));
        let closed = closing
            .map(|c| c.at)
            .or_else(|| cancelled(record).filter(|at| known(*at)));
        if end < start {
            return Err(Unmeasured::Reversed);
        }
        // One that was started before its first day has run from the day on which it was.
        let begun = promise.map(|c| c.at.local_day(zone));
        let start = begun.map_or(start, |begun| begun.min(start));
        let last = closed.map_or(end, |at| at.local_day(zone).max(start));
        let length = last.max(end).since(start) + 1;
        if length > LONGEST {
            return Err(Unmeasured::Endless(length));
        }
        Ok(Frame {
            id: record.id(),
            start,
            end,
            promise: promise.map(|c| (c.at.local_day(zone), promised(&c.items))),
            closed,
            outcome: closing.and_then(|c| outcome(&c.completed, &c.carried)),
            until: match closed {
                Some(Moment::Instant(at)) => at,
                Some(Moment::Day(day)) => replay.end_of(day),
                None => replay.end_of(end.min(replay.today())),
            },
            days: (0..=last.since(start))
                .filter_map(|n| start.plus(n))
                .collect(),
        })
    }

    /// Whether no more can happen in it.
    pub fn is_over(&self, today: Day) -> bool {
        self.closed.is_some() || self.end < today
    }

    /// The state of a story at the end instant.
    ///
    /// Closing a sprint moves the unfinished stories with its own stamp, and must not empty the sprint that they
    /// leave; so only what came before counts. A close has the other changes of its second before it, or of its day
    /// where no more is known: a story's changes count up to the one that takes it out of the sprint.
    pub fn last_state(&self, timeline: &Timeline<'a>, replay: &Replay<'_>) -> Option<State<'a>> {
        let (begin, end) = match self.closed {
            Some(Moment::Day(day)) => (replay.zone().start_of(day), self.until),
            // Of changes in the second of the close the same is true.
            Some(Moment::Instant(at)) => (at, at + TimeDelta::seconds(1)),
            None => return timeline.before(self.until),
        };
        let mut state = timeline.before(begin);
        let during = |(at, _): &&(DateTime<Utc>, _)| (begin..end).contains(at);
        for (_, next) in timeline.steps().iter().filter(during) {
            let was_in = state.is_some_and(|s| s.sprint == Some(self.id));
            if was_in && next.sprint != Some(self.id) {
                return state;
            }
            state = Some(*next);
        }
        state.or_else(|| timeline.before(self.until))
    }

    /// Whether the history can mean what the close recorded: of changes at the very moment of the
    /// close, and on its day where no more is known, it does not say which came before it.
    pub fn allows(
        &self,
        recorded: Option<Stand>,
        timeline: &Timeline<'a>,
        replay: &Replay<'_>,
    ) -> bool {
        let (from, to) = match self.closed {
            Some(Moment::Day(day)) => (replay.zone().start_of(day), self.until),
            Some(Moment::Instant(at)) => (at, at),
            None => return false,
        };
        let during = timeline.steps().iter();
        let during = during.filter(|(at, _)| (from..=to).contains(at));
        let states = timeline.before(from).into_iter();
        let mut states = states.chain(during.map(|(_, state)| *state));
        let same = |state| {
            let stand = self.stand(state);
            let points =
                |stand: Option<Stand>| stand.map(|s| (s.points.unwrap_or_default(), s.done));
            points(stand) == points(recorded)
        };
        states.any(same)
    }

    /// Where a state puts a story in the sprint; none for out of scope.
    pub fn stand(&self, state: State<'_>) -> Option<Stand> {
        let is_in = state.sprint == Some(self.id) && state.category != Category::Dropped;
        is_in.then_some(Stand {
            points: state.points,
            done: state.category == Category::Done,
        })
    }
}

fn promised(items: &[Share]) -> HashMap<&Id, Option<Points>> {
    items
        .iter()
        .map(|share| (&share.id, share.points))
        .collect()
}

/// The recorded end; a closing without a single line says nothing about stories.
fn outcome<'a>(completed: &'a [Share], carried: &'a [Share]) -> Option<HashMap<&'a Id, Stand>> {
    let stand = |points, done| Stand { points, done };
    let carried = carried.iter().map(|s| (&s.id, stand(s.points, false)));
    let completed = completed.iter().map(|s| (&s.id, stand(s.points, true)));
    let all: HashMap<_, _> = carried.chain(completed).collect();
    (!all.is_empty()).then_some(all)
}

/// A cancelled sprint ends when it is cancelled: the moves of its stories bear the same stamp.
fn cancelled(record: &Record) -> Option<Moment> {
    const CANCELLED: Option<&str> = Some("cancelled");
    let history = record.common.history.iter().rev();
    let mut entries = history.filter(|entry| entry.status.as_deref() == CANCELLED);
    entries
        .next()
        .filter(|_| record.status() == CANCELLED)
        .map(|entry| entry.at)
}
