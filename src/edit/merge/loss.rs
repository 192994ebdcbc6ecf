//! Comments that would be lost where no base tells what became of them.

use super::section;
use crate::model::conflict::Marked;
use crate::yaml;
use crate::yaml::Document;

/// Whether a text, with markers or without, has every comment of two sides but
/// those of the keys that one of them was chosen for.
pub fn has_comments_of(text: &str, sides: [&Document; 2], chosen: &[&str]) -> bool {
    let left: Vec<Document> = match Marked::read(text) {
        Some(marked) => vec![marked.ours, marked.theirs],
        None => Document::parse(text.to_owned()).into_iter().collect(),
    };
    let left: Vec<Vec<String>> = left.iter().map(yaml::comments).collect();
    sides.into_iter().all(|side| {
        let mut wanted = yaml::comments(side);
        for comment in chosen.iter().flat_map(|key| section::comments(side, key)) {
            if let Some(at) = wanted.iter().position(|one| *one == comment) {
                wanted.swap_remove(at);
            }
        }
        let missing = left.iter().fold(wanted, |wanted, left| less(&wanted, left));
        missing.is_empty()
    })
}

/// The texts of one list that another does not have, each as often as it is
/// missing there.
fn less(all: &[String], known: &[String]) -> Vec<String> {
    let mut known = known.to_vec();
    let is_new = |text: &&String| match known.iter().position(|k| k == *text) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    all.iter().filter(is_new).cloned().collect()
}
