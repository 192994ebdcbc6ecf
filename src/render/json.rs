//! JSON for scripts: the answer's data in its envelope.

use super::Format;
use super::View;
use crate::diag;
use crate::page::Answer;
use serde_json::Map;
use serde_json::json;

pub struct Json;

impl Format for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "for scripts: one object with fields that stay"
    }

    fn carries_warnings(&self) -> bool {
        true
    }

    fn render(&self, answer: &Answer, view: &View) -> String {
        let mut object = Map::new();
        object.insert("schema".into(), format!("po.{}/1", answer.name).into());
        object.insert("today".into(), json!(view.today));
        object.insert("warnings".into(), diag::to_json(&answer.warnings));
        object.extend(answer.data.clone());
        let text = serde_json::to_string_pretty(&object).unwrap_or_default();
        crate::text::escape_hidden(&text) + "\n"
    }
}
