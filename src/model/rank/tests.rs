//! The vectors of rank keys, and what must hold for any keys.
use proptest::prelude::*;
use schemars::schema_for;

use super::*;

fn rank(text: &str) -> Rank {
    Rank::new(text).expect("a rank")
}

/// `start` and `end` stand for no neighbour.
fn neighbour(text: &str) -> Option<Rank> {
    (text != "start" && text != "end").then(|| rank(text))
}

fn made(after: &str, before: &str) -> String {
    between(neighbour(after).as_ref(), neighbour(before).as_ref())
        .expect("a key")
        .to_string()
}

fn made_many(after: &str, before: &str, count: usize) -> Vec<String> {
    texts(&many(neighbour(after).as_ref(), neighbour(before).as_ref(), count).expect("keys"))
}

fn texts(ranks: &[Rank]) -> Vec<String> {
    ranks.iter().map(Rank::to_string).collect()
}

/// What `rerank` writes, as `C: r8zz`; an empty rank is none.
fn writes(order: &[(&str, &str)]) -> Vec<String> {
    let ranks: Vec<Option<Rank>> = order
        .iter()
        .map(|(_, text)| Rank::new(*text).ok())
        .collect();
    let ranks: Vec<Option<&Rank>> = ranks.iter().map(Option::as_ref).collect();
    let written = rerank(&ranks).expect("keys");
    written
        .iter()
        .map(|(at, rank)| format!("{}: {rank}", order[*at].0))
        .collect()
}

#[test]
fn keys_fall_between_their_neighbours() {
    for (after, before, key) in [
        ("start", "end", "ri"),
        ("ri", "end", "ri01"),
        ("start", "ri", "rhzz"),
        ("ri01", "end", "ri02"),
        ("rzzz", "end", "rzzzi"),
        ("start", "r001", "r000i"),
        ("start", "rhzzi", "rhzz"),
        ("ri", "rj", "rii"),
        ("ri", "ri01", "ri00i"),
        ("r9", "ri", "re"),
        ("ra", "rb5", "rb"),
        ("ra", "ra01", "ra00i"),
        ("r49", "r5", "r4n"),
        ("rhzz", "ri", "rhzzi"),
        ("r0i", "r1", "r0r"),
        ("riz", "rj", "rizi"),
    ] {
        assert_eq!(made(after, before), key, "between {after} and {before}");
    }
}

#[test]
fn zeros_at_the_end_of_a_key_do_not_count() {
    assert_eq!(rank("r90").key(), rank("r9").key());
    assert_eq!(rank("r900").digits(), 1);
    assert_eq!(made("ri00", "rj0"), "rii");
    assert_eq!(made("ri0", "end"), "ri01");
    assert_eq!(made("start", "r1000"), "r0zz");
    assert_eq!(made("r0", "ri"), "r9");
}

#[test]
fn neighbours_without_room_are_refused() {
    let error = |after, before| {
        let (after, before) = (neighbour(after), neighbour(before));
        between(after.as_ref(), before.as_ref())
            .expect_err("no room")
            .to_string()
    };
    assert_eq!(error("ri", "ri"), "no rank lies between ri and ri");
    assert_eq!(error("r9", "r90"), "no rank lies between r9 and r90");
    assert_eq!(error("rj", "ri"), "no rank lies between rj and ri");
    assert_eq!(error("start", "r00"), "no rank lies before r00");
    let bad: Rank = serde_json::from_str("\"first\"").expect("lenient");
    assert_eq!(
        between(Some(&bad), None),
        Err(RankError::NotARank(bad.clone()))
    );
    assert_eq!(
        between(None, Some(&bad)).expect_err("bad").to_string(),
        "\"first\" is not a rank (expected one such as ra5k)"
    );
}

#[test]
fn a_key_of_more_than_64_digits_is_refused() {
    let last = rank(&format!("r{}", "z".repeat(64)));
    assert_eq!(between(Some(&last), None), Err(RankError::TooLong));
    let low = rank(&format!("r{}1", "0".repeat(63)));
    assert_eq!(between(None, Some(&low)), Err(RankError::TooLong));
    let shorter = rank(&format!("r{}", "z".repeat(63)));
    assert_eq!(
        between(Some(&shorter), None).map(|rank| rank.digits()),
        Ok(64)
    );
    let near = rank(&format!("{shorter}1"));
    assert_eq!(
        many(Some(&shorter), Some(&near), 1),
        Err(RankError::TooLong)
    );
    assert!(rerank(&[Some(&shorter), None, Some(&near)]).is_err());
}

