//! Limits of work in progress: states that hold more than the team wants. A
//! limit warns and does not refuse; the format has a number and no more.

use super::Change;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::reading;
use std::collections::BTreeMap;

/// The states that stories enter by these changes and that then hold more
/// stories than their limit. The backlog must be loaded whole.
pub fn over_limit(backlog: &Backlog, changes: &[Change]) -> Vec<Finding> {
    let mut entered: BTreeMap<&str, usize> = BTreeMap::new();
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for change in changes {
        let record = change.id.as_ref().and_then(|id| backlog.get(id));
        let story = record.is_some_and(|r| r.story().is_some());
        let moves = change
            .fields
            .iter()
            .filter(|f| story && f.field == "status");
        for field in moves {
            *entered
                .entry(field.to.as_str().unwrap_or_default())
                .or_default() += 1;
            *left
                .entry(field.from.as_str().unwrap_or_default())
                .or_default() += 1;
        }
    }
    let mut findings = Vec::new();
    for (name, count) in &entered {
        let limit = backlog.config.workflow.state(name).and_then(|s| s.wip);
        let Some(limit) = limit.and_then(|limit| usize::try_from(limit).ok()) else {
            continue;
        };
        let stories = backlog.records().iter().filter(|r| r.story().is_some());
        let before = stories.filter(|r| r.status() == Some(name)).count();
        let holds = (before + count).saturating_sub(left.get(name).copied().unwrap_or(0));
        if holds > limit {
            findings.push(finding(backlog, name, holds, limit));
        }
    }
    findings
}

fn finding(backlog: &Backlog, state: &str, holds: usize, limit: usize) -> Finding {
    let keys = vec!["workflow".into(), state.into(), "wip".into()];
    let place = reading::place_of(backlog.file("po.yaml"), "po.yaml", &keys);
    let count = crate::text::plural(holds, "story", "stories");
    let message = format!("{state} now holds {count}; its limit is {limit}");
    Finding::new("wip-limit", Severity::Warning, place, message)
        .field("status")
        .help(format!(
            "po list status:{state} shows them; finish one before the next begins"
        ))
}
