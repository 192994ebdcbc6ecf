//! Finds the words of a list in a text as a person would read it: whole words in any case, the longest phrase first,
//! and not in code, quotations, addresses, or words that mean something exact to the team.

mod alike;
mod clause;
mod content;
mod lexicon;
mod search;

pub use alike::alike;
pub use alike::earlier;
pub use clause::clause;
pub use content::Contents;
pub use lexicon::Case;
pub use lexicon::Lexicon;
pub use lexicon::is_word;
pub use lexicon::quoted;
pub use search::Texts;
pub use search::WordRule;
pub use search::nothing;

use super::Context;
use super::Setting;
use super::SettingForm;
use crate::diag::Severity;
use crate::model::kind::Story;
use lexicon::expanded;
use lexicon::words;
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

/// The languages with word lists: their codes and files. One more language is one more line.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("en.yaml")),
    ("de", include_str!("de.yaml")),
];

/// The words of one language. What a language leaves out is not looked for in it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Language {
    /// Its place among the languages.
    #[serde(skip)]
    at: usize,
    /// What each word rule looks for, by its id.
    rules: HashMap<String, List>,
    /// Units that make a number a measure.
    measures: Vec<String>,
    /// The word between a comparative and what it is compared with.
    than: Vec<String>,
    /// Words that announce what happens in place of something.
    instead: Vec<String>,
    /// Words behind which something is only the case: "if".
    conditions: Vec<String>,
    /// Verbs with which a sentence begins that says a condition, up to its comma.
    #[serde(default)]
    inverted: Vec<String>,
    /// Words behind which a condition is over: "then".
    consequences: Vec<String>,
    /// Words for what is said: what stands behind them and `that` is told, and not what happens.
    reports: Vec<String>,
    that: Vec<String>,
    /// Words for a number that is not said: "several".
    counts: Vec<String>,
    /// Words that leave a number open: "approximately".
    about: Vec<String>,
    /// Words between a thing and its unit.
    measured_in: Vec<String>,
    /// Words that make a choice of two verbs.
    #[serde(default)]
    pub either: HashSet<String>,
    /// Words before a verb that follows another.
    #[serde(default)]
    pub infinitive: HashSet<String>,
    /// Benefits that hold for anything.
    #[serde(default)]
    pub hollow: Vec<String>,
    /// Words that begin another clause behind a comma.
    joins: Vec<String>,
    /// How it says that something is done without saying who does it.
    #[serde(default)]
    passive: Option<Passive>,
    /// A story told in one sentence of it can be read: `src/rules/statement.rs` knows its grammar.
    #[serde(default)]
    pub sentences: bool,
    /// What is left out where two texts are compared by their words.
    #[serde(default)]
    content: content::Cut,
    /// Words whose number names something and measures nothing: "version 2".
    #[serde(default)]
    pub numbered: HashSet<String>,
    /// Words that say that a number behind them is a version.
    #[serde(default)]
    pub versions: HashSet<String>,
    /// Words behind which a number measures something: "within 5".
    #[serde(default)]
    pub amounts: HashSet<String>,
    /// Words with which a clause says what happens: "is", "shows".
    #[serde(default)]
    pub predicates: HashSet<String>,
    /// Words that ask for a quality only with an adverb: "loads quickly". Else they are what a product does.
    #[serde(default)]
    functions: HashSet<String>,
    /// How adverbs end that say how, and words that end so and are none.
    #[serde(default)]
    adverbs: Adverbs,
    /// Words that join a second verb.
    #[serde(default)]
    pub also: HashSet<String>,
    /// Names of standards that say when a quality is reached.
    #[serde(default)]
    pub standards: Vec<String>,
}

/// The phrases of one rule; `(a|b|)` in one stands for several.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// In any case.
    #[serde(default)]
    words: Vec<String>,
    /// In this case only.
    #[serde(default)]
    capitals: Vec<String>,
    /// Phrases that mean something exact although a word of the list is in them.
    #[serde(default)]
    pass: Vec<String>,
}

/// Words that say how something is done.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Adverbs {
    words: HashSet<String>,
    endings: Vec<String>,
    /// Words with such an ending that are none.
    except: HashSet<String>,
}

/// The parts of a passive: an auxiliary, perhaps an adverb, a participle.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Passive {
    auxiliaries: Vec<String>,
    /// How adverbs end.
    adverbs: Vec<String>,
    participles: Vec<String>,
    /// How other participles end.
    endings: Vec<String>,
    /// The word before the one who does it.
    agents: Vec<String>,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let read = |(at, (_, text)): (usize, &(&str, &str))| {
        let language: Language = serde_yaml::from_str(text).ok()?;
        Some(Language { at, ..language })
    };
    FILES.iter().enumerate().filter_map(read).collect()
});

/// The words of a language by its code, regions (`en-GB`) left out.
pub fn language(code: &str) -> Option<&'static Language> {
    let code = code.split(['-', '_']).next().unwrap_or(code);
    let at = FILES
        .iter()
        .position(|(known, _)| known.eq_ignore_ascii_case(code))?;
    LANGUAGES.iter().find(|language| language.at == at)
}

/// The codes of the languages with word lists.
pub fn languages() -> Vec<&'static str> {
    FILES.iter().map(|(code, _)| *code).collect()
}

