//! JSON for scripts: the answer's data in its envelope.

use super::Format;
use super::View;
use crate::diag::Finding;
use crate::page::Answer;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub struct Json;

impl Format for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "for scripts: one object with fields that stay"
    }

    fn render(&self, answer: &Answer, view: &View) -> String {
        let mut object = Map::new();
        object.insert("schema".into(), format!("po.{}/1", answer.name).into());
        object.insert("today".into(), json!(view.today));
        let warnings = answer.warnings.iter().map(Finding::to_json).collect();
        object.insert("warnings".into(), Value::Array(warnings));
        object.extend(answer.data.clone());
        let text = serde_json::to_string_pretty(&object).unwrap_or_default();
        escape_hidden(&text) + "\n"
    }
}

/// Writes characters that a terminal would obey or hide as `\uXXXX`: the value
/// stays the same, and nothing in it reaches a log as it is.
fn escape_hidden(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut units = [0; 2];
    for c in text.chars() {
        let hidden = matches!(c,
            '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
        if hidden {
            for unit in c.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}