#[test]
fn many_keys_halve_the_room_or_count_at_an_end() {
    assert_eq!(made_many("ri", "rj", 3), ["ri9", "rii", "rir"]);
    assert_eq!(made_many("ri", "end", 3), ["ri01", "ri02", "ri03"]);
    assert_eq!(made_many("start", "ri", 2), ["rhzy", "rhzz"]);
    assert_eq!(made_many("start", "end", 3), ["ri", "ri01", "ri02"]);
    assert!(made_many("ri", "rj", 0).is_empty());
}

#[test]
fn a_fresh_start_spreads_the_keys() {
    assert!(rebalance(0).is_empty());
    assert_eq!(texts(&rebalance(1)), ["ri"]);
    assert_eq!(texts(&rebalance(3)), ["r9", "ri", "rr"]);
    assert_eq!(texts(&rebalance(5)), ["r6", "rc", "ri", "ro", "ru"]);
    let ten = [
        "r39", "r6j", "r9t", "rd3", "rgd", "rjm", "rmw", "rq6", "rtg", "rwq",
    ];
    assert_eq!(texts(&rebalance(10)), ten);
    let thousand = rebalance(1000);
    let ends = [&thousand[0], &thousand[1], &thousand[999]].map(Rank::as_str);
    assert_eq!(ends, ["r01a", "r02l", "rzyp"]);
    assert_eq!(thousand.iter().map(Rank::digits).max(), Some(3));
    assert!(thousand.iter().map(Rank::key).is_sorted_by(|a, b| a < b));
}

#[test]
fn keys_stay_short_in_use() {
    let (low, mut high) = (rank("ri"), rank("rj"));
    let mut inserts = 0;
    while high.digits() <= 12 {
        high = between(Some(&low), Some(&high)).expect("room");
        inserts += 1;
    }
    assert_eq!(inserts, 67);

    let append = |last: &Rank| between(Some(last), None).ok();
    let appended = std::iter::successors(Some(rank("ri")), append).nth(19_999);
    assert_eq!(appended, Some(rank("rxfj")));
    let (mut last, mut first) = (rank("ri"), rank("ri"));
    for _ in 0..23_327 {
        last = between(Some(&last), None).expect("room");
        first = between(None, Some(&first)).expect("room");
        assert!(last.digits() <= 3 && first.digits() <= 3);
    }
}

#[test]
fn random_inserts_rise_and_stay_short() {
    let mut ranks = vec![rank("ri")];
    let mut state = 1_u64;
    for _ in 0..3000 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = (state >> 33) as usize % (ranks.len() + 1);
        let before = ranks.get(at);
        let after = at.checked_sub(1).and_then(|at| ranks.get(at));
        let made = between(after, before).expect("room");
        ranks.insert(at, made);
    }
    assert!(ranks.iter().map(Rank::key).is_sorted_by(|a, b| a < b));
    assert!(ranks.iter().map(Rank::digits).max() <= Some(12));
}

#[test]
fn a_wanted_order_changes_the_fewest_records() {
    assert_eq!(
        writes(&[("C", "rr"), ("A", "r9"), ("B", "ri"), ("D", "rt")]),
        ["C: r8zz"]
    );
    assert!(writes(&[("A", "r9"), ("B", "ri"), ("C", "rr")]).is_empty());
    let turned = writes(&[("D", "rt"), ("C", "rr"), ("B", "ri"), ("A", "r9")]);
    assert_eq!(turned, ["C: rt01", "B: rt02", "A: rt03"]);
    assert_eq!(writes(&[("A", "r9"), ("N", ""), ("B", "ri")]), ["N: re"]);
    assert_eq!(writes(&[("A", "ri"), ("B", "ri")]), ["B: ri01"]);
    let pipeline = [
        ("S-5", "rv"),
        ("S-3", "rr"),
        ("S-1", "r9"),
        ("S-6", "rx"),
        ("S-4", "rt"),
        ("S-2", "ri"),
        ("S-7", "rz"),
    ];
    assert_eq!(
        writes(&pipeline),
        ["S-3: rvi", "S-1: rw", "S-4: rxi", "S-2: ry"]
    );
}

#[test]
fn a_rank_that_is_no_key_is_rewritten() {
    let odd: Rank = serde_json::from_str("\"first\"").expect("lenient");
    let (zero, low) = (rank("r0"), rank("ri"));
    assert_eq!(
        rerank(&[Some(&odd), Some(&low)]),
        Ok(vec![(0, rank("rhzz"))])
    );
    assert_eq!(
        rerank(&[None, Some(&zero), Some(&low)]),
        Ok(vec![(0, rank("rhzy")), (1, rank("rhzz"))])
    );
    assert_eq!(rerank(&[]), Ok(vec![]));
}

