//! The texts of a story that rules judge: its statement (role, goal, benefit), read from keys or from a sentence, and
//! its acceptance criteria.

use super::Context;
use super::Hit;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::config::StoryForm;
use crate::model::kind::Sort;
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
    /// How it is put, where it is a sentence and no keys.
    pub sentence: Option<Sentence>,
}

/// How a sentence says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// Its bytes in the value that holds it.
    pub range: Range<usize>,
    /// "as", "in order to" or "when".
    pub opener: &'static str,
    /// What stands between "I" and the goal, without its "to".
    pub means: &'static str,
    /// What opens the benefit; empty where there is none.
    pub ends: &'static str,
}

/// How the job form opens.
pub const WHEN: &str = "when";

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

    /// A hit at some of its bytes.
    pub fn hit<'r>(&self, record: &'r Record, range: Range<usize>, message: String) -> Hit<'r> {
        let range = self.range.start + range.start..self.range.start + range.end;
        let word = &self.value[range.clone()];
        let nth = self.value[..range.start].matches(word).count();
        Hit::at_word(record, vec![self.key.into()], word, nth, message)
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
                sentence: None,
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

    /// The statement of a record of type story; the other types have other forms.
    pub fn of_story(record: &'a Record, cx: &Context<'a>) -> Option<(&'a Story, Self)> {
        let story = record.story().filter(|story| story.sort() == Sort::Story)?;
        let statement = Self::of(record, story, &cx.backlog.config)?;
        Some((story, statement))
    }

    /// Who it is told of: none in the job form, which has a situation in the place of the role.
    pub fn who(&self) -> Option<&Part<'a>> {
        let job = self.sentence.as_ref().is_some_and(|s| s.opener == WHEN);
        self.role.as_ref().filter(|_| !job)
    }

    /// Reads the first sentence of a text.
    pub fn read(key: &'static str, value: &'a str, job: bool) -> Option<Self> {
        let words = Words::of(value);
        let parts = words.connextra().or_else(|| words.benefit_first());
        let Parts {
            parts: [role, goal, benefit],
            mut sentence,
        } = match parts {
            Some(parts) => parts,
            None if job => words.job()?,
            None => return None,
        };
        sentence.range = words.whole();
        let part = |range: Range<usize>| {
            let range = words.bytes(range)?;
            Some(Part { key, value, range })
        };
        Some(Self {
            role: part(role),
            goal: part(goal),
            benefit: part(benefit),
            sentence: Some(sentence),
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

/// What may stand between "I" and the goal, the longest first, and how it is called.
const MEANS: [(&[&str], &str); 10] = [
    (&["should", "be", "able", "to"], "should be able"),
    (&["would", "like", "to"], "would like"),
    (&["am", "able", "to"], "am able"),
    (&["would", "like"], "would like"),
    (&["want", "to"], "want"),
    (&["need", "to"], "need"),
    (&["wish", "to"], "wish"),
    (&["want"], "want"),
    (&["need"], "need"),
    (&["can"], "can"),
];

/// Role, goal and benefit in words, and what stands between them.
struct Parts {
    parts: [Range<usize>; 3],
    sentence: Sentence,
}

impl Parts {
    fn new(parts: [Range<usize>; 3], [opener, means, ends]: [&'static str; 3]) -> Self {
        let sentence = Sentence {
            opener,
            means,
            ends,
            ..Sentence::default()
        };
        Self { parts, sentence }
    }
}

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
        let (role, means, goal) = self.role_and_want(1)?;
        let (goal, benefit, ends) = self.goal_and_benefit(goal, false)?;
        Some(Parts::new([role, goal, benefit], ["as", means, ends]))
    }

    /// `In order to BENEFIT, as ROLE I want … GOAL`.
    fn benefit_first(&self) -> Option<Parts> {
        if !self.is(0, &["in", "order", "to"]) {
            return None;
        }
        let comma =
            (3..self.words.len()).find(|at| self.has_comma(*at) && self.is(at + 1, &["as"]))?;
        let (role, means, goal) = self.role_and_want(comma + 2)?;
        let parts = [role, goal..self.words.len(), 3..comma + 1];
        Some(Parts::new(parts, ["in order to", means, ""]))
    }

    /// `When SITUATION, I want GOAL, so (that) I can BENEFIT`; the situation stands for the role.
    fn job(&self) -> Option<Parts> {
        if !self.is(0, &[WHEN]) {
            return None;
        }
        let (situation, means, goal) = self.role_and_want(1)?;
        let (goal, benefit, ends) = self.goal_and_benefit(goal, true)?;
        let lead = if self.is(benefit.start, &["i", "can"]) {
            2
        } else {
            0
        };
        let benefit = (benefit.start + lead).min(benefit.end)..benefit.end;
        let parts = [situation, goal, benefit];
        Some(Parts::new(parts, [WHEN, means, ends]))
    }

    /// The role from a word on, what stands behind "I", and where the goal begins.
    fn role_and_want(&self, from: usize) -> Option<(Range<usize>, &'static str, usize)> {
        let article = ["a", "an", "the"].iter().any(|a| self.is(from, &[a]));
        let start = from + usize::from(article);
        (start + 1..self.words.len()).find_map(|at| {
            let (means, name) = MEANS
                .iter()
                .find(|(means, _)| self.is(at, &["i"]) && self.is(at + 1, means))?;
            let goal = at + 1 + means.len();
            (goal < self.words.len()).then_some((start..at, *name, goal))
        })
    }

    /// The goal from a word on, the benefit behind it, and what opens that. A bare "so" opens one only after a comma, in
    /// the job form also before "I can".
    fn goal_and_benefit(
        &self,
        from: usize,
        job: bool,
    ) -> Option<(Range<usize>, Range<usize>, &'static str)> {
        let all = self.words.len();
        let opened = (from + 1..all).find_map(|at| {
            let (length, ends) = match () {
                () if self.is(at, &["so", "that"]) => (2, "so that"),
                () if self.is(at, &["in", "order", "to"]) => (3, "in order to"),
                () if self.is(at, &["so"]) && self.has_comma(at - 1) => (1, "so"),
                () if job && self.is(at, &["so", "i", "can"]) => (1, "so"),
                () => return None,
            };
            Some((at, (at + length).min(all), ends))
        });
        let (end, benefit, ends) = opened.unwrap_or((all, all, ""));
        (from < end).then_some((from..end, benefit..all, ends))
    }

    /// The bytes of the sentence.
    fn whole(&self) -> Range<usize> {
        let [start, end] = [self.words.first(), self.words.last()];
        start.map_or(0, |word| word.start)..end.map_or(0, |word| word.end)
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
