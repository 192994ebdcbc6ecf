//! What the library lends to queries: `is:ready`, and columns that stand in no file.

use super::Judge;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::query::Computed;
use crate::model::query::IsWord;
use crate::priority;
use crate::priority::Outcome;
use serde_json::Value;
use serde_json::json;

/// The words and columns of a backlog; nothing is computed before a query asks for it.
///
/// # Errors
/// A definition or the method of `po.yaml` cannot be used.
pub fn lent(backlog: &Backlog, today: Day) -> Result<(Vec<IsWord<'_>>, Vec<Computed<'_>>), Error> {
    let judge = Judge::new(backlog, today)?;
    let ready = IsWord {
        name: "ready",
        doc: "meets the definition of ready",
        test: Box::new(move |record| record.story().is_some() && judge.is_ready(record)),
    };
    let score = Computed {
        name: "score",
        doc: "the score of the method in po.yaml",
        value: score(backlog)?,
    };
    let age = Computed {
        name: "age",
        doc: "days since it was written down",
        value: Box::new(move |record| match record.common.created {
            Some(created) => json!(today.since(created)),
            None => Value::Null,
        }),
    };
    Ok((vec![ready], vec![score, age]))
}

/// A record's number under the team's method.
type Score<'a> = Box<dyn Fn(&Record) -> Value + Sync + 'a>;

fn score(backlog: &Backlog) -> Result<Score<'_>, Error> {
    let settings = backlog.config.file.prioritize.as_ref();
    let name = settings.and_then(|p| p.method.as_deref()).unwrap_or("wsjf");
    let method = priority::by_id(name)?.configured(&backlog.config.file.methods)?;
    Ok(Box::new(move |record| {
        match method.score(priority::Scores::of(record)) {
            Outcome::Scored {
                score: Some(score), ..
            } => json!(score),
            _ => Value::Null,
        }
    }))
}
