use super::About;
use super::Texts;
use super::merge;
use crate::model::config::Config;
use crate::model::conflict::Marked;
use crate::model::kind;
use crate::yaml::Document;
use serde_json::Value;

mod fuzz;
mod kept;
mod owned;
mod whole;

/// The merged text and the fields in conflict.
pub(super) fn merged(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    merged_by(&Config::default(), base, ours, theirs)
}

fn merged_by(config: &Config, base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    let about = About {
        kind: kind::by_name("story").expect("a kind"),
        path: "stories/S-1.yaml",
        config,
    };
    let texts = Texts { base, ours, theirs };
    let merged = merge(texts, about).unwrap_or_else(|error| panic!("{ours}\n{theirs}\n{error:?}"));
    let conflicts = merged.conflicts();
    let text = merged.text(None).expect("a text");
    if !conflicts.is_empty() {
        let marked = Marked::read(&text).unwrap_or_else(|| panic!("{text}"));
        assert!(marked.by_field, "{text}");
        assert_eq!(marked.conflicts(about.kind), conflicts, "{text}");
    }
    (text, conflicts.into_iter().map(|c| c.field).collect())
}

fn value(text: &str) -> Value {
    let parsed = Document::parse(text.to_owned());
    parsed
        .unwrap_or_else(|(fault, _)| panic!("{text}\n{fault:?}"))
        .value()
}

/// Merges without conflict, both ways to the same value.
#[track_caller]
fn clean(base: &str, ours: &str, theirs: &str, expected: &str) {
    let (text, conflicts) = merged(base, ours, theirs);
    assert!(conflicts.is_empty(), "{conflicts:?}\n{text}");
    assert_eq!(text, expected);
    let (other, conflicts) = merged(base, theirs, ours);
    assert!(conflicts.is_empty(), "{conflicts:?}\n{other}");
    assert_eq!(value(&other), value(expected));
}

#[track_caller]
fn conflict(base: &str, ours: &str, theirs: &str, fields: &[&str], expected: &str) {
    let (text, conflicts) = merged(base, ours, theirs);
    assert_eq!(conflicts, fields, "{text}");
    assert_eq!(text, expected);
    let (_, mut other) = merged(base, theirs, ours);
    let mut fields = fields.to_vec();
    fields.sort_unstable();
    other.sort_unstable();
    assert_eq!(other, fields);
}

#[test]
fn nothing_new_on_a_side_leaves_the_other_as_it_is() {
    let odd = "# head\nid:   S-1 # the id\ntitle: 'A'\r\n";
    assert_eq!(merged(odd, odd, odd).0, odd);
    let base = "id: S-1\ntitle: A\n";
    assert_eq!(merged(base, odd, base).0, odd);
    assert_eq!(
        merged(base, base, "id: S-1 # x\ntitle: B\n").0,
        "id: S-1 # x\ntitle: B\n"
    );
}

#[test]
fn fields_that_stand_side_by_side_are_both_taken() {
    clean(
        "id: S-1\ntitle: A\nstatus: idea\npoints: 1 # guess\n",
        "id: S-1\ntitle: A\nstatus: ready # at last\npoints: 1 # guess\n",
        "id: S-1\ntitle: B\nstatus: idea\npoints: 3 # guess\n",
        "id: S-1\ntitle: B\nstatus: ready # at last\npoints: 3 # guess\n",
    );
}

#[test]
fn new_and_removed_keys_are_both_taken() {
    clean(
        "id: S-1\ntitle: A\nassignee: ana\n",
        "id: S-1\ntitle: A\npoints: 3\nassignee: ana\n",
        "id: S-1\ntitle: A\nepic: E-1\n",
        "id: S-1\ntitle: A\nepic: E-1\npoints: 3\n",
    );
}

#[test]
fn comments_of_both_sides_stay_where_the_lines_allow_it() {
    clean(
        "id: S-1\ntitle: A\nstatus: idea\nepic: E-1\npoints: 1\n",
        "id: S-1\ntitle: A\nstatus: ready # ours\nepic: E-1\npoints: 1\n",
        "id: S-1\ntitle: A\nstatus: idea\nepic: E-1\npoints: 2 # theirs\n# why\n",
        "id: S-1\ntitle: A\nstatus: ready # ours\nepic: E-1\npoints: 2 # theirs\n# why\n",
    );
}

