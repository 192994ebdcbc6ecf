//! What the library lends to queries: `is:ready`, and columns that stand in no file.

use super::Judge;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::query::Computed;
use crate::model::query::IsWord;
use crate::priority;
use crate::priority::Method;
use crate::priority::Outcome;
use crate::priority::Scores;
use crate::priority::Set;
use serde_json::Value;
use serde_json::json;
use std::sync::OnceLock;

/// The words and columns of a backlog; nothing is computed before a query asks for it.
///
/// # Errors
/// A definition of `po.yaml` cannot be used.
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
        value: score(backlog, today),
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

/// Nothing is worked out before a query asks for a score. A method that is not ready gives none: `po check` says why.
fn score(backlog: &Backlog, today: Day) -> Score<'_> {
    let ready: [OnceLock<Option<Box<dyn Method>>>; kind::ALL.len()] = Default::default();
    Box::new(move |record| {
        let mut kinds = kind::ALL.iter();
        let at = kinds.position(|kind| kind.id == record.kind.id);
        let ready = at.map(|at| ready[at].get_or_init(|| method(backlog, record.kind, today).ok()));
        let outcome = ready.and_then(|method| Some(method.as_ref()?.score(Scores::of(record))));
        match outcome {
            Some(Outcome::Scored {
                score: Some(score), ..
            }) => json!(priority::decimal::rounded(score)),
            _ => Value::Null,
        }
    })
}

/// The team's method, as it is among the open records of a kind.
fn method(backlog: &Backlog, kind: &'static Kind, today: Day) -> Result<Box<dyn Method>, Error> {
    let settings = backlog.config.file.prioritize.as_ref();
    let name = settings.and_then(|p| p.method.as_deref()).unwrap_or("wsjf");
    let open = backlog.of_kind(kind).filter(|r| backlog.is_open(r));
    let open: Vec<&Record> = open.collect();
    let set = Set::new(backlog, &open, today)?;
    priority::ready(priority::by_id(name)?, &backlog.config.file.methods, &set)
}
