//! Values that do not fit their type.

use crate::yaml::path::Path;
use crate::yaml::span::Span;

/// A value that does not fit its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// In what way it does not fit.
    pub kind: MisfitKind,
    /// The same in words: lower case, no full stop.
    pub message: String,
    /// The place of the innermost value (or key) at fault.
    pub span: Span,
    /// The way to it from the root of the document.
    pub path: Path,
}

/// In what way a value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MisfitKind {
    /// A number where a list is wanted, a number out of range, and the like.
    Type,
    /// A word that is not one of those allowed.
    Variant {
        /// The words allowed.
        allowed: Vec<String>,
    },
    /// A map lacks a key it must have.
    Missing {
        /// The key.
        field: String,
    },
    /// What the type itself says, for example a date that does not exist.
    Other,
}
