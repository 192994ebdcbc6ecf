//! How often a story was left undone at the end of a sprint.
use std::collections::BTreeSet;

use super::frame::Frame;
use crate::flow::replay::Replay;
use crate::flow::replay::Timeline;
use crate::model::Backlog;
use crate::model::id::Id;

/// The number of sprints, up to and with this one, that the story sat in undone at their end instant, cancelled ones
/// included. A sprint that still runs has not ended, so it does not count yet.
pub(super) fn times(
    id: &Id,
    timeline: &Timeline<'_>,
    this: &Frame<'_>,
    replay: &Replay<'_>,
    backlog: &Backlog,
) -> usize {
    let steps = timeline.steps().iter().map(|(_, state)| state);
    let states = std::iter::once(timeline.first()).chain(steps.copied());
    let mut sprints: BTreeSet<&Id> = states.filter_map(|state| state.sprint).collect();
    sprints.insert(this.id);
    let frames = sprints.into_iter().filter_map(|sprint| {
        let record = backlog.get(sprint)?;
        Frame::of(record, replay).ok()
    });
    let ended = frames.filter(|frame| frame.is_over(replay.today()) && frame.until <= this.until);
    ended
        .filter(|frame| is_left_undone(id, timeline, frame, replay))
        .count()
}

fn is_left_undone(
    id: &Id,
    timeline: &Timeline<'_>,
    frame: &Frame<'_>,
    replay: &Replay<'_>,
) -> bool {
    let stand = match &frame.outcome {
        Some(outcome) => outcome.get(id).copied(),
        None => frame
            .last_state(timeline, replay)
            .and_then(|state| frame.stand(state)),
    };
    stand.is_some_and(|stand| !stand.done)
}
