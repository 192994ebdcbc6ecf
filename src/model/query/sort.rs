//! The order in which records are shown.

use super::expression::Query;
use super::expression::SortKey;
use super::fold;
use super::item;
use super::item::Item;
use super::value_type::ValueType;
use super::vocabulary::Vocabulary;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::date::Moment;
use crate::model::id::Id;
use serde_json::Value;
use std::cmp::Ordering;

impl Query {
    /// Sorts by the keys of the query, then by rank, then by id. Records without a value come last either way.
    pub fn sort(&self, records: &mut [&Record], vocabulary: &Vocabulary) {
        let keys = |record: &Record| -> Vec<Option<Key>> {
            let keys = self.sort.iter();
            keys.map(|key| Key::of(key, record, vocabulary)).collect()
        };
        let mut keyed: Vec<(Vec<Option<Key>>, &Record)> = records
            .iter()
            .map(|record| (keys(record), *record))
            .collect();
        keyed.sort_by(|(a, one), (b, other)| {
            let pairs = self.sort.iter().zip(a.iter().zip(b));
            pairs
                .map(|(key, (a, b))| missing_last(a.as_ref(), b.as_ref(), key.descending))
                .find(|order| order.is_ne())
                .unwrap_or_else(|| one.manual_place().cmp(&other.manual_place()))
        });
        for (place, (_, record)) in records.iter_mut().zip(keyed) {
            *place = record;
        }
    }
}

fn missing_last(a: Option<&Key>, b: Option<&Key>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.compare(a),
        (Some(a), Some(b)) => a.compare(b),
        _ => a.is_none().cmp(&b.is_none()),
    }
}

/// What one value sorts by. Values of different types under one field sort by type.
#[derive(Debug)]
enum Key {
    Flag(bool),
    Number(f64),
    Day(Day),
    /// The place among known words, and the word where it is none of them.
    Word(usize, String),
    Id(Id),
    Text(String),
}

impl Key {
    /// The key of the first value, none where the record has no value.
    fn of(key: &SortKey, record: &Record, vocabulary: &Vocabulary) -> Option<Key> {
        let mut found = None;
        item::any(&key.field, record, vocabulary, &mut |item| {
            found = Key::of_item(item, &key.field.values, vocabulary);
            found.is_some()
        });
        found
    }

    fn of_item(item: Item, values: &ValueType, vocabulary: &Vocabulary) -> Option<Key> {
        Some(match item {
            Item::Number(number) => Key::Number(number),
            Item::Day(day) => Key::Day(day),
            Item::Flag(flag) => Key::Flag(flag),
            Item::Text(text) => match values {
                ValueType::Id => Id::read(text).map(Key::Id)?,
                ValueType::Rank => Key::Text(text.trim_end_matches('0').to_owned()),
                ValueType::Choice(words) => match words.iter().position(|word| word == text) {
                    Some(place) => Key::Word(place, String::new()),
                    None => Key::Word(words.len(), fold::lower(text)),
                },
                ValueType::Day | ValueType::Any => match text.parse::<Moment>() {
                    Ok(moment) => Key::Day(moment.local_day(&vocabulary.backlog.config.zone)),
                    Err(_) => Key::Text(fold::lower(text)),
                },
                _ => Key::Text(fold::lower(text)),
            },
            Item::Map(map) => {
                let own = map.get("id").or_else(|| map.get("text"));
                let text = own
                    .and_then(Value::as_str)
                    .or(map.keys().next().map(String::as_str));
                Key::Text(fold::lower(text?))
            }
        })
    }

    fn compare(&self, other: &Key) -> Ordering {
        match (self, other) {
            (Key::Flag(a), Key::Flag(b)) => a.cmp(b),
            (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
            (Key::Day(a), Key::Day(b)) => a.cmp(b),
            (Key::Word(a, x), Key::Word(b, y)) => a.cmp(b).then_with(|| x.cmp(y)),
            (Key::Id(a), Key::Id(b)) => a.cmp(b),
            (Key::Text(a), Key::Text(b)) => a.cmp(b),
            _ => self.type_order().cmp(&other.type_order()),
        }
    }

    fn type_order(&self) -> u8 {
        match self {
            Key::Flag(_) => 0,
            Key::Number(_) => 1,
            Key::Day(_) => 2,
            Key::Word(..) => 3,
            Key::Id(_) => 4,
            Key::Text(_) => 5,
        }
    }
}
