//! The paths that Rust tokens spell, grouped imports taken apart, `self` and `super` resolved.

use std::collections::HashMap;

use crate::tokens::Placed;
use crate::tokens::Token;

/// A path in the code; one that begins with `crate`, `self` or `super` is resolved to
/// `["crate", …]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub path: Vec<String>,
    pub line: usize,
    /// The sign after the path: `!` for a macro, `{` for a group opened on it.
    pub next: Option<char>,
    /// Whether the path stands in `pub(…)`.
    pub visibility: bool,
}

/// Every path in `tokens`, the text of the module `module` (`["render", "table"]`).
pub fn paths(tokens: &[Placed], module: &[String]) -> Vec<Named> {
    Walk::over(tokens, module).found
}

/// The same, with an imported first name replaced by what it stands for: `io::stdout`
/// after `use std::io` is `std::io::stdout`.
pub fn full_paths(tokens: &[Placed], module: &[String]) -> Vec<Named> {
    let Walk {
        imports, mut found, ..
    } = Walk::over(tokens, module);
    for named in &mut found {
        if let Some(full) = named.path.first().and_then(|first| imports.get(first)) {
            named.path.splice(..1, full.iter().cloned());
        }
    }
    found
}

struct Walk<'a> {
    tokens: &'a [Placed],
    scope: Vec<String>,
    /// The brace depth at which each inline module was opened.
    inline: Vec<usize>,
    imports: HashMap<String, Vec<String>>,
    found: Vec<Named>,
}

impl<'a> Walk<'a> {
    fn over(tokens: &'a [Placed], module: &[String]) -> Self {
        let mut walk = Walk {
            tokens,
            scope: module.to_vec(),
            inline: Vec::new(),
            imports: HashMap::new(),
            found: Vec::new(),
        };
        walk.run();
        walk
    }

    fn run(&mut self) {
        let (mut at, mut depth) = (0, 0);
        while at < self.tokens.len() {
            if self.token(at).is_some_and(|token| token.is('{')) {
                depth += 1;
                if let Some(name) = self.opens_module(at) {
                    self.scope.push(name);
                    self.inline.push(depth);
                }
            } else if self.token(at).is_some_and(|token| token.is('}')) {
                if self.inline.last() == Some(&depth) {
                    self.inline.pop();
                    self.scope.pop();
                }
                depth -= 1;
            }
            at = self.step(at);
        }
    }

    /// Reads an import or a path that begins at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let Some(word) = self.tokens[at].word() else {
            return at + 1;
        };
        let dot = |at: Option<usize>| at.is_some_and(|at| self.tokens[at].is('.'));
        let field = dot(at.checked_sub(1)) && !dot(at.checked_sub(2));
        if word == "use" {
            self.tree(at + 1, &[], true)
        } else if field {
            at + 1
        } else {
            self.tree(at, &[], false)
        }
    }

    fn token(&self, at: usize) -> Option<&Placed> {
        self.tokens.get(at)
    }

    fn opens_module(&self, brace: usize) -> Option<String> {
        let before = brace.checked_sub(2)?;
        if !self.tokens[before].is_word("mod") {
            return None;
        }
        self.tokens[brace - 1].word().map(str::to_owned)
    }

    /// Reads one path or one tree of an import after the names of `prefix`.
    fn tree(&mut self, start: usize, prefix: &[String], import: bool) -> usize {
        let mut path = prefix.to_vec();
        let mut at = start;
        if self.joins(at) {
            at += 1;
        }
        loop {
            match self.token(at).map(|placed| placed.token.clone()) {
                Some(Token::Word(word)) => path.push(word),
                Some(Token::Sign('*')) if import => path.push("*".to_owned()),
                Some(Token::Sign('{')) if import => return self.group(at, &path),
                // Whatever this is (`::<`), the path ended before it.
                _ => break,
            }
            at += 1;
            if !self.joins(at) {
                break;
            }
            at += 1;
        }
        if path.len() > prefix.len() {
            at = self.record(start, at, path, import);
        }
        at.max(start + 1)
    }

    fn group(&mut self, brace: usize, prefix: &[String]) -> usize {
        let path = self.absolute(prefix);
        if path == ["crate"] {
            self.found.push(Named {
                path,
                line: self.tokens[brace].line,
                next: Some('{'),
                visibility: false,
            });
        }
        let mut at = brace + 1;
        while self.token(at).is_some_and(|token| !token.is('}')) {
            at = if self.tokens[at].is(',') {
                at + 1
            } else {
                self.tree(at, prefix, true)
            };
        }
        at + 1
    }

    fn record(&mut self, start: usize, end: usize, path: Vec<String>, import: bool) -> usize {
        let path = self.absolute(&path);
        let mut end = end;
        if import {
            let mut name = path.last().cloned();
            if self.token(end).is_some_and(|token| token.is_word("as")) {
                name = self
                    .token(end + 1)
                    .and_then(|token| token.word())
                    .map(str::to_owned);
                end += 2;
            }
            if let Some(name) = name {
                self.imports.insert(name, path.clone());
            }
        }
        self.found.push(Named {
            path,
            line: self.tokens[start].line,
            next: self.token(end).and_then(|placed| match placed.token {
                Token::Sign(sign) => Some(sign),
                _ => None,
            }),
            visibility: start >= 2
                && self.tokens[start - 1].is('(')
                && self.tokens[start - 2].is_word("pub"),
        });
        end
    }

    fn joins(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|placed| placed.token == Token::Join)
    }

    fn absolute(&self, path: &[String]) -> Vec<String> {
        let mut full: Vec<String> = Vec::new();
        for (at, name) in path.iter().enumerate() {
            match name.as_str() {
                "self" | "super" if at == 0 => {
                    full.push("crate".to_owned());
                    full.extend(self.scope.iter().cloned());
                }
                _ => {}
            }
            match name.as_str() {
                "self" => {}
                "super" if full.len() > 1 => drop(full.pop()),
                "super" => {}
                _ => full.push(name.clone()),
            }
        }
        full
    }
}
