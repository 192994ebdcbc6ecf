//! Adds the stories of a sprint up: sums, moves of the scope, and the lines of the burndown.
use super::BurndownDay;
use super::Conflict;
use super::Course;
use super::Fate;
use super::Item;
use super::Stand;
use super::Unmeasured;
use super::frame::Frame;
use super::passage::Passage;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::points::Points;

impl<'a> Course<'a> {
    /// A sprint without a story yet.
    pub(super) fn begin(frame: &Frame<'_>, today: Day) -> Self {
        let blank = |day: &Day| BurndownDay {
            day: *day,
            numbers: (*day <= today).then_some((Points::ZERO, Points::ZERO)),
            ideal: 0.0,
        };
        Course {
            burndown: frame.days.iter().map(blank).collect(),
            is_over: frame.is_over(today),
            ..Course::default()
        }
    }

    /// Counts a story in; none where it never was in scope at the end of a day.
    pub(super) fn enter(
        &mut self,
        id: &'a Id,
        passage: &Passage,
        frame: &Frame<'_>,
    ) -> Option<Item<'a>> {
        if frame.outcome.is_some() && differ(passage.last, passage.replayed) {
            self.conflicts.push(Conflict {
                id,
                recorded: passage.last,
                replayed: passage.replayed,
            });
        }
        let mut item = blank(id, passage)?;
        self.follow(&mut item, passage, frame);
        if let Some(stand) = passage.promised {
            self.committed.add(stand.points);
        }
        match item.fate {
            Fate::Completed => self.completed.add(item.points),
            Fate::Open => self.open.add(item.points),
            Fate::Removed | Fate::DoneBefore => {}
        }
        if let (Fate::Completed, Some(promised)) = (item.fate, passage.promised) {
            self.said_done.add(promised.points);
        }
        if let Some(stand) = passage.last {
            self.scope.at_end += value(stand);
        }
        Some(item)
    }

    /// Compares the ends of the days, the first one with the promise, and draws them.
    fn follow(&mut self, item: &mut Item<'_>, passage: &Passage, frame: &Frame<'_>) {
        let mut before = passage.promised;
        for (day, now) in frame.days.iter().zip(&passage.days) {
            self.compare(item, before, *now, Some(*day));
            before = *now;
        }
        // A promise made before the first day may have changed since.
        if passage.days.is_empty() {
            self.compare(item, before, passage.last, None);
        }
        for (line, stand) in self.burndown.iter_mut().zip(&passage.days) {
            if let (Some(stand), Some((scope, done))) = (*stand, &mut line.numbers) {
                *scope += value(stand);
                *done += if stand.done {
                    value(stand)
                } else {
                    Points::ZERO
                };
            }
        }
    }

    fn compare(
        &mut self,
        item: &mut Item<'_>,
        before: Option<Stand>,
        now: Option<Stand>,
        day: Option<Day>,
    ) {
        match (before, now) {
            (None, Some(now)) => {
                self.scope.added += value(now);
                item.added = day;
            }
            (Some(before), None) => {
                self.scope.removed += value(before);
                item.removed = day;
                if item.fate == Fate::Removed {
                    item.points = before.points;
                }
            }
            (Some(before), Some(now)) => {
                let change = value(now) - value(before);
                self.scope.reestimated += change;
                item.reestimated += change;
            }
            (None, None) => {}
        }
    }

    /// The ideal line: committed × (1 − w/W), with W burning days in the sprint, w of them up to the day. It never
    /// moves with the scope.
    ///
    /// # Errors
    /// No day of the sprint burns.
    pub(super) fn draw_ideal(
        &mut self,
        frame: &Frame<'_>,
        today: Day,
        burns: impl Fn(Day) -> bool,
    ) -> Result<(), Unmeasured> {
        let planned = (0..=frame.end.since(frame.start)).filter_map(|n| frame.start.plus(n));
        let burning: Vec<Day> = planned.filter(|day| burns(*day)).collect();
        let begun = |day: Day| burning.partition_point(|burning| *burning <= day);
        let length = burning.len();
        if length == 0 {
            return Err(Unmeasured::Idle);
        }
        for line in &mut self.burndown {
            let left = length - begun(line.day);
            // The product is exact, so that the quotient is the nearest number.
            line.ideal = self.committed.points.as_f64() * left as f64 / length as f64;
        }
        self.length = length;
        self.elapsed = begun(today);
        Ok(())
    }
}

/// A story before its moves are known; none where there is nothing to say of it.
fn blank<'a>(id: &'a Id, passage: &Passage) -> Option<Item<'a>> {
    let ever = passage
        .promised
        .or_else(|| passage.days.iter().copied().flatten().next());
    let fate = match passage.last {
        Some(stand) if stand.done => Fate::Completed,
        Some(_) => Fate::Open,
        None if passage.done_before => Fate::DoneBefore,
        None => ever.map(|_| Fate::Removed)?,
    };
    Some(Item {
        id,
        record: None,
        fate,
        committed: passage.promised.map(|stand| stand.points),
        points: passage.last.and_then(|stand| stand.points),
        status: None,
        added: None,
        removed: None,
        reestimated: Points::ZERO,
        reopened: passage.reopened,
        carried: 0,
    })
}

/// The points a story counts with.
fn value(stand: Stand) -> Points {
    stand.points.unwrap_or_default()
}

/// No estimate and 0 points are the same to a sum.
fn differ(a: Option<Stand>, b: Option<Stand>) -> bool {
    a.map(|stand| (value(stand), stand.done)) != b.map(|stand| (value(stand), stand.done))
}
