//! What a layout must keep, worked out from the old document alone.

use po::yaml::Document;
use po::yaml::Kind;
use po::yaml::NodeRef;
use po::yaml::Style;

use super::counts::count;

/// Panics where a key has another value, whatever the order of the keys.
pub fn assert_same_values(old: &Document, new: &Document, what: &str) {
    let pairs = |doc: &Document| {
        let pairs = doc.root().into_iter().flat_map(|root| root.entries());
        let pairs = pairs.map(|(key, value)| {
            let key = key.text().unwrap_or_default().to_owned();
            (key, value.value().to_string())
        });
        pairs.collect::<Vec<_>>()
    };
    let (mut before, mut after) = (pairs(old), pairs(new));
    if before != after {
        count("layout: another order");
    }
    before.sort();
    after.sort();
    assert_eq!(before, after, "{what}");
}

/// Panics where a value, a comment, the byte-order mark or the kind of line ends differs.
pub fn assert_same(old: &Document, new: &Document, what: &str) {
    assert_same_values(old, new, what);
    let written = comments(old);
    if !written.is_empty() {
        count("layout: comment");
    }
    assert_eq!(written, comments(new), "{what}");
    let (old, new) = (old.text(), new.text());
    assert_eq!(
        old.starts_with('\u{feff}'),
        new.starts_with('\u{feff}'),
        "{what}"
    );
    let crlf = old.contains("\r\n");
    let ends = new.matches('\n').count();
    assert_eq!(
        new.matches("\r\n").count(),
        if crlf { ends } else { 0 },
        "{what}"
    );
    assert!(new.ends_with('\n'), "{what}");
}

/// Panics where two keys of the order stand the other way round.
pub fn assert_in_order(doc: &Document, order: &[&str], what: &str) {
    let root = doc.root().expect("a root");
    let keys = root.entries().filter_map(|(key, _)| key.text());
    let places: Vec<usize> = keys
        .filter_map(|key| order.iter().position(|known| *known == key))
        .collect();
    assert!(places.is_sorted(), "{places:?}\n{what}");
}

/// Panics where a list or map over several lines is not indented by two below what holds it.
pub fn assert_indented(doc: &Document, what: &str) {
    fn below(node: NodeRef<'_>, column: u32, what: &str) {
        if node.kind() == Kind::Scalar || node.style() != Style::Block {
            return;
        }
        assert_eq!(node.span().column, column, "{}\n{what}", node.source());
        for inner in node.items().chain(node.entries().map(|(_, value)| value)) {
            below(inner, column + 2, what);
        }
    }
    below(doc.root().expect("a root"), 1, what);
}

/// All comments, sorted: what follows a `#` outside of the values.
fn comments(doc: &Document) -> Vec<String> {
    let text = doc.text();
    let mut bare = String::new();
    let mut at = 0;
    for node in doc.all().filter(|node| node.kind() == Kind::Scalar) {
        let span = node.span();
        bare.push_str(&text[at.min(span.start)..span.start]);
        at = span.end;
        // A comment may stand behind the mark of a text.
        if matches!(node.style(), Style::Literal | Style::Folded) {
            bare.push_str(node.source().lines().next().unwrap_or_default());
            bare.push('\n');
        }
    }
    bare.push_str(&text[at..]);
    let found = bare.lines().filter_map(|line| line.split_once('#'));
    let mut found: Vec<String> = found.map(|(_, words)| words.trim().to_owned()).collect();
    found.sort();
    found
}
