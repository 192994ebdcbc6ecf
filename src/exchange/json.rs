//! Everything the records say, as one JSON object for other programs.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::diag;
use crate::exchange::Exchange;
use crate::exchange::Selection;
use crate::exchange::Write;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind;
use crate::model::record;
use crate::text;

/// The records as JSON.
pub struct Json;

impl Exchange for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn doc(&self) -> &'static str {
        DOC
    }

    fn write(&self) -> Option<Write> {
        Some(write)
    }
}

static DOC: &str = "\
All records with every field, as one JSON object

Lists by kind (`stories`, `epics`, `sprints`, `releases`), open and closed
records alike; every record has all keys of its kind, null or empty where it
says nothing, and `path`, its file. Beside them stand `schema` (`po.export/1`),
`today`, `product`, `vision`, and under `warnings` what could not be read.
Fields stay, new ones may come.
";

fn write(backlog: &Backlog, selection: &Selection<'_>) -> String {
    let mut object = Map::new();
    object.insert("schema".into(), "po.export/1".into());
    object.insert("today".into(), json!(selection.today));
    object.insert(
        "product".into(),
        backlog.config.file.product.as_str().into(),
    );
    for kind in kind::ALL {
        let order = record::key_order(kind);
        let ours = selection.of_kind(kind);
        object.insert(kind.plural.into(), ours.map(|r| fields(r, order)).collect());
    }
    object.insert("vision".into(), json!(backlog.vision));
    object.insert("warnings".into(), diag::to_json(&backlog.findings));
    let text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text::escape_hidden(&text) + "\n"
}

fn fields(record: &Record, order: &[&str]) -> Value {
    let mut fields = record.fields_in(order);
    fields.insert("path".into(), record.path.as_str().into());
    Value::Object(fields)
}
