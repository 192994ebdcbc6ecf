//! Values that name something: a record, a person, a team. A name that nothing has is a mistake, not an empty answer.

use super::field::Field;
use super::field::Source;
use super::fold;
use super::item;
use super::item::Item;
use super::lexer::Piece;
use super::mistake::Checked;
use super::mistake::Mistake;
use super::mistake::suggestion;
use super::value_type::ValueType;
use super::vocabulary::Vocabulary;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::meant;
use crate::model::unknown;

/// # Errors
/// No record has the id, nobody declared has the name, and no record holds it in this field either.
pub fn check(field: &Field, value: &Piece, vocabulary: &Vocabulary) -> Checked<()> {
    let unknown = match (&field.values, &field.source) {
        (ValueType::Id, source) => id(value, source, vocabulary),
        (ValueType::Text, Source::File { key, path }) if path.is_empty() => {
            let file = &vocabulary.backlog.config.file;
            let people = || file.people.iter().map(|person| person.name.as_str());
            match key.as_str() {
                key if meant::PEOPLE.contains(&key) => name(value, people(), "nobody of this name"),
                "team" => name(
                    value,
                    file.teams.keys().map(String::as_str),
                    "no team of this name",
                ),
                _ => None,
            }
        }
        _ => None,
    };
    match unknown {
        Some(mistake) if meant::is_nothing(&value.text) && !is_used(field, value, vocabulary) => {
            let field = &field.name;
            Err(mistake.instead(format!("po list {field}: finds those without {field}")))
        }
        Some(mistake) if !is_used(field, value, vocabulary) => Err(mistake),
        _ => Ok(()),
    }
}

fn id(value: &Piece, source: &Source, vocabulary: &Vocabulary) -> Option<Box<Mistake>> {
    let backlog = vocabulary.backlog;
    if backlog
        .ids()
        .any(|id| fold::same(id.as_str(), &fold::lower(&value.text)))
    {
        return None;
    }
    let (prefix, _) = value.text.split_once('-').unwrap_or_default();
    let typed = Id::new(value.text.replacen(prefix, &prefix.to_uppercase(), 1));
    let error = match typed {
        // Of a kind to come.
        Ok(id) if kind::by_prefix(id.prefix()).is_none() => return None,
        Ok(id) => unknown::record(&id, backlog.ids()),
        Err(_) => no_id(&value.text, source, vocabulary),
    };
    let mistake = Mistake::new("unknown value", value.span.clone(), error.message);
    Some(error.help.into_iter().fold(mistake, Mistake::help))
}

/// Where a field is for records of one kind, they have names as well.
fn no_id(word: &str, source: &Source, vocabulary: &Vocabulary) -> Error {
    let asked = vocabulary.kind.unwrap_or(kind::ALL[0]);
    let wanted = match source {
        Source::File { key, path } if path.is_empty() => kind::wanted(asked, key),
        _ => None,
    };
    match wanted {
        Some(wanted) => meant::nothing(vocabulary.backlog, wanted, word),
        None => unknown::no_id(word),
    }
}

/// Where nobody is declared, every name may be right.
fn name<'a>(
    value: &Piece,
    declared: impl Iterator<Item = &'a str>,
    label: &str,
) -> Option<Box<Mistake>> {
    let declared: Vec<&str> = declared.collect();
    let typed = fold::lower(&value.text);
    if declared.is_empty() || declared.iter().any(|name| fold::same(name, &typed)) {
        return None;
    }
    let mistake = Mistake::new("unknown value", value.span.clone(), label);
    Some(mistake.help(suggestion(&value.text, &declared)))
}

/// Whether a record holds the value in this field, right or wrong.
fn is_used(field: &Field, value: &Piece, vocabulary: &Vocabulary) -> bool {
    let typed = fold::lower(&value.text);
    let mut same = |item: Item| matches!(item, Item::Text(text) if fold::same(text, &typed));
    let mut records = vocabulary.backlog.records().iter();
    records.any(|record| item::any(field, record, vocabulary, &mut same))
}
