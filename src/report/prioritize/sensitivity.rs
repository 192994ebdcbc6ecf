//! How firmly the first records stand, and which single steps would change who they are.
use serde::Serialize;

use crate::model::id::Id;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::priority::Ordering;
use crate::priority::decimal;
use crate::priority::pipeline::Firmness;
use crate::priority::pipeline::Sensitivity;
use crate::priority::pipeline::TopChange;
use crate::priority::word;
use crate::text::plural;
use crate::text::thousands;

/// Up to how many scored records the table of an order says how firm its top is.
const CHEAP: usize = 1_000;

/// `po prioritize --sensitivity`.
#[derive(Debug, Serialize)]
pub struct Steady<'a> {
    pub method: &'static str,
    #[serde(flatten)]
    pub firm: Firm,
    /// The first records by gates, score and ties, before dependencies.
    pub ids: &'a [Id],
    /// The single steps after which others are the first.
    pub changes: Vec<Changed<'a>>,
    #[serde(skip)]
    all: bool,
    #[serde(skip)]
    waits: bool,
}

/// How firmly the first records stand, in numbers.
#[derive(Debug, Serialize)]
pub struct Firm {
    /// How many the first are.
    pub top: usize,
    /// How many single steps were tried, and how many change who they are.
    pub moves: usize,
    pub changing: usize,
    /// The share of single steps that change nothing; to 6 decimals.
    pub robustness: f64,
    pub firmness: Firmness,
}

/// One single step with the title of its record.
#[derive(Debug, Serialize)]
pub struct Changed<'a> {
    #[serde(flatten)]
    pub change: &'a TopChange,
    pub title: &'a str,
}

impl Firm {
    pub fn of(found: &Sensitivity) -> Self {
        Self {
            top: found.top,
            moves: found.moves,
            changing: found.changes.len(),
            robustness: decimal::rounded(found.robustness()),
            firmness: found.firmness(),
        }
    }

    /// The same for the note below a table; none where it would take long, or where all records are among the first.
    pub fn at_hand(ordering: &Ordering<'_>, top: usize) -> Option<Self> {
        let scored = ordering.items.iter().filter(|item| item.scored).count();
        if scored > CHEAP || ordering.items.len() <= top {
            return None;
        }
        let firm = Self::of(&ordering.sensitivity(top));
        (firm.moves > 0).then_some(firm)
    }

    /// "top 10: robust 0.93, stable; --sensitivity shows what would change it".
    pub fn note(&self) -> String {
        let note = self.words();
        match self.changing {
            0 => note,
            _ => format!("{note}; --sensitivity shows what would change it"),
        }
    }

    /// "top 10: robust 0.93, stable".
    fn words(&self) -> String {
        format!(
            "top {}: robust {}, {}",
            thousands(self.top),
            decimal::display(self.robustness, 2),
            self.firmness.word()
        )
    }
}

impl<'a> Steady<'a> {
    pub fn new(ordering: &'a Ordering<'_>, found: &'a Sensitivity) -> Self {
        let changes = found.changes.iter().map(|change| Changed {
            change,
            title: ordering
                .item(&change.id)
                .map_or("", |item| item.record.title()),
        });
        Self {
            method: ordering.method.id(),
            firm: Firm::of(found),
            ids: &found.ids,
            changes: changes.collect(),
            all: ordering.items.len() <= found.top,
            waits: ordering.items.iter().any(|item| item.moved.is_some()),
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new(
            "prioritize-sensitivity",
            self.page(),
            super::super::data(self),
        )
    }

    pub fn page(&self) -> Page {
        let mut page = Page::new().paragraph(self.summary());
        if !self.changes.is_empty() {
            page = page.table(self.table());
        }
        if self.waits {
            let text = "looked at before dependencies, which may put others first";
            page = page.paragraph(Text::of(Meaning::Faint, text));
        }
        page
    }

    /// "top 10: robust 0.68, fragile: 10 of 31 single steps change who they are".
    fn summary(&self) -> String {
        let Firm {
            moves, changing, ..
        } = self.firm;
        let words = self.firm.words();
        if moves == 0 {
            return "no single step can be tried: no input has a value with another beside it"
                .to_owned();
        }
        if self.all {
            return format!("{words}: there are no others");
        }
        let steps = plural(moves, "single step", "single steps");
        let change = match changing {
            0 => format!("none of {steps} changes it"),
            1 => format!("1 of {steps} changes it"),
            _ => format!("{} of {steps} change it", thousands(changing)),
        };
        format!("{words}; {change}")
    }

    fn table(&self) -> Table {
        let rows = self.changes.iter().map(|Changed { change, title }| {
            let step = format!("{} → {}", word(&change.from), word(&change.to));
            vec![
                Text::of(Meaning::Id, change.id.as_str()),
                change.key.as_str().into(),
                step.into(),
                Text::of(Meaning::Id, change.enters.as_str()),
                Text::of(Meaning::Id, change.leaves.as_str()),
                (*title).into(),
            ]
        });
        Table {
            columns: vec![
                Column::left("ID"),
                Column::left("INPUT"),
                Column::left("STEP"),
                Column::left("COMES IN"),
                Column::left("GOES OUT"),
                Column::left("TITLE").cut(),
            ],
            rows: rows.collect(),
        }
    }
}
