//! Queries on the command line: the vocabulary that the library's layers lend
//! them, and the records they choose.

use super::context::Context;
use super::new::SORTS;
use super::targets;
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
use po::text;
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

/// The command that the words of a query, which found nothing, may stand for: records, those that belong to one, a
/// state, a view, or a kind that the first word resembles.
pub(super) fn meant(
    command: &str,
    words: &Words<'_>,
    kind: &'static Kind,
    query: &[String],
) -> Option<String> {
    let vocabulary = words.vocabulary(Some(kind));
    let backlog = words.backlog;
    let (word, more) = query.split_first()?;
    let small = word.to_lowercase();
    let of_kind = |query: String| match kind.id == kind::ALL[0].id {
        true => format!("{command} {query}"),
        false => format!("{command} {} {query}", kind.plural),
    };
    let fields = query::names(Some(kind), &vocabulary);
    if let Some(query) = of_ids(backlog, kind, &fields, query) {
        return Some(of_kind(query));
    }
    let more: String = more
        .iter()
        .map(|word| format!(" {}", text::shell_word(word)))
        .collect();
    if let Some(query) = of_ids(backlog, kind, &fields, &query[..1]) {
        return Some(of_kind(query + &more));
    }
    let mut states = backlog.states(kind).into_iter();
    if let Some((state, _)) = states.find(|(state, _)| state.to_lowercase() == small) {
        return Some(of_kind(format!("status:{state}{more}")));
    }
    if query::is_words(&vocabulary)
        .iter()
        .any(|(is, _)| *is == small)
    {
        return Some(of_kind(format!("is:{small}{more}")));
    }
    if backlog.config.file.views.contains_key(&small) {
        return Some(of_kind(format!("view:{small}{more}")));
    }
    if let Some(record) = targets::id(word).ok().and_then(|id| backlog.get(&id)) {
        return Some(format!("show {}{more}", record.id()));
    }
    let names = kind::ALL.iter().flat_map(|kind| [kind.plural, kind.id]);
    text::nearest(word, names).map(|near| format!("{command} {near}{more}"))
}

/// The query that finds the records of these ids, or what belongs to the one of them.
fn of_ids(backlog: &Backlog, kind: &Kind, names: &[String], text: &[String]) -> Option<String> {
    let ids = text.iter().flat_map(|word| word.split(','));
    let ids: Vec<Id> = ids.map(|id| targets::id(id).ok()).collect::<Option<_>>()?;
    let of = backlog.get(ids.first()?)?.kind;
    let known = |id: &Id| {
        backlog
            .get(id)
            .is_some_and(|record| record.kind.id == of.id)
    };
    if !ids.iter().all(known) {
        return None;
    }
    let field = if of.id == kind.id { "id" } else { of.id };
    let holds = field == "id" || names.iter().any(|name| name == field);
    let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
    holds.then(|| format!("{field}:{}", ids.join(",")))
}

/// What was wrong in the files read; a file that gave no record ends the
/// command with 2.
pub(super) fn warn(answer: &mut Answer, backlog: &Backlog) {
    answer.warnings = backlog.troubles().cloned().collect();
    if answer.warnings.iter().any(|finding| finding.unreadable) {
        answer.exit = Exit::Misused;
    }
}
