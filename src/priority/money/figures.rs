//! The figures of money over years. The first flow is now.
use super::super::decimal::sort_key;

/// The rates between which an internal one is looked for.
const RATES: [f64; 2] = [-0.99, 10.0];
/// Each halves the distance; these are enough for all digits of a number.
const HALVINGS: usize = 200;

/// The flows in today's money.
pub(super) fn discounted(flows: &[f64], rate: f64) -> Vec<f64> {
    let mut factor = 1.0;
    let discount = |flow: &f64| {
        // Nothing stays nothing, however small the factor.
        let now = if *flow == 0.0 { 0.0 } else { flow / factor };
        factor *= 1.0 + rate;
        now
    };
    flows.iter().map(discount).collect()
}

/// What is earned over what is paid; none where nothing is.
pub(super) fn roi(flows: &[f64]) -> Option<f64> {
    let paid: f64 = flows
        .iter()
        .filter(|flow| **flow < 0.0)
        .map(|flow| -flow)
        .sum();
    let earned: f64 = flows.iter().sum();
    (paid > 0.0).then(|| earned / paid)
}

/// After how many years all that was paid is back, evenly within a year; none where it never is. Where more was never
/// paid than had come in, there is nothing to pay back.
pub(super) fn payback(flows: &[f64]) -> Option<f64> {
    let owes = |sum: f64| sort_key(sum) < 0;
    let (mut sum, mut owed) = (0.0, false);
    for (year, flow) in flows.iter().enumerate() {
        let before = sum;
        sum += flow;
        if owed && !owes(sum) {
            return Some(year as f64 - 1.0 + (-before / flow).min(1.0));
        }
        owed = owes(sum);
    }
    (!owed).then_some(0.0)
}

/// The rate at which nothing is earned; none where the money turns more than once, or the rate is out of reach.
pub(super) fn irr(flows: &[f64]) -> Option<f64> {
    let signs: Vec<bool> = flows
        .iter()
        .filter(|flow| **flow != 0.0)
        .map(|flow| *flow > 0.0)
        .collect();
    let turns = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let [mut low, mut high] = RATES;
    if turns != 1 {
        return None;
    }
    let (at_low, at_high) = (value(flows, low), value(flows, high));
    if at_low == 0.0 {
        return Some(low);
    }
    if at_high != 0.0 && (at_low > 0.0) == (at_high > 0.0) {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if (value(flows, middle) > 0.0) == (at_low > 0.0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// The value at a rate. From the last to the first, so that no power of a small factor comes to 0.
fn value(flows: &[f64], rate: f64) -> f64 {
    let back = flows.iter().rev();
    back.fold(0.0, |value, flow| value / (1.0 + rate) + flow)
}