#[test]
fn a_file_may_hold_any_rank_but_an_empty_one() {
    for (text, valid) in [
        ("ra5k", true),
        ("r0", true),
        ("r", false),
        ("a5", false),
        ("rA", false),
        ("ré", false),
    ] {
        let read: Rank = serde_json::from_value(text.into()).expect("lenient");
        assert_eq!((read.as_str(), read.is_valid()), (text, valid));
        assert_eq!(serde_json::to_value(&read).expect("text"), text);
        assert_eq!(Rank::new(text).is_ok(), valid);
    }
    assert!(rank(&format!("r{}", "z".repeat(64))).is_valid());
    assert!(Rank::new(format!("r{}", "z".repeat(65))).is_err());
    assert!(serde_json::from_str::<Rank>("\"\"").is_err());
    assert_eq!(
        schema_for!(Rank).get("pattern"),
        Some(&"^r[0-9a-z]{1,64}$".into())
    );
}

/// The run that stays as the definition words it: look back over all earlier keys.
fn longest_by_definition(keys: &[Option<&str>]) -> Vec<usize> {
    let mut best = vec![0; keys.len()];
    let mut previous = vec![None; keys.len()];
    for i in (0..keys.len()).filter(|i| keys[*i].is_some()) {
        best[i] = 1;
        for j in (0..i).filter(|j| keys[*j].is_some()) {
            if keys[j] < keys[i] && best[j] + 1 > best[i] {
                (best[i], previous[i]) = (best[j] + 1, Some(j));
            }
        }
    }
    let longest = best.iter().copied().max().unwrap_or(0);
    let end = (0..keys.len()).find(|i| longest > 0 && best[*i] == longest);
    let mut run: Vec<usize> = std::iter::successors(end, |i| previous[*i]).collect();
    run.reverse();
    run
}

fn some_rank() -> impl Strategy<Value = Rank> {
    // Few short ones, so that collisions are common.
    prop_oneof!["r[0-2hiyz]{0,6}[1-9a-z]0{0,2}", "r[1-5]0?"].prop_map(|text| rank(&text))
}

proptest! {
    #[test]
    fn a_key_lies_strictly_between_and_never_ends_in_zero(a in some_rank(), b in some_rank(), open in 0..3) {
        let (low, high) = if a.key() < b.key() { (a, b) } else { (b, a) };
        let after = (open != 1).then_some(&low);
        let before = (open != 2).then_some(&high);
        prop_assume!(open != 0 || low.key() < high.key());
        let made = between(after, before).expect("room");
        prop_assert!(made.is_valid() && !made.as_str().ends_with('0'));
        prop_assert!(after.is_none_or(|after| after.key() < made.key()));
        prop_assert!(before.is_none_or(|before| made.key() < before.key()));
    }

    #[test]
    fn a_wanted_order_is_reached_once_and_with_the_fewest_changes(
        mut ranks in proptest::collection::vec(proptest::option::weighted(0.9, some_rank()), 0..14)
    ) {
        let present: Vec<Option<&Rank>> = ranks.iter().map(Option::as_ref).collect();
        let keys: Vec<Option<&str>> = present.iter().map(|rank| rank.map(Rank::key)).collect();
        let stay = longest_by_definition(&keys);
        let written = rerank(&present).expect("room");
        let rewritten: Vec<usize> = written.iter().map(|(at, _)| *at).collect();
        let others: Vec<usize> = (0..ranks.len()).filter(|at| !stay.contains(at)).collect();
        prop_assert_eq!(rewritten, others);

        for (at, rank) in written {
            ranks[at] = Some(rank);
        }
        let present: Vec<Option<&Rank>> = ranks.iter().map(Option::as_ref).collect();
        prop_assert!(present.iter().map(|rank| rank.map(Rank::key)).is_sorted_by(|a, b| a.is_some() && a < b));
        prop_assert_eq!(rerank(&present), Ok(vec![]));
    }

    #[test]
    fn many_keys_rise_between_their_neighbours(a in some_rank(), b in some_rank(), count in 0usize..40) {
        prop_assume!(a.key() < b.key());
        let mut all = many(Some(&a), Some(&b), count).expect("room");
        prop_assert_eq!(all.len(), count);
        all.insert(0, a);
        all.push(b);
        prop_assert!(all.iter().map(Rank::key).is_sorted_by(|a, b| a < b));
    }
}
