//! A comment goes where what it belongs to goes.

use super::clean;
use super::conflict;
use super::merged;

const BASE: &str = "\
id: S-1
title: A
status: idea
# agreed with legal
points: 5
assignee: ana
labels: [a] # of the team
acceptance:
  # as said
  - Alpha holds. # first
  # on Mondays
  - Beta holds.
";

/// The base with one part said otherwise.
fn with(from: &str, to: &str) -> String {
    assert!(BASE.contains(from), "{from}");
    BASE.replace(from, to)
}

#[test]
fn a_comment_goes_with_its_field() {
    let ours = with("status: idea", "status: ready");
    let theirs = with("# agreed with legal\npoints: 5\n", "");
    let expected = ours.replace("# agreed with legal\npoints: 5\n", "");
    clean(BASE, &ours, &theirs, &expected);
    let beside = with("assignee: ana", "assignee: ben");
    let expected = beside.replace("# agreed with legal\npoints: 5\n", "");
    clean(BASE, &beside, &theirs, &expected);
}

#[test]
fn a_comment_apart_that_one_side_took_away_does_not_stay_above_a_new_item() {
    let base =
        "id: S-1\nacceptance:\n  - {id: AC-1, text: a}\n\n  # apart\n\n  - {id: AC-2, text: b}\n";
    let ours = base.to_owned() + "\n  - {id: AC-3, text: c}\n";
    let theirs = "id: S-1\nacceptance:\n  - {id: AC-1, text: a}\n";
    for (text, left) in [merged(base, &ours, theirs), merged(base, theirs, &ours)] {
        assert!(left.is_empty(), "{left:?}");
        assert!(text.contains("AC-3") && !text.contains("AC-2"), "{text}");
        assert!(!text.contains("# apart"), "{text}");
    }
}

#[test]
fn a_reworded_comment_apart_does_not_stay_in_both_wordings_above_a_new_item() {
    let base =
        "id: S-1\nacceptance:\n  - {id: AC-1, text: a}\n\n  # apart\n\n  - {id: AC-2, text: b}\n";
    let replaced = base.replace("AC-2, text: b", "AC-3, text: c");
    let taken_out = base.replace("\n  # apart\n", "");
    let reworded = base.replace("# apart", "# reworded");
    let gone = reworded.replace("\n  - {id: AC-2, text: b}\n", "");
    for (ours, words) in [
        (reworded, &["# reworded"][..]),
        (gone, &["# reworded"]),
        (taken_out, &[]),
    ] {
        for (text, left) in [
            merged(base, &ours, &replaced),
            merged(base, &replaced, &ours),
        ] {
            assert!(left.is_empty(), "{left:?}");
            assert!(text.contains("AC-3") && !text.contains("AC-2"), "{text}");
            let comments = text
                .lines()
                .map(str::trim)
                .filter(|line| line.starts_with('#'));
            assert_eq!(comments.collect::<Vec<_>>(), words, "{text}");
        }
    }
}

#[test]
fn a_comment_goes_with_its_item() {
    let ours = with("- Beta holds.", "- {text: Beta holds., verified: true}");
    let theirs = with("  # as said\n  - Alpha holds. # first\n", "");
    let expected = ours.replace("  # as said\n  - Alpha holds. # first\n", "");
    clean(BASE, &ours, &theirs, &expected);
    let ours = with("- Alpha holds.", "- {text: Alpha holds., verified: true}");
    let theirs = with("  # on Mondays\n  - Beta holds.\n", "");
    let expected = ours.replace("  # on Mondays\n  - Beta holds.\n", "");
    clean(BASE, &ours, &theirs, &expected);
}

#[test]
fn a_comment_written_at_a_field_that_the_other_removed_is_a_question() {
    let removed = with("# agreed with legal\npoints: 5\n", "");
    for (from, to) in [
        ("points: 5", "# not below 3\npoints: 5"),
        ("points: 5", "points: 5 # not below 3"),
        ("# agreed with legal", "# agreed with legal and tax"),
    ] {
        let commented = with(from, to);
        let (text, fields) = merged(BASE, &commented, &removed);
        assert_eq!(fields, ["points"], "{text}");
        let (text, fields) = merged(BASE, &removed, &commented);
        assert_eq!(fields, ["points"], "{text}");
        let new = to.lines().find(|line| !BASE.contains(*line)).unwrap_or(to);
        assert!(text.contains(new), "{text}");
    }
    let base = "id: S-1\nacceptance:\n  - a\n  - b\n  - c\n";
    conflict(
        base,
        "id: S-1\nacceptance:\n  - a\n  # why\n  - b\n  - c\n",
        "id: S-1\nacceptance:\n  - a\n  - c\n  - d\n",
        &["acceptance"],
        "id: S-1\nacceptance:\n  - a\n<<<<<<< ours\n  # why\n  - b\n=======\n>>>>>>> theirs\n  - c\n  - d\n",
    );
}

