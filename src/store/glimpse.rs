//! A few keys of many records, without reading the rest of them: what completion
//! shows must be there at once.

use super::excerpt;
use super::files;
use super::files::RecordFile;
use super::find::Root;
use crate::model::PARALLEL_FROM;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::yaml::Document;
use rayon::prelude::*;
use serde_json::Map;
use serde_json::Value;

/// Some keys of a record, as they are written.
#[derive(Clone, Debug)]
pub struct Glimpse {
    pub kind: &'static Kind,
    /// The id that the file's name begins with.
    pub id: Id,
    /// The keys asked for that are there and can be read.
    pub values: Map<String, Value>,
}

/// These top-level keys of the records whose ids begin so, in the order of the
/// files. A file that cannot be read gives no values, but is there.
pub fn glimpse(root: &Root, kind: &'static Kind, begins: &str, keys: &[&str]) -> Vec<Glimpse> {
    let mut listed = Vec::new();
    files::list_kind(root, kind, &mut listed, &mut Vec::new());
    let named = listed
        .into_iter()
        .filter_map(|file| Some((file.id()?, file)));
    let named =
        named.filter(|(id, _)| id.prefix() == kind.prefix && id.as_str().starts_with(begins));
    let wanted: Vec<(Id, RecordFile)> = named.collect();
    let look = |(id, file): &(Id, RecordFile)| Glimpse {
        kind,
        id: id.clone(),
        values: match files::bytes(root, &file.path) {
            Ok(bytes) => values(&String::from_utf8_lossy(&bytes), keys),
            Err(_) => Map::new(),
        },
    };
    if wanted.len() < PARALLEL_FROM {
        wanted.iter().map(look).collect()
    } else {
        wanted.par_iter().with_min_len(64).map(look).collect()
    }
}

/// The values of these keys: only their own lines are parsed. A file that is
/// not written a key a line is parsed as a whole.
fn values(text: &str, keys: &[&str]) -> Map<String, Value> {
    let mut values = Map::new();
    for block in excerpt::blocks(text, keys) {
        take(block.to_owned(), keys, &mut values);
    }
    if values.is_empty() {
        take(text.to_owned(), keys, &mut values);
    }
    values
}

fn take(text: String, keys: &[&str], values: &mut Map<String, Value>) {
    let Ok(document) = Document::parse(text) else {
        return;
    };
    for key in keys {
        if let Some(node) = document.root().and_then(|root| root.get(key)) {
            values.insert((*key).to_owned(), node.value());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::values;
    use serde_json::json;

    #[test]
    fn only_the_keys_asked_for_are_there() {
        let text = "# note\nid: S-1\ntitle: \"A: b\"\nlabels:\n- x\n- y # z\nscores:\n  title: no\nstatus: done";
        let found = values(text, &["title", "status", "labels", "team"]);
        let want = json!({"title": "A: b", "status": "done", "labels": ["x", "y"]});
        assert_eq!(serde_json::Value::Object(found), want);
    }

    #[test]
    fn a_title_of_several_lines_is_read_as_yaml_says() {
        let found = values("title: >-\n  One\n  two\nid: S-1\n", &["title"]);
        assert_eq!(found["title"], "One two");
        let found = values("title:\n  'It''s so'\n", &["title"]);
        assert_eq!(found["title"], "It's so");
    }

    #[test]
    fn a_file_in_braces_is_read_as_well() {
        let found = values("{id: S-1, title: Short}", &["title"]);
        assert_eq!(found["title"], "Short");
    }

    #[test]
    fn a_broken_line_hides_no_other() {
        let found = values(
            "id: S-1\ntitle: Fine\nlabels: [a\nstatus: 'x\n",
            &["title", "status"],
        );
        assert_eq!(serde_json::Value::Object(found), json!({"title": "Fine"}));
        assert!(values("\u{0}\u{1}: [", &["title"]).is_empty());
    }
}
