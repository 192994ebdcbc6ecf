//! Finds the words of a list in a text as a person would read it: whole words in any case, the longest phrase first,
//! and not in code, quotations, addresses, or words that mean something exact to the team.

mod clause;

pub use clause::clause;

use super::Context;
use super::Setting;
use super::SettingForm;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Language {
    pub vague_term: Vec<String>,
    /// Units that make a number a measure.
    measures: Vec<String>,
    /// Marks of something not yet decided, in this case only.
    pub placeholders: Vec<String>,
    /// The same in any case.
    pub fillers: Vec<String>,
}

/// The languages with word lists, by their code.
static LANGUAGES: LazyLock<Vec<(&str, Language)>> = LazyLock::new(|| {
    let files = [("en", include_str!("en.yaml"))];
    let read = |(code, text)| Some((code, serde_yaml::from_str(text).ok()?));
    files.into_iter().filter_map(read).collect()
});

/// The words of a language by its code, regions (`en-GB`) left out.
pub fn language(code: &str) -> Option<&'static Language> {
    let code = code.split(['-', '_']).next().unwrap_or(code);
    let known = LANGUAGES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(code));
    known.map(|(_, language)| language)
}

/// The codes of the languages with word lists.
pub fn languages() -> Vec<&'static str> {
    LANGUAGES.iter().map(|(code, _)| *code).collect()
}

/// The text in composed form (NFC), so that `é` is one character however it was typed.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The options of every word rule.
pub const OPTIONS: &[Setting] = &[
    Setting {
        name: "add",
        form: SettingForm::Texts,
        doc: "more words to find, such as [state of the art]",
    },
    Setting {
        name: "ignore",
        form: SettingForm::Texts,
        doc: "words to leave alone, such as [clean]",
    },
];

/// A lexicon that leaves the glossary and the option `ignore` alone.
pub fn lexicon(cx: &Context) -> Lexicon {
    let glossary = cx.backlog.config.file.glossary.iter().map(String::as_str);
    Lexicon::default().without(glossary.chain(cx.texts("ignore")))
}

/// Whether capitals count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Exact,
    Any,
}

/// Phrases made ready for the search: by their first word, the longest first.
#[derive(Debug, Default)]
pub struct Lexicon {
    phrases: HashMap<String, Vec<Phrase>>,
    /// Phrases that hide what they cover: a glossary, words to leave alone.
    hidden: HashMap<String, Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    letters: Vec<char>,
    case: Case,
}

impl Lexicon {
    /// Adds phrases to look for.
    pub fn with<'p>(mut self, phrases: impl IntoIterator<Item = &'p str>, case: Case) -> Self {
        add(&mut self.phrases, phrases, case);
        self
    }

    /// Adds phrases to leave alone.
    pub fn without<'p>(mut self, phrases: impl IntoIterator<Item = &'p str>) -> Self {
        add(&mut self.hidden, phrases, Case::Any);
        self
    }

    /// Whether a text holds the first word of a phrase, in any case: a quick look before a slow one.
    pub fn holds_any(&self, text: &str) -> bool {
        let words = text.split(|c| !is_word(c)).filter(|word| !word.is_empty());
        let mut folded = String::new();
        words.into_iter().any(|word| {
            folded.clear();
            folded.extend(word.chars().map(fold));
            self.phrases.contains_key(&folded)
        })
    }

    /// Where phrases stand in a composed text, from left to right.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let mut found = search(&self.phrases, text, &letters);
        if !found.is_empty() {
            let mut hidden = quoted(text);
            hidden.extend(search(&self.hidden, text, &letters));
            found.retain(|range| {
                !hidden
                    .iter()
                    .any(|h| h.start < range.end && range.start < h.end)
            });
        }
        found
    }
}

fn add<'p>(
    phrases: &mut HashMap<String, Vec<Phrase>>,
    new: impl IntoIterator<Item = &'p str>,
    case: Case,
) {
    for phrase in new {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let letters: Vec<char> = composed(&words.join(" ")).chars().collect();
        let first = letters
            .iter()
            .take_while(|c| is_word(**c))
            .map(|c| fold(*c))
            .collect();
        let of_word: &mut Vec<Phrase> = phrases.entry(first).or_default();
        of_word.push(Phrase { letters, case });
        of_word.sort_by_key(|phrase| std::cmp::Reverse(phrase.letters.len()));
    }
}

fn search(
    phrases: &HashMap<String, Vec<Phrase>>,
    text: &str,
    letters: &[(usize, char)],
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut at = 0;
    while at < letters.len() && !phrases.is_empty() {
        word.clear();
        word.extend(
            letters[at..]
                .iter()
                .map_while(|(_, c)| is_word(*c).then(|| fold(*c))),
        );
        let next = at + word.chars().count().max(1);
        let fits = phrases.get(&word).filter(|_| !word.is_empty());
        let end = fits.and_then(|fits| fits.iter().find_map(|p| p.end(&letters[at..])));
        match end {
            Some(length) => {
                let end = letters.get(at + length).map_or(text.len(), |(end, _)| *end);
                found.push(letters[at].0..end);
                at += length;
            }
            None => at = next,
        }
    }
    found
}

impl Phrase {
    /// How many letters of the text the phrase covers, if it stands at its start. A space stands for any white space.
    fn end(&self, text: &[(usize, char)]) -> Option<usize> {
        let mut at = 0;
        for letter in &self.letters {
            let (_, found) = text.get(at)?;
            if *letter == ' ' {
                let spaces = text[at..]
                    .iter()
                    .take_while(|(_, c)| c.is_whitespace())
                    .count();
                if spaces == 0 {
                    return None;
                }
                at += spaces;
                continue;
            }
            let same = match self.case {
                Case::Exact => letter == found,
                Case::Any => fold(*letter) == fold(*found),
            };
            if !same {
                return None;
            }
            at += 1;
        }
        let bounded = text.get(at).is_none_or(|(_, next)| !is_word(*next));
        bounded.then_some(at)
    }
}

/// Letters, digits, `_` and `-`: `best-of` and `simple_id` are words of their own.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// Simple case folding: one character for one.
fn fold(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Code, quotations and addresses: not the writer's own words.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['`', '"', '“', ':']) {
        let start = at + found;
        let rest = &text[start..];
        let span = match rest.as_bytes()[0] {
            b'`' => {
                let ticks = &rest[..rest.len() - rest.trim_start_matches('`').len()];
                let after = start + ticks.len();
                text[after..]
                    .find(ticks)
                    .map(|end| start..after + end + ticks.len())
            }
            b'"' => rest[1..].find('"').map(|end| start..start + end + 2),
            b':' => rest.starts_with("://").then(|| {
                let scheme = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
                let begin = text[..start].trim_end_matches(scheme).len();
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                begin..start + end
            }),
            _ => rest
                .find('”')
                .map(|end| start..start + end + '”'.len_utf8()),
        };
        at = match &span {
            Some(span) => span.end,
            None => start + rest.chars().next().map_or(1, char::len_utf8),
        };
        spans.extend(span);
    }
    spans
}

#[cfg(test)]
mod tests;
