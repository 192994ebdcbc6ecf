//! A field that one side changed and changed back. By its value alone that side
//! did nothing, and the change of the other would be taken; but the histories of
//! both, put together, may end with the value that it was changed back to. Both
//! wrote the field: people decide.

use super::About;
use crate::model::Record;
use crate::rules;
use crate::yaml::Document;
use serde_json::Map;
use serde_json::Value;

/// The fields that the merged record has otherwise than its history ends, as on
/// neither side, and of which each side has a value of its own.
pub(super) fn changed_back(
    merged: &Document,
    sides: [&Document; 2],
    about: About<'_>,
) -> Vec<&'static str> {
    let gaps = |document: &Document| -> Vec<&'static str> {
        let read = Record::read(about.kind, about.path, document.clone(), about.config);
        let gaps = read.map(|read| rules::gaps(&read.record, about.config));
        let gaps = gaps.unwrap_or_default().into_iter();
        gaps.map(|gap| gap.field).collect()
    };
    let mut found = gaps(merged);
    // Reading a side costs something, and hardly any merge has a gap.
    if !found.is_empty() {
        let known = sides.map(gaps).concat();
        let [ours, theirs] = sides.map(Document::value);
        found.retain(|field| !known.contains(field) && ours.get(field) != theirs.get(field));
    }
    found
}

/// Gives a field the value it has on a side.
pub(super) fn set(value: &mut Map<String, Value>, field: &str, side: &Document) {
    match side.value().get(field) {
        Some(own) => drop(value.insert(field.to_owned(), own.clone())),
        None => drop(value.shift_remove(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::merged;
    use crate::model::Record;
    use crate::model::config::Config;
    use crate::model::kind;
    use crate::rules;
    use crate::yaml::Document;
    use proptest::prelude::*;

    /// Taken by its value alone, `points` would be 8 and its history end with 3.
    #[test]
    fn a_field_that_one_side_changed_and_changed_back_is_a_conflict() {
        let base = "id: S-1\npoints: 3\nhistory:\n  - {at: 2026-11-01, points: 3}\n";
        let ours = &format!(
            "{base}  - {{at: 2026-11-04, points: 5}}\n  - {{at: 2026-11-06, points: 3}}\n"
        );
        let theirs = |day| {
            let text = base.replace("points: 3\nhistory", "points: 8\nhistory");
            format!("{text}  - {{at: 2026-11-{day}, points: 8}}\n")
        };
        let (text, fields) = merged(base, ours, &theirs("05"));
        assert_eq!(fields, ["points"], "{text}");
        assert!(text.contains("<<<<<<< ours\npoints: 3\n=======\npoints: 8\n>>>>>>> theirs\n"));
        let (_, fields) = merged(base, &theirs("05"), ours);
        assert_eq!(fields, ["points"]);
        // Where the other change came last, it is the value.
        let (text, fields) = merged(base, ours, &theirs("07"));
        assert!(
            fields.is_empty() && text.contains("\npoints: 8\n"),
            "{text}"
        );
        // A field that was not there before, or is there no more.
        let base = "id: S-1\nstatus: idea\n";
        let blocked = "history:\n  - {at: 2026-11-04, blocked: {reason: a}}\n  - {at: 2026-11-06, blocked: null}\n";
        let other = "blocked: {reason: b}\nhistory:\n  - {at: 2026-11-05, blocked: {reason: b}}\n";
        let (_, fields) = merged(base, &format!("{base}{blocked}"), &format!("{base}{other}"));
        assert_eq!(fields, ["blocked"]);
    }

    const BASE: &str = "id: S-1\npoints: 3\nhistory:\n  - {at: 2026-11-01, points: 3}\n";

    /// The record after some changes of points, each on a day of November.
    fn side(changes: &[(u8, u8)], by: &str) -> String {
        let mut changes = changes.to_vec();
        changes.sort_by_key(|(day, _)| *day);
        let (mut text, mut now) = (BASE.to_owned(), 3);
        for (day, points) in changes.into_iter().filter(|(_, points)| *points > 0) {
            if points != now {
                let entry = format!("  - {{at: 2026-11-{day:02}, points: {points}, by: {by}}}\n");
                text.push_str(&entry);
                now = points;
            }
        }
        text.replace("points: 3\nhistory", &format!("points: {now}\nhistory"))
    }

    fn gaps(text: &str) -> usize {
        let config = Config::default();
        let document = Document::parse(text.to_owned()).expect("YAML");
        let kind = kind::by_name("story").expect("a kind");
        let read = Record::read(kind, "stories/S-1.yaml", document, &config).expect("a record");
        rules::gaps(&read.record, &config).len()
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 64,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn what_merged_without_conflict_is_what_its_history_ends_with(
            ours in proptest::collection::vec((2_u8..9, 2_u8..5), 0..4),
            theirs in proptest::collection::vec((2_u8..9, 2_u8..5), 0..4),
            with_names in any::<bool>(),
        ) {
            let names = if with_names { ["ana", "ben"] } else { ["ana", "ana"] };
            let (ours, theirs) = (side(&ours, names[0]), side(&theirs, names[1]));
            for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
                let (text, conflicts) = merged(BASE, one, other);
                if conflicts.is_empty() {
                    prop_assert_eq!(gaps(&text), 0, "{}\n{}\n{}", one, other, text);
                }
            }
        }
    }
}
