//! The texts of a story that rules judge: its statement (role, goal, benefit), read from keys or from a sentence, and
//! its acceptance criteria.

use crate::model::Record;
use crate::model::config::Config;
use crate::model::config::StoryForm;
use crate::model::kind::Story;
use crate::model::union::Lines;
use crate::model::union::TextOr;
use crate::yaml::Path;
use std::ops::Range;

/// Who wants what, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement<'a> {
    pub role: Option<Part<'a>>,
    pub goal: Option<Part<'a>>,
    pub benefit: Option<Part<'a>>,
}

/// A part of the statement, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'a> {
    /// The key whose value holds it.
    pub key: &'static str,
    pub value: &'a str,
    /// Its bytes in the value.
    pub range: Range<usize>,
}

impl Part<'_> {
    pub fn text(&self) -> &str {
        &self.value[self.range.clone()]
    }

    pub fn words(&self) -> usize {
        self.text().split_whitespace().count()
    }
}

impl<'a> Statement<'a> {
    /// The statement of a story: its keys where there is one of them, else the first sentence of the description or a
    /// title that begins "As a". With `story_form: job` the form "When …, I want …, so I can …" is taken too.
    pub fn of(record: &'a Record, story: &'a Story, config: &Config) -> Option<Self> {
        let job = config.file.story_form == Some(StoryForm::Job);
        let keys = [&story.as_a, &story.i_want, &story.so_that];
        if keys.iter().any(|key| key.is_some()) {
            let part = |key, value: &'a Option<Box<str>>, lead: &[&str]| {
                let value = value.as_deref()?;
                let range = without_lead(value, lead);
                (!range.is_empty()).then_some(Part { key, value, range })
            };
            return Some(Self {
                role: part("as_a", &story.as_a, &["a", "an", "the"]),
                goal: part("i_want", &story.i_want, &["to"]),
                benefit: part("so_that", &story.so_that, &[]),
            });
        }
        let described = story
            .description
            .as_deref()
            .and_then(|d| Self::read("description", d, job));
        described.or_else(|| {
            let title = record.title();
            let opens = title
                .get(..4)
                .is_some_and(|lead| lead.eq_ignore_ascii_case("as a"));
            opens.then(|| Self::read("title", title, job)).flatten()
        })
    }

    /// Reads the first sentence of a text.
    pub fn read(key: &'static str, value: &'a str, job: bool) -> Option<Self> {
        let words = Words::of(value);
        let parts = words.connextra().or_else(|| words.benefit_first());
        let [role, goal, benefit] = match parts {
            Some(parts) => parts,
            None if job => words.job()?,
            None => return None,
        };
        let part = |range: Range<usize>| {
            let range = words.bytes(range)?;
            Some(Part { key, value, range })
        };
        Some(Self {
            role: part(role),
            goal: part(goal),
            benefit: part(benefit),
        })
    }

    /// The number of words it has.
    pub fn words(&self) -> usize {
        let parts = [&self.role, &self.goal, &self.benefit];
        parts.into_iter().flatten().map(Part::words).sum()
    }
}

/// The value without white space around it and without one of these words before it.
fn without_lead(value: &str, lead: &[&str]) -> Range<usize> {
    let end = value.trim_end().len();
    let mut start = (value.len() - value.trim_start().len()).min(end);
    let first = value[start..end]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let rest = value[start + first.len()..end].trim_start();
    if !rest.is_empty() && lead.iter().any(|word| first.eq_ignore_ascii_case(word)) {
        start = end - rest.len();
    }
    start..end
}

/// The words of the first sentence, with their bytes in the text. Ranges in the grammar count words.
struct Words<'a> {
    text: &'a str,
    words: Vec<Range<usize>>,
}

/// What may stand between "I" and the goal, the longest first.
const MEANS: [&[&str]; 10] = [
    &["should", "be", "able", "to"],
    &["would", "like", "to"],
    &["am", "able", "to"],
    &["would", "like"],
    &["want", "to"],
    &["need", "to"],
    &["wish", "to"],
    &["want"],
    &["need"],
    &["can"],
];

