//! `po schema`: the document itself, or with `--write` the files written and
//! how editors find them.

use super::Report;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::text;
use serde::Serialize;
use serde_json::Value;

pub static REPORT: Report = Report {
    id: "schema",
    summary: "what the files may hold",
};

/// A schema as the answer.
pub fn schema(schema: &Value) -> Answer {
    let text = serde_json::to_string_pretty(schema).unwrap_or_default();
    Answer::document(REPORT.id, text::escape_hidden(&text) + "\n")
}

/// The schemas as files, and what an editor needs to find them.
#[derive(Debug, Serialize)]
pub struct SchemaFiles {
    pub dry_run: bool,
    pub items: Vec<SchemaFile>,
    /// For `.vscode/settings.json`.
    pub settings: Value,
    /// For the top of a file, by the name of the schema.
    pub modelines: serde_json::Map<String, Value>,
}

/// A schema as a file.
#[derive(Debug, Serialize)]
pub struct SchemaFile {
    /// Relative to the backlog.
    pub path: String,
    pub state: FileState,
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    Created,
    Changed,
    Unchanged,
}

impl FileState {
    fn word(self) -> &'static str {
        match self {
            FileState::Created => "created",
            FileState::Changed => "changed",
            FileState::Unchanged => "unchanged",
        }
    }
}

impl SchemaFiles {
    pub fn answer(&self) -> Answer {
        let width = self.items.iter().map(|f| text::width(&f.path)).max();
        let mut lines: Vec<Text> = self.items.iter().map(|f| line(f, width)).collect();
        let touched = self
            .items
            .iter()
            .filter(|f| f.state != FileState::Unchanged);
        let touched = touched.count();
        let files = text::plural(touched, "file", "files");
        let said = match (touched, self.dry_run) {
            (0, _) => "all are as they should be; nothing to write".to_owned(),
            (_, true) => format!("{files} would be written; nothing was written"),
            (_, false) => format!("{files} written; commit them, so that every editor finds them"),
        };
        lines.push(Text::of(Meaning::Faint, said));
        let mut wiring = vec![Text::from("in .vscode/settings.json of VS Code:")];
        wiring.extend(settings_lines(&self.settings).into_iter().map(Text::from));
        if let Some(modeline) = self.modelines.values().find_map(Value::as_str) {
            wiring.push(Text::from(
                "or, for any editor with yaml-language-server, as the first line of a file:",
            ));
            wiring.push(Text::from(format!("  {modeline}")));
        }
        let page = Page::new().verbatim(lines).verbatim(wiring);
        Answer::new(REPORT.id, page, super::data(self))
    }
}

/// The pairs of a file of settings, without the braces of the whole file, which are there already; a line for each part
/// of a value.
pub(super) fn settings_lines(settings: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, wiring) in settings.as_object().into_iter().flatten() {
        let Some(wiring) = wiring.as_object() else {
            lines.push(format!("  \"{key}\": {wiring}"));
            continue;
        };
        lines.push(format!("  \"{key}\": {{"));
        let pairs = wiring.iter();
        let pairs: Vec<String> = pairs
            .map(|(schema, globs)| format!("    {}: {globs}", Value::from(schema.as_str())))
            .collect();
        let pairs = text::escape_hidden(&pairs.join(",\n"));
        lines.extend(pairs.lines().map(str::to_owned));
        lines.push("  }".to_owned());
    }
    lines
}

fn line(file: &SchemaFile, width: Option<usize>) -> Text {
    let gap = width.unwrap_or_default() - text::width(&file.path);
    let meaning = match file.state {
        FileState::Unchanged => Meaning::Faint,
        _ => Meaning::Plain,
    };
    Text::from(format!("{}{}  ", file.path, " ".repeat(gap))).and(meaning, file.state.word())
}
