//! Estimates that say nothing: three points that do not rise, cards off the scale.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind::PokerRound;
use crate::model::kind::Story;
use crate::priority::estimate::Card;
use crate::priority::estimate::Sizes;
use crate::priority::estimate::Spread;
use crate::priority::estimate::poker;
use crate::yaml::Path;

pub static RULE: Rule = Rule {
    id: "invalid-estimate",
    doc: DOC,
    passes: Passes::Says("its estimates can be counted with"),
    severity: Severity::Error,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
an estimate cannot be counted with

## What it finds
An `estimate` whose three points do not rise from 0 (`o` is at most `m`, and `m` at most `p`) or are too large, and in
a round of `poker` a card or a `final` that is not on the scale of the team; a `shirt` that the team does not have. A `final` outside of the cards of its round
is a warning, and so are two rounds of one day with the same number, as a merge leaves them.

## Why it matters
Such an estimate is left out of sums and forecasts, and a round with such a card has no result.

## Traps
`?` and `coffee` are cards too. The scale is that of `points:` in `po.yaml`; rounds keep their cards when it changes.

## Fix
Estimate again, or write the card that was laid.

```yaml fails
estimate: {o: 5, m: 3, p: 8}
```
```yaml fails
estimate: {o: -1, m: 3, p: 8}
```
```yaml fails
estimate: {o: 0, m: 1, p: 1e308}
```
```yaml fails
shirt: XXXL
```
```yaml fails
poker: [{round: 1, votes: {ana: 4, bo: 5}}]
```
```yaml fails
poker: [{round: 1, votes: {ana: 5, bo: 5}, final: 4}]
```
```yaml fails
poker: [{round: 1, votes: {ana: 3, bo: 5}, final: 13}]
```
```yaml fails
poker: [{on: 2026-11-20, round: 1, votes: {ana: 3}}, {on: 2026-11-20, round: 1, votes: {ana: 5}}]
```
```yaml passes
shirt: xl
```
```yaml passes
estimate: {o: 2, m: 4, p: 12, unit: days}
```
```yaml passes
poker: [{on: 2026-11-19, round: 1, votes: {ana: 3, bo: coffee}}, {on: 2026-11-20, round: 1, votes: {ana: 5, bo: ?}, final: 5}]
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let story = record.story();
    let estimated = |s: &&Story| s.estimate.is_some() || s.shirt.is_some() || !s.poker.is_empty();
    let Some(story) = story.filter(estimated) else {
        return Vec::new();
    };
    let three = story.estimate.as_ref().and_then(|e| Spread::of(e).err());
    let three = three.map(|why| {
        let help = format!(
            "po estimate {} --three 2,4,12, the largest last",
            record.id()
        );
        Hit::at(record, vec!["estimate".into()], format!("estimate: {why}")).help(help)
    });
    // A scale that cannot be used is told of po.yaml.
    let sized = Sizes::of(&cx.backlog.config).map(|sizes| {
        let rounds = (0..story.poker.len()).flat_map(|at| round(record, story, at, &sizes));
        let shirt = no_shirt(record, story, &sizes);
        shirt.into_iter().chain(rounds).collect::<Vec<_>>()
    });
    three
        .into_iter()
        .chain(sized.into_iter().flatten())
        .collect()
}

/// A shirt that the team does not have.
fn no_shirt<'a>(record: &'a Record, story: &Story, sizes: &Sizes) -> Option<Hit<'a>> {
    let name = story.shirt.as_deref()?;
    if sizes.shirt(name).is_some() {
        return None;
    }
    let help = format!("the shirts are {}", sizes.shirts().join(", "));
    let message = format!("no shirt is called \"{name}\"");
    Some(Hit::at(record, vec!["shirt".into()], message).help(help))
}

/// What is wrong with one round.
fn round<'a>(record: &'a Record, story: &Story, at: usize, sizes: &Sizes) -> Vec<Hit<'a>> {
    let round = &story.poker[at];
    let hit = |keys: &[&str], message: String| {
        let mut path: Path = vec!["poker".into(), at.into()];
        path.extend(keys.iter().map(|key| (*key).into()));
        Hit::at(record, path, message)
    };
    let mut hits = Vec::new();
    for (person, card) in &round.votes {
        if let Err(why) = Card::read(card, sizes) {
            let help = "points: in po.yaml has the scale; ? and coffee are cards too";
            hits.push(hit(&["votes", person], format!("{person}: {why}")).help(help));
        }
    }
    if let Some(agreed) = round.r#final {
        let count = poker::count(round, sizes).ok();
        match poker::on_scale(agreed, sizes) {
            Err(why) => {
                let help = "points: in po.yaml has the scale";
                hits.push(hit(&["final"], format!("final: {why}")).help(help));
            }
            Ok(_) => {
                let odd = count.and_then(|count| count.outside(agreed));
                let odd = odd.map(|what| hit(&["final"], what).at_most(Severity::Warning));
                hits.extend(odd);
            }
        }
    }
    if let Some((day, number)) = day_and_number(round)
        && story.poker[..at]
            .iter()
            .any(|other| day_and_number(other) == Some((day, number)))
    {
        let next = poker::next_round(&story.poker, day);
        let help = format!("po set {} poker.{}.round={next}", record.id(), at + 1);
        let message = format!("two rounds of {day} have the number {number}");
        hits.push(
            hit(&["round"], message)
                .help(help)
                .at_most(Severity::Warning),
        );
    }
    hits
}

fn day_and_number(round: &PokerRound) -> Option<(Day, u32)> {
    round.on.zip(round.round)
}
