//! `po prioritize --output`: the answer in a file that the user named.

use super::super::context::Context;
use super::super::write;
use po::diag::Error;
use po::page::Answer;
use po::render;
use po::render::View;
use po::report;
use std::path::Path;

/// Writes the answer as its format gives it, and says so.
///
/// # Errors
/// The file is one of the backlog, or cannot be written.
pub(super) fn save(answer: Answer, path: &Path, context: &Context) -> Result<Answer, Error> {
    let format = context.format();
    let view = context.view()?;
    let text = match &answer.document {
        Some(document) => document.clone(),
        None => {
            let view = View::plain(view.width, view.today);
            let format = render::by_id(format).unwrap_or(render::ALL[0]);
            format.render(&answer, &view)
        }
    };
    write::outside(path, &text, context)?;
    let mut saved = report::saved_order(format, &path.display().to_string());
    saved.warnings = answer.warnings;
    Ok(saved)
}
