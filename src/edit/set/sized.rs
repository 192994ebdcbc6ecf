//! Points that the team's own scale does not have: no command writes them.

use crate::diag::Error;
use crate::edit::Assignment;
use crate::edit::Operator;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::points::Points;
use crate::priority::estimate::Sizes;
use crate::priority::estimate::poker;

/// Points that are set must be on the scale, where `po.yaml` has one; what stands there already may stay.
///
/// # Errors
/// They are not.
pub(super) fn refuse_off_scale(
    config: &Config,
    record: &Record,
    assignment: &Assignment,
) -> Result<(), Error> {
    let sets = assignment.operator == Operator::Set && assignment.field() == "points";
    let points = assignment.text.trim().parse::<f64>().ok();
    let points = points.and_then(|number| Points::try_from(number).ok());
    let Some(points) = points.filter(|_| sets && record.story().is_some()) else {
        return Ok(());
    };
    let stays = record.story().and_then(|story| story.points) == Some(points);
    match stays {
        true => Ok(()),
        false => off_scale(points, config),
    }
}

/// Points by whatever command they are given.
///
/// # Errors
/// The scale of `po.yaml` does not have them.
pub fn off_scale(points: Points, config: &Config) -> Result<(), Error> {
    // A scale that cannot be used is told of po.yaml.
    let Ok(sizes) = Sizes::of(config) else {
        return Ok(());
    };
    let own = config.file.points.as_ref();
    if own.is_none_or(|points| points.scale.is_none()) {
        return Ok(());
    }
    poker::on_scale(points, &sizes).map(|_| ()).map_err(|why| {
        Error::usage(format!("no estimate: {why}"))
            .help("points: in po.yaml has the scale; it may hold other values")
    })
}
