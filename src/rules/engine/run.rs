//! Runs the rules over a backlog and makes findings of what they hit.

use super::Context;
use super::Hit;
use super::Scope;
use super::Settings;
use super::Start;
use super::lasting::lasting;
use super::problems::problems;
use super::said::rule_help;
use super::said::unknown_rule;
use crate::diag;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::PARALLEL_FROM;
use crate::model::Record;
use crate::model::date::Day;
use crate::rules::ALL;
use crate::rules::Rule;
use crate::rules::definition::is_waived;
use crate::rules::is_of_planning;
use crate::rules::rule;
use crate::yaml::dotted;
use rayon::prelude::*;
use std::collections::HashMap;

/// The rules asked for on the command line.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    select: Option<Vec<String>>,
    ignore: Vec<String>,
}

impl Selection {
    /// Only the rules of `select`, where it is given, without those of `ignore`. A rule that is selected runs even when
    /// `po.yaml` switches it off.
    ///
    /// # Errors
    /// A name that is no rule's, with the one it resembles.
    pub fn new(select: Option<Vec<String>>, ignore: Vec<String>) -> Result<Self, Error> {
        for name in select.iter().flatten().chain(&ignore) {
            if rule(name).is_none() {
                return Err(Error::usage(unknown_rule(name)).help(rule_help(name)));
            }
        }
        Ok(Self { select, ignore })
    }

    fn names(&self, id: &str) -> bool {
        self.select.iter().flatten().any(|name| name == id)
    }

    fn takes(&self, id: &str) -> bool {
        (self.select.is_none() || self.names(id)) && !self.ignore.iter().any(|name| name == id)
    }

    /// How much a finding of a rule weighs there; nothing where it does not run.
    fn weight(&self, rule: &Rule, settings: &Settings, scope: &[usize]) -> Option<Severity> {
        let mut severity = settings.severity(rule, scope).unwrap_or(rule.severity);
        if severity == Severity::Ignore && self.names(rule.id) {
            severity = rule.severity.max(Severity::Info);
        }
        (self.takes(rule.id) && severity > Severity::Ignore).then_some(severity)
    }
}

/// A rule about to run.
struct Active<'a> {
    rule: &'static Rule,
    severity: Severity,
    start: Start,
    context: Context<'a>,
}

/// What all rules and the loader found, in the one order of findings.
///
/// A file that gave no record is reported whatever was selected, and so is what in `po.yaml` makes no sense.
pub fn run(backlog: &Backlog, today: Day, selection: &Selection) -> Vec<Finding> {
    let settings = Settings::read(backlog);
    let active = active(backlog, today, selection, &settings);
    let found = found(backlog, &active, &settings);
    // Rules may have asked for more than records: what of it could not be read is known now.
    let mut findings = loaded(backlog, selection, &settings);
    findings.extend(found);
    findings.extend(settings.problems);
    findings.extend(problems(backlog, today));
    diag::sort(&mut findings);
    findings
}

/// What the rules about planning find, with the settings of `po.yaml`.
pub fn of_planning(backlog: &Backlog, today: Day) -> Vec<Finding> {
    let settings = Settings::read(backlog);
    let mut active = active(backlog, today, &Selection::default(), &settings);
    for (_, active) in &mut active {
        active.retain(|active| is_of_planning(active.rule));
    }
    let mut findings = found(backlog, &active, &settings);
    diag::sort(&mut findings);
    findings
}

/// The rules that `run` asks, with the most that a finding of each weighs.
pub fn running(backlog: &Backlog, selection: &Selection) -> Vec<(&'static Rule, Severity)> {
    let settings = Settings::read(backlog);
    let scopes = settings.scopes();
    let most = |rule: &'static Rule| {
        let weights = scopes
            .iter()
            .filter_map(|scope| selection.weight(rule, &settings, scope));
        weights.max().map(|severity| (rule, severity))
    };
    ALL.iter().filter_map(|rule| most(rule)).collect()
}

/// The rules for each scope in which they may weigh something else.
fn active<'a>(
    backlog: &'a Backlog,
    today: Day,
    selection: &Selection,
    settings: &Settings,
) -> Vec<(Scope, Vec<Active<'a>>)> {
    let of_scope = |scope: Scope| {
        let active = |rule: &&'static Rule| {
            Some(Active {
                rule,
                severity: selection.weight(rule, settings, &scope)?,
                start: settings.start(rule, &scope),
                context: Context::new(backlog, today, settings.options(rule.id, &scope)),
            })
        };
        let active = ALL.iter().filter_map(active).collect();
        (scope, active)
    };
    settings.scopes().into_iter().map(of_scope).collect()
}

