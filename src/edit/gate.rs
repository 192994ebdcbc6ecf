//! The gates of the workflow: the definitions that must hold before a story
//! may stand in a state.

use super::Stamp;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::workflow::Gate;
use crate::rules;
use crate::yaml::Edit;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Checks the gates of the new state and of those passed over on the way.
///
/// # Errors
/// A refusal that names each failing item and the command that mends it.
pub(super) fn check(
    backlog: &Backlog,
    from: Option<&str>,
    changed: &Record,
    today: Day,
) -> Result<(), Error> {
    let (Some(to), Some(_)) = (changed.status(), changed.story()) else {
        return Ok(());
    };
    for (state, gate) in backlog.config.workflow.gates(from, to) {
        let judgement = rules::judge(backlog, changed, gate, today)?;
        if judgement.holds() {
            continue;
        }
        let (met, all) = judgement.score();
        let id = changed.id();
        let passing = if state.name == to {
            String::new()
        } else {
            format!(", so it cannot pass \"{}\"", state.name)
        };
        let mut error = Error::refused(format!(
            "{id} does not meet the definition of {} ({met} of {all}){passing}",
            gate.word()
        ));
        let failing = || judgement.failing();
        let name = failing()
            .map(|i| crate::text::width(&i.id))
            .max()
            .unwrap_or(0);
        let reason = failing()
            .map(|i| crate::text::width(&i.reason))
            .max()
            .unwrap_or(0);
        for item in failing() {
            let pad = |text: &str, width: usize| {
                format!(
                    "{text}{}",
                    " ".repeat(width.saturating_sub(crate::text::width(text)))
                )
            };
            let help = item.help.as_deref().unwrap_or_default();
            let line = format!(
                "  ✗ {}  {}  {help}",
                pad(&item.id, name),
                pad(&item.reason, reason)
            );
            error = error.detail(line.trim_end());
        }
        return Err(match gate {
            Gate::Ready => error.help(format!("po ready {id} shows every item")),
            Gate::Done => error,
        });
    }
    Ok(())
}

/// Waives the items that fail on the way from where the record is, each with
/// the same reason.
///
/// # Errors
/// No reason, or nobody who answers for it.
pub(super) fn waivers(
    backlog: &Backlog,
    record: &Record,
    changed: &Record,
    reason: &str,
    stamp: &Stamp,
) -> Result<Vec<Edit>, Error> {
    let reason = waiver_reason(reason)?;
    let (Some(to), Some(_)) = (changed.status(), changed.story()) else {
        return Ok(Vec::new());
    };
    let mut edits: Vec<Edit> = Vec::new();
    for (_, gate) in backlog.config.workflow.gates(record.status(), to) {
        let judgement = rules::judge(backlog, changed, gate, stamp.today)?;
        for item in judgement.failing() {
            let mut waiver = Map::new();
            waiver.insert("waived".to_owned(), json!(reason));
            waiver.extend(stamp.tick()?);
            edits.push(Edit::Set {
                path: vec!["checks".into(), item.id.as_str().into()],
                value: Value::Object(waiver),
            });
        }
    }
    Ok(edits)
}

/// The reason of a waiver; one without is none.
pub(super) fn waiver_reason(reason: &str) -> Result<&str, Error> {
    match reason.trim() {
        "" => Err(Error::usage("a waiver needs a reason")
            .help("--force \"why this one may pass\" records it")),
        reason => Ok(reason),
    }
}
