//! Where the thing to edit stands, and what stands around it.

use std::ops::Range;

use crate::yaml::layout::around;
use crate::yaml::layout::column;
use crate::yaml::layout::eol;
use crate::yaml::layout::skip_space;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::path::Segment;
use crate::yaml::span::line_end;

/// New text for a range of the old one.
#[derive(Debug)]
pub(super) struct Patch {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Patch {
    /// The whole text with the range replaced.
    pub(super) fn apply(&self, text: &str) -> String {
        [
            &text[..self.range.start],
            &self.text,
            &text[self.range.end..],
        ]
        .concat()
    }
}

/// A value in its list, map or document.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) node: NodeRef<'a>,
    pub(super) parent: Option<NodeRef<'a>>,
    /// Its key, when the parent is a map.
    pub(super) key: Option<NodeRef<'a>>,
    /// Where its pair or item begins: the key or dash, else the value itself.
    pub(super) begin: usize,
    /// Where the mark before the value ends: its colon or dash, else the value's own start.
    pub(super) mark: usize,
    /// Column, from 0, of the key or dash; 0 for the document itself.
    pub(super) column: usize,
    /// Some list or map around it is in brackets.
    pub(super) in_flow: bool,
}

impl<'a> Target<'a> {
    /// The value at the end of the path; nothing when it is not there or its pair has no colon.
    pub(super) fn find(root: NodeRef<'a>, path: &[Segment]) -> Option<Target<'a>> {
        let start = Target {
            node: root,
            parent: None,
            key: None,
            begin: root.start(),
            mark: root.start(),
            column: 0,
            in_flow: false,
        };
        path.iter().try_fold(start, |at, segment| at.step(segment))
    }

    fn step(self, segment: &Segment) -> Option<Target<'a>> {
        let parent = self.node;
        let text = self.text();
        let in_flow = self.in_flow || parent.style() == Style::Flow;
        let (key, node, begin, mark) = match segment {
            Segment::Key(name) => {
                let (key, node) = parent.entry(name)?;
                let (begin, mark) = around(text, key.start()..key.end(), in_flow)?;
                (Some(key), node, begin, mark)
            }
            Segment::Index(n) => {
                let node = parent.items().nth(*n)?;
                let dash = if in_flow {
                    None
                } else {
                    Some(dash(parent, *n)?)
                };
                let (begin, mark) = dash.map_or((node.start(), node.start()), |at| (at, at + 1));
                (None, node, begin, mark)
            }
        };
        let (parent, column) = (Some(parent), column(text, begin));
        Some(Target {
            node,
            parent,
            key,
            begin,
            mark,
            column,
            in_flow,
        })
    }

    pub(super) fn text(&self) -> &'a str {
        self.node.document().text()
    }

    /// The line end to write near the value.
    pub(super) fn eol(&self) -> &'static str {
        eol(self.text(), self.mark)
    }

    /// Whether the value begins on the line of its key or dash.
    pub(super) fn on_mark_line(&self) -> bool {
        line_end(self.text(), self.mark) >= self.node.start()
    }

    /// Nothing is written for the value.
    pub(super) fn is_absent(&self) -> bool {
        self.node.start() == self.node.end()
    }

    /// A list or map over several lines.
    pub(super) fn is_block(&self) -> bool {
        self.node.kind() != Kind::Scalar && self.node.style() == Style::Block
    }
}

/// Where the dash of item `n` of a block list stands.
pub(super) fn dash(list: NodeRef<'_>, n: usize) -> Option<usize> {
    let text = list.document().text();
    let at = match n.checked_sub(1) {
        Some(before) => skip_space(text, list.items().nth(before)?.end()),
        None => list.start(),
    };
    text[at..].starts_with('-').then_some(at)
}

/// Lines joined under each other, each but the first indented; empty lines stay empty.
pub(super) fn joined(lines: &[String], column: usize, eol: &str) -> String {
    let mut text = String::new();
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            text.push_str(eol);
            if !line.is_empty() {
                text.extend(std::iter::repeat_n(' ', column));
            }
        }
        text.push_str(line);
    }
    text
}

/// The lines on lines of their own: a line end and the indentation before each.
pub(super) fn below(lines: &[String], column: usize, eol: &str) -> String {
    lines.iter().fold(String::new(), |text, line| {
        let column = if line.is_empty() { 0 } else { column };
        text + eol + &" ".repeat(column) + line
    })
}
