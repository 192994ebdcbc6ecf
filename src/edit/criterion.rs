//! Adds an acceptance criterion to a story.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind::Story;
use crate::yaml::Edit;
use serde_json::Value;
use serde_json::json;

/// Appends the criteria that are not there yet: a scenario where the text says given, when and
/// then, else a sentence.
///
/// # Errors
/// No words, or a record that is no story.
pub fn add_criterion(
    backlog: &Backlog,
    id: &Id,
    texts: &[String],
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let record = find(backlog, id)?;
    story(record)?;
    let held = record.field("acceptance").unwrap_or_default();
    let mut held = held.as_array().cloned().unwrap_or_default();
    let mut edits = Vec::new();
    for text in texts {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::usage("a criterion needs words")
                .help(format!("po criterion add {id} \"given … when … then …\"")));
        }
        let value = criterion(text);
        if !held.contains(&value) {
            held.push(value.clone());
            let path = vec!["acceptance".into()];
            edits.push(Edit::Append { path, value });
        }
    }
    match edits.is_empty() {
        true => Ok(None),
        false => amend(backlog, record, edits, stamp, None),
    }
}

/// The story that a record must be.
///
/// # Errors
/// It is of another kind.
pub(super) fn story(record: &Record) -> Result<&Story, Error> {
    record.story().ok_or_else(|| {
        Error::usage(format!(
            "{} is {}; only stories have acceptance criteria",
            record.id(),
            crate::text::with_article(record.kind.id)
        ))
        .help("po list shows the stories")
    })
}

fn criterion(text: &str) -> Value {
    match scenario(text) {
        Some([given, when, then]) => json!({"given": given, "when": when, "then": then}),
        None => Value::String(text.to_owned()),
    }
}

/// The three parts of "given … when … then …", in any letters and with or
/// without commas between them.
fn scenario(text: &str) -> Option<[&str; 3]> {
    let given = word(text, "given").filter(|at| *at == 0)? + "given".len();
    let when = given + word(&text[given..], "when")?;
    let then = when + word(&text[when..], "then")?;
    let part = |from: usize, to: usize| {
        let part = text.get(from..to)?.trim();
        let part = part.trim_end_matches([',', ';', ':']).trim_end();
        (!part.is_empty()).then_some(part)
    };
    Some([
        part(given, when)?,
        part(when + "when".len(), then)?,
        part(then + "then".len(), text.len())?,
    ])
}

/// Where a word (ASCII, small letters) stands by itself in a text.
fn word(text: &str, word: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let alone = |at: &usize| {
        let before = lower[..*at].chars().next_back();
        let after = lower[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    lower.match_indices(word).map(|(at, _)| at).find(alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_when_then_become_three_keys() {
        for text in [
            "given a basket when I pay then I get a receipt",
            "Given a basket, When I pay, Then I get a receipt",
            "GIVEN a basket\nWHEN I pay\nTHEN I get a receipt",
        ] {
            let parts = scenario(text);
            assert_eq!(
                parts,
                Some(["a basket", "I pay", "I get a receipt"]),
                "{text}"
            );
        }
    }

    #[test]
    fn anything_else_is_a_sentence() {
        for text in [
            "Payment errors keep the basket.",
            "given a basket, then I get a receipt",
            "given when then",
            "givenness when seen then believed",
            "Whenever it rains, given time, then it stops",
        ] {
            assert_eq!(criterion(text), json!(text));
        }
    }

    #[test]
    fn words_inside_others_separate_nothing() {
        let parts = scenario("given whenever thence when authentic then fine");
        assert_eq!(parts, Some(["whenever thence", "authentic", "fine"]));
    }
}