#[test]
fn comments_of_both_sides_stay_where_other_lines_meet() {
    let head = "id: S-1\ntitle: A\n# of the team\nstatus: idea\nepic: E-1\npoints: 1\n";
    let history = |day: u32| format!("history:\n  - {{at: 2026-11-0{day}, points: 1}}\n");
    let base = format!("{head}labels: [a]\n");
    let ours = format!("{head}labels: [b]\n{}", history(1));
    let theirs = base.replace("# of the team", "# of the whole team\n# and more");
    let theirs = theirs.replace("E-1", "E-2 # moved") + &history(2);
    let expected = "id: S-1\ntitle: A\n# of the whole team\n# and more\nstatus: idea\nepic: E-2 # moved\npoints: 1\nlabels: [b]\nhistory:\n  - {at: 2026-11-01, points: 1}\n  - {at: 2026-11-02, points: 1}\n";
    clean(&base, &ours, &theirs, expected);
}

#[test]
fn one_field_with_two_values_is_marked_alone() {
    conflict(
        "id: S-1\ntitle: A\nstatus: idea\npoints: 1\n",
        "id: S-1\ntitle: A\nstatus: doing\npoints: 1\n",
        "id: S-1\ntitle: B\nstatus: review\npoints: 2\n",
        &["status"],
        "id: S-1\ntitle: B\n<<<<<<< ours\nstatus: doing\n=======\nstatus: review\n>>>>>>> theirs\npoints: 2\n",
    );
    conflict(
        "id: S-1\ntitle: A\nassignee: ana\n",
        "id: S-1\ntitle: A\n",
        "id: S-1\ntitle: A\nassignee: ben\n",
        &["assignee"],
        "id: S-1\ntitle: A\n<<<<<<< ours\n=======\nassignee: ben\n>>>>>>> theirs\n",
    );
}

#[test]
fn neighbours_in_conflict_have_markers_of_their_own() {
    conflict(
        "id: S-1\ntitle: A\nstatus: idea\n",
        "id: S-1\ntitle: B\nstatus: doing\n",
        "id: S-1\ntitle: C\nstatus: review\n",
        &["title", "status"],
        "id: S-1\n<<<<<<< ours\ntitle: B\n=======\ntitle: C\n>>>>>>> theirs\n<<<<<<< ours\nstatus: doing\n=======\nstatus: review\n>>>>>>> theirs\n",
    );
    conflict(
        "id: S-1\nblocked: {reason: a, by: IM-1}\n",
        "id: S-1\nblocked: {reason: b, by: IM-2}\n",
        "id: S-1\nblocked: {reason: c, by: IM-3}\n",
        &["blocked"],
        "id: S-1\n<<<<<<< ours\nblocked: {reason: b, by: IM-2}\n=======\nblocked: {reason: c, by: IM-3}\n>>>>>>> theirs\n",
    );
}

#[test]
fn both_states_are_in_history_when_the_status_is_in_conflict() {
    let base = "id: S-1\nstatus: idea\nhistory:\n  - {at: 2026-11-01, status: idea}\n";
    let ours = "id: S-1\nstatus: doing\nhistory:\n  - {at: 2026-11-01, status: idea}\n  - {at: 2026-11-03T10:00:00Z, status: doing, by: ana}\n";
    let theirs = "id: S-1\nstatus: review\nhistory:\n  - {at: 2026-11-01, status: idea}\n  - {at: 2026-11-02T10:00:00Z, status: review, by: ben}\n";
    let (text, fields) = merged(base, ours, theirs);
    assert_eq!(fields, ["status"]);
    assert!(text.ends_with("history:\n  - {at: 2026-11-01, status: idea}\n  - {at: 2026-11-02T10:00:00Z, status: review, by: ben}\n  - {at: 2026-11-03T10:00:00Z, status: doing, by: ana}\n"), "{text}");
}

#[test]
fn history_is_a_union_in_the_order_of_time() {
    let entry = |at: &str| format!("  - {{at: {at}, points: 1}}\n");
    let of = |days: &[&str]| {
        format!(
            "id: S-1\nhistory:\n{}",
            days.iter().map(|d| entry(d)).collect::<String>()
        )
    };
    let base = of(&["2026-11-01"]);
    clean(
        &base,
        &of(&["2026-11-01", "2026-11-02", "2026-11-04", "2026-11-06"]),
        &of(&["2026-11-01", "2026-11-03", "2026-11-04", "2026-11-05"]),
        &of(&[
            "2026-11-01",
            "2026-11-02",
            "2026-11-03",
            "2026-11-04",
            "2026-11-05",
            "2026-11-06",
        ]),
    );
    clean(
        "id: S-1\n",
        &of(&["2026-11-02"]),
        &of(&["2026-11-01"]),
        &of(&["2026-11-01", "2026-11-02"]),
    );
}