fn found(backlog: &Backlog, active: &[(Scope, Vec<Active>)], settings: &Settings) -> Vec<Finding> {
    let of_record = |record: &Record| {
        let scope = settings.scope(record);
        let active = active.iter().find(|(own, _)| *own == scope);
        let due = active
            .into_iter()
            .flat_map(|(_, active)| active)
            .filter(|a| settings.is_due(a.rule, a.start, record));
        let hits = due.flat_map(|a| {
            let hits = a.rule.in_record(record, &a.context);
            hits.into_iter().filter_map(|hit| finding(hit, a))
        });
        hits.collect::<Vec<_>>()
    };
    let of_rule = |(scope, a): (&Scope, &Active)| {
        let hits = a.rule.in_backlog(&a.context).into_iter();
        let due = hits.filter(|hit| match hit.record {
            Some(record) => {
                settings.scope(record) == *scope && settings.is_due(a.rule, a.start, record)
            }
            None => scope.is_empty(),
        });
        due.filter_map(|hit| finding(hit, a)).collect::<Vec<_>>()
    };
    let records = backlog.records();
    let each = active
        .iter()
        .flat_map(|(scope, active)| active.iter().map(move |a| (scope, a)));
    if records.len() < PARALLEL_FROM {
        let found = records.iter().flat_map(of_record);
        return found.chain(each.flat_map(of_rule)).collect();
    }
    let each: Vec<(&Scope, &Active)> = each.collect();
    let (mut found, more): (Vec<_>, Vec<_>) = rayon::join(
        || {
            records
                .par_iter()
                .with_min_len(64)
                .flat_map_iter(of_record)
                .collect()
        },
        || each.into_par_iter().flat_map_iter(of_rule).collect(),
    );
    found.extend(more);
    found
}

/// The finding of a hit, unless somebody answers for it.
fn finding(hit: Hit<'_>, active: &Active) -> Option<Finding> {
    let (backlog, rule) = (active.context.backlog, active.rule.id);
    if hit
        .record
        .is_some_and(|record| is_excused(backlog, record, rule))
    {
        return None;
    }
    let severity = hit
        .at_most
        .map_or(active.severity, |most| most.min(active.severity));
    Some(Finding {
        id: hit.record.map(|record| record.id().to_string()),
        field: (!hit.path.is_empty()).then(|| dotted(&hit.path)),
        lasting: hit.record.and_then(|record| lasting(record, &hit.path)),
        help: hit.help,
        fix: hit.fix,
        ..Finding::new(rule, severity, hit.place, hit.message)
    })
}

/// Words that stand where a reason should, and are none.
const NO_REASON: [&str; 11] = [
    "tbd", "tbc", "todo", "fixme", "xxx", "true", "yes", "ok", "x", "n/a", "none",
];

/// Whether a text gives a reason: more than marks, and more than one word that says nothing.
pub(in crate::rules) fn is_reason(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let empty = || NO_REASON.iter().any(|word| word.eq_ignore_ascii_case(text));
    text.contains(char::is_alphanumeric) && !empty()
}

/// The reason for which a record allows what a rule finds; one that says nothing allows nothing.
pub(in crate::rules) fn allowed<'a>(record: &'a Record, rule: &str) -> Option<&'a str> {
    let reason = record.common.allow.get(rule)?;
    is_reason(reason).then_some(reason.as_str())
}

/// Whether `po.yaml` switches a rule off for a record.
pub(in crate::rules) fn is_off(backlog: &Backlog, record: &Record, rule: &Rule) -> bool {
    let settings = Settings::read(backlog);
    let scope = settings.scope(record);
    settings.severity(rule, &scope) == Some(Severity::Ignore)
}

/// Whether somebody answers for what a rule finds in a record: the record allows it, or an item of a definition that
/// asks it is waived. Whoever waived it has been heard, so that is no finding any more; `po ready` shows it.
fn is_excused(backlog: &Backlog, record: &Record, rule: &str) -> bool {
    allowed(record, rule).is_some() || is_waived(backlog, record, rule)
}

/// What the loader found, with the severities of `po.yaml` and without what is ignored or allowed.
fn loaded(backlog: &Backlog, selection: &Selection, settings: &Settings) -> Vec<Finding> {
    let mut findings: Vec<Finding> = backlog.troubles().cloned().collect();
    let records: HashMap<&str, &Record> = if findings.is_empty() {
        HashMap::new()
    } else {
        backlog
            .records()
            .iter()
            .map(|r| (r.path.as_str(), r))
            .collect()
    };
    findings.retain_mut(|finding| {
        if finding.unreadable {
            return true;
        }
        let record = records.get(finding.place.path.as_str());
        let excused = record.is_some_and(|record| is_excused(backlog, record, finding.rule));
        if excused || !selection.takes(finding.rule) {
            return false;
        }
        let scope = match record {
            Some(record) => settings.scope(record),
            None => settings.scope_of_file(&finding.place.path),
        };
        match rule(finding.rule).and_then(|rule| settings.severity(rule, &scope)) {
            Some(Severity::Ignore) => selection.names(finding.rule),
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => true,
        }
    });
    findings
}
