//! Jira's wiki markup as Markdown, as far as there is an equal. What has none
//! stays as it is and is counted, so that the report can say so.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Text in Markdown, and the markup that stayed as it was.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Markdown {
    pub text: String,
    /// Kind of markup (`{color}`, `table row`, `image` …) and number of places.
    pub left: BTreeMap<String, usize>,
}

/// Macros that come in pairs: the second of two only closes.
static PAIRED: &[&str] = &[
    "color", "panel", "quote", "expand", "info", "note", "warning", "tip", "section", "column",
    "html", "code", "noformat",
];
/// Macros that stand alone.
static SINGLE: &[&str] = &[
    "anchor", "toc", "jira", "gallery", "youtube", "chart", "adf",
];

/// Converts a text; `name` gives the name of a user who is mentioned by id.
pub fn to_markdown(text: &str, name: &dyn Fn(&str) -> String) -> Markdown {
    let mut writer = Writer {
        out: Markdown::default(),
        open: BTreeSet::new(),
        list: Vec::new(),
        name,
    };
    let mut rest = text;
    while let Some((before, code)) = next_code(rest) {
        writer.prose(before);
        writer.code(code.language, code.text);
        rest = code.rest;
    }
    writer.prose(rest);
    writer.out
}

struct Code<'t> {
    language: &'t str,
    text: &'t str,
    rest: &'t str,
}

/// The next complete `{code}` or `{noformat}` block and the text before it.
fn next_code(text: &str) -> Option<(&str, Code<'_>)> {
    let starts = text.match_indices('{').map(|(at, _)| at);
    starts.into_iter().find_map(|start| {
        let (tag, body) = text[start + 1..].split_once('}')?;
        let (name, options) = tag.split_once(':').unwrap_or((tag, ""));
        let close = match name {
            "code" => "{code}",
            "noformat" => "{noformat}",
            _ => return None,
        };
        let (inner, rest) = body.split_once(close)?;
        let language = options
            .split('|')
            .find(|option| !option.contains('='))
            .unwrap_or("");
        Some((
            &text[..start],
            Code {
                language,
                text: inner,
                rest,
            },
        ))
    })
}

struct Writer<'n> {
    out: Markdown,
    /// Paired macros that are open.
    open: BTreeSet<&'static str>,
    /// For each level of the current list: items so far and width of the mark.
    list: Vec<(usize, usize)>,
    name: &'n dyn Fn(&str) -> String,
}