type Parts = [Range<usize>; 3];

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        let mut words = Vec::new();
        let mut end = 0;
        while let Some(blanks) = text[end..].find(|c: char| !c.is_whitespace()) {
            let start = end + blanks;
            let length = text[start..].find(char::is_whitespace);
            end = length.map_or(text.len(), |length| start + length);
            words.push(start..end);
            if text[start..end].ends_with(['.', '!', '?']) {
                break;
            }
        }
        Self { text, words }
    }

    /// The word, without the mark that ends its clause or the sentence.
    fn bare(&self, at: usize) -> &'a str {
        let word = self
            .words
            .get(at)
            .map_or("", |range| &self.text[range.clone()]);
        let stops: &[char] = if at + 1 == self.words.len() {
            &['.', '!', '?', ',']
        } else {
            &[',']
        };
        word.trim_end_matches(stops)
    }

    fn has_comma(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|range| self.text[range.clone()].ends_with(','))
    }

    fn is(&self, at: usize, phrase: &[&str]) -> bool {
        let same = |(n, word): (usize, &&str)| self.bare(at + n).eq_ignore_ascii_case(word);
        phrase.iter().enumerate().all(same)
    }

    /// `As (a|an|the)? ROLE,? I want … GOAL [so that BENEFIT]`.
    fn connextra(&self) -> Option<Parts> {
        if !self.is(0, &["as"]) {
            return None;
        }
        let (role, goal) = self.role_and_want(1)?;
        let (goal, benefit) = self.goal_and_benefit(goal, false)?;
        Some([role, goal, benefit])
    }

    /// `In order to BENEFIT, as ROLE I want … GOAL`.
    fn benefit_first(&self) -> Option<Parts> {
        if !self.is(0, &["in", "order", "to"]) {
            return None;
        }
        let comma =
            (3..self.words.len()).find(|at| self.has_comma(*at) && self.is(at + 1, &["as"]))?;
        let (role, goal) = self.role_and_want(comma + 2)?;
        Some([role, goal..self.words.len(), 3..comma + 1])
    }

    /// `When SITUATION, I want GOAL, so (that) I can BENEFIT`; the situation stands for the role.
    fn job(&self) -> Option<Parts> {
        if !self.is(0, &["when"]) {
            return None;
        }
        let (situation, goal) = self.role_and_want(1)?;
        let (goal, benefit) = self.goal_and_benefit(goal, true)?;
        let lead = if self.is(benefit.start, &["i", "can"]) {
            2
        } else {
            0
        };
        Some([
            situation,
            goal,
            (benefit.start + lead).min(benefit.end)..benefit.end,
        ])
    }

    /// The role from a word on, and where the goal begins.
    fn role_and_want(&self, from: usize) -> Option<(Range<usize>, usize)> {
        let article = ["a", "an", "the"].iter().any(|a| self.is(from, &[a]));
        let start = from + usize::from(article);
        (start + 1..self.words.len()).find_map(|at| {
            let means = MEANS
                .iter()
                .find(|means| self.is(at, &["i"]) && self.is(at + 1, means))?;
            let goal = at + 1 + means.len();
            (goal < self.words.len()).then_some((start..at, goal))
        })
    }

    /// The goal from a word on, and the benefit behind it. A bare "so" opens one only after a comma, in the job form also
    /// before "I can".
    fn goal_and_benefit(&self, from: usize, job: bool) -> Option<(Range<usize>, Range<usize>)> {
        let all = self.words.len();
        let opened = (from + 1..all).find_map(|at| {
            let length = match () {
                () if self.is(at, &["so", "that"]) => 2,
                () if self.is(at, &["in", "order", "to"]) => 3,
                () if self.is(at, &["so"]) && self.has_comma(at - 1) => 1,
                () if job && self.is(at, &["so", "i", "can"]) => 1,
                () => return None,
            };
            Some((at, (at + length).min(all)))
        });
        let (end, benefit) = opened.unwrap_or((all, all));
        (from < end).then_some((from..end, benefit..all))
    }

    /// The bytes of some words, without the mark behind the last.
    fn bytes(&self, words: Range<usize>) -> Option<Range<usize>> {
        let last = words.end.checked_sub(1)?;
        if words.is_empty() {
            return None;
        }
        let start = self.words.get(words.start)?.start;
        let end = self.words.get(last)?.start + self.bare(last).len();
        (start < end).then_some(start..end)
    }
}

/// One text of a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionText<'a> {
    pub path: Path,
    pub text: &'a str,
}

/// The same texts as [`criteria`] without their places: for a quick look before a slow one.
pub fn criterion_texts(story: &Story) -> impl Iterator<Item = &str> {
    story.acceptance.iter().flat_map(|criterion| {
        let (whole, map) = match criterion {
            TextOr::Text(text) => (Some(text.as_str()), None),
            TextOr::Map(map) => (map.text.as_deref(), Some(map)),
        };
        let steps = map.map(|map| [&map.given, &map.when, &map.then]);
        let lines = steps.into_iter().flatten().flatten().flat_map(Lines::iter);
        whole.into_iter().chain(lines)
    })
}

/// The texts of the acceptance criteria, in their order.
pub fn criteria(story: &Story) -> Vec<CriterionText<'_>> {
    let mut texts = Vec::new();
    for (at, criterion) in story.acceptance.iter().enumerate() {
        let mut add = |path: Path, text| texts.push(CriterionText { path, text });
        let path = |key: &str| vec!["acceptance".into(), at.into(), key.into()];
        match criterion {
            TextOr::Text(text) => add(vec!["acceptance".into(), at.into()], text.as_str()),
            TextOr::Map(map) => {
                if let Some(text) = &map.text {
                    add(path("text"), text);
                }
                let steps = [
                    ("given", &map.given),
                    ("when", &map.when),
                    ("then", &map.then),
                ];
                for (key, lines) in steps {
                    for (line, text) in lines.iter().flat_map(|l: &Lines| l.iter().enumerate()) {
                        let several = matches!(lines, Some(Lines::Many(_)));
                        let mut path = path(key);
                        path.extend(several.then(|| line.into()));
                        add(path, text);
                    }
                }
            }
        }
    }
    texts
}

#[cfg(test)]
mod tests;
