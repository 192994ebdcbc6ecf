//! Phrases made ready for the search, and the search itself.

use super::composed;
use std::collections::HashMap;
use std::ops::Range;

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
    firsts: Firsts,
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
        for first in self.phrases.keys() {
            self.firsts.add(first);
        }
        self
    }

    /// Adds phrases to leave alone.
    pub fn without<'p>(mut self, phrases: impl IntoIterator<Item = &'p str>) -> Self {
        add(&mut self.hidden, phrases, Case::Any);
        self
    }

    /// Whether a text holds the first word of a phrase, in any case: a quick look before a slow one.
    pub fn holds_any(&self, text: &str) -> bool {
        let mut folded = String::new();
        words(text).any(|word| {
            let word = &text[word];
            self.firsts.may_hold(word) && {
                folded.clear();
                folded.extend(word.chars().map(fold));
                self.phrases.contains_key(&folded)
            }
        })
    }

    /// Where phrases stand in a composed text, and the places given beside them, from left to right. What is hidden is
    /// left out.
    pub fn find(&self, text: &str, more: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut found = more;
        let listed = self.holds_any(text);
        if !listed && found.is_empty() {
            return found;
        }
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        if listed {
            found.extend(self.all(text, &letters));
        }
        let mut hidden = quoted(text);
        hidden.extend(search(&self.hidden, text, &letters));
        let covers =
            |h: &Range<usize>, found: &Range<usize>| h.start < found.end && found.start < h.end;
        found.retain(|range| !hidden.iter().any(|h| covers(h, range)));
        found.sort_by_key(|range| range.start);
        found
    }

    /// Whether one of the phrases that are not left alone stands in a text, be it quoted.
    pub fn is_in(&self, text: &str) -> bool {
        let text = composed(text);
        self.holds_any(&text) && {
            let letters: Vec<(usize, char)> = text.char_indices().collect();
            let hidden = search(&self.hidden, &text, &letters);
            let found = self.all(&text, &letters);
            let is_hidden = |range: &Range<usize>| {
                hidden
                    .iter()
                    .any(|h| h.start < range.end && range.start < h.end)
            };
            found.iter().any(|range| !is_hidden(range))
        }
    }

    /// Whether a text is one of the phrases and nothing else.
    pub fn is_whole(&self, text: &str) -> bool {
        let text = composed(text.trim());
        self.find(&text, Vec::new()).contains(&(0..text.len()))
    }

    /// Every phrase, hidden or not.
    pub(super) fn all(&self, text: &str, letters: &[(usize, char)]) -> Vec<Range<usize>> {
        search(&self.phrases, text, letters)
    }
}

/// Which lengths the first words of phrases have, by their first and by their last letters: enough to pass by most words
/// unread.
#[derive(Debug)]
struct Firsts {
    by_first: [u64; 256],
    by_last: [u64; 256],
}

impl Default for Firsts {
    fn default() -> Self {
        Self {
            by_first: [0; 256],
            by_last: [0; 256],
        }
    }
}

impl Firsts {
    fn bit(word: &str) -> u64 {
        1 << word.len().min(63)
    }

    /// Takes a folded word.
    fn add(&mut self, word: &str) {
        if let [first, .., last] | [first @ last] = word.as_bytes() {
            self.by_first[usize::from(*first)] |= Self::bit(word);
            self.by_last[usize::from(*last)] |= Self::bit(word);
        }
    }

    /// Folding may change the length of a word that is not all ASCII; such a one always may.
    fn may_hold(&self, word: &str) -> bool {
        let ([first, .., last] | [first @ last]) = word.as_bytes() else {
            return false;
        };
        let lengths = self.by_first[usize::from(first.to_ascii_lowercase())]
            & self.by_last[usize::from(last.to_ascii_lowercase())];
        lengths & Self::bit(word) != 0 || !word.is_ascii()
    }
}

/// The phrases that `(a|b|)` in one stands for.
pub fn expanded(phrase: &str) -> Vec<String> {
    let parts = phrase
        .split_once('(')
        .and_then(|(before, rest)| Some((before, rest.split_once(')')?)));
    let Some((before, (choice, after))) = parts else {
        return vec![phrase.to_owned()];
    };
    let tails = expanded(after);
    let each = choice.split('|').flat_map(|one| {
        let tails = tails.iter();
        tails.map(move |tail| format!("{before}{one}{tail}"))
    });
    each.collect()
}

/// The words of a text.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        let length = text[start..].find(|c| !is_word(c));
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
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
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// Simple case folding: one character for one. The apostrophe of printers is the one of keyboards.
fn fold(c: char) -> char {
    if c == '’' {
        return '\'';
    }
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
    while let Some(found) = text[at..].find(['`', '"', '“', ':', '/']) {
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
            // A path: "/etc/hosts", "~/.config".
            b'/' => {
                let begin = text[..start].trim_end_matches(['~', '.']).len();
                let ends_word = text[..begin].ends_with(|c: char| !c.is_whitespace() && c != '(');
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (!ends_word && rest[1..].starts_with(is_word)).then_some(begin..start + end)
            }
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
