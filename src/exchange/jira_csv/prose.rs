//! The texts of a Jira issue: description, acceptance criteria, comments, in
//! Markdown.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::exchange::Draft;
use crate::exchange::jira_csv::desk::Desk;
use crate::exchange::jira_csv::names::Role;
use crate::exchange::jira_csv::sheet::Row;
use crate::exchange::reading::acceptance;
use crate::exchange::reading::wiki;

/// Description, acceptance criteria and (of a bug) environment.
pub fn texts(row: &mut Row<'_>, desk: &mut Desk<'_>, draft: &mut Draft) {
    let is_epic = draft.kind == "epic";
    let mut description = row.take(Role::Description).map(|text| markdown(text, desk));
    let mut criteria = Vec::new();
    for cell in row.all(Role::Acceptance) {
        if is_epic {
            row.lose(cell, "an epic has no acceptance criteria");
        } else {
            criteria.extend(acceptance::criteria(&markdown(cell.text, desk)));
            row.keep(cell);
        }
    }
    if criteria.is_empty() && !is_epic {
        let taken = description.as_deref().and_then(acceptance::take_out);
        if let Some((rest, list)) = taken {
            desk.notes.count(
                "descriptions whose list of acceptance criteria moved to acceptance",
                1,
            );
            description = Some(rest);
            criteria = list;
        }
    }
    if let Some(text) = description.filter(|text| !text.is_empty()) {
        draft.fields.insert("description".into(), text.into());
    }
    if !criteria.is_empty() {
        draft.fields.insert("acceptance".into(), criteria.into());
    }
    if draft.fields.get("type").and_then(Value::as_str) == Some("bug")
        && let Some(text) = row.take(Role::Environment)
    {
        draft
            .fields
            .insert("environment".into(), markdown(text, desk).into());
    }
}

fn markdown(text: &str, desk: &mut Desk<'_>) -> String {
    let people = &desk.people;
    let converted = wiki::to_markdown(text, &|id| people.name(id));
    for (kind, places) in converted.left {
        desk.notes.count(
            format!("wiki markup without an equal, left as it is ({kind})"),
            places,
        );
    }
    converted.text.trim().to_owned()
}

/// Comments are `date;author;text`, and are kept oldest first; other text
/// is a comment by nobody.
pub fn comments(row: &mut Row<'_>, desk: &mut Desk<'_>, fields: &mut Map<String, Value>) {
    let mut comments = Vec::new();
    for cell in row.all(Role::Comment) {
        let mut parts = cell.text.splitn(3, ';');
        let at = parts.next().and_then(|at| desk.when(Role::Comment, at));
        match (at, parts.next(), parts.next().map(str::trim)) {
            (Some(_), _, None | Some("")) => {
                row.lose(cell, "comment without text");
                continue;
            }
            (Some(when), Some(author), Some(text)) => {
                let by = desk.people.name(author);
                comments.push(json!({"at": when.moment, "by": by, "text": markdown(text, desk)}));
            }
            _ => comments.push(json!({"text": markdown(cell.text, desk)})),
        }
        row.keep(cell);
    }
    comments.sort_by_key(|comment: &Value| {
        let at = comment.get("at").and_then(Value::as_str).map(str::to_owned);
        (at.is_none(), at)
    });
    if !comments.is_empty() {
        fields.insert("comments".into(), comments.into());
    }
}
