//! Tests of the layer through its public names.

mod edits;
mod emits;
mod faults;
mod format;
mod places;
mod replaced;
mod typed;

use crate::yaml::Document;

/// The document of a text that is one.
fn doc(text: &str) -> Document {
    Document::parse(text.to_owned()).unwrap_or_else(|(fault, _)| panic!("{text:?}: {fault:?}"))
}
