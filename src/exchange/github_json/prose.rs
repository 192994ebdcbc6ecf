//! The texts of an issue: description, acceptance criteria, comments. GitHub writes Markdown, as po does.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::exchange::Options;
use crate::exchange::github_json::issue;
use crate::exchange::github_json::values::Values;
use crate::exchange::github_json::values::count;
use crate::exchange::reading::acceptance;
use crate::exchange::reading::cells::Notes;

/// The description, and of a story the list under a heading of acceptance criteria.
pub fn body(
    values: &mut Values<'_>,
    kind: &str,
    fields: &mut Map<String, Value>,
    notes: &mut Notes,
) {
    let Some(body) = values.text(&["body"]) else {
        return;
    };
    let mut text = unix(&body);
    let taken = acceptance::take_out(&text).filter(|_| kind == "story");
    if let Some((rest, criteria)) = taken {
        notes.count(
            "descriptions whose list of acceptance criteria moved to acceptance",
            1,
        );
        text = rest;
        let criteria: Vec<Value> = criteria.into_iter().map(ticked).collect();
        fields.insert("acceptance".to_owned(), criteria.into());
    }
    if !text.is_empty() {
        fields.insert("description".to_owned(), text.into());
    }
}

/// A criterion from a task list: `[x]` says that it is met.
fn ticked(criterion: Value) -> Value {
    let Value::String(text) = &criterion else {
        return criterion;
    };
    let (mark, said) = text.split_at_checked(3).unwrap_or_default();
    match mark {
        "[ ]" => said.trim_start().into(),
        "[x]" | "[X]" => json!({"text": said.trim_start(), "verified": true}),
        _ => criterion,
    }
}

/// The comments, oldest first. Where the file only holds their number, it is said.
pub fn comments(
    values: &mut Values<'_>,
    options: &Options,
    fields: &mut Map<String, Value>,
    notes: &mut Notes,
) {
    if values
        .look("comments")
        .as_u64()
        .is_some_and(|number| number > 0)
    {
        notes.count("issues whose comments are not in the file", 1);
    }
    let mut comments = Vec::new();
    for item in values.list("comments") {
        match item {
            Value::Object(map) => comments.extend(comment(values.inside(map), options)),
            other => values.lost("comments", "no comment", count(&other)),
        }
    }
    comments.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b)));
    let comments: Vec<Value> = comments.into_iter().map(|(_, comment)| comment).collect();
    if !comments.is_empty() {
        fields.insert("comments".to_owned(), comments.into());
    }
}

/// A comment with its moment; one without text is none.
fn comment(mut values: Values<'_>, options: &Options) -> Option<(Option<String>, Value)> {
    let text = values.text(&["body"]).map(|body| unix(&body));
    let mut comment = Map::new();
    let mut at = None;
    if text.is_some() {
        at = issue::when(&mut values, &["created_at", "createdAt"], options)
            .map(|(_, moment)| moment);
        comment.extend(at.clone().map(|at| ("at".to_owned(), at.into())));
        for name in ["user", "author"] {
            if let Some(person) = values.object(name) {
                let mut inside = values.inside(person);
                let login = inside.text(&["login"]);
                inside.lose_rest_of("comments", "details of a comment");
                comment.extend(login.map(|login| ("by".to_owned(), login.into())));
            }
        }
    }
    values.lose_rest_of("comments", "details of a comment");
    comment.insert("text".to_owned(), text?.into());
    Some((at, Value::Object(comment)))
}

/// LF at the end of lines, nothing around the text.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
