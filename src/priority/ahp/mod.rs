//! AHP: weights out of how many times as important each record is as each other (Saaty).
mod matrix;
mod ratios;
#[cfg(test)]
mod tests;

pub use matrix::MOST;
pub use ratios::Ratios;

use std::collections::BTreeSet;

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
use super::heard;
use super::heard::Heard;
use super::inputs::number;
use super::shown;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::voices::Ratio;
use crate::model::voices::Said;

/// The method before anything was compared.
pub static METHOD: Ahp = Ahp {
    heard: Heard::nothing("ratios"),
};

const ID: &str = "ahp";

/// The weight of each record beside the others.
#[derive(Clone, Debug)]
pub struct Ahp {
    heard: Heard,
}

impl Method for Ahp {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"AHP: how many times as important each is as each other, made into weights.

Each pair of up to ten records gets a ratio from 1/9 to 9: 3 somewhat, 5 clearly, 7 much, 9 by far more important; 1/3 the
other way round. `po compare S-1 3 S-2` writes one down. The score is the weight of a record; all weights add up to 1.

```yaml
comparisons/ana.yaml:
- {a: S-1, b: S-2, ratio: 3}
- {a: S-1, b: S-3, ratio: 5}
- {a: S-2, b: S-3, ratio: 2}
```
```text
0.6483 of all 3 compared, by 2 ratios of its own → 0.6483
```

All pairs are needed; those that are missing are named. The same pair with two different ratios is not valid. Where the
ratios contradict each other (a consistency ratio above 0.10), the pair to look at again is named. Ratios can weigh the
criteria of `weighted` as well: `po explain weighted`.
"
    }

    fn reads_records(&self) -> bool {
        false
    }

    fn written_by(&self) -> Option<&'static str> {
        Some("po compare ID 3 …")
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let _: super::NoOptions = super::options(settings, ID)?;
        Ok(Box::new(METHOD.clone()))
    }

    fn among(&self, set: &Set<'_>) -> Result<Option<Box<dyn Method>>, Error> {
        let entries = set.voices().comparisons();
        let given = entries.filter_map(|(file, at, entry)| match entry.said()? {
            Said::Ratio { a, b, ratio } => {
                Some((format!("{}:{}", file.path, file.line(at)), a, b, ratio))
            }
            _ => None,
        });
        let given: Vec<(String, &Id, &Id, &Ratio)> = given.collect();
        if given.is_empty() {
            let none = Error::usage("nobody has said how many times as important what is")
                .help("po compare S-1 3 S-2 says that S-1 is three times as important as S-2");
            return Err(heard::silence(set, none));
        }
        let open: BTreeSet<&Id> = set.placed().map(|record| record.id()).collect();
        let here =
            |pair: &&(String, &Id, &Id, &Ratio)| open.contains(pair.1) && open.contains(pair.2);
        let compared: BTreeSet<&Id> = given.iter().filter(here).flat_map(|g| [g.1, g.2]).collect();
        let mut ratios = Ratios::of(compared.iter().map(|id| id.as_str()).collect());
        let mut selves = Vec::new();
        for (place, a, b, ratio) in &given {
            if let Err(why) = ratios.add((a.as_str(), b.as_str()), ratio, place)
                && a == b
            {
                selves.push((*a, why));
            }
        }
        let mut heard = self.heard.clone();
        weigh(&mut heard, &compared, &ratios);
        for (id, why) in selves {
            refuse(&mut heard, id, why);
        }
        Ok(Some(Box::new(Ahp { heard })))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        self.heard.score(scores)
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let term = |key: &str| shown::term(terms, key, Form::Plain);
        format!(
            "{} of all {} compared, by {} ratios of its own",
            shown::term(terms, "weight", Form::Decimals(4)),
            term("compared"),
            term("ratios")
        )
    }

    fn score_name(&self) -> &'static str {
        "weight"
    }

    fn decimals(&self) -> u32 {
        4
    }

    fn columns(&self) -> Vec<Column<'_>> {
        Vec::new()
    }

    fn remarks(&self, _: &Ordering<'_>) -> Vec<Remark> {
        self.heard.remarks.clone()
    }
}

