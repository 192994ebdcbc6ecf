//! `po explain`: what a rule, a method, a field, a state or a kind is for, from
//! the definitions that the program itself goes by.

mod entry;
mod field;
mod setter;
mod term;

pub(in crate::report) use entry::scale;

use super::Report;
use super::words;
use crate::diag::Error;
use crate::model::config::Config;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::text;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

pub static REPORT: Report = Report {
    id: "explain",
    summary: "what a rule, a method, a field, a state or a word of an answer is for",
};

/// Everything that goes by one name.
#[derive(Debug, Serialize)]
pub struct Explain {
    pub items: Vec<Explanation>,
}

/// What one thing is for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// rule, method, kind, field, setting, state, milestone, word, number, input or term.
    pub sort: &'static str,
    pub name: String,
    /// One line, lower case, without a full stop.
    pub summary: String,
    /// What can be said in a few words each.
    pub facts: Map<String, Value>,
    /// The rest, in Markdown; empty where there is no more to say.
    pub text: String,
}

impl Explain {
    /// Everything of this name; fields may be named with their kind before
    /// them, as in `story.points`, and with the keys further in.
    ///
    /// # Errors
    /// Nothing has the name; the nearest one is named.
    pub fn new(name: &str, config: &Config) -> Result<Self, Error> {
        let mut items = called(name, config);
        if items.is_empty() {
            items = called(&spelt(name, config), config);
        }
        match items.is_empty() {
            true => Err(unknown(name, config)),
            false => Ok(Self { items }),
        }
    }

    /// Everything that can be explained, in the order of the listing.
    pub fn everything(config: &Config) -> Self {
        let mut items = all(config, None);
        items.extend(field::all(config));
        Self { items }
    }

    /// The explanations in full.
    pub fn answer(&self) -> Answer {
        let mut page = Page::new();
        for item in &self.items {
            let heading = Text::of(Meaning::Strong, &item.name)
                .and(Meaning::Faint, format!(" · {}", item.sort));
            page = page.heading(heading).paragraph(item.summary.as_str());
            if !item.facts.is_empty() {
                let facts = item.facts.iter();
                page = page.facts(facts.map(|(k, v)| (k.clone(), fact(v).into())).collect());
            }
            if !item.text.is_empty() {
                page = page.article(&item.text);
            }
        }
        Answer::new(REPORT.id, page, super::data(self))
    }

    /// The names alone, with a line each.
    pub fn listing(&self) -> Answer {
        let mut page = Page::new();
        for (sort, title) in entry::SORTS {
            let of_sort = || self.items.iter().filter(|item| item.sort == *sort);
            if of_sort().next().is_none() {
                continue;
            }
            page = page.heading(*title);
            page = match *sort {
                // Too many for a line each.
                "field" | "setting" | "input" => page.facts(by_owner(of_sort())),
                _ => page.facts(
                    of_sort()
                        .map(|item| (item.name.clone(), item.summary.as_str().into()))
                        .collect(),
                ),
            };
        }
        let page = page.paragraph(
            Text::of(Meaning::Command, "po explain NAME").and(Meaning::Plain, " tells more"),
        );
        let items = self.items.iter().map(|item| {
            serde_json::json!({"sort": item.sort, "name": item.name, "summary": item.summary})
        });
        let mut data = Map::new();
        data.insert("items".to_owned(), items.collect());
        Answer::new(REPORT.id, page, data)
    }
}

/// A fact in words: items that explain themselves get a line each.
fn fact(value: &Value) -> String {
    match value.as_array() {
        Some(items) if items.iter().any(|item| words(item).contains(": ")) => {
            let lines: Vec<String> = items.iter().map(words).collect();
            lines.join("\n")
        }
        _ => words(value),
    }
}

/// The names of fields, a fact for each kind or file that has them.
fn by_owner<'a>(items: impl Iterator<Item = &'a Explanation>) -> Vec<(String, Text)> {
    let mut owners: IndexMap<String, Vec<&str>> = IndexMap::new();
    for item in items {
        let owner = item.facts.get("of").or(item.facts.get("in"));
        let owner = owner.map(words).unwrap_or_default();
        owners.entry(owner).or_default().push(&item.name);
    }
    let owners = owners.into_iter();
    owners
        .map(|(owner, names)| (owner, names.join(", ").into()))
        .collect()
}

/// Everything of this very name.
fn called(name: &str, config: &Config) -> Vec<Explanation> {
    let mut items = all(config, Some(name));
    items.retain(|item| item.name == name);
    items.extend(field::named(name, config));
    items
}

/// A name as it is written, whatever its letters are typed like, also as the heading of a column: `PER WEEK`.
fn spelt(name: &str, config: &Config) -> String {
    let plain = |name: &str| {
        name.trim_matches('|')
            .replace([' ', '-'], "_")
            .to_lowercase()
    };
    let small = name.to_lowercase();
    if ["say", "do", "say-do", "say_do", "saydo"].contains(&small.as_str()) {
        return "say/do".to_owned();
    }
    let everything = Explain::everything(config).items;
    let mut names = everything.into_iter().map(|item| item.name);
    names
        .find(|other| plain(other) == plain(name))
        .unwrap_or(small)
}

/// Everything but fields; of the kinds, whose texts are long, `only` one.
fn all(config: &Config, only: Option<&str>) -> Vec<Explanation> {
    let mut items = entry::rules();
    items.extend(entry::methods(config));
    items.extend(entry::kinds(config, only));
    items.extend(entry::states(config));
    items.extend(entry::milestones(config));
    items.extend(entry::query_words());
    items.extend(entry::numbers());
    items.extend(term::inputs(config));
    items.extend(term::words());
    items.extend(field::settings());
    items
}

fn unknown(name: &str, config: &Config) -> Error {
    let everything = Explain::everything(config);
    let names = everything.items.iter().map(|item| item.name.as_str());
    let error = Error::usage(format!("there is nothing called \"{name}\" to explain"));
    match text::nearest(name, names) {
        Some(near) => error.help(format!("did you mean \"{near}\"? po explain {near}")),
        None => error.help("po explain lists what there is"),
    }
}

#[cfg(test)]
mod tests;
