//! The tree of a document: one flat list of nodes in reading order, each with its place.

use serde_json::Map;
use serde_json::Value;

use crate::yaml::layout::eol;
use crate::yaml::number::Plain;
use crate::yaml::number::plain_value;
use crate::yaml::number::resolve;
use crate::yaml::path::Path;
use crate::yaml::path::Segment;
use crate::yaml::span::Span;
use crate::yaml::span::line_text;
use crate::yaml::span::number;
use crate::yaml::span::span_on_line;

/// A text that is one YAML document, with its tree.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) text: String,
    pub(super) nodes: Vec<Node>,
    /// The values of scalars that do not stand in the text as they are.
    pub(super) values: Vec<Box<str>>,
}

/// One node; its children follow it directly, up to `next`. A backlog of 10,000 records holds a million of them at once,
/// so it is kept small.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) shape: Shape,
    pub(super) start: u32,
    /// Just after the content: blank lines and comments that follow are not part of it.
    pub(super) end: u32,
    /// Index of the first node after this one and its children.
    pub(super) next: u32,
    pub(super) line: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// A scalar whose value stands in the text as it is, between its quotes.
    Slice(Style),
    /// A scalar with escapes, folded lines or the like, and the place of its value among those of the document.
    Owned(Style, u32),
    List(Style),
    Map(Style),
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A single value: text, number, true or false, nothing.
    Scalar,
    /// A list of items.
    List,
    /// A map of pairs.
    Map,
}

/// How a node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// A scalar without quotes, also one that is not there at all (`key:`).
    Plain,
    /// `'text'`
    Single,
    /// `"text"`
    Double,
    /// `|` and the lines below it.
    Literal,
    /// `>` and the lines below it.
    Folded,
    /// A list or map over several lines, by indentation.
    Block,
    /// A list `[…]` or map `{…}` in brackets.
    Flow,
}

impl Style {
    /// How many bytes stand around the value.
    pub(super) fn quote(self) -> usize {
        usize::from(matches!(self, Self::Single | Self::Double))
    }
}

/// A handle to one node of a document, cheap to copy.
#[derive(Clone, Copy)]
pub struct NodeRef<'a> {
    doc: &'a Document,
    index: u32,
}

impl Document {
    /// The text the document was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, given back.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The outermost node; nothing for a text without any content.
    pub fn root(&self) -> Option<NodeRef<'_>> {
        (!self.nodes.is_empty()).then_some(NodeRef {
            doc: self,
            index: 0,
        })
    }

    /// Line `n`, counted from 1, without its line end.
    pub fn line(&self, n: u32) -> &str {
        line_text(&self.text, n)
    }

    /// How its lines end, as the first one does.
    pub fn eol(&self) -> &'static str {
        eol(&self.text, 0)
    }

    /// Every node in reading order, keys included.
    pub fn all(&self) -> impl Iterator<Item = NodeRef<'_>> {
        (0..self.nodes.len()).map(|index| NodeRef {
            doc: self,
            index: number(index),
        })
    }

    /// The node at this place in the tree's list.
    pub(super) fn node(&self, index: u32) -> Option<NodeRef<'_>> {
        ((index as usize) < self.nodes.len()).then_some(NodeRef { doc: self, index })
    }

    /// The value of the whole document, null when it has no content.
    pub fn value(&self) -> Value {
        self.root().map_or(Value::Null, NodeRef::value)
    }
}

