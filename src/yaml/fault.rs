//! Why a text is no document.

use crate::yaml::span::Span;
use crate::yaml::span::span_of;

/// Why a text is no document, in words for people, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where.
    pub span: Span,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>, span: Span) -> Fault {
        Fault {
            message: message.into(),
            hint: None,
            span,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Fault {
        self.hint = Some(hint.into());
        self
    }
}

/// The text of a file.
///
/// # Errors
/// Bytes that are not UTF-8, and a NUL character, with the place.
pub fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => no_nul(text).map(|()| text),
        Err(error) => {
            let (good, _) = bytes.split_at(error.valid_up_to());
            let text = std::str::from_utf8(good).unwrap_or_default();
            let span = span_of(text, text.len(), text.len());
            Err(Fault::new("this is not UTF-8 text", span).hint("save the file as UTF-8"))
        }
    }
}

/// Refuses a NUL character, which a parser would take for the end of the text.
pub(super) fn no_nul(text: &str) -> Result<(), Fault> {
    match text.find('\0') {
        Some(at) => Err(
            Fault::new("the text holds a NUL character", span_of(text, at, at + 1))
                .hint("remove it, or restore the file: it may be damaged or no text at all"),
        ),
        None => Ok(()),
    }
}

/// Refuses the markers git leaves around a merge conflict. `=======` alone counts only with `all`,
/// when the text is no document anyway: it may be an underline in a quoted text.
pub(super) fn no_conflict(text: &str, all: bool) -> Result<(), Fault> {
    let marker = |marker: &str| {
        text.match_indices(marker).map(|(at, _)| at).find(|&at| {
            let before = text[..at].trim_start_matches('\u{feff}');
            before.is_empty() || before.ends_with(['\n', '\r'])
        })
    };
    let found = marker("<<<<<<< ")
        .or_else(|| marker(">>>>>>> "))
        .or_else(|| {
            let alone = |at: &usize| {
                text[*at..]
                    .lines()
                    .next()
                    .is_some_and(|l| l.trim_end() == "=======")
            };
            if all {
                marker("=======").filter(alone)
            } else {
                None
            }
        });
    match found {
        Some(at) => Err(Fault::new(
            "a merge conflict is not resolved here",
            span_of(text, at, at + 7),
        )
        .hint("keep the lines you want and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`")),
        None => Ok(()),
    }
}
