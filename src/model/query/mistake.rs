//! What is wrong in a query, and the place at which it is.

use crate::diag::Error;
use crate::text::safe;
use crate::text::width;
use std::ops::Range;

/// A mistake in the text of a query or of a view.
#[derive(Debug)]
pub struct Mistake {
    /// What it is, such as `unknown word`; said of the query as a whole.
    what: String,
    /// Its bytes in the text.
    span: Range<usize>,
    /// What the place lacks or should be.
    label: String,
    help: Vec<String>,
    /// The view it stands in, and its text.
    view: Option<(String, String)>,
}

/// Boxed, as it is large and rare.
pub type Checked<T> = Result<T, Box<Mistake>>;

impl Mistake {
    pub fn new(what: &str, span: Range<usize>, label: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            what: what.to_owned(),
            span,
            label: label.into(),
            help: Vec::new(),
            view: None,
        })
    }

    pub fn help(mut self: Box<Self>, help: impl Into<String>) -> Box<Self> {
        self.help.push(help.into());
        self
    }

    /// The same mistake with this one way out.
    pub fn instead(mut self: Box<Self>, help: impl Into<String>) -> Box<Self> {
        self.help = vec![help.into()];
        self
    }

    /// Says that it stands in the text of a view, if no view further inside has said so.
    pub fn in_view(mut self: Box<Self>, name: &str, text: &str) -> Box<Self> {
        self.view
            .get_or_insert_with(|| (name.to_owned(), text.to_owned()));
        self
    }

    /// The message with the text and carets below the place.
    pub fn into_error(self, query: &str) -> Error {
        let (holder, text) = match &self.view {
            Some((name, text)) => (format!("the view \"{name}\" of po.yaml"), text.as_str()),
            None => ("the query".to_owned(), query),
        };
        let part = |range: Range<usize>| safe(text.get(range).unwrap_or_default());
        let before = part(0..self.span.start);
        let marked = part(self.span.clone());
        let after = part(self.span.end..text.len());
        let carets = "^".repeat(width(&marked).max(1));
        let indent = " ".repeat(width(&before));
        let mut error = Error::usage(format!("{} in {holder}", self.what))
            .detail(format!("  {before}{marked}{after}"))
            .detail(format!("  {indent}{carets} {}", safe(&self.label)));
        error.help = self.help;
        if error.help.is_empty() {
            error = error.help("po help queries says how queries are written");
        }
        error
    }
}

/// "did you mean …?" where a known name is near, else all of them.
pub fn suggestion(name: &str, known: &[impl AsRef<str>]) -> String {
    match crate::text::nearest(name, known.iter().map(AsRef::as_ref)) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => {
            let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
            format!("it is one of {}", known.join(", "))
        }
    }
}

/// A map was named where only its parts have values to compare.
pub fn no_value(name: &str, parts: &[String], span: &Range<usize>) -> Box<Mistake> {
    let label = format!("{name} is a map; name a part of it");
    let parts: Vec<String> = parts.iter().map(|part| format!("{name}.{part}")).collect();
    Mistake::new("incomplete name", span.clone(), label)
        .help(format!("its parts are {}", parts.join(", ")))
}
