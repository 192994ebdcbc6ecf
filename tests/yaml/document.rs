//! Random documents: what a person may have written, and the value it means.

use serde_json::Map;
use serde_json::Value;

use super::choices::Choices;
use super::counts::count;
use super::flow;
use super::scalars;

/// A document's text and its value.
pub struct Drawn {
    pub text: String,
    pub value: Value,
}

struct Writer<'c, 'a> {
    c: &'c mut Choices<'a>,
    lines: Vec<String>,
    /// The last content was a `|` or `>` text; one that keeps blank lines.
    block: bool,
    keeps: bool,
}

/// A document with a map at its root.
pub fn document(c: &mut Choices<'_>) -> Drawn {
    // Drawn first, since a large map uses up the choices.
    let (crlf, bom, open_end) = (c.once_in(3), c.once_in(6), c.once_in(4));
    let mut writer = Writer {
        c,
        lines: Vec::new(),
        block: false,
        keeps: false,
    };
    if writer.c.once_in(8) {
        count("document start and end marks");
        let head = *writer.c.of(&[
            &[][..],
            &["# h"],
            &["# h", ""],
            &["", "# h", "", "# i", ""],
            &["", ""],
        ]);
        writer
            .lines
            .extend(head.iter().map(|line| (*line).to_owned()));
        if head.contains(&"") {
            count("blank line above the start mark");
        }
        writer.lines.push("---".to_owned());
    }
    let marked = !writer.lines.is_empty();
    let value = writer.map(0, None, 3);
    if marked {
        writer.lines.push("...".to_owned());
    } else if writer.c.once_in(4) {
        writer.note(0);
    }
    let open_end = open_end && !marked && !writer.keeps;
    writer.finish(value, crlf, bom, open_end)
}

impl Writer<'_, '_> {
    fn finish(self, value: Value, crlf: bool, bom: bool, open_end: bool) -> Drawn {
        let eol = if crlf { "\r\n" } else { "\n" };
        let mut text = if bom {
            "\u{feff}".to_owned()
        } else {
            String::new()
        };
        text += &self.lines.join(eol);
        if !open_end {
            text += eol;
        }
        for (drawn, feature) in [
            (crlf, "document with CRLF"),
            (bom, "document with BOM"),
            (open_end, "document without final newline"),
            (
                text.contains(" #") || text.starts_with('#'),
                "document with comments",
            ),
            (text.contains(['[', '{']), "document with flow"),
            (
                !text.trim_start_matches('\u{feff}').is_ascii(),
                "document with non-ASCII",
            ),
        ] {
            if drawn {
                count(feature);
            }
        }
        Drawn { text, value }
    }

    /// Comment lines and blank lines before a pair or item at `column`.
    fn note(&mut self, column: usize) {
        if !self.keeps && self.c.once_in(8) {
            count("blank line");
            self.lines.push(String::new());
        }
        if self.c.once_in(5) {
            count("comment line");
            // Deeper than its text a comment would belong to it.
            let deeper = if self.block { 0 } else { self.c.below(3) };
            self.lines
                .push(format!("{}# - c: [\"", pad(column + deeper)));
            self.keeps = false;
        }
    }

