//! The page of an order: a line a record, and below what the order does not say.
use super::Look;
use super::Prioritize;
use super::Row;
use crate::model::id::Id;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::priority;
use crate::priority::Counts;
use crate::priority::decimal;
use crate::priority::word;
use crate::text::plural;
use crate::text::thousands;

/// How many records a line names before it only counts.
const NAMED: usize = 10;
/// Over how far the place is from the one by rank.
pub(super) const RANK: &str = "RANK";
/// In place of a value that is not there.
const NONE: &str = "–";

impl Prioritize<'_> {
    /// The order as a table, and what is to be said of it.
    pub fn page(&self) -> Page {
        if self.items.is_empty() {
            return self.below(Page::new().paragraph("nothing to order"));
        }
        let mut page = Page::new().table(self.table());
        if let Some(bars) = &self.bars {
            page = page.bars(bars.clone());
        }
        self.below(page)
    }

    /// The column of the score, where there is one: behind the place, the id and the class.
    pub(super) fn score_at(&self) -> Option<usize> {
        let scores = self.items.iter().any(|row| row.score.is_some());
        scores.then(|| 2 + usize::from(self.has_classes()))
    }

    fn has_classes(&self) -> bool {
        self.items.iter().any(|row| row.classes().is_some())
    }

    pub(super) fn table(&self) -> Table {
        let (scores, classes) = (self.score_at().is_some(), self.has_classes());
        let points = self.items.iter().any(|row| row.points.is_some());
        let terms = if scores {
            self.look.columns.as_slice()
        } else {
            &[]
        };
        let mut columns = vec![Column::right("#"), Column::left("ID")];
        if classes {
            columns.push(Column::left("CLASS"));
        }
        if scores {
            columns.push(Column::right(heading(self.look.score)));
        }
        let term = |shown: &priority::Column<'_>| Column::right(heading(shown.key)).spare(3);
        columns.extend(terms.iter().map(term));
        if points {
            columns.push(Column::right("PTS").spare(4));
        }
        // Who cannot tell the stories apart has no use for what their scores are made of.
        columns.push(Column::left("TITLE").cut_to(28));
        columns.push(Column::right(RANK).spare(1));
        columns.push(Column::left("NOTES").cut_to(12));
        let rows = self.items.iter().map(|row| {
            let mut cells = vec![
                Text::from(row.place.to_string()),
                Text::of(Meaning::Id, row.id.as_str()),
            ];
            if classes {
                cells.push(row.classes().unwrap_or_else(|| NONE.to_owned()).into());
            }
            if scores {
                cells.push(score(row, &self.look));
            }
            cells.extend(terms.iter().map(|shown| cell(row, shown)));
            if points {
                cells.push(shown(row.points).into());
            }
            cells.push(row.title.into());
            cells.push(change(row));
            cells.push(notes(row, &self.look).join("; ").into());
            cells
        });
        Table {
            rows: rows.collect(),
            columns,
        }
    }

    /// Adds the lines below the table.
    fn below(&self, mut page: Page) -> Page {
        if !self.items.is_empty() {
            page = page.paragraph(self.counts());
        }
        if let Some(firm) = &self.sensitivity {
            page = page.paragraph(firm.note());
        }
        for notice in self.notices() {
            page = page.paragraph(notice);
        }
        if let Some(command) = &self.first_step {
            page = page.verbatim(vec![
                "next:".into(),
                Text::of(Meaning::Command, format!("  {command}")),
            ]);
        }
        page
    }

    /// What is to be said beside the order.
    pub(super) fn notices(&self) -> Vec<Text> {
        let mut notices = Vec::new();
        let misfits = self.items.iter().filter(|row| !row.invalid.is_empty());
        let misfits: Vec<String> = misfits
            .map(|row| format!("{} {}", row.id, row.misfits().join("; ")))
            .collect();
        if !misfits.is_empty() {
            notices.push(format!("not valid: {}", some(misfits.into_iter())).into());
        }
        if !self.excluded.is_empty() {
            let out = self.excluded.iter();
            let out = out.map(|out| format!("{} ({})", out.id, out.why));
            let left = format!("{} left out: ", thousands(self.excluded.len()));
            notices.push((left + &some(out)).into());
        }
        for cycle in self.cycles {
            let way: Vec<&str> = cycle.path.iter().map(Id::as_str).collect();
            let text = format!("circle of dependencies: {}", way.join(" → "));
            notices.push(Text::of(Meaning::Warn, text));
        }
        for remark in self.remarks {
            let text = Text::of(Meaning::Faint, "note: ");
            notices.push(text.and(Meaning::Plain, remark.message.as_str()));
        }
        notices
    }

    /// "12 of 15 scored; 3 unscored"; the notes of the rows say why.
    fn counts(&self) -> String {
        let counts = format!("{} of {} scored", thousands(self.scored), self.items.len());
        match self.unscored {
            0 => counts,
            unscored => format!("{counts}; {} unscored", thousands(unscored)),
        }
    }
}

