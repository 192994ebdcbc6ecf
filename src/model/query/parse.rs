//! From the text of a query to its tree: `or` binds least, then `and` (which may be left out), then `not`.

use super::expression::Expr;
use super::expression::Query;
use super::expression::SortKey;
use super::field::Fields;
use super::fold;
use super::lexer;
use super::lexer::Form;
use super::lexer::Token;
use super::mistake::Checked;
use super::mistake::Mistake;
use super::vocabulary::Vocabulary;
use crate::diag::Error;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// Brackets and views that may stand inside one another; no stack overflows below.
const DEEPEST: usize = 50;

/// Reads the words of a command line as one query. An argument with white space in it is read like the same words one
/// by one; what belongs together stands in double quotes inside it.
///
/// # Errors
/// The first place at which the query makes no sense, shown with carets, and what to write instead.
pub fn parse(words: &[String], vocabulary: &Vocabulary) -> Result<Query, Error> {
    let text = words.join(" ");
    let mut reader = Reader::new(vocabulary);
    match reader.read(&text) {
        Ok(filter) => {
            reader.sort.append(&mut reader.view_sort);
            Ok(Query {
                filter: filter.unwrap_or(Expr::All),
                sort: reader.sort,
            })
        }
        Err(mistake) => Err(mistake.into_error(&text)),
    }
}

/// What is known while a query and the views in it are read.
pub(super) struct Reader<'v> {
    pub vocabulary: &'v Vocabulary<'v>,
    pub fields: Fields<'v>,
    pub sort: Vec<SortKey>,
    /// The order that views ask for; it comes after that of the query itself.
    pub view_sort: Vec<SortKey>,
    /// The views being read, the innermost last.
    pub views: Vec<String>,
    pub views_read: usize,
    depth: usize,
}

/// The words not read yet, and where the text ends.
struct Words {
    tokens: Peekable<IntoIter<Token>>,
    end: usize,
}

impl Words {
    fn next_is(&mut self, wanted: fn(&Form) -> bool) -> bool {
        self.tokens.peek().is_some_and(|token| wanted(&token.form))
    }

    fn take(&mut self, wanted: fn(&Form) -> bool) -> Option<Range<usize>> {
        let token = self.tokens.next_if(|token| wanted(&token.form))?;
        Some(token.span)
    }

    fn starts_condition(&mut self) -> bool {
        self.next_is(|form| matches!(form, Form::Open | Form::Not | Form::Text(_) | Form::Term(_)))
    }

    /// A condition should stand here and does not.
    fn missing(&mut self) -> Box<Mistake> {
        let here = self.tokens.peek().map(|token| token.span.clone());
        let span = here.unwrap_or(self.end..self.end);
        Mistake::new("missing word", span, "a condition is missing here")
            .help("to search for and, or, not or a bracket as text put it in quotes")
    }
}

impl<'v> Reader<'v> {
    fn new(vocabulary: &'v Vocabulary<'v>) -> Self {
        Self {
            vocabulary,
            fields: Fields::new(vocabulary),
            sort: Vec::new(),
            view_sort: Vec::new(),
            views: Vec::new(),
            views_read: 0,
            depth: 0,
        }
    }

    /// The condition that the text says; none where it only sorts.
    pub fn read(&mut self, text: &str) -> Checked<Option<Expr>> {
        let mut words = Words {
            tokens: lexer::tokens(text)?.into_iter().peekable(),
            end: text.len(),
        };
        if words.tokens.peek().is_none() {
            return Ok(None);
        }
        let filter = self.either(&mut words)?;
        match words.tokens.next() {
            None => Ok(filter),
            Some(token) => {
                let label = "no bracket was opened before it";
                Err(Mistake::new("unbalanced bracket", token.span, label)
                    .help("to search for a bracket put it in quotes"))
            }
        }
    }

    /// Goes one level further in.
    pub fn deeper<T>(
        &mut self,
        span: &Range<usize>,
        read: impl FnOnce(&mut Self) -> Checked<T>,
    ) -> Checked<T> {
        if self.depth == DEEPEST {
            let label = format!("more than {DEEPEST} brackets or views inside one another");
            return Err(Mistake::new("too many brackets", span.clone(), label));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn either(&mut self, words: &mut Words) -> Checked<Option<Expr>> {
        let first = self.both(words)?;
        if !words.next_is(|form| matches!(form, Form::Or)) {
            return Ok(first);
        }
        let mut terms = vec![first];
        let mut last = 0..0;
        while let Some(span) = words.take(|form| matches!(form, Form::Or)) {
            terms.push(self.both(words)?);
            last = span;
        }
        let terms: Option<Vec<Expr>> = terms.into_iter().collect();
        match terms {
            Some(terms) => Ok(Some(Expr::any(terms))),
            None => {
                let label = "sort: alone is no condition to stand beside it";
                Err(Mistake::new("missing word", last, label))
            }
        }
    }

    fn both(&mut self, words: &mut Words) -> Checked<Option<Expr>> {
        if !words.starts_condition() {
            return Err(words.missing());
        }
        let mut terms = Vec::new();
        while words.starts_condition() {
            terms.extend(self.condition(words)?);
            let and = words.take(|form| matches!(form, Form::And));
            if and.is_some() && !words.starts_condition() {
                return Err(words.missing());
            }
        }
        Ok((!terms.is_empty()).then(|| Expr::all(terms)))
    }

    fn condition(&mut self, words: &mut Words) -> Checked<Option<Expr>> {
        let mut negation = None;
        let mut negated = false;
        while let Some(span) = words.take(|form| matches!(form, Form::Not)) {
            negation = Some(span);
            negated = !negated;
        }
        if !words.starts_condition() {
            return Err(words.missing());
        }
        let found = match words.tokens.next() {
            Some(token) => self.positive(token, words)?,
            None => None,
        };
        match (found, negation) {
            (None, Some(span)) => {
                let label = "sort: alone is no condition that it could turn round";
                Err(Mistake::new("misplaced word", span, label))
            }
            (found, _) => Ok(found.map(|expr| expr.negated_if(negated))),
        }
    }

    fn positive(&mut self, token: Token, words: &mut Words) -> Checked<Option<Expr>> {
        match token.form {
            Form::Text(text) => search(&text, &token.span).map(Some),
            Form::Term(term) => self.term(&term, &token.span),
            _ => self.deeper(&token.span, |reader| {
                let inner = reader.either(words)?;
                if words.take(|form| matches!(form, Form::Close)).is_some() {
                    return Ok(inner);
                }
                let label = "this bracket is not closed";
                Err(
                    Mistake::new("unbalanced bracket", token.span.clone(), label)
                        .help("to search for a bracket put it in quotes"),
                )
            }),
        }
    }
}

/// Looks for a text in the words of a record.
pub(super) fn search(text: &str, span: &Range<usize>) -> Checked<Expr> {
    let needle = fold::needle(text);
    if needle.is_empty() {
        let label = "no letter to search for";
        return Err(Mistake::new("empty text", span.clone(), label));
    }
    Ok(Expr::Text(vec![needle]))
}
