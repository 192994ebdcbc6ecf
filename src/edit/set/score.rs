//! What the inputs of scoring methods hold, and which there are.

use crate::diag::Error;
use crate::edit::Assignment;
use crate::model::config::Config;
use crate::model::shape::Field;
use crate::model::shape::Shape;
use crate::priority;
use crate::priority::Scale;
use crate::priority::inputs::BY;
use crate::priority::inputs::SCORED;

/// What the list or the map at `scores.METHOD.INPUT` may be; nothing for single values and for what no method reads.
pub(super) fn shape_at(path: &[String], config: &Config) -> Option<Shape> {
    let [scores, method, key, further @ ..] = path else {
        return None;
    };
    let method = priority::ALL
        .iter()
        .find(|m| priority::file_key(m.id()) == *method);
    let method = method.filter(|_| scores == "scores")?;
    let method = method.configured(&config.file.methods).ok()?;
    let mut scale = method
        .inputs()
        .iter()
        .find(|input| input.key == *key)?
        .scale
        .clone();
    for step in further {
        scale = scale.step(step)?.clone();
    }
    match shape(&scale) {
        Shape::Any => None,
        shape => Some(shape),
    }
}

/// That a method reads the key at `scores.METHOD.KEY`. What is there already can be taken away.
///
/// # Errors
/// It does not; the keys are those of the team's own settings.
pub(super) fn check_key(assignment: &Assignment, config: &Config) -> Result<(), Error> {
    let [scores, name, key, ..] = assignment.path.as_slice() else {
        return Ok(());
    };
    let mut methods = priority::ALL.iter();
    let method = methods.find(|m| priority::file_key(m.id()) == *name);
    let Some(method) = method.filter(|_| scores == "scores" && !assignment.text.is_empty()) else {
        return Ok(());
    };
    // Settings that cannot be used are a finding of `check`.
    let Ok(method) = method.configured(&config.file.methods) else {
        return Ok(());
    };
    let inputs = method.inputs().iter().map(|input| input.key.as_ref());
    let known: Vec<&str> = inputs.chain([SCORED, BY]).collect();
    // What a method reads is open until the team has named it.
    if method.inputs().is_empty() || known.contains(&key.as_str()) {
        return Ok(());
    }
    let error = Error::usage(format!("scores.{name} has no key \"{key}\""));
    let small = key.to_lowercase();
    Err(match crate::text::nearest(&small, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean \"{near}\"?")),
        None => error.help(format!("it has {}", known.join(", "))),
    })
}

/// Single values are read as they are written.
fn shape(scale: &Scale) -> Shape {
    match scale {
        Scale::Series => Shape::List(Box::new(Shape::Number)),
        Scale::List(each) => Shape::List(Box::new(match each {
            Scale::Map(_) => shape(each),
            _ => Shape::Number,
        })),
        Scale::Map(inputs) => {
            let fields = inputs.iter().map(|input| Field {
                name: input.key.clone().into_owned(),
                doc: input.meaning.clone().into_owned(),
                shape: shape(&input.scale),
            });
            Shape::Fields(fields.collect())
        }
        _ => Shape::Any,
    }
}
