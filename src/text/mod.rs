//! Words, widths and safe text: what every message and every screen needs.
//! Knows nothing of records.
mod conflict;
mod count;
mod line;
mod markdown;
mod merge;
mod nearest;
mod safe;
mod shell;
mod slug;
mod width;

pub use conflict::Hunk;
pub use conflict::Sides;
pub use conflict::changed_lines;
pub use conflict::marked;
pub use conflict::marker_size;
pub use conflict::sides;
pub use count::and_list;
pub use count::plural;
pub use count::thousands;
pub use count::with_article;
pub use line::is_one_line;
pub use line::one_line;
pub use markdown::markdown;
pub use merge::merge_lines;
pub use merge::merge_lines_ours_first;
pub use nearest::likeness;
pub use nearest::nearest;
pub use safe::escape_hidden;
pub use safe::safe;
pub use safe::safe_block;
pub use shell::shell_word;
pub use slug::same_words;
pub use slug::slug;
pub use width::cut;
pub use width::cut_start;
pub use width::width;
