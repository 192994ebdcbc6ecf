//! Merges two changes of a poll, a ballot or a session of comparisons, which are no records: whole answers, and key by
//! key.
use std::collections::BTreeSet;

use serde_json::Map;
use serde_json::Value;

use super::super::plain;
use super::Texts;
use crate::diag::Error;
use crate::model::voices::COMPARISONS;
use crate::model::voices::VOTES;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Path;
use crate::yaml::Segment;

/// Whether the file says what people think, and is no record.
pub fn is_voices(path: &str) -> bool {
    let mut folders = path.rsplit('/').skip(1).take(2);
    folders
        .next()
        .is_some_and(|folder| folder == COMPARISONS || folder == VOTES)
        || folders.next() == Some(VOTES)
}

/// The text that says what both sides say: ours, without the answers that theirs took out and with those that it has
/// more.
///
/// # Errors
/// Both sides changed one value, or theirs has a comment that would be lost: such files are merged as text.
pub fn merge_voices(path: &str, texts: Texts<'_>) -> Result<String, Error> {
    let Texts { base, ours, theirs } = texts;
    if theirs == base || theirs == ours {
        return Ok(ours.to_owned());
    }
    if ours == base {
        return Ok(theirs.to_owned());
    }
    let refuse = |why: &str| Error::usage(why);
    let known = comments(ours);
    if !comments(theirs).is_subset(&known) {
        return Err(refuse("theirs has a comment of its own"));
    }
    let read = |text: &str| {
        Document::parse(text.to_owned()).map_err(|_| refuse("a side of it is no YAML"))
    };
    let document = read(ours)?;
    let value = |text: &str| match text.is_empty() {
        true => Ok(Value::Null),
        false => read(text).map(|document| document.value()),
    };
    let new = match (value(base)?, document.value(), value(theirs)?) {
        (base, Value::Array(ours), Value::Array(theirs)) => {
            let base = base.as_array().cloned().unwrap_or_default();
            answers(path, &document, [&base, &ours, &theirs])?
        }
        (base, Value::Object(ours), Value::Object(theirs)) => {
            let base = base.as_object().cloned().unwrap_or_default();
            let mut edits = Vec::new();
            let mut at = Vec::new();
            keys(&mut at, [&base, &ours, &theirs], &mut edits)
                .map_err(|key| refuse(&format!("both changed {key}")))?;
            let new = yaml::apply(&document, &edits, &[]);
            new.map_err(|refusal| refuse(&refusal.message))?
        }
        _ => return Err(refuse("the sides are of two sorts")),
    };
    Ok(new.text().to_owned())
}

/// The lines that have a comment in them.
fn comments(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| line.contains('#'));
    lines.map(str::trim).collect()
}

/// Our answers, without those that theirs took out and with those that it added.
fn answers(
    path: &str,
    ours: &Document,
    [base, own, theirs]: [&Vec<Value>; 3],
) -> Result<Document, Error> {
    let out = without(base, theirs);
    let added = without(theirs, base);
    let mut left = own.clone();
    let mut edits = Vec::new();
    for answer in &out {
        match left.iter().position(|own| own == answer) {
            Some(at) => {
                left.remove(at);
                edits.push(Edit::Remove {
                    path: vec![Segment::Index(at)],
                });
            }
            // Ours took it out as well: what both put in its place may be two answers to one question.
            None => {
                let same = |other: &Value| pair(other) == pair(answer);
                let own = without(own, base);
                if added.iter().any(same)
                    && own.iter().any(same)
                    && !added.iter().all(|a| own.contains(a))
                {
                    return Err(Error::usage("both changed one answer"));
                }
            }
        }
    }
    let refuse = |why: String| Error::usage(why);
    let more = without(&added, &without(own, base));
    let mut new = match left.is_empty() && !more.is_empty() && comments(ours.text()).is_empty() {
        // A list without items stands in no lines of its own.
        true => Document::parse(String::new()).map_err(|why| refuse(why.0.message))?,
        false => yaml::apply(ours, &edits, &[]).map_err(|refusal| refuse(refusal.message))?,
    };
    for answer in more {
        let change = plain::appended((path, &new), answer, Vec::new())?;
        let text = change.after.unwrap_or_default();
        new = Document::parse(text).map_err(|why| refuse(why.0.message))?;
    }
    Ok(new)
}

/// The first list without what the second holds, each as often as it is there.
fn without(list: &[Value], other: &[Value]) -> Vec<Value> {
    let mut other = other.to_vec();
    let mut kept = Vec::new();
    for value in list {
        match other.iter().position(|known| known == value) {
            Some(at) => drop(other.swap_remove(at)),
            None => kept.push(value.clone()),
        }
    }
    kept
}

/// The two records that an answer is about.
fn pair(answer: &Value) -> BTreeSet<&str> {
    let one = |key: &str| answer.get(key)?.as_str();
    let tie = answer.get("tie").and_then(Value::as_array);
    let tie = tie.into_iter().flatten().filter_map(Value::as_str);
    let keys = ["winner", "loser", "a", "b"].into_iter().filter_map(one);
    keys.chain(tie).collect()
}

