//! How far the parts of an epic, or the sub-tasks of a story, are.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::parts;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::text;
use serde_json::Value;
use serde_json::json;

/// Stories counted by category, and their points. A sub-task whose parent is
/// counted is not: its points are in the parent's. Dropped stories have no
/// points to do.
#[derive(Debug)]
pub(super) struct RollUp<'a> {
    whole: &'a Record,
    stories: Vec<(Category, usize)>,
    done: Points,
    total: Points,
    without: usize,
}

impl<'a> RollUp<'a> {
    /// The parts of a record; `None` for kinds that have none.
    pub fn of(backlog: &'a Backlog, whole: &'a Record) -> Option<Self> {
        let parts = match whole.epic() {
            Some(_) => parts::of_epic(backlog, whole.id()),
            None => whole
                .story()
                .map(|_| parts::sub_tasks(backlog, whole.id()))?,
        };
        let mut categories = [
            (Category::Done, 0),
            (Category::Active, 0),
            (Category::Backlog, 0),
            (Category::Dropped, 0),
        ];
        let mut roll_up = Self {
            whole,
            stories: Vec::new(),
            done: Points::default(),
            total: Points::default(),
            without: 0,
        };
        for part in parts {
            let category = backlog.category(part);
            let counts = categories.iter_mut().filter(|(c, _)| *c == category);
            counts.for_each(|(_, count)| *count += 1);
            let points = part.story().and_then(|story| story.points);
            match points.filter(|_| category != Category::Dropped) {
                Some(points) => {
                    roll_up.total += points;
                    if category == Category::Done {
                        roll_up.done += points;
                    }
                }
                None => roll_up.without += usize::from(category != Category::Dropped),
            }
        }
        roll_up.stories = categories.to_vec();
        Some(roll_up)
    }

    fn count(&self, wanted: &[Category]) -> usize {
        let counts = self.stories.iter().filter(|(c, _)| wanted.contains(c));
        counts.map(|(_, count)| count).sum()
    }

    /// Whole percent done, rounded down so that 100 means all: of points, or of
    /// stories where none has points. `None` where there is nothing to do.
    fn percent(&self) -> Option<u64> {
        let (done, total) = if self.total > Points::default() {
            (self.done.as_f64(), self.total.as_f64())
        } else {
            let all = [Category::Done, Category::Active, Category::Backlog];
            let (done, total) = (self.count(&[Category::Done]), self.count(&all));
            (done as f64, total as f64)
        };
        // Decimal points are not exact in binary: 0.57 of 1 is 57 %.
        (total > 0.0).then(|| (100.0 * done / total + 1e-9) as u64)
    }

    pub fn json(&self) -> Value {
        let stories = self.stories.iter();
        let stories = stories.map(|(c, count)| (c.word().to_owned(), json!(count)));
        json!({
            "stories": Value::Object(stories.collect()),
            "points": {"done": self.done, "total": self.total, "without": self.without},
            "percent": self.percent(),
        })
    }

    pub fn add_to(&self, page: Page) -> Page {
        let noun = match self.whole.epic() {
            Some(_) => ("story", "stories"),
            None => ("sub-task", "sub-tasks"),
        };
        let all: usize = self.stories.iter().map(|(_, count)| count).sum();
        if all == 0 {
            return page
                .heading("Progress")
                .paragraph(format!("no {} yet", noun.1));
        }
        let there = self.stories.iter().filter(|(_, count)| *count > 0);
        let there = there.map(|(category, count)| match category {
            Category::Backlog => format!("{count} not begun"),
            category => format!("{count} {}", category.word()),
        });
        let there: Vec<String> = there.collect();
        let mut points = format!("{} of {} done", self.done, self.total);
        if self.without > 0 {
            points.push_str(&format!(", {} without", self.without));
        }
        let percent = self.percent().map_or("–".to_owned(), |p| format!("{p} %"));
        let field = match self.whole.epic() {
            Some(_) => "epic",
            None => "parent",
        };
        let command = format!("po list {field}:{} --all", self.whole.id());
        page.heading("Progress").facts(vec![
            (text::plural(all, noun.0, noun.1), there.join(" · ").into()),
            ("points".to_owned(), points.into()),
            ("done".to_owned(), percent.into()),
            (
                "all of them".to_owned(),
                Text::of(Meaning::Command, command),
            ),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::Config;
    use crate::model::id::Id;
    use crate::model::kind;
    use crate::yaml::Document;

    const RECORDS: &[(&str, &str)] = &[
        ("epic", "id: E-1"),
        ("epic", "{id: E-2, parent: E-1}"),
        ("epic", "{id: E-3, parent: E-3}"),
        ("story", "{id: S-1, epic: E-1, status: done, points: 3}"),
        ("story", "{id: S-2, epic: E-2, status: doing, points: 0.5}"),
        ("story", "{id: S-3, epic: E-1, status: idea}"),
        ("story", "{id: S-4, epic: E-1, status: dropped, points: 8}"),
        (
            "story",
            "{id: S-5, epic: E-1, parent: S-1, status: done, points: 1}",
        ),
        ("story", "{id: S-6, parent: S-1, status: doing}"),
        ("story", "{id: S-7, parent: S-7, epic: E-3, status: idea}"),
    ];

    fn backlog() -> Backlog {
        let config = Config::default();
        let read = |(name, text): &(&str, &str)| {
            let document = Document::parse((*text).to_owned()).unwrap();
            let kind = kind::by_name(name).unwrap();
            Record::read(kind, "x.yaml", document, &config)
                .unwrap()
                .record
        };
        Backlog::new(config.clone(), None, RECORDS.iter().map(read).collect())
    }

    fn rolled_up(id: &str) -> Value {
        let backlog = backlog();
        let whole = backlog.get(&Id::new(id).unwrap()).unwrap();
        RollUp::of(&backlog, whole).unwrap().json()
    }

    #[test]
    fn epics_below_count_and_sub_tasks_are_in_their_parents() {
        let expected = json!({
            "stories": {"done": 1, "active": 1, "backlog": 1, "dropped": 1},
            "points": {"done": 3, "total": 3.5, "without": 1},
            "percent": 85,
        });
        assert_eq!(rolled_up("E-1"), expected);
    }

    #[test]
    fn stories_are_counted_where_none_has_points() {
        assert_eq!(rolled_up("E-3")["percent"], 0);
        assert_eq!(rolled_up("S-1")["stories"]["active"], 1);
        assert_eq!(rolled_up("S-1")["percent"], 100);
        assert_eq!(rolled_up("S-6")["percent"], Value::Null);
    }
}
