//! Bradley-Terry: strengths out of who won against whom (minorisation-maximisation, Hunter 2004).
use std::collections::BTreeMap;

/// When the strengths stand still.
const STILL: f64 = 1e-12;
const ROUNDS: usize = 100_000;

/// How often two were compared, and how many wins each has.
#[derive(Clone, Debug, Default)]
pub struct Games {
    /// By pair, the lower place first.
    pub times: BTreeMap<(usize, usize), u32>,
    /// By place; a tie is half a win for both.
    pub wins: Vec<f64>,
}

impl Games {
    pub fn of(things: usize) -> Self {
        Self {
            times: BTreeMap::new(),
            wins: vec![0.0; things],
        }
    }

    /// Notes one comparison: what `a` and `b` got of it.
    pub fn add(&mut self, (a, b): (usize, usize), (of_a, of_b): (f64, f64)) {
        *self.times.entry((a.min(b), a.max(b))).or_insert(0) += 1;
        self.wins[a] += of_a;
        self.wins[b] += of_b;
    }

    /// How often two were compared.
    pub fn between(&self, a: usize, b: usize) -> u32 {
        let times = self.times.get(&(a.min(b), a.max(b)));
        times.copied().unwrap_or_default()
    }

    /// The strengths. Each also wins half a comparison against a thing of strength 1 and loses half of one, so that
    /// there always is an answer, also where not all are compared with each other.
    pub fn strengths(&self) -> Vec<f64> {
        let mut strengths = vec![1.0; self.wins.len()];
        for _ in 0..ROUNDS {
            let mut weights: Vec<f64> = strengths.iter().map(|p| 1.0 / (p + 1.0)).collect();
            for ((a, b), times) in &self.times {
                let weight = f64::from(*times) / (strengths[*a] + strengths[*b]);
                weights[*a] += weight;
                weights[*b] += weight;
            }
            let next = self
                .wins
                .iter()
                .zip(weights)
                .map(|(wins, weight)| (wins + 0.5) / weight);
            let next: Vec<f64> = next.collect();
            let both = strengths.iter().zip(&next);
            let change = both.fold(0.0, |most: f64, (old, new)| {
                most.max((new / old).ln().abs())
            });
            strengths = next;
            if change < STILL {
                break;
            }
        }
        strengths
    }
}
