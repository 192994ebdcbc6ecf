//! The team's own templates of records, in `templates/`.

use super::files;
use super::find::Root;
use crate::diag::Error;
use std::ffi::OsStr;
use walkdir::WalkDir;

const FOLDER: &str = "templates";

/// The names of the team's templates, in order.
pub fn templates(root: &Root) -> Vec<String> {
    let entries = WalkDir::new(root.join(FOLDER))
        .max_depth(1)
        .sort_by_file_name();
    let files = entries.into_iter().filter_map(Result::ok);
    let yaml = files.filter(|entry| entry.path().extension() == Some(OsStr::new("yaml")));
    let stems = yaml.filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()));
    stems.filter(|name| !name.starts_with('.')).collect()
}

/// The text of a team's template; `None` where there is none of this name.
///
/// # Errors
/// It cannot be read, or is no YAML.
pub fn template(root: &Root, name: &str) -> Result<Option<String>, Error> {
    if !templates(root).iter().any(|known| known == name) {
        return Ok(None);
    }
    let path = format!("{FOLDER}/{name}.yaml");
    match files::document(root, &path) {
        Ok(document) => Ok(Some(document.into_text())),
        Err(finding) => {
            let mut error = Error::of(*finding);
            error.message = format!("template {name}: {}", error.message);
            Err(error)
        }
    }
}
