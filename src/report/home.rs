//! `po`: one screen with the sprint, what comes next, and what needs you.

mod needs;
mod page;
mod planned;

use super::Report;
use super::sprint_report;
use super::sprint_report::SprintReport;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::page::Answer;
use crate::rules::Judge;
use needs::Need;
use planned::Planned;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "home",
    summary: "the sprint, what comes next, and what needs you",
};

/// How many stories are shown as next.
const NEXT: usize = 5;

/// The home screen.
#[derive(Debug, Serialize)]
pub struct Home {
    pub product: String,
    /// The active sprint, else the one closed last; null without any.
    pub sprint: Option<SprintReport>,
    /// While none is active, the planned sprint that starts first and holds stories.
    pub planned: Option<Planned>,
    /// What is in progress, then what is open in the active or the planned sprint, then
    /// the first stories by rank that are not begun.
    pub next: Vec<Next>,
    /// What waits for the product owner, each with the command that acts on it.
    pub needs: Vec<Need>,
    /// Open stories, and all.
    pub open: usize,
    pub total: usize,
}

/// A story that comes next.
#[derive(Debug, Serialize)]
pub struct Next {
    pub id: Id,
    pub title: String,
    pub points: Option<Points>,
    /// The state, where it is in progress.
    pub doing: Option<String>,
    /// The sprint that it is in: an active one, or the planned one that is shown.
    pub sprint: Option<Id>,
    /// Items of the definition of ready that are met, and all that apply.
    pub met: usize,
    pub of: usize,
    /// The items that are not met.
    pub missing: Vec<String>,
}

impl Home {
    /// The screen of this day.
    ///
    /// # Errors
    /// A definition in `po.yaml` cannot be used.
    pub fn new(backlog: &Backlog, today: Day) -> Result<Self, Error> {
        let judge = Judge::new(backlog, today)?;
        let report = sprint_report::current_sprint(backlog, today)?;
        let stories: Vec<&Record> = stories(backlog);
        let open = stories.iter().filter(|r| backlog.is_open(r)).count();
        let planned = Planned::of(backlog);
        Ok(Self {
            product: backlog.config.file.product.clone(),
            sprint: report.data.sprint.is_some().then_some(report),
            next: next(backlog, &judge, &stories, planned.as_ref()),
            planned,
            needs: needs::needs(backlog, &judge, today),
            open,
            total: stories.len(),
        })
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }
}

/// All stories in the order people gave them.
fn stories(backlog: &Backlog) -> Vec<&Record> {
    let kind = kind::by_name("story");
    let mut stories: Vec<&Record> = kind.into_iter().flat_map(|k| backlog.of_kind(k)).collect();
    stories.sort_by_cached_key(|record| record.manual_place());
    stories
}

fn next(
    backlog: &Backlog,
    judge: &Judge<'_>,
    stories: &[&Record],
    planned: Option<&Planned>,
) -> Vec<Next> {
    let sprint = |record| shown_sprint(backlog, record, planned);
    let is_doing = |record: &Record| backlog.category(record) == Category::Active;
    let open = stories
        .iter()
        .filter(|record| backlog.is_open(record))
        // What is blocked cannot come next; it stands below.
        .filter(|record| !record.is_blocked());
    let mut waiting: Vec<&Record> = open.copied().collect();
    waiting.sort_by_key(|record| {
        let is_in = sprint(record).is_some();
        (!is_doing(record), !is_in)
    });
    waiting
        .into_iter()
        .take(NEXT)
        .filter_map(|record| {
            let judgement = judge.judge(record, crate::model::workflow::Gate::Ready);
            let (met, of) = judgement.score();
            Some(Next {
                id: record.id().clone(),
                title: record.title().to_owned(),
                points: record.story()?.points,
                doing: record
                    .status()
                    .filter(|_| is_doing(record))
                    .map(str::to_owned),
                sprint: sprint(record).cloned(),
                met,
                of,
                missing: judgement.failing().map(|item| item.id.clone()).collect(),
            })
        })
        .collect()
}

/// The sprint that a story is in, where it runs or is the planned one that is shown.
fn shown_sprint<'a>(
    backlog: &'a Backlog,
    record: &Record,
    planned: Option<&Planned>,
) -> Option<&'a Id> {
    let sprint = backlog.get(record.story()?.sprint.as_ref()?)?;
    let is_next = planned.is_some_and(|planned| planned.id == *sprint.id());
    let is_shown = is_next || backlog.category(sprint) == Category::Active;
    is_shown.then(|| sprint.id())
}
