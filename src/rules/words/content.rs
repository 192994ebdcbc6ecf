//! The words of a text that say what it is about, in a form in which "exporting orders" and "export an order" are one.

use super::Language;
use super::composed;
use serde::Deserialize;
use std::collections::HashMap;
use std::collections::HashSet;

/// What says nothing of the matter.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// Words.
    words: HashSet<String>,
    /// Endings; the first that fits is cut.
    endings: Vec<String>,
}

/// The fewest letters that stay before an ending.
const STEM: usize = 3;

/// Gives each word a number, so that sets of words are compared fast.
#[derive(Debug, Default)]
pub struct Contents {
    numbers: HashMap<String, u32>,
    words: Vec<String>,
    /// Where words are folded.
    word: String,
}

impl Contents {
    /// The words of some texts that say what they are about: their numbers, each once, in ascending order.
    pub fn of<'t>(
        &mut self,
        language: Option<&Language>,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Vec<u32> {
        let cut = language.map(|language| &language.content);
        let mut numbers = Vec::new();
        for text in texts {
            let text = composed(text);
            let words = text.split(|c: char| !c.is_alphanumeric());
            for word in words.filter(|word| !word.is_empty()) {
                self.word.clear();
                self.word.extend(word.chars().flat_map(char::to_lowercase));
                if cut.is_some_and(|cut| cut.words.contains(&self.word)) {
                    continue;
                }
                let stem = cut.map_or(self.word.as_str(), |cut| cut.stem(&self.word));
                numbers.push(match self.numbers.get(stem) {
                    Some(number) => *number,
                    None => {
                        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
                        self.numbers.insert(stem.to_owned(), number);
                        self.words.push(stem.to_owned());
                        number
                    }
                });
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Whether a word is a number, or has one in it.
    pub fn is_number(&self, number: u32) -> bool {
        let word = self.word(number).unwrap_or_default();
        word.bytes().any(|byte| byte.is_ascii_digit())
    }

    /// The word of a number.
    pub fn word(&self, number: u32) -> Option<&str> {
        self.words.get(number as usize).map(String::as_str)
    }
}

impl Language {
    /// Whether it is known what says nothing in it.
    pub fn has_content(&self) -> bool {
        !self.content.words.is_empty()
    }
}

impl Cut {
    fn stem<'w>(&self, word: &'w str) -> &'w str {
        let stem = self.endings.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending.as_str())?;
            (stem.chars().count() >= STEM).then_some(stem)
        });
        stem.unwrap_or(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::words::language;

    fn words(text: &str) -> Vec<String> {
        let mut contents = Contents::default();
        let numbers = contents.of(language("en"), [text]);
        let mut words: Vec<String> = numbers
            .into_iter()
            .filter_map(|number| contents.word(number).map(str::to_owned))
            .collect();
        words.sort();
        words
    }

    #[test]
    fn what_says_nothing_and_endings_are_cut() {
        assert_eq!(words("orders are exported"), ["export", "order"]);
        assert_eq!(
            words("my tax return is complete"),
            ["complete", "return", "tax"]
        );
        assert_eq!(
            words("I can filter the list of orders by their date"),
            ["by", "date", "filter", "list", "order", "their"]
        );
        assert_eq!(
            words("Prices, price; the Ed's"),
            ["ed", "pric", "price", "s"]
        );
        assert_eq!(words("so that I can"), [""; 0]);
    }
}
