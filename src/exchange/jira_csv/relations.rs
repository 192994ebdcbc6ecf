//! What points from one issue of a Jira export to another: epics, parents,
//! sub-tasks, links, sprints and versions.

use std::collections::BTreeMap;
use std::collections::HashMap;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::exchange::Dates;
use crate::exchange::Draft;
use crate::exchange::Stage;
use crate::exchange::jira_csv::headers;
use crate::exchange::jira_csv::names::Role;
use crate::exchange::jira_csv::sheet::Row;
use crate::exchange::reading::cells::Notes;

/// Connects the issues (one to a row) and adds the sprints and releases they
/// name: sprints, releases, epics, stories.
pub fn connect(rows: &mut [Row<'_>], mut issues: Vec<Draft>, notes: &mut Notes) -> Vec<Draft> {
    let index = Index::new(rows, &issues);
    let mut sprints = BTreeMap::new();
    let mut releases = BTreeMap::new();
    for (at, row) in rows.iter_mut().enumerate() {
        epic_and_parent(row, at, &index, &mut issues);
        links(row, at, &index, &mut issues, notes);
        let Some(issue) = issues.get_mut(at) else {
            continue;
        };
        plan(row, issue, &SPRINT, &mut sprints);
        plan(row, issue, &RELEASE, &mut releases);
    }
    let (epics, stories): (Vec<Draft>, Vec<Draft>) =
        issues.into_iter().partition(|one| one.kind == "epic");
    sprints
        .into_values()
        .chain(releases.into_values())
        .chain(epics)
        .chain(stories)
        .collect()
}

/// Finds issues by what a cell may call them.
struct Index {
    keys: HashMap<String, usize>,
    ids: HashMap<String, usize>,
    epic_names: HashMap<String, usize>,
}

impl Index {
    fn new(rows: &[Row<'_>], issues: &[Draft]) -> Self {
        let of = |role: Role| {
            let named = rows
                .iter()
                .enumerate()
                .filter_map(|(at, row)| Some((row.first(role)?.text.to_owned(), at)));
            named.collect::<HashMap<String, usize>>()
        };
        let mut epic_names = of(Role::EpicName);
        epic_names.retain(|_, at| issues.get(*at).is_some_and(|issue| issue.kind == "epic"));
        Self {
            keys: of(Role::Key),
            ids: of(Role::Id),
            epic_names,
        }
    }

    /// Keys, issue ids, and the short names of epics.
    fn find(&self, text: &str) -> Option<usize> {
        let maps = [&self.keys, &self.ids, &self.epic_names];
        maps.iter().find_map(|map| map.get(text)).copied()
    }
}

/// An Epic Link names an epic; a Parent an epic or, for a sub-task, a story.
fn epic_and_parent(row: &mut Row<'_>, at: usize, index: &Index, issues: &mut [Draft]) {
    for role in [Role::EpicLink, Role::Parent] {
        let cells = row.all(role);
        let known = |text: &str| index.find(text).is_some() || headers::is_key(text);
        let named = cells.iter().any(|cell| known(cell.text));
        for cell in cells {
            let target = index.find(cell.text).and_then(|target| issues.get(target));
            let target = target.map(|target| (target.key.clone(), target.kind == "epic"));
            let Some(issue) = issues.get_mut(at) else {
                return;
            };
            match target {
                Some((key, is_epic)) => {
                    let field = if is_epic && issue.kind != "epic" {
                        "epic"
                    } else {
                        "parent"
                    };
                    if set_link(issue, field, &key) {
                        row.keep(cell);
                    } else {
                        row.lose(cell, format!("another {field} is taken"));
                    }
                }
                None if named && !headers::is_key(cell.text) => {
                    row.lose(cell, "the issue is named by its key too");
                }
                None => {
                    point_outside(issue, role, cell.text);
                    row.keep(cell);
                }
            }
        }
    }
    parent_summary(row, index, issues);
    if let Some(issue) = issues.get_mut(at)
        && issue.links.iter().any(|(field, _)| field == "parent")
    {
        drop_sub_task_label(issue);
    }
}

/// Epic or parent of an issue that is not in the export.
fn point_outside(issue: &mut Draft, role: Role, text: &str) {
    let to_epic = issue.kind != "epic" && (role == Role::EpicLink || !is_sub_task(issue));
    let outside = if role == Role::EpicLink {
        "jira_epic"
    } else {
        "jira_parent"
    };
    note_outside(issue, outside, text);
    if headers::is_key(text) {
        set_link(issue, if to_epic { "epic" } else { "parent" }, text);
    }
}

fn parent_summary(row: &mut Row<'_>, index: &Index, issues: &[Draft]) {
    let parent = row
        .all(Role::Parent)
        .iter()
        .find_map(|cell| issues.get(index.find(cell.text)?));
    let title = parent
        .and_then(|parent| parent.fields.get("title"))
        .and_then(Value::as_str);
    for cell in row.all(Role::ParentSummary) {
        if title == Some(cell.text) {
            row.keep(cell);
        } else {
            row.lose(cell, "the parent is not in the export");
        }
    }
}

/// `Blocks` in both directions, and links of other types.
fn links(row: &mut Row<'_>, at: usize, index: &Index, issues: &mut [Draft], notes: &mut Notes) {
    let Some(own) = issues.get(at).map(|issue| issue.key.clone()) else {
        return;
    };
    for role in [Role::BlockedBy, Role::Blocks, Role::OtherLink] {
        for cell in row.all(role) {
            row.keep(cell);
            let target = index.find(cell.text);
            let key = target
                .and_then(|target| issues.get(target))
                .map_or(cell.text, |one| &one.key)
                .to_owned();
            let (holder, field, key) = match (role, target) {
                (Role::BlockedBy, _) => (Some(at), "depends_on", key),
                (Role::Blocks, _) => (target, "depends_on", own.clone()),
                _ => (Some(at), "links", key),
            };
            if let Some(holder) = holder.and_then(|holder| issues.get_mut(holder)) {
                add_link(holder, field, &key);
            }
            if role == Role::OtherLink {
                notes.count(
                    "links of a type po has no field for, kept under links without it",
                    1,
                );
            }
            if target.is_none()
                && let Some(issue) = issues.get_mut(at)
            {
                let outside = match role {
                    Role::BlockedBy => "jira_blocked_by",
                    Role::Blocks => "jira_blocks",
                    _ => "jira_links",
                };
                note_outside(issue, outside, cell.text);
            }
        }
    }
}

/// A kind of record that Jira only names: of the cells of a role the last counts.
struct Plan {
    role: Role,
    kind: &'static str,
    /// Why the earlier cells are lost.
    passed: &'static str,
}

static SPRINT: Plan = Plan {
    role: Role::Sprint,
    kind: "sprint",
    passed: "carried over: a story is in its last sprint",
};
static RELEASE: Plan = Plan {
    role: Role::FixVersion,
    kind: "release",
    passed: "a record is in one release: the last",
};

fn plan(row: &mut Row<'_>, issue: &mut Draft, plan: &Plan, plans: &mut BTreeMap<String, Draft>) {
    if (issue.kind, plan.kind) == ("epic", "sprint") {
        return row.lose_all(plan.role, "an epic is in no sprint");
    }
    let cells = row.all(plan.role);
    let Some(last) = cells.last().copied() else {
        return;
    };
    for cell in cells {
        if cell.text == last.text {
            row.keep(cell);
        } else {
            row.lose(cell, plan.passed);
        }
    }
    set_link(issue, plan.kind, last.text);
    let order = natural(last.text);
    plans
        .entry(order.clone())
        .or_insert_with(|| planned(plan.kind, last.text, issue.line, order));
}

fn planned(kind: &'static str, name: &str, line: u32, order: String) -> Draft {
    let mut fields = Map::from_iter([
        ("title".to_owned(), name.into()),
        ("status".to_owned(), "planned".into()),
        ("external".to_owned(), json!({"jira": name})),
    ]);
    if kind == "release" {
        fields.insert("version".into(), name.into());
    }
    let (stage, dates, links) = (Stage::ToDo, Dates::default(), Vec::new());
    Draft {
        kind,
        key: name.to_owned(),
        line,
        fields,
        links,
        stage,
        dates,
        order,
    }
}

/// A name that sorts by its numbers: `Sprint 2` before `Sprint 10`. The name
/// itself at the end keeps two names apart that count alike.
fn natural(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        let digits = &rest[..rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())];
        if digits.is_empty() {
            out.extend(c.to_lowercase());
            rest = &rest[c.len_utf8()..];
        } else {
            out.push_str(&format!("{:0>12}", digits.trim_start_matches('0')));
            rest = &rest[digits.len()..];
        }
    }
    format!("{out} {name}")
}

