//! Judges a record by the team's definition of ready or of done: item by item, with the reason and the way out.

mod query_words;
mod waiver;

pub use query_words::lent;
pub(super) use waiver::is_waived;
pub(super) use waiver::ticks;

use super::Hit;
use super::Rule;
use super::blocked_story;
use super::engine::Context;
use super::engine::Scope;
use super::engine::Settings;
use super::engine::allowed;
use super::engine::definition_problems;
use super::rule;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::common::Tick;
use crate::model::config::Check;
use crate::model::config::Item;
use crate::model::date::Day;
use crate::model::workflow::Gate;
use crate::text::shell_word;
use serde_json::Map;
use serde_json::Value;
use waiver::applies;
use waiver::tick;

/// How a record stands to a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    pub gate: Gate,
    /// In the order of the definition.
    pub items: Vec<ItemResult>,
}

/// How a record stands to one item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemResult {
    pub id: String,
    /// What the item asks: the words of a manual item, else what its rules ask for; where they pass, what they saw.
    pub words: String,
    pub verdict: Verdict,
    /// The rule for which it fails.
    pub rule: Option<&'static str>,
    /// Why it fails, or who waived it and why; empty for the others.
    pub reason: String,
    /// The line of the record's file to look at.
    pub line: Option<u32>,
    /// The command that mends it.
    pub help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    Fail,
    Waived,
    NotApplicable,
}

impl Judgement {
    /// No item fails.
    pub fn holds(&self) -> bool {
        self.failing().next().is_none()
    }

    /// Passed or waived items, and all that apply.
    pub fn score(&self) -> (usize, usize) {
        let count = |verdict| {
            self.items
                .iter()
                .filter(|item| item.verdict == verdict)
                .count()
        };
        let kept = count(Verdict::Pass) + count(Verdict::Waived);
        (kept, kept + count(Verdict::Fail))
    }

    /// The items for which the record should not have passed. A block says nothing of that: it comes when it comes.
    pub fn unmet(&self) -> impl Iterator<Item = &ItemResult> {
        self.failing()
            .filter(|item| item.rule != Some(blocked_story::RULE.id))
    }

    pub fn failing(&self) -> impl Iterator<Item = &ItemResult> {
        self.items
            .iter()
            .filter(|item| item.verdict == Verdict::Fail)
    }
}

/// Judges many records by the definitions of one backlog.
pub struct Judge<'a> {
    settings: Settings<'a>,
    parts: Vec<Part<'a>>,
}

/// The definitions with the options that hold for some records.
struct Part<'a> {
    scope: Scope,
    ready: Vec<Prepared<'a>>,
    done: Vec<Prepared<'a>>,
}

/// An item with its rules at hand.
struct Prepared<'a> {
    item: &'a Item,
    rules: Vec<Asked<'a>>,
}

/// A rule of an item, with the options of both, and what it found in the backlog as a whole.
struct Asked<'a> {
    rule: &'static Rule,
    context: Context<'a>,
    hits: Vec<Hit<'a>>,
}

impl<'a> Judge<'a> {
    /// # Errors
    /// A definition names a rule or an option that there is not.
    pub fn new(backlog: &'a Backlog, today: Day) -> Result<Self, Error> {
        if let Some(problem) = definition_problems(backlog).into_iter().next() {
            return Err(Error::of(problem));
        }
        let settings = Settings::read(backlog);
        let part = |scope: Scope| {
            let prepare = |gate| {
                let items = backlog.config.definition(gate).iter();
                let options = |rule: &Rule| settings.options(rule.id, &scope);
                items
                    .map(|item| prepared(backlog, today, &options, item))
                    .collect()
            };
            let (ready, done) = (prepare(Gate::Ready), prepare(Gate::Done));
            Part { scope, ready, done }
        };
        let parts = settings.scopes().into_iter().map(part).collect();
        Ok(Self { settings, parts })
    }

    /// Judges a record, whatever its status.
    pub fn judge(&self, record: &Record, gate: Gate) -> Judgement {
        let scope = self.settings.scope(record);
        let part = self.parts.iter().find(|part| part.scope == scope);
        let items = part.map_or(&[][..], |part| match gate {
            Gate::Ready => &part.ready,
            Gate::Done => &part.done,
        });
        let items = items.iter().map(|item| Self::item(record, item)).collect();
        Judgement { gate, items }
    }

    /// Whether the definition of ready holds.
    pub fn is_ready(&self, record: &Record) -> bool {
        self.judge(record, Gate::Ready).holds()
    }

    fn item(record: &Record, prepared: &Prepared) -> ItemResult {
        let item = prepared.item;
        let mut result = ItemResult {
            id: item.id.clone(),
            words: words(item, prepared),
            verdict: Verdict::Pass,
            rule: None,
            reason: String::new(),
            line: None,
            help: None,
        };
        if !applies(record, item) {
            result.verdict = Verdict::NotApplicable;
        } else if let Some(waiver) = waiver::of(record, item) {
            result.verdict = Verdict::Waived;
            result.reason = waiver;
        } else if matches!(item.check, Check::Manual(_)) {
            if !is_ticked(tick(record, item)) {
                not_ticked(record, item, &mut result);
            }
        } else {
            ask(record, prepared, &mut result);
        }
        result
    }
}

