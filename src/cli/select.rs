//! Queries on the command line: the vocabulary that the library's layers lend
//! them, and the records they choose.

use super::context::Context;
use super::new::SORTS;
use po::diag::Error;
use po::diag::Exit;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::id::Id;
use po::model::kind;
use po::model::kind::Kind;
use po::model::query;
use po::model::query::Computed;
use po::model::query::IsWord;
use po::model::query::Vocabulary;
use po::page::Answer;
use po::rules;
use po::store::Root;
use std::borrow::Cow;

/// What queries may speak of, besides the fields of records.
pub(super) struct Words<'a> {
    backlog: &'a Backlog,
    today: Day,
    me: Option<String>,
    is_words: Vec<IsWord<'a>>,
    computed: Vec<Computed<'a>>,
}

impl<'a> Words<'a> {
    /// Gathers the words; nothing is computed before a query asks for it.
    ///
    /// # Errors
    /// `--today` is no date, or a definition in `po.yaml` cannot be used.
    pub fn new(context: &Context, root: &Root, backlog: &'a Backlog) -> Result<Self, Error> {
        let today = context.today(Some(&backlog.config))?;
        let (is_words, computed) = rules::lent(backlog, today)?;
        Ok(Self {
            backlog,
            today,
            me: context.me(root, &backlog.config),
            is_words,
            computed,
        })
    }

    pub fn vocabulary(&self, kind: Option<&'static Kind>) -> Vocabulary<'_> {
        Vocabulary {
            kind,
            me: self.me.as_deref(),
            is_words: &self.is_words,
            computed: &self.computed,
            ..Vocabulary::new(self.backlog, self.today)
        }
    }
}

/// The ids that `-q QUERY` chooses, in its order. The first word may name a
/// kind; without one stories are meant. Only open records, unless the query
/// itself speaks of states.
pub(super) fn ids(
    context: &Context,
    root: &Root,
    backlog: &Backlog,
    text: &str,
) -> Result<Vec<Id>, Error> {
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let (kind, rest) = split_kind(&words);
    let rest = match rest.len() == words.len() {
        true => vec![text.to_owned()],
        false => vec![rest.join(" ")],
    };
    let words = Words::new(context, root, backlog)?;
    let chosen = choose(&words, kind, &rest, false)?;
    Ok(chosen.records.iter().map(|r| r.id().clone()).collect())
}

/// A kind named by the first word, and the words behind it; without one,
/// stories. `bugs` are the stories of this type.
pub(super) fn split_kind(words: &[String]) -> (&'static Kind, Cow<'_, [String]>) {
    let Some(first) = words.first() else {
        return (kind::ALL[0], Cow::Borrowed(words));
    };
    if let Some(kind) = kind::by_name(first) {
        return (kind, Cow::Borrowed(&words[1..]));
    }
    let small = first.to_lowercase();
    let one = small.strip_suffix('s').unwrap_or(&small);
    match SORTS.iter().find(|sort| **sort == one) {
        Some(sort) => {
            let mut query = vec![format!("type:{sort}")];
            query.extend_from_slice(&words[1..]);
            (kind::ALL[0], Cow::Owned(query))
        }
        None => (kind::ALL[0], Cow::Borrowed(words)),
    }
}

/// Records in their order, and whether closed ones were left out unasked.
pub(super) struct Chosen<'a> {
    pub records: Vec<&'a Record>,
    pub open_only: bool,
}

/// The records of a kind that a query chooses.
///
/// # Errors
/// The query cannot be understood.
pub(super) fn choose<'a>(
    words: &Words<'a>,
    kind: &'static Kind,
    text: &[String],
    all: bool,
) -> Result<Chosen<'a>, Error> {
    let vocabulary = words.vocabulary(Some(kind));
    let query = query::parse(text, &vocabulary)?;
    let open_only = !all && !query.speaks_of_states();
    let mut records: Vec<&Record> = words
        .backlog
        .of_kind(kind)
        .filter(|record| !open_only || words.backlog.is_open(record))
        .filter(|record| query.matches(record, &vocabulary))
        .collect();
    query.sort(&mut records, &vocabulary);
    Ok(Chosen { records, open_only })
}

/// What was wrong in the files read; a file that gave no record ends the
/// command with 2.
pub(super) fn warn(answer: &mut Answer, backlog: &Backlog) {
    answer.warnings = backlog.troubles().cloned().collect();
    if answer.warnings.iter().any(|finding| finding.unreadable) {
        answer.exit = Exit::Misused;
    }
}
