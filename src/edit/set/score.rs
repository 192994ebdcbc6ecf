//! What the inputs of scoring methods hold, where it is more than one value.

use crate::model::config::Config;
use crate::model::shape::Field;
use crate::model::shape::Shape;
use crate::priority;
use crate::priority::Scale;

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
