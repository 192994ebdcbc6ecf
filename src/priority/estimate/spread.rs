//! What three points say: a mean, and how far off it may be (PERT).
use crate::model::kind::Estimate;
use crate::priority::LARGEST;

/// The quantiles of the normal distribution.
const P85: f64 = 1.0364;
const P95: f64 = 1.6449;
const BOTH_SIDES: f64 = 1.96;

/// A mean with its variance. Of several, means add and variances add, as long as one does not depend on another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    pub mean: f64,
    pub variance: f64,
}

impl Spread {
    /// What an estimate says.
    ///
    /// # Errors
    /// The three points do not rise from 0, or are too large to count with, with the reason in words.
    pub fn of(estimate: &Estimate) -> Result<Self, String> {
        let Estimate { o, m, p, .. } = *estimate;
        if p.is_finite() && p > LARGEST {
            return Err(format!("{p:e} is too large"));
        }
        let rises = 0.0 <= o && o <= m && m <= p && p.is_finite();
        if !rises {
            return Err(format!(
                "{o}, {m}, {p} must rise from 0: optimistic, most likely, pessimistic"
            ));
        }
        let sd = (p - o) / 6.0;
        Ok(Self {
            mean: (o + 4.0 * m + p) / 6.0,
            variance: sd * sd,
        })
    }

    pub fn sd(self) -> f64 {
        self.variance.sqrt()
    }

    /// What 85 of 100 will not go beyond.
    pub fn p85(self) -> f64 {
        self.mean + P85 * self.sd()
    }

    /// What 95 of 100 will not go beyond.
    pub fn p95(self) -> f64 {
        self.mean + P95 * self.sd()
    }

    /// Between what 95 of 100 lie; never below nothing.
    pub fn range(self) -> (f64, f64) {
        let far = BOTH_SIDES * self.sd();
        ((self.mean - far).max(0.0), self.mean + far)
    }
}

impl std::iter::Sum for Spread {
    fn sum<I: Iterator<Item = Spread>>(parts: I) -> Spread {
        parts.fold(Spread::default(), |sum, part| Spread {
            mean: sum.mean + part.mean,
            variance: sum.variance + part.variance,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(o: f64, m: f64, p: f64) -> Estimate {
        Estimate {
            o,
            m,
            p,
            unit: None,
        }
    }

    fn said(spread: Spread) -> String {
        let (mean, sd) = (spread.mean, spread.sd());
        let (p85, p95) = (spread.p85(), spread.p95());
        format!("mean {mean:.2}, sd {sd:.2}, P85 {p85:.2}, P95 {p95:.2}")
    }

    const VECTORS: [(f64, f64, f64, &str); 4] = [
        (2.0, 4.0, 12.0, "mean 5.00, sd 1.67, P85 6.73, P95 7.74"),
        (1.0, 2.0, 3.0, "mean 2.00, sd 0.33, P85 2.35, P95 2.55"),
        (5.0, 8.0, 14.0, "mean 8.50, sd 1.50, P85 10.05, P95 10.97"),
        (3.0, 3.0, 3.0, "mean 3.00, sd 0.00, P85 3.00, P95 3.00"),
    ];

    #[test]
    fn three_points_give_a_mean_and_how_far_off_it_may_be() {
        for (o, m, p, words) in VECTORS {
            let spread = Spread::of(&estimate(o, m, p)).expect("valid");
            assert_eq!(said(spread), words);
        }
    }

    #[test]
    fn of_several_variances_add_and_not_deviations() {
        let parts = VECTORS.iter();
        let parts = parts.map(|(o, m, p, _)| Spread::of(&estimate(*o, *m, *p)).expect("valid"));
        let sum: Spread = parts.sum();
        assert!(
            said(sum).starts_with("mean 18.50, sd 2.27, P85 20.85"),
            "{}",
            said(sum)
        );
        let (low, high) = sum.range();
        assert_eq!(format!("{low:.2}..{high:.2}"), "14.06..22.94");
    }

    #[test]
    fn the_range_never_falls_below_nothing() {
        let wide = Spread::of(&estimate(0.0, 1.0, 30.0)).expect("valid");
        assert_eq!(wide.range().0, 0.0);
    }

    #[test]
    fn points_that_do_not_rise_from_nothing_are_refused() {
        for (o, m, p) in [
            (-1.0, 2.0, 3.0),
            (3.0, 2.0, 4.0),
            (1.0, 5.0, 4.0),
            (f64::NAN, 1.0, 2.0),
            (1.0, 2.0, f64::INFINITY),
            (0.0, 1.0, 1e308),
        ] {
            assert!(Spread::of(&estimate(o, m, p)).is_err(), "{o} {m} {p}");
        }
    }
}
