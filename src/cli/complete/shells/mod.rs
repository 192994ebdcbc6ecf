//! The shells: their script, how it asks, and how it is answered. One more
//! shell is one file here, its script beside it, and its lines in `ALL`.

mod bash;
mod fish;
mod powershell;
mod zsh;

use super::Offer;

/// A shell that can complete.
#[derive(Debug)]
pub(in super::super) struct Shell {
    pub name: &'static str,
    /// What it has to read to complete `po`.
    pub script: &'static str,
    /// Reads what the script passes on.
    pub read: fn(&[String]) -> Line,
    /// The answer in the script's form.
    pub write: fn(&Offer, &Line) -> String,
}

pub(in super::super) static ALL: &[&Shell] =
    &[&bash::SHELL, &zsh::SHELL, &fish::SHELL, &powershell::SHELL];

pub(super) fn by_name(name: &str) -> Option<&'static Shell> {
    ALL.iter().find(|shell| shell.name == name).copied()
}

/// A command line up to the cursor.
#[derive(Debug, Default, PartialEq)]
pub(in super::super) struct Line {
    /// The words behind `po` that are complete.
    pub words: Vec<String>,
    /// The word at the cursor, as far as it is typed.
    pub word: String,
    /// What of the word the shell will replace, as it stands there.
    pub replaced: String,
    /// The quote that is open at the cursor.
    pub quote: Option<char>,
}

/// Words as the shell has read them, the program first and the word at the
/// cursor last.
fn words(words: &[String]) -> Line {
    let behind = words.get(1..).unwrap_or_default();
    let (word, words) = behind
        .split_last()
        .map_or(("", &[][..]), |(w, rest)| (w.as_str(), rest));
    Line {
        words: words.to_vec(),
        word: word.to_owned(),
        ..Line::default()
    }
}

/// A line for each candidate: the value, a tab, what it is. Paths are a line
/// that begins with a tab: what kind of, and what stands before them.
fn lines(offer: &Offer) -> String {
    let mut lines = String::new();
    for candidate in &offer.candidates {
        lines.push_str(&format!("{}\t{}\n", candidate.value, candidate.about));
    }
    lines + &paths(offer)
}

fn paths(offer: &Offer) -> String {
    let line = offer.paths.as_ref().map(|paths| {
        let what = if paths.folders_only {
            "folders"
        } else {
            "files"
        };
        format!("\t{what}\t{}\n", paths.lead)
    });
    line.unwrap_or_default()
}
