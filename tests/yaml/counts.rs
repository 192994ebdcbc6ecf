//! How often each feature was drawn: a property proves nothing about what never comes up.

use std::collections::BTreeMap;
use std::sync::Mutex;

static COUNTS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// Counts one more of a feature.
pub fn count(feature: &str) {
    let mut counts = COUNTS.lock().expect("no thread panics while it counts");
    *counts.entry(feature.to_owned()).or_default() += 1;
}

/// How often features with this beginning came up.
pub fn drawn(prefix: &str) -> u64 {
    let counts = COUNTS.lock().expect("no thread panics while it counts");
    counts
        .iter()
        .filter(|(feature, _)| feature.starts_with(prefix))
        .map(|(_, n)| n)
        .sum()
}

/// All counts, a line each.
pub fn listing() -> String {
    let counts = COUNTS.lock().expect("no thread panics while it counts");
    counts
        .iter()
        .map(|(feature, n)| format!("{n:>8} {feature}\n"))
        .collect()
}
