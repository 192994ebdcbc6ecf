//! The key path of a finding as a baseline keeps it.

use crate::model::Record;
use crate::yaml::Path;
use crate::yaml::Segment;
use crate::yaml::dotted;
use sha2::Digest;
use sha2::Sha256;

/// The key path with the words of a criterion, made short, in place of its number: that changes when another one comes
/// in above. Not its id, which a tick may give it later.
pub(super) fn lasting(record: &Record, path: &Path) -> Option<String> {
    let [Segment::Key(list), Segment::Index(at), rest @ ..] = path.as_slice() else {
        return None;
    };
    let criteria = &record.story().filter(|_| list == "acceptance")?.acceptance;
    let words = criteria.get(*at)?.words();
    // However the lines are broken.
    let words: Vec<&str> = words.split_whitespace().collect();
    let hash = Sha256::digest(words.join(" "));
    let hex: String = hash
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut keys = vec![Segment::Key(list.clone()), Segment::Key(format!("~{hex}"))];
    keys.extend(rest.iter().cloned());
    Some(dotted(&keys))
}
