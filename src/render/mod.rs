//! Output formats: the same answer for people and for scripts. One more format
//! is one file here and its lines in `ALL`.

mod human;
mod json;
mod markdown;

use crate::model::date::Day;
use crate::page::Answer;

/// One output format.
pub trait Format: Sync {
    /// The value of `--format`; the file name here.
    fn id(&self) -> &'static str;
    /// One line that says for whom it is.
    fn summary(&self) -> &'static str;
    /// Whether warnings stand in the output itself, so that nobody needs to say
    /// them beside it.
    fn carries_warnings(&self) -> bool {
        false
    }
    /// The whole output, ending in a line end.
    fn render(&self, answer: &Answer, view: &View) -> String;
}

/// What a format needs to know of where its output goes.
#[derive(Clone, Debug)]
pub struct View {
    /// Columns of text.
    pub width: usize,
    pub colour: bool,
    /// Ids lead to their files; none where the output takes no links.
    pub links: Option<Links>,
    /// A program may read it: diffs are patches, with their tabs and line ends.
    pub exact: bool,
    pub today: Day,
}

impl View {
    /// Words alone.
    pub fn plain(width: usize, today: Day) -> Self {
        Self {
            width,
            colour: false,
            links: None,
            exact: false,
            today,
        }
    }
}

/// Every output format.
pub static ALL: &[&dyn Format] = &[&human::Human, &json::Json, &markdown::Markdown];

/// The format of this name.
pub fn by_id(id: &str) -> Option<&'static dyn Format> {
    ALL.iter().find(|format| format.id() == id).copied()
}

pub use human::Links;
pub use human::error;
pub use human::help;
pub use human::remark;
