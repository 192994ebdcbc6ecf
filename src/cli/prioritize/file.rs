//! `po prioritize --output`: the answer in a file that the user named.

use super::super::context::Context;
use super::super::write;
use super::super::write::WriteArgs;
use po::diag::Error;
use po::page::Answer;
use po::render;
use po::render::View;
use po::report;
use std::path::Path;

/// The format that the name of a file asks for, where it ends as one of these does.
pub(super) fn format_of(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?;
    let found = [("svg", "svg"), ("md", "markdown"), ("json", "json")];
    let found = found.into_iter().find(|(known, _)| ending == *known);
    found.map(|(_, format)| format)
}

/// Writes the answer as its format gives it, unless this is a dry run, and says so.
///
/// # Errors
/// The file is one of the backlog, or cannot be written.
pub(super) fn save(
    answer: Answer,
    (path, format): (&Path, &str),
    write: &WriteArgs,
    context: &Context,
) -> Result<Answer, Error> {
    let view = context.view()?;
    let text = match &answer.document {
        Some(document) => document.clone(),
        None => {
            let view = View::plain(view.width, view.today);
            let format = render::by_id(format).unwrap_or(render::ALL[0]);
            format.render(&answer, &view)
        }
    };
    match write.dry_run {
        true => write::refuse_own(path, context)?,
        false => write::outside(path, &text, context)?,
    }
    let mut saved = report::saved_order(format, &path.display().to_string(), write.dry_run);
    saved.warnings = answer.warnings;
    Ok(saved)
}
