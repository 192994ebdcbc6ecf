//! Why one record stands where it stands, and what would move it.
use indexmap::IndexMap;
use serde::Serialize;

use super::Look;
use super::Row;
use super::page;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::unknown;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::priority::Ordering;
use crate::priority::Tie;
use crate::priority::decimal;
use crate::priority::file_key;
use crate::priority::pipeline::Cycle;
use crate::priority::pipeline::Item;
use crate::priority::pipeline::Step;
use crate::priority::word;
use crate::text::shell_word;

/// `po prioritize --why ID`.
#[derive(Debug, Serialize)]
pub struct Why<'a> {
    pub method: &'static str,
    /// How many records the order holds.
    pub of: usize,
    #[serde(flatten)]
    pub item: Row<'a>,
    /// How the score comes about, in words.
    pub formula: Option<String>,
    /// What share single inputs have in what the method adds up, 0 to 1 each.
    pub shares: IndexMap<&'a str, f64>,
    pub above: Option<Neighbour<'a>>,
    pub below: Option<Neighbour<'a>>,
    /// Single inputs that would move it up, each by the least change that does.
    pub up: Vec<Step>,
    /// The same downwards.
    pub down: Vec<Step>,
    /// The records that wait for each other, where it is one of them.
    pub circle: Option<&'a Cycle>,
    #[serde(skip)]
    look: Look<'a>,
    /// It is scored by inputs of its own; votes and comparisons are others'.
    #[serde(skip)]
    movable: bool,
}

/// A record next to the one in question.
#[derive(Debug, Serialize)]
pub struct Neighbour<'a> {
    #[serde(flatten)]
    pub item: Row<'a>,
    /// What decides between the two where scores do not: `due`, `rank` or `id`.
    pub decided_by: Option<Tie>,
}

impl<'a> Why<'a> {
    /// The reasons for the place of a record.
    ///
    /// # Errors
    /// The record has no place in the order.
    pub fn new(ordering: &'a Ordering<'_>, id: &Id) -> Result<Self, Error> {
        let Some(item) = ordering.item(id) else {
            return Err(absent(ordering, id));
        };
        let at = item.place - 1;
        let neighbour = |other: &'a Item<'_>, upper: &Item<'_>, lower: &Item<'_>| Neighbour {
            item: Row::of(ordering, other),
            decided_by: ordering.decided_by(upper, lower),
        };
        let above = at
            .checked_sub(1)
            .and_then(|above| ordering.items.get(above));
        let below = ordering.items.get(at + 1);
        let steps = if item.scored {
            ordering.steps(item)
        } else {
            Vec::new()
        };
        let (up, down) = steps.into_iter().partition(|step| step.place < item.place);
        let method = ordering.method.as_ref();
        let formula = item.scored.then(|| method.formula(&item.reading.terms));
        let shares = match item.scored {
            true => method.shares(&item.reading.terms),
            false => Vec::new(),
        };
        let shares = shares
            .into_iter()
            .map(|(key, share)| (key, decimal::rounded(share)));
        Ok(Self {
            method: method.id(),
            of: ordering.items.len(),
            item: Row::of(ordering, item),
            formula,
            shares: shares.collect(),
            above: above.map(|above| neighbour(above, above, item)),
            below: below.map(|below| neighbour(below, item, below)),
            up,
            down,
            circle: ordering.cycles.iter().find(|cycle| cycle.ids.contains(id)),
            look: Look::of(ordering),
            movable: item.scored && method.reads_records(),
        })
    }

    pub fn answer(&self) -> Answer {
        Answer::new("prioritize-why", self.page(), super::super::data(self))
    }

    /// The reasons as a page.
    pub fn page(&self) -> Page {
        let mut facts = self.reasons();
        facts.extend(self.neighbours());
        facts.extend(self.changes());
        if let Some(circle) = &self.circle {
            let way: Vec<&str> = circle.path.iter().map(Id::as_str).collect();
            let text = Text::of(
                Meaning::Warn,
                format!("{}, so no order is right", way.join(" → ")),
            );
            facts.push(("in a circle".to_owned(), text));
        } else if let Some(moved) = &self.item.moved_by {
            let places = moved.from - self.item.place;
            let text = format!("{places} by dependency: {} waits for it", moved.blocks);
            facts.push(("moved up".to_owned(), text.into()));
        }
        if let Some(block) = &self.item.blocked {
            facts.push(("blocked".to_owned(), Text::of(Meaning::Bad, block.as_str())));
        }
        if !self.item.waits_for.is_empty() {
            let ids: Vec<&str> = self.item.waits_for.iter().map(Id::as_str).collect();
            let text = format!("{}, not in this order", ids.join(", "));
            facts.push(("waits for".to_owned(), text.into()));
        }
        if self.item.old_place != self.item.place {
            let text = format!("place {} so far", self.item.old_place);
            facts.push(("by rank".to_owned(), text.into()));
        }
        Page::new().heading(self.heading()).facts(facts)
    }

    /// "S-142 Guest checkout · place 2 of 41 · wsjf 3.20".
    fn heading(&self) -> Text {
        let Row { title, place, .. } = &self.item;
        let place = format!(" {title} · place {place} of {} · {} ", self.of, self.method);
        let mut heading = Text::of(Meaning::Id, self.item.id.as_str()).and(Meaning::Plain, place);
        heading.0.extend(value(&self.item, &self.look).0);
        heading
    }

