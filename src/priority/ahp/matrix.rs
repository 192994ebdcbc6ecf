//! Weights out of a matrix of ratios, and how far the ratios agree with each other (Saaty).

/// What random ratios come to, for 3 to 10 things.
const RANDOM: [f64; 8] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
/// The most that can be compared: beyond it there is no such number.
pub const MOST: usize = 10;
/// Above this the ratios contradict each other.
pub const CONSISTENT: f64 = 0.10;
/// When the weights stand still.
const STILL: f64 = 1e-12;
const ROUNDS: usize = 1000;
/// Pairs that disagree by no more than this disagree alike.
const ALIKE: f64 = 1e-6;

/// What the ratios come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// They add up to 1.
    pub weights: Vec<f64>,
    /// The largest eigenvalue.
    pub lambda: f64,
    pub index: f64,
    /// The consistency ratio: 0 where all ratios agree.
    pub ratio: f64,
}

/// The weights of a reciprocal matrix of 1 to 10 rows.
pub fn weigh(matrix: &[Vec<f64>]) -> Weighed {
    let n = matrix.len();
    let mut weights = vec![1.0 / n as f64; n];
    for _ in 0..ROUNDS {
        let next = product(matrix, &weights);
        let sum: f64 = next.iter().sum();
        let next: Vec<f64> = next.iter().map(|weight| weight / sum).collect();
        let pairs = weights.iter().zip(&next);
        let change = pairs.fold(0.0, |most: f64, (old, new)| most.max((old - new).abs()));
        weights = next;
        if change < STILL {
            break;
        }
    }
    let products = product(matrix, &weights);
    let parts = products
        .iter()
        .zip(&weights)
        .map(|(sum, weight)| sum / weight);
    let lambda = parts.sum::<f64>() / n as f64;
    let index = match n {
        0..=2 => 0.0,
        _ => (lambda - n as f64) / (n as f64 - 1.0),
    };
    let random = n.checked_sub(3).and_then(|at| RANDOM.get(at));
    Weighed {
        ratio: random.map_or(0.0, |random| index / random),
        weights,
        lambda,
        index,
    }
}

fn product(matrix: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let row = |row: &Vec<f64>| {
        row.iter()
            .zip(weights)
            .map(|(ratio, weight)| ratio * weight)
            .sum()
    };
    matrix.iter().map(row).collect()
}

/// The pair, in the order of the rows, whose ratio is farthest from what the weights say, with the ratio they say.
pub fn worst(matrix: &[Vec<f64>], weights: &[f64]) -> Option<(usize, usize, f64)> {
    let n = matrix.len();
    let mut worst: Option<(usize, usize, f64, f64)> = None;
    for i in 0..n {
        for j in i + 1..n {
            let fitting = weights[i] / weights[j];
            let apart = (matrix[i][j] / fitting).ln().abs();
            if worst.is_none_or(|(.., most)| apart > most + ALIKE) {
                worst = Some((i, j, fitting, apart));
            }
        }
    }
    worst.map(|(i, j, fitting, _)| (i, j, fitting))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::decimal::display;

    /// A matrix by its upper triangle, row by row.
    fn matrix(n: usize, upper: &[f64]) -> Vec<Vec<f64>> {
        let mut matrix = vec![vec![1.0; n]; n];
        let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        for ((i, j), ratio) in pairs.zip(upper) {
            matrix[i][j] = *ratio;
            matrix[j][i] = 1.0 / ratio;
        }
        matrix
    }

    /// Weights, then lambda, CI and CR, to four decimals.
    #[track_caller]
    fn holds(n: usize, upper: &[f64], wanted: &str) {
        let weighed = weigh(&matrix(n, upper));
        let numbers = [weighed.lambda, weighed.index, weighed.ratio];
        let words = |numbers: &[f64]| {
            let numbers = numbers.iter().map(|x| display(*x, 4));
            numbers.collect::<Vec<_>>().join(" ")
        };
        let found = format!("{} | {}", words(&weighed.weights), words(&numbers));
        assert_eq!(found, wanted);
    }

    #[test]
    fn ahp_2_4_2_agrees_fully() {
        holds(
            3,
            &[2.0, 4.0, 2.0],
            "0.5714 0.2857 0.1429 | 3.0000 0.0000 0.0000",
        );
    }

    #[test]
    fn ahp_3_5_2_has_a_consistency_ratio_of_0_0032() {
        holds(
            3,
            &[3.0, 5.0, 2.0],
            "0.6483 0.2297 0.1220 | 3.0037 0.0018 0.0032",
        );
    }

    #[test]
    fn ahp_a_third_5_7_has_a_consistency_ratio_of_0_0559() {
        holds(
            3,
            &[1.0 / 3.0, 5.0, 7.0],
            "0.2790 0.6491 0.0719 | 3.0649 0.0324 0.0559",
        );
    }

    #[test]
    fn ahp_3_a_fifth_3_is_inconsistent_and_of_pairs_as_bad_the_first_is_named() {
        let upper = [3.0, 0.2, 3.0];
        holds(3, &upper, "0.2784 0.3301 0.3914 | 4.8380 0.9190 1.5845");
        let matrix = matrix(3, &upper);
        let (i, j, _) = worst(&matrix, &weigh(&matrix).weights).expect("a pair");
        assert_eq!((i, j), (0, 1));
    }

    #[test]
    fn ahp_of_four_3_5_7_2_4_3_has_a_consistency_ratio_of_0_0250() {
        let upper = [3.0, 5.0, 7.0, 2.0, 4.0, 3.0];
        holds(
            4,
            &upper,
            "0.5781 0.2282 0.1336 0.0600 | 4.0674 0.0225 0.0250",
        );
    }

    #[test]
    fn ahp_of_two_is_always_consistent() {
        holds(2, &[9.0], "0.9000 0.1000 | 2.0000 0.0000 0.0000");
    }
}