/// What is to be said of the ratios among these records as a whole, where they contradict each other; nothing as long as
/// one is missing.
pub fn inconsistent(set: &Set<'_>) -> Option<Remark> {
    let placed: BTreeSet<&Id> = set.placed().map(|record| record.id()).collect();
    let entries = set.voices().comparisons();
    let given = entries.filter_map(|(_, _, entry)| match entry.said()? {
        Said::Ratio { a, b, ratio } => Some((a, b, ratio)),
        _ => None,
    });
    let here = given.filter(|(a, b, _)| placed.contains(a) && placed.contains(b));
    let given: Vec<(&Id, &Id, &Ratio)> = here.collect();
    let names: BTreeSet<&Id> = given.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    let mut ratios = Ratios::of(names.into_iter().map(Id::as_str).collect());
    for (a, b, ratio) in given {
        // What two lines say of one pair is a finding of its own, and keeps all from being weighed.
        let _ = ratios.add((a.as_str(), b.as_str()), ratio, "");
    }
    ratios.weigh()?.1
}

/// The outcome of each record compared.
fn weigh(heard: &mut Heard, compared: &BTreeSet<&Id>, ratios: &Ratios<'_>) {
    let n = compared.len();
    if let Some((weighed, remark)) = ratios.weigh() {
        heard.remarks.extend(remark);
        for (id, weight) in compared.iter().zip(weighed.weights) {
            let mut reading = heard::complete();
            reading.put("weight", number(weight));
            reading.put("compared", n);
            reading.put("ratios", n - 1);
            reading.put("consistency_ratio", number(weighed.ratio));
            heard
                .outcomes
                .insert((*id).clone(), Outcome::number(weight, reading));
        }
        return;
    }
    let missing = ratios.missing();
    for (at, id) in compared.iter().enumerate() {
        let mut reading = Reading {
            needed: n - 1,
            ..Reading::default()
        };
        if n > MOST {
            let why = format!("{n} records have ratios, and at most {MOST} can be weighed");
            reading.invalid.push(Invalid::new("ratios", why));
        }
        for (other, name) in ratios
            .names
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
        {
            let key = format!("ratio to {name}");
            match ratios.against(at, other) {
                Some(why) => reading.invalid.push(Invalid::new(key, why)),
                None if missing.contains(&(at.min(other), at.max(other))) => {
                    reading.missing.push(key)
                }
                None => reading.valid += 1,
            }
        }
        if reading.valid == n - 1 {
            // Its own are there: weights need those of the others as well.
            reading.missing.push("ratios of the others".to_owned());
        }
        heard
            .outcomes
            .insert((*id).clone(), Outcome::Unscored(reading));
    }
    if let Some((i, j)) = missing.first().filter(|_| n <= MOST) {
        let (a, b) = (ratios.names[*i], ratios.names[*j]);
        let count = crate::text::plural(missing.len(), "pair has", "pairs have");
        heard.remarks.push(Remark {
            name: "missing-ratios",
            message: format!("{count} no ratio yet, so nothing can be weighed: po compare {a} 1 {b} gives the first"),
            data: Map::from_iter([(
                "pairs".to_owned(),
                missing.iter().map(|(i, j)| vec![ratios.names[*i], ratios.names[*j]]).collect::<Vec<_>>().into(),
            )]),
        });
    }
}

/// A record that is compared with itself has no score.
fn refuse(heard: &mut Heard, id: &Id, why: String) {
    let outcome = heard.outcomes.remove(id);
    let mut reading = match outcome {
        Some(Outcome::Scored { reading, .. } | Outcome::Unscored(reading)) => reading,
        _ => Reading::default(),
    };
    reading.terms.clear();
    reading
        .invalid
        .push(Invalid::new(format!("ratio to {id}"), why));
    heard
        .outcomes
        .insert(id.clone(), Outcome::Unscored(reading));
}
