//! The names that a query may use, for messages, help and completion.

use super::field::Fields;
use super::state::State;
use super::vocabulary::Vocabulary;
use crate::model::kind::Kind;

/// The words for `is:` with what they mean, the built-in ones first.
pub fn is_words(vocabulary: &Vocabulary) -> Vec<(&'static str, &'static str)> {
    let built_in = State::ALL.iter().map(|(name, doc, _)| (*name, *doc));
    let lent = vocabulary.is_words.iter().map(|word| (word.name, word.doc));
    built_in.chain(lent).collect()
}

/// The fields of the kind by name, as files have them, then the computed ones; without a kind those of all kinds.
pub fn names(kind: Option<&'static Kind>, vocabulary: &Vocabulary) -> Vec<String> {
    Fields::new(&Vocabulary {
        kind,
        ..*vocabulary
    })
    .names()
}
