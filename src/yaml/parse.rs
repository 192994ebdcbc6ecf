//! From text to tree. The only file that names the parser crate.

use std::ops::Range;

use granit_parser::ErrorKind;
use granit_parser::Event;
use granit_parser::Options;
use granit_parser::Parser;
use granit_parser::ScalarStyle;
use granit_parser::ScanError;
use granit_parser::Span;
use granit_parser::StructureStyle;

use crate::yaml::fault::Fault;
use crate::yaml::fault::no_conflict;
use crate::yaml::fault::no_nul;
use crate::yaml::layout::skip_blanks;
use crate::yaml::limits::Limits;
use crate::yaml::node::Document;
use crate::yaml::node::Shape;
use crate::yaml::node::Style;
use crate::yaml::scalar::text_on_one_line;
use crate::yaml::span::line_start;
use crate::yaml::span::span_of;
use crate::yaml::tree::Place;
use crate::yaml::tree::Tree;
use crate::yaml::tree::deep;
use crate::yaml::unique::twice;

impl Document {
    /// Reads a text within the default limits.
    ///
    /// # Errors
    /// Why the text is no document, and the text back.
    pub fn parse(text: String) -> Result<Document, (Fault, String)> {
        Document::parse_within(text, &Limits::default())
    }

    /// Reads a text within limits of the caller.
    ///
    /// # Errors
    /// Why the text is no document, and the text back.
    pub fn parse_within(text: String, limits: &Limits) -> Result<Document, (Fault, String)> {
        match tree(&text, limits) {
            Ok(Tree { nodes, values, .. }) => {
                let doc = Document {
                    text,
                    nodes,
                    values,
                };
                match twice(&doc) {
                    Some(fault) => Err((fault, doc.text)),
                    None => Ok(doc),
                }
            }
            Err(fault) => Err((*fault, text)),
        }
    }
}

fn tree<'t>(text: &'t str, limits: &'t Limits) -> Result<Tree<'t>, Box<Fault>> {
    if text.len() > limits.bytes {
        let message = format!(
            "the file has {} bytes; a record may have {}",
            text.len(),
            limits.bytes
        );
        return Err(Box::new(
            Fault::new(message, span_of(text, 0, 0))
                .hint("keep large texts in a file of their own and link to it"),
        ));
    }
    no_nul(text)?;
    no_conflict(text, false)?;
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.disallow_directives = true;
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = limits.depth;
    options.block_nesting_limit = limits.depth;
    let mut tree = Tree::new(text, limits);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => take(&mut tree, event, &span)?,
            Err(error) => {
                no_conflict(text, true)?;
                return Err(Box::new(reword(text, limits, &error)));
            }
        }
    }
    tree.nodes.shrink_to_fit();
    Ok(tree)
}

