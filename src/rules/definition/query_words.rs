//! What the library lends to queries: `is:ready`, and columns that stand in no file.

use super::Judge;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind;
use crate::model::query::Computed;
use crate::model::query::IsWord;
use crate::priority;
use crate::priority::Outcome;
use crate::priority::Set;
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
        value: score(backlog, today)?,
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

fn score(backlog: &Backlog, today: Day) -> Result<Score<'_>, Error> {
    let settings = backlog.config.file.prioritize.as_ref();
    let name = settings.and_then(|p| p.method.as_deref()).unwrap_or("wsjf");
    let method = priority::by_id(name)?;
    // One method for each kind, as it is among the open records of that kind.
    let mut methods = Vec::new();
    for kind in kind::ALL {
        let of_kind = backlog.of_kind(kind).filter(|r| backlog.is_open(r));
        let records: Vec<&Record> = of_kind.collect();
        let set = Set::new(&backlog.config, &records, today);
        let method = priority::ready(method, &backlog.config.file.methods, &set)?;
        methods.push((kind.id, method));
    }
    Ok(Box::new(move |record| {
        let method = methods.iter().find(|(kind, _)| *kind == record.kind.id);
        let outcome = method.map(|(_, method)| method.score(priority::Scores::of(record)));
        match outcome {
            Some(Outcome::Scored {
                score: Some(score), ..
            }) => json!(priority::decimal::rounded(score)),
            _ => Value::Null,
        }
    }))
}