#[test]
fn a_comment_that_only_one_side_took_away_stays_away() {
    for comment in [
        "# agreed with legal\n",
        " # of the team",
        "  # as said\n",
        " # first",
        "  # on Mondays\n",
    ] {
        let theirs = with(comment, "");
        for (from, to) in [
            ("status: idea", "status: ready"),
            ("points: 5", "points: 8"),
            ("[a]", "[a, b]"),
            ("holds.\n", "holds.\n  - Gamma holds.\n"),
            ("- Alpha holds.", "- {text: Alpha holds., verified: true}"),
        ] {
            let ours = with(from, to);
            let expected = ours.replace(comment, "");
            clean(BASE, &ours, &theirs, &expected);
        }
    }
}

#[test]
fn a_comment_at_the_foot_is_merged_beside_a_new_item() {
    for indent in ["", "  "] {
        let base = format!("{BASE}{indent}# the end\n");
        let ours = base.replace("# the end", "# the very end");
        let theirs = base.replace("Beta holds.\n", "Beta holds.\n  - Gamma holds.\n");
        let expected = ours.replace("Beta holds.\n", "Beta holds.\n  - Gamma holds.\n");
        clean(&base, &ours, &theirs, &expected);
        let without = base.replace(&format!("{indent}# the end\n"), "");
        let expected = theirs.replace(&format!("{indent}# the end\n"), "");
        clean(&base, &without, &theirs, &expected);
    }
}

#[test]
fn a_comment_that_heads_several_fields_stays_with_the_others() {
    let base = "id: S-1\ntitle: A\n\n# How large\n\npoints: 5\nassignee: ana\n\n# Who\nteam: web\nepic: E-1\n";
    let ours = base.replace("title: A", "title: B");
    let theirs = base.replace("points: 5\n", "").replace("team: web\n", "");
    let expected = theirs.replace("title: A", "title: B");
    clean(base, &ours, &theirs, &expected);
}

#[test]
fn both_reworded_one_comment_and_people_decide() {
    let config = crate::model::config::Config::default();
    let about = super::About {
        kind: crate::model::kind::by_name("story").expect("a kind"),
        path: "stories/S-1.yaml",
        config: &config,
    };
    for comment in ["# agreed with legal", "# of the team", "# first"] {
        let [ours, theirs] = ["ana", "ben"].map(|name| with(comment, &format!("# says {name}")));
        let texts = super::Texts {
            base: BASE,
            ours: &ours,
            theirs: &theirs,
        };
        let error = super::merge(texts, about).expect_err("both");
        assert_eq!(error.message, "comments of both sides meet");
    }
    // What both added anew both stays.
    let [ours, theirs] = ["ana", "ben"].map(|name| with("status:", &format!("# {name}\nstatus:")));
    let expected = with("status:", "# ana\n# ben\nstatus:");
    clean(BASE, &ours, &theirs, &expected);
}

/// In Auckland the 3rd begins at 11:00 of the 2nd in Greenwich.
#[test]
fn days_of_the_history_begin_where_the_team_is() {
    let mut config = crate::model::config::Config::default();
    config.zone = "Pacific/Auckland".parse().expect("a zone");
    let base = "id: S-1\nhistory:\n  - {at: 2026-11-01, status: idea}\n";
    let day = "  - {at: 2026-11-03, points: 3}\n";
    let moment = "  - {at: 2026-11-02T12:00:00Z, sprint: SP-1}\n";
    let (text, fields) = super::merged_by(
        &config,
        base,
        &format!("{base}{day}"),
        &format!("{base}{moment}"),
    );
    assert!(fields.is_empty());
    assert_eq!(text, format!("{base}{day}{moment}"));
}
