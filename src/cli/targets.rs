//! The records a command is about: ids, `-` for ids from standard input, or
//! `-q QUERY`.

use super::context::Context;
use super::select;
use super::terminal;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::model::Backlog;
use po::model::Record;
use po::model::config::Config;
use po::model::id::Id;
use po::model::id::Link;
use po::model::kind;
use po::model::meant;
use po::model::unknown;
use po::render::View;
use po::store;
use po::store::Keep;
use po::store::Root;
use po::text;

/// `-q QUERY` in place of ids.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct QueryArg {
    /// All records that this query finds, in place of ids; it may begin with a kind
    #[arg(short = 'q', long = "query", value_name = "QUERY")]
    pub query: Option<String>,
}

/// `-q QUERY` in place of ids, on commands that write.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct WriteQueryArg {
    #[command(flatten)]
    query: QueryArg,
    /// Change what the query finds without asking first
    #[arg(short, long)]
    yes: bool,
}

impl WriteQueryArg {
    /// The query of a command that may only read as well.
    pub fn to_read(&self) -> &QueryArg {
        &self.query
    }

    pub fn is_given(&self) -> bool {
        self.query.query.is_some()
    }
}

/// The records meant, loaded.
pub(super) struct Targets {
    pub root: Root,
    pub backlog: Backlog,
    pub ids: Vec<Id>,
    /// A query chose them, and somebody is there to be asked whether they are
    /// the right ones: how the question looks.
    pub ask: Option<View>,
    /// A query chose them, from all that could be read.
    pub of_query: bool,
}

impl Targets {
    fn new(root: Root, backlog: Backlog, ids: Vec<Id>) -> Self {
        Self {
            root,
            backlog,
            ids,
            ask: None,
            of_query: false,
        }
    }

    /// Loads the records meant, to be read. `whole` loads the rest as well, for
    /// commands that must look at it.
    ///
    /// # Errors
    /// As for `find`; a record that was named but gave nothing.
    pub fn load(
        context: &Context,
        words: &[String],
        query: &QueryArg,
        whole: bool,
    ) -> Result<Self, Error> {
        Self::find(context, words, query, whole)?.complete()
    }

    /// Loads the records meant, to be changed: nobody else writes until the
    /// command ends, unless this is a dry run, or somebody is to be asked first.
    ///
    /// # Errors
    /// As for `load`; somebody else is writing.
    pub fn to_write(
        context: &Context,
        words: &[String],
        query: &WriteQueryArg,
        whole: bool,
        write: &WriteArgs,
    ) -> Result<Self, Error> {
        let chosen = query.is_given() && !query.yes;
        let asks = chosen && context.environment.interactive && !write.dry_run;
        let root = write.root(context, asks)?;
        let found = Self::find_in(root, context, words, &query.query, whole)?;
        Self {
            ask: asks.then(|| context.error_view()),
            ..found
        }
        .complete()
    }

    /// Finds the records meant, some of which may have given nothing.
    ///
    /// # Errors
    /// None is named, an id that no file has, a query that cannot be understood.
    pub fn find(
        context: &Context,
        words: &[String],
        query: &QueryArg,
        whole: bool,
    ) -> Result<Self, Error> {
        Self::find_in(context.root()?, context, words, query, whole)
    }

    fn find_in(
        root: Root,
        context: &Context,
        words: &[String],
        query: &QueryArg,
        whole: bool,
    ) -> Result<Self, Error> {
        if let Some(query) = &query.query {
            if !words.is_empty() {
                return Err(
                    Error::usage("ids and -q QUERY both say which records are meant")
                        .help("leave one of them out"),
                );
            }
            let backlog = store::load(&root, Keep::Texts)?;
            let ids = select::ids(context, &root, &backlog, query)?;
            if !context.global.unlisted.quiet {
                tell(&backlog, &ids);
            }
            return Ok(Self {
                of_query: true,
                ..Self::new(root, backlog, ids)
            });
        }
        let ids = ids(&with_ids(&root, words)?)?;
        if ids.is_empty() {
            return Err(Error::usage("no record named")
                .help("name one or more ids, - for ids from standard input, or -q QUERY"));
        }
        let few = store::load_ids(&root, &ids, Keep::Texts)?;
        let backlog = if whole {
            store::load(&root, Keep::Texts)?
        } else {
            few
        };
        Ok(Self::new(root, backlog, ids))
    }

    /// Loads the one record meant, and no other, to be changed.
    ///
    /// # Errors
    /// As for `to_write`.
    pub fn one(context: &Context, word: &str, write: &WriteArgs) -> Result<Self, Error> {
        let root = context.root()?;
        write.hold(&root)?;
        let ids = vec![one_id(&root, word)?];
        let backlog = store::load_ids(&root, &ids, Keep::Texts)?;
        Self::new(root, backlog, ids).complete()
    }

    /// Every record that was named gave something.
    fn complete(self) -> Result<Self, Error> {
        match self.unreadable().first() {
            Some(id) => Err(self.why_unreadable(id)),
            None => Ok(self),
        }
    }

    /// The ids that were named but gave no record.
    pub fn unreadable(&self) -> Vec<&Id> {
        let ids = self.ids.iter();
        ids.filter(|id| self.backlog.get(id).is_none()).collect()
    }

    /// Why a record that was named gave nothing, as an error.
    pub fn why_unreadable(&self, id: &Id) -> Error {
        let mut error = unknown::missing(&self.backlog, id);
        if self.backlog.unreadable_file(id).is_none() {
            error.help = vec!["a file of this name holds another id; po check says which".into()];
        }
        error
    }

