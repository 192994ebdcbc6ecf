//! What holds for every order, on random backlogs.
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::model::rank::rebalance;
use crate::priority::decimal;

const SCALE: [u32; 7] = [1, 2, 3, 5, 8, 13, 20];

/// A story by the parts that have a say in its place.
#[derive(Clone, Debug)]
struct Draft {
    wsjf: [usize; 4],
    scored: bool,
    class: &'static str,
    rank: Option<usize>,
    status: &'static str,
    needs: Vec<usize>,
}

impl Draft {
    fn text(&self, at: usize, ranks: &[Rank]) -> String {
        let [value, time, risk, size] = self.wsjf.map(|step| SCALE[step]);
        let size = if self.scored {
            size.to_string()
        } else {
            String::new()
        };
        let rank = self.rank.map(|place| ranks[place].as_str());
        let needs: Vec<String> = self.needs.iter().map(|id| format!("S-{id}")).collect();
        format!(
            "id: S-{at}\nstatus: {}\nrank: {}\ndepends_on: [{}]\nscores:\n  moscow: {}\n  \
             wsjf: {{value: {value}, time: {time}, risk: {risk}, size: {size}}}\n",
            self.status,
            rank.unwrap_or(""),
            needs.join(", "),
            self.class
        )
    }
}

fn made(drafts: &[Draft]) -> Backlog {
    let ranks = rebalance(20);
    let texts = drafts.iter().enumerate();
    backlog(
        "",
        &texts
            .map(|(at, draft)| draft.text(at, &ranks))
            .collect::<Vec<_>>(),
    )
}

fn draft(count: usize, most_needs: usize) -> impl Strategy<Value = Draft> {
    let class = prop::sample::select(vec!["null", "must", "should", "could", "wont"]);
    let status = prop::sample::select(vec!["ready", "ready", "doing", "done", "dropped"]);
    (
        prop::array::uniform4(0_usize..7),
        prop::bool::weighted(0.8),
        class,
        prop::option::weighted(0.8, 0_usize..20),
        status,
        vec(0..count + 1, 0..=most_needs),
    )
        .prop_map(|(wsjf, scored, class, rank, status, needs)| Draft {
            wsjf,
            scored,
            class,
            rank,
            status,
            needs,
        })
}

fn drafts(most_needs: usize) -> impl Strategy<Value = Vec<Draft>> {
    (1_usize..12).prop_flat_map(move |count| vec(draft(count, most_needs), count))
}

/// The backlog after the ranks were written.
fn applied(backlog: &Backlog, drafts: &[Draft], writes: &[(&Record, Rank)]) -> Backlog {
    let ranks = rebalance(20);
    let texts = drafts.iter().enumerate().map(|(at, draft)| {
        let text = draft.text(at, &ranks);
        let id = format!("S-{at}");
        let write = writes.iter().find(|(record, _)| record.id().as_str() == id);
        let Some((record, rank)) = write else {
            return text;
        };
        let old = record.common.rank.as_ref().map_or("", Rank::as_str);
        text.replace(&format!("rank: {old}\n"), &format!("rank: {rank}\n"))
    });
    let made = super::backlog("", &texts.collect::<Vec<_>>());
    assert_eq!(made.records().len(), backlog.records().len());
    made
}

/// The open records by rank.
fn open_by_rank(backlog: &Backlog) -> Vec<&Record> {
    let records = backlog.records().iter();
    let mut open: Vec<&Record> = records.filter(|record| backlog.is_open(record)).collect();
    open.sort_by_key(|record| record.manual_place());
    open
}

fn by_id_of<'a>(records: &[&'a Record]) -> Vec<&'a str> {
    records.iter().map(|record| record.id().as_str()).collect()
}

