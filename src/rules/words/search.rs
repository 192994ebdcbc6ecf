//! What all word rules share: which texts they read, what excuses a word, and what they say of it.

use super::Language;
use super::Lexicon;
use super::after_first_of;
use super::after_one_of;
use super::clause::clause;
use super::composed;
use super::spoken_to;
use crate::model::Record;
use crate::model::kind::Story;
use crate::rules::Context;
use crate::rules::Hit;
use crate::rules::statement::CriterionText;
use crate::rules::statement::Statement;
use crate::rules::statement::criteria;
use crate::rules::statement::criterion_texts;
use crate::yaml::Path;
use crate::yaml::Segment;
use crate::yaml::dotted;
use std::ops::Range;

/// What sets a word rule apart from the others.
pub struct WordRule {
    /// The id of the rule, by which each language has its list.
    pub id: &'static str,
    pub texts: Texts,
    /// What no list of words can say.
    pub more: fn(&Language, &str) -> Vec<Range<usize>>,
    /// Where what was found means something exact.
    pub excuse: fn(&Spot) -> bool,
    /// What is wrong with the word, said behind it.
    pub says: &'static str,
    /// The question it leaves open.
    pub asks: &'static str,
    /// What to write in its place.
    pub advice: &'static str,
}

/// The texts of a story that a rule reads. An outcome is a `then`, or all of a plain sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    Goal,
    Criteria,
    GoalAndCriteria,
    Outcomes,
    /// And what was done before them: `when`.
    ActsAndOutcomes,
}

impl Texts {
    fn has_goal(self) -> bool {
        matches!(self, Self::Goal | Self::GoalAndCriteria)
    }

    /// Whether it reads this text of a criterion.
    pub fn has(self, criterion: &CriterionText) -> bool {
        let key = criterion.path.get(2);
        let is = |name: &str| matches!(key, Some(Segment::Key(key)) if key == name);
        match self {
            Self::Goal => false,
            Self::Criteria | Self::GoalAndCriteria => true,
            Self::Outcomes => !is("given") && !is("when"),
            Self::ActsAndOutcomes => !is("given"),
        }
    }
}

/// Nothing beyond the list.
pub fn nothing(_: &Language, _: &str) -> Vec<Range<usize>> {
    Vec::new()
}

/// Something found in a text.
pub struct Spot<'s> {
    pub language: &'static Language,
    pub story: &'s Story,
    pub path: &'s Path,
    pub text: &'s str,
    pub range: Range<usize>,
}

