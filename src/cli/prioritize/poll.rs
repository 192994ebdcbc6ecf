//! `po prioritize --poll`: the poll to count, and the method that counts it.

use super::super::vote;
use po::diag::Error;
use po::model::Backlog;
use serde_json::json;

/// Makes a poll the one that is counted; answers with the method that counts it.
///
/// # Errors
/// No such poll, or another method than the one that counts it.
pub(super) fn count(
    backlog: &mut Backlog,
    name: &str,
    method: Option<&str>,
) -> Result<&'static str, Error> {
    let poll = vote::poll(backlog, Some(name))?;
    let kind = poll.file.value.kind.word();
    if let Some(other) = method.filter(|method| *method != kind) {
        return Err(Error::usage(format!(
            "{name} is a poll of {kind}, and {other} does not count it"
        ))
        .help(format!(
            "po prioritize --poll {}",
            po::text::shell_word(name)
        )));
    }
    let methods = &mut backlog.config.file.methods;
    methods.insert(kind.to_owned(), json!({"poll": name}));
    Ok(kind)
}
