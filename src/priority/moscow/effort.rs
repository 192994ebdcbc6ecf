//! How the effort of a timebox is spread over must, should and could.
use std::borrow::Cow;

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use super::super::Remark;
use super::super::Scores;
use super::super::decimal;
use super::Class;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::points::Points;
use crate::model::workflow::Category;

/// What of a timebox may be must, and what should be could.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The field that holds the effort.
    pub effort: Cow<'static, str>,
    /// Percent; itself allowed.
    pub must_max: f64,
    /// Percent; itself enough.
    pub could_min: f64,
}

impl Limits {
    /// DSDM: at most 60 % must, about 20 % could, by points.
    pub const USUAL: Limits = Limits {
        effort: Cow::Borrowed("points"),
        must_max: 60.0,
        could_min: 20.0,
    };
}

/// What is wrong with the spread of a timebox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// More must than can be promised.
    MustOverload,
    /// Too little could to give up when things go wrong.
    ThinContingency,
    /// An estimate is missing, or there is no effort at all.
    Unknown,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Verdict::MustOverload => "must-overload",
            Verdict::ThinContingency => "thin-contingency",
            Verdict::Unknown => "unknown",
        }
    }
}

/// The effort of one release or sprint.
#[derive(Clone, Debug, Serialize)]
pub struct Effort {
    /// The release or sprint.
    pub timebox: Id,
    pub must: Points,
    pub should: Points,
    pub could: Points,
    /// Percent of the three together, rounded to 6 decimals; none without effort.
    pub must_percent: Option<f64>,
    pub should_percent: Option<f64>,
    pub could_percent: Option<f64>,
    /// What is wrong with it; nothing when all is well.
    pub verdicts: Vec<Verdict>,
    /// How many records have one of the three classes.
    #[serde(skip)]
    pub classed: usize,
    /// Records of the three classes whose effort is not known.
    pub unestimated: Vec<Id>,
    /// Records of the timebox without a class.
    pub unclassed: Vec<Id>,
}

/// The effort of each timebox (the release of a record, else its sprint) that one of the `records` stands in.
///
/// All records of their kind in it count, the done ones too; dropped ones, `wont` and those without a class do not.
pub fn effort(backlog: &Backlog, records: &[&Record], limits: &Limits) -> Vec<Effort> {
    let Some(first) = records.first() else {
        return Vec::new();
    };
    let mut timeboxes: IndexMap<Id, Effort> = IndexMap::new();
    for timebox in records.iter().filter_map(|record| timebox(record)) {
        let empty = || Effort::new(timebox.clone());
        timeboxes.entry(timebox.clone()).or_insert_with(empty);
    }
    for record in backlog.of_kind(first.kind) {
        let effort = timebox(record).and_then(|timebox| timeboxes.get_mut(timebox));
        let Some(effort) = effort.filter(|_| backlog.category(record) != Category::Dropped) else {
            continue;
        };
        effort.count(record, &limits.effort);
    }
    timeboxes.sort_unstable_keys();
    let timeboxes = timeboxes.into_values();
    timeboxes.map(|effort| effort.judged(limits)).collect()
}

/// The limits in `po.yaml`, and the releases and sprints still to come of which a verdict is true; nothing where the limits cannot be
/// used, which is a finding of its own.
pub fn open_timeboxes_with(
    backlog: &Backlog,
    verdict: Verdict,
) -> Option<(Limits, Vec<(&Record, Effort)>)> {
    let limits = Limits::configured(&backlog.config.file.methods).ok()?;
    let mut timeboxes = of_open_timeboxes(backlog, &limits);
    timeboxes.retain(|(_, effort)| effort.verdicts.contains(&verdict));
    Some((limits, timeboxes))
}

