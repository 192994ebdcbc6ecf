//! `po find`: records of every kind that hold some words, or whose titles are
//! like one.

use super::Report;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::query::fold;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use crate::yaml::Kind;
use crate::yaml::NodeRef;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "find",
    summary: "records of every kind that hold some words",
};

/// Titles less like the one asked for than this are left out.
const LIKE: f64 = 0.8;
/// Keys whose values are no words, or are looked at apart.
const APART: &[&str] = &["id", "title", "status", "rank", "created", "history"];

/// What was found, best first.
#[derive(Debug)]
pub struct Find<'a> {
    backlog: &'a Backlog,
    asked: String,
    similar: bool,
    hits: Vec<Hit<'a>>,
}

#[derive(Debug)]
struct Hit<'a> {
    record: &'a Record,
    /// Sorts: lower is better.
    grade: Grade,
    /// How like the titles are, with `--similar`.
    likeness: Option<f64>,
    line: Option<Line>,
}

/// The line that holds the words, where the title does not.
#[derive(Clone, Debug)]
struct Line {
    field: String,
    number: u32,
    text: String,
}

/// How good a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Id,
    PhraseInTitle,
    WordsInTitle,
    PhraseInText,
    Words,
}

impl<'a> Find<'a> {
    /// Records that hold every word, in any letters and without regard to
    /// accents. The texts of the backlog must be at hand.
    pub fn words(backlog: &'a Backlog, asked: &str) -> Self {
        let folded = fold(asked);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let records = backlog.records().iter();
        let mut hits: Vec<Hit> = records.filter_map(|r| hit(r, &words)).collect();
        hits.sort_by_key(|hit| hit.grade);
        Self {
            backlog,
            asked: asked.to_owned(),
            similar: false,
            hits,
        }
    }

    /// Records whose title is like this one, the most alike first (Winkler
    /// 1990, from 0 to 1); `but` is left out.
    pub fn similar(backlog: &'a Backlog, title: &str, but: Option<&Record>) -> Self {
        let folded = fold(title);
        let others = backlog.records().iter();
        let others = others.filter(|r| but.is_none_or(|but| r.path != but.path));
        let mut hits: Vec<Hit> = others
            .map(|record| Hit {
                record,
                grade: Grade::WordsInTitle,
                likeness: Some(text::likeness(&folded, &fold(record.title()))),
                line: None,
            })
            .filter(|hit| hit.likeness.is_some_and(|likeness| likeness >= LIKE))
            .collect();
        hits.sort_by(|a, b| {
            b.likeness
                .unwrap_or(0.0)
                .total_cmp(&a.likeness.unwrap_or(0.0))
        });
        Self {
            backlog,
            asked: title.to_owned(),
            similar: true,
            hits,
        }
    }

    pub fn answer(&self) -> Answer {
        let mut data = Map::new();
        data.insert("text".to_owned(), json!(self.asked));
        data.insert("items".to_owned(), self.hits.iter().map(item).collect());
        Answer::new(REPORT.id, self.page(), data)
    }

    fn page(&self) -> Page {
        let all = text::plural(self.backlog.records().len(), "record", "records");
        if self.hits.is_empty() {
            return Page::new().paragraph(match self.similar {
                true => format!("no title of {all} is like \"{}\"", self.asked),
                false => format!(
                    "none of {all} holds \"{0}\"; po find --similar \"{0}\" looks for titles like it",
                    self.asked
                ),
            });
        }
        let last = match self.similar {
            true => Column::right("LIKE"),
            false => Column::left("LINE").cut(),
        };
        let mut table = Table {
            columns: vec![
                Column::left("ID"),
                Column::left("KIND").spare(2),
                Column::left("STATUS").spare(1),
                Column::left("TITLE").cut(),
                last,
            ],
            rows: Vec::with_capacity(self.hits.len()),
        };
        for hit in &self.hits {
            let record = hit.record;
            let status = record.status().unwrap_or("–");
            let line = hit.line.as_ref();
            let line = line.map(|l| format!("{}: {}", l.field, l.text));
            let like = hit.likeness.map(|like| format!("{like:.2}"));
            table.rows.push(vec![
                Text::of(Meaning::Id, record.id().as_str()),
                sort(record).into(),
                super::status(status, self.backlog.category(record)),
                record.title().into(),
                line.or(like).unwrap_or_default().into(),
            ]);
        }
        let footer = format!("{} of {all}", text::thousands(self.hits.len()));
        Page::new()
            .table(table)
            .paragraph(Text::of(Meaning::Faint, footer))
    }
}

