//! Whether a record is what a query looks for.

use super::expression::Atom;
use super::expression::Condition;
use super::expression::Expr;
use super::expression::Query;
use super::expression::Test;
use super::field::Field;
use super::field::Source;
use super::fold;
use super::item;
use super::item::Item;
use super::vocabulary::Vocabulary;
use crate::model::Record;
use crate::model::criterion::Criterion;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::States;
use crate::model::union::Lines;
use crate::model::union::TextOr;
use serde_json::Map;
use serde_json::Value;
use std::ops::RangeBounds;

impl Query {
    /// Whether the record is looked for. The vocabulary is the one that the query was read with.
    pub fn matches(&self, record: &Record, vocabulary: &Vocabulary) -> bool {
        self.filter.matches(record, vocabulary)
    }
}

impl Expr {
    fn matches(&self, record: &Record, vocabulary: &Vocabulary) -> bool {
        match self {
            Expr::All => true,
            Expr::And(terms) => terms.iter().all(|term| term.matches(record, vocabulary)),
            Expr::Or(terms) => terms.iter().any(|term| term.matches(record, vocabulary)),
            Expr::Not(term) => !term.matches(record, vocabulary),
            Expr::Is(Condition::State(state)) => state.holds(record, vocabulary),
            Expr::Is(Condition::Outside(at)) => {
                let word = vocabulary.is_words.get(*at);
                word.is_some_and(|word| (word.test)(record))
            }
            Expr::Field { field, test } => test.holds(field, record, vocabulary),
            Expr::Text(needles) => says(record, needles),
        }
    }
}

impl Test {
    fn holds(&self, field: &Field, record: &Record, vocabulary: &Vocabulary) -> bool {
        let present = || item::any(field, record, vocabulary, &mut |_| true);
        match self {
            Test::Missing => !present(),
            Test::Present => present(),
            Test::AnyOf(atoms) => {
                let fits = |item: Item| atoms.iter().any(|atom| atom.fits(item, vocabulary));
                item::any(field, record, vocabulary, &mut |item| fits(item))
                    || unwritten(field, record, vocabulary)
                        .is_some_and(|word| fits(Item::Text(word)))
            }
        }
    }
}

/// What holds where a record says nothing: the first state, and the type story.
fn unwritten<'a>(field: &Field, record: &Record, vocabulary: &'a Vocabulary) -> Option<&'a str> {
    match &field.source {
        Source::Status if record.status().is_none() => match record.kind.states {
            States::Workflow => Some(&vocabulary.backlog.config.workflow.entry().name),
            States::Fixed(states) => states.first().map(|(name, _)| *name),
        },
        Source::File { key, path } if key == "type" && path.is_empty() => {
            let story = record.story()?;
            story.sort.is_none().then_some("story")
        }
        _ => None,
    }
}

impl Atom {
    fn fits(&self, item: Item, vocabulary: &Vocabulary) -> bool {
        match (self, item) {
            (Atom::Equals(wanted), Item::Text(text)) => fold::same(text, wanted),
            (Atom::Equals(wanted), Item::Map(map)) => names(map, wanted),
            (Atom::Contains(needle), Item::Text(text)) => fold::contains(&fold::fold(text), needle),
            (Atom::Contains(needle), Item::Map(map)) => {
                let mut says = |text: &str| fold::contains(&fold::fold(text), needle);
                map.values().any(|value| any_text(value, &mut says))
            }
            (Atom::Number(range), Item::Number(number)) => range.contains(&number),
            (Atom::Day(range), Item::Day(day)) => range.contains(&day),
            (Atom::Day(range), Item::Text(text)) => text.parse::<Moment>().is_ok_and(|moment| {
                range.contains(&moment.local_day(&vocabulary.backlog.config.zone))
            }),
            (Atom::Flag(wanted), Item::Flag(flag)) => flag == *wanted,
            // `blocked: {reason: …}` says yes, and why.
            (Atom::Flag(wanted), Item::Map(_)) => *wanted,
            _ => false,
        }
    }
}

/// A map goes by its id or text; one that has neither by its keys.
fn names(map: &Map<String, Value>, wanted: &str) -> bool {
    let mut own = ["id", "text"]
        .iter()
        .filter_map(|key| map.get(*key).and_then(Value::as_str))
        .peekable();
    if own.peek().is_some() {
        own.any(|text| fold::same(text, wanted))
    } else {
        map.keys().any(|key| fold::same(key, wanted))
    }
}

/// Shows the texts in a value until `visit` is content, and says whether it ever was.
fn any_text(value: &Value, visit: &mut dyn FnMut(&str) -> bool) -> bool {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().any(|item| any_text(item, visit)),
        Value::Object(map) => map.values().any(|value| any_text(value, visit)),
        _ => false,
    }
}

/// Whether each needle stands somewhere in the words of the record.
fn says(record: &Record, needles: &[String]) -> bool {
    let mut missing: Vec<&String> = needles.iter().collect();
    any_words(record, &mut |text| {
        let folded = fold::fold(text);
        missing.retain(|needle| {
            let found = fold::contains(&folded, needle);
            !found || is_id(needle) && !stands_whole(&folded, needle)
        });
        missing.is_empty()
    })
}

/// Whether a folded word is written like the id of a record. Who types `S-1` does not mean S-10.
fn is_id(needle: &str) -> bool {
    needle.split_once('-').is_some_and(|(prefix, tail)| {
        let prefix = prefix.to_uppercase();
        kind::by_prefix(&prefix).is_some() && Id::new(format!("{prefix}-{tail}")).is_ok()
    })
}

/// Whether a word stands there with no letter and no digit beside it.
fn stands_whole(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

/// Shows the texts in which bare words are searched, the short ones first.
fn any_words(record: &Record, visit: &mut dyn FnMut(&str) -> bool) -> bool {
    let common = &record.common;
    if visit(common.id.as_str())
        || common.title.as_deref().is_some_and(&mut *visit)
        || common.labels.iter().any(|label| visit(label))
    {
        return true;
    }
    let body = match (record.story(), record.epic()) {
        (Some(story), _) => {
            let texts = [
                &story.as_a,
                &story.i_want,
                &story.so_that,
                &story.description,
            ];
            texts.into_iter().flatten().any(|text| visit(text))
                || story
                    .acceptance
                    .iter()
                    .any(|criterion| any_line(criterion, visit))
        }
        (None, Some(epic)) => epic.description.as_deref().is_some_and(&mut *visit),
        (None, None) => ["description", "acceptance"].iter().any(|key| {
            let value = record.field(key);
            value.is_some_and(|value| any_text(&value, visit))
        }),
    };
    body || common.comments.iter().any(|comment| visit(&comment.text))
}

fn any_line(criterion: &TextOr<Criterion>, visit: &mut dyn FnMut(&str) -> bool) -> bool {
    match criterion {
        TextOr::Text(text) => visit(text),
        TextOr::Map(criterion) => {
            let steps = [&criterion.given, &criterion.when, &criterion.then];
            let mut lines = steps.into_iter().flatten().flat_map(Lines::iter);
            criterion.text.as_deref().is_some_and(&mut *visit) || lines.any(visit)
        }
    }
}
