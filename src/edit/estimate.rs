//! Writes down how large a story is: points, a shirt, three points, a round of planning poker.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use super::parts::parts;
use super::several::each;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind::Estimate;
use crate::model::kind::PokerRound;
use crate::model::kind::Story;
use crate::model::points::Points;
use crate::priority::estimate::poker;
use crate::yaml::Edit;
use crate::yaml::Segment;
use indexmap::IndexMap;
use serde_json::Value;
use serde_json::json;

/// What the team made of a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Judged {
    Points(Points),
    /// A shirt by its name, and the points it stands for.
    Shirt(String, Points),
    ThreePoints(Estimate),
    /// The cards of a round, by person, and what was agreed.
    Round(IndexMap<String, Value>, Option<Points>),
    /// What was agreed after the last round.
    Final(Points),
}

/// Writes the same down for several stories.
///
/// # Errors
/// A record that is no story; no round that waits for its end.
pub fn estimate(
    backlog: &Backlog,
    ids: &[Id],
    judged: &Judged,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    each(ids, |id| {
        let record = find(backlog, id)?;
        let edits = edits(record, judged, stamp)?;
        amend(backlog, record, edits, stamp, None)
    })
}

fn edits(record: &Record, judged: &Judged, stamp: &Stamp) -> Result<Vec<Edit>, Error> {
    let Some(story) = record.story() else {
        let kind = crate::text::with_article(record.kind.id);
        return Err(Error::usage(format!(
            "{} is {kind}; only stories are estimated",
            record.id()
        ))
        .help("po list shows the stories"));
    };
    Ok(match judged {
        Judged::Points(points) => sized(story, *points, None),
        Judged::Shirt(name, points) => sized(story, *points, Some(name)),
        Judged::ThreePoints(estimate) => parts(record, "estimate", json!(estimate)),
        Judged::Round(votes, agreed) => {
            let mut edits = vec![Edit::Append {
                path: vec!["poker".into()],
                value: json!(round(story, votes, *agreed, stamp)),
            }];
            edits.extend(agreed.iter().flat_map(|points| sized(story, *points, None)));
            edits
        }
        Judged::Final(points) => {
            let at = last_open(record, story)?;
            let path = vec!["poker".into(), at, "final".into()];
            let mut edits = vec![set(path, json!(points))];
            edits.extend(sized(story, *points, None));
            edits
        }
    })
}

/// The size of a story; a shirt that it is no longer taken from goes.
fn sized(story: &Story, points: Points, shirt: Option<&String>) -> Vec<Edit> {
    let mut edits = vec![set(vec!["points".into()], json!(points))];
    match shirt {
        Some(name) => edits.push(set(vec!["shirt".into()], json!(name))),
        None if story.shirt.is_some() => edits.push(Edit::Remove {
            path: vec!["shirt".into()],
        }),
        None => {}
    }
    edits
}

fn round(
    story: &Story,
    votes: &IndexMap<String, Value>,
    agreed: Option<Points>,
    stamp: &Stamp,
) -> PokerRound {
    PokerRound {
        on: Some(stamp.today),
        round: Some(poker::next_round(&story.poker, stamp.today)),
        votes: votes.clone(),
        r#final: agreed,
    }
}

/// The place of the last round, which has no end yet.
fn last_open(record: &Record, story: &Story) -> Result<Segment, Error> {
    let last = story.poker.iter().enumerate().next_back();
    match last.filter(|(_, round)| round.r#final.is_none()) {
        Some((at, _)) => Ok(at.into()),
        None => {
            let id = record.id();
            Err(Error::usage(format!(
                "no round of planning poker of {id} waits for its end"
            ))
            .help(format!(
                "po estimate {id} --vote ana=5 --vote bo=8 --final 5"
            ))
            .help(format!("po estimate {id} 5 estimates it without cards")))
        }
    }
}

fn set(path: Vec<Segment>, value: Value) -> Edit {
    Edit::Set { path, value }
}
