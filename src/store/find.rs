//! Where the backlog is.

use super::disk::Disk;
use super::lock::Lock;
use super::recover::recover;
use super::writer::Writer;
use crate::diag::Error;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::OnceLock;

/// The folder that holds `po.yaml`.
#[derive(Clone, Debug)]
pub struct Root {
    folder: PathBuf,
    /// The writers' lock, once this command holds it.
    lock: Arc<OnceLock<Lock>>,
    writer: Writer,
}

impl Root {
    /// A backlog at this very folder, whether it holds one yet or not.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            lock: Arc::default(),
            writer: Writer::default(),
        }
    }

    /// The same backlog, for this run of a command.
    pub fn for_writer(self, writer: &Writer) -> Self {
        Self {
            writer: writer.clone(),
            ..self
        }
    }

    pub(super) fn writer(&self) -> &Writer {
        &self.writer
    }

    /// From now until the command ends no other `po` writes here, so that what
    /// is read stays true until it is written over. Waits a moment for another
    /// writer; finishes or reverts what one left that was interrupted.
    ///
    /// # Errors
    /// Somebody else holds the lock, the folder cannot be written, or what was
    /// left there can neither be finished nor reverted.
    pub fn hold(&self) -> Result<(), Error> {
        if self.lock.get().is_none() {
            let lock = Lock::take(self)?;
            if let Some(recovered) = recover(self, &Disk::default())? {
                self.writer.found(recovered);
            }
            // Nobody else sets it: a command has one thread here.
            let _ = self.lock.set(lock);
        }
        Ok(())
    }

    /// Whether this command is the one that writes.
    pub(super) fn is_held(&self) -> bool {
        self.lock.get().is_some()
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a path of the backlog (relative, with `/`).
    pub fn join(&self, path: &str) -> PathBuf {
        let mut file = self.folder.clone();
        file.extend(path.split('/'));
        file
    }

    /// The path of a file of the backlog, relative and with `/`.
    pub fn relative(&self, file: &Path) -> Option<String> {
        let inside = file.strip_prefix(&self.folder).ok()?;
        // Thousands of files are listed, and nearly all of their paths are in the wanted form already.
        let path = inside.to_str()?;
        let is_plain = !["//", "/.", "\\"].iter().any(|odd| path.contains(odd));
        if is_plain && !path.ends_with('/') {
            return Some(path.to_owned());
        }
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }
}

/// Finds the backlog by walking up from a folder to `po.yaml` or
/// `backlog/po.yaml`.
///
/// # Errors
/// No backlog there or above; the message says how to start one.
pub fn find(start: &Path) -> Result<Root, Error> {
    // The folders above `a/..` are those above `a`, but for `a` itself.
    let straight = start.components().any(|part| part == Component::ParentDir);
    let start = &match straight.then(|| start.canonicalize()) {
        Some(Ok(straight)) => straight,
        _ => start.to_owned(),
    };
    for folder in start.ancestors() {
        for candidate in [folder.to_owned(), folder.join("backlog")] {
            if candidate.join("po.yaml").is_file() {
                return Ok(Root::at(candidate));
            }
        }
    }
    Err(
        Error::usage("no backlog here: no po.yaml in this folder or above")
            .help("po init starts one in ./backlog; po init --example brings one to play with"),
    )
}

/// The path inside the backlog of a file or folder that exists; empty for the
/// backlog itself.
pub fn path_in(root: &Root, file: &Path) -> Option<String> {
    let file = file.canonicalize().ok()?;
    let folder = root.folder.canonicalize().ok()?;
    Root::at(folder).relative(&file)
}
