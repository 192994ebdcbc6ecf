//! Planning poker: what a round of cards says.
use serde_json::Value;

use super::Sizes;
use crate::model::date::Day;
use crate::model::kind::PokerRound;
use crate::model::points::Points;

/// What somebody laid down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    Points(Points),
    /// `?`: does not know; the team has to talk.
    Unsure,
    /// `coffee`: wants a break; says nothing of the story.
    Coffee,
}

/// What the team does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Consensus(Points),
    /// One step apart: the higher of both is proposed.
    Near(Points),
    /// The median is suggested, where there is one.
    Discuss(Option<Points>),
}

/// One round, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub verdict: Verdict,
    /// The lowest and the highest card with the people who laid them, where anybody laid a number.
    pub ends: Option<[(Points, Vec<String>); 2]>,
    /// Steps of the scale between the lowest and the highest.
    pub steps: usize,
    /// How many laid `?`.
    pub unsure: usize,
    /// Only one person laid a number: nobody agrees with it.
    pub alone: bool,
}

impl Card {
    /// A card as files have it: a value of the scale, `?` or `coffee`.
    ///
    /// # Errors
    /// It is none of these, with the reason in words.
    pub fn read(value: &Value, sizes: &Sizes) -> Result<Self, String> {
        let number = match value {
            Value::String(word) if word == "?" => return Ok(Card::Unsure),
            Value::String(word) if word == "coffee" => return Ok(Card::Coffee),
            Value::Number(number) => number.as_f64(),
            _ => None,
        };
        let none = |_| format!("{value} is no card: a card is a number, ? or coffee");
        let points = Points::try_from(number.unwrap_or(f64::NAN)).map_err(none)?;
        on_scale(points, sizes).map(Card::Points)
    }
}

/// The amount itself.
///
/// # Errors
/// It is not on the scale.
pub fn on_scale(points: Points, sizes: &Sizes) -> Result<Points, String> {
    match sizes.step(points) {
        Some(_) => Ok(points),
        None => Err(format!("{points} is not on the scale: {}", sizes.words())),
    }
}

/// The number of the next round of a day: behind all there are, however a merge or a removal left their numbers.
pub fn next_round(rounds: &[PokerRound], on: Day) -> u32 {
    let of_day = rounds.iter().filter(|round| round.on == Some(on));
    let count = u32::try_from(of_day.clone().count()).unwrap_or(u32::MAX);
    let last = of_day.filter_map(|round| round.round).max();
    count.max(last.unwrap_or_default()).saturating_add(1)
}

/// Counts a round.
///
/// # Errors
/// A card that is none, with its person and the reason in words.
pub fn count(round: &PokerRound, sizes: &Sizes) -> Result<Count, String> {
    let mut laid: Vec<(Points, &str)> = Vec::new();
    let mut unsure = 0;
    for (person, value) in &round.votes {
        match Card::read(value, sizes).map_err(|why| format!("{person}: {why}"))? {
            Card::Points(points) => laid.push((points, person)),
            Card::Unsure => unsure += 1,
            Card::Coffee => {}
        }
    }
    // Of equals the first in the file stays first.
    laid.sort_by_key(|(points, _)| *points);
    let median = laid.get(laid.len() / 2).map(|(points, _)| *points);
    let who = |points: Points| {
        let same = laid.iter().filter(|(other, _)| *other == points);
        (
            points,
            same.map(|(_, person)| (*person).to_owned()).collect(),
        )
    };
    let ends = laid.first().zip(laid.last());
    let ends = ends.map(|((low, _), (high, _))| [who(*low), who(*high)]);
    let step = |points: Points| sizes.step(points).unwrap_or_default();
    let steps = ends
        .as_ref()
        .map_or(0, |[(low, _), (high, _)]| step(*high) - step(*low));
    let alone = laid.len() == 1;
    let verdict = match (&ends, steps) {
        (Some([_, (high, _)]), 0) if !alone && unsure == 0 => Verdict::Consensus(*high),
        (Some([_, (high, _)]), 1) if unsure == 0 => Verdict::Near(*high),
        _ => Verdict::Discuss(median),
    };
    Ok(Count {
        verdict,
        ends,
        steps,
        unsure,
        alone,
    })
}

