//! The canonical layout of a document: keys in an order, quotes only where they are needed, two blanks
//! a level, nothing behind the end of a line. What it says stays as it is, comments and line ends too.
//!
//! A pair whose layout cannot be kept safe (`? key`, keys over several lines) stays as it is written;
//! so does a document that is no map over several lines.

mod arrange;
mod comments;
mod lay;
mod scalars;

pub use arrange::sections;
pub use comments::laid_out as laid_out_comment;
pub use comments::of as comments;
pub use comments::places as comment_places;

use crate::yaml::node::Document;
use crate::yaml::node::Kind;
use crate::yaml::node::Style;

/// The document in its canonical layout. `order` is the order of the top-level keys; one that is not
/// in it stays behind the key it stood behind. Nothing where the layout would change a value or lose a
/// comment, which no document is known to do.
pub fn format(doc: &Document, order: &[&str]) -> Option<Document> {
    let root = doc
        .root()
        .filter(|root| root.kind() == Kind::Map && root.style() == Style::Block);
    let Some(root) = root else {
        return Some(doc.clone());
    };
    let new = Document::parse(arrange::arranged(root, order)).ok()?;
    let is_same = values(doc) == values(&new) && comments::of(doc) == comments::of(&new);
    is_same.then_some(new)
}

/// The pairs as text, since maps compare without order, in an order of their own.
fn values(doc: &Document) -> Vec<(Option<String>, String)> {
    let pairs = doc.root().into_iter().flat_map(|root| root.entries());
    let mut values: Vec<(Option<String>, String)> = pairs
        .map(|(key, value)| (key.text().map(str::to_owned), value.value().to_string()))
        .collect();
    values.sort();
    values
}
