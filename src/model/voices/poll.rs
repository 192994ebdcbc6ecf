//! `votes/<poll>.yaml` and the ballots `votes/<poll>/<voter>.yaml`: dots, or money to buy features with.
use std::collections::HashMap;
use std::collections::HashSet;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::File;
use crate::diag::Error;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::union;
use crate::yaml::Path;

/// The most that may be spent, or that something may cost.
const LARGEST: f64 = 1e12;

/// What is voted on, and with what.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// What everybody gives: dots, or money to buy with.
    pub kind: PollKind,
    /// How many dots, or how much money, everybody has; for dots a quarter of the number of items where it is missing.
    #[serde(
        default,
        serialize_with = "written::one",
        skip_serializing_if = "Option::is_none"
    )]
    pub budget: Option<f64>,
    /// What each item costs, of a poll to buy.
    #[serde(
        default,
        deserialize_with = "union::map",
        serialize_with = "written::each",
        skip_serializing_if = "IndexMap::is_empty"
    )]
    pub prices: IndexMap<Id, f64>,
    /// What is voted on; of a poll to buy, what has a price.
    #[serde(
        default,
        deserialize_with = "union::list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub items: Vec<Id>,
}

/// What voters give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PollKind {
    Buy,
    Dots,
}

impl PollKind {
    pub fn word(self) -> &'static str {
        match self {
            PollKind::Buy => "buy",
            PollKind::Dots => "dots",
        }
    }
}

/// What one voter gives to which item.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The day of the vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Dots or money for each item; items that get nothing are left out.
    #[serde(
        default,
        deserialize_with = "union::map",
        serialize_with = "written::each"
    )]
    pub ballot: IndexMap<Id, f64>,
}

/// A poll and what was voted.
#[derive(Clone, Debug)]
pub struct PollFile {
    pub file: File<Poll>,
    /// By the voter's name.
    pub ballots: Vec<File<Ballot>>,
}

/// Why something cannot be counted, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub path: Path,
    /// Lower case, without a full stop.
    pub why: String,
}

impl Fault {
    fn new(path: Path, why: impl Into<String>) -> Self {
        Self {
            path,
            why: why.into(),
        }
    }
}

/// Not below zero, whole, and no larger than can be added up.
fn countable(number: f64) -> Result<(), &'static str> {
    match number {
        n if n < 0.0 => Err("it is below 0"),
        n if n > LARGEST => Err("it is too large"),
        n if n.fract() != 0.0 => Err("it is no whole number"),
        _ => Ok(()),
    }
}

impl Poll {
    /// What can be voted on.
    pub fn items(&self) -> Vec<&Id> {
        match self.kind {
            PollKind::Buy => self.prices.keys().collect(),
            PollKind::Dots => self.items.iter().collect(),
        }
    }

    /// What everybody has; for dots a quarter of the items, rounded up, where it is not given.
    pub fn budget(&self) -> f64 {
        match (self.budget, self.kind) {
            (Some(budget), _) => budget,
            (None, PollKind::Dots) => self.items.len().div_ceil(4).max(1) as f64,
            (None, PollKind::Buy) => 0.0,
        }
    }

    /// Whether a price can be paid.
    pub fn price_fault(price: f64) -> Option<&'static str> {
        match price {
            p if p <= 0.0 => Some("a price is above 0"),
            p if p > LARGEST => Some("it is too large"),
            _ => None,
        }
    }

    /// What keeps the whole poll from being counted.
    pub fn fault(&self) -> Option<Fault> {
        let at = |key: &str| vec![key.into()];
        if let Some(Err(why)) = self.budget.map(countable) {
            return Some(Fault::new(at("budget"), format!("budget: {why}")));
        }
        match self.kind {
            PollKind::Buy if self.budget.is_none() => {
                Some(Fault::new(at("kind"), "a poll to buy needs a budget"))
            }
            PollKind::Buy if self.prices.is_empty() => {
                Some(Fault::new(at("kind"), "a poll to buy needs prices"))
            }
            PollKind::Dots if self.items.is_empty() => {
                Some(Fault::new(at("kind"), "a poll of dots needs items"))
            }
            PollKind::Dots if !self.prices.is_empty() => {
                Some(Fault::new(at("prices"), "a poll of dots has no prices"))
            }
            PollKind::Buy if !self.items.is_empty() => Some(Fault::new(
                at("items"),
                "a poll to buy has prices in place of items",
            )),
            _ => self.repeated(),
        }
    }

    /// An item that stands in the poll twice.
    fn repeated(&self) -> Option<Fault> {
        let mut seen = HashSet::new();
        let items = self.items.iter().enumerate();
        let mut twice = items.filter(|(_, id)| !seen.insert(*id));
        twice.next().map(|(at, id)| {
            let path = vec!["items".into(), at.into()];
            Fault::new(path, format!("{id} stands there twice"))
        })
    }

    /// Why a ballot is not counted.
    pub fn refuses(&self, ballot: &Ballot) -> Option<Fault> {
        self.refuses_among(&self.items().into_iter().collect(), ballot)
    }

    /// The same where what can be voted on is at hand.
    fn refuses_among(&self, items: &HashSet<&Id>, ballot: &Ballot) -> Option<Fault> {
        let mut spent = 0.0;
        for (id, number) in &ballot.ballot {
            let at = || vec!["ballot".into(), id.as_str().into()];
            if !items.contains(id) {
                return Some(Fault::new(at(), format!("{id} is not in the poll")));
            }
            if let Err(why) = countable(*number) {
                return Some(Fault::new(at(), format!("ballot.{id}: {why}")));
            }
            spent += number;
        }
        let budget = self.budget();
        (spent > budget).then(|| {
            let why = format!("it spends {spent} of {budget}");
            Fault::new(vec!["ballot".into()], why)
        })
    }
}

