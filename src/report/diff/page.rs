//! The page of `po diff`: a part for each sort of change, empty ones left out.

use super::Diff;
use super::Item;
use super::Other;
use super::Scope;
use super::Step;
use crate::model::workflow::Category;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::report::words;
use crate::text;

impl Diff {
    pub(super) fn page(&self) -> Page {
        let finished: Vec<&Step> = self.entered(Category::Done).collect();
        let dropped: Vec<&Step> = self.entered(Category::Dropped).collect();
        let closed = |step: &&Step| {
            let ended = [Category::Done, Category::Dropped];
            !ended
                .iter()
                .any(|category| step.category == Some(category.word()))
        };
        let moved: Vec<&Step> = self.status.iter().filter(closed).collect();
        let mut page = Page::new().paragraph(self.head());
        page = items(page, "New", &self.new);
        page = steps(page, "Finished", "STATUS", &finished);
        page = steps(page, "Moved on", "STATUS", &moved);
        page = steps(page, "Dropped", "STATUS", &dropped);
        page = items(page, "Removed", &self.removed);
        page = items(page, "Blocked", &self.blocked);
        page = items(page, "No longer blocked", &self.unblocked);
        page = steps(
            page,
            "Estimated",
            "POINTS",
            &self.estimated.iter().collect::<Vec<_>>(),
        );
        page = steps(
            page,
            "Put elsewhere in the order",
            "PLACE",
            &self.ranked.iter().collect::<Vec<_>>(),
        );
        for scope in self.sprints.iter().chain(&self.releases) {
            page = in_and_out(page, scope);
        }
        page = others(page, &self.other);
        if !self.files.is_empty() {
            page = page.paragraph(format!("{} changed too", self.files.join(" and ")));
        }
        match page.blocks.len() {
            1 => page.paragraph("nothing changed"),
            _ => page,
        }
    }

    fn head(&self) -> Text {
        let Some(origin) = &self.origin else {
            return Text::from("nothing was committed by then: all of it is new");
        };
        let commits = text::plural(self.commits, "commit", "commits");
        Text::from("since ")
            .and(
                Meaning::Strong,
                origin.at.format("%a %Y-%m-%d %H:%M UTC").to_string(),
            )
            .and(
                Meaning::Faint,
                format!(" ({} {}), {commits}", origin.commit, origin.subject),
            )
    }
}

fn heading(title: &str, count: usize) -> Text {
    Text::of(Meaning::Strong, title).and(Meaning::Faint, format!(" {count}"))
}

fn id(item: &Item) -> Text {
    Text::of(Meaning::Id, item.id.as_str())
}

fn items(page: Page, title: &str, items: &[Item]) -> Page {
    if items.is_empty() {
        return page;
    }
    let table = Table {
        columns: vec![
            Column::left("ID"),
            Column::left("STATUS").spare(1),
            Column::right("PTS").spare(2),
            Column::left("TITLE").cut(),
        ],
        rows: items.iter().map(item_row).collect(),
    };
    page.heading(heading(title, items.len())).table(table)
}

fn item_row(item: &Item) -> Vec<Text> {
    let status = item.status.as_deref().unwrap_or("–");
    let points = item
        .points
        .map_or_else(|| "–".to_owned(), |p| p.to_string());
    vec![
        id(item),
        status.into(),
        points.into(),
        item.title.as_str().into(),
    ]
}

fn steps(page: Page, title: &str, what: &str, steps: &[&Step]) -> Page {
    if steps.is_empty() {
        return page;
    }
    let row = |step: &&Step| {
        let change = format!("{} → {}", words(&step.from), words(&step.to));
        vec![
            id(&step.item),
            change.into(),
            step.item.title.as_str().into(),
        ]
    };
    let table = Table {
        columns: vec![
            Column::left("ID"),
            Column::left(what),
            Column::left("TITLE").cut(),
        ],
        rows: steps.iter().map(row).collect(),
    };
    page.heading(heading(title, steps.len())).table(table)
}

fn in_and_out(page: Page, scope: &Scope) -> Page {
    let added = scope.added.iter().map(|item| ("+", Meaning::Added, item));
    let removed = scope
        .removed
        .iter()
        .map(|item| ("−", Meaning::Removed, item));
    let rows = added.chain(removed).map(|(sign, meaning, item)| {
        let mut row = item_row(item);
        row.insert(0, Text::of(meaning, sign));
        row
    });
    let table = Table {
        columns: vec![
            Column::left(""),
            Column::left("ID"),
            Column::left("STATUS").spare(1),
            Column::right("PTS").spare(2),
            Column::left("TITLE").cut(),
        ],
        rows: rows.collect(),
    };
    let points = format!(" +{} −{} points", scope.points_added, scope.points_removed);
    let title = Text::from("Scope of ")
        .and(Meaning::Id, scope.id.as_str())
        .and(Meaning::Strong, format!(" {}", scope.title))
        .and(Meaning::Faint, points);
    page.heading(title).table(table)
}

fn others(page: Page, others: &[Other]) -> Page {
    if others.is_empty() {
        return page;
    }
    let row = |other: &Other| {
        let mut fields: Vec<&str> = Vec::new();
        for change in &other.changes {
            let top = change.field.split('.').next().unwrap_or_default();
            if !fields.contains(&top) {
                fields.push(top);
            }
        }
        vec![
            id(&other.item),
            fields.join(", ").into(),
            other.item.title.as_str().into(),
        ]
    };
    let table = Table {
        columns: vec![
            Column::left("ID"),
            Column::left("CHANGED").cut(),
            Column::left("TITLE").cut(),
        ],
        rows: others.iter().map(row).collect(),
    };
    page.heading(heading("Also changed", others.len()))
        .table(table)
}
