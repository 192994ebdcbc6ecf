//! What waits for the product owner.

use crate::flow::acceptance;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind::Question;
use crate::model::query;
use crate::model::union::TextOr;
use crate::model::workflow::Gate;
use crate::model::workflow::Milestone;
use crate::rules::Judge;
use crate::text;
use serde::Serialize;

/// One sort of things that wait, with the command that acts on them.
#[derive(Debug, Serialize)]
pub struct Need {
    /// blocked, unmet-gate, questions, sign-offs, unaccepted, overdue or stale.
    pub what: &'static str,
    pub count: usize,
    /// The first of them.
    pub ids: Vec<Id>,
    pub words: String,
    pub command: String,
}

/// How many ids are named.
const NAMED: usize = 3;
/// Top stories that nobody touched for so many days are stale.
const STALE_DAYS: i64 = 90;
/// The stories looked at for staleness: the top of the order.
const TOP: usize = 10;

/// What needs somebody, the most urgent first.
pub(super) fn needs(backlog: &Backlog, judge: &Judge<'_>, today: Day) -> Vec<Need> {
    let stories = super::stories(backlog);
    let open: Vec<&Record> = stories.into_iter().filter(|r| backlog.is_open(r)).collect();
    let all = [
        blocked(&open, today),
        unmet(backlog, &open, judge),
        questions(&open, today),
        signoffs(backlog),
        unaccepted(backlog),
        overdue(&open, today),
        stale(backlog, &open, today),
    ];
    all.into_iter().flatten().collect()
}

fn need(what: &'static str, found: &[&Record], words: String, command: String) -> Option<Need> {
    (!found.is_empty()).then(|| Need {
        what,
        count: found.len(),
        ids: found.iter().map(|r| r.id().clone()).collect(),
        words,
        command,
    })
}

/// `S-147 waiting for the bank (4 days), S-139`.
fn named(found: &[&Record], say: impl Fn(&Record) -> String) -> String {
    let mut parts: Vec<String> = found
        .iter()
        .take(NAMED)
        .map(|record| {
            let more = say(record);
            let gap = if more.is_empty() { "" } else { " " };
            format!("{}{gap}{more}", record.id())
        })
        .collect();
    if found.len() > NAMED {
        parts.push(format!("{} more", found.len() - NAMED));
    }
    parts.join(", ")
}

fn blocked(open: &[&Record], today: Day) -> Option<Need> {
    let found: Vec<&Record> = open.iter().copied().filter(|r| r.is_blocked()).collect();
    let words = named(&found, |record| {
        let since = record.obstacle().and_then(|o| o.since);
        let reason = record.obstacle().and_then(|o| o.reason.as_deref());
        let days =
            since.map(|since| text::plural(today.since(since).max(0) as usize, "day", "days"));
        match (reason, days) {
            (Some(reason), Some(days)) => format!("{reason} ({days})"),
            (Some(reason), None) => reason.to_owned(),
            (None, Some(days)) => format!("({days})"),
            (None, None) => String::new(),
        }
    });
    need("blocked", &found, words, "po list is:blocked".to_owned())
}

/// Stories that stand in or behind ready without being so.
fn unmet(backlog: &Backlog, open: &[&Record], judge: &Judge<'_>) -> Option<Need> {
    let workflow = &backlog.config.workflow;
    let gated = workflow
        .states()
        .iter()
        .any(|s| s.gate == Some(Gate::Ready));
    let failing = |record: &&Record| {
        let status = record.status().unwrap_or_default();
        let broken = || judge.judge(record, Gate::Ready).unmet().next().is_some();
        gated && workflow.reached(status, Milestone::Ready) && broken()
    };
    let found: Vec<&Record> = open.iter().copied().filter(failing).collect();
    let words = named(&found, |record| {
        let judgement = judge.judge(record, Gate::Ready);
        let items: Vec<&str> = judgement.unmet().map(|i| i.id.as_str()).collect();
        format!("({})", items.join(", "))
    });
    let first = found.first().map(|r| format!("po ready {}", r.id()));
    need("unmet-gate", &found, words, first.unwrap_or_default())
}

