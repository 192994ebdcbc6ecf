//! The lines of one pair, laid out anew from the tree and from what stands between its values.

use crate::yaml::emit::STEP;
use crate::yaml::format::comments;
use crate::yaml::format::comments::is_block_text;
use crate::yaml::format::scalars;
use crate::yaml::layout::column;
use crate::yaml::layout::skip_blanks;
use crate::yaml::layout::skip_space;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::span::eol_at;
use crate::yaml::span::line_end;
use crate::yaml::span::line_start;

/// The lines of a pair of the root map with all that follows it up to `end`. Nothing where something
/// stands there that has no layout.
pub(super) fn pair(key: NodeRef<'_>, value: NodeRef<'_>, end: usize) -> Option<String> {
    let text = key.document().text();
    let old = column(text, key.start());
    let mut writer = Writer {
        text,
        out: String::new(),
        at: key.start(),
        levels: vec![Level { old, new: 0 }],
    };
    writer.pair(key, value, Level { old, new: 0 })?;
    writer.gap(end, 0)?;
    Some(writer.out)
}

/// The lines of a text, without their ends.
pub(super) fn lines(text: &str) -> Vec<&str> {
    let (mut lines, mut rest) = (Vec::new(), text);
    loop {
        let end = line_end(rest, 0);
        lines.push(&rest[..end]);
        if end == rest.len() {
            return lines;
        }
        rest = &rest[end + eol_at(rest, end).len()..];
    }
}

/// The column of keys or dashes that stand below each other, as it was and as it will be.
#[derive(Clone, Copy)]
struct Level {
    old: usize,
    new: usize,
}

struct Writer<'t> {
    text: &'t str,
    out: String,
    /// All before this place is written.
    at: usize,
    /// From the root to the value written last.
    levels: Vec<Level>,
}