/// The effort of the timeboxes that are still to come, with the limits in `po.yaml`. Nothing is said of one where most
/// records have no class: the few that have one are not its spread.
fn of_open_timeboxes<'a>(backlog: &'a Backlog, limits: &Limits) -> Vec<(&'a Record, Effort)> {
    let Some(stories) = kind::by_name("story") else {
        return Vec::new();
    };
    let planned = |record: &&Record| {
        let timebox = timebox(record).and_then(|id| backlog.get(id));
        timebox.is_some_and(|timebox| backlog.is_open(timebox))
    };
    let records: Vec<&Record> = backlog.of_kind(stories).filter(planned).collect();
    let efforts = effort(backlog, &records, limits).into_iter();
    let told = efforts.filter(|effort| effort.classed > effort.unclassed.len());
    told.filter_map(|effort| Some((backlog.get(&effort.timebox)?, effort)))
        .collect()
}

fn timebox(record: &Record) -> Option<&Id> {
    match (record.story(), record.epic()) {
        (Some(story), _) => story.release.as_ref().or(story.sprint.as_ref()),
        (None, Some(epic)) => epic.release.as_ref(),
        (None, None) => None,
    }
}

impl Effort {
    fn new(timebox: Id) -> Self {
        Self {
            timebox,
            must: Points::ZERO,
            should: Points::ZERO,
            could: Points::ZERO,
            must_percent: None,
            should_percent: None,
            could_percent: None,
            verdicts: Vec::new(),
            classed: 0,
            unestimated: Vec::new(),
            unclassed: Vec::new(),
        }
    }

    fn count(&mut self, record: &Record, field: &str) {
        let sum = match Class::of(Scores::of(record)) {
            Ok(Some(Class::Must)) => &mut self.must,
            Ok(Some(Class::Should)) => &mut self.should,
            Ok(Some(Class::Could)) => &mut self.could,
            Ok(Some(Class::Wont)) => return,
            Ok(None) | Err(_) => {
                self.unclassed.push(record.id().clone());
                return;
            }
        };
        self.classed += 1;
        let effort = record.field(field).and_then(|value| value.as_f64());
        match effort.map(Points::try_from) {
            Some(Ok(effort)) => *sum += effort,
            _ => self.unestimated.push(record.id().clone()),
        }
    }

    fn judged(mut self, limits: &Limits) -> Self {
        let total = (self.must + self.should + self.could).as_f64();
        if total > 0.0 {
            // Rounded as scores are, so that a limit itself always passes.
            let percent = |sum: Points| decimal::rounded(100.0 * sum.as_f64() / total);
            let (must, could) = (percent(self.must), percent(self.could));
            self.must_percent = Some(must);
            self.should_percent = Some(percent(self.should));
            self.could_percent = Some(could);
            if must > decimal::rounded(limits.must_max) {
                self.verdicts.push(Verdict::MustOverload);
            }
            if could < decimal::rounded(limits.could_min) {
                self.verdicts.push(Verdict::ThinContingency);
            }
        }
        if total <= 0.0 || !self.unestimated.is_empty() {
            self.verdicts = vec![Verdict::Unknown];
        }
        self
    }

    /// The same in a sentence.
    pub fn remark(&self) -> Remark {
        let ids = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        let shares = match (self.must_percent, self.should_percent, self.could_percent) {
            (Some(must), Some(should), Some(could)) => {
                let [must, should, could] = [must, should, could].map(|p| decimal::display(p, 1));
                let total = self.must + self.should + self.could;
                format!("must {must} %, should {should} %, could {could} % of {total}")
            }
            _ => "no effort".to_owned(),
        };
        let mut message = format!("{}: {shares}", self.timebox);
        if !self.verdicts.is_empty() {
            let words: Vec<&str> = self.verdicts.iter().map(|found| found.word()).collect();
            message += &format!(" → {}", words.join(", "));
        }
        if !self.unestimated.is_empty() {
            message += &format!("; no effort on {}", ids(&self.unestimated));
        }
        if !self.unclassed.is_empty() {
            message += &format!("; no class on {}", ids(&self.unclassed));
        }
        let data = match serde_json::to_value(self) {
            Ok(Value::Object(data)) => data,
            _ => Map::new(),
        };
        Remark {
            name: "effort",
            message,
            data,
        }
    }
}
