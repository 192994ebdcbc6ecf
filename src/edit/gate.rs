//! The gates of the workflow: the definitions that must hold before a story
//! may stand in a state.

use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::rules;
use crate::rules::Verdict;

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
        let failing = || {
            judgement
                .items
                .iter()
                .filter(|i| i.verdict == Verdict::Fail)
        };
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
        return Err(error.help(format!("po ready {id} shows every item")));
    }
    Ok(())
}