#[test]
fn labels_are_a_union_with_removals() {
    clean(
        "id: S-1\nlabels: [a, b, c]\n",
        "id: S-1\nlabels: [a, c, d]\n",
        "id: S-1\nlabels: [b, c, e, d]\n",
        "id: S-1\nlabels: [c, e, d]\n",
    );
    clean(
        "id: S-1\n",
        "id: S-1\nlabels: [x]\n",
        "id: S-1\nlabels: [a, x]\n",
        "id: S-1\nlabels: [a, x]\n",
    );
    clean(
        "id: S-1\nlabels: [a]\n",
        "id: S-1\n",
        "id: S-1\nlabels: [a, b]\n",
        "id: S-1\nlabels: [b]\n",
    );
}

const CRITERIA: &str = "id: S-1\nacceptance:\n  - Ana is asked. # first\n  - given: a\n    then: b\n  - {id: AC-9, text: c}\n";

#[test]
fn two_ticks_of_one_list_are_merged() {
    clean(
        CRITERIA,
        "id: S-1\nacceptance:\n  - {text: Ana is asked., verified: true} # first\n  - given: a\n    then: b\n  - {id: AC-9, text: c}\n",
        "id: S-1\nacceptance:\n  - Ana is asked. # first\n  - given: a\n    then: b\n    verified: {by: ben, on: 2026-11-02}\n  - {id: AC-9, text: C, verified: true}\n",
        "id: S-1\nacceptance:\n  - {text: Ana is asked., verified: true} # first\n  - given: a\n    then: b\n    verified: {by: ben, on: 2026-11-02}\n  - {id: AC-9, text: C, verified: true}\n",
    );
}

#[test]
fn criteria_come_and_go_in_their_order() {
    clean(
        "id: S-1\nacceptance:\n  - a\n  - b\n  - c\n",
        "id: S-1\nacceptance:\n  - a\n  - new one\n  - b\n  - c\n  - last two\n",
        "id: S-1\nacceptance:\n  - first of all\n  - a\n  - b\n  - also last\n",
        "id: S-1\nacceptance:\n  - first of all\n  - a\n  - new one\n  - b\n  - also last\n  - last two\n",
    );
}

#[test]
fn an_order_given_by_one_side_is_kept() {
    clean(
        "id: S-1\nacceptance:\n  - a\n  - b\n  - c\n",
        "id: S-1\nacceptance:\n  - c\n  - a\n  - b\n",
        "id: S-1\nacceptance:\n  - a\n  - b\n  - c\n  - d\n",
        "id: S-1\nacceptance:\n  - c\n  - d\n  - a\n  - b\n",
    );
    let (_, fields) = merged(
        "id: S-1\nacceptance:\n  - a\n  - b\n  - c\n",
        "id: S-1\nacceptance:\n  - c\n  - a\n  - b\n",
        "id: S-1\nacceptance:\n  - b\n  - a\n  - c\n",
    );
    assert_eq!(fields, ["acceptance"]);
}

#[test]
fn new_words_and_a_tick_of_the_old_ones_are_a_conflict() {
    let (_, fields) = merged(
        "id: S-1\nacceptance:\n  - a\n  - b\n",
        "id: S-1\nacceptance:\n  - a\n  - b within 2 s\n",
        "id: S-1\nacceptance:\n  - a\n  - {text: b, verified: true}\n",
    );
    assert_eq!(fields, ["acceptance.2"]);
    conflict(
        "id: S-1\nacceptance:\n  - a\n  - b\n  - c\n",
        "id: S-1\nacceptance:\n  - a\n  - c\n",
        "id: S-1\nacceptance:\n  - a\n  - {text: b, verified: true}\n  - c\n",
        &["acceptance"],
        "id: S-1\nacceptance:\n  - a\n<<<<<<< ours\n=======\n  - {text: b, verified: true}\n>>>>>>> theirs\n  - c\n",
    );
}

#[test]
fn comments_are_told_in_the_order_of_time() {
    clean(
        "id: S-1\n",
        "id: S-1\ncomments:\n  - {at: 2026-11-01, by: ana, text: ok}\n  - {at: 2026-11-03, by: ana, text: done}\n",
        "id: S-1\ncomments:\n  - {at: 2026-11-02, by: ben, text: ok}\n",
        "id: S-1\ncomments:\n  - {at: 2026-11-01, by: ana, text: ok}\n  - {at: 2026-11-02, by: ben, text: ok}\n  - {at: 2026-11-03, by: ana, text: done}\n",
    );
}

#[test]
fn maps_are_merged_key_by_key() {
    clean(
        "id: S-1\nscores: {wsjf: {value: 1, time: 2}}\n",
        "id: S-1\nscores: {wsjf: {value: 8, time: 2}, moscow: must}\n",
        "id: S-1\nscores: {wsjf: {value: 1, time: 5}}\nchecks: {ux: {by: ana}}\n",
        "id: S-1\nscores: {wsjf: {value: 8, time: 5}, moscow: must}\nchecks:\n  ux: {by: ana}\n",
    );
    clean(
        "id: S-1\n",
        "id: S-1\nexternal: {jira: A-1}\n",
        "id: S-1\nexternal: {github: 4}\n",
        "id: S-1\nexternal: {jira: A-1, github: 4}\n",
    );
}

