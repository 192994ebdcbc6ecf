//! The schemas as files of the backlog, where editors find them; each with the
//! files that it is for.

use super::of_kind;
use super::of_settings;
use super::of_vision;
use super::of_voices;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Severity;
use crate::model::config::Config;
use crate::model::kind;
use crate::model::voices::Ballot;
use crate::model::voices::Comparison;
use crate::model::voices::Poll;
use crate::text::and_list;
use serde_json::Value;

/// The folder of the schemas below the backlog. Hidden, so that nobody takes it
/// for records; not in `.po/`, so that git brings them to everybody.
pub const FOLDER: &str = ".schemas";

const SETTINGS: &str = "config";
const VISION: &str = "vision";
/// The files that hold no record: the name of the schema, and the files it is for.
const VOICES: [(&str, &str); 3] = [
    ("poll", "votes/*"),
    ("ballot", "votes/*/*"),
    ("comparisons", "comparisons/*"),
];

/// The schema of some files.
#[derive(Clone, Debug)]
pub struct File {
    /// A kind, `config`, `vision`, `poll`, `ballot` or `comparisons`.
    pub name: &'static str,
    /// The files it is for, below the backlog.
    pub globs: Vec<String>,
    pub text: String,
}

impl File {
    /// Where it lies, relative to the backlog with `/`.
    pub fn path(&self) -> String {
        format!("{FOLDER}/{}.json", self.name)
    }
}

/// The names of the schemas there are.
pub fn names() -> Vec<&'static str> {
    let kinds = kind::ALL.iter().map(|kind| kind.id);
    let voices = VOICES.iter().map(|(name, _)| *name);
    kinds.chain([SETTINGS, VISION]).chain(voices).collect()
}

/// The schema of this name; a kind may be named in the plural.
pub fn of(name: &str, config: &Config) -> Option<Value> {
    match name {
        SETTINGS => Some(of_settings()),
        VISION => Some(of_vision()),
        "poll" => Some(of_voices::<Poll>("poll", "what is voted on, and with what")),
        "ballot" => Some(of_voices::<Ballot>("ballot", "what one voter gives")),
        "comparisons" => Some(of_voices::<Vec<Comparison>>(
            "comparisons",
            "which records come first, pair by pair",
        )),
        _ => kind::by_name(name).map(|kind| of_kind(kind, config)),
    }
}

/// Every schema as a file. The same settings give the same bytes.
pub fn files(config: &Config) -> Vec<File> {
    let file = |name: &'static str| {
        let schema = of(name, config)?;
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        Some(File {
            name,
            globs: globs(name),
            text: crate::text::escape_hidden(&text) + "\n",
        })
    };
    names().into_iter().filter_map(file).collect()
}

fn globs(name: &str) -> Vec<String> {
    let with_endings = |files: &str| ["yaml", "yml"].map(|end| format!("{files}.{end}")).into();
    if let Some((_, files)) = VOICES.iter().find(|(voice, _)| *voice == name) {
        return with_endings(files);
    }
    match kind::by_name(name) {
        Some(kind) => with_endings(&format!("{}/**/*", kind.folder)),
        None if name == SETTINGS => vec!["po.yaml".to_owned()],
        None => vec![format!("{name}.yaml")],
    }
}

/// What is said of written schemas (path and text) of which some are not what
/// `po` would write now, or are not there; nothing where none were written.
pub fn stale(config: &Config, written: &[(String, String)]) -> Option<Finding> {
    if written.is_empty() {
        return None;
    }
    let files = files(config).into_iter();
    let stale: Vec<File> = files
        .filter(|file| is_written(file, written) != Some(true))
        .collect();
    let place = Place {
        path: stale.first()?.path(),
        ..Place::default()
    };
    let names: Vec<&str> = stale.iter().map(|file| file.name).collect();
    let (schemas, are) = match names.len() {
        1 => ("schema", "is"),
        _ => ("schemas", "are"),
    };
    let names = and_list(&names);
    let message = format!("the {schemas} of {names} {are} not what po.yaml says now");
    let finding = Finding::new("stale-schema", Severity::Warning, place, message);
    Some(finding.help("po schema --write writes what is not right anew"))
}

/// Whether a schema stands in the files written (path and text) as it should;
/// none where it does not stand there at all. git may have given it other line
/// ends.
pub fn is_written(file: &File, written: &[(String, String)]) -> Option<bool> {
    let path = file.path();
    let (_, text) = written.iter().find(|(written, _)| *written == path)?;
    Some(*text == file.text || text.replace("\r\n", "\n") == file.text)
}
