//! Queries on the command line: the vocabulary that the library's layers lend
//! them, and the records they choose.

use super::context::Context;
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
use po::priority;
use po::priority::Outcome;
use po::rules::Judge;
use po::store::Root;
use serde_json::Value;
use serde_json::json;

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
        let judge = Judge::new(backlog, today)?;
        let ready = IsWord {
            name: "ready",
            doc: "meets the definition of ready",
            test: Box::new(move |record| record.story().is_some() && judge.is_ready(record)),
        };
        let score = Computed {
            name: "score",
            doc: "the score of the method in po.yaml",
            value: score(backlog)?,
        };
        let age = Computed {
            name: "age",
            doc: "days since it was written down",
            value: Box::new(move |record| match record.common.created {
                Some(created) => json!(today.since(created)),
                None => Value::Null,
            }),
        };
        Ok(Self {
            backlog,
            today,
            me: context.me(root, &backlog.config),
            is_words: vec![ready],
            computed: vec![score, age],
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

/// A record's number under the team's method.
type Score<'a> = Box<dyn Fn(&Record) -> Value + Sync + 'a>;

fn score<'a>(backlog: &'a Backlog) -> Result<Score<'a>, Error> {
    let settings = backlog.config.file.prioritize.as_ref();
    let name = settings.and_then(|p| p.method.as_deref()).unwrap_or("wsjf");
    let method = priority::by_id(name)?.configured(&backlog.config.file.methods)?;
    Ok(Box::new(move |record| {
        match method.score(priority::Scores::of(record)) {
            Outcome::Scored {
                score: Some(score), ..
            } => json!(score),
            _ => Value::Null,
        }
    }))
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
/// stories.
pub(super) fn split_kind(words: &[String]) -> (&'static Kind, &[String]) {
    match words.first().and_then(|word| kind::by_name(word)) {
        Some(kind) => (kind, &words[1..]),
        None => (kind::ALL[0], words),
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
    answer.warnings = backlog.findings.clone();
    if backlog.findings.iter().any(|finding| finding.unreadable) {
        answer.exit = Exit::Misused;
    }
}
