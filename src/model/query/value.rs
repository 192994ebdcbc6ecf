//! The values of a term, read by the type of its field.

use super::expression::Atom;
use super::expression::Range;
use super::expression::Test;
use super::field::Field;
use super::field::Source;
use super::fold;
use super::known;
use super::lexer::Operator;
use super::lexer::Piece;
use super::lexer::Term;
use super::mistake::Checked;
use super::mistake::Mistake;
use super::mistake::no_value;
use super::mistake::suggestion;
use super::value_type::ValueType;
use super::vocabulary::Vocabulary;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::date::parse_when;
use crate::model::kind;
use crate::model::meant;
use std::ops::Bound;

/// What the term asks of the field; `!=` is left to the caller.
pub fn test(field: &Field, term: &Term, vocabulary: &Vocabulary) -> Checked<Test> {
    let equal = matches!(term.operator, Operator::Is | Operator::IsNot);
    let reader = Values { field, vocabulary };
    match term.values.as_slice() {
        [] if equal => Ok(Test::Missing),
        [] => {
            let label = "a number or a date is missing after it";
            Err(Mistake::new("missing value", term.name.span.clone(), label))
        }
        [any] if equal && !any.quoted && any.text == "*" => Ok(Test::Present),
        values if equal => {
            let mut atoms = Vec::new();
            for value in values {
                reader.atoms(value, &mut atoms)?;
            }
            Ok(Test::AnyOf(atoms))
        }
        [end] => Ok(Test::AnyOf(vec![reader.comparison(term.operator, end)?])),
        [_, second, ..] => {
            let label = "only one value can be compared with";
            Err(Mistake::new("too many values", second.span.clone(), label))
        }
    }
}

/// An end of a range, with its place.
type End<'t> = (&'t str, std::ops::Range<usize>);

struct Values<'v> {
    field: &'v Field,
    vocabulary: &'v Vocabulary<'v>,
}