    /// How the score comes about, or what it lacks.
    fn reasons(&self) -> Vec<(String, Text)> {
        let mut facts = Vec::new();
        if let Some(class) = self.item.gate {
            let text = format!("{class}, before any score");
            facts.push(("class".to_owned(), text.into()));
        }
        if let Some(formula) = &self.formula {
            facts.push((self.method.to_owned(), formula.as_str().into()));
        }
        if !self.shares.is_empty() {
            let percent = |share: f64| decimal::display(share * 100.0, 0);
            let shares = self.shares.iter();
            let shares = shares.map(|(key, share)| format!("{key} {} %", percent(*share)));
            let shares: Vec<String> = shares.collect();
            facts.push(("shares".to_owned(), shares.join(", ").into()));
        }
        for gap in self.item.gaps() {
            facts.push(("gap".to_owned(), Text::of(Meaning::Warn, gap)));
        }
        if !self.item.missing.is_empty() {
            let set = self.item.missing.iter().map(|key| self.path(key));
            let set: Vec<String> = set.map(|path| shell_word(&format!("{path}=…"))).collect();
            let command = format!("po set {} {}", self.item.id, set.join(" "));
            facts.push(("mend".to_owned(), Text::of(Meaning::Command, command)));
        }
        if let Some(age) = self.item.age(&self.look) {
            let meaning = if self.item.stale {
                Meaning::Warn
            } else {
                Meaning::Plain
            };
            facts.push(("scored".to_owned(), Text::of(meaning, age)));
        }
        facts
    }

    /// Where a missing input belongs in the record.
    fn path(&self, key: &str) -> String {
        match key.split_once('.') {
            Some((method, key)) => format!("scores.{}.{key}", file_key(method)),
            None if key == self.method => format!("scores.{key}"),
            None => format!("scores.{}.{key}", file_key(self.method)),
        }
    }

    fn neighbours(&self) -> impl Iterator<Item = (String, Text)> {
        let sides = [("above", &self.above), ("below", &self.below)];
        sides.into_iter().filter_map(|(side, neighbour)| {
            let neighbour = neighbour.as_ref()?;
            let row = &neighbour.item;
            let mut text = Text::of(Meaning::Id, row.id.as_str());
            text = text.and(Meaning::Plain, format!(" {} ", row.title));
            text.0.extend(value(row, &self.look).0);
            if row.gate != self.item.gate {
                let class = row.gate.unwrap_or("no class");
                text = text.and(Meaning::Plain, format!(", {class}"));
            }
            if let Some(tie) = neighbour.decided_by {
                text = text.and(Meaning::Plain, format!(", {}", decides(tie)));
            }
            Some((side.to_owned(), text))
        })
    }

    /// "one place up", "needs time 5 → 20 or size 5 → 2".
    fn changes(&self) -> Vec<(String, Text)> {
        let mut facts = Vec::new();
        let place = self.item.place;
        if !self.movable {
            return facts;
        }
        if self.up.is_empty() && self.down.is_empty() {
            let text = "by none of its inputs alone: --what-if tries several".to_owned();
            facts.push(("moved".to_owned(), text.into()));
            return facts;
        }
        if place > 1 {
            let text = match steps(&self.up, place - 1) {
                Some(steps) => format!("needs {steps}"),
                None => "no single input is enough".to_owned(),
            };
            facts.push(("one place up".to_owned(), text.into()));
        }
        if place < self.of {
            let text = match steps(&self.down, place + 1) {
                Some(steps) => format!("takes {steps}"),
                None => "no single input is enough".to_owned(),
            };
            facts.push(("one place down".to_owned(), text.into()));
        }
        facts
    }
}

/// Steps in a sentence; one that leads beyond the next place says where to.
fn steps(steps: &[Step], next: usize) -> Option<String> {
    let text = |step: &Step| {
        let change = format!("{} {} → {}", step.key, word(&step.from), word(&step.to));
        if step.place == next {
            change
        } else {
            format!("{change} (place {})", step.place)
        }
    };
    let texts: Vec<String> = steps.iter().map(text).collect();
    (!texts.is_empty()).then(|| texts.join(" or "))
}

/// The class by the method, the score, or both.
fn value(row: &Row<'_>, look: &Look<'_>) -> Text {
    let Some(own) = &row.own else {
        return page::score(row, look);
    };
    let mut text = Text::from(own.as_str());
    if row.score.is_some() {
        text.0.extend(Text::from(" ").0);
        text.0.extend(page::score(row, look).0);
    }
    text
}

pub(super) fn decides(tie: Tie) -> &'static str {
    match tie {
        Tie::Due => "equal but for the due date",
        Tie::Rank => "equal but for the rank",
        Tie::Id => "equal but for the id",
    }
}

/// Why a record has no place.
fn absent(ordering: &Ordering<'_>, id: &Id) -> Error {
    if let Some(why) = ordering.why_excluded(id) {
        return Error::usage(format!("{id} has no place: it is {why}"))
            .help(format!("po show {id} shows what it was given"));
    }
    match ordering.backlog.get(id) {
        Some(_) => Error::usage(format!("{id} is not among the records that were ordered"))
            .help("po prioritize orders open stories, or those of the query that it is given"),
        None => unknown::missing(ordering.backlog, id),
    }
}