impl PollFile {
    /// Whether it can be counted.
    ///
    /// # Errors
    /// What it says of itself cannot be used.
    pub fn check(&self) -> Result<(), Error> {
        let Some(fault) = self.file.value.fault() else {
            return Ok(());
        };
        let place = self.file.place(&fault.path);
        Err(Error::usage(format!(
            "{} cannot be counted: {}",
            self.file.path, fault.why
        ))
        .at(place)
        .help("po explain buy and po explain dots say what a poll holds"))
    }

    /// The ballots that count.
    pub fn counted(&self) -> impl Iterator<Item = &File<Ballot>> {
        let judged = self.judged();
        judged.filter_map(|(ballot, fault)| fault.is_none().then_some(ballot))
    }

    /// The ballots that do not, each with the reason.
    pub fn rejected(&self) -> impl Iterator<Item = (&File<Ballot>, Fault)> {
        self.judged()
            .filter_map(|(ballot, fault)| Some((ballot, fault?)))
    }

    fn judged(&self) -> impl Iterator<Item = (&File<Ballot>, Option<Fault>)> {
        let poll = &self.file.value;
        let items: HashSet<&Id> = poll.items().into_iter().collect();
        let ballots = self.ballots.iter();
        ballots.map(move |ballot| (ballot, poll.refuses_among(&items, &ballot.value)))
    }

    /// What each item got, and from how many; nothing where it is not among them.
    pub fn tally(&self) -> HashMap<&Id, (f64, usize)> {
        let mut tally = HashMap::new();
        let given = self.counted().flat_map(|ballot| &ballot.value.ballot);
        for (id, number) in given.filter(|(_, number)| **number > 0.0) {
            let (sum, voters) = tally.entry(id).or_insert((0.0, 0));
            *sum += number;
            *voters += 1;
        }
        tally
    }
}

/// Numbers as people write them: a whole one without a point.
mod written {
    use crate::model::id::Id;
    use indexmap::IndexMap;
    use serde::Serializer;
    use serde_json::Value;

    /// The number without a point where it is whole.
    pub fn number(number: f64) -> Value {
        match number.fract() == 0.0 && number.abs() < super::LARGEST {
            true => Value::from(number as i64),
            false => Value::from(number),
        }
    }

    pub fn one<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&value.map(number), serializer)
    }

    pub fn each<S: Serializer>(
        values: &IndexMap<Id, f64>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(values.iter().map(|(id, value)| (id, number(*value))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots(items: usize) -> Poll {
        let id = |at| Id::read(format!("S-{at}"));
        Poll {
            kind: PollKind::Dots,
            budget: None,
            prices: IndexMap::new(),
            items: (1..=items).filter_map(id).collect(),
        }
    }

    #[test]
    fn everybody_has_a_dot_for_each_four_items_and_one_at_least() {
        for (items, budget) in [(3, 1.0), (8, 2.0), (10, 3.0), (25, 7.0)] {
            assert_eq!(dots(items).budget(), budget, "{items}");
        }
    }

    #[test]
    fn a_ballot_is_refused_whole_for_one_number_that_cannot_be_counted() {
        let why = |number: f64| {
            let ballot = [("S-1", 1.0), ("S-2", number)];
            let ballot = ballot.map(|(id, n)| (Id::read(id).expect("an id"), n));
            let ballot = Ballot {
                on: None,
                ballot: ballot.into_iter().collect(),
            };
            dots(8).refuses(&ballot).map(|fault| fault.why)
        };
        assert_eq!(why(1.0), None);
        for (number, said) in [
            (-1.0, "ballot.S-2: it is below 0"),
            (0.5, "ballot.S-2: it is no whole number"),
            (1e308, "ballot.S-2: it is too large"),
            (2.0, "it spends 3 of 2"),
        ] {
            assert_eq!(why(number).as_deref(), Some(said));
        }
    }

    #[test]
    fn an_item_that_is_not_in_the_poll_refuses_the_ballot() {
        let ballot = Ballot {
            on: None,
            ballot: IndexMap::from([(Id::read("S-9").expect("an id"), 1.0)]),
        };
        let why = dots(3).refuses(&ballot).map(|fault| fault.why);
        assert_eq!(why.as_deref(), Some("S-9 is not in the poll"));
    }
}
