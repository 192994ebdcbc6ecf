//! Kano: what people miss, what they reward, what they like and what they do not care about (Kano 1984).
mod answers;
#[cfg(test)]
mod tests;

use serde_json::Map;
use serde_json::Value;

use super::Axes;
use super::Axis;
use super::Column;
use super::Form;
use super::Input;
use super::Method;
use super::NoOptions;
use super::Ordering;
use super::Outcome;
use super::Reading;
use super::Remark;
use super::Scale;
use super::Scores;
use super::Settings;
use super::Word;
use super::decimal::rounded;
use super::decimal::sort_key;
use super::inputs::number;
use super::shown;
use crate::diag::Error;
use answers::Category;
use answers::Counts;
pub use answers::WORDS;

/// The method.
pub static METHOD: Kano = Kano;

const ID: &str = "kano";

/// Below this lead of the first category over the second, in percent of the answers, the two are not told apart (Lee
/// and Newcomb 1997).
const CLEAR_LEAD: f64 = 6.0;
/// The percent of answers against themselves above which the question was not understood.
const MOST_QUESTIONABLE: f64 = 10.0;
/// Fewer answers say little.
const FEW: f64 = 10.0;

static ANSWER: [Input; 3] = [
    Input::new("f", "how it is to have it", Scale::Names(&WORDS)),
    Input::new("d", "how it is to do without", Scale::Names(&WORDS)),
    Input::optional("n", "how many said so; 1 where it is missing", Scale::Count),
];

static ANSWERS: Scale = Scale::Map(&ANSWER);

static INPUTS: [Input; 1] = [Input::new(
    "answers",
    "what people said to having it and to doing without",
    Scale::List(&ANSWERS),
)];

/// Categories by the answers of a survey.
#[derive(Clone, Debug)]
pub struct Kano;

impl Method for Kano {
    fn id(&self) -> &'static str {
        ID
    }

    fn doc(&self) -> &'static str {
        r"Kano: what people take for granted comes first, then what they reward, then what delights them.

People are asked twice: how it is to have it (`f`, functional), and how it is to do without (`d`, dysfunctional). Each
answer is one of `like`, `expect`, `neutral`, `tolerate`, `dislike`; `n` is how many gave the pair, 1 where it is
missing. Each pair falls into a category, and the most frequent one is that of the record: `must-be`,
`one-dimensional` (the more the better), `attractive`, `indifferent`, in this order; `reverse` (people want the
opposite) and `questionable` (answers against themselves) come last. Where the first leads the second by less than 6 %
of the answers, it is shown as mixed.

`worse` is how much is lost without it, from -1 to 0, and orders inside a category; then `better`, how much is won with
it, from 0 to 1.

```yaml
scores:
  kano:
    answers:
      - {f: like, d: dislike, n: 5}
      - {f: expect, d: dislike, n: 4}
      - {f: like, d: neutral}
```
```text
one-dimensional: 4 must-be, 5 one-dimensional, 1 attractive; strength 10.0 %; better 0.60, worse -0.90 → 0.90
```

`po prioritize --method kano --format plot` draws them by `worse` and `better`; the quadrant there is a hint only, as the
category is what most people said.