impl Values<'_> {
    fn atoms(&self, value: &Piece, atoms: &mut Vec<Atom>) -> Checked<()> {
        if value.text.trim().is_empty() {
            let label = "an empty text";
            return Err(
                Mistake::new("missing value", value.span.clone(), label).help(format!(
                    "{}: finds records without it, {}:* those with it",
                    self.field.name, self.field.name
                )),
            );
        }
        let values = &self.field.values;
        let is_name = matches!(values, ValueType::Text | ValueType::Id | ValueType::Any);
        if !value.quoted && is_name && value.text.starts_with('@') {
            return self.person_or_sprint(&value.text, value, atoms);
        }
        if !value.quoted
            && *values != ValueType::Prose
            && let Some((from, to)) = value.text.split_once("..")
        {
            atoms.push(self.range(value, from, to)?);
            return Ok(());
        }
        let whole = || (value.text.as_str(), value.span.clone());
        match values {
            ValueType::Number => {
                let number = number(&whole())?;
                atoms.push(Atom::Number(only(number)));
            }
            ValueType::Day => atoms.push(Atom::Day(only(self.day(&whole())?))),
            ValueType::Flag => atoms.push(Atom::Flag(flag(&value.text).ok_or_else(|| {
                let label = "expected true or false";
                Mistake::new("bad value", value.span.clone(), label)
            })?)),
            ValueType::Choice(words) => atoms.push(self.choice(value, words)?),
            ValueType::Parts(parts) => return Err(no_value(&self.field.name, parts, &value.span)),
            ValueType::Prose => {
                let needle = fold::needle(&value.text);
                if needle.is_empty() {
                    let label = "no letter to search for";
                    return Err(Mistake::new("empty text", value.span.clone(), label));
                }
                atoms.push(Atom::Contains(needle));
            }
            ValueType::Id => {
                let called = self.called(value);
                if called.is_empty() {
                    known::check(self.field, value, self.vocabulary)?;
                    atoms.push(Atom::Equals(fold::lower(&value.text)));
                }
                let ids = called.into_iter().map(Record::id);
                atoms.extend(ids.map(|id| Atom::Equals(fold::lower(id.as_str()))));
            }
            ValueType::Text | ValueType::Rank => {
                known::check(self.field, value, self.vocabulary)?;
                atoms.push(Atom::Equals(fold::lower(&value.text)));
            }
            ValueType::Any => self.anything(&whole(), atoms),
        }
        Ok(())
    }

    /// Where only the records know the type, the value is taken for all that it can be.
    fn anything(&self, value: &End, atoms: &mut Vec<Atom>) {
        atoms.push(Atom::Equals(fold::lower(value.0)));
        atoms.extend(flag(value.0).map(Atom::Flag));
        atoms.extend(number(value).ok().map(|n| Atom::Number(only(n))));
        atoms.extend(self.day(value).ok().map(|day| Atom::Day(only(day))));
    }

    fn choice(&self, value: &Piece, words: &[String]) -> Checked<Atom> {
        let mut wanted = fold::lower(&value.text);
        if self.field.source == Source::Kind
            && let Some(kind) = kind::by_name(&wanted)
        {
            wanted = kind.id.to_owned();
        }
        let is_wanted = |word: &str| fold::same(word, &wanted);
        let strays = self.vocabulary.backlog.records().iter();
        let in_use =
            self.field.source == Source::Status && strays.filter_map(|r| r.status()).any(is_wanted);
        if in_use || words.iter().any(|word| is_wanted(word)) {
            return Ok(Atom::Equals(wanted));
        }
        let label = format!("no {} of this name", self.field.name);
        Err(Mistake::new("unknown value", value.span.clone(), label)
            .help(suggestion(&wanted, words)))
    }

    fn person_or_sprint(&self, word: &str, value: &Piece, atoms: &mut Vec<Atom>) -> Checked<()> {
        let is_id = |record: &&Record| Atom::Equals(fold::lower(record.id().as_str()));
        if word == meant::ME {
            let Some(me) = self.vocabulary.me else {
                let error = meant::nobody();
                let mistake = Mistake::new("nobody for @me", value.span.clone(), error.message);
                return Err(error.help.into_iter().fold(mistake, Mistake::help));
            };
            atoms.push(Atom::Equals(fold::lower(me)));
        } else if let Some(sprints) = meant::sprints(self.vocabulary.backlog, word) {
            atoms.extend(sprints.iter().map(is_id));
        } else {
            let known = meant::WORDS.map(|(word, _)| word);
            let label = "no word of this name begins with @";
            let near = suggestion(word, &known);
            let and = if near.ends_with('?') { " A" } else { "; a" };
            let help = format!("{near}{and} text that begins with @ stands in quotes");
            return Err(Mistake::new("unknown value", value.span.clone(), label).help(help));
        }
        Ok(())
    }

    /// The records that are called so, in a field that names records of one kind.
    fn called(&self, value: &Piece) -> Vec<&Record> {
        let Source::File { key, path } = &self.field.source else {
            return Vec::new();
        };
        let asked = self.vocabulary.kind.unwrap_or(kind::ALL[0]);
        match kind::wanted(asked, key).filter(|_| path.is_empty() && !meant::is_id(&value.text)) {
            Some(wanted) => meant::called(self.vocabulary.backlog, wanted, &value.text),
            None => Vec::new(),
        }
    }

    fn range(&self, value: &Piece, from: &str, to: &str) -> Checked<Atom> {
        let start = value.span.start;
        let second = value.span.end - to.len();
        let from = (!from.is_empty()).then(|| (from, start..start + from.len()));
        let to = (!to.is_empty()).then_some((to, second..value.span.end));
        if from.is_none() && to.is_none() {
            let label = "a number or a date must stand before or after ..";
            return Err(Mistake::new("empty range", value.span.clone(), label));
        }
        let backwards = || {
            let label = "the range ends before it begins";
            Mistake::new("empty range", value.span.clone(), label)
        };
        let numeric = |end: &Option<End>| end.as_ref().is_none_or(|end| number(end).is_ok());
        let as_numbers = match self.field.values {
            ValueType::Number => true,
            ValueType::Day => false,
            ValueType::Any => numeric(&from) && numeric(&to),
            _ => return Err(self.unordered(value)),
        };
        if as_numbers {
            let from = from.map(|end| number(&end)).transpose()?;
            let to = to.map(|end| number(&end)).transpose()?;
            between(from, to).map(Atom::Number).ok_or_else(backwards)
        } else {
            let from = from.map(|end| self.day(&end)).transpose()?;
            let to = to.map(|end| self.day(&end)).transpose()?;
            between(from, to).map(Atom::Day).ok_or_else(backwards)
        }
    }

    fn comparison(&self, operator: Operator, end: &Piece) -> Checked<Atom> {
        let value = (end.text.as_str(), end.span.clone());
        match self.field.values {
            ValueType::Number => Ok(Atom::Number(beyond(operator, number(&value)?))),
            ValueType::Day => Ok(Atom::Day(beyond(operator, self.day(&value)?))),
            ValueType::Any => match number(&value) {
                Ok(number) => Ok(Atom::Number(beyond(operator, number))),
                Err(_) => Ok(Atom::Day(beyond(operator, self.day(&value)?))),
            },
            _ => Err(self.unordered(end)),
        }
    }

    /// A range of values that are neither numbers nor dates.
    fn unordered(&self, value: &Piece) -> Box<Mistake> {
        let name = &self.field.name;
        let label = format!("{name} holds neither numbers nor dates, so it has no ranges");
        Mistake::new("misplaced range", value.span.clone(), label).help(format!(
            "name the values: {name}:a,b; a text with .. in it stands in quotes"
        ))
    }

    fn day(&self, value: &End) -> Checked<Day> {
        parse_when(value.0, self.vocabulary.today)
            .map_err(|why| Mistake::new("bad date", value.1.clone(), why))
    }
}

fn number(value: &End) -> Checked<f64> {
    let number = value.0.parse::<f64>().ok().filter(|n| n.is_finite());
    number.ok_or_else(|| {
        Mistake::new(
            "bad number",
            value.1.clone(),
            "expected a number such as 5 or 0.5",
        )
        .help("points:5 is one number, points:3..8 a range, points:5.. has no end")
    })
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

fn only<T: Copy>(value: T) -> Range<T> {
    (Bound::Included(value), Bound::Included(value))
}

/// Both ends belong to the range; nothing where it runs backwards.
fn between<T: PartialOrd>(from: Option<T>, to: Option<T>) -> Option<Range<T>> {
    if let (Some(from), Some(to)) = (&from, &to)
        && from > to
    {
        return None;
    }
    let end = |end: Option<T>| end.map_or(Bound::Unbounded, Bound::Included);
    Some((end(from), end(to)))
}

fn beyond<T>(operator: Operator, value: T) -> Range<T> {
    match operator {
        Operator::Less => (Bound::Unbounded, Bound::Excluded(value)),
        Operator::AtMost => (Bound::Unbounded, Bound::Included(value)),
        Operator::More => (Bound::Excluded(value), Bound::Unbounded),
        _ => (Bound::Included(value), Bound::Unbounded),
    }
}
