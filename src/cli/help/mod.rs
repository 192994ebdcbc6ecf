//! What the program says about itself.

mod groups;

pub(super) use groups::asked;