impl Writer<'_> {
    fn code(&mut self, language: &str, text: &str) {
        let mut fence = "```".to_owned();
        while text.contains(&fence) {
            fence.push('`');
        }
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.out.text.truncate(self.out.text.trim_end().len());
            self.out.text.push('\n');
        }
        let text = text.strip_prefix('\n').unwrap_or(text).trim_end();
        self.out
            .text
            .push_str(&format!("{fence}{language}\n{text}\n{fence}\n"));
        self.list.clear();
    }

    fn prose(&mut self, text: &str) {
        let after_code = self.out.text.ends_with("```\n");
        let text = if after_code {
            text.strip_prefix('\n').unwrap_or(text)
        } else {
            text
        };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.text.push('\n');
            }
            let line = self.line(line.trim_end());
            self.out.text.push_str(&line);
        }
    }

    fn line(&mut self, line: &str) -> String {
        let trimmed = line.trim_start();
        if let Some((marks, item)) = list_item(trimmed) {
            let indent = self.list_mark(marks);
            return indent + &self.inline(item);
        }
        if !trimmed.is_empty() {
            self.list.clear();
        }
        if let Some((level, title)) = heading(trimmed) {
            return format!("{} {}", "#".repeat(level), self.inline(title));
        }
        if let Some(quote) = trimmed.strip_prefix("bq. ") {
            return format!("> {}", self.inline(quote));
        }
        if trimmed.len() >= 4 && trimmed.trim_end().chars().all(|c| c == '-') {
            return "***".to_owned();
        }
        if trimmed.starts_with('|') {
            self.leave("table row");
        }
        self.inline(line)
    }

    /// Indentation and mark of a list item; `marks` is `*`, `##`, `*#` …
    fn list_mark(&mut self, marks: &str) -> String {
        let depth = marks.len();
        self.list.truncate(depth);
        self.list.resize(depth, (0, 2));
        let indent: usize = self.list.iter().rev().skip(1).map(|level| level.1).sum();
        let mut mark = "- ".to_owned();
        if let Some(level) = self.list.last_mut() {
            level.0 += 1;
            if marks.ends_with('#') {
                mark = format!("{}. ", level.0);
            }
            level.1 = mark.len();
        }
        " ".repeat(indent) + &mark
    }

    fn inline(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let before = text[..text.len() - rest.len()].chars().next_back();
            let step = match c {
                '{' => self.braces(rest),
                '[' => self.link(rest),
                '*' => self.bold(before, rest),
                '!' => self.image(before, rest),
                'h' => url(rest).map(|url| (url.to_owned(), url.len())),
                _ => None,
            };
            let (written, length) = step.unwrap_or_else(|| (c.to_string(), c.len_utf8()));
            out.push_str(&written);
            rest = &rest[length..];
        }
        out
    }

    fn braces(&mut self, rest: &str) -> Option<(String, usize)> {
        if let Some(inner) = rest.strip_prefix("{{") {
            let (code, _) = inner
                .split_once("}}")
                .filter(|(code, _)| !code.trim().is_empty())?;
            let fence = if code.contains('`') { "``" } else { "`" };
            return Some((format!("{fence}{code}{fence}"), code.len() + 4));
        }
        let (tag, _) = rest[1..].split_once('}')?;
        let name = tag.split(':').next().unwrap_or(tag);
        if let Some(macro_name) = PAIRED.iter().find(|known| **known == name) {
            if self.open.insert(macro_name) {
                self.leave(&format!("{{{macro_name}}}"));
            } else {
                self.open.remove(macro_name);
            }
        } else if SINGLE.contains(&name) {
            self.leave(&format!("{{{name}}}"));
        }
        None
    }

    fn link(&mut self, rest: &str) -> Option<(String, usize)> {
        let (inner, _) = rest[1..].split_once(']')?;
        let length = inner.len() + 2;
        if let Some(user) = inner.strip_prefix('~') {
            let id = user.strip_prefix("accountid:").unwrap_or(user);
            return Some((format!("@{}", (self.name)(id)), length));
        }
        if inner.starts_with('^') {
            self.leave("attachment");
            return None;
        }
        let mut parts = inner.split('|').map(str::trim);
        let label = parts.next().unwrap_or_default();
        match parts.next() {
            None if is_url(label) => Some((format!("<{label}>"), length)),
            None => None,
            Some(target) if is_url(target) && (label == target || label.is_empty()) => {
                Some((format!("<{target}>"), length))
            }
            Some(target) if is_url(target) => {
                let wrap = target.contains(['(', ')', ' ']);
                let target = if wrap {
                    format!("<{target}>")
                } else {
                    target.to_owned()
                };
                Some((format!("[{}]({target})", self.inline(label)), length))
            }
            Some(_) => {
                self.leave("link");
                None
            }
        }
    }

    fn bold(&mut self, before: Option<char>, rest: &str) -> Option<(String, usize)> {
        let inner = &rest[1..];
        if before.is_some_and(char::is_alphanumeric) || inner.starts_with(['*', ' ']) {
            return None;
        }
        let closes = |(at, _): &(usize, &str)| {
            let ends = inner[..*at]
                .chars()
                .next_back()
                .is_some_and(|c| !c.is_whitespace());
            ends && !inner[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '*')
        };
        let (end, _) = inner.match_indices('*').find(closes)?;
        Some((format!("**{}**", self.inline(&inner[..end])), end + 2))
    }

    /// Images have no equal: the file is an attachment that is not here.
    fn image(&mut self, before: Option<char>, rest: &str) -> Option<(String, usize)> {
        let (inner, _) = rest[1..].split_once('!')?;
        let file = inner.split('|').next().unwrap_or_default();
        let (stem, ending) = file.rsplit_once('.')?;
        let named = !stem.is_empty() && !stem.starts_with(' ') && (2..=4).contains(&ending.len());
        if before.is_some_and(char::is_alphanumeric) || !named || ending.contains(' ') {
            return None;
        }
        self.leave("image");
        Some((rest[..inner.len() + 2].to_owned(), inner.len() + 2))
    }

    fn leave(&mut self, kind: &str) {
        *self.out.left.entry(kind.to_owned()).or_default() += 1;
    }
}

fn list_item(line: &str) -> Option<(&str, &str)> {
    let (marks, item) = line.split_once([' ', '\t'])?;
    let many = !marks.is_empty() && marks.chars().all(|c| c == '*' || c == '#');
    (many || marks == "-").then(|| (marks, item.trim_start()))
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let (level, title) = line.strip_prefix('h')?.split_once('.')?;
    let level = level
        .parse::<usize>()
        .ok()
        .filter(|level| (1..=6).contains(level))?;
    title.starts_with(' ').then(|| (level, title.trim()))
}

fn is_url(text: &str) -> bool {
    let schemes = ["http://", "https://", "ftp://", "mailto:"];
    schemes.iter().any(|scheme| text.starts_with(scheme)) && !text.contains('\n')
}

/// A bare address at the begin of the text: no markup is looked for inside.
fn url(text: &str) -> Option<&str> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '|' | ']' | '{' | '"'));
    let url = &text[..end.unwrap_or(text.len())];
    is_url(url).then_some(url)
}

#[cfg(test)]
mod tests;