/// What has to be edited in ours so that each key has what the one side that changed it gave it. Of two days of voting
/// the later counts.
fn keys(
    at: &mut Path,
    [base, ours, theirs]: [&Map<String, Value>; 3],
    edits: &mut Vec<Edit>,
) -> Result<(), String> {
    let all: BTreeSet<&String> = base.keys().chain(theirs.keys()).collect();
    for key in all {
        let [before, own, other] = [base, ours, theirs].map(|side| side.get(key));
        if other == before || other == own {
            continue;
        }
        at.push(key.as_str().into());
        let inner = |side: Option<&Value>| match side {
            None => Some(Map::new()),
            Some(value) => value.as_object().cloned(),
        };
        match (own == before, inner(before), inner(own), inner(other)) {
            (true, ..) => edits.push(edit(at, other)),
            (false, Some(before), Some(own), Some(other)) => {
                keys(at, [&before, &own, &other], edits)?;
            }
            _ if key == "on" && at.len() == 1 => {
                if other.and_then(Value::as_str) > own.and_then(Value::as_str) {
                    edits.push(edit(at, other));
                }
            }
            _ => return Err(key.clone()),
        }
        at.pop();
    }
    Ok(())
}

fn edit(at: &Path, value: Option<&Value>) -> Edit {
    let path = at.clone();
    match value {
        Some(value) => Edit::Set {
            path,
            value: value.clone(),
        },
        None => Edit::Remove { path },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(path: &str, base: &str, ours: &str, theirs: &str) -> Result<String, String> {
        let texts = Texts { base, ours, theirs };
        merge_voices(path, texts).map_err(|error| error.message)
    }

    fn session(base: &str, ours: &str, theirs: &str) -> Result<String, String> {
        merged("comparisons/s.yaml", base, ours, theirs)
    }

    fn ballot(base: &str, ours: &str, theirs: &str) -> Result<String, String> {
        merged("votes/p/ana.yaml", base, ours, theirs)
    }

    const A: &str = "- {winner: S-1, loser: S-2}\n";
    const B: &str = "- {winner: S-2, loser: S-3}\n";
    const C: &str = "- {winner: S-1, loser: S-3}\n";

    #[test]
    fn answers_of_both_sides_stand_below_each_other_once() {
        assert_eq!(
            session(A, &(A.to_owned() + B), &(A.to_owned() + C)),
            Ok([A, B, C].concat())
        );
        assert_eq!(session("", B, C), Ok([B, C].concat()));
        assert_eq!(
            session(A, &(A.to_owned() + B), &(A.to_owned() + B + C)),
            Ok([A, B, C].concat())
        );
        // Twice in the one side is twice.
        assert_eq!(session("", A, &(A.to_owned() + A)), Ok([A, A].concat()));
    }

    #[test]
    fn what_one_side_took_out_or_wrote_anew_does_not_come_back() {
        let renumbered = "- {winner: S-9, loser: S-2}\n";
        assert_eq!(
            session(A, renumbered, &(A.to_owned() + C)),
            Ok([renumbered, C].concat())
        );
        assert_eq!(
            session(A, &(A.to_owned() + C), renumbered),
            Ok([C, renumbered].concat())
        );
        let both = A.to_owned() + B;
        assert_eq!(session(&both, A, &(both.clone() + C)), Ok([A, C].concat()));
        assert_eq!(session(&both, &(both.clone() + C), B), Ok([B, C].concat()));
        assert_eq!(
            session(A, "[]\n", &(A.to_owned() + C)).map(|text| text.contains(C)),
            Ok(true)
        );
    }

    #[test]
    fn an_answer_that_is_several_lines_stays_whole() {
        let block = "- winner: S-1\n  loser: S-2\n  by: ana\n";
        let [one, two] = ["S-3", "S-4"].map(|id| block.replace("S-1", id));
        let merged = session(
            block,
            &(block.to_owned() + &one),
            &(block.to_owned() + &two),
        );
        let value = Document::parse(merged.expect("merged")).map(|document| document.value());
        let value = value.expect("YAML");
        assert_eq!(value.as_array().map(Vec::len), Some(3));
        assert_eq!(value[2]["winner"], "S-4");
        assert_eq!(value[2]["by"], "ana");
    }

    #[test]
    fn one_answer_changed_in_two_ways_is_a_conflict_and_no_comment_is_lost() {
        let tie = "- {tie: [S-1, S-2]}\n";
        let turned = "- {winner: S-2, loser: S-1}\n";
        assert!(session(A, tie, turned).is_err());
        assert!(session(A, &(A.to_owned() + B), &(A.to_owned() + "# why\n" + C)).is_err());
        let kept = session(A, &("# first\n".to_owned() + A + B), &(A.to_owned() + C));
        assert_eq!(kept, Ok(["# first\n", A, B, C].concat()));
    }

    #[test]
    fn a_ballot_is_merged_item_by_item_and_the_later_day_counts() {
        let base = "on: 2026-11-01\nballot: {S-1: 1}\n";
        let ours = "on: 2026-11-02\nballot: {S-1: 3}\n";
        let theirs = "on: 2026-11-03\nballot: {S-1: 1, S-2: 2}\n";
        let merged = ballot(base, ours, theirs);
        assert_eq!(
            merged.as_deref(),
            Ok("on: 2026-11-03\nballot: {S-1: 3, S-2: 2}\n")
        );
        assert!(ballot(base, ours, "on: 2026-11-03\nballot: {S-1: 2}\n").is_err());
        let taken_back = ballot(
            base,
            "on: 2026-11-02\nballot: {S-1: 1, S-2: 1}\n",
            "on: 2026-11-02\nballot: {}\n",
        );
        assert_eq!(
            taken_back.as_deref(),
            Ok("on: 2026-11-02\nballot: {S-2: 1}\n")
        );
    }

    #[test]
    fn the_folders_tell_what_is_no_record() {
        for path in [
            "votes/p.yaml",
            "backlog/votes/p/ana.yaml",
            "a/comparisons/s.yaml",
        ] {
            assert!(is_voices(path), "{path}");
        }
        for path in [
            "stories/S-1.yaml",
            "votes.yaml",
            "comparisons",
            "x/votes/p/team/a.yaml",
        ] {
            assert!(!is_voices(path), "{path}");
        }
    }
}