/// Sets a link that there can be one of; false if another is set.
fn set_link(issue: &mut Draft, field: &str, key: &str) -> bool {
    if let Some((_, taken)) = issue.links.iter().find(|(name, _)| name == field) {
        return taken == key;
    }
    issue.links.push((field.to_owned(), key.to_owned()));
    true
}

/// Adds to the links of a field, once.
fn add_link(issue: &mut Draft, field: &str, key: &str) {
    let link = (field.to_owned(), key.to_owned());
    if !issue.links.contains(&link) {
        issue.links.push(link);
    }
}

/// Keeps the text of a link to an issue that is not in the export.
fn note_outside(issue: &mut Draft, name: &str, text: &str) {
    let Some(external) = issue
        .fields
        .get_mut("external")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    let all = match external.get(name).and_then(Value::as_str) {
        Some(others) if others.split(", ").any(|other| other == text) => return,
        Some(others) => format!("{others}, {text}"),
        None => text.to_owned(),
    };
    external.insert(name.to_owned(), all.into());
}

fn is_sub_task(issue: &Draft) -> bool {
    let labels = issue.fields.get("labels").and_then(Value::as_array);
    labels.is_some_and(|labels| labels.iter().any(|label| label == "sub-task"))
}

/// With a parent the label says nothing more.
fn drop_sub_task_label(issue: &mut Draft) {
    if let Some(labels) = issue.fields.get_mut("labels").and_then(Value::as_array_mut) {
        labels.retain(|label| label != "sub-task");
        if labels.is_empty() {
            issue.fields.shift_remove("labels");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn names_sort_by_their_numbers() {
        let mut names = ["Sprint 10", "sprint 2", "1.10", "1.9", "Beta"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["1.9", "1.10", "Beta", "sprint 2", "Sprint 10"]);
        assert_ne!(natural("Sprint 02"), natural("Sprint 2"));
    }
}
