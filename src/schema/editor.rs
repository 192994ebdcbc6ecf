//! How an editor that speaks to yaml-language-server (VS Code, Neovim, Emacs,
//! Helix and others) finds the schemas.

use super::File;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// The settings of VS Code that give every file of a backlog its schema, for
/// `.vscode/settings.json`. `folder` is the way from there to the backlog with
/// `/`; empty where it is the backlog itself.
pub fn settings(folder: &str, files: &[File]) -> Value {
    let below = |path: &str| match folder.trim_matches('/') {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    };
    let wiring = files.iter().map(|file| {
        let globs: Vec<String> = file.globs.iter().map(|glob| below(glob)).collect();
        (format!("./{}", below(&file.path())), json!(globs))
    });
    json!({"yaml.schemas": wiring.collect::<Map<_, _>>()})
}

/// The extensions that VS Code offers to whoever opens the folder, for `.vscode/extensions.json`.
pub fn extensions() -> Value {
    json!({"recommendations": ["redhat.vscode-yaml"]})
}

/// A file of the editor, ending in a line end.
pub fn text(content: &Value) -> String {
    crate::text::escape_hidden(&format!("{content:#}\n"))
}

/// The line that gives one file its schema in any editor, for the top of a
/// file in the folder of its kind.
pub fn modeline(file: &File) -> String {
    let glob = file.globs.first().map_or("", String::as_str);
    // Records may lie deeper; nobody is sent further up than the folder of their kind.
    let up = "../".repeat(glob.replace("**/", "").matches('/').count());
    format!("# yaml-language-server: $schema={up}{}", file.path())
}