Fewer than 10 answers are remarked, and so are more than 10 % of answers against themselves: the question has to be
reworded.
"
    }

    fn inputs(&self) -> &[Input] {
        &INPUTS
    }

    fn written_by(&self) -> Option<&'static str> {
        Some("po kano ID --functional … --dysfunctional …")
    }

    fn words(&self) -> &'static [Word] {
        &[
            (
                "must-be",
                "a class: people take it for granted and miss it where it is not there",
            ),
            (
                "one-dimensional",
                "a class: the more of it, the better for people",
            ),
            (
                "attractive",
                "a class: it delights people, and nobody misses it where it is not there",
            ),
            ("indifferent", "a class: people do not care about it"),
            ("reverse", "a class: people want the opposite"),
            (
                "questionable",
                "a class: most answers contradict themselves, so nothing can be said",
            ),
            (
                "mixed",
                "the first category leads the second by less than 6 % of the answers, so the two are not told apart",
            ),
            (
                "worse",
                "how much is lost without it, from -1 to 0; the column |WORSE| shows it without its sign",
            ),
            ("better", "how much is won with it, from 0 to 1"),
            (
                "strength",
                "by how many percent of the answers the first category leads the second",
            ),
            ("count", "how many answers there are"),
        ]
    }

    fn configured(&self, settings: &Settings) -> Result<Box<dyn Method>, Error> {
        let NoOptions {} = super::options(settings, ID)?;
        Ok(Box::new(Kano))
    }

    fn score(&self, scores: Scores<'_>) -> Outcome {
        let mut reading = scores.read(ID, &INPUTS);
        let Some(counts) = reading.terms.get("answers").map(Counts::of) else {
            return Outcome::Unscored(reading);
        };
        if counts.all() > super::LARGEST {
            reading.refuse("answers", "too many");
            return Outcome::Unscored(reading);
        }
        let category = counts.category();
        let (better, worse) = (counts.better(), counts.worse());
        note(&mut reading, &counts);
        let mut parts = vec![-(category as i128)];
        parts.extend(worse.map(|worse| sort_key(worse.abs())));
        parts.extend(better.map(sort_key));
        Outcome::Scored {
            parts,
            score: worse.map(f64::abs),
            reading,
        }
    }

    fn formula(&self, terms: &Map<String, Value>) -> String {
        let count = |category: &Category| {
            let count = terms.get(category.letter()).filter(|count| **count != 0)?;
            Some(format!("{count} {}", category.word()))
        };
        let counts: Vec<String> = Category::ALL.iter().filter_map(count).collect();
        let term = |key: &str, digits| shown::term(terms, key, Form::Decimals(digits));
        format!(
            "{}: {}; strength {} %; better {}, worse {}",
            self.class(terms).unwrap_or_default(),
            counts.join(", "),
            term("strength", 1),
            term("better", 2),
            term("worse", 2)
        )
    }

    fn score_name(&self) -> &'static str {
        "|worse|"
    }

    fn columns(&self) -> Vec<Column<'_>> {
        vec![
            Column::new("better", Form::Decimals(2)),
            Column::new("strength", Form::Decimals(1)),
            Column::plain("count"),
        ]
    }

    fn axes(&self) -> Option<Axes> {
        let [attractive, one_dimensional, indifferent, must_be] = [
            Category::Attractive,
            Category::OneDimensional,
            Category::Indifferent,
            Category::MustBe,
        ]
        .map(Category::word);
        Some(Axes {
            across: Axis::halved("worse", [0.0, -1.0]),
            up: Axis::halved("better", [0.0, 1.0]),
            corners: [attractive, one_dimensional, indifferent, must_be],
        })
    }

    fn class(&self, terms: &Map<String, Value>) -> Option<String> {
        let class = terms.get("class")?.as_str()?;
        match terms.get("mixed") == Some(&Value::Bool(true)) {
            true => Some(format!("{class} (mixed)")),
            false => Some(class.to_owned()),
        }
    }

    fn remarks(&self, ordering: &Ordering<'_>) -> Vec<Remark> {
        let of = |category: Category| {
            let is = |reading: &Reading| reading.word("class") == Some(category.word());
            ordering.scored_with(is)
        };
        let number = |key: &'static str, is: fn(f64) -> bool| {
            ordering.scored_with(|reading| reading.number(key).is_some_and(is))
        };
        let strayed = |share: f64| sort_key(share) > sort_key(MOST_QUESTIONABLE);
        let remarks = [
            Remark::naming(
                "reword-question",
                "over 10 % of the answers contradict themselves, so reword the question",
                &number("questionable_share", strayed),
            ),
            Remark::naming(
                "reverse",
                "people would rather not have it, so look at the opposite",
                &of(Category::Reverse),
            ),
            Remark::naming(
                "questionable",
                "most answers contradict themselves, so nothing can be said",
                &of(Category::Questionable),
            ),
            Remark::naming(
                "few-answers",
                "fewer than 10 answers, which say little",
                &number("count", |count| count < FEW),
            ),
        ];
        remarks.into_iter().flatten().collect()
    }
}

/// What the answers come to, as terms.
fn note(reading: &mut Reading, counts: &Counts) {
    let strength = counts.strength();
    reading.put("class", counts.category().word());
    reading.put("mixed", sort_key(strength) < sort_key(CLEAR_LEAD));
    for category in Category::ALL {
        reading.put(category.letter(), number(counts.of_category(category)));
    }
    reading.put("count", number(counts.all()));
    reading.put("strength", number(rounded(strength)));
    reading.put("total_strength", number(rounded(counts.total_strength())));
    let questionable = counts.percent(counts.of_category(Category::Questionable));
    reading.put("questionable_share", number(rounded(questionable)));
    let continuous = counts.continuous();
    let optional = [
        ("better", counts.better()),
        ("worse", counts.worse()),
        ("functional", continuous.map(|(functional, _)| functional)),
        (
            "dysfunctional",
            continuous.map(|(_, dysfunctional)| dysfunctional),
        ),
    ];
    for (key, value) in optional {
        reading.put(
            key,
            value.map_or(Value::Null, |value| number(rounded(value))),
        );
    }
    reading.put("quadrant", counts.quadrant().map(Category::word));
}
