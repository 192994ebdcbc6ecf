//! Tells git of the merge driver: which files it is for stands in
//! `.gitattributes`, which every clone gets; what it is stands in the settings
//! of each clone.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to git and its files"
)]

use super::git;
use super::setting;
use crate::diag::Error;
use crate::model::kind;
use crate::model::voices::COMPARISONS;
use crate::model::voices::VOTES;
use crate::store::disk::Disk;
use crate::store::files::plain;
use crate::store::find::Root;
use std::fs;
use std::io::ErrorKind;

const ATTRIBUTES: &str = ".gitattributes";

/// How the names of records end.
const ENDS: [&str; 2] = ["yaml", "yml"];

/// A machine without `po` merges as git does, with markers, and does not keep
/// our side as if nothing had been.
const DRIVER: &str = "if command -v po >/dev/null 2>&1; \
    then po merge-driver %O %A %B %P --marker-size %L; \
    else git merge-file -q -L ours -L base -L theirs --marker-size=%L %A %O %B; fi";

/// What has to be written so that git merges the backlog's records with `po`.
#[derive(Clone, Debug)]
pub struct Installation {
    /// The lines that `.gitattributes` in the backlog's folder does not have.
    pub attributes: Vec<String>,
    /// The settings that this clone does not have.
    pub settings: Vec<(&'static str, &'static str)>,
}

/// What is missing in this clone; `None` where the backlog is not in a git
/// repository.
pub fn installation(root: &Root) -> Option<Installation> {
    let inside = super::run(root, &["rev-parse", "--is-inside-work-tree"])?;
    if inside.trim() != "true" {
        return None;
    }
    let settings = [
        ("merge.po.name", "records of po, field by field"),
        ("merge.po.driver", DRIVER),
    ];
    let text = fs::read_to_string(root.join(ATTRIBUTES)).unwrap_or_default();
    let records = kind::ALL
        .iter()
        .flat_map(|kind| ENDS.map(|end| format!("{}/**/*.{end} merge=po", kind.folder)));
    let voices = [VOTES, COMPARISONS];
    let voices = voices.into_iter();
    let voices = voices.flat_map(|folder| ENDS.map(|end| format!("{folder}/**/*.{end} merge=po")));
    let lines = records.chain(voices);
    Some(Installation {
        attributes: lines
            .filter(|line| !text.lines().any(|known| known.trim() == line))
            .collect(),
        settings: settings
            .into_iter()
            .filter(|(key, value)| setting(root, key).as_deref() != Some(*value))
            .collect(),
    })
}

impl Installation {
    /// Writes what is missing; the settings are those of this clone alone.
    ///
    /// # Errors
    /// A file cannot be read or written, or git refuses.
    pub fn write(&self, root: &Root) -> Result<(), Error> {
        if !self.attributes.is_empty() {
            self.add_attributes(root)?;
        }
        for (key, value) in &self.settings {
            let status = git(root.folder(), &["config", "--local", key, value]).status();
            if !status.is_ok_and(|status| status.success()) {
                return Err(Error::usage(format!("git does not take the setting {key}"))
                    .help("git config --local --list shows what this clone has"));
            }
        }
        Ok(())
    }

    fn add_attributes(&self, root: &Root) -> Result<(), Error> {
        let file = root.join(ATTRIBUTES);
        let failed = |verb: &str, error: &std::io::Error| {
            Error::usage(format!("cannot {verb} {ATTRIBUTES}: {}", plain(error)))
                .help("nothing was changed")
        };
        let mut text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(failed("read", &error)),
        };
        let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(eol);
        }
        for line in &self.attributes {
            text.push_str(line);
            text.push_str(eol);
        }
        Disk::default()
            .write_whole(&file, text.as_bytes())
            .map_err(|error| failed("write", &error))
    }
}
