//! The lines of a few keys of a file, for commands that need no more of many
//! records.

use super::files;
use super::files::RecordFile;
use super::find::Root;
use crate::diag::Finding;
use crate::yaml::Document;

/// A document of these top-level keys alone, `id` among them: they are found in
/// the text and nothing else is parsed. A file that is not written a key a line
/// is parsed as a whole, and so is one that a merge left in conflict.
///
/// # Errors
/// The finding that says why the file is no document.
pub(super) fn document(root: &Root, path: &str, keys: &[&str]) -> Result<Document, Box<Finding>> {
    let bytes = files::bytes(root, path)?;
    let text = std::str::from_utf8(&bytes).ok();
    let text = text.filter(|text| !text.contains("<<<<<<<"));
    match text.map(|text| blocks(text, keys)) {
        Some(lines) if lines.iter().any(|block| block.starts_with("id")) => {
            match Document::parse(lines.concat()) {
                Ok(document) => Ok(document),
                Err(_) => files::parsed(path, bytes),
            }
        }
        _ => files::parsed(path, bytes),
    }
}

/// What a file that gives no record still says of a key, as documents of the id
/// and that key alone: in conflict it may say two values.
pub(super) fn remains(root: &Root, file: &RecordFile, key: &str) -> Vec<Document> {
    let (Ok(bytes), Some(id)) = (files::bytes(root, &file.path), file.id()) else {
        return Vec::new();
    };
    let text = String::from_utf8_lossy(&bytes);
    let name = |line: &str| line.split_once(':').map(|(name, _)| name.trim_end() == key);
    let lines = text.lines().filter(|line| name(line) == Some(true));
    let documents = lines.map(|line| Document::parse(format!("id: {id}\n{line}\n")));
    documents.filter_map(Result::ok).collect()
}

/// The lines of each key: the one that begins with it, and those below it that
/// begin no other.
pub(super) fn blocks<'t>(text: &'t str, keys: &[&str]) -> Vec<&'t str> {
    let text = text.trim_start_matches('\u{feff}');
    let mut blocks = Vec::new();
    let mut begun = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '-', '#', ']', '}', '\r', '\n']) {
            blocks.extend(begun.take().map(|begin| &text[begin..at]));
            let key = line.split_once(':').map(|(key, _)| key);
            let key = key.map(|key| key.trim_end().trim_matches(['"', '\'']));
            begun = key.filter(|key| keys.contains(key)).map(|_| at);
            // All are found, and what follows belongs to none of them.
            if begun.is_none() && blocks.len() == keys.len() {
                return blocks;
            }
        }
        at += line.len();
    }
    blocks.extend(begun.map(|begin| &text[begin..at]));
    blocks
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test writes files")]
mod tests {
    use super::blocks;
    use crate::model::Backlog;
    use crate::model::kind;
    use crate::store::Keep;
    use crate::store::Root;
    use crate::store::load;
    use crate::store::load_kinds;
    use std::fs;

    const FORMS: [&str; 9] = [
        "id: S-1\ntitle: Plain\nstatus: doing\nrank: r5\n",
        "# a note\n\nid: S-1 # which one\nrank: 'r6' # by hand\nstatus: done\n",
        "---\nid: S-1\r\ntitle: Windows\r\nrank: r7\r\nstatus: idea\r\n",
        "{id: S-1, title: Braces, rank: r8, status: done}",
        "\"rank\": r9\n'id': S-1\nscores:\n  rank: no\n",
        "id: S-1\nrank: >-\n  ra\nstatus: |-\n  done\n",
        "id: S-1\nlabels:\n- rank\n- id\nnotes: |\n  rank: no\n",
        "rank: 5\nid: S-1\nstatus: [no]\n",
        "id: S-1\nrank: &r rb\nstatus: done\nlabels: [*r]\n",
    ];

    fn order(backlog: &Backlog) -> Vec<(String, Option<String>, Option<String>)> {
        let told = backlog.records().iter().map(|record| {
            let rank = record.common.rank.as_ref().map(ToString::to_string);
            (
                record.path.clone(),
                record.status().map(str::to_owned),
                rank,
            )
        });
        told.collect()
    }

    #[test]
    fn the_order_is_read_as_from_whole_records() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("po.yaml"), "product: Shop\n").unwrap();
        fs::create_dir(folder.path().join("stories")).unwrap();
        for (at, form) in FORMS.iter().enumerate() {
            let path = folder.path().join(format!("stories/S-{at}.yaml"));
            fs::write(path, form.replace("S-1", &format!("S-{at}"))).unwrap();
        }
        let root = Root::at(folder.path());
        let stories = kind::by_prefix("S").unwrap();
        let known = load_kinds(&root, &[stories], Keep::Order).unwrap();
        let whole = load(&root, Keep::Values).unwrap();
        assert_eq!(order(&known), order(&whole));
        assert!(
            order(&known)
                .iter()
                .filter(|(.., rank)| rank.is_some())
                .count()
                >= 6
        );
    }

    #[test]
    fn a_block_ends_where_the_next_key_begins() {
        let text = "id: S-1\n# a note\ntitle: >-\n  One\n\n  two\r\nrank : r5\nstatus: done\n";
        assert_eq!(
            blocks(text, &["id", "title", "rank"]),
            [
                "id: S-1\n# a note\n",
                "title: >-\n  One\n\n  two\r\n",
                "rank : r5\n"
            ]
        );
        assert_eq!(blocks("\u{feff}id: S-1", &["id"]), ["id: S-1"]);
        assert_eq!(blocks("\"rank\": r5\n", &["rank"]), ["\"rank\": r5\n"]);
        assert!(blocks("scores:\n  rank: r5\n", &["rank"]).is_empty());
    }
}