fn unanswered(record: &Record) -> impl Iterator<Item = &TextOr<Question>> {
    let questions = record.story().map(|story| story.questions.as_slice());
    questions
        .unwrap_or_default()
        .iter()
        .filter(|question| match question {
            TextOr::Text(_) => true,
            TextOr::Map(map) => map.answered.is_none() && map.answer.is_none(),
        })
}

fn questions(open: &[&Record], today: Day) -> Option<Need> {
    let found: Vec<&Record> = open
        .iter()
        .copied()
        .filter(|r| unanswered(r).next().is_some())
        .collect();
    let asked = found
        .iter()
        .flat_map(|r| unanswered(r))
        .filter_map(|question| match question {
            TextOr::Map(map) => map.asked,
            TextOr::Text(_) => None,
        });
    let oldest = asked.min().map(|day| today.since(day).max(0) as usize);
    let age = oldest.map(|days| format!(", the oldest {}", text::plural(days, "day", "days")));
    let words = format!(
        "{}{}",
        named(&found, |_| String::new()),
        age.unwrap_or_default()
    );
    let mut need = need("questions", &found, words, "po list is:asked".to_owned())?;
    need.count = found.iter().map(|r| unanswered(r).count()).sum();
    Some(need)
}

/// Sign-offs that open epics and releases wait for.
fn signoffs(backlog: &Backlog) -> Option<Need> {
    let awaited = |record: &Record| {
        let release = record.release().map(|r| r.signoffs.as_slice());
        let epic = record.epic().map(|e| e.signoffs.as_slice());
        let signoffs = release.or(epic).unwrap_or_default().iter();
        let roles = signoffs.filter(|s| s.on.is_none()).map(|s| s.role.as_str());
        roles.collect::<Vec<_>>().join(", ")
    };
    let records = backlog.records().iter().filter(|r| backlog.is_open(r));
    let found: Vec<&Record> = records.filter(|r| !awaited(r).is_empty()).collect();
    let words = named(&found, |record| format!("({})", awaited(record)));
    let first = found.first().map(|r| format!("po show {}", r.id()));
    need("sign-offs", &found, words, first.unwrap_or_default())
}

/// What the team shows as done, and nobody accepted.
fn unaccepted(backlog: &Backlog) -> Option<Need> {
    let mut found = acceptance::awaiting(backlog);
    found.sort_by_key(|record| acceptance::finished_on(backlog, record));
    let words = named(&found, |_| String::new());
    let first = found.first().map(|r| format!("po accept {}", r.id()));
    need("unaccepted", &found, words, first.unwrap_or_default())
}

fn overdue(open: &[&Record], today: Day) -> Option<Need> {
    let late = |record: &&Record| record.common.due.is_some_and(|due| due < today);
    let found: Vec<&Record> = open.iter().copied().filter(late).collect();
    let words = named(&found, |record| match record.common.due {
        Some(due) => format!("({due})"),
        None => String::new(),
    });
    need("overdue", &found, words, "po list is:overdue".to_owned())
}

/// The top of the order should not gather dust.
fn stale(backlog: &Backlog, open: &[&Record], today: Day) -> Option<Need> {
    let age = |record: &Record| query::updated(record, backlog).map(|day| today.since(day));
    let top = open.iter().copied().take(TOP);
    let found: Vec<&Record> = top
        .filter(|r| age(r).is_some_and(|days| days > STALE_DAYS))
        .collect();
    let words = named(&found, |record| match age(record) {
        Some(days) => format!("({days} days)"),
        None => String::new(),
    });
    let first = found.first().map(|r| format!("po show {}", r.id()));
    need("stale", &found, words, first.unwrap_or_default())
}
