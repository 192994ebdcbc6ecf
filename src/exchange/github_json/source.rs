//! The entries of a JSON file: a list, several lists one after another (pages), or the answer of a search.

use serde_json::Deserializer;
use serde_json::Map;
use serde_json::Value;

use crate::exchange::Unreadable;
use crate::exchange::github_json::values::Account;
use crate::exchange::github_json::values::count;

/// What the file holds.
#[derive(Debug, Default)]
pub struct Found {
    pub issues: Vec<Entry>,
    /// With all that is no entry.
    pub account: Account,
}

/// One object of the list.
#[derive(Debug)]
pub struct Entry {
    /// Where it begins, 1-based.
    pub line: u32,
    pub map: Map<String, Value>,
}

const HOW: &str = "gh issue list --state all --limit 1000 --json number,title,body,state,url > issues.json writes one";

/// Reads the file.
///
/// # Errors
/// It is no JSON, or no entry of it has a number and a title.
pub fn read(text: &str) -> Result<Found, Unreadable> {
    let mut found = Found::default();
    for part in Deserializer::from_str(text).into_iter::<Value>() {
        let part = part.map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Unreadable {
                message: format!("this is not JSON: {message}"),
                line: u32::try_from(error.line()).ok().filter(|line| *line > 0),
                hint: Some(HOW.into()),
            }
        })?;
        add(part, &mut found);
    }
    let is_issue = |entry: &Entry| {
        let has = |name: &str| entry.map.get(name).is_some_and(|value| count(value) == 1);
        has("number") && has("title")
    };
    if !found.issues.is_empty() && !found.issues.iter().any(is_issue) || text.trim().is_empty() {
        return Err(Unreadable {
            message: "no entry has a number and a title: this is no list of GitHub issues".into(),
            line: Some(1),
            hint: Some(HOW.into()),
        });
    }
    let lines = lines(text);
    for (at, entry) in found.issues.iter_mut().enumerate() {
        entry.line = lines.get(at).copied().unwrap_or(1);
    }
    Ok(found)
}

fn add(value: Value, found: &mut Found) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| add(item, found)),
        Value::Object(mut map) => match map.remove("items") {
            Some(Value::Array(items)) => {
                add(Value::Array(items), found);
                let rest = map.values().map(count).sum();
                found
                    .account
                    .lose("(search)", "about the search, not its issues", rest);
            }
            other => {
                map.extend(other.map(|other| ("items".to_owned(), other)));
                found.issues.push(Entry { line: 1, map });
            }
        },
        other => found
            .account
            .lose("(entry)", "no object: not read", count(&other)),
    }
}

/// The lines on which the outermost objects begin.
fn lines(text: &str) -> Vec<u32> {
    let (mut line, mut depth, mut lines) = (1, 0_u32, Vec::new());
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' => {
                if depth == 0 {
                    lines.push(line);
                }
                depth += 1;
            }
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    lines
}
