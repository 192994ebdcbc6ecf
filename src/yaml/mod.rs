//! YAML text and back: a tree with places, typed values, and edits that touch only their own lines.
//!
//! The layer knows nothing of backlogs or files: text in, tree, typed value or new text out.
//! Only `parse.rs` names the parser crate, so that it can be swapped.

mod de;
mod edit;
mod emit;
mod fault;
mod format;
mod layout;
mod limits;
mod misfit;
mod node;
mod notes;
mod number;
mod parse;
mod path;
mod read;
mod scalar;
mod second;
mod span;
mod tree;
mod unique;

pub use edit::{Edit, Refusal, apply};
pub use emit::emit;
pub use fault::{Fault, decode};
pub use format::{comment_places, comments, format, laid_out_comment, sections};
pub use limits::Limits;
pub use misfit::{Misfit, MisfitKind};
pub use node::{Document, Kind, NodeRef, Style};
pub use notes::{Notes, comments_of, extent, heading, notes, with_notes};
pub use path::{Path, Segment, dotted};
pub use read::{read, read_lenient, read_node};
pub use second::{Reading, second_reading};
pub use span::Span;

#[cfg(test)]
mod tests;
