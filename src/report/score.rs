//! What one record is scored by: the scale of each input, what is there, and the records nearest in score.

use super::Report;
use super::explain;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::model::Record;
use crate::model::id::Id;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::priority::Input;
use crate::priority::Invalid;
use crate::priority::Method;
use crate::priority::Ordering;
use crate::priority::Scores;
use crate::priority::decimal;
use crate::priority::word;
use crate::text::and_list;

pub static REPORT: Report = Report {
    id: "score",
    summary: "what a record is scored by, and what it holds of it",
};

/// How many of the records nearest in score are shown.
const NEAR: usize = 4;
/// In place of a value that is not there.
const NONE: &str = "–";

/// `po score ID` without values.
#[derive(Debug, Serialize)]
pub struct ScoreSheet<'a> {
    pub method: &'static str,
    pub id: &'a Id,
    pub title: &'a str,
    /// To 6 decimals; null without one.
    pub score: Option<f64>,
    /// Its place in the order; null where it has none.
    pub place: Option<usize>,
    /// How many records the order holds.
    pub of: usize,
    pub inputs: Vec<Asked<'a>>,
    /// The records nearest in score, by place.
    pub near: Vec<Near<'a>>,
    #[serde(skip)]
    decimals: u32,
    /// The class that the method gives it.
    #[serde(skip)]
    class: Option<String>,
    /// The inputs that a score lacks.
    #[serde(skip)]
    missing: Vec<String>,
    /// The inputs that cannot be used.
    #[serde(skip)]
    misfits: Vec<Invalid>,
    /// It holds some of the inputs already.
    #[serde(skip)]
    begun: bool,
    /// Why it has no place at all, in a word.
    #[serde(skip)]
    excluded: Option<&'static str>,
}

/// One input of the method.
#[derive(Debug, Serialize)]
pub struct Asked<'a> {
    pub key: &'a str,
    /// What it says of a record.
    pub meaning: &'a str,
    /// The values it may have, in words.
    pub scale: String,
    /// A record has a score without it.
    pub optional: bool,
    /// What the record holds; null where it holds nothing.
    pub value: Option<Value>,
    /// Why the value cannot be used; null where it can.
    pub invalid: Option<String>,
    /// A line is enough for it, so that it can be asked for.
    #[serde(skip)]
    pub is_line: bool,
}

/// A record near in score.
#[derive(Debug, Serialize)]
pub struct Near<'a> {
    pub id: &'a Id,
    pub title: &'a str,
    pub place: usize,
    pub score: f64,
    /// The values of its inputs, null where there is none.
    pub values: Vec<Option<&'a Value>>,
}

