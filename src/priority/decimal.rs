//! How scores are rounded: for the eye, and for an order that is the same on every machine.

/// `x` with `decimals` digits after the point, rounded half away from zero: sign·⌊|x|·10^d + 0.5 + 10⁻⁹⌋ / 10^d.
///
/// The guard of 10⁻⁹ rounds 1.005 to 1.01, though its binary value lies below; `{:.2}` alone would not. Never shows
/// `-0.00`. `x` is finite.
pub fn display(x: f64, decimals: u32) -> String {
    let scale = f64::from(10_u32).powi(decimals.cast_signed());
    let rounded = (x.abs() * scale + 0.5 + 1e-9).floor() / scale;
    let signed = if rounded > 0.0 {
        rounded.copysign(x)
    } else {
        0.0
    };
    format!("{signed:.*}", decimals as usize)
}

/// The whole number that scores are ordered, tied and cut by: ⌊score·10⁶ + 0.5⌋.
///
/// Exact for every score within ±10¹⁵, the bounds that methods keep.
pub fn sort_key(score: f64) -> i128 {
    (score * 1e6 + 0.5).floor() as i128
}

/// A score to 6 decimals, as JSON carries it: the number that its sort key stands for.
pub fn rounded(score: f64) -> f64 {
    sort_key(score) as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_shown_away_from_zero() {
        for (x, decimals, shown) in [
            (2.5, 0, "3"),
            (0.125, 2, "0.13"),
            (1.005, 2, "1.01"),
            (-0.5, 0, "-1"),
            (2.675, 2, "2.68"),
            (7.0 / 3.0, 2, "2.33"),
        ] {
            assert_eq!(display(x, decimals), shown, "display({x}, {decimals})");
        }
    }

    #[test]
    fn zero_has_no_sign() {
        for x in [0.0, -0.0, -0.004] {
            assert_eq!(display(x, 2), "0.00");
        }
        assert_eq!(display(-0.005, 2), "-0.01");
        assert_eq!(display(-0.4, 0), "0");
    }

    #[test]
    fn decimals_are_filled_up() {
        assert_eq!(display(16.0, 2), "16.00");
        assert_eq!(display(0.6, 4), "0.6000");
        assert_eq!(display(1e15, 4), "1000000000000000.0000");
    }

    #[test]
    fn scores_that_differ_by_rounding_noise_tie() {
        assert_eq!(sort_key(15.000_000_000_000_002), sort_key(15.0));
        assert_eq!(sort_key(0.1 + 0.2), 300_000);
        assert_ne!(sort_key(3.2), sort_key(3.200_001));
    }

    #[test]
    fn a_score_is_carried_to_six_decimals() {
        assert_eq!(rounded(22.0 / 3.0), 7.333_333);
        assert_eq!(rounded(15.000_000_000_000_002), 15.0);
        assert_eq!(rounded(1e15), 1e15);
    }

    #[test]
    fn a_sort_key_rounds_half_up_and_holds_large_scores() {
        assert_eq!(sort_key(2.0 / 3.0), 666_667);
        assert_eq!(sort_key(0.000_000_5), 1);
        assert_eq!(sort_key(-0.000_000_5), 0);
        assert_eq!(sort_key(-1.25), -1_250_000);
        assert_eq!(sort_key(1e15), 1_000_000_000_000_000_000_000);
        assert_eq!(sort_key(-1e15), -1_000_000_000_000_000_000_000);
    }
}
