//! Keys for many records at once: a run of new ones, a wanted order with the fewest changes, a fresh start.
use super::Rank;
use super::RankError;
use super::between;
use super::fraction;

/// `count` rising keys between two neighbours; `None` is no neighbour on that side. Between two the keys halve the
/// room, at an open end they are appended or prepended.
///
/// # Errors
/// As for `between`.
pub fn many(
    after: Option<&Rank>,
    before: Option<&Rank>,
    count: usize,
) -> Result<Vec<Rank>, RankError> {
    let mut made: Vec<Rank> = Vec::with_capacity(count);
    match (after, before) {
        (Some(_), Some(_)) => halve(after, before, count, &mut made)?,
        (_, None) => {
            for _ in 0..count {
                made.push(between(made.last().or(after), None)?);
            }
        }
        (None, Some(_)) => {
            for _ in 0..count {
                made.push(between(None, made.last().or(before))?);
            }
            made.reverse();
        }
    }
    Ok(made)
}

fn halve(
    after: Option<&Rank>,
    before: Option<&Rank>,
    count: usize,
    made: &mut Vec<Rank>,
) -> Result<(), RankError> {
    if count == 0 {
        return Ok(());
    }
    let middle = between(after, before)?;
    halve(after, Some(&middle), count / 2, made)?;
    made.push(middle.clone());
    halve(Some(&middle), before, count - 1 - count / 2, made)
}

/// The new keys, by index, that bring records into the wanted order with the fewest changes.
///
/// `order` holds the present rank of each record, in the wanted order. A longest strictly rising run of them stays (of
/// equally long ones the one that ends earliest, each predecessor the earliest that fits); the records between two
/// that stay get keys by `many`. What is not a key, and a key of zeros only, before which nothing fits, never stays.
///
/// # Errors
/// A key would need more than 64 digits.
pub fn rerank(order: &[Option<&Rank>]) -> Result<Vec<(usize, Rank)>, RankError> {
    let mut written = Vec::new();
    let mut from = 0;
    let mut after = None;
    let ends = longest_rising(order).into_iter().map(|at| (at, order[at]));
    for (stop, before) in ends.chain([(order.len(), None)]) {
        written.extend((from..stop).zip(many(after, before, stop - from)?));
        from = stop + 1;
        after = before;
    }
    Ok(written)
}

/// The indices of the run that stays, by patience sorting.
///
/// Level n holds, in their order, the indices at which the longest rising run has n + 1 keys. Along a level keys never
/// rise, so what fits below a key is the end of the level, and the first of that end is the earliest.
fn longest_rising(order: &[Option<&Rank>]) -> Vec<usize> {
    let usable =
        |rank: Option<&'_ Rank>| rank.is_some_and(|rank| rank.is_valid() && rank.digits() > 0);
    let key = |at: usize| order[at].map_or("", Rank::key);
    let mut levels: Vec<Vec<usize>> = Vec::new();
    let mut previous = vec![None; order.len()];
    for at in (0..order.len()).filter(|at| usable(order[*at])) {
        let level =
            levels.partition_point(|level| level.last().is_some_and(|last| key(*last) < key(at)));
        if let Some(below) = level.checked_sub(1).map(|below| &levels[below]) {
            let fits = below.partition_point(|lower| key(*lower) >= key(at));
            previous[at] = below.get(fits).copied();
        }
        match levels.get_mut(level) {
            Some(level) => level.push(at),
            None => levels.push(vec![at]),
        }
    }
    let end = levels.last().and_then(|level| level.first()).copied();
    let mut kept: Vec<usize> = std::iter::successors(end, |at| previous[*at]).collect();
    kept.reverse();
    kept
}

/// Evenly spread keys for `count` records, as short as leaves room of a digit between them.
pub fn rebalance(count: usize) -> Vec<Rank> {
    let parts = count as u128 + 1;
    let width = (2..)
        .find(|width| fraction::scale(*width) >= 36 * parts)
        .unwrap_or(2);
    let key = |place: u128| {
        Rank::made(&fraction::digits_of(
            place * fraction::scale(width) / parts,
            width,
        ))
    };
    (1..parts).map(key).collect()
}
