//! What a value of another type than its field's says all the same: `"5"` is 5, `2026-2-3` is a day.

use super::date::Day;
use super::kind::Kind;
use crate::model::common::Common;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Path;
use serde_json::Value;

/// The value that is meant where the one at this path does not fit its field, if it can be written without loss.
pub(super) fn meant(kind: &Kind, document: &Document, path: &Path) -> Option<Value> {
    let text = document.root()?.at(path)?.text()?;
    let mut readings = readings(text).into_iter();
    readings.find(|value| fits(kind, document, path, value))
}

/// What a text may stand for.
pub(super) fn readings(text: &str) -> Vec<Value> {
    let plain = serde_json::from_str(text).ok();
    let plain = plain.filter(|value: &Value| value.is_number() || value.is_boolean());
    plain.into_iter().chain(day(text)).collect()
}

/// A day whose month or day lacks the zero before it.
fn day(text: &str) -> Option<Value> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    let day: Day = written.parse().ok()?;
    Some(Value::from(day.to_string()))
}

/// Whether the record has this value once it stands there.
fn fits(kind: &Kind, document: &Document, path: &Path, value: &Value) -> bool {
    let edit = Edit::Set {
        path: path.clone(),
        value: value.clone(),
    };
    let Ok(new) = yaml::apply(document, &[edit], &[]) else {
        return false;
    };
    let common = yaml::read_lenient::<Common>(&new).map(|(_, misfits)| misfits);
    let body = (kind.read)(&new).map(|(_, misfits)| misfits);
    let (Ok(common), Ok(body)) = (common, body) else {
        return false;
    };
    let mut misfits = common.iter().chain(&body);
    !misfits.any(|misfit| misfit.path.starts_with(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind;

    fn meant_at(text: &str, field: &str) -> Option<Value> {
        let document = Document::parse(format!("id: S-1\n{text}\n")).expect("a document");
        let kind = kind::by_name("story").expect("stories");
        meant(kind, &document, &vec![field.into()])
    }

    #[test]
    fn what_is_only_written_otherwise_is_told_and_nothing_is_guessed() {
        for (text, field, expected) in [
            ("points: \"5\"", "points", Some(Value::from(5))),
            ("points: '0.5'", "points", Some(Value::from(0.5))),
            ("due: 2026-2-3", "due", Some(Value::from("2026-02-03"))),
            ("goal: \"true\"", "goal", Some(Value::from(true))),
            ("points: \"05\"", "points", None),
            ("points: five", "points", None),
            ("points: \"true\"", "points", None),
            ("points: \"-5\"", "points", None),
            ("due: 2026-02-30", "due", None),
            ("due: 3-2-2026", "due", None),
            ("due: \"5\"", "due", None),
            ("points: [5]", "points", None),
        ] {
            assert_eq!(meant_at(text, field), expected, "{text}");
        }
    }
}
