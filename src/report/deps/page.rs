//! Dependencies as a page: the tree of a record, or a table of them all.

use super::Dependency;
use super::Deps;
use super::Item;
use super::LongestChain;
use super::Only;
use super::State;
use super::tree::Step;
use crate::model::id::Id;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use std::collections::HashMap;

/// The steps after which a tree is only counted.
const DEEP: usize = 8;

impl Deps {
    pub(super) fn page(&self) -> Page {
        let items = self.items.iter();
        let items: HashMap<&Id, &Item> = items.map(|item| (&item.id, item)).collect();
        let page = match (&self.tree, &self.id) {
            (Some(tree), Some(id)) => {
                let head = items.get(id).map(|item| heading(item)).unwrap_or_default();
                let page = Page::new().heading(head);
                let notes = self.notes();
                let ways = [
                    ("Waits for", &tree.waits_for, "it waits for nothing"),
                    ("Waited for by", &tree.waited_for_by, "nothing waits for it"),
                ];
                ways.into_iter()
                    .fold(page, |page, (name, steps, none)| match steps.is_empty() {
                        true => page.paragraph(none),
                        false => page.heading(name).verbatim(branches(steps, &items, &notes)),
                    })
            }
            _ if self.dependencies.is_empty() => Page::new().paragraph(self.nothing()),
            _ => {
                let page = match self.is_whole() {
                    true => Page::new().table(self.table(&items)),
                    false => Page::new().verbatim(self.lines(&items)),
                };
                page.paragraph(Text::of(Meaning::Faint, self.footer()))
            }
        };
        match self.is_whole() {
            true => self.below(page),
            false => page,
        }
    }

    /// No dependencies were left out.
    fn is_whole(&self) -> bool {
        self.only == Only::default()
    }

    /// What is said of each dependency.
    fn notes(&self) -> HashMap<(&Id, &Id), String> {
        let found = self.dependencies.iter();
        found
            .map(|found| ((&found.id, &found.needs), found.notes().join(" · ")))
            .collect()
    }

    fn nothing(&self) -> &'static str {
        match self.is_whole() {
            true => "no open record waits for another; po link ID ID --as depends_on says so",
            false => "no such dependency; po deps shows all",
        }
    }

    fn table(&self, items: &HashMap<&Id, &Item>) -> Table {
        let title = |id: &Id| items.get(id).map_or("", |item| item.title.as_str());
        let status = |id: &Id| items.get(id).and_then(|item| item.status.as_deref());
        let row = |found: &Dependency| {
            vec![
                Text::of(Meaning::Id, found.id.as_str()),
                title(&found.id).into(),
                Text::of(Meaning::Id, found.needs.as_str()),
                status(&found.needs).unwrap_or("–").into(),
                title(&found.needs).into(),
                Text::of(Meaning::Warn, found.marks()),
            ]
        };
        Table {
            columns: vec![
                Column::left("ID"),
                Column::left("TITLE").cut().spare(2),
                Column::left("WAITS FOR"),
                Column::left("ITS STATUS").spare(1),
                Column::left("ITS TITLE").cut().spare(3),
                Column::left("NOTES"),
            ],
            rows: self.dependencies.iter().map(row).collect(),
        }
    }

    /// Each dependency as a sentence, and below it what is to be said of it.
    fn lines(&self, items: &HashMap<&Id, &Item>) -> Vec<Text> {
        let mut lines = Vec::new();
        for found in &self.dependencies {
            let both = [&found.id, &found.needs];
            let item = |id: &Id| items.get(id).copied();
            let named = both.map(|id| {
                let title = item(id).map_or("", |item| item.title.as_str());
                (id.as_str(), format!(" {title}"))
            });
            let [(id, title), (needs, needed)] = named;
            let line = Text::of(Meaning::Id, id).and(Meaning::Plain, title);
            let line = line.and(Meaning::Faint, " waits for ");
            lines.push(line.and(Meaning::Id, needs).and(Meaning::Plain, needed));
            let blocks = both.into_iter().filter_map(|id| {
                let block = item(id)?.blocked.as_ref()?;
                Some(format!("{id} is {block}"))
            });
            let notes = found.notes().into_iter().chain(blocks);
            lines.extend(notes.map(|note| Text::from("  ").and(Meaning::Warn, note)));
        }
        lines
    }

    fn footer(&self) -> String {
        let count = |is: fn(&Dependency) -> bool| {
            self.dependencies.iter().filter(|found| is(found)).count()
        };
        let all = text::plural(self.dependencies.len(), "dependency", "dependencies");
        let parts = [
            (count(|found| found.late.is_some()), "late"),
            (count(|found| found.teams.is_some()), "across teams"),
            (count(|found| found.conflicts), "against the rank"),
            (count(|found| found.blocked), "blocked"),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts = parts.map(|(count, word)| format!(" · {} {word}", text::thousands(count)));
        all + &parts.collect::<String>()
    }

    /// Circles, and the chain that takes longest.
    fn below(&self, page: Page) -> Page {
        let circles = self.circles.iter().map(|ids| {
            let around: Vec<Id> = ids.iter().chain(ids.first()).cloned().collect();
            let words = named(&around, " → ");
            Text::of(Meaning::Bad, "circle: ").and(Meaning::Plain, words)
        });
        let circles: Vec<Text> = circles.collect();
        let page = match circles.is_empty() {
            true => page,
            false => page.verbatim(circles),
        };
        match &self.longest_chain {
            Some(chain) => page.facts(chain.facts()),
            None => page,
        }
    }
}

