//! How far two orders agree: Kendall's tau.

/// Tau of two orders of the same items, 1 where they are equal and −1 where one is the other backwards; none below two
/// items. `places` are the places in one order, all different, by place in the other.
///
/// O(n log n): the pairs that stand the other way round are counted while the places are merged into order.
pub fn tau(places: &[usize]) -> Option<f64> {
    let count = places.len() as f64;
    let pairs = count * (count - 1.0) / 2.0;
    if pairs <= 0.0 {
        return None;
    }
    let mut sorted = places.to_vec();
    let discordant = sort(&mut sorted) as f64;
    Some((pairs - 2.0 * discordant) / pairs)
}

/// Sorts, and counts the pairs that stood the wrong way round.
fn sort(places: &mut [usize]) -> u64 {
    let len = places.len();
    let mut merged = Vec::with_capacity(len);
    let (mut inverted, mut run) = (0, 1);
    while run < len {
        for stretch in places.chunks_mut(2 * run) {
            let (left, right) = stretch.split_at(run.min(stretch.len()));
            merged.clear();
            let (mut l, mut r) = (0, 0);
            while l < left.len() && r < right.len() {
                if left[l] <= right[r] {
                    merged.push(left[l]);
                    l += 1;
                } else {
                    // It stood behind all that is left of the left.
                    inverted += (left.len() - l) as u64;
                    merged.push(right[r]);
                    r += 1;
                }
            }
            merged.extend_from_slice(&left[l..]);
            merged.extend_from_slice(&right[r..]);
            stretch.copy_from_slice(&merged);
        }
        run *= 2;
    }
    inverted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::priority::decimal::display;

    /// Tau of two orders, each a word of letters.
    fn of(first: &str, second: &str) -> Option<String> {
        let place = |letter| second.chars().position(|other| other == letter);
        let places: Vec<usize> = first.chars().filter_map(place).collect();
        tau(&places).map(|tau| display(tau, 2))
    }

    #[test]
    fn a17_kendall_tau() {
        assert_eq!(of("ABCD", "ABCD").as_deref(), Some("1.00"));
        assert_eq!(of("ABCD", "DCBA").as_deref(), Some("-1.00"));
        assert_eq!(of("ABCD", "BACD").as_deref(), Some("0.67"));
        assert_eq!(of("ABC", "CAB").as_deref(), Some("-0.33"));
    }

    #[test]
    fn fewer_than_two_items_have_no_tau() {
        assert_eq!(of("A", "A"), None);
        assert_eq!(of("", ""), None);
    }

    proptest! {
        #[test]
        fn tau_is_what_all_pairs_say(
            places in (0_usize..24).prop_flat_map(|n| Just((0..n).collect::<Vec<_>>()).prop_shuffle())
        ) {
            let n = places.len();
            let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
            let signs: Vec<i32> = pairs
                .map(|(a, b)| if places[a] < places[b] { 1 } else { -1 })
                .collect();
            let wanted = signs.iter().sum::<i32>();
            let found = tau(&places).map_or(0.0, |tau| tau * signs.len() as f64);
            prop_assert!((found - f64::from(wanted)).abs() < 1e-6);
        }
    }
}
