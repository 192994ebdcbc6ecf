//! One more answer to which of two records comes first.

use super::Change;
use super::FieldChange;
use super::plain;
use super::vote::refuse_unread;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::voices;
use crate::model::voices::Comparison;
use crate::model::voices::Ratio;
use crate::model::voices::Said;
use crate::model::voices::Voices;
use crate::priority::ahp::Ratios;
use serde_json::Value;
use serde_json::json;

/// The session with the answer at its end; nothing where it stands already as the last one that the person gave
/// for the pair, as when it is sent twice.
///
/// # Errors
/// A name that no file can have; one record against itself; a ratio beside another one of the same pair.
pub fn compare(
    voices: &Voices,
    session: &str,
    answer: &Comparison,
) -> Result<Option<Change>, Error> {
    let path = voices::session_path(session)
        .map_err(|why| Error::usage(why).help("--session names it in letters and digits"))?;
    refuse_unread(voices, &path)?;
    let Some(said) = answer.said() else {
        return Err(Error::usage("this is no comparison").help(voices::FORMS));
    };
    let [a, b] = said.pair();
    if a == b {
        return Err(
            Error::usage(format!("{a} cannot be compared with itself")).help("name two records")
        );
    }
    if let Said::Ratio { ratio, .. } = said {
        refuse_other_ratio(voices, [a, b], ratio)?;
    }
    let value = json!(answer);
    match voices.sessions.iter().find(|file| file.path == path) {
        None => plain::made(&path, &Value::Array(vec![value])).map(Some),
        Some(file) if stands(&file.value, answer) => Ok(None),
        Some(file) => {
            let field = FieldChange {
                field: "answer".to_owned(),
                from: Value::Null,
                to: words(said).into(),
            };
            plain::appended((&path, &file.document), value, vec![field]).map(Some)
        }
    }
}

/// Whether the last answer of the person to the pair is the same, on the same day.
fn stands(answers: &[Comparison], answer: &Comparison) -> bool {
    let pair = |answer: &Comparison| {
        let mut pair = answer.said()?.pair().map(Clone::clone);
        pair.sort();
        Some(pair)
    };
    let is_beside = |other: &&Comparison| other.by == answer.by && pair(other) == pair(answer);
    let last = answers.iter().rev().find(is_beside);
    last.is_some_and(|last| json!(last) == json!(answer))
}

/// A pair has one ratio.
fn refuse_other_ratio(voices: &Voices, [a, b]: [&Id; 2], ratio: &Ratio) -> Result<(), Error> {
    let mut ratios = Ratios::of(vec![a.as_str(), b.as_str()]);
    for (file, at, entry) in voices.comparisons() {
        if let Some(Said::Ratio { a, b, ratio }) = entry.said() {
            // What contradicts itself already is a finding of check.
            let place = format!("{}:{}", file.path, file.line(at));
            let _ = ratios.add((a.as_str(), b.as_str()), ratio, &place);
        }
    }
    let added = ratios.add((a.as_str(), b.as_str()), ratio, "this");
    added.map_err(|why| Error::usage(why).help("a pair has one ratio: change it there"))
}

/// `S-1 > S-2`, `S-1 = S-2`, `S-1 is 3 times S-2`.
fn words(said: Said<'_>) -> String {
    match said {
        Said::Won { winner, loser } => format!("{winner} > {loser}"),
        Said::Tie(a, b) => format!("{a} = {b}"),
        Said::Ratio { a, b, ratio } => format!("{a} is {ratio} times {b}"),
    }
}
