//! Runs the rules over a backlog and makes findings of what they hit.

use super::Context;
use super::Hit;
use super::Settings;
use super::Start;
use super::problems::problems;
use super::settings::rule_help;
use super::settings::unknown_rule;
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
    active.retain(|active| is_of_planning(active.rule));
    let mut findings = found(backlog, &active, &settings);
    diag::sort(&mut findings);
    findings
}

/// The rules that `run` asks, with how much a finding of each weighs.
pub fn running(backlog: &Backlog, selection: &Selection) -> Vec<(&'static Rule, Severity)> {
    let settings = Settings::read(backlog);
    weights(selection, &settings).collect()
}

fn weights(
    selection: &Selection,
    settings: &Settings,
) -> impl Iterator<Item = (&'static Rule, Severity)> {
    let chosen = ALL.iter().filter(|rule| selection.takes(rule.id));
    chosen.filter_map(|rule| {
        let mut severity = settings.severity(rule.id).unwrap_or(rule.severity);
        if severity == Severity::Ignore && selection.names(rule.id) {
            severity = rule.severity.max(Severity::Info);
        }
        (severity > Severity::Ignore).then_some((*rule, severity))
    })
}

fn active<'a>(
    backlog: &'a Backlog,
    today: Day,
    selection: &Selection,
    settings: &Settings,
) -> Vec<Active<'a>> {
    let active = |(rule, severity)| Active {
        rule,
        severity,
        start: settings.start(rule),
        context: Context::new(backlog, today, settings.options(rule.id)),
    };
    weights(selection, settings).map(active).collect()
}

fn found(backlog: &Backlog, active: &[Active], settings: &Settings) -> Vec<Finding> {
    let of_record = |record: &Record| {
        let due = active
            .iter()
            .filter(|a| settings.is_due(a.rule, a.start, record));
        let hits = due.flat_map(|a| {
            let hits = a.rule.in_record(record, &a.context);
            hits.into_iter().filter_map(|hit| finding(hit, a))
        });
        hits.collect::<Vec<_>>()
    };
    let of_rule = |a: &Active| {
        let hits = a.rule.in_backlog(&a.context).into_iter();
        let due = hits.filter(|hit| {
            let due = |record| settings.is_due(a.rule, a.start, record);
            hit.record.is_none_or(due)
        });
        due.filter_map(|hit| finding(hit, a)).collect::<Vec<_>>()
    };
    let records = backlog.records();
    if records.len() < PARALLEL_FROM {
        let found = records.iter().flat_map(of_record);
        return found.chain(active.iter().flat_map(of_rule)).collect();
    }
    let (mut found, more): (Vec<_>, Vec<_>) = rayon::join(
        || {
            records
                .par_iter()
                .with_min_len(64)
                .flat_map_iter(of_record)
                .collect()
        },
        || active.par_iter().flat_map_iter(of_rule).collect(),
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
        rule: active.rule.id,
        severity,
        place: hit.place,
        id: hit.record.map(|record| record.id().to_string()),
        field: (!hit.path.is_empty()).then(|| dotted(&hit.path)),
        message: hit.message,
        help: hit.help,
        fix: hit.fix,
        unreadable: false,
    })
}

/// The reason for which a record allows what a rule finds; one without words allows nothing.
pub(in crate::rules) fn allowed<'a>(record: &'a Record, rule: &str) -> Option<&'a str> {
    let reason = record.common.allow.get(rule)?;
    (!reason.trim().is_empty()).then_some(reason)
}

/// Whether `po.yaml` switches a rule off.
pub(in crate::rules) fn is_off(backlog: &Backlog, rule: &str) -> bool {
    Settings::read(backlog).severity(rule) == Some(Severity::Ignore)
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
        match settings.severity(finding.rule) {
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
