//! Every system call that changes the backlog's files on behalf of a journaled
//! set: one place, so that a test can let the program die at each of them.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::time::Duration;
use tempfile::TempPath;

/// What a test does before a system call: nothing, fail, or die.
#[cfg(test)]
pub(super) type Hook = Box<dyn Fn(&'static str, &Path) -> io::Result<()>>;

/// The writing half of a file system.
#[derive(Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub hook: Option<Hook>,
}

/// How often, and how long, a rename waits for a program that has the file open.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

impl Disk {
    #[cfg(test)]
    fn at(&self, call: &'static str, file: &Path) -> io::Result<()> {
        self.hook.as_ref().map_or(Ok(()), |hook| hook(call, file))
    }

    #[cfg(not(test))]
    fn at(&self, _: &'static str, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Writes a file that must not exist, whole and synced, and closes it: an
    /// import writes more files than a process may have open.
    pub fn write_new(&self, file: &Path, bytes: &[u8], mode: Option<u32>) -> io::Result<()> {
        self.at("create", file)?;
        let mut open = File::options().write(true).create_new(true).open(file)?;
        if let Err(died) = self.at("write", file) {
            // A write that is cut short leaves a part.
            let _ = open.write_all(&bytes[..bytes.len() / 2]);
            return Err(died);
        }
        open.write_all(bytes)?;
        if let Some(mode) = mode {
            self.at("mode", file)?;
            set_mode(&open, mode)?;
        }
        self.at("sync", file)?;
        open.sync_all()
    }

    /// Writes a file of which po keeps no earlier text, its folder as well, in
    /// one step.
    pub fn write_whole(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        let name = format!(".po-{}.tmp", std::process::id());
        let temporary = file.with_file_name(name);
        let write = || {
            self.write_new(&temporary, bytes, mode_for(file))?;
            self.rename(&temporary, file)
        };
        write().inspect_err(|_| {
            // What refuses once may refuse again; the error says enough.
            let _ = self.remove(&temporary);
        })
    }

    /// Puts a file in place of another.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.at("rename", to)?;
        patiently(is_busy, || fs::rename(from, to))
    }

    /// Gives a file its name, unless there is one of this name.
    pub fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.at("rename", to)?;
        patiently(is_busy, || {
            let placed = TempPath::try_from_path(from)?.persist_noclobber(to);
            placed.map_err(|refused| {
                // The journal says when it goes.
                let _ = refused.path.keep();
                refused.error
            })
        })
    }

    /// Takes a file away; one that is gone already is no error.
    pub fn remove(&self, file: &Path) -> io::Result<()> {
        self.at("remove", file)?;
        match patiently(is_busy, || fs::remove_file(file)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Makes one folder; one that is there already is no error.
    pub fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.at("make folder", folder)?;
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        }
    }

    /// Takes a folder away, unless something is in it.
    pub fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.at("remove folder", folder)?;
        let _ = fs::remove_dir(folder);
        Ok(())
    }

    /// Lets the names in a folder survive a power cut, where the file system can.
    pub fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.at("sync folder", folder)?;
        // Windows opens no folder as a file; others may not sync one.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// Tries again while another program has the file open without sharing it: on
/// Windows a virus scanner or an editor does, for a moment.
fn patiently(
    busy: impl Fn(&io::Error) -> bool,
    mut call: impl FnMut() -> io::Result<()>,
) -> io::Result<()> {
    for _ in 1..TRIES {
        match call() {
            Err(error) if busy(&error) => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
    call()
}

/// `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`.
fn is_busy(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(unix)]
fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

/// The mode of a file; for one to come that of its folder, without the bits
/// that let a folder be entered.
#[cfg(unix)]
pub(super) fn mode_for(file: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| Some(fs::metadata(path).ok()?.permissions().mode());
    let above = || file.ancestors().skip(1).find_map(mode);
    let own = mode(file).map(|mode| mode & 0o7777);
    own.or_else(|| Some(above()? & 0o666))
}

#[cfg(not(unix))]
pub(super) fn mode_for(_: &Path) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_busy_is_tried_again_and_another_error_is_not() {
        let calls = |kind: io::ErrorKind, times: usize| {
            let mut calls = 0;
            let busy = |error: &io::Error| error.kind() == io::ErrorKind::ResourceBusy;
            let outcome = patiently(busy, || {
                calls += 1;
                match calls > times {
                    true => Ok(()),
                    false => Err(kind.into()),
                }
            });
            (calls, outcome.is_ok())
        };
        assert_eq!(calls(io::ErrorKind::ResourceBusy, 2), (3, true));
        assert_eq!(calls(io::ErrorKind::StorageFull, 2), (1, false));
    }
}
