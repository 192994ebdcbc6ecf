//! Sets of words that are nearly the same, found without comparing each with each.

use std::collections::HashMap;

/// Whether two sets share at least so many words of a hundred that are in either (Jaccard). Each is in ascending order;
/// two empty ones share nothing.
pub fn alike(a: &[u32], b: &[u32], percent: usize) -> bool {
    let shared = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    shared > 0 && shared * 100 >= (a.len() + b.len() - shared) * percent
}

/// Up to how many sets each is compared with each: an index would cost more than it saves.
const FEW: usize = 8;

/// For each set, one of those before it that is alike, if any; not where a word that `parts` stands in only one of them.
pub fn earlier(
    sets: &[Vec<u32>],
    percent: usize,
    parts: impl Fn(u32) -> bool,
) -> Vec<Option<usize>> {
    if sets.len() > FEW {
        return indexed(sets, percent, parts);
    }
    let lacks = |a: &[u32], b: &[u32]| {
        let mut apart = a.iter().filter(|word| b.binary_search(word).is_err());
        apart.any(|word| parts(*word))
    };
    let fit = |a: &[u32], b: &[u32]| alike(a, b, percent) && !lacks(a, b) && !lacks(b, a);
    let first = |(at, set): (usize, &Vec<u32>)| sets[..at].iter().position(|other| fit(other, set));
    sets.iter().enumerate().map(first).collect()
}

/// The same among many.
///
/// Sets that are alike share one of their rarest words, as many as may differ and one more: only those are looked up,
/// among the sets with the same words that part. Many that differ in a number only are never compared.
fn indexed(sets: &[Vec<u32>], percent: usize, parts: impl Fn(u32) -> bool) -> Vec<Option<usize>> {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for word in sets.iter().flatten() {
        *counts.entry(*word).or_default() += 1;
    }
    let mut groups: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut same: HashMap<&[u32], usize> = HashMap::new();
    let mut index: HashMap<(usize, u32), Vec<usize>> = HashMap::new();
    let mut found = Vec::with_capacity(sets.len());
    for (at, set) in sets.iter().enumerate() {
        if set.is_empty() {
            found.push(None);
            continue;
        }
        if let Some(first) = same.get(set.as_slice()) {
            found.push(Some(*first));
            continue;
        }
        same.insert(set, at);
        let apart = set.iter().copied().filter(|word| parts(*word)).collect();
        let next = groups.len();
        let group = *groups.entry(apart).or_insert(next);
        let mut rare = set.clone();
        rare.sort_by_key(|word| (counts.get(word).copied(), *word));
        rare.truncate(set.len() - (set.len() * percent).div_ceil(100) + 1);
        let near = rare.iter().filter_map(|word| index.get(&(group, *word)));
        let first = near
            .flatten()
            .find(|other| alike(&sets[**other], set, percent));
        found.push(first.copied());
        for word in rare {
            index.entry((group, word)).or_default().push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sets_are_alike_from_their_share_on() {
        assert!(alike(&[1, 2, 3, 4], &[1, 2, 3, 4, 5], 80));
        assert!(!alike(&[1, 2, 3], &[1, 2, 3, 4], 80));
        assert!(!alike(&[], &[], 80));
    }

    #[test]
    fn a_word_that_parts_keeps_sets_apart() {
        let sets = [
            vec![1, 2, 3, 4, 5, 6, 7, 8, 9],
            vec![1, 2, 3, 4, 5, 6, 7, 8, 10],
        ];
        assert_eq!(earlier(&sets, 80, |_| false), [None, Some(0)]);
        assert_eq!(earlier(&sets, 80, |word| word == 10), [None, None]);
        assert_eq!(earlier(&sets, 80, |word| word == 9), [None, None]);
    }

    /// Each of them beside each other would take minutes.
    #[test]
    fn many_that_a_word_parts_are_not_compared() {
        let sets: Vec<Vec<u32>> = (10..40_010)
            .map(|n| vec![1, 2, 3, 4, 5, 6, 7, 8, n])
            .collect();
        assert!(
            earlier(&sets, 80, |word| word > 9)
                .iter()
                .all(Option::is_none)
        );
    }

    proptest! {
        #[test]
        fn the_index_misses_none(
            sets in prop::collection::vec(prop::collection::btree_set(0u32..12, 0..9), 0..12),
            percent in 1usize..=100,
        ) {
            let sets: Vec<Vec<u32>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let parts = |word: u32| word > 9;
            let apart = |set: &[u32]| set.iter().copied().filter(|word| parts(*word)).collect::<Vec<_>>();
            let fit = |a: &[u32], b: &[u32]| alike(a, b, percent) && apart(a) == apart(b);
            for found in [earlier(&sets, percent, parts), indexed(&sets, percent, parts)] {
                for (at, set) in sets.iter().enumerate() {
                    let known = sets[..at].iter().any(|other| fit(other, set));
                    prop_assert_eq!(found[at].is_some(), known);
                    prop_assert!(found[at].is_none_or(|first| first < at && fit(&sets[first], set)));
                }
            }
        }
    }
}