impl<'a> ScoreSheet<'a> {
    /// The sheet of a record of an order, or of a closed one beside it.
    pub fn new(ordering: &'a Ordering<'_>, record: &'a Record) -> Self {
        let method = ordering.method.as_ref();
        let item = ordering.item(record.id());
        let score = item.and_then(|item| item.score);
        let scored = item.filter(|item| item.scored);
        let inputs = method.inputs().iter();
        let inputs = inputs.map(|input| Asked::of(method, input, record));
        Self {
            method: method.id(),
            id: record.id(),
            title: record.title(),
            score: score.map(decimal::rounded),
            place: item.map(|item| item.place),
            of: ordering.items.len(),
            inputs: inputs.collect(),
            near: score.map_or_else(Vec::new, |score| near(ordering, record.id(), score)),
            decimals: method.decimals(),
            class: scored.and_then(|item| method.class(&item.reading.terms)),
            missing: item.map_or_else(Vec::new, |item| item.reading.missing.clone()),
            misfits: item.map_or_else(Vec::new, |item| item.reading.invalid.clone()),
            begun: item.is_some_and(|item| item.reading.valid > 0),
            excluded: ordering.why_excluded(record.id()),
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }

    pub fn page(&self) -> Page {
        let mut page = Page::new().heading(self.heading());
        if self.inputs.is_empty() {
            let text = format!("po explain {} says where its inputs come from", self.method);
            return page.paragraph(text);
        }
        page = page.table(self.scales());
        for asked in &self.inputs {
            if let Some(why) = &asked.invalid {
                let text = format!("not valid: {}: {why}", asked.key);
                page = page.paragraph(Text::of(Meaning::Warn, text));
            }
        }
        if !self.near.is_empty() {
            page = page.paragraph("nearest in score:").table(self.neighbours());
        }
        page
    }

    /// What the values come to: "wsjf 3.20 · place 2 of 41", or what a score still lacks.
    pub fn result(&self) -> Text {
        let place = self
            .place
            .map(|place| format!("place {place} of {} in po prioritize", self.of));
        let score = self
            .score
            .map(|score| decimal::display(score, self.decimals));
        let words = match (score.as_ref().or(self.class.as_ref()), place) {
            (Some(score), Some(place)) => format!("{} {score} · {place}", self.method),
            (Some(score), None) => format!("{} {score}", self.method),
            (None, _) => self.none(),
        };
        Text::from(words)
    }

    /// That there is no score, and why.
    fn none(&self) -> String {
        let method = self.method;
        if let Some(why) = self.excluded {
            return format!("no {method} score: left out of the order, as it is {why}");
        }
        if let Some(misfit) = self.misfits.first() {
            let Invalid { key, why } = misfit;
            return format!("no {method} score: {key}: {why}");
        }
        if self.missing.is_empty() {
            return format!("no {method} score");
        }
        let as_well = if self.begun { " as well" } else { "" };
        let missing = and_list(&self.missing);
        format!("no {method} score yet: it needs {missing}{as_well}")
    }

    /// Where the record stands, and what keeps it from a score.
    pub fn standing_data(&self) -> Map<String, Value> {
        let mut data = self.result_data();
        data.insert("class".to_owned(), json!(self.class));
        data.insert("missing".to_owned(), json!(self.missing));
        data.insert("invalid".to_owned(), json!(self.misfits));
        data.insert("excluded".to_owned(), json!(self.excluded));
        data
    }

    /// The same for scripts.
    pub fn result_data(&self) -> Map<String, Value> {
        let mut data = super::data(self);
        data.retain(|key, _| ["method", "score", "place", "of"].contains(&key.as_str()));
        data
    }

    /// "S-142 Guest checkout · wsjf 3.20 · place 2 of 41".
    fn heading(&self) -> Text {
        let score = match self.score {
            Some(score) => decimal::display(score, self.decimals),
            None => NONE.to_owned(),
        };
        let mut words = format!(" {} · {} {score}", self.title, self.method);
        if let Some(place) = self.place {
            words += &format!(" · place {place} of {}", self.of);
        }
        Text::of(Meaning::Id, self.id.as_str()).and(Meaning::Plain, words)
    }

    fn scales(&self) -> Table {
        let rows = self.inputs.iter().map(|asked| {
            let needed = if asked.optional { " (optional)" } else { "" };
            vec![
                asked.key.into(),
                asked
                    .value
                    .as_ref()
                    .map_or(NONE.into(), |value| word(value).into()),
                asked.scale.as_str().into(),
                format!("{}{needed}", asked.meaning).into(),
            ]
        });
        Table {
            rows: rows.collect(),
            columns: vec![
                Column::left("INPUT"),
                Column::right("NOW"),
                Column::left("SCALE"),
                Column::left("MEANING").cut(),
            ],
        }
    }

    fn neighbours(&self) -> Table {
        let mut columns = vec![
            Column::right("#"),
            Column::left("ID"),
            Column::right(self.method.to_uppercase()),
        ];
        let keys = self.inputs.iter().map(|asked| asked.key.to_uppercase());
        columns.extend(keys.map(|key| Column::right(key).spare(1)));
        columns.push(Column::left("TITLE").cut());
        let rows = self.near.iter().map(|near| {
            let mut cells = vec![
                Text::from(near.place.to_string()),
                Text::of(Meaning::Id, near.id.as_str()),
                decimal::display(near.score, self.decimals).into(),
            ];
            let values = near.values.iter();
            cells.extend(values.map(|value| value.map_or(NONE.into(), |value| word(value).into())));
            cells.push(near.title.into());
            cells
        });
        Table {
            rows: rows.collect(),
            columns,
        }
    }
}

impl<'a> Asked<'a> {
    fn of(method: &dyn Method, input: &'a Input, record: &Record) -> Self {
        let value = Scores::of(record).value(method.id(), &input.key);
        Self {
            key: &input.key,
            meaning: &input.meaning,
            scale: explain::scale(&input.scale),
            optional: input.optional,
            invalid: value.and_then(|value| input.scale.check(value).err()),
            value: value.cloned(),
            is_line: input.scale.is_line(),
        }
    }
}

/// The other records whose scores are least apart from this one, by place.
fn near<'a>(ordering: &'a Ordering<'_>, id: &Id, score: f64) -> Vec<Near<'a>> {
    let others = ordering.items.iter().filter(|item| item.record.id() != id);
    let mut others: Vec<_> = others
        .filter_map(|item| Some((item, item.score?)))
        .collect();
    let apart = |other: f64| decimal::sort_key((other - score).abs());
    others.sort_by_key(|(item, other)| (apart(*other), item.place));
    others.truncate(NEAR);
    others.sort_by_key(|(item, _)| item.place);
    let near = others.into_iter().map(|(item, score)| Near {
        id: item.record.id(),
        title: item.record.title(),
        place: item.place,
        score: decimal::rounded(score),
        values: ordering
            .method
            .inputs()
            .iter()
            .map(|input| item.reading.terms.get(input.key.as_ref()))
            .collect(),
    });
    near.collect()
}
