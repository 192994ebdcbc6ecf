//! Which lines an edit may change, worked out from the old tree alone.

use po::yaml::Document;
use po::yaml::Edit;
use po::yaml::Kind;
use po::yaml::NodeRef;
use po::yaml::Segment;
use po::yaml::Style;

use super::counts::count;

/// Panics when a line outside the edit changed. Lines are compared without their line ends; these must
/// all be of the kind the old text has.
pub fn assert_others_unchanged(old: &Document, new: &Document, edit: &Edit) {
    let (old_text, new_text) = (old.text(), new.text());
    if old_text.contains("\r\n") {
        assert_eq!(
            new_text.matches('\n').count(),
            new_text.matches("\r\n").count(),
            "line ends"
        );
    } else if old_text.contains('\n') {
        assert!(!new_text.contains('\r'), "line ends");
    }
    assert_eq!(
        new_text.starts_with('\u{feff}'),
        old_text.starts_with('\u{feff}'),
        "byte-order mark"
    );
    let (before, after) = (lines(old_text), lines(new_text));
    let same_start = before
        .iter()
        .zip(&after)
        .take_while(|(a, b)| a == b)
        .count();
    let same_end = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let what = format!("{edit:?}\n{old_text}\n---\n{new_text}");
    let Some((first, last)) = touched(old, edit) else {
        assert!(
            same_start + same_end >= before.len(),
            "an old line changed\n{what}"
        );
        return;
    };
    // Blank lines below a text that keeps them, and comments a text above would swallow, may move.
    let follow = before[last.min(before.len())..].iter().take_while(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    });
    let last = (last + follow.count()).min(before.len());
    // What is removed takes the comments along that stand right above it.
    let own = before[..first - 1].iter().rev();
    let own = own.take_while(|line| line.trim_start().starts_with('#'));
    let own = match edit {
        Edit::Remove { .. } => own.count(),
        _ => 0,
    };
    let (above, below) = (first - 1 - own, before.len() - last);
    assert!(same_start >= above, "a line above changed\n{what}");
    assert!(same_end >= below, "a line below changed\n{what}");
    assert!(after.len() >= above + below, "a line is lost\n{what}");
}

fn lines(text: &str) -> Vec<&str> {
    text.trim_start_matches('\u{feff}')
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .collect()
}

/// The first and last old line the edit may change; nothing when it only adds lines.
fn touched(old: &Document, edit: &Edit) -> Option<(usize, usize)> {
    let root = old.root()?;
    let path = edit.path();
    let depth = (0..=path.len())
        .rev()
        .find(|&n| root.at(&path[..n]).is_some())?;
    let there = root.at(&path[..depth])?;
    let adds = depth < path.len() || matches!(edit, Edit::Append { .. } | Edit::Insert { .. });
    // The first item of `- - 1` gives its place to the new one.
    if matches!(edit, Edit::Insert { at: 0, .. }) && !starts_line(Some(there)) {
        return Some(extent(root, &path[..depth]));
    }
    if adds && there.kind() != Kind::Scalar && there.style() == Style::Block {
        count("lines only added");
        return None;
    }
    let outermost_flow = (0..depth).find(|&n| {
        root.at(&path[..n])
            .is_some_and(|node| node.style() == Style::Flow)
    });
    if let Some(n) = outermost_flow {
        return Some(extent(root, &path[..n]));
    }
    let (first, last) = extent(root, &path[..depth]);
    let (Edit::Remove { .. }, Some((_, parents))) = (edit, path.split_last()) else {
        return Some((first, last));
    };
    let parent = root.at(parents)?;
    let children: Vec<NodeRef<'_>> = parent
        .items()
        .chain(parent.entries().map(|(key, _)| key))
        .collect();
    if children.len() == 1 {
        return Some((extent(root, parents).0, last));
    }
    // The first pair of `- a: 1` gives its place to the next one.
    let shares_line = path.last().is_some_and(|last| match last {
        Segment::Key(key) => !starts_line(
            parent
                .entries()
                .find(|(k, _)| k.text() == Some(key))
                .map(|(k, _)| k),
        ),
        Segment::Index(n) => *n == 0 && !starts_line(Some(parent)),
    });
    let next = children
        .get(1)
        .map_or(last, |node| node.span().line as usize);
    Some((first, if shares_line { last.max(next) } else { last }))
}

/// Whether only blanks stand before a node on its line.
fn starts_line(node: Option<NodeRef<'_>>) -> bool {
    node.is_some_and(|node| {
        let span = node.span();
        let line = node.document().line(span.line);
        line.chars()
            .take(span.column as usize - 1)
            .all(|c| c == ' ')
    })
}

/// The lines of the value at a path, its key or dash included.
fn extent(root: NodeRef<'_>, path: &[Segment]) -> (usize, usize) {
    let Some(node) = root.at(path) else {
        return (1, usize::MAX);
    };
    let first = match path.split_last() {
        Some((Segment::Key(_), _)) => {
            root.key_at(path).map_or(node, |key| key).span().line as usize
        }
        Some((Segment::Index(n), parents)) => dash_line(root, parents, *n),
        None => 1,
    };
    (first, last_line(node))
}

fn last_line(node: NodeRef<'_>) -> usize {
    let span = node.span();
    let text = &node.document().text()[span.start..span.end];
    span.line as usize + text.matches('\n').count()
}

/// The line of an item's dash: that of the list for the first, else the next line with content.
fn dash_line(root: NodeRef<'_>, list: &[Segment], n: usize) -> usize {
    let Some(list) = root.at(list) else { return 1 };
    let previous = n.checked_sub(1).and_then(|n| list.items().nth(n));
    let Some(previous) = previous.filter(|_| list.style() == Style::Block) else {
        return list.span().line as usize;
    };
    let content = |line: &usize| {
        let line = list
            .document()
            .line(u32::try_from(*line).expect("few lines"))
            .trim();
        !line.is_empty() && !line.starts_with('#')
    };
    (last_line(previous) + 1..).find(content).expect("a dash")
}
