//! The neutral document between reports and output formats, so that N reports
//! in M formats cost N + M.

mod markdown;
mod picture;

pub use markdown::markdown;
pub use picture::Bar;
pub use picture::Bars;
pub use picture::Edge;
pub use picture::Point;
pub use picture::Quadrants;

use crate::diag::Exit;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::text;
use serde_json::Value;

/// What a command has to say: the page for people, the data for scripts, and
/// how the program ends.
#[derive(Debug)]
pub struct Answer {
    /// The words of the command joined by `-`: `list`, `sprint-report`. Names
    /// the JSON schema `po.NAME/1`.
    pub name: &'static str,
    pub page: Page,
    /// An object; the envelope (`schema`, `today`, `warnings`) is put around it.
    pub data: serde_json::Map<String, Value>,
    /// Text for another tool: printed as it stands in place of the page; JSON
    /// stays the data, where there is any.
    pub document: Option<String>,
    /// Findings of the files that had to be read, for standard error and for
    /// `warnings`.
    pub warnings: Vec<Finding>,
    pub exit: Exit,
}

impl Answer {
    pub fn new(name: &'static str, page: Page, data: serde_json::Map<String, Value>) -> Self {
        Self {
            name,
            page,
            data,
            document: None,
            warnings: Vec::new(),
            exit: Exit::Done,
        }
    }

    /// An answer that is a document.
    pub fn document(name: &'static str, text: String) -> Self {
        Self {
            document: Some(text),
            ..Self::new(name, Page::new(), serde_json::Map::new())
        }
    }
}

/// Blocks from top to bottom.
#[derive(Debug, Default)]
pub struct Page {
    pub blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Debug)]
pub enum Block {
    Heading(Text),
    /// A paragraph; wrapped at the width there is.
    Paragraph(Text),
    /// Lines with their own blanks; one that is too long goes on below itself.
    Verbatim(Vec<Text>),
    /// Lines of files, to the letter; never wrapped.
    Diff(Vec<Text>),
    /// Points one below the other, each with a mark before it.
    List(Vec<Text>),
    /// Prose to read: blocks that stand apart from each other.
    Article(Vec<Block>),
    /// Label and value pairs, aligned.
    Facts(Vec<(String, Text)>),
    Table(Table),
    /// A table whose rows have headings between them, each before the row of
    /// its number.
    Grouped(Table, Vec<(usize, Text)>),
    Chart(Chart),
    Bars(Bars),
    Quadrants(Box<Quadrants>),
    Findings(Findings),
}

/// Runs of text with a meaning each; a format decides the colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<(Meaning, String)>);

/// What a run of text means. Colour only repeats what the words say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    #[default]
    Plain,
    Strong,
    Faint,
    Good,
    Warn,
    Bad,
    /// A record id.
    Id,
    /// A command to run.
    Command,
    /// A word as files and command lines have it.
    Code,
    Added,
    Removed,
    /// The value of a field; a terminal cuts what is longer than half of it.
    Value,
}

impl Text {
    pub fn of(meaning: Meaning, text: impl Into<String>) -> Self {
        Self(vec![(meaning, text.into())])
    }

    pub fn and(mut self, meaning: Meaning, text: impl Into<String>) -> Self {
        self.0.push((meaning, text.into()));
        self
    }

    /// The words alone.
    pub fn plain(&self) -> String {
        self.0.iter().map(|(_, t)| t.as_str()).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, t)| t.is_empty())
    }
}

impl<S: Into<String>> From<S> for Text {
    fn from(text: S) -> Self {
        Self::of(Meaning::Plain, text)
    }
}

/// A table; columns know which of them may go first when space is short.
#[derive(Debug, Default)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Text>>,
}

#[derive(Debug, Clone, Default)]
pub struct Column {
    pub title: String,
    pub right: bool,
    /// May be cut when the width does not suffice.
    pub cut: bool,
    /// Dropped first when higher; 0 is never dropped.
    pub spare: u8,
    /// Cut to no less than this before others are dropped for it; none where that is for the renderer to say.
    pub enough: Option<usize>,
}