impl Writer<'_> {
    fn pair(&mut self, key: NodeRef<'_>, value: NodeRef<'_>, level: Level) -> Option<()> {
        let before = &self.text[line_start(self.text, key.start())..key.start()];
        let colon = skip_blanks(self.text, key.end());
        if before.trim_end().ends_with('?') || !self.text[colon..].starts_with(':') {
            return None;
        }
        self.out += &scalars::key(key, false)?;
        self.out.push(':');
        self.at = colon + 1;
        self.value(value, level)
    }

    /// A value behind the colon or dash that stands at `level`.
    fn value(&mut self, node: NodeRef<'_>, level: Level) -> Option<()> {
        if node.start() == node.end() && node.kind() == Kind::Scalar {
            return Some(());
        }
        let inner = Level {
            old: column(self.text, node.start()),
            new: level.new + STEP,
        };
        if self.text[self.at..node.start()].contains(['\n', '\r']) {
            self.gap(node.start(), inner.new)?;
            self.indent(inner.new);
        } else {
            self.out.push(' ');
        }
        match (node.kind(), node.style()) {
            (Kind::Map, Style::Block) => self.map(node, inner),
            (Kind::List, Style::Block) => self.list(node, inner),
            _ => {
                self.leaf(node, level)?;
                self.at = node.end();
                Some(())
            }
        }
    }

    fn map(&mut self, map: NodeRef<'_>, level: Level) -> Option<()> {
        self.levels.push(level);
        let depth = self.levels.len();
        for (n, (key, value)) in map.entries().enumerate() {
            if n > 0 {
                self.next_line(key.start(), level, depth)?;
            }
            self.pair(key, value, level)?;
        }
        Some(())
    }

    fn list(&mut self, list: NodeRef<'_>, level: Level) -> Option<()> {
        self.levels.push(level);
        let depth = self.levels.len();
        let mut dash = list.start();
        for (n, item) in list.items().enumerate() {
            if n > 0 {
                self.next_line(dash, level, depth)?;
            }
            if !self.text[dash..].starts_with('-') {
                return None;
            }
            self.out.push('-');
            self.at = dash + 1;
            self.value(item, level)?;
            dash = skip_space(self.text, item.end().max(dash + 1));
        }
        Some(())
    }

    /// Goes on to the next key or dash of a map or list.
    fn next_line(&mut self, to: usize, level: Level, depth: usize) -> Option<()> {
        self.gap(to, level.new)?;
        self.levels.truncate(depth);
        self.indent(level.new);
        Some(())
    }

    /// What stands between two values: the comment behind the first, then lines of comments, which
    /// stand with what they stood with, at least at column `least`.
    fn gap(&mut self, to: usize, least: usize) -> Option<()> {
        let lines = lines(self.text.get(self.at..to)?);
        let (behind, below) = lines.split_first()?;
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        match behind.trim_matches([' ', '\t']) {
            "" => {}
            comment if comment.starts_with('#') => {
                self.out += &behind[..blanks];
                self.out += &comments::laid_out(comment);
            }
            _ => return None,
        }
        self.out.push('\n');
        // Behind the last line end stands the indentation of what comes next.
        let below = match below.split_last() {
            Some((last, below)) if last.trim().is_empty() => below,
            _ => below,
        };
        for line in below {
            let comment = line.trim_matches([' ', '\t']);
            if comment.starts_with('#') {
                let old = line.len() - line.trim_start_matches([' ', '\t']).len();
                let level = self.levels.iter().rev().find(|level| level.old <= old);
                self.indent(level.map_or(0, |level| level.new).max(least));
                self.out += &comments::laid_out(comment);
            } else if !comment.is_empty() {
                return None;
            }
            self.out.push('\n');
        }
        self.at = to;
        Some(())
    }

    fn leaf(&mut self, node: NodeRef<'_>, level: Level) -> Option<()> {
        if is_block_text(node) {
            return self.block_text(node, level);
        }
        if scalars::is_on_one_line(node) {
            self.out += &scalars::flow_or_single(node)?;
            return Some(());
        }
        let source = lines(node.source());
        let (first, rest) = source.split_first()?;
        self.out += without_blanks(first);
        for line in rest {
            let words = line.trim_start_matches([' ', '\t']);
            let column = match node.kind() {
                Kind::Scalar => level.new + STEP,
                // Inside brackets people align as they like.
                _ => (line.len() - words.len() + level.new).saturating_sub(level.old),
            };
            self.out.push('\n');
            if !words.is_empty() {
                self.indent(column);
                self.out += without_blanks(words);
            }
        }
        Some(())
    }

    /// A text below its `|` or `>`.
    fn block_text(&mut self, node: NodeRef<'_>, level: Level) -> Option<()> {
        let source = lines(node.source());
        let (head, body) = source.split_first()?;
        let (mark, signs) = head.split_at(1);
        let comment = signs.trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let signs = &signs[..signs.len() - comment.len()];
        let digit = signs.chars().find_map(|c| c.to_digit(10));
        let first = body.iter().find(|line| !line.trim_matches(' ').is_empty());
        let indent = match (digit, first) {
            (Some(digit), _) => level.old + digit as usize,
            (None, Some(first)) => first.len() - first.trim_start_matches(' ').len(),
            (None, None) => usize::MAX,
        };
        let body: Option<Vec<&str>> = body.iter().map(|line| unindented(line, indent)).collect();
        let body = body?;
        let first = body.iter().find(|line| !line.is_empty());
        self.out += mark;
        if first.is_some_and(|line| line.starts_with(' ')) {
            self.out += &STEP.to_string();
        }
        self.out += chomping(node.text()?, signs);
        let comment = comment.trim_matches([' ', '\t']);
        if !comment.is_empty() {
            self.out.push(' ');
            self.out += &comments::laid_out(comment);
        }
        for line in body {
            self.out.push('\n');
            if !line.is_empty() {
                self.indent(level.new + STEP);
                self.out += line;
            }
        }
        Some(())
    }

    fn indent(&mut self, column: usize) {
        self.out.extend(std::iter::repeat_n(' ', column));
    }
}

/// The sign that says how many line ends close a text.
fn chomping<'s>(value: &str, signs: &'s str) -> &'s str {
    let body = value.trim_end_matches('\n');
    match value.len() - body.len() {
        _ if body.is_empty() => signs.trim_matches(|c: char| c.is_ascii_digit()),
        0 => "-",
        1 => "",
        _ => "+",
    }
}

/// A line of a text without its indentation; nothing where it is indented less.
fn unindented(line: &str, indent: usize) -> Option<&str> {
    match line.trim_matches(' ').is_empty() && line.len() <= indent {
        true => Some(""),
        false => line
            .get(indent..)
            .filter(|_| line[..indent].bytes().all(|b| b == b' ')),
    }
}

/// A line without blanks at its end; those behind a backslash may count.
fn without_blanks(line: &str) -> &str {
    let words = line.trim_end_matches([' ', '\t']);
    match words.ends_with('\\') {
        true => line,
        false => words,
    }
}
