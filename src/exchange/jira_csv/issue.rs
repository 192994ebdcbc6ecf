//! One row of a Jira export as a story or an epic: all but what points to others.

use std::collections::HashSet;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::exchange::Dates;
use crate::exchange::Draft;
use crate::exchange::Stage;
use crate::exchange::jira_csv::desk::Desk;
use crate::exchange::jira_csv::names::Role;
use crate::exchange::jira_csv::prose;
use crate::exchange::jira_csv::sheet::Row;
use crate::exchange::reading::points;
use crate::exchange::reading::words;
use crate::exchange::reading::words::IssueType;

/// Reads a row; every cell it uses gets its verdict.
pub fn draft(row: &mut Row<'_>, desk: &mut Desk<'_>) -> Draft {
    let key = row.take(Role::Key).unwrap_or_default().to_owned();
    let mut labels = Vec::new();
    let (kind, fields) = kind(row, &mut labels);
    let mut draft = Draft {
        kind,
        line: row.line,
        fields,
        links: Vec::new(),
        stage: Stage::ToDo,
        dates: Dates::default(),
        order: order(row),
        key,
    };
    draft
        .fields
        .insert("title".into(), title(row, desk, &draft.key).into());
    draft.stage = stage(row, desk, &mut draft.fields);
    draft
        .fields
        .insert("external".into(), external(row, &draft));
    project(row, &mut draft);
    numbers_and_people(row, desk, &mut draft);
    tags(row, &mut labels);
    if !labels.is_empty() {
        draft.fields.insert("labels".into(), labels.into());
    }
    dates(row, desk, &mut draft);
    prose::texts(row, desk, &mut draft);
    prose::comments(row, desk, &mut draft.fields);
    draft
}

/// Types above the epic: epics too, with the type as a label.
static ABOVE_EPICS: &[&str] = &[
    "initiative",
    "theme",
    "legend",
    "iniciativa",
    "инициатива",
    "iniziativa",
    "initiatief",
];

fn kind(row: &mut Row<'_>, labels: &mut Vec<String>) -> (&'static str, Map<String, Value>) {
    let word = row.take(Role::Type).unwrap_or("story");
    let story = |kind: &str| ("story", Map::from_iter([("type".to_owned(), kind.into())]));
    match words::issue_type(word) {
        Some(IssueType::Epic) => ("epic", Map::new()),
        Some(IssueType::Bug) => story("bug"),
        Some(IssueType::Task) => story("task"),
        Some(IssueType::Spike) => story("spike"),
        Some(IssueType::Story) => story("story"),
        Some(IssueType::SubTask) => {
            labels.push("sub-task".into());
            story("story")
        }
        None => {
            let word = words::folded(word);
            let epic = ABOVE_EPICS.contains(&word.as_str());
            labels.push(word.replace(' ', "-"));
            if epic {
                ("epic", Map::new())
            } else {
                story("story")
            }
        }
    }
}

fn title(row: &mut Row<'_>, desk: &mut Desk<'_>, key: &str) -> String {
    match row.take(Role::Summary) {
        Some(summary) => summary.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        None => {
            desk.notes
                .count("issues without a summary, titled by their key", 1);
            key.to_owned()
        }
    }
}

/// The stage, and under `external` what of the status it does not say.
fn stage(row: &mut Row<'_>, desk: &mut Desk<'_>, fields: &mut Map<String, Value>) -> Stage {
    let status = row.take(Role::Status);
    let category = row.first(Role::Category);
    let given = status.and_then(|status| {
        let status = words::folded(status);
        let same = |(word, _): &(&String, &Stage)| words::folded(word) == status;
        desk.options
            .statuses
            .iter()
            .find(same)
            .map(|(_, stage)| *stage)
    });
    let by_category = category.and_then(|category| words::category(category.text));
    let found = given
        .or(by_category)
        .or_else(|| status.and_then(words::status));
    let stage = found.unwrap_or(Stage::ToDo);
    if let (None, Some(status)) = (found, status) {
        desk.notes.count(
            format!("unknown status \"{status}\", taken as still to do"),
            1,
        );
    }
    if let Some(category) = category {
        match by_category {
            None => row.lose(category, "unknown status category"),
            Some(by_category) if by_category != stage => {
                row.lose(category, "the status was mapped otherwise")
            }
            Some(_) => row.keep(category),
        }
    }
    let mut more = Map::new();
    if let Some(status) = status.filter(|status| words::category(status) != Some(stage)) {
        more.insert("jira_status".into(), status.into());
    }
    if let Some(word) = row.take(Role::Resolution)
        && (stage != Stage::Done || words::category(word) != Some(Stage::Done))
    {
        more.insert("jira_resolution".into(), word.into());
    }
    fields.insert("external".into(), more.into());
    stage
}

fn external(row: &mut Row<'_>, draft: &Draft) -> Value {
    let mut external = Map::from_iter([("jira".to_owned(), Value::from(draft.key.as_str()))]);
    if let Some(Value::Object(more)) = draft.fields.get("external") {
        external.extend(more.clone());
    }
    if let Some(name) = row.take(Role::EpicName)
        && draft.fields.get("title").and_then(Value::as_str) != Some(name)
    {
        external.insert("jira_epic_name".into(), name.into());
    }
    external.into()
}