    pub fn config(&self) -> &Config {
        &self.backlog.config
    }
}

/// What the records of a query are not: none at all, or none of those whose
/// files cannot be read.
fn tell(backlog: &Backlog, ids: &[Id]) {
    if ids.is_empty() {
        terminal::note("no record fits the query");
    }
    let unreadable = backlog.findings.iter().filter(|f| f.unreadable).count();
    if unreadable > 0 {
        let files = text::plural(unreadable, "unreadable file", "unreadable files");
        terminal::note(&format!("left out {files}"));
    }
}

/// Ids as typed; `-` stands for the words of standard input.
fn ids(words: &[String]) -> Result<Vec<Id>, Error> {
    let mut ids: Vec<Id> = Vec::new();
    for word in words {
        let input = match word.as_str() {
            "-" => terminal::input()?,
            word => word.to_owned(),
        };
        for part in input.split_whitespace() {
            let id = id(part)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Ok(ids)
}

/// The record that a word means, or the address of a web page.
pub(super) fn link(root: &Root, word: &str) -> Result<Link, Error> {
    let address = word.contains("://").then(|| Link::read(word)).flatten();
    match address {
        Some(address) => Ok(address),
        None => one_id(root, word).map(Link::from),
    }
}

/// One id as typed; letters of the prefix may be small.
pub(super) fn id(word: &str) -> Result<Id, Error> {
    let prefix = word.split('-').next().unwrap_or_default();
    let text = word.replacen(prefix, &prefix.to_uppercase(), 1);
    Id::new(text).map_err(|_| unknown::no_id(word))
}

/// The id of a record of a kind: as typed, or of the one that is called so.
///
/// # Errors
/// Nothing is called so, or several are.
pub(super) fn called(backlog: &Backlog, kind: &str, word: &str) -> Result<Id, Error> {
    match kind::by_name(kind) {
        Some(kind) if !meant::is_id(word) => Ok(meant::one(backlog, kind, word)?.id().clone()),
        _ => id(word),
    }
}

/// The words, with the id of the record in place of what it is called, or of a part of its title. Words that
/// stand apart without quotes are one title: else each might mean a record of its own.
///
/// # Errors
/// Several records are called so, or the backlog cannot be read.
pub(super) fn with_ids(root: &Root, words: &[String]) -> Result<Vec<String>, Error> {
    let is_name = |word: &String| word != "-" && id(word).is_err();
    if !words.iter().any(is_name) {
        return Ok(words.to_vec());
    }
    let backlog = store::load(root, Keep::Values)?;
    let is_part = |word: &String| is_name(word) && !word.contains(char::is_whitespace);
    let runs = words.chunk_by(|one, other| is_part(one) && is_part(other));
    let meant = |run: &[String]| match run {
        [word] if !is_name(word) => Ok(word.clone()),
        words => {
            let title = words.join(" ");
            match meant::any(&backlog, &title)? {
                Some(record) => Ok(record.id().to_string()),
                None => Err(nothing(&backlog, &title)),
            }
        }
    };
    runs.map(meant).collect()
}

/// One id, as `with_ids` reads it.
///
/// # Errors
/// As there.
pub(super) fn one_id(root: &Root, word: &str) -> Result<Id, Error> {
    let ids = with_ids(root, &[word.to_owned()])?;
    id(ids.first().map_or(word, String::as_str))
}

/// The error, and the finished command where the id stands behind the text in place of before it.
pub(super) fn swapped(mut error: Error, command: &str, words: &[String]) -> Error {
    if let Some((last, texts)) = words.split_last()
        && texts.first().is_some_and(|first| id(first).is_err())
        && meant::is_id(last)
    {
        let texts: Vec<String> = texts.iter().map(|word| text::shell_word(word)).collect();
        error.help = vec![format!(
            "the id stands first: {command} {last} {}",
            texts.join(" ")
        )];
    }
    error
}

/// A record that stands where the text begins: it is named for the command as well, or the text lacks its quotes.
///
/// # Errors
/// The first word of the text is the id of a record.
pub(super) fn refuse_record(root: &Root, command: &str, words: &[String]) -> Result<(), Error> {
    let [id, first, rest @ ..] = words else {
        return Ok(());
    };
    let other = self::id(first).ok().filter(|_| meant::is_id(first));
    let is_there = |id: &Id| {
        let there = store::load_ids(root, std::slice::from_ref(id), Keep::Values);
        there.is_ok_and(|there| there.get(id).is_some())
    };
    let Some(other) = other.filter(is_there) else {
        return Ok(());
    };
    let error = Error::usage(format!("{other} is a record, where the text begins"));
    if rest.is_empty() {
        return Err(error.help(format!("{command} {id} \"see {other}\"")));
    }
    let text: Vec<String> = rest.iter().map(|word| text::shell_word(word)).collect();
    let text = text.join(" ");
    let whole = text::shell_word(&format!("{first} {}", rest.join(" ")));
    Err(error
        .help(format!("each by itself: {command} {id} {text}"))
        .help(format!("and: {command} {other} {text}"))
        .help(format!("as one text: {command} {id} {whole}")))
}

fn nothing(backlog: &Backlog, word: &str) -> Error {
    let titles = backlog.records().iter().map(Record::title);
    let error = unknown::no_id(word);
    let is_id = word.contains(|c: char| c.is_ascii_digit());
    match text::nearest(word, titles).filter(|_| !is_id) {
        Some(near) => error.help(format!("did you mean {}?", text::shell_word(near))),
        None => error,
    }
}