impl Spot<'_> {
    /// The clause it stands in.
    fn clause(&self) -> Range<usize> {
        clause(self.text, self.range.start)
    }

    /// What stands behind it in its clause.
    fn rest(&self) -> &str {
        let end = self.clause().end.max(self.range.end);
        &self.text[self.range.end..end]
    }

    /// Whether it is one of these words.
    fn is_of(&self, list: &[String]) -> bool {
        let word = self.text[self.range.clone()].to_lowercase();
        list.contains(&word)
    }

    /// Whether its clause has a number with a unit, or any number where it stands for one; not where it blurs the number.
    pub fn is_measured(&self) -> bool {
        let clause = &self.text[self.clause()];
        let blurs = self.is_of(&self.language.about) && self.is_counted() && !clause.contains('±');
        let counts = self.is_of(&self.language.counts) && self.language.has_number(clause);
        !blurs && (counts || self.language.has_measure(clause))
    }

    /// Whether a number stands behind it at once: "all 14".
    pub fn is_counted(&self) -> bool {
        let next = self.rest().trim_start().chars().next();
        next.is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether it is the it of a time: "it is 18:00".
    pub fn is_time(&self) -> bool {
        let second = self.rest().split_whitespace().nth(1);
        let hour = second.and_then(|word| word.split_once(':'));
        hour.is_some_and(|(hour, _)| !hour.is_empty() && hour.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Whether a unit is named behind it: "the lowest price in EUR".
    pub fn has_unit(&self) -> bool {
        let behind = after_one_of(&self.language.measured_in, self.rest());
        behind.is_some_and(|rest| self.language.is_unit(rest))
    }

    /// Whether it belongs to a condition: "if every room is sold, …".
    pub fn is_condition(&self) -> bool {
        let before = &self.text[self.clause().start..self.range.start];
        let part = before.rsplit(',').next().unwrap_or_default();
        let ends = self.rest().contains(',');
        let first = after_first_of(&self.language.conditions, part).is_some();
        let verb = after_first_of(
            &self.language.inverted,
            self.text[self.clause()].trim_start(),
        );
        let whole = before.len() == part.len();
        let open = |rest: &str| after_one_of(&self.language.consequences, rest).is_none();
        let listed = after_one_of(&self.language.conditions, part).is_some_and(open);
        listed && (!first || ends) || verb.is_some() && whole && ends
    }

    /// Whether somebody is told it: "is told that it will not come back".
    pub fn is_reported(&self) -> bool {
        let before = &self.text[self.clause().start..self.range.start];
        let told = after_one_of(&self.language.reports, before);
        told.is_some_and(|rest| after_one_of(&self.language.that, rest).is_some())
    }

    /// Whether it is compared with a number: "faster than 800 ms".
    pub fn is_compared(&self) -> bool {
        after_one_of(&self.language.than, self.rest())
            .is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
    }

    /// Whether the clause names who does it: "by the buyer".
    pub fn has_agent(&self) -> bool {
        let agents = self
            .language
            .passive
            .as_ref()
            .map(|passive| &passive.agents);
        agents.is_some_and(|agents| after_one_of(agents, &self.text[self.clause()]).is_some())
    }

    /// Whether the text begins with it.
    pub fn opens(&self) -> bool {
        self.text[..self.range.start].trim().is_empty()
    }

    /// Whether the criterion says what else happens: in a second clause, in another entry of the list, or "instead".
    pub fn has_alternative(&self) -> bool {
        let clause = self.clause();
        let (before, after) = (&self.text[..clause.start], &self.text[clause.end..]);
        let worded = |text: &str| text.contains(char::is_alphanumeric);
        worded(before)
            || worded(after)
            || self.is_joined()
            || after_one_of(&self.language.instead, self.text).is_some()
            || self.entries() > 1
    }

    /// Whether a comma and a word such as "and" stand behind it: "…, and the basket says why".
    fn is_joined(&self) -> bool {
        let mut parts = self.text[self.range.end..].split(',').skip(1);
        parts.any(|part| {
            let first = part.split_whitespace().next();
            first.is_some_and(|word| self.language.joins.iter().any(|join| join == word))
        })
    }

    /// The entries of the list it stands in; none where it stands in no list of outcomes.
    fn entries(&self) -> usize {
        let [list @ .., Segment::Index(_)] = self.path.as_slice() else {
            return 0;
        };
        let in_list = |text: &CriterionText| list.len() > 1 && text.path.starts_with(list);
        criteria(self.story).into_iter().filter(in_list).count()
    }
}

impl WordRule {
    /// What it finds in a record.
    pub fn find<'a>(&self, record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
        let spoken = record
            .story()
            .and_then(|story| Some((story, spoken_to(self.id, story, cx)?)));
        let Some((story, language)) = spoken else {
            return Vec::new();
        };
        let search = Search {
            rule: self,
            record,
            story,
            language,
            lexicon: cx.lexicon(language, self.id),
        };
        let mut hits = Vec::new();
        if self.texts.has_goal() {
            let statement = Statement::of(record, story, &cx.backlog.config);
            if let Some(goal) = statement.and_then(|statement| statement.goal) {
                let before = &goal.value[..goal.range.start];
                hits.extend(search.hits(&vec![goal.key.into()], before, goal.text()));
            }
        }
        // Most criteria hold no such word; their places need not be known.
        if self.texts != Texts::Goal && criterion_texts(story).any(|text| search.may_hit(text)) {
            let criteria = criteria(story).into_iter();
            for criterion in criteria.filter(|criterion| self.texts.has(criterion)) {
                hits.extend(search.hits(&criterion.path, "", criterion.text));
            }
        }
        hits
    }
}

struct Search<'s, 'a> {
    rule: &'s WordRule,
    record: &'a Record,
    story: &'a Story,
    language: &'static Language,
    lexicon: &'s Lexicon,
}

impl<'a> Search<'_, 'a> {
    fn may_hit(&self, text: &str) -> bool {
        // A letter with its accent apart is found in composed texts only.
        self.lexicon.holds_any(&composed(text)) || !(self.rule.more)(self.language, text).is_empty()
    }

    /// What is found in a text; `before` stands in front of it in the same value.
    fn hits(&self, path: &Path, before: &str, text: &str) -> Vec<Hit<'a>> {
        let text = composed(text);
        let mut found = self
            .lexicon
            .find(&text, (self.rule.more)(self.language, &text));
        found.retain(|range| {
            !(self.rule.excuse)(&Spot {
                language: self.language,
                story: self.story,
                path,
                text: &text,
                range: range.clone(),
            })
        });
        let hits = found.into_iter().map(|range| {
            let word = &text[range.clone()];
            let nth = before.matches(word).count() + text[..range.start].matches(word).count();
            let shown = word.split_whitespace().collect::<Vec<_>>().join(" ");
            let message = format!("\"{shown}\" {}", self.rule.says);
            let (id, field) = (self.record.id(), dotted(path));
            Hit::at_word(self.record, path.clone(), word, nth, message)
                .label(self.rule.asks)
                .help(format!("{}: po set {id} {field}=\"…\"", self.rule.advice))
        });
        hits.collect()
    }
}

#[cfg(test)]
mod tests;