impl LongestChain {
    fn facts(&self) -> Vec<(String, Text)> {
        let count = text::plural(self.ids.len(), "record", "records");
        let head = format!("{}, {count}", self.points.words());
        let mut facts = vec![
            ("longest chain".to_owned(), Text::from(head)),
            (
                "in this order".to_owned(),
                named(&self.ids, ", then ").into(),
            ),
        ];
        if !self.unestimated.is_empty() {
            let ids = Text::of(Meaning::Warn, named(&self.unestimated, ", "));
            facts.push(("without points".to_owned(), ids));
        }
        if !self.in_circles.is_empty() {
            let ids = Text::of(Meaning::Bad, named(&self.in_circles, ", "));
            let why = ": a circle has no order, so they stand by id";
            facts.push(("in a circle".to_owned(), ids.and(Meaning::Plain, why)));
        }
        facts
    }
}

fn heading(item: &Item) -> Text {
    let head = Text::of(Meaning::Id, item.id.as_str());
    head.and(Meaning::Strong, format!(" {}", item.title))
        .and(Meaning::Plain, state(item))
}

/// ` · ready · 5 points · team web`.
fn state(item: &Item) -> String {
    let status = match (item.state, item.status.as_deref()) {
        (State::Missing, _) => Some("no record has this id"),
        (_, status) => status,
    };
    let parts = [
        status.map(str::to_owned),
        item.points.map(|points| points.words()),
        item.team.as_ref().map(|team| format!("team {team}")),
        item.blocked.clone(),
    ];
    let parts = parts.into_iter().flatten();
    parts.map(|part| format!(" · {part}")).collect()
}

fn branches(
    steps: &[Step],
    items: &HashMap<&Id, &Item>,
    notes: &HashMap<(&Id, &Id), String>,
) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut beyond = 0;
    for (at, step) in steps.iter().enumerate() {
        if step.depth > DEEP {
            beyond += 1;
            let ends = steps.get(at + 1).is_none_or(|next| next.depth <= DEEP);
            if ends {
                let more = text::thousands(beyond);
                let first = &steps[at + 1 - beyond].via;
                let indent = "  ".repeat(DEEP + 1);
                let line = format!("{indent}… {more} more behind {first}: ");
                let command = format!("po deps {first}");
                lines.push(Text::of(Meaning::Faint, line).and(Meaning::Command, command));
                beyond = 0;
            }
            continue;
        }
        lines.push(branch(step, items, notes));
    }
    lines
}

fn branch(step: &Step, items: &HashMap<&Id, &Item>, notes: &HashMap<(&Id, &Id), String>) -> Text {
    let indent = "  ".repeat(step.depth);
    let mut line = Text::from(indent).and(Meaning::Id, step.id.as_str());
    if let Some(item) = items.get(&step.id) {
        let title = Some(&item.title).filter(|title| !title.is_empty());
        let title = title.map(|title| format!(" {title}")).unwrap_or_default();
        let meaning = match item.state {
            State::Open => Meaning::Plain,
            State::Done | State::Dropped => Meaning::Faint,
            State::Missing => Meaning::Bad,
        };
        line = line.and(meaning, title + &state(item));
    }
    if step.again {
        line = line.and(Meaning::Faint, " · as above");
    }
    let both = [(&step.via, &step.id), (&step.id, &step.via)];
    let said = both.iter().find_map(|pair| notes.get(pair));
    match said.filter(|said| !said.is_empty()) {
        Some(said) => line.and(Meaning::Warn, format!(" · {said}")),
        None => line,
    }
}

/// The first ids with words between them, and how many more there are.
fn named(ids: &[Id], between: &str) -> String {
    const NAMED: usize = 10;
    let first: Vec<&str> = ids.iter().take(NAMED).map(Id::as_str).collect();
    let words = first.join(between);
    match ids.len().saturating_sub(NAMED) {
        0 => words,
        more => format!("{words} … and {} more", text::thousands(more)),
    }
}
