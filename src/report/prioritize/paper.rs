//! An order as a page for those who were not there: by what it was made, why the first are first, and how sure it is.
use super::Prioritize;
use super::Row;
use super::Steady;
use super::why;
use crate::model::date::Day;
use crate::page::Answer;
use crate::page::Block;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::priority::Ordering;
use crate::priority::Tie;
use crate::priority::decimal;
use crate::priority::pipeline::Item;
use crate::text::plural;

/// The page of an order that explains it.
pub struct Paper<'a> {
    ordering: &'a Ordering<'a>,
    report: Prioritize<'a>,
    /// How many are explained one by one.
    top: usize,
    today: Day,
}

impl<'a> Paper<'a> {
    pub fn new(ordering: &'a Ordering<'a>, report: Prioritize<'a>, top: usize, today: Day) -> Self {
        Self {
            ordering,
            report,
            top,
            today,
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new(
            super::REPORT.id,
            self.page(),
            super::super::data(&self.report),
        )
    }

    fn page(&self) -> Page {
        let mut page = Page::new().heading(format!("The order by {}", self.report.method));
        page = page.paragraph(self.summary());
        page = self.method(page.heading("How it is made"));
        if self.report.items.is_empty() {
            return page;
        }
        page = page.heading("The order").table(self.report.table());
        if let Some(bars) = &self.report.bars {
            page = page.bars(bars.clone());
        }
        if let Some(marks) = self.marks() {
            page = page.paragraph(marks);
        }
        page = page.heading("Why the first come first");
        page.blocks.push(Block::List(self.reasons()));
        let gaps = self.gaps();
        if !gaps.is_empty() {
            page = page.heading("What has no score yet");
            page.blocks.push(Block::List(gaps));
        }
        page = self.firmness(page);
        let notices = self.report.notices();
        if !notices.is_empty() {
            page = page.heading("Worth knowing");
            page.blocks.push(Block::List(notices));
        }
        page
    }

    /// "On 2026-11-24 24 of 26 open stories have a score."
    fn summary(&self) -> String {
        let Some(first) = self.ordering.items.first() else {
            return format!("On {} there is nothing to order.", self.today);
        };
        let kind = first.record.kind;
        let all = plural(self.report.items.len(), kind.id, kind.plural);
        let have = if self.report.items.len() == 1 {
            "has"
        } else {
            "have"
        };
        format!(
            "On {} {} of {all} {have} a score. Nothing here is written into the backlog: \
             the order counts once somebody applies it.",
            self.today, self.report.scored
        )
    }

    /// What the method does, what each of its values means, and what else decides.
    fn method(&self, page: Page) -> Page {
        let method = self.ordering.method.as_ref();
        // Behind the first example it is about files.
        let doc = method.doc().split("```").next().unwrap_or_default();
        let mut page = page.article(doc);
        let rows = method.inputs().iter().map(|input| {
            vec![
                Text::of(Meaning::Code, input.key.as_ref()),
                input.meaning.as_ref().into(),
            ]
        });
        let rows: Vec<Vec<Text>> = rows.collect();
        if !rows.is_empty() {
            page = page.table(Table {
                columns: vec![Column::left("VALUE"), Column::left("MEANS")],
                rows,
            });
        }
        let mut rules = Vec::new();
        if self.ordering.items.iter().any(|item| item.class.is_some()) {
            rules.push(Text::from(
                "An expedite comes before everything, and a class of MoSCoW before any score: \
                 must, should, could, none.",
            ));
        }
        rules.push(ties(&method.ties()).into());
        rules.push("What others wait for comes before them.".into());
        page.blocks.push(Block::List(rules));
        page
    }

    /// What the marks behind a score mean, where there are any.
    fn marks(&self) -> Option<String> {
        let scored = || self.report.items.iter().filter(|row| row.score.is_some());
        let mut marks = Vec::new();
        if scored().any(Row::is_rough) {
            marks.push("~ is a score of which a part is assumed, left out or added up".to_owned());
        }
        if scored().any(|row| row.stale) {
            let days = self.report.look.max_age_days;
            marks.push(format!("! is a score older than {days} days"));
        }
        (!marks.is_empty()).then(|| format!("{}.", marks.join("; ")))
    }

    /// The first ones, each with how its score came about and what else put it there.
    fn reasons(&self) -> Vec<Text> {
        let items = self.ordering.items.iter().zip(&self.report.items);
        items
            .take(self.top)
            .map(|(item, row)| self.reason(item, row))
            .collect()
    }

    fn reason(&self, item: &Item<'_>, row: &Row<'_>) -> Text {
        let method = self.ordering.method.as_ref();
        let mut because = Vec::new();
        because.extend(row.gate.map(|class| format!("{class}, before any score")));
        because.push(match (item.scored, row.score) {
            (false, _) => row.gaps().join("; "),
            (true, None) => method.formula(&item.reading.terms),
            (true, Some(score)) => format!(
                "{} → {}",
                method.formula(&item.reading.terms),
                decimal::display(score, method.decimals())
            ),
        });
        if let Some(moved) = row.moved_by {
            let places = plural(moved.from - row.place, "place", "places");
            because.push(format!("{places} up, as {} waits for it", moved.blocks));
        }
        let above = item
            .place
            .checked_sub(2)
            .and_then(|at| self.ordering.items.get(at));
        let tie = above.and_then(|above| {
            let tie = self.ordering.decided_by(above, item)?;
            Some(format!("{} {}", why::decides(tie), above.record.id()))
        });
        because.extend(tie);
        Text::of(Meaning::Strong, row.id.as_str()).and(
            Meaning::Plain,
            format!(" {}: {}", row.title, because.join("; ")),
        )
    }

    fn gaps(&self) -> Vec<Text> {
        let rows = self.report.items.iter().filter(|row| !row.scored);
        rows.map(|row| {
            let gaps = format!(" {}: {}", row.title, row.gaps().join("; "));
            Text::of(Meaning::Strong, row.id.as_str()).and(Meaning::Plain, gaps)
        })
        .collect()
    }

    /// Whether the top holds if one value is one step off.
    fn firmness(&self, page: Page) -> Page {
        let found = self.ordering.sensitivity(self.top);
        let mut page = page.heading(format!("How firm the first {} are", found.top));
        page.blocks
            .extend(Steady::new(self.ordering, &found).page().blocks);
        page.paragraph(
            "A single step moves one value of one record to the next one on its scale, or by the \
             percent that the team set. Robust is the share of steps after which the same records \
             are the first.",
        )
    }
}

/// What decides between equal scores, in its turn.
fn ties(ties: &[Tie]) -> String {
    let words = ties.iter().map(|tie| match tie {
        Tie::Due => "the one with the earlier due date",
        Tie::Rank => "with the lower rank",
        Tie::Id => "with the lower id",
    });
    let words: Vec<&str> = words.collect();
    format!("Of equal scores {} comes first.", words.join(", then "))
}
