//! Takes findings away that mending cannot make worse: a fix is data of the
//! finding, here it becomes changes of files.

use super::Change;
use super::place::in_rank_order;
use super::ranks::rerank;
use super::ranks::write_ranks;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Operation;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind;
use crate::model::rank;
use crate::model::rank::Rank;

/// The rules whose findings are mended so far.
const MENDED: [&str; 1] = ["rank-collision"];

/// The changes that take these findings away.
///
/// # Errors
/// Keys have become too long; a file cannot be edited.
pub fn fix(backlog: &Backlog, findings: &[Finding]) -> Result<Vec<Change>, Error> {
    let mended = findings.iter().filter(|f| MENDED.contains(&f.rule));
    let safe = mended.filter_map(|f| f.fix.as_ref()).filter(|fix| fix.safe);
    let reranked: Vec<&str> = safe
        .flat_map(|fix| &fix.operations)
        .filter_map(|operation| match operation {
            Operation::Rerank { id } => Some(id.as_str()),
            _ => None,
        })
        .collect();
    let mut changes = Vec::new();
    for kind in kind::ALL {
        let meant = |record: &&Record| reranked.contains(&record.id().as_str());
        let Some(one) = backlog.of_kind(kind).find(meant) else {
            continue;
        };
        let order = in_rank_order(backlog, one);
        changes.extend(apart(backlog, &order, &reranked)?);
    }
    Ok(changes)
}

/// Gives these records ranks of their own, right behind where they stand.
fn apart(backlog: &Backlog, order: &[&Record], reranked: &[&str]) -> Result<Vec<Change>, Error> {
    let is_meant = |record: &Record| reranked.contains(&record.id().as_str());
    let rank = |record: &&Record| -> Option<Rank> { record.common.rank.clone() };
    let mut ranks: Vec<(&Record, Rank)> = Vec::new();
    let mut at = 0;
    while at < order.len() {
        if !is_meant(order[at]) {
            at += 1;
            continue;
        }
        let run = order[at..].iter().take_while(|record| is_meant(record));
        let end = at + run.count();
        let before = at.checked_sub(1).and_then(|n| rank(&order[n]));
        let after = order.get(end).and_then(rank).filter(Rank::is_valid);
        let Ok(made) = rank::many(before.as_ref(), after.as_ref(), end - at) else {
            // No room between the neighbours: they move as well.
            return write_ranks(backlog, rerank(order)?);
        };
        ranks.extend(order[at..end].iter().copied().zip(made));
        at = end;
    }
    write_ranks(backlog, ranks)
}