impl Column {
    pub fn left(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    pub fn right(title: impl Into<String>) -> Self {
        Self {
            right: true,
            ..Self::left(title)
        }
    }

    /// May be cut with an ellipsis.
    pub fn cut(mut self) -> Self {
        self.cut = true;
        self
    }

    /// May be cut to this width before any other column is left out.
    pub fn cut_to(mut self, enough: usize) -> Self {
        self.enough = Some(enough);
        self.cut()
    }

    /// May be left out on a narrow terminal, the highest number first.
    pub fn spare(mut self, order: u8) -> Self {
        self.spare = order;
        self
    }
}

/// Lines over days, such as a burndown: one value a day and line.
#[derive(Debug)]
pub struct Chart {
    pub title: String,
    pub labels: Vec<String>,
    pub lines: Vec<(String, Vec<Option<f64>>)>,
    pub form: Form,
}

/// How much room a chart takes.
#[derive(Debug, Default)]
pub enum Form {
    /// A row of small bars for each line.
    #[default]
    Rows,
    /// All lines in one field with an axis: the first as dots, the second as
    /// bars, the others as strokes. Below each value stands its tick.
    Plot { ticks: Vec<String> },
}

/// What `check` found, and how much it looked at.
#[derive(Debug, Default)]
pub struct Findings {
    /// "214 stories, 6 epics checked".
    pub lead: String,
    /// What was left out, below.
    pub tail: Option<String>,
    /// What stands before each path on a page that is read elsewhere.
    pub prefix: String,
    pub findings: Vec<Finding>,
}

impl Findings {
    /// "214 stories, 6 epics checked: 1 error, 1 warning".
    pub fn summary(&self) -> String {
        let count = |severity| {
            let findings = self.findings.iter();
            findings.filter(|f| f.severity == severity).count()
        };
        let counts = [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Info, "note", "notes"),
        ];
        let counts = counts.map(|(severity, one, many)| (count(severity), one, many));
        let parts = counts.iter().filter(|(count, ..)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, one, many)| text::plural(*count, one, many))
            .collect();
        let verdict = match parts.is_empty() {
            true => "nothing found".to_owned(),
            false => parts.join(", "),
        };
        let tail = self.tail.as_ref().map(|tail| format!("; {tail}"));
        format!("{}: {verdict}{}", self.lead, tail.unwrap_or_default())
    }
}

impl Page {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn heading(mut self, text: impl Into<Text>) -> Self {
        self.blocks.push(Block::Heading(text.into()));
        self
    }

    pub fn paragraph(mut self, text: impl Into<Text>) -> Self {
        self.blocks.push(Block::Paragraph(text.into()));
        self
    }

    pub fn verbatim(mut self, lines: Vec<Text>) -> Self {
        self.blocks.push(Block::Verbatim(lines));
        self
    }

    pub fn diff(mut self, lines: Vec<Text>) -> Self {
        self.blocks.push(Block::Diff(lines));
        self
    }

    /// Markdown as prose.
    pub fn article(mut self, markdown: &str) -> Self {
        self.blocks.push(Block::Article(self::markdown(markdown)));
        self
    }

    pub fn facts(mut self, facts: Vec<(String, Text)>) -> Self {
        self.blocks.push(Block::Facts(facts));
        self
    }

    pub fn table(mut self, table: Table) -> Self {
        self.blocks.push(Block::Table(table));
        self
    }

    /// A table with a heading before each of its groups of rows.
    pub fn grouped(mut self, table: Table, heads: Vec<(usize, Text)>) -> Self {
        self.blocks.push(Block::Grouped(table, heads));
        self
    }

    pub fn chart(mut self, chart: Chart) -> Self {
        self.blocks.push(Block::Chart(chart));
        self
    }

    pub fn bars(mut self, bars: Bars) -> Self {
        self.blocks.push(Block::Bars(bars));
        self
    }

    pub fn quadrants(mut self, quadrants: Quadrants) -> Self {
        self.blocks.push(Block::Quadrants(Box::new(quadrants)));
        self
    }

    pub fn findings(mut self, findings: Findings) -> Self {
        self.blocks.push(Block::Findings(findings));
        self
    }
}
