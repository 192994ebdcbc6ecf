//! Dot voting: everybody has a few dots and lays them on what should come first.
use schemars::Schema;
use schemars::schema_for;
use serde_json::Map;
use serde_json::Value;

use super::Column;
use super::Form;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Remark;
use super::Scores;
use super::Set;
use super::Settings;
use super::Word;
use super::decimal::sort_key;
use super::heard;
use super::heard::Heard;
use super::inputs::number;
use super::shown;
use crate::diag::Error;
use crate::model::voices::PollKind;

/// The method before anybody has voted.
pub static METHOD: Dots = Dots {
    poll: None,
    heard: Heard::nothing("poll"),
};

const ID: &str = "dots";

/// The dots that each record got.
#[derive(Clone, Debug)]
pub struct Dots {
    /// The poll that the team names.
    poll: Option<String>,
    heard: Heard,
}

impl Method for Dots {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Dot voting: what got the most dots comes first.

A poll names the items; everybody has the same number of dots (`budget`; a dot for each four items, rounded up, where it
is not given) and lays them as they like, several on one item too. `po vote new` makes a poll, `po vote` votes; each voter
has a file of their own. The score is the dots; of equals the one with more voters comes first.

```yaml
votes/spring.yaml: {kind: dots, budget: 3, items: [S-1, S-2, S-3]}
votes/spring/ana.yaml: {on: 2026-11-20, ballot: {S-1: 2, S-2: 1}}
votes/spring/bo.yaml: {on: 2026-11-20, ballot: {S-2: 3}}
votes/spring/chen.yaml: {on: 2026-11-21, ballot: {S-1: 2, S-3: 1}}
```
```text
4 dots from 2 of 3 voters → 4
```

A ballot over the budget, with a number that is below 0 or not whole, or for an item that is not in the poll is not
counted at all, and named. An item without dots has 0; a record that is not in the poll has no score. Counted is the
poll with the newest ballot, else the last by name; `po prioritize --poll NAME`, or `poll: NAME` below `methods.dots` in
`po.yaml`, names another.
"
    }

    fn reads_records(&self) -> bool {
        false
    }

    fn written_by(&self) -> Option<&'static str> {
        Some("po vote")
    }

    fn options(&self) -> Schema {
        schema_for!(heard::Options)
    }

    fn words(&self) -> &'static [Word] {
        &[("voters", "how many people laid dots on it")]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: heard::Options = super::options(settings, ID)?;
        Ok(Box::new(Dots {
            poll: options.poll,
            ..METHOD.clone()
        }))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        let poll = heard::poll(set, PollKind::Dots, self.poll.as_deref())?;
        let mut method = self.clone();
        method.heard.remarks.extend(heard::rejected(poll));
        let all = poll.counted().count();
        let tally = poll.tally();
        for id in poll.file.value.items() {
            let (dots, voters) = tally.get(id).copied().unwrap_or_default();
            let mut reading = heard::complete();
            reading.put("dots", number(dots));
            reading.put("voters", voters);
            reading.put("voters_of_poll", all);
            let outcome = Outcome::Scored {
                parts: vec![sort_key(dots), voters as i128],
                score: Some(dots),
                reading,
            };
            method.heard.outcomes.insert(id.clone(), outcome);
        }
        Ok(Some(Box::new(method)))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        self.heard.score(scores)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| shown::term(terms, key, Form::Plain);
        format!(
            "{} dots from {} of {} voters",
            term("dots"),
            term("voters"),
            term("voters_of_poll")
        )
    }

    fn decimals(&self) -> u32 {
        0
    }

    fn columns(&self) -> Vec<Column<'_>> {
        vec![Column::plain("voters")]
    }

    fn remarks(&self, _: &Ordering<'_>) -> Vec<Remark> {
        self.heard.remarks.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;

    /// A10: dots (budget 3).
    const VOTES: &str = "\
votes/p.yaml: {kind: dots, budget: 3, items: [S-1, S-2, S-3]}
votes/p/ana.yaml: {ballot: {S-1: 2, S-2: 1}}
votes/p/bo.yaml: {ballot: {S-2: 3}}
votes/p/chen.yaml: {ballot: {S-1: 2, S-3: 1}}
";

    #[test]
    fn dots_budget_3_of_three_voters_s_1_has_4_s_2_has_4_s_3_has_1() {
        let found = heard("dots", VOTES, &["S-3", "S-2", "S-1"]);
        assert_eq!(found, ["S-1 4 [2]", "S-2 4 [2]", "S-3 1 [1]"]);
    }

    #[test]
    fn of_equal_dots_more_distinct_voters_come_first() {
        let votes = "\
votes/p.yaml: {kind: dots, budget: 4, items: [S-1, S-2]}
votes/p/ana.yaml: {ballot: {S-1: 4}}
votes/p/bo.yaml: {ballot: {S-2: 2}}
votes/p/chen.yaml: {ballot: {S-2: 2}}
";
        assert_eq!(
            heard("dots", votes, &["S-1", "S-2"]),
            ["S-2 4 [2]", "S-1 4 [1]"]
        );
    }

    #[test]
    fn an_item_that_no_ballot_names_has_0_and_one_outside_the_poll_no_score() {
        let votes = "votes/p.yaml: {kind: dots, items: [S-1]}\n";
        assert_eq!(
            heard("dots", votes, &["S-1", "S-2"]),
            ["S-1 0 [0]", "S-2 needs poll"]
        );
    }

    #[test]
    fn the_newest_ballot_says_which_poll_is_counted_then_the_name() {
        let poll = |on: &str| {
            format!(
                "votes/a.yaml: {{kind: dots, items: [S-1]}}\nvotes/a/ana.yaml: {{{on}ballot: {{S-1: 1}}}}\n\
                 votes/b.yaml: {{kind: dots, items: [S-1]}}\nvotes/b/ana.yaml: {{on: 2026-01-01, ballot: {{}}}}\n"
            )
        };
        assert_eq!(
            heard("dots", &poll("on: 2026-01-02, "), &["S-1"]),
            ["S-1 1 [1]"]
        );
        assert_eq!(
            heard("dots", &poll("on: 2026-01-01, "), &["S-1"]),
            ["S-1 0 [0]"]
        );
        assert_eq!(heard("dots", &poll(""), &["S-1"]), ["S-1 0 [0]"]);
    }
}