fn not_ticked(record: &Record, item: &Item, result: &mut ItemResult) {
    let (id, name) = (record.id(), &item.id);
    let empty_waiver = tick(record, item).is_some_and(|tick| tick.waived.is_some());
    result.verdict = Verdict::Fail;
    result.reason = match empty_waiver {
        true => "waived without a reason".to_owned(),
        false => "not ticked".to_owned(),
    };
    let place = record.place(&vec!["checks".into(), name.as_str().into()]);
    result.line = (place.line > 0 && empty_waiver).then_some(place.line);
    result.help = Some(format!("po tick {id} {}", shell_word(name)));
}

fn prepared<'a>(
    backlog: &'a Backlog,
    today: Day,
    options: &dyn Fn(&Rule) -> Map<String, Value>,
    item: &'a Item,
) -> Prepared<'a> {
    let names = match &item.check {
        Check::Rules(names) => names.as_slice(),
        Check::Manual(_) => &[],
    };
    let ask = |rule: &'static Rule| {
        let mut options = options(rule);
        let known = |name: &str| rule.options.iter().any(|option| option.name == name);
        let own = item.options.iter().filter(|(name, _)| known(name));
        options.extend(own.map(|(name, value)| (name.clone(), value.clone())));
        let context = Context::new(backlog, today, options);
        let hits = rule.in_backlog(&context);
        Asked {
            rule,
            context,
            hits,
        }
    };
    let rules = names
        .iter()
        .filter_map(|name| rule(name))
        .map(ask)
        .collect();
    Prepared { item, rules }
}

/// Judges an item by its rules: what they find fails it, unless the record allows all of it. Each rule is heard; a block
/// comes and goes, so that the item fails for it only where it fails for nothing else.
fn ask(record: &Record, prepared: &Prepared, result: &mut ItemResult) {
    let mut reasons: Vec<String> = Vec::new();
    for asked in &prepared.rules {
        let own = asked.rule.in_record(record, &asked.context);
        let whole = asked.hits.iter().filter(|hit| {
            let hit = hit.record.map(|hit| &hit.path);
            hit == Some(&record.path)
        });
        let Some(hit) = own.iter().chain(whole).next() else {
            continue;
        };
        if let Some(reason) = allowed(record, asked.rule.id) {
            if result.verdict == Verdict::Pass {
                result.verdict = Verdict::Waived;
                result.reason = format!("allowed: {reason}");
            }
            continue;
        }
        reasons.push(hit.message.clone());
        if result
            .rule
            .is_none_or(|rule| rule == blocked_story::RULE.id)
        {
            result.rule = Some(asked.rule.id);
            result.line = (hit.place.line > 0).then_some(hit.place.line);
            result.help.clone_from(&hit.help);
        }
    }
    if !reasons.is_empty() {
        result.verdict = Verdict::Fail;
        result.reason = reasons.join("; ");
    }
    if result.verdict == Verdict::Pass {
        let rules = prepared.rules.iter();
        let seen = rules.map(|asked| asked.rule.passes.of(record, &asked.context));
        result.words = seen.collect::<Vec<_>>().join(", ");
    }
}

fn words(item: &Item, prepared: &Prepared) -> String {
    match &item.check {
        Check::Manual(words) => words.clone(),
        Check::Rules(_) => {
            let rules = prepared.rules.iter();
            let asked: Vec<&str> = rules.map(|asked| asked.rule.passes.words()).collect();
            asked.join(", ")
        }
    }
}

/// Ticked by somebody or on some day.
fn is_ticked(tick: Option<&Tick>) -> bool {
    tick.is_some_and(|tick| tick.waived.is_none() && (tick.by.is_some() || tick.on.is_some()))
}

/// The manual items of a definition that apply to a record and are neither ticked nor waived.
pub(super) fn open_manual<'a>(backlog: &'a Backlog, record: &Record, gate: Gate) -> Vec<&'a Item> {
    let items = backlog.config.definition(gate).iter();
    let open = items.filter(|item| {
        matches!(item.check, Check::Manual(_))
            && applies(record, item)
            && !is_ticked(tick(record, item))
            && waiver::of(record, item).is_none()
    });
    open.collect()
}

/// Judges one record; for many, make a `Judge`.
///
/// # Errors
/// As `Judge::new`.
pub fn judge(
    backlog: &Backlog,
    record: &Record,
    gate: Gate,
    today: Day,
) -> Result<Judgement, Error> {
    Ok(Judge::new(backlog, today)?.judge(record, gate))
}

/// Whether the definition of ready holds for one record; for many, make a `Judge`.
///
/// # Errors
/// As `Judge::new`.
pub fn is_ready(backlog: &Backlog, record: &Record, today: Day) -> Result<bool, Error> {
    Ok(Judge::new(backlog, today)?.is_ready(record))
}

#[cfg(test)]
mod tests;