#[test]
fn the_smaller_rank_wins_and_a_text_is_merged_by_lines() {
    clean(
        "id: S-1\nrank: ri\n",
        "id: S-1\nrank: r90\n",
        "id: S-1\nrank: r8z\n",
        "id: S-1\nrank: r8z\n",
    );
    clean(
        "id: S-1\ndescription: |\n  one\n  two\n  three\n",
        "id: S-1\ndescription: |\n  one!\n  two\n  three\n",
        "id: S-1\ndescription: |\n  one\n  two\n  three\n  four\n",
        "id: S-1\ndescription: |\n  one!\n  two\n  three\n  four\n",
    );
    conflict(
        "id: S-1\ndescription: |\n  one\n  two\n",
        "id: S-1\ndescription: |\n  one\n  ours\n",
        "id: S-1\ndescription: |\n  one\n  theirs\n",
        &["description"],
        "id: S-1\ndescription: |\n  one\n<<<<<<< ours\n  ours\n=======\n  theirs\n>>>>>>> theirs\n",
    );
}

#[test]
fn a_rank_that_one_side_removed_and_the_other_changed_is_a_conflict() {
    let (base, moved) = ("id: S-1\nrank: ri\n", "id: S-1\nrank: r90\n");
    assert_eq!(merged(base, "id: S-1\n", moved).1, ["rank"]);
    assert_eq!(merged(base, moved, "id: S-1\n").1, ["rank"]);
    clean(
        base,
        "id: S-1\n",
        "id: S-1\nrank: ri\npoints: 3\n",
        "id: S-1\npoints: 3\n",
    );
}

#[test]
fn fields_nobody_knows_are_merged_by_what_they_hold() {
    clean(
        "id: S-1\nmine: {a: 1, tags: [x]}\n",
        "id: S-1\nmine: {a: 2, tags: [x, y]}\n",
        "id: S-1\nmine: {a: 1, tags: [z, x], b: 1}\n",
        "id: S-1\nmine: {a: 2, tags: [z, x, y], b: 1}\n",
    );
}

#[test]
fn line_ends_are_those_of_our_side() {
    let base = "id: S-1\ntitle: A\nstatus: idea\n";
    let ours = "id: S-1\r\ntitle: B\r\nstatus: idea\r\n";
    let theirs = "id: S-1\ntitle: A\nstatus: ready\n";
    assert_eq!(
        merged(base, ours, theirs).0,
        "id: S-1\r\ntitle: B\r\nstatus: ready\r\n"
    );
    let base = base.replace('\n', "\r\n");
    let (text, fields) = merged(&base, ours, "id: S-1\r\ntitle: C\r\nstatus: idea\r\n");
    assert_eq!(fields, ["title"]);
    assert_eq!(
        text,
        "id: S-1\r\n<<<<<<< ours\r\ntitle: B\r\n=======\r\ntitle: C\r\n>>>>>>> theirs\r\nstatus: idea\r\n"
    );
}

#[test]
fn both_sides_may_have_added_the_record() {
    clean(
        "",
        "id: S-1\ntitle: A\nlabels: [a]\ncreated: 2026-11-01\n",
        "id: S-1\ntitle: A\nlabels: [b]\npoints: 3\n",
        "id: S-1\ntitle: A\npoints: 3\nlabels: [a, b]\ncreated: 2026-11-01\n",
    );
    let (_, fields) = merged("", "id: S-1\ntitle: A\n", "id: S-1\ntitle: B\n");
    assert_eq!(fields, ["title"]);
}

#[test]
fn what_is_no_record_is_left_to_git() {
    let config = Config::default();
    let about = About {
        kind: kind::by_name("story").expect("a kind"),
        path: "stories/S-1.yaml",
        config: &config,
    };
    let fails = |base, ours, theirs| merge(Texts { base, ours, theirs }, about).is_err();
    assert!(fails("", "id: S-1\n", "id: S-2\n"), "two records");
    assert!(fails("id: S-1\n", "id: S-1\na: 1\n", "id: [\n"), "no YAML");
    assert!(fails("id: S-1\n", "- a\n", "id: S-1\nb: 1\n"), "no map");
    assert!(
        !fails("id: [\n", "id: S-1\na: 1\n", "id: S-1\nb: 1\n"),
        "a broken base says nothing"
    );
}
