//! What labels say: the type of an issue, its points, or just what they say.

use serde_json::Number;
use serde_json::Value;

use crate::exchange::github_json::values::Values;
use crate::exchange::github_json::values::count;
use crate::exchange::reading::points;
use crate::exchange::reading::words;
use crate::exchange::reading::words::IssueType;

/// What the labels of an issue come to.
#[derive(Debug, Default)]
pub struct Labels {
    /// All names, for what the user says of them.
    pub names: Vec<String>,
    pub sort: Option<IssueType>,
    /// With the label that says so.
    pub points: Option<(Number, String)>,
    /// The others.
    pub plain: Vec<String>,
}

impl Labels {
    /// Takes the names; ids, colours and descriptions of labels are lost.
    pub fn take(values: &mut Values<'_>) -> Labels {
        let mut labels = Labels::default();
        // The type of an organisation's issues says more than a label.
        for name in ["type", "issueType"] {
            let word = values.look(name).get("name").and_then(Value::as_str);
            let Some(sort) = word.and_then(issue_type) else {
                continue;
            };
            if let Some(map) = values.object(name) {
                let mut inside = values.inside(map);
                inside.keep("name");
                inside.lose_rest_of(name, "a type is its name");
                labels.sort = Some(sort);
            }
        }
        for item in values.list("labels") {
            match item {
                Value::String(name) => {
                    values.kept(usize::from(!name.trim().is_empty()));
                    labels.add(&name);
                }
                Value::Object(map) => {
                    let mut inside = values.inside(map);
                    let name = inside.text(&["name"]);
                    inside.lose_rest_of("labels", "a label is its name");
                    labels.add(&name.unwrap_or_default());
                }
                other => values.lost("labels", "no label", count(&other)),
            }
        }
        labels
    }

    fn add(&mut self, name: &str) {
        let name = name.trim();
        if name.is_empty() || self.names.iter().any(|known| known == name) {
            return;
        }
        self.names.push(name.to_owned());
        let (key, word) = name.split_once([':', '/']).unwrap_or(("type", name));
        match words::folded(key).as_str() {
            "type" | "kind" if self.sort.is_none() && issue_type(word).is_some() => {
                self.sort = issue_type(word);
            }
            "sp" | "points" | "story points" | "estimate"
                if self.points.is_none() && points::points(word.trim()).is_some() =>
            {
                let number = points::points(word.trim());
                self.points = number.map(|number| (number, name.to_owned()));
            }
            _ => self.plain.push(name.to_owned()),
        }
    }
}

/// A sub-task is a story with a parent, which labels do not name.
fn issue_type(word: &str) -> Option<IssueType> {
    words::issue_type(word).filter(|sort| *sort != IssueType::SubTask)
}
