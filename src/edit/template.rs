//! Templates of new records: keys with their comments, put below the first
//! lines that every record has.

use crate::diag::Error;
use crate::model::config::Config;
use crate::model::kind::Kind;
use crate::model::shape;
use crate::model::unknown;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;

/// The templates that come with the program, by name.
pub const SHIPPED: [(&str, &str); 4] = [
    ("story", include_str!("template/story.yaml")),
    ("bug", include_str!("template/bug.yaml")),
    ("spike", include_str!("template/spike.yaml")),
    ("epic", include_str!("template/epic.yaml")),
];

/// Keys that a new record gets from the command, not from its template.
const OWN: [&str; 5] = ["id", "title", "status", "created", "history"];

/// A template for a kind of record.
#[derive(Clone, Debug)]
pub struct Template {
    document: Document,
}

impl Template {
    /// Reads a template; keys that a new record has anyway are left out.
    ///
    /// # Errors
    /// It is no map in YAML, or has a key that the kind has not.
    pub fn read(name: &str, text: &str, kind: &Kind, config: &Config) -> Result<Self, Error> {
        let no_use = |why: String| Error::usage(format!("template {name}: {why}"));
        let document =
            Document::parse(text.to_owned()).map_err(|(fault, _)| no_use(fault.message))?;
        let mut edits = Vec::new();
        if let Some(root) = document.root() {
            let fields = shape::fields(kind, config);
            for (key, _) in root.entries() {
                let key = key.text().unwrap_or_default();
                if OWN.contains(&key) {
                    edits.push(Edit::Remove {
                        path: vec![key.into()],
                    });
                } else if !fields.iter().any(|field| field.name == key) {
                    let names: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
                    let mut error = unknown::field(kind, key, &names);
                    error.message = format!("template {name}: {}", error.message);
                    return Err(error);
                }
            }
        }
        let document =
            yaml::apply(&document, &edits, &[]).map_err(|refusal| no_use(refusal.message))?;
        Ok(Self { document })
    }

    /// Whether the template gives this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.document
            .root()
            .is_some_and(|root| root.get(key).is_some())
    }

    pub(super) fn text(&self) -> &str {
        self.document.text()
    }
}
