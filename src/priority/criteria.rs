//! Criteria that a team names itself, in `po.yaml`.
use super::config_error;
use super::inputs::BY;
use super::inputs::SCORED;
use crate::diag::Error;

/// Holds a name to what can stand as a key beside what the method computes.
///
/// # Errors
/// A name that cannot be a key, or that is taken; `place` is the key of `po.yaml` that gives it.
pub(super) fn check_name(
    name: &str,
    place: &str,
    method: &str,
    computed: &[&str],
) -> Result<(), Error> {
    let taken = [SCORED, BY, method];
    let why = if name.trim().is_empty() || name.trim() != name {
        format!("\"{name}\" is no name")
    } else if name.contains(['.', '=']) {
        format!("\"{name}\" cannot be set by its name, because of its dot or equals sign")
    } else if taken.contains(&name) || computed.contains(&name) {
        format!("\"{name}\" means something else here")
    } else {
        return Ok(());
    };
    Err(config_error(place, &why).help("give the criterion another name"))
}

/// That a method has no criteria to score by.
pub(super) fn none(method: &str) -> Error {
    let why = format!("{method} scores by the team's criteria, and there are none");
    config_error(&format!("methods.{method}.criteria"), &why)
        .help(format!("po explain {method} says how to name criteria"))
}
