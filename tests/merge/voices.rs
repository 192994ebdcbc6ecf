//! Votes and comparisons on two branches: what both say stands there once, what one took back stays away.

use super::team::Team;
use super::team::said;

const BALLOT: &str = "votes/p/ana.yaml";
const SESSION: &str = "comparisons/s.yaml";

fn team(driver: bool) -> Team {
    let story = |n: u32| {
        let text = format!("id: S-{n}\ntype: story\ntitle: Story {n}\nstatus: idea\n");
        (format!("stories/S-{n}.yaml"), text)
    };
    let mut files: Vec<(String, String)> = (1..=3).map(story).collect();
    let others = [
        ("po.yaml", "product: Shop\n"),
        ("votes/p.yaml", "kind: dots\nbudget: 5\nitems: [S-1, S-2]\n"),
        (BALLOT, "on: 2026-11-01\nballot: {S-1: 1}\n"),
        (SESSION, "- {winner: S-1, loser: S-2}\n"),
    ];
    files.extend(others.map(|(path, text)| (path.to_owned(), text.to_owned())));
    Team::new(&files, driver)
}

/// Ana and ben each change a file; whether ana's merge of ben's is clean.
fn merged(team: &Team, path: &str, ours: &str, theirs: &str) -> bool {
    team.ana.write(path, ours);
    team.ana.commit("ours");
    team.ben.write(path, theirs);
    team.ben.commit("theirs");
    team.exchange();
    team.ana.merges(&["merge", "-q", "-m", "merge", "ben"])
}

#[test]
fn votes_of_one_person_for_two_items_are_both_kept() {
    let team = team(true);
    let ours = "on: 2026-11-02\nballot: {S-1: 3}\n";
    assert!(merged(
        &team,
        BALLOT,
        ours,
        "on: 2026-11-03\nballot: {S-1: 1, S-2: 2}\n"
    ));
    let both = "on: 2026-11-03\nballot: {S-1: 3, S-2: 2}\n";
    assert_eq!(team.ana.read(BALLOT), both);
}

#[test]
fn a_comparison_that_was_turned_round_or_taken_out_does_not_come_back() {
    let team = team(true);
    let turned = "- {winner: S-2, loser: S-1}\n";
    let more = "- {winner: S-1, loser: S-2}\n- {winner: S-1, loser: S-3}\n";
    assert!(merged(&team, SESSION, turned, more));
    let both = "- {winner: S-2, loser: S-1}\n- {winner: S-1, loser: S-3}\n";
    assert_eq!(team.ana.read(SESSION), both);
}

#[test]
fn without_the_driver_resolve_merges_them_from_what_git_keeps() {
    let team = team(false);
    let ours = "on: 2026-11-02\nballot: {S-1: 3}\n";
    assert!(!merged(
        &team,
        BALLOT,
        ours,
        "on: 2026-11-03\nballot: {S-1: 1, S-2: 2}\n"
    ));
    let output = team.ana.try_po(&["resolve"]);
    assert!(output.status.success(), "{}", said(&output));
    let both = "on: 2026-11-03\nballot: {S-1: 3, S-2: 2}\n";
    assert_eq!(team.ana.read(BALLOT), both);
}

#[test]
fn one_number_changed_on_both_sides_is_a_conflict_that_resolve_names() {
    let team = team(true);
    let ballot = |dots: u32| format!("on: 2026-11-01\nballot: {{S-1: {dots}}}\n");
    assert!(!merged(&team, BALLOT, &ballot(2), &ballot(3)));
    let output = team.ana.try_po(&["resolve"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains(BALLOT), "{}", said(&output));
    assert!(team.ana.read(BALLOT).contains("<<<<<<<"));
}
