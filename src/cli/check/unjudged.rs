//! Where nothing could be judged: each document that was asked for says so, for a tool that finds none keeps the old one.

use super::super::terminal;
use super::Look;
use super::output;
use po::diag::Error;
use po::diag::Place;
use po::model::Backlog;
use po::model::config::Config;
use po::model::reading;
use po::page::Answer;
use po::report::Check;
use po::rules;
use po::store;

/// The documents with the one finding; the words of the error stand where a person looks.
///
/// # Errors
/// The same error, where no document of standard output was asked for; a file that cannot be written.
pub(super) fn answer(look: &Look<'_>, error: Error) -> Result<Answer, Error> {
    let format = look.context.format();
    let is_for_people = format == "human";
    if is_for_people && look.outputs.is_empty() {
        return Err(error);
    }
    let place = error.place.as_deref().cloned().unwrap_or(Place {
        path: store::CONFIG.to_owned(),
        ..Place::default()
    });
    let details = error.details.iter().map(|line| format!("; {line}"));
    let message = error.message.clone() + &details.collect::<String>();
    let help = (!error.help.is_empty()).then(|| error.help.join("; "));
    let finding = reading::unreadable(place, message, help);
    // No records, and the rules as they come: what the team set is not known.
    let nothing = Backlog::new(Config::default(), None, Vec::new());
    let mut check = Check::new(&nothing, vec![finding]);
    check.prefix = look.prefix();
    let told = output::Findings {
        root: look.root,
        records: Vec::new(),
        findings: &check.findings,
        prefix: &check.prefix,
        rules: rules::running(&nothing, &look.selection),
    };
    let (document, files) = told.documents(format, &look.outputs);
    let mut answer = check.answer(None);
    answer.exit = error.exit;
    output::write(&look.outputs, files, &answer, look.context)?;
    if is_for_people {
        return Err(error);
    }
    terminal::error(&error, &look.context.error_view());
    answer.document = document;
    Ok(answer)
}