/// The project's key is part of the issue's; its address may give the issue's.
fn project(row: &mut Row<'_>, draft: &mut Draft) {
    for cell in row.all(Role::ProjectKey) {
        if draft
            .key
            .rsplit_once('-')
            .is_some_and(|(project, _)| project == cell.text)
        {
            row.keep(cell);
        }
    }
    for cell in row.all(Role::ProjectUrl) {
        match site(cell.text) {
            Some(site) => {
                let link = format!("{site}/browse/{}", draft.key);
                draft.fields.insert("links".into(), json!([link]));
                row.keep(cell);
            }
            None => row.lose(cell, "not the address of a Jira site"),
        }
    }
}

/// The address of the Jira site to which a project's address belongs.
fn site(url: &str) -> Option<&str> {
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let scheme = url.len() - host.len();
    let end = host.find('/').unwrap_or(host.len());
    if host[..end].ends_with(".atlassian.net") {
        return Some(&url[..scheme + end]);
    }
    let path = ["/browse/", "/projects/", "/secure/"]
        .iter()
        .find_map(|path| url.find(path))?;
    (path >= scheme + end && end > 0).then(|| &url[..path])
}

fn numbers_and_people(row: &mut Row<'_>, desk: &mut Desk<'_>, draft: &mut Draft) {
    let is_epic = draft.kind == "epic";
    for cell in row.all(Role::Points) {
        let points = points::points(cell.text);
        match (
            is_epic,
            points,
            draft.fields.get("points").and_then(Value::as_number),
        ) {
            (true, _, _) => row.lose(cell, "an epic has no points"),
            (_, None, _) => row.lose(
                cell,
                "no number of points (at least 0, at most three decimals)",
            ),
            (_, Some(points), Some(taken)) if points != *taken => {
                row.lose(cell, "another estimate is taken")
            }
            (_, Some(points), _) => {
                draft.fields.insert("points".into(), points.into());
                row.keep(cell);
            }
        }
    }
    let name = row.take(Role::Assignee).map(str::to_owned);
    let id = if name.is_none() {
        row.take(Role::AssigneeId)
    } else {
        None
    };
    if let Some(person) = name.or_else(|| id.map(|id| desk.people.name(id))) {
        draft.fields.insert(
            if is_epic { "owner" } else { "assignee" }.into(),
            person.into(),
        );
    }
}

/// Labels (Jira allows no space in one) and components.
fn tags(row: &mut Row<'_>, labels: &mut Vec<String>) {
    for cell in row.all(Role::Labels) {
        labels.extend(cell.text.split_whitespace().map(str::to_owned));
        row.keep(cell);
    }
    for cell in row.all(Role::Components) {
        labels.push(format!("component:{}", cell.text));
        row.keep(cell);
    }
    let mut seen = HashSet::new();
    labels.retain(|label| seen.insert(label.clone()));
}

fn dates(row: &mut Row<'_>, desk: &mut Desk<'_>, draft: &mut Draft) {
    if let Some((day, moment)) = date(row, desk, Role::Created) {
        draft.fields.insert("created".into(), day.into());
        draft.dates.created = Some(moment);
    }
    if let Some((day, _)) = date(row, desk, Role::Due) {
        draft.fields.insert("due".into(), day.into());
    }
    if draft.stage == Stage::ToDo {
        row.lose_all(Role::Resolved, "the issue is still, or again, to do");
        return;
    }
    let resolved = date(row, desk, Role::Resolved);
    draft.dates.resolved = resolved
        .or_else(|| date(row, desk, Role::Updated))
        .map(|(_, moment)| moment);
}

/// Day and moment of the first cell of a role that is a date.
fn date(row: &mut Row<'_>, desk: &mut Desk<'_>, role: Role) -> Option<(String, String)> {
    let mut found: Option<(String, String)> = None;
    for cell in row.all(role) {
        match desk.when(role, cell.text) {
            None => row.lose(cell, "not a date that can be read"),
            Some(when)
                if found
                    .as_ref()
                    .is_some_and(|(_, moment)| *moment != when.moment) =>
            {
                row.lose(cell, "only the first of several is taken");
            }
            Some(when) => {
                found = Some((when.day, when.moment));
                row.keep(cell);
            }
        }
    }
    found
}

/// Jira's rank sorts as text; old servers wrote numbers. Issues without a rank
/// come after the others, in the order of the file.
fn order(row: &mut Row<'_>) -> String {
    match row.take(Role::Rank) {
        Some(rank) if rank.chars().all(|c| c.is_ascii_digit()) => format!("{rank:0>24}"),
        Some(rank) => rank.to_owned(),
        None => format!("~{:09}", row.line),
    }
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn site_is_taken_only_from_an_address_of_jira() {
        assert_eq!(
            site("https://a.atlassian.net/jira/projects/X"),
            Some("https://a.atlassian.net")
        );
        assert_eq!(
            site("https://a.org/jira/browse/X"),
            Some("https://a.org/jira")
        );
        assert_eq!(site("https://a.org/shop"), None);
        assert_eq!(site("javascript:/browse/"), None);
    }
}
