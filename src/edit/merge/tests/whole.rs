//! Maps whose keys are true only together.

use super::merged;

/// Each field before, and as each side writes one key of it.
const STATEMENTS: [(&str, [(&str, &str); 2]); 5] = [
    (
        "estimate: {o: 1, m: 2, p: 3}",
        [("o: 1", "o: 2"), ("p: 3", "p: 8")],
    ),
    (
        "checks: {ux: {by: ana, on: 2026-11-01}}",
        [("ana", "ben"), ("-01", "-02")],
    ),
    (
        "rejected: {by: ana, reason: slow}",
        [("ana", "ben"), ("slow", "late")],
    ),
    (
        "blocked: {reason: a, by: IM-1}",
        [("reason: a", "reason: b"), ("IM-1", "IM-2")],
    ),
    (
        "acceptance:\n  - text: It opens.\n    verified: {by: ana, on: 2026-11-01}",
        [("ana", "ben"), ("-01", "-02")],
    ),
];

#[test]
fn halves_of_two_statements_are_not_put_together() {
    for (field, [ours, theirs]) in STATEMENTS {
        let base = format!("id: S-1\n{field}\n");
        let side = |(from, to): (&str, &str)| {
            assert!(base.contains(from), "{base}");
            base.replace(from, to)
        };
        let (text, fields) = merged(&base, &side(ours), &side(theirs));
        assert_eq!(fields.len(), 1, "{text}");
    }
}

#[test]
fn a_statement_that_one_side_changed_is_taken_whole() {
    let base = "id: S-1\npoints: 3\nestimate: {o: 1, m: 2, p: 3}\n";
    let ours = base.replace("{o: 1, m: 2, p: 3}", "{o: 2, m: 3, p: 8, unit: days}");
    let (text, fields) = merged(base, &ours, &base.replace("points: 3", "points: 5"));
    assert!(fields.is_empty(), "{text}");
    assert_eq!(text, ours.replace("points: 3", "points: 5"));
}

#[test]
fn nobody_verified_the_words_of_the_other_side() {
    let base = "id: S-1\nacceptance:\n  - {id: AC-1, text: Guests pay by card.}\n";
    let ticked = base.replace("card.}", "card., verified: {by: ana, on: 2026-11-02}}");
    let reworded = base.replace("Guests pay", "Guests never pay");
    let (text, fields) = merged(base, &ticked, &reworded);
    assert_eq!(fields, ["acceptance.AC-1"], "{text}");
    let (text, fields) = merged(base, &reworded, &ticked);
    assert_eq!(fields, ["acceptance.AC-1"], "{text}");
    let waived = ticked.replace("verified: {by: ana, on", "waived: {reason: no, on");
    let (text, fields) = merged(base, &waived, &reworded);
    assert_eq!(fields, ["acceptance.AC-1"], "{text}");
    // Added by both, and ticked by one.
    let none = "id: S-1\n";
    let (text, fields) = merged(none, &ticked, &reworded);
    assert_eq!(fields, ["acceptance.AC-1"], "{text}");
    // Reworded and ticked by one side alone.
    let both = ticked.replace("Guests pay", "Guests never pay");
    let (text, fields) = merged(base, &both, &base.replace("id: S-1", "id: S-1\npoints: 3"));
    assert!(
        fields.is_empty() && text.contains("never pay by card., verified"),
        "{text}"
    );
}

#[test]
fn items_of_two_ids_are_not_merged_as_one() {
    let base = "id: S-1\nacceptance:\n  - {id: AC-1, text: a}\n  - {id: AC-2, text: b}\n";
    let ours = "id: S-1\nacceptance:\n  - {id: AC-2, text: bb}\n";
    let theirs = "id: S-1\nacceptance:\n  - {id: AC-1, text: aa}\n";
    let (text, fields) = merged(base, ours, theirs);
    assert_eq!(fields, ["acceptance"], "{text}");
}

#[test]
fn of_a_list_that_one_side_took_away_what_the_other_wrote_stays() {
    let base = "id: S-1\nlabels: [a, b]\nacceptance:\n  - {id: AC-1, text: a}\n";
    let bare = "id: S-1\n";
    for [from, to, field, left] in [
        ["[a, b]", "[a, b, c]", "", "labels: [c]\n"],
        ["[a, b]", "[a]", "", ""],
        [
            "text: a}\n",
            "text: a}\n  - {id: AC-2, text: b}\n",
            "",
            "acceptance:\n  - {id: AC-2, text: b}\n",
        ],
        ["text: a}", "text: other}", "acceptance", "text: other}"],
    ] {
        let ours = base.replace(from, to);
        for (text, fields) in [merged(base, &ours, bare), merged(base, bare, &ours)] {
            let asked: Vec<&str> = fields
                .iter()
                .map(|field| &field[..field.len().min(10)])
                .collect();
            assert_eq!(asked.concat(), field, "{text}");
            assert!(text.contains(left), "{text}");
            assert!(
                !text.contains("[a") && !text.contains("AC-1, text: a}"),
                "{text}"
            );
        }
    }
}
