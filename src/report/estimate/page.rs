//! Estimates as a page: a part for each story, or a table with its sums.

use super::Estimated;
use super::Estimates;
use super::Numbers;
use super::Round;
use super::Sums;
use super::ThreePoints;
use super::UnitSum;
use crate::model::points::Points;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;

impl Estimates {
    pub(super) fn page(&self) -> Page {
        match &self.sums {
            Some(_) if self.items.is_empty() => Page::new().paragraph("no stories to add up"),
            Some(sums) => self.table(sums),
            None => self.items.iter().fold(Page::new(), one),
        }
    }

    fn table(&self, sums: &Sums) -> Page {
        let mut table = Table {
            columns: vec![
                Column::left("ID"),
                Column::right("PTS"),
                Column::right("MEAN"),
                Column::right("P85").spare(1),
                Column::left("UNIT").spare(2),
                Column::left("TITLE").cut(),
            ],
            rows: Vec::new(),
        };
        for item in &self.items {
            let estimate = item.estimate.as_ref();
            let numbers = estimate.and_then(|estimate| estimate.numbers);
            let number = |of: fn(&Numbers) -> f64| match &numbers {
                Some(numbers) => Text::from(format!("{:.2}", of(numbers))),
                None => Text::of(Meaning::Faint, "–"),
            };
            let unit = estimate.map_or("–", |estimate| estimate.unit.word());
            table.rows.push(vec![
                Text::of(Meaning::Id, item.id.as_str()),
                points(item.points, item.about).into(),
                number(|numbers| numbers.mean),
                number(|numbers| numbers.p85),
                unit.into(),
                item.title.as_str().into(),
            ]);
        }
        let mut facts = vec![("points".to_owned(), sums.words().into())];
        for sum in &sums.three_points {
            facts.push((format!("in {}", sum.unit.word()), sum.words(sums).into()));
        }
        let mut page = Page::new().table(table).facts(facts);
        if sums.about {
            let note = "~ points taken from shirts";
            page = page.paragraph(Text::of(Meaning::Faint, note));
        }
        if sums.three_points.iter().any(|sum| sum.stories > 1) {
            let note = "means and variances add up as long as no estimate depends on another";
            page = page.paragraph(Text::of(Meaning::Faint, note));
        }
        page
    }
}

/// `~5` where a shirt stands for the points.
fn points(points: Option<Points>, about: bool) -> String {
    let sign = if about { "~" } else { "" };
    points.map_or_else(|| "–".to_owned(), |points| format!("{sign}{points}"))
}

fn one(page: Page, item: &Estimated) -> Page {
    let heading =
        Text::of(Meaning::Id, item.id.as_str()).and(Meaning::Strong, format!(" {}", item.title));
    let page = page.heading(heading);
    let mut facts: Vec<(String, Text)> = Vec::new();
    if let Some(fits) = &item.fits {
        let size = points(item.points, item.about);
        let words = match &item.shirt {
            Some(shirt) if item.about => format!("{size}, taken from the shirt {shirt}"),
            _ => format!("{size}, fits {fits}"),
        };
        facts.push(("points".to_owned(), words.into()));
    }
    facts.extend(item.estimate.iter().map(|estimate| {
        let meaning = match estimate.invalid {
            Some(_) => Meaning::Bad,
            None => Meaning::Plain,
        };
        (
            "three points".to_owned(),
            Text::of(meaning, estimate.words()),
        )
    }));
    facts.extend(item.poker.iter().map(fact));
    let page = match facts.is_empty() {
        true => page.paragraph(format!("not estimated yet; po estimate {} 5", item.id)),
        false => page.facts(facts),
    };
    match item.neighbours.is_empty() {
        true => page,
        false => page.heading("Of the same size").table(neighbours(item)),
    }
}

fn neighbours(item: &Estimated) -> Table {
    let row = |neighbour: &super::Neighbour| {
        vec![
            Text::of(Meaning::Id, neighbour.id.as_str()),
            neighbour.status.as_deref().unwrap_or("–").into(),
            neighbour.title.as_str().into(),
        ]
    };
    Table {
        columns: vec![
            Column::left("ID"),
            Column::left("STATUS").spare(1),
            Column::left("TITLE").cut(),
        ],
        rows: item.neighbours.iter().map(row).collect(),
    }
}

/// `2026-11-24 round 2`, and what it came to.
fn fact(round: &Round) -> (String, Text) {
    let day = round.on.map(|day| day.to_string());
    let number = round.round.map(|number| format!("round {number}"));
    let name: Vec<String> = day.into_iter().chain(number).collect();
    let name = match name.is_empty() {
        true => "round".to_owned(),
        false => name.join(" "),
    };
    let agreed = round.r#final.map(|points| format!("; {points} agreed"));
    let meaning = match round.verdict {
        Some("consensus") => Meaning::Good,
        Some(_) => Meaning::Warn,
        None => Meaning::Bad,
    };
    let words = Text::of(meaning, round.words.as_str());
    (name, words.and(Meaning::Plain, agreed.unwrap_or_default()))
}

impl ThreePoints {
    fn words(&self) -> String {
        let (o, m, p, unit) = (self.o, self.m, self.p, self.unit.word());
        match (&self.numbers, &self.invalid) {
            (Some(numbers), _) => format!("{o}, {m}, {p} {unit}: {}", numbers.words()),
            (None, why) => why.clone().unwrap_or_default(),
        }
    }
}

impl Numbers {
    fn words(&self) -> String {
        let Numbers {
            mean, sd, p85, p95, ..
        } = self;
        format!("mean {mean:.2}, sd {sd:.2}, P85 {p85:.2}, P95 {p95:.2}")
    }
}

impl Sums {
    fn words(&self) -> String {
        let size = points(Some(self.points), self.about);
        let stories = text::plural(self.with_points, "story", "stories");
        format!("{size} in {stories}{}", without(self.without_points))
    }
}

impl UnitSum {
    fn words(&self, sums: &Sums) -> String {
        let Numbers { low, high, .. } = self.numbers;
        let range = format!("95 of 100 between {low:.2} and {high:.2}");
        let stories = text::plural(self.stories, "story", "stories");
        let without = without(sums.without_three_points);
        format!("{}, {range}; {stories}{without}", self.numbers.words())
    }
}

fn without(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(", {} without", text::thousands(count)),
    }
}
