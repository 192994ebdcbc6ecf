//! What a term says: a field and its values, `is:`, `view:`, `sort:` or `text:`.

use super::expression::Condition;
use super::expression::Expr;
use super::expression::SortKey;
use super::field::Field;
use super::field::Fields;
use super::lexer::Operator;
use super::lexer::Piece;
use super::lexer::Term;
use super::mistake::Checked;
use super::mistake::Mistake;
use super::mistake::no_value;
use super::mistake::suggestion;
use super::names::is_words;
use super::parse::Reader;
use super::parse::search;
use super::state::State;
use super::value::test;
use super::value_type::ValueType;
use super::vocabulary::Vocabulary;
use crate::model::kind;
use crate::text::with_article;
use std::ops::Range;

/// Names before a colon that are no fields.
const WORDS: [&str; 4] = ["is", "view", "sort", "text"];

/// Views that one query may draw in; views of views could otherwise grow without end.
const MOST_VIEWS: usize = 100;

impl Reader<'_> {
    /// The condition of a term; none where it only sorts.
    pub(super) fn term(&mut self, term: &Term, span: &Range<usize>) -> Checked<Option<Expr>> {
        let name = term.name.text.as_str();
        if !WORDS.contains(&name) {
            let field = self.field(name, &term.name.span)?;
            let test = test(&field, term, self.vocabulary)?;
            let found = Expr::Field { field, test };
            return Ok(Some(found.negated_if(term.operator == Operator::IsNot)));
        }
        if !matches!(term.operator, Operator::Is | Operator::IsNot) {
            let label = format!("{name} has no order; write {name}:");
            return Err(Mistake::new("misplaced operator", span.clone(), label));
        }
        if term.values.is_empty() {
            let label = format!("a word is missing after {name}:");
            let missing = Mistake::new("missing value", span.clone(), label);
            return Err(missing.help(format!("{name}:{}; po list --help", self.sample(name))));
        }
        let found = match name {
            "is" => Some(self.conditions(&term.values)?),
            "view" => self.views(&term.values)?,
            "sort" => return self.sort_keys(term, span),
            _ => {
                let texts = term.values.iter().map(|v| search(&v.text, &v.span));
                Some(Expr::any(texts.collect::<Checked<Vec<_>>>()?))
            }
        };
        Ok(found.map(|expr| expr.negated_if(term.operator == Operator::IsNot)))
    }

    fn sample(&self, word: &str) -> &str {
        match word {
            "is" => "open",
            "view" => {
                let views = &self.vocabulary.backlog.config.file.views;
                views.keys().next().map_or("NAME", String::as_str)
            }
            "sort" => "rank",
            _ => "word",
        }
    }

    fn field(&self, name: &str, span: &Range<usize>) -> Checked<Field> {
        if let Some(field) = self.fields.find(name) {
            return Ok(field);
        }
        if let Some((other, listed)) = kind_with(name, self.vocabulary) {
            let (one, not) = (with_article(other.id), with_article(listed.id));
            let label = format!("a field of {one}, not of {not}");
            let mistake = Mistake::new("unknown word", span.clone(), label);
            return Err(mistake.help(format!("po list {} asks for it", other.plural)));
        }
        let label = "no field or word of this name";
        let known = self.fields.near(name, &WORDS);
        Err(Mistake::new("unknown word", span.clone(), label).help(listed(name, &known)))
    }

    fn conditions(&self, values: &[Piece]) -> Checked<Expr> {
        let condition = |value: &Piece| {
            let word = value.text.as_str();
            let mut lent = self.vocabulary.is_words.iter();
            if let Some(at) = lent.position(|lent| lent.name == word) {
                return Ok(Expr::Is(Condition::Outside(at)));
            }
            if let Some(state) = State::parse(word) {
                return Ok(Expr::Is(Condition::State(state)));
            }
            let known: Vec<&str> = is_words(self.vocabulary)
                .iter()
                .map(|(name, _)| *name)
                .collect();
            let label = "is: knows no such word";
            Err(Mistake::new("unknown word", value.span.clone(), label).help(listed(word, &known)))
        };
        let found: Checked<Vec<Expr>> = values.iter().map(condition).collect();
        Ok(Expr::any(found?))
    }

    fn views(&mut self, values: &[Piece]) -> Checked<Option<Expr>> {
        let mut found = Vec::new();
        for value in values {
            found.push(self.view(value)?);
        }
        let found: Option<Vec<Expr>> = found.into_iter().collect();
        Ok(found.map(Expr::any))
    }

    /// Reads the text of a view in its place.
    fn view(&mut self, value: &Piece) -> Checked<Option<Expr>> {
        let name = value.text.as_str();
        let views = &self.vocabulary.backlog.config.file.views;
        let Some(text) = views.get(name) else {
            let names: Vec<&String> = views.keys().collect();
            let mistake = Mistake::new("unknown view", value.span.clone(), "no view of this name");
            return Err(mistake.help(if names.is_empty() {
                "po.yaml has no views: yet".to_owned()
            } else {
                suggestion(name, &names)
            }));
        };
        if self.views.iter().any(|outer| outer == name) {
            let circle = format!("{} → {name}", self.views.join(" → "));
            let label = format!("the view is a part of itself: {circle}");
            return Err(Mistake::new("circular view", value.span.clone(), label));
        }
        self.views_read += 1;
        if self.views_read > MOST_VIEWS {
            let label = format!("it draws in more than {MOST_VIEWS} views");
            return Err(Mistake::new("too many views", value.span.clone(), label));
        }
        self.deeper(&value.span, |reader| {
            reader.views.push(name.to_owned());
            let found = reader.read(text);
            reader.views.pop();
            found.map_err(|mistake| mistake.in_view(name, text))
        })
    }

    fn sort_keys(&mut self, term: &Term, span: &Range<usize>) -> Checked<Option<Expr>> {
        if term.operator == Operator::IsNot {
            let label = "sort: cannot be negated; sort:-points turns an order round";
            return Err(Mistake::new("misplaced operator", span.clone(), label));
        }
        for value in &term.values {
            let name = value.text.trim_start_matches(['-', '+']);
            let field = self.field(name, &value.span)?;
            if let ValueType::Parts(parts) = &field.values {
                return Err(no_value(&field.name, parts, &value.span));
            }
            let key = SortKey {
                field,
                descending: value.text.starts_with('-'),
            };
            match self.views.is_empty() {
                true => self.sort.push(key),
                false => self.view_sort.push(key),
            }
        }
        Ok(None)
    }
}

/// The name meant, or all there are, and where they are explained.
fn listed(name: &str, known: &[impl AsRef<str>]) -> String {
    let suggestion = suggestion(name, known);
    let end = if suggestion.ends_with('?') { "" } else { ";" };
    format!("{suggestion}{end} po list --help")
}

/// A kind that has a field which the listed kind lacks, and the listed kind.
fn kind_with(
    name: &str,
    vocabulary: &Vocabulary,
) -> Option<(&'static kind::Kind, &'static kind::Kind)> {
    let listed = vocabulary.kind?;
    let has = |kind: &&&'static kind::Kind| {
        let other = Vocabulary {
            kind: Some(kind),
            ..*vocabulary
        };
        Fields::new(&other).find(name).is_some()
    };
    let other = kind::ALL.iter().find(has)?;
    Some((other, listed))
}
