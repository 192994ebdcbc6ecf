//! How what is left of a sprint stands against the ideal line.
use super::Data;
use super::facts::is_over;
use super::facts::number;
use crate::model::points::Points;
use crate::page::Meaning;

/// The points that are left, and what the ideal line asks for today.
#[derive(Debug)]
pub(in super::super) struct Pace {
    pub remaining: Points,
    pub scope: Points,
    /// The ideal line this morning and tonight: who has just begun the day is not late.
    ideal: (f64, f64),
    /// Less is in scope than was promised. The line is drawn for what is there, as to take
    /// points out is not to get them done.
    is_reduced: bool,
}

/// The pace of the last day of which something is known.
pub(in super::super) fn pace(data: &Data) -> Option<Pace> {
    let lines = data.burndown.as_ref()?;
    let last = lines.iter().rposition(|line| line.remaining.is_some())?;
    let (line, committed) = (&lines[last], data.committed?.points);
    let (remaining, scope) = (line.remaining?, line.scope?);
    let morning = match last {
        _ if is_over(data) => line.ideal,
        0 => committed.as_f64(),
        _ => lines[last - 1].ideal,
    };
    let is_reduced = scope < committed;
    let share = match is_reduced {
        true => scope.as_f64() / committed.as_f64(),
        false => 1.0,
    };
    Some(Pace {
        remaining,
        scope,
        ideal: (morning * share, line.ideal * share),
        is_reduced,
    })
}

impl Pace {
    /// Points above the line; below zero those under it.
    fn behind(&self) -> f64 {
        let (remaining, (morning, night)) = (self.remaining.as_f64(), self.ideal);
        (remaining - morning).max(0.0) + (remaining - night).min(0.0)
    }

    /// Where it stands, and whether that is good.
    pub fn words(&self) -> (Meaning, String) {
        let behind = self.behind();
        match number(behind.abs()).as_str() {
            "0" => (Meaning::Good, "on the ideal line".to_owned()),
            by if behind > 0.0 => (Meaning::Warn, format!("behind the ideal line by {by}")),
            by => (Meaning::Good, format!("ahead of the ideal line by {by}")),
        }
    }

    /// What the line asks for: "10.4 → 7.8 today", from this morning until tonight.
    pub fn ideal(&self) -> String {
        let (morning, night) = (number(self.ideal.0), number(self.ideal.1));
        let line = match morning == night {
            true => night,
            false => format!("{morning} → {night} today"),
        };
        match self.is_reduced {
            true => format!("{line}, for the smaller scope"),
            false => line,
        }
    }
}
