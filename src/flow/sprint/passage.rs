//! The way of one story through a sprint, from a single pass over its history.
use chrono::DateTime;
use chrono::Utc;

use super::Stand;
use super::frame::Frame;
use crate::flow::replay::Replay;
use crate::flow::replay::Timeline;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::workflow::Category;

/// Where a story stood in a sprint at each of its instants; none for out of scope.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// When the sprint was promised.
    pub promised: Option<Stand>,
    /// At the end of each day that has passed; the last one of a closed sprint at its close.
    pub days: Vec<Option<Stand>>,
    /// At the end instant, or now while it runs.
    pub last: Option<Stand>,
    /// The same as history alone has it, where a recorded outcome stands in `last`.
    pub replayed: Option<Stand>,
    /// Belonged to the sprint, but had been done before it began.
    pub done_before: bool,
    /// Was done and then no longer, in the sprint.
    pub reopened: bool,
}

impl Passage {
    /// A story of a recorded list whose record is gone: the lists are all there is.
    pub fn of_lost(id: &Id, frame: &Frame<'_>, replay: &Replay<'_>) -> Self {
        let promised = frame.promise.as_ref().and_then(|(_, list)| list.get(id));
        let promised = promised.map(|points| Stand {
            points: *points,
            done: false,
        });
        let mut passage = Passage {
            promised,
            days: drawn(frame, replay).map(|_| promised).collect(),
            last: promised,
            ..Passage::default()
        };
        passage.settle(id, frame);
        // Without a history there is nothing to disagree with.
        passage.replayed = passage.last;
        passage
    }

    /// The way of a story whose life is known.
    pub fn of(id: &Id, timeline: &Timeline<'_>, frame: &Frame<'_>, replay: &Replay<'_>) -> Self {
        let promise = frame.promise.as_ref();
        let promised_points = promise.and_then(|(_, list)| list.get(id)).copied();
        let begin = replay.zone().start_of(frame.start);
        // What was promised by name counts, done or not.
        let awake = match promised_points {
            Some(_) => DateTime::<Utc>::MIN_UTC,
            None => awakening(timeline, begin),
        };
        let stand = |state, at| frame.stand(state).filter(|_| at > awake);
        let mut walk = timeline.walk();
        let mut days = Vec::new();
        for day in drawn(frame, replay) {
            let at = replay.end_of(day);
            let state = walk.to(at);
            let is_promise_ahead = promise.is_some_and(|(made, _)| day < *made);
            days.push(if is_promise_ahead {
                let done = state.is_some_and(|s| s.category == Category::Done);
                promised_points.map(|points| Stand { points, done })
            } else {
                state.and_then(|s| stand(s, at))
            });
        }
        let state = frame.last_state(timeline, replay);
        let last = state.and_then(|s| stand(s, frame.until));
        let promised = match promise {
            Some(_) => promised_points.map(|points| Stand {
                points,
                done: false,
            }),
            None => days.first().copied().unwrap_or(last),
        };
        let is_member = |at| {
            timeline
                .before(at)
                .is_some_and(|s| frame.stand(s).is_some())
        };
        let first_day = replay.end_of(frame.start).min(frame.until);
        let mut passage = Passage {
            promised,
            days,
            last,
            replayed: last,
            done_before: awake >= frame.until && (is_member(first_day) || is_member(frame.until)),
            reopened: is_reopened(timeline, frame, begin),
        };
        passage.settle(id, frame);
        if frame.allows(passage.last, timeline, replay) {
            passage.replayed = passage.last;
        }
        passage
    }

    /// Lets what was recorded at the close win over the replay.
    fn settle(&mut self, id: &Id, frame: &Frame<'_>) {
        if let Some(outcome) = &frame.outcome {
            self.last = outcome.get(id).copied();
        }
        if frame.closed.is_some()
            && let Some(day) = self.days.last_mut()
        {
            *day = self.last;
        }
    }
}

/// The days that have passed, today included.
fn drawn<'f>(frame: &'f Frame<'_>, replay: &Replay<'_>) -> impl Iterator<Item = Day> + use<'f> {
    let today = replay.today();
    frame
        .days
        .iter()
        .copied()
        .take_while(move |day| *day <= today)
}

/// The instant after which a story counts. One that had been done before the sprint counts from when it is opened again.
fn awakening(timeline: &Timeline<'_>, begin: DateTime<Utc>) -> DateTime<Utc> {
    if timeline
        .before(begin)
        .is_none_or(|s| s.category != Category::Done)
    {
        return DateTime::<Utc>::MIN_UTC;
    }
    let mut steps = timeline.steps().iter();
    let opened = steps.find(|(at, state)| *at >= begin && state.category != Category::Done);
    opened.map_or(DateTime::<Utc>::MAX_UTC, |(at, _)| *at)
}

fn is_reopened(timeline: &Timeline<'_>, frame: &Frame<'_>, begin: DateTime<Utc>) -> bool {
    let mut was_done = timeline.first().category == Category::Done;
    timeline.steps().iter().any(|(at, state)| {
        let opened = was_done && state.category.is_open();
        was_done = state.category == Category::Done;
        opened && *at >= begin && *at < frame.until && state.sprint == Some(frame.id)
    })
}