/// The language of a story: its own, else that of the backlog, else English.
pub fn spoken(story: &Story, cx: &Context) -> Option<&'static Language> {
    let lang = story.lang.as_deref();
    let lang = lang.or(cx.backlog.config.file.lang.as_deref());
    language(lang.unwrap_or("en"))
}

/// The same for a rule: one that an organisation set reads English where the language named has no words, as no team
/// switches it off with a name.
pub fn spoken_to(rule: &str, story: &Story, cx: &Context) -> Option<&'static Language> {
    spoken(story, cx).or_else(|| floor_of(rule, cx).and_then(|_| language("en")))
}

/// What an organisation says of a rule, unless it leaves the rule to the teams.
fn floor_of<'a>(rule: &str, cx: &Context<'a>) -> Option<&'a Value> {
    let said = cx.backlog.config.floor.get(rule)?;
    let severity = said.get("severity").unwrap_or(said).as_str();
    (severity != Some(Severity::Ignore.word())).then_some(said)
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

/// What a rule looks for, a lexicon for each language; each is made once, when the first text of it is met.
#[derive(Debug, Default)]
pub struct Lexicons([OnceLock<Lexicon>; FILES.len()]);

impl Lexicons {
    /// What the rule of this id looks for in a language. The glossary and the option `ignore` are left alone, but for
    /// a word that an organisation has looked for: a team's terms may hold it, and are not it.
    pub fn of(&self, language: &Language, rule: &str, cx: &Context) -> &Lexicon {
        self.0[language.at].get_or_init(|| {
            let none = List::default();
            let list = language.rules.get(rule).unwrap_or(&none);
            let phrases = |written: &[String]| -> Vec<String> {
                written.iter().flat_map(|phrase| expanded(phrase)).collect()
            };
            let [words, capitals, pass] =
                [&list.words, &list.capitals, &list.pass].map(|list| phrases(list));
            let floor = floor_of(rule, cx);
            let excused = floor.and_then(|said| said.get("ignore")?.as_array());
            let excused: Vec<&Value> = excused.into_iter().flatten().collect();
            let looked_for = |term: &str| {
                let listed = words.iter().chain(&capitals).map(String::as_str);
                let mut listed = listed.chain(cx.texts("add"));
                listed.any(|word| word.to_lowercase() == term.to_lowercase())
            };
            let holds = |term: &&str| {
                floor.is_none() || excused.contains(&&Value::from(*term)) || !looked_for(term)
            };
            let glossary = cx.backlog.config.file.glossary.iter().map(String::as_str);
            Lexicon::default()
                .without(glossary.chain(cx.texts("ignore")).filter(holds))
                .with(cx.texts("add"), Case::Any)
                .with(words.iter().map(String::as_str), Case::Any)
                .with(capitals.iter().map(String::as_str), Case::Exact)
                .without(pass.iter().map(String::as_str))
        })
    }
}

/// What stands behind the first of these words in a text, in any case.
fn after_one_of<'t>(list: &[String], text: &'t str) -> Option<&'t str> {
    let mut found = words(text).filter(|word| {
        let word = text[word.clone()].to_lowercase();
        list.contains(&word)
    });
    found.next().map(|word| &text[word.end..])
}

/// The same where a text begins with the word.
fn after_first_of<'t>(list: &[String], text: &'t str) -> Option<&'t str> {
    let first = words(text).next()?;
    let listed = list.contains(&text[first.clone()].to_lowercase());
    listed.then(|| &text[first.end..])
}

impl Language {
    /// Whether it has words for the rule of this id.
    pub fn lists(&self, rule: &str) -> bool {
        self.rules.contains_key(rule)
    }

    /// Whether a word is mostly what a product does, and no quality.
    pub fn is_function(&self, word: &str) -> bool {
        self.functions.contains(&word.to_lowercase())
    }

    /// Whether a clause says how something is done: "quickly".
    pub fn has_adverb(&self, clause: &str) -> bool {
        let adverbs = &self.adverbs;
        words(clause).any(|word| {
            let word = clause[word].to_lowercase();
            let ends = || {
                adverbs
                    .endings
                    .iter()
                    .any(|ending| word.ends_with(ending.as_str()))
            };
            adverbs.words.contains(&word) || (ends() && !adverbs.except.contains(&word))
        })
    }

    /// The passives of a text, from auxiliary to participle.
    pub fn passives(&self, text: &str) -> Vec<Range<usize>> {
        let Some(passive) = &self.passive else {
            return Vec::new();
        };
        let all: Vec<(Range<usize>, String)> = words(text)
            .map(|word| (word.clone(), text[word].to_lowercase()))
            .collect();
        let ends = |word: &str, endings: &[String]| {
            endings
                .iter()
                .any(|ending| word.len() > ending.len() && word.ends_with(ending.as_str()))
        };
        let found = all.iter().enumerate().filter_map(|(at, (start, word))| {
            if !passive.auxiliaries.contains(word) {
                return None;
            }
            let adverb = all
                .get(at + 1)
                .is_some_and(|(_, word)| ends(word, &passive.adverbs));
            let (end, word) = all.get(at + 1 + usize::from(adverb))?;
            let between = text[start.end..end.start].chars();
            let joined = between.into_iter().all(|c| c.is_whitespace() || is_word(c));
            let participle = passive.participles.contains(word) || ends(word, &passive.endings);
            (joined && participle).then_some(start.start..end.end)
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests;
