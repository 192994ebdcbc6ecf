//! The tree while it grows, node by node in reading order.

use std::ops::Range;

use crate::yaml::fault::Fault;
use crate::yaml::layout::after_mark;
use crate::yaml::layout::block_end;
use crate::yaml::layout::skip_space;
use crate::yaml::limits::Limits;
use crate::yaml::node::Node;
use crate::yaml::node::Shape;
use crate::yaml::node::Style;
use crate::yaml::span::number;
use crate::yaml::span::span_of;

/// The tree so far, and what is open.
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    limits: &'t Limits,
    pub(super) nodes: Vec<Node>,
    pub(super) values: Vec<Box<str>>,
    open: Vec<Open>,
    /// Where the content read last ends.
    end: u32,
}

/// A list or map whose end is not read yet.
struct Open {
    index: usize,
    map: bool,
    /// The key whose value comes next.
    key: Option<usize>,
}

/// Where a node stands as the parser sees it: its bytes, line from 1, column from 0.
pub(super) struct Place {
    pub(super) range: Range<usize>,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'t> Tree<'t> {
    pub(super) fn new(text: &'t str, limits: &'t Limits) -> Self {
        Tree {
            text,
            limits,
            nodes: Vec::new(),
            values: Vec::new(),
            open: Vec::new(),
            end: 0,
        }
    }

    /// Adds a scalar.
    pub(super) fn scalar(
        &mut self,
        value: &str,
        style: Style,
        place: Place,
    ) -> Result<(), Box<Fault>> {
        let (mut start, mut end, mut line) = (place.range.start, place.range.end, place.line);
        let absent = style == Style::Plain && start == end;
        if absent {
            (start, line) = self.absent(start, line);
            end = start;
        } else if matches!(style, Style::Literal | Style::Folded) {
            (start, line) = self.header(start, line);
            end = block_end(self.text, start..end, place.column, value);
        }
        let inner = start + style.quote()..end.saturating_sub(style.quote());
        let shape = if absent || self.text.get(inner) == Some(value) {
            Shape::Slice(style)
        } else {
            self.values.push(value.into());
            Shape::Owned(style, number(self.values.len() - 1))
        };
        self.push(shape, start, end, line)
    }

    /// Adds a list or map whose children follow.
    pub(super) fn open(&mut self, shape: Shape, place: &Place) -> Result<(), Box<Fault>> {
        let start = place.range.start;
        let start = if matches!(shape, Shape::List(Style::Block)) {
            self.dash(start)
        } else {
            start
        };
        self.push(shape, start, start, place.line)
    }

    /// Ends the innermost list or map; `end` counts for brackets only.
    pub(super) fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let next = number(self.nodes.len());
        let node = &mut self.nodes[open.index];
        // A block collection's end event comes at the next token, past comments and blank lines;
        // a pair in a list (`[a: 1]`) has no bracket of its own.
        if matches!(
            node.shape,
            Shape::List(Style::Flow) | Shape::Map(Style::Flow)
        ) {
            self.end = self.end.max(number(end));
        }
        node.end = self.end;
        node.next = next;
    }

    fn push(
        &mut self,
        shape: Shape,
        start: usize,
        end: usize,
        line: usize,
    ) -> Result<(), Box<Fault>> {
        let index = self.nodes.len();
        let scalar = matches!(shape, Shape::Slice(_) | Shape::Owned(..));
        if index >= self.limits.nodes || (!scalar && self.open.len() >= self.limits.depth) {
            return Err(Box::new(self.too_much(start, index >= self.limits.nodes)));
        }
        if let Some(parent) = self.open.last_mut().filter(|parent| parent.map) {
            parent.key = if parent.key.is_some() {
                None
            } else {
                Some(index)
            };
            if parent.key.is_some() && !scalar {
                let fault = self.fault(
                    "a key must be a single value, not a list or map",
                    start,
                    end,
                );
                return Err(Box::new(
                    fault.hint("put the key in quotes if it is meant as text"),
                ));
            }
            if parent.key.is_some() && start == end {
                let fault = self.fault("the key before the colon is missing", start, end);
                return Err(Box::new(
                    fault.hint("write the key, or put the text in quotes"),
                ));
            }
        }
        let next = number(index + 1);
        self.nodes.push(Node {
            shape,
            start: number(start),
            end: number(end),
            next,
            line: number(line),
        });
        if scalar {
            self.end = number(end);
        } else {
            let map = matches!(self.nodes[index].shape, Shape::Map(_));
            self.open.push(Open {
                index,
                map,
                key: None,
            });
        }
        Ok(())
    }

    /// Where a value that is not there would stand, and on which line: after the colon of its key, or
    /// after the key where there is no colon either.
    fn absent(&self, at: usize, line: usize) -> (usize, usize) {
        let Some(key) = self.open.last().and_then(|open| self.nodes.get(open.key?)) else {
            return (at, line);
        };
        let end = key.end as usize;
        let colon = skip_space(self.text, end);
        let at = if self.text[colon..].starts_with(':') {
            colon + 1
        } else {
            end
        };
        let lines = self.text[key.start as usize..at].matches('\n').count();
        (at, key.line as usize + lines)
    }

    /// Where the first dash of a block list stands. The parser gives the first item instead when the
    /// list is not indented below its key.
    fn dash(&self, at: usize) -> usize {
        self.pending_key()
            .and_then(|key| after_mark(self.text, key, b':'))
            .unwrap_or(at)
    }

    /// Where the `|` or `>` of a text stands, and on which line. The parser gives its first content.
    fn header(&self, content: usize, line: usize) -> (usize, usize) {
        let in_list = self.open.last().filter(|open| !open.map).map(|open| {
            let list = &self.nodes[open.index];
            if self.nodes.len() == open.index + 1 {
                list.start
            } else {
                self.end
            }
        });
        let found = match (self.pending_key(), in_list) {
            (Some(key), _) => after_mark(self.text, key, b':'),
            (None, Some(from)) => after_mark(self.text, from as usize, b'-'),
            (None, None) => None,
        };
        let Some(start) = found.filter(|start| *start < content) else {
            return (content, line);
        };
        let ends = self.text[start..content].bytes();
        (
            start,
            line - ends.filter(|b| *b == b'\n').count().min(line - 1),
        )
    }

    /// Where the key ends whose value comes next.
    fn pending_key(&self) -> Option<usize> {
        let key = self.open.last()?.key?;
        Some(self.nodes.get(key)?.end as usize)
    }

    fn too_much(&self, start: usize, nodes: bool) -> Fault {
        let limits = self.limits;
        if nodes {
            let message = format!("more than {} keys and values", limits.nodes);
            let hint = "split it into several records";
            return self.fault(message, start, start).hint(hint);
        }
        self.fault(deep(limits), start, start)
    }

    pub(super) fn fault(&self, message: impl Into<String>, start: usize, end: usize) -> Fault {
        Fault::new(message, span_of(self.text, start, end))
    }
}

/// The fault of lists and maps that stand too deep in each other.
pub(super) fn deep(limits: &Limits) -> String {
    format!(
        "lists and maps stand more than {} levels deep in each other",
        limits.depth
    )
}
