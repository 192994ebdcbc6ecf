//! A text on its way through an editor: a hidden file beside the record, so
//! that the editor takes it for what it is and po does not.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::files::plain;
use super::find::Root;
use crate::diag::Error;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use tempfile::TempPath;

/// A temporary file; gone when dropped, unless it is kept.
#[derive(Debug)]
pub struct Scratch {
    /// The folder, relative to the backlog.
    folder: String,
    file: TempPath,
}

impl Scratch {
    /// Writes a text beside the file of this path (relative, with `/`).
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn beside(root: &Root, path: &str, text: &str) -> Result<Self, Error> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let full = root.join(folder);
        let write = || -> io::Result<TempPath> {
            fs::create_dir_all(&full)?;
            let mut file = tempfile::Builder::new()
                .prefix(".po-")
                .suffix(".yaml")
                .tempfile_in(&full)?;
            file.write_all(text.as_bytes())?;
            Ok(file.into_temp_path())
        };
        let file = write().map_err(|error| {
            Error::usage(format!("cannot write in {folder}: {}", plain(&error)))
                .help("nothing was changed; make the folder writable for you")
        })?;
        let folder = folder.to_owned();
        Ok(Self { folder, file })
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What it holds now.
    ///
    /// # Errors
    /// It went, or is not UTF-8.
    pub fn read(&self) -> Result<String, Error> {
        let bytes = fs::read(&self.file).map_err(|error| {
            Error::usage(format!("the edited text cannot be read: {}", plain(&error)))
                .help("nothing was changed")
        })?;
        String::from_utf8(bytes).map_err(|_| {
            Error::usage("the edited text is not UTF-8")
                .help("nothing was changed; save it as UTF-8")
        })
    }

    /// Leaves the file where it is, and says where: its path relative to the
    /// backlog.
    pub fn keep(self) -> String {
        let name = self.file.file_name().unwrap_or_default();
        let path = format!("{}/{}", self.folder, name.to_string_lossy());
        // A file that cannot be kept is gone; its path says where it was.
        let _ = self.file.keep();
        path
    }
}