impl Count {
    /// `discuss (suggest 8): lowest 2 by ana, highest 13 by bo`.
    pub fn words(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Consensus(points) => return format!("consensus: {points}"),
            Verdict::Near(points) => format!("near: propose {points}"),
            Verdict::Discuss(Some(points)) if self.alone && self.unsure == 0 => {
                format!("discuss (suggest {points}): one card is no consensus")
            }
            Verdict::Discuss(Some(points)) => format!("discuss (suggest {points})"),
            Verdict::Discuss(None) => "no card with a number: discuss".to_owned(),
        };
        let apart = self.ends.as_ref().filter(|_| self.steps > 0);
        let ends = apart.map(|[(low, lowest), (high, highest)]| {
            let (lowest, highest) = (lowest.join(", "), highest.join(", "));
            format!(": lowest {low} by {lowest}, highest {high} by {highest}")
        });
        let unsure = (self.unsure > 0).then(|| format!(", {} unsure", self.unsure));
        [Some(verdict), ends, unsure]
            .into_iter()
            .flatten()
            .collect()
    }

    /// What is odd about what was agreed: it lies outside of what was voted.
    pub fn outside(&self, agreed: Points) -> Option<String> {
        let [(low, _), (high, _)] = self.ends.as_ref()?;
        let inside = (*low..=*high).contains(&agreed);
        (!inside).then(|| format!("{agreed} was agreed, outside of the votes {low} to {high}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::Config;
    use serde_json::json;

    fn counted(votes: &[Value]) -> Result<Count, String> {
        let people = ["ana", "bo", "chen", "dee", "emre"];
        let votes = people
            .iter()
            .map(|person| (*person).to_owned())
            .zip(votes.iter().cloned());
        let round = PokerRound {
            on: None,
            round: None,
            votes: votes.collect(),
            r#final: None,
        };
        count(&round, &Sizes::of(&Config::default()).expect("sizes"))
    }

    fn numbers(count: &Count) -> Option<(String, String, usize)> {
        let [(low, _), (high, _)] = count.ends.as_ref()?;
        Some((low.to_string(), high.to_string(), count.steps))
    }

    #[test]
    fn a_round_ends_in_consensus_nearly_or_in_talk() {
        let vectors = [
            (json!([5, 5, 5]), ("5", "5", 0), "consensus: 5"),
            (
                json!([3, 5, 5, 5]),
                ("3", "5", 1),
                "near: propose 5: lowest 3 by ana, highest 5 by bo, chen, dee",
            ),
            (
                json!([2, 3, 8, 13]),
                ("2", "13", 4),
                "discuss (suggest 8): lowest 2 by ana, highest 13 by dee",
            ),
            (
                json!([3, 5, 8]),
                ("3", "8", 2),
                "discuss (suggest 5): lowest 3 by ana, highest 8 by chen",
            ),
            (
                json!([5, 5, "?"]),
                ("5", "5", 0),
                "discuss (suggest 5), 1 unsure",
            ),
        ];
        for (votes, (low, high, steps), words) in vectors {
            let count = counted(votes.as_array().expect("a list")).expect("cards");
            let expected = (low.to_owned(), high.to_owned(), steps);
            assert_eq!(numbers(&count), Some(expected), "{votes}");
            assert_eq!(count.words(), words);
        }
    }

    #[test]
    fn the_next_round_of_a_day_has_a_number_of_its_own() {
        let day: Day = "2026-11-20".parse().expect("a day");
        let next = |numbers: &[Option<u32>]| {
            let round = |number: &Option<u32>| PokerRound {
                on: Some(day),
                round: *number,
                votes: indexmap::IndexMap::new(),
                r#final: None,
            };
            next_round(&numbers.iter().map(round).collect::<Vec<_>>(), day)
        };
        assert_eq!(next(&[]), 1);
        assert_eq!(next(&[Some(1), Some(1)]), 3, "as a merge leaves them");
        assert_eq!(next(&[Some(2)]), 3, "the first was taken out");
        assert_eq!(next(&[None, None]), 3);
    }

    #[test]
    fn without_a_number_there_is_only_talk() {
        let count = counted(&[json!("?")]).expect("cards");
        assert_eq!(count.words(), "no card with a number: discuss, 1 unsure");
        assert_eq!(count.verdict, Verdict::Discuss(None));
        let tired = counted(&[json!("coffee")]).expect("cards");
        assert_eq!(tired.verdict, Verdict::Discuss(None));
    }

    #[test]
    fn one_card_alone_is_no_consensus() {
        let words = "discuss (suggest 5): one card is no consensus";
        for votes in [vec![json!(5)], vec![json!("coffee"), json!(5)]] {
            let count = counted(&votes).expect("cards");
            assert_eq!(count.verdict, Verdict::Discuss(Some(Points::from(5))));
            assert_eq!(count.words(), words);
        }
    }

    #[test]
    fn coffee_is_ignored() {
        let count = counted(&[json!(5), json!("coffee"), json!(5)]).expect("cards");
        assert_eq!(count.words(), "consensus: 5");
    }

    #[test]
    fn a_card_that_is_none_is_named_with_its_person() {
        let error = |value| counted(&[json!(5), value]).expect_err("no card");
        assert_eq!(
            error(json!(4)),
            "bo: 4 is not on the scale: 0, 0.5, 1, 2, 3, 5, 8, 13, 20, 40, 100"
        );
        assert_eq!(
            error(json!("five")),
            "bo: \"five\" is no card: a card is a number, ? or coffee"
        );
        assert!(error(json!(-1)).contains("is no card"));
    }

    #[test]
    fn what_was_agreed_lies_between_the_votes_or_is_odd() {
        let count = counted(&[json!(3), json!(8)]).expect("cards");
        assert_eq!(count.outside(Points::from(5)), None);
        assert_eq!(
            count.outside(Points::from(13)).as_deref(),
            Some("13 was agreed, outside of the votes 3 to 8")
        );
    }
}
