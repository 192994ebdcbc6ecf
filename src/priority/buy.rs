//! Buy a feature: everybody has some money, and what is paid for comes first.
use schemars::Schema;
use schemars::schema_for;
use serde_json::Map;
use serde_json::Value;

use super::Column;
use super::Form;
use super::Invalid;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Remark;
use super::Scores;
use super::Set;
use super::Settings;
use super::Word;
use super::decimal::display;
use super::decimal::sort_key;
use super::heard;
use super::heard::Heard;
use super::inputs::number;
use super::shown;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::voices::Poll;
use crate::model::voices::PollFile;
use crate::model::voices::PollKind;

/// The method before anybody has paid.
pub static METHOD: Buy = Buy {
    poll: None,
    heard: Heard::nothing("poll"),
};

const ID: &str = "buy";

/// What the voters did not buy, and what they bought.
const CLASSES: [&str; 2] = ["not bought", "bought"];

/// What was paid, over the price.
#[derive(Clone, Debug)]
pub struct Buy {
    /// The poll that the team names.
    poll: Option<String>,
    heard: Heard,
}

impl Method for Buy {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Buy a feature: what people pay for together comes first.

A poll gives each item a price, by its effort, and everybody the same `budget`: so little that nobody alone can buy what
they want. `po vote new` makes a poll, `po vote` pays; each voter has a file of their own. The score is what was paid over
the price: from 1 on it is bought.

```yaml
votes/spring.yaml: {kind: buy, budget: 35, prices: {S-1: 100, S-2: 60, S-3: 40}}
votes/spring/ana.yaml: {on: 2026-11-20, ballot: {S-1: 35}}
votes/spring/bo.yaml: {on: 2026-11-20, ballot: {S-1: 35}}
votes/spring/chen.yaml: {on: 2026-11-21, ballot: {S-1: 30, S-3: 5}}
votes/spring/divya.yaml: {on: 2026-11-21, ballot: {S-2: 20, S-3: 15}}
```
```text
100 paid by 3 voters, over a price of 100 → 1.00
```

A sensible budget is a third to half of all prices, shared by the voters. Who keeps money back is counted all the same;
a ballot over the budget, with a number that is below 0 or not whole, or for an item that is not in the poll is not
counted at all, and named. Counted is the poll with the newest ballot, else the last by name; `po prioritize --poll
NAME`, or `poll: NAME` below `methods.buy` in `po.yaml`, names another.
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
        &[
            (CLASSES[1], "a class: together people paid its price"),
            (
                CLASSES[0],
                "a class: together people paid less than its price",
            ),
            ("paid", "what all voters paid for it together"),
            ("price", "what the poll asks for it"),
            ("voters", "how many people paid something for it"),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let options: heard::Options = super::options(settings, ID)?;
        Ok(Box::new(Buy {
            poll: options.poll,
            ..METHOD.clone()
        }))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        let poll = heard::poll(set, PollKind::Buy, self.poll.as_deref())?;
        let mut method = self.clone();
        method.heard.remarks.extend(heard::rejected(poll));
        method.heard.remarks.extend(odd_budget(poll));
        let tally = poll.tally();
        for (id, price) in &poll.file.value.prices {
            let given = tally.get(id).copied().unwrap_or_default();
            let outcome = outcome(poll, id, (*price, given));
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
            "{} paid by {} voters, over a price of {}",
            term("paid"),
            term("voters"),
            term("price")
        )
    }

    fn columns(&self) -> Vec<Column<'_>> {
        ["paid", "price", "voters"].map(Column::plain).into()
    }

    fn remarks(&self, _: &Ordering<'_>) -> Vec<Remark> {
        self.heard.remarks.clone()
    }
}

fn outcome(poll: &PollFile, id: &Id, (price, given): (f64, (f64, usize))) -> Outcome {
    let mut reading = heard::complete();
    if let Some(why) = Poll::price_fault(price) {
        let why = format!("{}: {why}", poll.file.path);
        reading.valid = 0;
        reading
            .invalid
            .push(Invalid::new(format!("prices.{id}"), why));
        return Outcome::Unscored(reading);
    }
    let (paid, voters) = given;
    let bought = sort_key(paid) >= sort_key(price);
    reading.put("paid", number(paid));
    reading.put("price", number(price));
    reading.put("voters", voters);
    reading.put("class", CLASSES[usize::from(bought)]);
    Outcome::number(paid / price, reading)
}

/// A budget with which either everything or nothing much can be bought.
fn odd_budget(poll: &PollFile) -> Option<Remark> {
    let voters = poll.counted().count();
    let all: f64 = poll.file.value.prices.values().sum();
    let share = |of: f64| all / (of * voters as f64);
    let (least, most) = (share(3.0), share(2.0));
    let budget = poll.file.value.budget();
    let odd = sort_key(budget) < sort_key(least) || sort_key(budget) > sort_key(most);
    (voters > 0 && odd).then(|| Remark {
        name: "odd-budget",
        message: format!(
            "everybody has {budget}; a third to half of all prices, shared by {voters}, is {} to {}",
            display(least, 0),
            display(most, 0)
        ),
        data: Map::from_iter([
            ("budget".to_owned(), number(budget)),
            ("least".to_owned(), number(least)),
            ("most".to_owned(), number(most)),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::heard;

    /// A10: buy.
    fn votes(ana: u32) -> String {
        format!(
            "\
votes/p.yaml: {{kind: buy, budget: 35, prices: {{S-1: 100, S-2: 60, S-3: 40}}}}
votes/p/ana.yaml: {{ballot: {{S-1: {ana}}}}}
votes/p/bo.yaml: {{ballot: {{S-1: 35}}}}
votes/p/chen.yaml: {{ballot: {{S-1: 30, S-3: 5}}}}
votes/p/divya.yaml: {{ballot: {{S-2: 20, S-3: 15}}}}
"
        )
    }

    const ALL: [&str; 3] = ["S-1", "S-2", "S-3"];

    #[test]
    fn buy_s_1_is_paid_100_of_100_and_bought_s_2_a_third_s_3_half() {
        let found = heard("buy", &votes(35), &ALL);
        let wanted = [
            "S-1 1.00 bought [100, 100, 3]",
            "S-3 0.50 not bought [20, 40, 2]",
            "S-2 0.33 not bought [20, 60, 1]",
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn buy_with_36_of_35_by_ana_rejects_her_ballot_and_s_1_is_paid_65() {
        let found = heard("buy", &votes(36), &ALL);
        let wanted = [
            "S-1 0.65 not bought [65, 100, 2]",
            "S-3 0.50 not bought [20, 40, 2]",
            "S-2 0.33 not bought [20, 60, 1]",
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_price_that_is_not_above_0_is_not_valid() {
        let votes = "votes/p.yaml: {kind: buy, budget: 5, prices: {S-1: 0, S-2: -1, S-3: 1e308}}\n";
        let wanted = [
            "S-1 prices.S-1: votes/p.yaml: a price is above 0",
            "S-2 prices.S-2: votes/p.yaml: a price is above 0",
            "S-3 prices.S-3: votes/p.yaml: it is too large",
        ];
        assert_eq!(heard("buy", votes, &ALL), wanted);
    }

    #[test]
    fn each_class_is_explained() {
        crate::priority::tests::explains(&super::METHOD, &super::CLASSES);
    }
}