proptest! {
    #[test]
    fn the_order_holds_each_open_item_once(drafts in drafts(2)) {
        let backlog = made(&drafts);
        let ordering = ordering(&backlog, "wsjf");
        let mut placed = ids(&ordering);
        placed.extend(ordering.excluded.iter().map(|out| out.record.id().to_string()));
        placed.sort();
        let mut all: Vec<String> = (0..drafts.len()).map(|at| format!("S-{at}")).collect();
        all.sort();
        prop_assert_eq!(placed, all);
        let open = |at: &usize| {
            let draft = &drafts[*at];
            draft.class != "wont" && matches!(draft.status, "ready" | "doing")
        };
        prop_assert_eq!(ordering.items.len(), (0..drafts.len()).filter(open).count());
        let mut old: Vec<usize> = ordering.items.iter().map(|item| item.old_place).collect();
        old.sort_unstable();
        prop_assert!(old.into_iter().eq(1..=ordering.items.len()));
        for (at, item) in ordering.items.iter().enumerate() {
            prop_assert_eq!(item.place, at + 1);
            if let Some(moved) = &item.moved {
                prop_assert!(item.place < moved.from);
                prop_assert_ne!(&moved.blocks, item.record.id());
            }
        }
    }

    #[test]
    fn each_item_outside_a_cycle_stands_after_all_it_depends_on(drafts in drafts(3)) {
        let backlog = made(&drafts);
        let ordering = ordering(&backlog, "wsjf");
        let in_cycle = |id: &Id| ordering.cycles.iter().any(|cycle| cycle.ids.contains(id));
        for item in &ordering.items {
            for needed in item.record.depends_on() {
                let before = ordering.item(needed).is_none_or(|other| other.place < item.place);
                prop_assert!(before || in_cycle(needed) && in_cycle(item.record.id()));
            }
        }
    }

    #[test]
    fn without_dependencies_the_order_is_that_of_gates_and_scores(drafts in drafts(0)) {
        let backlog = made(&drafts);
        let ordering = ordering(&backlog, "wsjf");
        let classes = ["must", "should", "could", "null"];
        let key = |item: &Item<'_>| {
            let at: usize = item.record.id().tail().parse().expect("a number");
            let draft = &drafts[at];
            let class = classes.iter().position(|class| *class == draft.class);
            let [value, time, risk, size] = draft.wsjf.map(|step| f64::from(SCALE[step]));
            let score = draft.scored.then(|| -(value + time + risk) / size);
            (class, score.is_none(), score, draft.rank.is_none(), draft.rank, at)
        };
        for pair in ordering.items.windows(2) {
            prop_assert!(key(&pair[0]).partial_cmp(&key(&pair[1])) == Some(std::cmp::Ordering::Less));
        }
    }

    #[test]
    fn raising_a_numerator_never_lowers_the_place(
        drafts in drafts(2),
        which in any::<prop::sample::Index>(),
        input in 0_usize..3,
    ) {
        let at = which.index(drafts.len());
        let id = Id::new(format!("S-{at}")).expect("an id");
        let place = |drafts: &[Draft]| {
            let backlog = made(drafts);
            ordering(&backlog, "wsjf").item(&id).map(|item| item.place)
        };
        let before = place(&drafts);
        let mut raised = drafts;
        raised[at].wsjf[input] = (raised[at].wsjf[input] + 1).min(6);
        prop_assert!(place(&raised) <= before);
    }

    #[test]
    fn the_first_change_after_a_step_exactly_where_a_new_order_says_so(
        drafts in drafts(0),
        top in 1_usize..8,
    ) {
        let first = |drafts: &[Draft]| {
            let mut first = ids(&ordering(&made(drafts), "wsjf"));
            first.truncate(top);
            first.sort();
            first
        };
        let backlog = made(&drafts);
        let found = ordering(&backlog, "wsjf").sensitivity(top);
        let now = first(&drafts);
        let (mut moves, mut changes) = (0, Vec::new());
        for (at, draft) in drafts.iter().enumerate() {
            let open = matches!(draft.status, "ready" | "doing") && draft.class != "wont";
            for (input, key) in ["value", "time", "risk", "size"].iter().enumerate() {
                let step = draft.wsjf[input];
                for to in [step.wrapping_sub(1), step + 1] {
                    if !open || !draft.scored || to >= SCALE.len() {
                        continue;
                    }
                    let mut moved = drafts.clone();
                    moved[at].wsjf[input] = to;
                    moves += 1;
                    if first(&moved) != now {
                        changes.push(format!("S-{at} {key} {}", SCALE[to]));
                    }
                }
            }
        }
        let text = |change: &TopChange| format!("{} {} {}", change.id, change.key, change.to);
        let mut said: Vec<String> = found.changes.iter().map(text).collect();
        said.sort();
        changes.sort();
        prop_assert_eq!(said, changes);
        prop_assert_eq!(found.moves, moves);
    }

    #[test]
    fn the_order_of_cd3_costs_the_least_of_all(
        costs in vec((0_u32..50, 1_u32..20), 1..7),
    ) {
        let texts = costs.iter().enumerate().map(|(at, (per_week, duration))| {
            format!("id: S-{at}\nscores: {{cod: {{per_week: {per_week}, duration: {duration}}}}}")
        });
        let backlog = super::backlog("", &texts.collect::<Vec<_>>());
        let ordering = ordering(&backlog, "cod");
        let cost = |order: &[usize]| {
            let (mut week, mut cost) = (0, 0);
            for at in order {
                let (per_week, duration) = costs[*at];
                week += duration;
                cost += per_week * week;
            }
            cost
        };
        let at = |item: &Item<'_>| item.record.id().tail().parse::<usize>().expect("a number");
        let order: Vec<usize> = ordering.items.iter().map(at).collect();
        let mut all = vec![Vec::new()];
        for _ in &costs {
            all = all
                .into_iter()
                .flat_map(|order: Vec<usize>| {
                    let rest = (0..costs.len()).filter(|at| !order.contains(at)).collect::<Vec<_>>();
                    rest.into_iter().map(move |at| [order.clone(), vec![at]].concat())
                })
                .collect();
        }
        prop_assert_eq!(Some(cost(&order)), all.iter().map(|order| cost(order)).min());
    }

    #[test]
    fn weighted_scores_stay_when_all_weights_double(
        weights in prop::array::uniform3(1_u32..100),
        values in vec(prop::array::uniform3(1_u32..=5), 1..6),
    ) {
        let scores = |times: u32| {
            let [a, b, c] = weights.map(|weight| weight * times);
            let settings = format!(
                "methods: {{weighted: {{criteria: {{a: {{weight: {a}, min: 1, max: 5}}, b: {{weight: {b}, \
                 min: 1, max: 5, better: low}}, c: {{weight: {c}, min: 1, max: 5}}}}}}}}"
            );
            let texts = values.iter().enumerate().map(|(at, [a, b, c])| {
                format!("id: S-{at}\nscores: {{weighted: {{a: {a}, b: {b}, c: {c}}}}}")
            });
            let backlog = super::backlog(&settings, &texts.collect::<Vec<_>>());
            let ordering = ordering(&backlog, "weighted");
            let items = ordering.items.iter();
            let score = |item: &Item<'_>| (item.record.id().clone(), item.score.map(decimal::sort_key));
            items.map(score).collect::<Vec<_>>()
        };
        prop_assert_eq!(scores(1), scores(2));
    }

    #[test]
    fn the_ranks_written_make_the_order_last(drafts in drafts(2)) {
        let backlog = made(&drafts);
        let ordering = ordering(&backlog, "wsjf");
        let writes = ranks(&ordering).expect("ranks");
        let after = applied(&backlog, &drafts, &writes);
        let mut wanted = ids(&ordering);
        let out = ordering.excluded.iter().filter(|out| out.why == "wont");
        wanted.extend(out.map(|out| out.record.id().to_string()));
        prop_assert_eq!(by_id_of(&open_by_rank(&after)), wanted);
        let again = chosen(&after, &by_id_of(&open_by_rank(&after)), "wsjf");
        // A tie that the old ranks decided is decided by the new ones alike.
        prop_assert_eq!(ids(&again), ids(&ordering));
        prop_assert_eq!(written(&again), []);
    }

    #[test]
    fn a_query_moves_the_chosen_among_their_own_places_only(
        drafts in drafts(1),
        mask in vec(any::<bool>(), 12),
        ranks_of_their_own in Just((0..20).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        // No collisions and no gaps: those have no places to keep.
        let mut drafts = drafts;
        for (draft, rank) in drafts.iter_mut().zip(ranks_of_their_own) {
            draft.rank = Some(rank);
        }
        let backlog = made(&drafts);
        let all = open_by_rank(&backlog);
        let is_chosen = |record: &Record| {
            let at: usize = record.id().tail().parse().expect("a number");
            mask[at]
        };
        let picked: Vec<&str> = all
            .iter()
            .filter(|record| is_chosen(record))
            .map(|record| record.id().as_str())
            .collect();
        let ordering = chosen(&backlog, &picked, "wsjf");
        let writes = ranks(&ordering).expect("ranks");
        prop_assert!(writes.iter().all(|(record, _)| is_chosen(record)));
        let after = applied(&backlog, &drafts, &writes);
        let kept = |all: &[&Record]| {
            let all = all.iter().map(|record| (!is_chosen(record)).then(|| record.id().to_string()));
            all.collect::<Vec<_>>()
        };
        prop_assert_eq!(kept(&open_by_rank(&after)), kept(&all));
        let moved: Vec<String> = open_by_rank(&after)
            .iter()
            .filter(|record| is_chosen(record))
            .map(|record| record.id().to_string())
            .collect();
        let mut wanted = ids(&ordering);
        wanted.extend(ordering.excluded.iter().map(|out| out.record.id().to_string()));
        prop_assert_eq!(moved, wanted);
    }
}
