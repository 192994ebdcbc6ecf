//! Clauses, and the measures in them that make a vague word exact.

use super::Language;
use super::is_word;
use std::ops::Range;

/// The clause around a place of a text: it is cut at `;` and at a full stop before white space.
pub fn clause(text: &str, at: usize) -> Range<usize> {
    let cuts = text.char_indices().filter_map(|(place, c)| {
        let rest = &text[place + c.len_utf8()..];
        let stop = c == '.' && rest.starts_with(char::is_whitespace);
        (c == ';' || stop).then_some(place)
    });
    let mut range = 0..text.len();
    for cut in cuts {
        if cut < at {
            range.start = cut + 1;
        } else {
            range.end = cut;
            break;
        }
    }
    range
}

impl Language {
    /// Whether a clause holds a number with a unit: `2 s`, `95%`, `€ 5`.
    pub fn has_measure(&self, clause: &str) -> bool {
        has_number_that(clause, |before, after| {
            self.is_unit(after) || before.trim_end().ends_with(['€', '$'])
        })
    }

    /// Whether a clause holds a number that is no part of a name.
    pub fn has_number(&self, clause: &str) -> bool {
        has_number_that(clause, |_, _| true)
    }

    /// Whether a text begins with a unit; a blank may stand before it.
    pub fn is_unit(&self, text: &str) -> bool {
        let text = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if text.starts_with(['%', '€', '$']) {
            return true;
        }
        let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
        let word = text[..end].to_lowercase();
        let known = |word: &str| self.measures.iter().any(|unit| unit.to_lowercase() == word);
        !word.is_empty() && (known(&word) || word.strip_suffix('s').is_some_and(known))
    }
}

/// Whether a clause holds a number that fits with what stands before and behind it.
fn has_number_that(clause: &str, fits: impl Fn(&str, &str) -> bool) -> bool {
    let mut rest = clause;
    while let Some(found) = rest.find(|c: char| c.is_ascii_digit()) {
        let start = clause.len() - rest.len() + found;
        let number = &clause[start..];
        let in_number = |c: char| c.is_ascii_digit() || ".,'".contains(c);
        let after = number.trim_start_matches(in_number);
        // The 5 of "2-5 s" is a number, the 12 of "S-12" is none.
        let lead = clause[..start].trim_end_matches('-').chars().next_back();
        let dash = clause[..start].ends_with('-');
        let own = !lead.is_some_and(|c| c.is_alphabetic() || (is_word(c) && !dash));
        if own && fits(&clause[..start], after) {
            return true;
        }
        rest = after;
    }
    false
}