    fn comment(&mut self) -> &'static str {
        if self.c.once_in(5) {
            count("comment behind a value");
            " # c: 'd"
        } else {
            ""
        }
    }

    /// A block map at `column`; the first pair goes behind `head` (a dash) where there is one.
    fn map(&mut self, column: usize, head: Option<String>, depth: usize) -> Value {
        let mut head = head;
        let mut pairs = Map::new();
        for n in 0..=self.c.below(4) {
            let (key, written) = self.key(n);
            let start = match head.take() {
                Some(head) => head,
                None => {
                    self.note(column);
                    pad(column)
                }
            };
            let value = if depth == 3 && self.c.once_in(60) {
                count("explicit key");
                let key = written.trim_end_matches([':', ' ']);
                self.lines.push(format!("{start}? {key}"));
                self.value(format!("{}:", pad(column)), column, 0, true)
            } else {
                self.value(format!("{start}{written}"), column, depth, true)
            };
            pairs.insert(key, value);
        }
        count("block map");
        Value::Object(pairs)
    }

    fn key(&mut self, n: usize) -> (String, String) {
        let key = format!("{}{n}", self.c.of(&["k", "id", "grün", "a b"]));
        let written = match self.c.below(8) {
            5 => format!("'{key}':"),
            6 => format!("\"{key}\":"),
            7 => format!("{key} :"),
            _ => format!("{key}:"),
        };
        (key, written)
    }

    /// A block list whose dashes stand at `column`.
    fn list(&mut self, column: usize, head: Option<String>, depth: usize) -> Value {
        let mut head = head;
        let mut items = Vec::new();
        for _ in 0..=self.c.below(3) {
            let start = match head.take() {
                Some(head) => head,
                None => {
                    self.note(column);
                    pad(column)
                }
            };
            items.push(self.value(format!("{start}-"), column, depth, false));
        }
        count("block list");
        Value::Array(items)
    }

    /// A value behind `head` (a key or dash that stands at `column`).
    fn value(&mut self, head: String, column: usize, depth: usize, keyed: bool) -> Value {
        (self.block, self.keeps) = (false, false);
        match self.c.below(if depth == 0 { 5 } else { 8 }) {
            3 => {
                count("value missing");
                let comment = self.comment();
                self.lines.push(head + comment);
                Value::Null
            }
            4 => {
                let (mut lines, value) = flow::collection(self.c, 1);
                let comment = self.comment();
                if let Some(last) = lines.last_mut() {
                    last.push_str(comment);
                }
                let column = column + self.c.below(2);
                self.below(head, &lines, column);
                value
            }
            5 | 6 => self.nested(head, column, depth - 1, keyed),
            7 if keyed => {
                let comment = self.comment();
                self.lines.push(head + comment);
                let column = column + *self.c.of(&[2, 0, 4]);
                self.list(column, None, depth - 1)
            }
            7 => {
                let gap = 1 + self.c.below(3);
                let inner = column + 1 + gap;
                self.list(inner, Some(format!("{head}{}", pad(gap))), depth - 1)
            }
            _ => self.scalar(head, column, keyed),
        }
    }

    /// A block map below a key, or behind or below a dash.
    fn nested(&mut self, head: String, column: usize, depth: usize, keyed: bool) -> Value {
        if keyed || self.c.once_in(4) {
            let comment = self.comment();
            self.lines.push(head + comment);
            let column = column + *self.c.of(&[2, 1, 4]);
            return self.map(column, None, depth);
        }
        let gap = 1 + self.c.below(3);
        self.map(column + 1 + gap, Some(format!("{head}{}", pad(gap))), depth)
    }

    fn scalar(&mut self, head: String, column: usize, keyed: bool) -> Value {
        let indent = *self.c.of(&[2, 1, 4]);
        let mut written = scalars::any(self.c, indent);
        if !written.block {
            let comment = self.comment();
            written
                .rest
                .last_mut()
                .unwrap_or(&mut written.first)
                .push_str(comment);
            if keyed && self.c.once_in(8) {
                count("value on the next line");
                let comment = self.comment();
                self.lines.push(format!("{head}{comment}"));
                self.lines
                    .push(format!("{}{}", pad(column + indent), written.first));
                self.rest(&written.rest, column + indent);
                return written.value;
            }
        }
        self.lines.push(format!("{head} {}", written.first));
        self.rest(&written.rest, column + indent);
        (self.block, self.keeps) = (written.block, written.keeps);
        written.value
    }

    fn below(&mut self, head: String, lines: &[String], column: usize) {
        if let Some((first, rest)) = lines.split_first() {
            self.lines.push(format!("{head} {first}"));
            self.rest(rest, column);
        }
    }

    fn rest(&mut self, lines: &[String], column: usize) {
        for line in lines {
            self.lines.push(if line.is_empty() {
                String::new()
            } else {
                pad(column) + line
            });
        }
    }
}

fn pad(column: usize) -> String {
    " ".repeat(column)
}
