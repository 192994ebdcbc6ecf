//! What the scores of stories come to for the epic that they belong to.
use std::collections::HashMap;
use std::sync::Arc;

use schemars::Schema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::Axes;
use super::Column;
use super::Form;
use super::Input;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::Scores;
use super::Set;
use super::Settings;
use super::Tie;
use super::decimal::rounded;
use super::inputs::number;
use super::prioritize_assuming;
use super::shown;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::parts;
use crate::text::and_list;
use crate::text::plural;

/// The term that says how many stories were added up.
const ROLLED_UP: &str = "rolled_up";

/// How the scores of stories add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollUp {
    /// They do not: each says something of its own story alone.
    None,
    /// The score of an epic is the sum of those of its stories.
    Sum,
    /// It is the sum of one term over the sum of another: as if the stories were one.
    Over(&'static str, &'static str),
}

/// How many stories a rolled-up score is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Those with a score.
    pub scored: usize,
    /// All that are open.
    pub stories: usize,
}

impl Counts {
    /// What the terms of a score say of it; none where it is a record's own.
    pub fn of(terms: &Map<String, Value>) -> Option<Self> {
        Self::deserialize(terms.get(ROLLED_UP)?).ok()
    }
}

/// The method as it scores epics without values of their own: by their open stories that have a score.
///
/// # Errors
/// The scores of the method do not add up; options in `po.yaml` that cannot be used.
pub fn rolled_up(
    method: &dyn Method,
    backlog: &Backlog,
    assume: &[String],
    today: Day,
) -> Result<Box<dyn Method>, Error> {
    let how = method.roll_up();
    if how == RollUp::None {
        let can = super::ALL.iter();
        let can = can.filter(|method| method.roll_up() != RollUp::None);
        let can: Vec<&str> = can.map(|method| method.id()).collect();
        let id = method.id();
        return Err(
            Error::usage(format!("the {id} scores of stories do not add up"))
                .help(format!("--roll-up works with {}", and_list(&can))),
        );
    }
    let all = || backlog.records().iter();
    let stories: Vec<&Record> = all().filter(|record| record.story().is_some()).collect();
    let ordering = prioritize_assuming(backlog, &stories, method, assume, today)?;
    let mut found = HashMap::new();
    for epic in all().filter(|record| record.epic().is_some()) {
        let stories = parts::of_epic(backlog, epic.id());
        if let Some(sum) = Sum::of(how, &ordering, &stories) {
            found.insert(epic.id().clone(), sum);
        }
    }
    Ok(Box::new(RolledUp {
        method: method.configured(&backlog.config.file.methods)?,
        found: Arc::new(found),
    }))
}

/// A method with what the stories of each epic come to.
struct RolledUp {
    method: Box<dyn Method>,
    found: Arc<HashMap<Id, Sum>>,
}

/// What the stories of one epic come to.
#[derive(Debug)]
struct Sum {
    score: f64,
    terms: Map<String, Value>,
}

impl Sum {
    /// None where no open story has a score.
    fn of(how: RollUp, ordering: &Ordering<'_>, stories: &[&Record]) -> Option<Self> {
        let items = stories.iter().filter_map(|story| ordering.item(story.id()));
        let items: Vec<_> = items.collect();
        let scored = || items.iter().filter(|item| item.scored);
        let total = |key: &str| -> f64 { scored().filter_map(|it| it.reading.number(key)).sum() };
        let mut terms = Map::new();
        let score = match how {
            RollUp::None => return None,
            RollUp::Sum => scored().filter_map(|item| item.score).sum(),
            RollUp::Over(over, under) => {
                for key in [over, under] {
                    terms.insert(key.to_owned(), number(rounded(total(key))));
                }
                total(over) / total(under)
            }
        };
        let counts = Counts {
            scored: scored().count(),
            stories: items.len(),
        };
        terms.insert(ROLLED_UP.to_owned(), json!(counts));
        (counts.scored > 0 && score.is_finite()).then_some(Self { score, terms })
    }

    /// The record itself holds nothing of it.
    fn outcome(&self, given: &Reading) -> Outcome {
        let reading = Reading {
            terms: self.terms.clone(),
            needed: given.needed,
            ..Reading::default()
        };
        Outcome::number(self.score, reading)
    }
}

impl RolledUp {
    fn with(&self, method: Box<dyn Method>) -> Box<dyn Method> {
        let found = Arc::clone(&self.found);
        Box::new(Self { method, found })
    }
}

