//! Answers to a pair of questions, counted.
use serde_json::Value;

use super::super::decimal::sort_key;

/// What people may say, the warmest first.
pub const WORDS: [&str; 5] = ["like", "expect", "neutral", "tolerate", "dislike"];

/// What a feature is to people, in the order of priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    MustBe,
    OneDimensional,
    Attractive,
    Indifferent,
    Reverse,
    Questionable,
}

use Category::Attractive as A;
use Category::Indifferent as I;
use Category::MustBe as M;
use Category::OneDimensional as O;
use Category::Questionable as Q;
use Category::Reverse as R;

/// The category by the answer to having it, a row each, and to doing without (Berger et al. 1993).
const TABLE: [[Category; 5]; 5] = [
    [Q, A, A, A, O],
    [R, I, I, I, M],
    [R, I, I, I, M],
    [R, I, I, I, M],
    [R, R, R, R, Q],
];

/// What an answer to having it weighs (DuMouchel).
const FUNCTIONAL: [f64; 5] = [4.0, 2.0, 0.0, -1.0, -2.0];
/// The same for doing without.
const DYSFUNCTIONAL: [f64; 5] = [-2.0, -1.0, 0.0, 2.0, 4.0];
/// From where on a mean of these weighs much.
const CUT: f64 = 2.0;

impl Category {
    pub const ALL: [Category; 6] = [M, O, A, I, R, Q];

    pub fn word(self) -> &'static str {
        match self {
            M => "must-be",
            O => "one-dimensional",
            A => "attractive",
            I => "indifferent",
            R => "reverse",
            Q => "questionable",
        }
    }

    /// As the literature abbreviates it.
    pub fn letter(self) -> &'static str {
        match self {
            M => "M",
            O => "O",
            A => "A",
            I => "I",
            R => "R",
            Q => "Q",
        }
    }
}

/// How often which category was answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counts {
    /// By place in `Category::ALL`.
    counts: [f64; 6],
    /// The weights of the answers that do not contradict themselves, added up.
    functional: f64,
    dysfunctional: f64,
}

impl Counts {
    /// Of answers that are on their scale.
    pub fn of(answers: &Value) -> Self {
        let mut counts = Self::default();
        for answer in answers.as_array().into_iter().flatten() {
            let place = |key: &str| WORDS.iter().position(|word| answer[key] == **word);
            let Some((f, d)) = place("f").zip(place("d")) else {
                continue;
            };
            let n = answer["n"].as_f64().unwrap_or(1.0);
            let category = TABLE[f][d];
            counts.counts[category as usize] += n;
            if category != Q {
                counts.functional += n * FUNCTIONAL[f];
                counts.dysfunctional += n * DYSFUNCTIONAL[d];
            }
        }
        counts
    }

    pub fn all(&self) -> f64 {
        self.counts.iter().sum()
    }

    pub fn of_category(&self, category: Category) -> f64 {
        self.counts[category as usize]
    }

    /// The most frequent one; of equals the more pressing one.
    pub fn category(&self) -> Category {
        let mut first = M;
        for category in Category::ALL {
            if self.of_category(category) > self.of_category(first) {
                first = category;
            }
        }
        first
    }

    /// A share of all answers, in percent.
    pub fn percent(&self, count: f64) -> f64 {
        100.0 * count / self.all()
    }

    /// By how much the first category leads the second, in percent of all answers.
    pub fn strength(&self) -> f64 {
        let mut counts = self.counts;
        counts.sort_by(|a, b| b.total_cmp(a));
        self.percent(counts[0] - counts[1])
    }

    /// The share of people who want it, in percent.
    pub fn total_strength(&self) -> f64 {
        self.percent(
            [M, O, A]
                .map(|category| self.of_category(category))
                .iter()
                .sum(),
        )
    }

    /// How much is won with it, 0 to 1.
    pub fn better(&self) -> Option<f64> {
        self.share(self.of_category(A) + self.of_category(O))
    }

    /// How much is lost without it, -1 to 0.
    pub fn worse(&self) -> Option<f64> {
        self.share(-(self.of_category(O) + self.of_category(M)))
    }

    /// A share of the answers that fall into one of the four plain categories; none without any.
    fn share(&self, count: f64) -> Option<f64> {
        let plain: f64 = self.counts[..4].iter().sum();
        (plain > 0.0).then(|| count / plain)
    }

    /// The means of the weights; none where all answers contradict themselves.
    pub fn continuous(&self) -> Option<(f64, f64)> {
        let count = self.all() - self.of_category(Q);
        (count > 0.0).then(|| (self.functional / count, self.dysfunctional / count))
    }

    /// The category by the means: a hint only.
    pub fn quadrant(&self) -> Option<Category> {
        let (functional, dysfunctional) = self.continuous()?;
        let much = |mean: f64| sort_key(mean) >= sort_key(CUT);
        Some(match (much(functional), much(dysfunctional)) {
            (true, true) => O,
            (true, false) => A,
            (false, true) => M,
            (false, false) => I,
        })
    }
}