/// Adds what one event says, or refuses it.
fn take(tree: &mut Tree<'_>, event: Event<'_>, span: &Span) -> Result<(), Box<Fault>> {
    let range = span.byte_range().unwrap_or_default();
    let refuse = |message: &str, at: Range<usize>, hint: &str| {
        Err(Box::new(
            Fault::new(message, span_of(tree.text, at.start, at.end)).hint(hint),
        ))
    };
    let place = || Place {
        range: range.clone(),
        line: span.start.line(),
        column: span.start.col(),
    };
    match event {
        Event::DocumentStart(..) if !tree.nodes.is_empty() => refuse(
            "a second document begins here",
            range,
            "one file holds one record: move the rest to a file of its own",
        ),
        Event::Anchor(..) => refuse(
            "anchors (`&name`) are not allowed",
            range,
            "write the value out where it is needed; put a text that begins with `&` in quotes",
        ),
        Event::Alias(_) | Event::UnresolvedAlias(_) => refuse(
            "aliases (`*name`) are not allowed",
            range,
            "write the value out; put a text that begins with `*` in quotes",
        ),
        Event::Scalar(.., Some(_))
        | Event::SequenceStart(.., Some(_))
        | Event::MappingStart(.., Some(_)) => refuse(
            "tags (`!name`) are not allowed",
            span.tag_span()
                .and_then(|tag| tag.byte_range())
                .unwrap_or(range),
            "remove it; put a text that begins with `!` in quotes",
        ),
        Event::Scalar(value, style, ..) => tree.scalar(&value, scalar(style), place()),
        Event::SequenceStart(style, ..) => tree.open(Shape::List(collection(style)), &place()),
        Event::MappingStart(style, ..) => tree.open(Shape::Map(collection(style)), &place()),
        Event::SequenceEnd | Event::MappingEnd => {
            tree.close(range.end);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn scalar(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

fn collection(style: StructureStyle) -> Style {
    match style {
        StructureStyle::Block => Style::Block,
        StructureStyle::Flow => Style::Flow,
    }
}

/// The parser's refusal in words for people, with the place they have to look at.
fn reword(text: &str, limits: &Limits, error: &ScanError) -> Fault {
    let mut at = error
        .marker()
        .byte_offset()
        .unwrap_or_default()
        .min(text.len());
    let (mut message, mut hint) = words(error.kind(), limits, error);
    let begin = line_start(text, at);
    let indent = &text[begin..skip_blanks(text, begin)];
    if let Some(tab) = indent.find('\t') {
        at = begin + tab;
        (message, hint) = (TAB.0.to_owned(), TAB.1);
    } else if is_tab(error.kind()) {
        at += text[at..].find('\t').unwrap_or_default();
    }
    let quoted = match error.kind() {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            text[begin..].lines().next().and_then(quoted_line)
        }
        _ => None,
    };
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    if let Some(line) = quoted {
        let hint = format!("put the text in quotes: {line}");
        return Fault::new(message, span_of(text, at, end)).hint(hint);
    }
    let fault = Fault::new(message, span_of(text, at, end));
    if hint.is_empty() {
        fault
    } else {
        fault.hint(hint)
    }
}

/// A line whose text holds a colon of its own, with the text in quotes: `title: "a: b"`.
fn quoted_line(line: &str) -> Option<String> {
    let line = line.trim();
    let (dash, pair) = match line.strip_prefix("- ") {
        Some(rest) => ("- ", rest.trim_start()),
        None => ("", line),
    };
    let pair = pair
        .find(" #")
        .map_or(pair, |comment| pair[..comment].trim_end());
    let (key, text) = pair.split_once(": ")?;
    let text = text.trim();
    if !text.contains(": ") && !text.ends_with(':')
        || text.starts_with(['"', '\'', '[', '{', '|', '>'])
    {
        return None;
    }
    let is_key = key
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    Some(match is_key {
        true => format!("{dash}{key}: {}", text_on_one_line(text, false)),
        // In a list of texts the first colon belongs to the text as well.
        false => format!("{dash}{}", text_on_one_line(pair, false)),
    })
}

const TAB: (&str, &str) = ("a tab is used for indentation", "use spaces");
const INDENT: &str = "check the indentation of this line and of the lines above";

fn is_tab(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabAtBlockScalarStart
            | K::TabInIndentation
            | K::TabInPlainScalar
            | K::InvalidBlockEntryWhitespace
            | K::InvalidMappingValueWhitespace
    )
}

/// Message and hint by the kind of refusal; the parser's own message where nothing better is known.
fn words(kind: &ErrorKind, limits: &Limits, error: &ScanError) -> (String, &'static str) {
    use ErrorKind as K;
    match kind {
        K::RecursionLimitExceeded => (deep(limits), "a record needs no such depth"),
        K::UnclosedFlowCollection { open } => (
            format!("the bracket `{open}` is not closed"),
            "close it, or put the text in quotes",
        ),
        K::MismatchedFlowCollectionEnd { open, close } => (
            format!("the bracket `{open}` is closed by `{close}`"),
            "use the bracket that fits",
        ),
        K::UnexpectedCharacter { character } if character.is_control() => (
            format!("a control character (U+{:04X})", *character as u32),
            "remove it",
        ),
        K::UnexpectedCharacter { character } => (
            format!("a text cannot begin with `{character}`"),
            "put it in quotes",
        ),
        kind if is_tab(kind) => (TAB.0.to_owned(), TAB.1),
        kind => match layout_words(kind).or_else(|| scalar_words(kind)) {
            Some((message, hint)) => (message.to_owned(), hint),
            None => (error.info(), ""),
        },
    }
}

/// Words for lines, keys and brackets that do not fit together.
fn layout_words(kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    use ErrorKind as K;
    const BRACKET: &str =
        "close the bracket above; put a text with brackets, commas or colons in quotes";
    Some(match kind {
        K::MisplacedFlowCollectionEnd => (
            "a closing bracket without its opening one",
            "remove it, or put the text in quotes",
        ),
        K::MappingValueNotAllowed | K::InvalidColonPlacement => (
            "a colon is not expected here",
            "put a text that holds `: ` in quotes; else check the indentation, and that each key above has its `: `",
        ),
        K::ExpectedBlockMappingKey | K::MappingKeyNotAllowed => {
            ("expected `key: value` here", INDENT)
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey => (
            "expected `key: value` here",
            "end the key with a colon and a blank",
        ),
        K::ExpectedBlockSequenceEntry => ("expected a list item (`- …`) here", INDENT),
        K::BlockEntryInFlowCollection | K::BlockSequenceEntryNotAllowed => (
            "a list item (`- …`) is not expected here",
            "begin the list on a line of its own; put a text that begins with `- ` in quotes",
        ),
        K::ExpectedNodeContent => (
            "expected a value here",
            "put a text that begins with a special character in quotes",
        ),
        K::ExpectedFlowMappingSeparator | K::FlowMappingValueAdjacentCollection => {
            ("expected `,` or `}` here", BRACKET)
        }
        K::ExpectedFlowSequenceSeparator => ("expected `,` or `]` here", BRACKET),
        K::InvalidBlockScalarIndent
        | K::ZeroBlockScalarIndent
        | K::InvalidIndentation
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent => ("this line is indented wrongly", INDENT),
        K::BomInsideDocument => ("a byte-order mark inside the text", "remove it"),
        K::DirectiveDisallowed | K::MissingDocumentEndBeforeDirective => {
            ("directives (`%…`) are not allowed", "remove the line")
        }
        K::InvalidDocumentEnd | K::ExpectedDocumentStart => (
            "more text follows the end of the document",
            "one file holds one record; put a text that begins with `...` in quotes",
        ),
        _ => return None,
    })
}

/// Words for texts, quotes and comments that are written wrongly.
fn scalar_words(kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    use ErrorKind as K;
    const AFTER_QUOTE: &str = "more text follows the closing quote";
    Some(match kind {
        K::UnclosedQuotedScalar => (
            "the quote is not closed",
            "close it, or put a text with quotes in it in quotes of the other kind",
        ),
        K::DocumentIndicatorInQuotedScalar => {
            ("the quote above is not closed", "close it before this line")
        }
        K::InvalidTrailingSingleQuotedScalar => {
            (AFTER_QUOTE, "write a `'` inside single quotes twice")
        }
        K::InvalidTrailingDoubleQuotedScalar => {
            (AFTER_QUOTE, r#"write a `"` inside double quotes as `\"`"#)
        }
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => (
            r"a wrong `\` in double quotes",
            r"write a backslash as `\\`, or use single quotes",
        ),
        K::InvalidBlockScalarHeader => (
            "more text follows `|` or `>`",
            "begin the text on the next line",
        ),
        K::CommentNotSeparated => (
            "a comment needs a blank before its `#`",
            "put a text that holds `#` in quotes",
        ),
        K::CommentInterceptedScalar => (
            "a comment inside a text of several lines",
            "move the comment above the key",
        ),
        K::MissingAnchorOrAliasName => ("a text cannot begin with `*` or `&`", "put it in quotes"),
        _ => return None,
    })
}
