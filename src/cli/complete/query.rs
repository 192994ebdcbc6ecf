//! Words of a query: names before the colon, values behind it.

use super::super::select;
use super::Candidate;
use super::assign;
use super::desk::Desk;
use super::names;
use super::records;
use super::spot::Spot;
use po::model::kind;
use po::model::kind::Kind;
use po::model::meant;
use po::model::query;
use po::model::query::ValueType;
use serde_json::Value;
use std::collections::BTreeMap;

/// Words of a query that stand alone or before a colon and are no field.
const WORDS: &[(&str, &str)] = &[
    ("not", "turns the next word around"),
    ("is:", "a state, as in is:blocked"),
    ("sort:", "the order, as in sort:-points"),
    ("text:", "words somewhere in the text"),
    ("view:", "a query saved in po.yaml"),
];

/// What may come next in a query.
pub(super) fn words(spot: &Spot, desk: &Desk) -> Vec<Candidate> {
    let typed = spot.typed.as_str();
    let begin = typed.rfind([' ', '(']).map_or(0, |at| at + 1);
    let (before, term) = typed.split_at(begin);
    let kind = kind_of(spot, before);
    let found = match term.split_once(':') {
        None => names_of(kind, desk),
        Some((name, rest)) => {
            let (listed, part) = match rest.rfind(',') {
                Some(at) => rest.split_at(at + 1),
                None => ("", rest),
            };
            let lead = format!("{name}:{listed}");
            let values = asked(kind, name, part, desk).into_iter();
            let quoted =
                values.filter_map(|value| Some(Candidate::new(quoted(&value.value)?, value.about)));
            quoted
                .map(|value| Candidate::new(format!("{lead}{}", value.value), value.about))
                .collect()
        }
    };
    let found = found.into_iter();
    found
        .map(|c| Candidate::new(format!("{before}{}", c.value), c.about))
        .collect()
}

/// The kind that the query before is about.
fn kind_of(spot: &Spot, before: &str) -> &'static Kind {
    let mut words: Vec<String> = spot.given.clone();
    words.extend(before.split_whitespace().map(str::to_owned));
    // Before a query only a format may stand, as in po export csv.
    let named = words.iter().position(|word| kind::by_name(word).is_some());
    select::split_kind(&words[named.unwrap_or(0)..]).0
}

fn names_of(kind: &'static Kind, desk: &Desk) -> Vec<Candidate> {
    let words = WORDS.iter();
    let words = words.map(|(word, about)| Candidate::new(*word, *about));
    let fields = fields(kind, desk).into_iter();
    let fields = fields.map(|field| Candidate::new(format!("{}:", field.value), field.about));
    words.chain(fields).collect()
}

/// The fields of a kind, then the computed ones.
pub(super) fn fields(kind: &'static Kind, desk: &Desk) -> Vec<Candidate> {
    let own = desk.fields(kind).iter();
    let mut found: Vec<Candidate> = own
        .map(|field| Candidate::new(field.name.as_str(), assign::first_sentence(&field.doc)))
        .collect();
    let all = desk.with_vocabulary(kind, |vocabulary| {
        let computed = vocabulary.computed.iter();
        let docs: Vec<(&str, &str)> = computed.map(|column| (column.name, column.doc)).collect();
        let names = query::names(Some(kind), vocabulary).into_iter();
        let about = |name: &str| docs.iter().find(|(n, _)| *n == name).map(|(_, doc)| *doc);
        names
            .map(|name| Candidate::new(name.as_str(), about(&name).unwrap_or_default()))
            .collect::<Vec<_>>()
    });
    for field in all.unwrap_or_default() {
        if !found.iter().any(|known| known.value == field.value) {
            found.push(field);
        }
    }
    found
}

/// What may stand behind a name and its colon.
fn asked(kind: &'static Kind, name: &str, part: &str, desk: &Desk) -> Vec<Candidate> {
    match name {
        "is" => {
            let words = desk.is_words(kind).into_iter();
            words.map(|(word, doc)| Candidate::new(word, doc)).collect()
        }
        "view" => {
            let views = desk.config().file.views.iter();
            views
                .map(|(name, query)| Candidate::new(name.as_str(), query.as_str()))
                .collect()
        }
        "sort" => {
            let sign = if part.starts_with('-') { "-" } else { "" };
            let fields = fields(kind, desk).into_iter();
            fields
                .map(|field| Candidate::new(format!("{sign}{}", field.value), field.about))
                .collect()
        }
        "kind" => names::kinds(false),
        "label" => values(kind, "labels", part, desk),
        name => moving(name).chain(values(kind, name, part, desk)).collect(),
    }
}

/// The words with @ that stand for a value of the field today.
pub(super) fn moving(name: &str) -> impl Iterator<Item = Candidate> {
    let is_person = meant::PEOPLE.contains(&name);
    let is_sprint = name == "sprint";
    let words = meant::WORDS.into_iter();
    let fitting = words.filter(move |(word, _)| match *word == meant::ME {
        true => is_person,
        false => is_sprint,
    });
    fitting.map(|(word, about)| Candidate::new(word, about))
}

/// What a field may hold: its states, its words, ids, or what records hold
/// already.
pub(super) fn values(kind: &'static Kind, name: &str, part: &str, desk: &Desk) -> Vec<Candidate> {
    if name == "status" {
        let states = desk.states(kind).into_iter();
        return states
            .map(|(state, category)| Candidate::new(state, category))
            .collect();
    }
    match query::value_type(desk.fields(kind), name) {
        Some(ValueType::Choice(words)) => {
            let words = words.into_iter();
            words.map(|word| Candidate::new(word, "")).collect()
        }
        Some(ValueType::Flag) => ["true", "false"].map(|w| Candidate::new(w, "")).into(),
        Some(ValueType::Id) => match kind::by_name(name) {
            Some(other) => records::ids(desk, &[other], part),
            None => records::of_all_kinds(desk, part),
        },
        Some(ValueType::Text) => texts(kind, name, desk),
        _ => Vec::new(),
    }
}

/// The people or teams of the settings, then what records hold under this key,
/// the most used first.
fn texts(kind: &'static Kind, name: &str, desk: &Desk) -> Vec<Candidate> {
    let mut found = match name {
        name if meant::PEOPLE.contains(&name) => names::people(desk),
        "team" => {
            let teams = desk.config().file.teams.keys();
            teams
                .map(|team| Candidate::new(team.as_str(), ""))
                .collect()
        }
        _ => Vec::new(),
    };
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for record in desk.glimpse(kind, "", &[name]) {
        let texts = match record.values.get(name) {
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(items)) => {
                let texts = items.iter().filter_map(Value::as_str);
                texts.map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        for text in texts {
            *used.entry(text).or_default() += 1;
        }
    }
    let mut used: Vec<(String, usize)> = used.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.extend(used.into_iter().map(|(text, _)| Candidate::new(text, "")));
    found
}

/// A value as a query takes it; none where it cannot be written in one.
fn quoted(value: &str) -> Option<String> {
    let plain = |c: char| c.is_alphanumeric() || "-_@./*+".contains(c);
    match value {
        value if value.contains('"') => None,
        value if value.chars().all(plain) => Some(value.to_owned()),
        value => Some(format!("\"{value}\"")),
    }
}