impl Method for RolledUp {
    fn score(&self, scores: Scores<'_>) -> Outcome {
        let outcome = self.method.score(scores);
        // Values of its own, be they too few, are what somebody said of the epic.
        match (&outcome, self.found.get(scores.record().id())) {
            (Outcome::Unscored(given), Some(sum)) if scores.get(self.id()).is_none() => {
                sum.outcome(given)
            }
            _ => outcome,
        }
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let Some(Counts { scored, stories }) = Counts::of(terms) else {
            return self.method.formula(terms);
        };
        let of = format!(
            "{scored} of {}",
            plural(stories, "open story", "open stories")
        );
        let term = |key: &str| shown::term(terms, key, Form::Plain);
        match self.method.roll_up() {
            RollUp::Over(over, under) => {
                format!("{of}: {over} {}, over {under} {}", term(over), term(under))
            }
            RollUp::Sum | RollUp::None => format!("{of}, added up"),
        }
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        Ok(self.with(self.method.configured(settings)?))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        let method = self.method.among(set)?;
        Ok(method.map(|method| self.with(method)))
    }

    fn id(&self) -> &'static str {
        self.method.id()
    }

    fn doc(&self) -> &'static str {
        self.method.doc()
    }

    fn inputs(&self) -> &[Input] {
        self.method.inputs()
    }

    fn written_by(&self) -> Option<&'static str> {
        self.method.written_by()
    }

    fn options(&self) -> Schema {
        self.method.options()
    }

    fn shares(&self, terms: &Map<String, Value>) -> Vec<(&str, f64)> {
        self.method.shares(terms)
    }

    fn axes(&self) -> Option<Axes> {
        self.method.axes()
    }

    fn roll_up(&self) -> RollUp {
        self.method.roll_up()
    }

    fn ties(&self) -> [Tie; 3] {
        self.method.ties()
    }

    fn decimals(&self) -> u32 {
        self.method.decimals()
    }

    fn score_name(&self) -> &'static str {
        self.method.score_name()
    }

    fn columns(&self) -> Vec<Column<'_>> {
        self.method.columns()
    }

    fn class(&self, terms: &Map<String, Value>) -> Option<String> {
        self.method.class(terms)
    }

    fn remarks(&self, ordering: &Ordering<'_>) -> Vec<Remark> {
        self.method.remarks(ordering)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::by_id;
    use crate::priority::decimal::display;
    use crate::priority::prioritize;
    use crate::priority::tests::backlog;

    const RECORDS: [&str; 9] = [
        "id: E-1",
        "{id: E-2, parent: E-1}",
        "{id: E-3, scores: {wsjf: {value: 1, time: 1, risk: 1, size: 1}}}",
        "{id: E-4, scores: {wsjf: {value: 1}}}",
        "{id: S-1, epic: E-1, scores: {wsjf: {value: 8, time: 5, risk: 3, size: 5}}}",
        "{id: S-2, epic: E-2, scores: {wsjf: {value: 20, time: 13, risk: 8, size: 20}, money: {flows: [5], rate: 0}}}",
        "{id: S-3, epic: E-2, scores: {money: {flows: [-2, 4], rate: 0}}}",
        "{id: S-4, epic: E-1, status: done, scores: {wsjf: {value: 20, time: 20, risk: 20, size: 1}}}",
        "{id: S-5, epic: E-4, scores: {wsjf: {value: 20, time: 20, risk: 20, size: 1}}}",
    ];

    /// Each epic with its score and how it comes about.
    fn ordered(method: &str) -> Vec<String> {
        let backlog = backlog("", &RECORDS);
        let today = "2026-11-24".parse().expect("a day");
        let method = by_id(method).expect("a method");
        let method = rolled_up(method, &backlog, &[], today).expect("it adds up");
        let records = backlog.records().iter();
        let epics: Vec<&Record> = records.filter(|record| record.epic().is_some()).collect();
        let ordering = prioritize(&backlog, &epics, method.as_ref(), today).expect("an order");
        let shown = ordering.items.iter().map(|item| match item.score {
            None => item.record.id().to_string(),
            Some(score) => format!(
                "{} {} {}",
                item.record.id(),
                display(score, 2),
                ordering.method.formula(&item.reading.terms)
            ),
        });
        shown.collect()
    }

    #[test]
    fn an_epic_without_values_has_what_its_open_stories_come_to() {
        let expected = [
            "E-3 3.00 value 1  time 1  risk 1  = 3, over size 1",
            "E-1 2.28 2 of 3 open stories: cod 57, over size 25",
            "E-2 2.05 1 of 2 open stories: cod 41, over size 20",
            "E-4",
        ];
        assert_eq!(ordered("wsjf"), expected);
        let expected = [
            "E-1 7.00 2 of 3 open stories, added up",
            "E-2 7.00 2 of 2 open stories, added up",
            "E-3",
            "E-4",
        ];
        assert_eq!(ordered("money"), expected);
    }

    #[test]
    fn scores_that_do_not_add_up_are_refused() {
        let backlog = backlog("", &RECORDS);
        let today = "2026-11-24".parse().expect("a day");
        let error = rolled_up(&crate::priority::ice::METHOD, &backlog, &[], today).err();
        let error = error.expect("a refusal");
        assert_eq!(error.message, "the ice scores of stories do not add up");
        assert_eq!(error.help, ["--roll-up works with wsjf, cod and money"]);
    }
}
