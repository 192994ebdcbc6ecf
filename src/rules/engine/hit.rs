//! What a rule found, before severities, allowances and rule names are known.

use crate::diag::Fix;
use crate::diag::Place;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::reading;
use crate::yaml::Document;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use crate::yaml::Span;

/// Something a rule found in a record, or in a file of the backlog that is no record.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The record it is about; none for `po.yaml` and `vision.yaml`.
    pub record: Option<&'a Record>,
    /// The key path of the value.
    pub path: Path,
    pub place: Place,
    /// Lower case, without a full stop.
    pub message: String,
    /// What to do next, with a command to run.
    pub help: Option<String>,
    pub fix: Option<Fix>,
    /// The most it weighs, where that is less than the rule does.
    pub at_most: Option<Severity>,
}

impl<'a> Hit<'a> {
    /// At the value of a key path, or the nearest key above it that exists.
    pub fn at(record: &'a Record, path: Path, message: impl Into<String>) -> Self {
        let place = record.place(&path);
        Self::new(Some(record), path, place, message.into())
    }

    /// At the key itself, as opposed to its value.
    pub fn at_key(record: &'a Record, path: Path, message: impl Into<String>) -> Self {
        let mut hit = Self::at(record, path, message);
        if let Some(document) = record.document() {
            hit.place = key_place(document, &record.path, &hit.path).unwrap_or(hit.place);
        }
        hit
    }

    /// At a word inside a text: its `nth` occurrence, counted from 0. Where the word does not stand in the file as it
    /// was read (an escape, a folded line), at the text.
    pub fn at_word(
        record: &'a Record,
        path: Path,
        word: &str,
        nth: usize,
        message: impl Into<String>,
    ) -> Self {
        let mut hit = Self::at(record, path, message);
        let document = record.document();
        let node = document.and_then(|d| d.root()?.at(&hit.path));
        if let Some((document, node)) = document.zip(node)
            && let Some(span) = word_span(node, word, nth)
        {
            hit.place = reading::place(document, &record.path, span);
        }
        hit
    }

    /// In a file of the backlog that is no record.
    pub fn in_file(
        file: &str,
        document: Option<&Document>,
        path: Path,
        message: impl Into<String>,
    ) -> Self {
        let place = reading::place_of(document, file, &path);
        Self::new(None, path, place, message.into())
    }

    fn new(record: Option<&'a Record>, path: Path, place: Place, message: String) -> Self {
        Self {
            record,
            path,
            place,
            message,
            help: None,
            fix: None,
            at_most: None,
        }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The words under the marked place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.place.label = label.into();
        self
    }

    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Weighs no more than this, whatever the rule weighs.
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.at_most = Some(severity);
        self
    }
}

/// The place of a key.
pub fn key_place(document: &Document, file: &str, path: &Path) -> Option<Place> {
    let key = document.root()?.key_at(path)?;
    Some(reading::place(document, file, key.span()))
}

fn word_span(node: NodeRef<'_>, word: &str, nth: usize) -> Option<Span> {
    let whole = node.span();
    let source = node.source();
    // A phrase may be broken over two lines; its first word is enough to point at.
    let shown = if source.contains(word) {
        word
    } else {
        word.split_whitespace().next()?
    };
    let (at, _) = source.match_indices(shown).nth(nth)?;
    let before = &source[..at];
    let breaks = before.matches('\n').count();
    let column = match before.rfind('\n') {
        None => whole.column as usize + before.chars().count(),
        Some(end) => before[end + 1..].chars().count() + 1,
    };
    Some(Span {
        start: whole.start + at,
        end: whole.start + at + shown.len(),
        line: whole.line + u32::try_from(breaks).unwrap_or_default(),
        column: u32::try_from(column).unwrap_or(1),
    })
}
