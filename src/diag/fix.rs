//! A fix as data: what to change, without knowing how files are written.

use serde_json::Value;

/// Changes that take a finding away.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// True when it cannot change what was meant: `check --fix` may apply it.
    pub safe: bool,
    pub operations: Vec<Operation>,
}

/// One step of a fix; ids and key paths are text as in the files.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    Set {
        id: String,
        field: String,
        value: Value,
    },
    Remove {
        id: String,
        field: String,
    },
    /// The key of the field gets another name and stays where it is.
    Rename {
        id: String,
        field: String,
        to: String,
    },
    /// The file takes the name its id asks for.
    RenameFile {
        id: String,
    },
    /// The record is done: it enters the first state of that category.
    Finish {
        id: String,
    },
    /// The record takes a rank of its own, right behind where it stands.
    Rerank {
        id: String,
    },
}

/// What a fix would make of the lines of a file, for a person to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The first line that changes, or before which lines come in, from 1.
    pub line: u32,
    /// The lines as they are; none where some only come in.
    pub old: Vec<String>,
    /// The lines in their place.
    pub new: Vec<String>,
}

/// The part of a text that a suggestion replaces: from a line and column up to another one, both in characters from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub start: (u32, u32),
    pub end: (u32, u32),
    pub text: String,
}

impl Suggestion {
    /// What makes one text of another; nothing where they are equal.
    pub fn between(before: &str, after: &str) -> Option<Self> {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (before.lines().collect(), after.lines().collect());
        let first = common(old.iter(), new.iter());
        let last = common(old[first..].iter().rev(), new[first..].iter().rev());
        let part = |lines: &[&str]| -> Vec<String> {
            let lines = &lines[first..lines.len() - last];
            lines.iter().map(|line| (*line).to_owned()).collect()
        };
        let suggestion = Self {
            line: u32::try_from(first).ok()? + 1,
            old: part(&old),
            new: part(&new),
        };
        (suggestion.old != suggestion.new).then_some(suggestion)
    }

    /// The least that has to be replaced: a part of a line where one line stays one, else whole lines.
    pub fn replacement(&self) -> Replacement {
        let ([old], [new]) = (&self.old[..], &self.new[..]) else {
            let lines = self.new.iter().map(|line| format!("{line}\n"));
            return Replacement {
                start: (self.line, 1),
                end: (self.line + self.old.len() as u32, 1),
                text: lines.collect(),
            };
        };
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let first = common(old.iter(), new.iter());
        let last = common(old[first..].iter().rev(), new[first..].iter().rev());
        Replacement {
            start: (self.line, first as u32 + 1),
            end: (self.line, (old.len() - last) as u32 + 1),
            text: new[first..new.len() - last].iter().collect(),
        }
    }
}

/// How many are equal from the first on.
fn common<T: PartialEq>(one: impl Iterator<Item = T>, other: impl Iterator<Item = T>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

#[cfg(test)]
mod tests {
    use super::Suggestion;

    fn suggested(before: &str, after: &str) -> Suggestion {
        Suggestion::between(before, after).expect("a difference")
    }

    #[test]
    fn a_word_of_a_line_is_all_that_is_replaced() {
        let suggestion = suggested("id: S-1\nepic: ö E-99 # x\n", "id: S-1\nepic: ö E-9 # x\n");
        assert_eq!(
            (suggestion.line, &suggestion.old[..]),
            (2, &["epic: ö E-99 # x".to_owned()][..])
        );
        let part = suggestion.replacement();
        assert_eq!(
            (part.start, part.end, part.text.as_str()),
            ((2, 12), (2, 13), "")
        );
    }

    #[test]
    fn lines_that_go_or_come_are_whole_lines() {
        let gone = suggested("a: 1\nb: 2\nc: 3\n", "a: 1\n").replacement();
        assert_eq!(
            (gone.start, gone.end, gone.text.as_str()),
            ((2, 1), (4, 1), "")
        );
        let come = suggested("a: 1\nc: 3\n", "a: 1\nb: 2\nc: 3\n");
        assert!(come.old.is_empty());
        let come = come.replacement();
        assert_eq!(
            (come.start, come.end, come.text.as_str()),
            ((2, 1), (2, 1), "b: 2\n")
        );
        assert_eq!(Suggestion::between("a\n", "a\n"), None);
        assert_eq!(suggested("a\na\n", "a\n").old, ["a"]);
    }
}
