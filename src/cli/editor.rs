//! A text through the user's editor: checked when it is saved, and never lost.

use super::context::Context;
use super::terminal;
use po::diag::Error;
use po::store;
use po::store::Root;
use po::store::Scratch;

/// Where nobody has chosen an editor.
const DEFAULT: &str = "vi";

/// Opens a text in the editor, beside the record's own file, and hands what
/// was saved to `take`. What it refuses is opened again if somebody is there
/// to be asked; else the text is kept in a file that the error names.
///
/// # Errors
/// The editor failed, or `take` refused for good.
pub(super) fn edited<T>(
    context: &Context,
    root: &Root,
    path: &str,
    text: &str,
    take: &dyn Fn(&str) -> Result<T, Error>,
) -> Result<T, Error> {
    let environment = context.environment;
    let editor = environment.editor.clone();
    let editor = match editor.or_else(|| store::editor(root)) {
        Some(editor) => editor,
        None if environment.interactive => DEFAULT.to_owned(),
        // It would wait for keys that nobody can press.
        None => {
            return Err(Error::usage(format!(
                "{DEFAULT} needs a terminal, and no other editor is set"
            ))
            .help("set VISUAL or EDITOR to a command that edits the file it is given"));
        }
    };
    let scratch = Scratch::beside(root, path, text)?;
    loop {
        terminal::edit(&editor, scratch.file())?;
        let error = match take(&scratch.read()?) {
            Ok(taken) => return Ok(taken),
            Err(error) => error,
        };
        if environment.interactive {
            terminal::error(&error, &context.error_view());
            let again = terminal::ask("open it again? y/n", "y");
            if again.is_ok_and(|again| again.to_lowercase().starts_with('y')) {
                continue;
            }
        }
        let kept = scratch.keep();
        return Err(error.help(format!("nothing was written; your text is in {kept}")));
    }
}
