//! `po init --editor`: an editor that checks the files as they are typed.

use super::super::context::Context;
use super::super::schema::way_to;
use super::super::terminal;
use po::diag::Error;
use po::report::Wired;
use po::report::WiredFile;
use po::report::WiredState;
use po::schema;
use po::store;
use po::store::Root;
use serde_json::Value;
use std::path::Path;

/// The folder of VS Code's settings, and what reads YAML there.
const FOLDER: &str = ".vscode";

/// Writes the schemas, and beside them what tells VS Code of them; files that are there already are the team's own.
///
/// # Errors
/// A file cannot be written, or somebody else is writing.
pub(super) fn wire(context: &Context, root: &Root) -> Result<Wired, Error> {
    root.hold()?;
    let files = schema::files(&store::load_config(root)?);
    let written = store::schemas(root);
    let wrong = files
        .iter()
        .filter(|file| schema::is_written(file, &written) != Some(true));
    let wrong: Vec<(String, &str)> = wrong.map(|f| (f.path(), f.text.as_str())).collect();
    store::apply(root, &store::schema_changes(root, &wrong)?)?;
    let way = way_to(context, root);
    let up = way.split('/').filter(|name| !name.is_empty()).count();
    let top = root.folder().ancestors().nth(up);
    let folder = top.unwrap_or(root.folder()).join(FOLDER);
    terminal::make_folder(&folder)?;
    let wiring = [
        ("settings.json", schema::editor_settings(&way, &files)),
        ("extensions.json", schema::editor_extensions()),
    ];
    let mut wired = Vec::new();
    for (name, content) in wiring {
        let path = folder.join(name);
        let state = match path.symlink_metadata().is_ok() {
            true if says(&path, &content) => WiredState::Unchanged,
            true => WiredState::Lacking,
            false => {
                terminal::write_file(&path, &schema::editor_text(&content))?;
                WiredState::Created
            }
        };
        wired.push(WiredFile {
            path: format!("{FOLDER}/{name}"),
            state,
            content,
        });
    }
    Ok(Wired {
        schemas: wrong.len(),
        items: wired,
    })
}

/// Whether a file says all of this already, as far as can be told: it may hold comments, which JSON has not.
fn says(path: &Path, content: &Value) -> bool {
    let bytes = terminal::file(&path.to_string_lossy()).unwrap_or_default();
    let there: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let mut pairs = content.as_object().into_iter().flatten();
    pairs.all(|(key, value)| there.get(key) == Some(value))
}
