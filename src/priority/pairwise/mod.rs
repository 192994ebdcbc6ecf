//! Stack rank by pairs: which of two comes first, asked often enough, gives an order (Bradley-Terry).
mod next;
mod strength;
#[cfg(test)]
mod tests;

pub use next::Next;
pub use next::next;

use std::collections::BTreeMap;

use serde_json::Map;
use serde_json::Value;

use super::Column;
use super::Form;
use super::Invalid;
use super::Method;
use super::Ordering;
use super::Outcome;
use super::Reading;
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
use crate::model::id::Id;
use crate::model::voices::Said;
use crate::model::voices::Voices;
use strength::Games;

/// The method before anything was compared.
pub static METHOD: Pairwise = Pairwise {
    heard: Heard::nothing("comparisons"),
};

const ID: &str = "pairwise";
/// The rating of a record that nobody compared.
const MIDDLE: f64 = 1500.0;
/// How much a strength of ten times as much adds.
const TENFOLD: f64 = 400.0;

/// The rating of each record out of all comparisons.
#[derive(Clone, Debug)]
pub struct Pairwise {
    heard: Heard,
}

impl Method for Pairwise {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Pairs: which of two comes first, asked until the order is clear.

`po compare` asks which of two records comes first, and picks the pair that tells most; `po compare S-1 '>' S-2` writes
an answer down. Each session has a file of its own, and all of them count.

```yaml
comparisons/ana.yaml:
- {winner: S-1, loser: S-2, by: ana, on: 2026-11-20}
- {winner: S-2, loser: S-3, by: ana, on: 2026-11-20}
- {winner: S-1, loser: S-3, by: ana, on: 2026-11-20}
```
```text
2 won, 0 lost, 0 tied → 1724.9
```

The rating is what fits all answers best, whatever their order (Bradley-Terry): 1500 is the middle, and 400 more means
ten times as strong. Each record also has one tie against an invented one in the middle, so that a single answer does
not make it endlessly strong. A tie is half a win for both. A record that nobody compared stands in the middle, without a score;
records that are done keep their comparisons. One compared with itself is not valid.
"
    }

    fn reads_records(&self) -> bool {
        false
    }

    fn written_by(&self) -> Option<&'static str> {
        Some("po compare")
    }

    fn words(&self) -> &'static [Word] {
        &[
            (
                "rating",
                "how strong a record is against the others it was compared with; 400 more means that it wins ten times as often",
            ),
            ("won", "how many comparisons it came first in"),
            ("lost", "how many comparisons the other came first in"),
            ("tied", "how many comparisons neither came first in"),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let _: super::NoOptions = super::options(settings, ID)?;
        Ok(Box::new(METHOD.clone()))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        let table = Table::of(set.voices());
        if table.records.is_empty() {
            let none = Error::usage("nobody has compared any two records")
                .help("po compare asks which of two comes first");
            return Err(heard::silence(set, none));
        }
        let mut heard = self.heard.clone();
        for record in set.placed() {
            heard
                .outcomes
                .insert(record.id().clone(), table.outcome(record.id()));
        }
        Ok(Some(Box::new(Pairwise { heard })))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        self.heard.score(scores)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| shown::term(terms, key, Form::Plain);
        format!(
            "{} won, {} lost, {} tied",
            term("won"),
            term("lost"),
            term("tied")
        )
    }

    fn score_name(&self) -> &'static str {
        "rating"
    }

    fn decimals(&self) -> u32 {
        1
    }

    fn columns(&self) -> Vec<Column<'_>> {
        ["won", "lost", "tied"].map(Column::plain).into()
    }

    fn remarks(&self, _: &Ordering<'_>) -> Vec<Remark> {
        self.heard.remarks.clone()
    }
}

/// Who won against whom, and what it comes to.
struct Table<'a> {
    /// The records that were compared with others, with their place.
    records: BTreeMap<&'a Id, usize>,
    games: Games,
    /// By place: won, lost, tied.
    counts: Vec<[u32; 3]>,
    strengths: Vec<f64>,
    /// Where a record is compared with itself.
    selves: BTreeMap<&'a Id, String>,
}

impl<'a> Table<'a> {
    fn of(voices: &'a Voices) -> Self {
        let mut answers = Vec::new();
        let (mut records, mut selves) = (BTreeMap::new(), BTreeMap::new());
        for (file, _, entry) in voices.comparisons() {
            let (pair, won) = match entry.said() {
                Some(Said::Won { winner, loser }) => ([winner, loser], true),
                Some(Said::Tie(a, b)) => ([a, b], false),
                _ => continue,
            };
            if pair[0] == pair[1] {
                let why = format!("{} compares it with itself", file.path);
                selves.insert(pair[0], why);
                continue;
            }
            records.extend(pair.map(|id| (id, 0)));
            answers.push((pair, won));
        }
        for (at, place) in records.values_mut().enumerate() {
            *place = at;
        }
        let mut games = Games::of(records.len());
        let mut counts = vec![[0; 3]; records.len()];
        for (pair, won) in answers {
            let [a, b] = pair.map(|id| records[id]);
            match won {
                true => {
                    games.add((a, b), (1.0, 0.0));
                    counts[a][0] += 1;
                    counts[b][1] += 1;
                }
                false => {
                    games.add((a, b), (0.5, 0.5));
                    counts[a][2] += 1;
                    counts[b][2] += 1;
                }
            }
        }
        Self {
            strengths: games.strengths(),
            records,
            games,
            counts,
            selves,
        }
    }

    fn rating(&self, id: &Id) -> f64 {
        let strength = self.records.get(id).map(|at| self.strengths[*at]);
        strength.map_or(MIDDLE, |strength| MIDDLE + TENFOLD * strength.log10())
    }

    /// How often two were compared.
    fn between(&self, a: &Id, b: &Id) -> u32 {
        let both = self.records.get(a).zip(self.records.get(b));
        both.map_or(0, |(a, b)| self.games.between(*a, *b))
    }

    fn outcome(&self, id: &Id) -> Outcome {
        if let Some(why) = self.selves.get(id) {
            return Outcome::Unscored(Reading {
                needed: 1,
                invalid: vec![Invalid::new("comparisons", why.clone())],
                ..Reading::default()
            });
        }
        let at = self.records.get(id);
        let [won, lost, tied] = at.map_or([0; 3], |at| self.counts[*at]);
        let rating = self.rating(id);
        let mut reading = heard::complete();
        reading.put("won", won);
        reading.put("lost", lost);
        reading.put("tied", tied);
        reading.put("rating", number(rating));
        Outcome::Scored {
            parts: vec![sort_key(rating)],
            score: at.map(|_| rating),
            reading,
        }
    }
}
