//! Findings that a team knows and lives with for now: a file with one line each, which only shrinks.

use super::super::terminal;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Fingerprint;
use po::text;
use std::collections::BTreeSet;
use std::path::Path;

const HEAD: &str = "\
# Findings that were there when po check came: known, and not failed.
# po check --baseline FILE --fix takes out the lines of those that are gone.
";

/// The lines of a baseline.
pub(super) struct Baseline {
    known: BTreeSet<String>,
}

/// What a baseline says of findings.
pub(super) struct Compared {
    /// Those it does not know.
    pub new: Vec<Finding>,
    /// How many it knows.
    pub known: usize,
    /// Lines for which nothing is found any more.
    pub gone: BTreeSet<String>,
}

impl Baseline {
    /// Reads a file that was written before.
    ///
    /// # Errors
    /// It is not there, or is no text.
    pub fn read(path: &str) -> Result<Self, Error> {
        if !Path::new(path).exists() {
            let word = text::shell_word(path);
            return Err(
                Error::usage(format!("there is no baseline {path}")).help(format!(
                    "po check --write-baseline {word} notes what is found now"
                )),
            );
        }
        let text = String::from_utf8(terminal::file(path)?).map_err(|_| terminal::no_text(path))?;
        let lines = text.lines().map(str::trim);
        let known = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        Ok(Self {
            known: known.map(str::to_owned).collect(),
        })
    }

    /// All that is found now; files that gave no record are nothing to live with.
    pub fn of(findings: &[Finding]) -> Self {
        let marks = Fingerprint::of(findings);
        let each = findings.iter().zip(marks);
        let known = each.filter(|(finding, _)| !finding.unreadable);
        Self {
            known: known.map(|(_, mark)| mark.to_string()).collect(),
        }
    }

    pub fn compare(&self, findings: Vec<Finding>) -> Compared {
        let marks = Fingerprint::of(&findings);
        let mut gone = self.known.clone();
        let (mut new, mut known) = (Vec::new(), 0);
        for (finding, mark) in findings.into_iter().zip(marks) {
            let mark = mark.to_string();
            if !finding.unreadable && self.known.contains(&mark) {
                gone.remove(&mark);
                known += 1;
            } else {
                new.push(finding);
            }
        }
        Compared { new, known, gone }
    }

    /// The same without lines for which nothing is found any more.
    pub fn without(mut self, gone: &BTreeSet<String>) -> Self {
        self.known.retain(|line| !gone.contains(line));
        self
    }

    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &str) -> Result<(), Error> {
        let lines = self.known.iter().map(|line| format!("{line}\n"));
        let text = HEAD.to_owned() + &lines.collect::<String>();
        terminal::write_file(Path::new(path), &text)
    }
}
