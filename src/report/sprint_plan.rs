//! `po sprint plan`: which stories fit into a sprint, and why others do not.

use super::Report;
use super::sprint_report::date;
use crate::flow::capacity;
use crate::flow::capacity::Capacity;
use crate::flow::capacity::Source;
use crate::flow::plan::Plan;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "sprint-plan",
    summary: "which stories fit into a sprint by rank and readiness, and why others do not",
};

/// Stories that are not ready shown before the rest is only counted.
const SHOWN: usize = 10;

/// A plan for one sprint.
#[derive(Debug)]
pub struct SprintPlan<'a> {
    pub backlog: &'a Backlog,
    pub sprint: &'a Record,
    pub capacity: Capacity<'a>,
    /// In it already, by rank.
    pub inside: Vec<&'a Record>,
    pub plan: Plan<'a>,
    /// By rank, with the items of the definition that do not hold.
    pub not_ready: Vec<(&'a Record, Vec<String>)>,
}

impl SprintPlan<'_> {
    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), self.data())
    }

    fn record(&self, id: &Id) -> Option<&Record> {
        self.backlog.get(id)
    }

    fn page(&self) -> Page {
        let sprint = self.sprint.sprint();
        let day = |day: Option<Day>| day.map_or_else(|| "–".to_owned(), date);
        let (start, end) = (
            day(sprint.and_then(|sprint| sprint.start)),
            day(sprint.and_then(|sprint| sprint.end)),
        );
        let heading = Text::of(Meaning::Id, self.sprint.id().as_str())
            .and(Meaning::Strong, format!(" {}", self.sprint.title()))
            .and(Meaning::Plain, format!(" · {start} to {end}"));
        let mut page = Page::new().heading(heading).facts(self.facts());
        if !self.inside.is_empty() || !self.plan.taken.is_empty() {
            page = page.table(self.stories());
        }
        if !self.plan.left_out.is_empty() {
            page = page.heading("Ready, but left out").table(self.left_out());
        }
        if !self.not_ready.is_empty() {
            page = page.heading("Not ready").table(self.unready());
            let more = self.not_ready.len().saturating_sub(SHOWN);
            if more > 0 {
                let more = format!("and {more} more · po ready lists all");
                page = page.paragraph(Text::of(Meaning::Faint, more));
            }
        }
        page.paragraph(self.footer())
    }

    fn facts(&self) -> Vec<(String, Text)> {
        let from = match &self.capacity.source {
            Source::Given => "as given by --points".to_owned(),
            Source::Sprint => format!("the capacity of {}", self.sprint.id()),
            Source::Average(sprints) => {
                let sprints: Vec<&str> = sprints.iter().map(|id| id.as_str()).collect();
                let what = if sprints.len() == 1 {
                    "what"
                } else {
                    "the average that"
                };
                format!("{what} {} completed", text::and_list(&sprints))
            }
        };
        let goal = self.sprint.sprint().and_then(|sprint| sprint.goal.clone());
        let held = format!("{} · {from}", self.capacity.points.words());
        let taken = format!(
            "{} in it, {} proposed, {}",
            sum(&self.inside),
            self.plan.points,
            match self.plan.left < Points::ZERO {
                true => format!("{} too many", -self.plan.left),
                false => format!("{} left", self.plan.left),
            }
        );
        vec![
            (
                "goal".to_owned(),
                goal.unwrap_or_else(|| "–".to_owned()).into(),
            ),
            ("capacity".to_owned(), held.into()),
            ("points".to_owned(), taken.into()),
        ]
    }

    fn stories(&self) -> Table {
        let inside = self.inside.iter().map(|record| ("in", *record));
        let taken = self
            .plan
            .taken
            .iter()
            .filter_map(|id| Some(("+", self.record(id)?)));
        let row = |(mark, record): (&str, &Record)| {
            let meaning = if mark == "+" {
                Meaning::Added
            } else {
                Meaning::Faint
            };
            vec![
                Text::of(meaning, mark),
                Text::of(Meaning::Id, record.id().as_str()),
                size(record),
                record.title().into(),
            ]
        };
        Table {
            columns: columns(["", "ID", "POINTS", "TITLE"]),
            rows: inside.chain(taken).map(row).collect(),
        }
    }

    fn left_out(&self) -> Table {
        let rows = self.plan.left_out.iter().filter_map(|(id, reason)| {
            let record = self.record(id)?;
            Some(vec![
                Text::of(Meaning::Id, id.as_str()),
                size(record),
                Text::of(Meaning::Warn, reason.to_string()),
                record.title().into(),
            ])
        });
        Table {
            columns: columns(["ID", "POINTS", "WHY", "TITLE"]),
            rows: rows.collect(),
        }
    }

    fn unready(&self) -> Table {
        let shown = self.not_ready.iter().take(SHOWN);
        let row = |(record, missing): &(&Record, Vec<String>)| {
            vec![
                Text::of(Meaning::Id, record.id().as_str()),
                size(record),
                Text::of(Meaning::Warn, missing.join(", ")),
                record.title().into(),
            ]
        };
        Table {
            columns: columns(["ID", "POINTS", "MISSING", "TITLE"]),
            rows: shown.map(row).collect(),
        }
    }

    fn footer(&self) -> Text {
        let note = match self.plan.taken.len() {
            0 => self.why_nothing(),
            count => {
                let count = text::plural(count, "story", "stories");
                let id = self.sprint.id();
                format!("nothing is written; --apply puts {count} into {id}")
            }
        };
        Text::of(Meaning::Faint, note)
    }

    /// Why no story is proposed, and what comes next.
    pub fn why_nothing(&self) -> String {
        let id = self.sprint.id();
        if self.capacity.points <= Points::ZERO {
            let why = self.capacity.words();
            return format!(
                "{why}, so nothing fits; po sprint plan {id} --points 20 says what does"
            );
        }
        let out = capacity::surplus(self.backlog, &self.inside, self.capacity.points);
        if !out.is_empty() {
            let out: Vec<&str> = out.into_iter().map(AsRef::as_ref).collect();
            return format!(
                "nothing more fits; po set {} sprint= takes out what is too much",
                out.join(" ")
            );
        }
        if self.inside.is_empty() {
            return "no story meets the definition of ready and fits; po ready ID shows what one needs".to_owned();
        }
        let then = match self.backlog.category(self.sprint) {
            Category::Active => format!("po sprint burndown {id} shows what is left"),
            _ => format!("po sprint start {id} begins it"),
        };
        format!("nothing more fits; {then}")
    }

    fn data(&self) -> Map<String, Value> {
        let story = |record: &Record| {
            let points = record.story().and_then(|story| story.points);
            json!({"id": record.id(), "title": record.title(), "points": points})
        };
        let taken = self.plan.taken.iter().filter_map(|id| self.record(id));
        let left_out = self.plan.left_out.iter();
        let left_out = left_out.map(|(id, reason)| json!({"id": id, "reason": reason.to_string()}));
        let missing = self.not_ready.iter();
        let missing = missing.map(|(record, items)| json!({"id": record.id(), "missing": items}));
        let (source, sprints) = match &self.capacity.source {
            Source::Given => ("given", Vec::new()),
            Source::Sprint => ("sprint", Vec::new()),
            Source::Average(sprints) => ("average", sprints.clone()),
        };
        let data = json!({
            "sprint": self.sprint.id(),
            "capacity": {"points": self.capacity.points, "source": source, "sprints": sprints},
            "inside": self.inside.iter().map(|r| story(r)).collect::<Vec<_>>(),
            "plan": {
                "taken": taken.map(story).collect::<Vec<_>>(),
                "points": self.plan.points,
                "left": self.plan.left,
                "left_out": left_out.collect::<Vec<_>>(),
            },
            "not_ready": missing.collect::<Vec<_>>(),
        });
        Map::from_iter([("data".to_owned(), data)])
    }
}

fn columns(titles: [&str; 4]) -> Vec<Column> {
    let column = |title: &str| match title {
        "POINTS" => Column::right(title),
        "TITLE" | "MISSING" => Column::left(title).cut(),
        _ => Column::left(title),
    };
    titles.into_iter().map(column).collect()
}

fn size(record: &Record) -> Text {
    let points = record.story().and_then(|story| story.points);
    points.map_or_else(|| "–".into(), |points| points.to_string().into())
}

fn sum(stories: &[&Record]) -> Points {
    stories.iter().filter_map(|r| r.story()?.points).sum()
}