impl<'a> NodeRef<'a> {
    /// The document this node is in.
    pub fn document(self) -> &'a Document {
        self.doc
    }

    /// Scalar, list or map.
    pub fn kind(self) -> Kind {
        match self.node().shape {
            Shape::Slice(_) | Shape::Owned(..) => Kind::Scalar,
            Shape::List(_) => Kind::List,
            Shape::Map(_) => Kind::Map,
        }
    }

    /// How the node is written.
    pub fn style(self) -> Style {
        match self.node().shape {
            Shape::Slice(style) | Shape::Owned(style, _) => style,
            Shape::List(style) | Shape::Map(style) => style,
        }
    }

    /// The value of a scalar, unquoted and unescaped; empty where nothing is written (`key:`).
    pub fn text(self) -> Option<&'a str> {
        let node = self.node();
        match node.shape {
            Shape::Slice(style) => {
                let (start, end) = (node.start as usize, node.end as usize);
                Some(&self.doc.text[start + style.quote()..end - style.quote()])
            }
            Shape::Owned(_, at) => Some(&self.doc.values[at as usize]),
            Shape::List(_) | Shape::Map(_) => None,
        }
    }

    /// True for an unquoted `null`, `~` or nothing at all.
    pub fn is_null(self) -> bool {
        self.plain() == Some(Plain::Null)
    }

    /// The pairs of a map in their order; none for other nodes.
    pub fn entries(self) -> impl Iterator<Item = (NodeRef<'a>, NodeRef<'a>)> + use<'a> {
        let mut children = self.children_of(Kind::Map);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The items of a list in their order; none for other nodes.
    pub fn items(self) -> impl Iterator<Item = NodeRef<'a>> + use<'a> {
        self.children_of(Kind::List)
    }

    /// The value of `key` in a map.
    pub fn get(self, key: &str) -> Option<NodeRef<'a>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The value at the end of `path`.
    pub fn at(self, path: &[Segment]) -> Option<NodeRef<'a>> {
        path.iter().try_fold(self, |node, segment| match segment {
            Segment::Key(key) => node.get(key),
            Segment::Index(index) => node.items().nth(*index),
        })
    }

    /// The key node of the pair at the end of `path`; nothing for a list item.
    pub fn key_at(self, path: &[Segment]) -> Option<NodeRef<'a>> {
        let (last, parents) = path.split_last()?;
        match last {
            Segment::Key(key) => Some(self.at(parents)?.entry(key)?.0),
            Segment::Index(_) => None,
        }
    }

    /// The node as it is written, quotes and all.
    pub fn source(self) -> &'a str {
        let node = self.node();
        self.doc
            .text
            .get(node.start as usize..node.end as usize)
            .unwrap_or_default()
    }

    /// The place of the node.
    pub fn span(self) -> Span {
        let node = self.node();
        span_on_line(
            &self.doc.text,
            node.start as usize,
            node.end as usize,
            node.line,
        )
    }

    /// The node as an ordered value: unquoted scalars by the core schema, keys as their text.
    pub fn value(self) -> Value {
        match self.kind() {
            Kind::List => Value::Array(self.items().map(NodeRef::value).collect()),
            Kind::Map => {
                let pair = |(key, value): (NodeRef<'a>, NodeRef<'a>)| (key.key(), value.value());
                Value::Object(self.entries().map(pair).collect::<Map<_, _>>())
            }
            Kind::Scalar => {
                let text = self.text().unwrap_or_default();
                if self.style() == Style::Plain {
                    plain_value(text)
                } else {
                    Value::from(text)
                }
            }
        }
    }

    /// The type of an unquoted scalar; nothing for quoted ones, lists and maps.
    pub(super) fn plain(self) -> Option<Plain> {
        match &self.node().shape {
            Shape::Slice(Style::Plain) | Shape::Owned(Style::Plain, _) => self.text().map(resolve),
            _ => None,
        }
    }

    /// The pair with this key in a map.
    pub(super) fn entry(self, key: &str) -> Option<(NodeRef<'a>, NodeRef<'a>)> {
        self.entries().find(|(k, _)| k.text() == Some(key))
    }

    /// Where the node stands in the tree's list.
    pub(super) fn index(self) -> u32 {
        self.index
    }

    /// Where the list goes on after this node and its children.
    pub(super) fn next(self) -> u32 {
        self.node().next
    }

    /// Where the node's text begins, without the cost of a whole span.
    pub(super) fn start(self) -> usize {
        self.node().start as usize
    }

    /// Where the node's content ends.
    pub fn end(self) -> usize {
        self.node().end as usize
    }

    /// The way from this node down to node `index` (a key counts as its pair), and the value of the
    /// innermost pair or item that holds it; nothing on the way when it is this node itself.
    pub(super) fn way_to(self, index: u32) -> (Path, Option<NodeRef<'a>>) {
        let (mut path, mut slot, mut at) = (Path::new(), None, self);
        while at.index != index {
            let pair = at.entries().find(|(_, value)| index < value.next());
            let step = match pair {
                Some((key, value)) => Some((Segment::Key(key.key()), value)),
                None => at
                    .items()
                    .enumerate()
                    .find(|(_, item)| index < item.next())
                    .map(|(n, item)| (Segment::Index(n), item)),
            };
            let Some((segment, value)) = step else { break };
            path.push(segment);
            slot = Some(value);
            if index < value.index {
                break;
            }
            at = value;
        }
        (path, slot)
    }

    fn key(self) -> String {
        self.text().unwrap_or_default().to_owned()
    }

    fn node(self) -> &'a Node {
        &self.doc.nodes[self.index as usize]
    }

    fn children_of(self, kind: Kind) -> impl Iterator<Item = NodeRef<'a>> + use<'a> {
        let end = if self.kind() == kind { self.next() } else { 0 };
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            let child = (index < end).then_some(NodeRef {
                doc: self.doc,
                index,
            })?;
            index = child.next();
            Some(child)
        })
    }
}