fn item(hit: &Hit) -> Value {
    let record = hit.record;
    let line = hit.line.as_ref();
    json!({
        "id": record.id(),
        "kind": record.kind.id,
        "path": record.path,
        "status": record.status(),
        "title": record.title(),
        "field": line.map(|line| line.field.clone()),
        "line": line.map(|line| line.number),
        "text": line.map(|line| line.text.clone()),
        "likeness": hit.likeness,
    })
}

/// A story's own sort, else the kind.
fn sort(record: &Record) -> String {
    match record.field("type") {
        Some(Value::String(sort)) => sort,
        _ => record.kind.id.to_owned(),
    }
}

fn hit<'a>(record: &'a Record, words: &[&str]) -> Option<Hit<'a>> {
    let phrase = words.join(" ");
    let found = |grade, line| {
        Some(Hit {
            record,
            grade,
            likeness: None,
            line,
        })
    };
    if phrase.is_empty() {
        return None;
    }
    if fold(record.id().as_str()) == phrase {
        return found(Grade::Id, None);
    }
    let title = fold(record.title());
    let holds = |text: &str, word: &&&str| text.contains(**word);
    if title.contains(&phrase) {
        return found(Grade::PhraseInTitle, None);
    }
    if words.iter().all(|word| title.contains(word)) {
        return found(Grade::WordsInTitle, None);
    }
    let mut missing: Vec<&&str> = words.iter().filter(|w| !holds(&title, w)).collect();
    let mut best: Option<(usize, Line)> = None;
    let mut whole = false;
    for line in lines(record) {
        let folded = fold(&line.text);
        let count = words.iter().filter(|w| holds(&folded, w)).count();
        missing.retain(|word| !folded.contains(**word));
        whole |= folded.contains(&phrase);
        let weight = count + usize::from(folded.contains(&phrase));
        if best.as_ref().map_or(0, |(most, _)| *most) < weight {
            best = Some((weight, line));
        }
    }
    let grade = if whole {
        Grade::PhraseInText
    } else {
        Grade::Words
    };
    match missing.is_empty() {
        true => found(grade, best.map(|(_, line)| line)),
        false => None,
    }
}

/// The lines of every text of a record that people wrote.
fn lines(record: &Record) -> Vec<Line> {
    let mut lines = Vec::new();
    let root = record.document().and_then(|document| document.root());
    for (key, value) in root.into_iter().flat_map(NodeRef::entries) {
        let field = key.text().unwrap_or_default();
        if !APART.contains(&field) {
            add_lines(field, value, &mut lines);
        }
    }
    lines
}

fn add_lines(field: &str, node: NodeRef, lines: &mut Vec<Line>) {
    match node.kind() {
        Kind::List => node.items().for_each(|item| add_lines(field, item, lines)),
        Kind::Map => node
            .entries()
            .for_each(|(_, value)| add_lines(field, value, lines)),
        Kind::Scalar => {
            let source = node.source();
            // A block begins on the line of its sign, its first words on the next.
            let below = u32::from(source.starts_with(['|', '>']));
            let first = node.span().line + below;
            let words = node.text().unwrap_or_default().lines();
            for (number, words) in (first..).zip(words) {
                if !words.trim().is_empty() {
                    lines.push(Line {
                        field: field.to_owned(),
                        number,
                        text: words.trim().to_owned(),
                    });
                }
            }
        }
    }
}
