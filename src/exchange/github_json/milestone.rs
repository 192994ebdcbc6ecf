//! Milestones as releases or sprints, each made once by the first issue that names it.

use std::collections::BTreeMap;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::exchange::Dates;
use crate::exchange::Draft;
use crate::exchange::Milestone;
use crate::exchange::Options;
use crate::exchange::Stage;
use crate::exchange::github_json::issue;
use crate::exchange::github_json::values::Values;

/// The milestones so far, by title.
#[derive(Debug, Default)]
pub struct Milestones {
    drafts: BTreeMap<String, Draft>,
}

impl Milestones {
    /// Takes the milestone of an issue: the kind of record that it is, and its title.
    pub fn take(
        &mut self,
        values: &mut Values<'_>,
        options: &Options,
        line: u32,
    ) -> Option<(&'static str, String)> {
        let map = values.object("milestone")?;
        let (kind, description, date, closed) = match options.milestone {
            Milestone::Release => ("release", "description", "date", "released"),
            Milestone::Sprint => ("sprint", "goal", "end", "closed"),
        };
        let mut inside = values.inside(map);
        let Some(title) = inside.text(&["title"]) else {
            inside.lose_rest_of("milestone", "a milestone without a title");
            return None;
        };
        let title = issue::line(&title);
        let mut fields = Map::from_iter([
            ("title".to_owned(), title.as_str().into()),
            ("status".to_owned(), "planned".into()),
            ("external".to_owned(), json!({"github": title})),
        ]);
        if kind == "release" {
            fields.insert("version".to_owned(), title.as_str().into());
        }
        let state = inside.look("state").as_str().map(str::to_lowercase);
        if let Some("open" | "closed") = state.as_deref() {
            inside.keep("state");
            if state.as_deref() == Some("closed") {
                fields.insert("status".to_owned(), closed.into());
            }
        }
        if let Some(text) = inside.text(&["description"]) {
            fields.insert(
                description.to_owned(),
                text.trim().replace("\r\n", "\n").into(),
            );
        }
        if let Some((day, _)) = issue::when(&mut inside, &["due_on", "dueOn"], options) {
            fields.insert(date.to_owned(), day.into());
        }
        inside.lose_rest_of("milestone", "po has no field for it");
        let order = format!(
            "{}{title}",
            fields.get(date).and_then(Value::as_str).unwrap_or("~")
        );
        self.drafts.entry(title.clone()).or_insert_with(|| Draft {
            kind,
            key: title.clone(),
            line,
            fields,
            links: Vec::new(),
            stage: Stage::ToDo,
            dates: Dates::default(),
            order,
        });
        Some((kind, title))
    }

    /// Those with the earliest date first.
    pub fn into_drafts(self) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = self.drafts.into_values().collect();
        drafts.sort_by(|a, b| a.order.cmp(&b.order));
        drafts
    }
}