/// The first of them by name, the others by number.
fn some(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<String> = texts.collect();
    let more = texts.len().saturating_sub(NAMED);
    texts.truncate(NAMED);
    let mut named = texts.join(", ");
    if more > 0 {
        named += &format!(" and {} more", thousands(more));
    }
    named
}

/// The score with its marks: `~` with something assumed or left out, `!` for an old one.
pub(super) fn score(row: &Row<'_>, look: &Look<'_>) -> Text {
    let Some(score) = row.score else {
        return Text::of(Meaning::Faint, NONE);
    };
    let mut text = decimal::display(score, look.decimals);
    if row.is_rough() {
        text.push('~');
    }
    if row.stale {
        text.push('!');
        return Text::of(Meaning::Warn, text);
    }
    text.into()
}

/// A term as it is shown.
fn cell(row: &Row<'_>, shown: &priority::Column<'_>) -> Text {
    let term = row.terms.get(shown.key);
    let text = term.and_then(|term| shown.form.write(term));
    text.unwrap_or_else(|| NONE.to_owned()).into()
}

/// A key over its column: `PER WEEK`.
fn heading(key: &str) -> String {
    key.replace('_', " ").to_uppercase()
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

impl Row<'_> {
    /// Whether something in the score is not the record's own.
    pub(super) fn is_rough(&self) -> bool {
        let some_of = |counts: &Counts| counts.scored < counts.stories;
        let stories = self.rolled_up.as_ref().is_some_and(some_of);
        !self.assumed.is_empty() || !self.missing.is_empty() || stories
    }

    /// The day it was scored, and whether that is too long ago: "2026-06-01, over 90 days ago".
    pub(super) fn age(&self, look: &Look<'_>) -> Option<String> {
        let day = self.scored_on?;
        let days = look.max_age_days as usize;
        Some(match self.stale {
            true => format!("{day}, over {} ago", plural(days, "day", "days")),
            false => day.to_string(),
        })
    }

    /// The class at the gates and the one by the method, where there are any.
    pub(super) fn classes(&self) -> Option<String> {
        let own = self.own.as_deref();
        let classes: Vec<&str> = self.gate.into_iter().chain(own).collect();
        (!classes.is_empty()).then(|| classes.join(", "))
    }
}

/// How many places it would move: `↑3`, `↓1`, `=`.
fn change(row: &Row<'_>) -> Text {
    match row.old_place.checked_sub(row.place) {
        Some(0) => Text::of(Meaning::Faint, "="),
        Some(up) => format!("↑{up}").into(),
        None => format!("↓{}", row.place - row.old_place).into(),
    }
}

/// What is special about its place and its score.
fn notes(row: &Row<'_>, look: &Look<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if row.blocked.is_some() {
        notes.push("blocked".to_owned());
    }
    notes.extend(row.needs());
    if !row.invalid.is_empty() {
        // Below the table stands what is wrong with them.
        let keys: Vec<&str> = row.invalid.iter().map(|found| found.key.as_str()).collect();
        notes.push(format!("not valid: {}", keys.join(", ")));
    }
    if !row.assumed.is_empty() {
        let assumed = row.assumed.iter();
        let assumed = assumed.map(|(key, value)| format!("{key} {}", word(value)));
        notes.push(format!(
            "assumes {}",
            assumed.collect::<Vec<_>>().join(", ")
        ));
    }
    if let Some(counts) = &row.rolled_up {
        let stories = plural(counts.stories, "open story", "open stories");
        notes.push(format!("adds up {} of {stories}", counts.scored));
    }
    if let Some(age) = row.age(look).filter(|_| row.stale) {
        notes.push(format!("scored {age}"));
    }
    if let Some(moved) = &row.moved_by {
        notes.push(format!("↑ from {}: blocks {}", moved.from, moved.blocks));
    }
    if !row.waits_for.is_empty() {
        let ids: Vec<&str> = row.waits_for.iter().map(Id::as_str).collect();
        notes.push(format!("waits for {}, not in this order", ids.join(", ")));
    }
    notes
}
