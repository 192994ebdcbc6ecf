//! The hook that git runs before a commit.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to git and its files"
)]

use super::run;
use crate::diag::Error;
use crate::store::files::plain;
use crate::store::find::Root;
use crate::store::load::CONFIG;
use crate::text;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// By this line a hook is known to be ours.
const MARK: &str = "# Written by po hook install.";

const HEAD: &str = "\
#!/bin/sh
# Written by po hook install.
# A machine without po commits all the same.
command -v po >/dev/null 2>&1 || exit 0
";

/// Before the backlog.
const PO: &str = "po -C ";

/// Behind the backlog, in the line that checks it.
const CALL: &str = " check --staged || exit 1";

/// A hook, and what is there now.
#[derive(Debug)]
pub struct Hook {
    pub file: PathBuf,
    /// Its path from the top of the repository, where it lies there.
    pub shown: String,
    /// What it is to hold.
    pub text: String,
    /// Ours, as it is to be.
    pub is_there: bool,
}

/// The hook before a commit in this clone.
///
/// # Errors
/// No git; or somebody else's hook is there: the message has the line to add to it.
pub fn hook(root: &Root) -> Result<Hook, Error> {
    let outside = || {
        super::refusal(root).unwrap_or_else(|| {
            Error::usage("the backlog is not in a git repository")
                .help("git init starts one; then run po hook install again")
        })
    };
    let asked = ["rev-parse", "--path-format=absolute", "--git-path", "hooks"];
    let folder = run(root, &asked).ok_or_else(outside)?;
    let file = Path::new(folder.trim_end_matches(['\r', '\n'])).join("pre-commit");
    let prefix = super::prefix(root).unwrap_or_default();
    let backlog = match prefix.trim_end_matches('/') {
        "" => ".",
        prefix => prefix,
    };
    let line = line(backlog);
    let found = match fs::read_to_string(&file) {
        Ok(found) => Some(found),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(no_access("read", &error)),
    };
    if found.as_ref().is_some_and(|found| !found.contains(MARK)) {
        return Err(Error::refused("this clone has a pre-commit hook already")
            .help(format!("add this line to it: {}", call(backlog))));
    }
    let top = run(root, &["rev-parse", "--show-toplevel"]).ok_or_else(outside)?;
    let top = Path::new(top.trim_end_matches(['\r', '\n']));
    let text = with_line(found.as_deref().unwrap_or(HEAD), &line, top);
    let shown = file.strip_prefix(top).unwrap_or(&file);
    Ok(Hook {
        shown: shown.display().to_string(),
        is_there: found.as_ref() == Some(&text),
        file,
        text,
    })
}

/// The line that checks a backlog, named from the top of the repository: not on a branch that has none, be it committed,
/// staged or just here. Where one is committed and is here no longer, po says how to mend the hook.
fn line(backlog: &str) -> String {
    let settings = Path::new(backlog).join(CONFIG);
    let settings = settings.strip_prefix(".").unwrap_or(&settings);
    let settings = text::shell_word(&settings.to_string_lossy());
    let is_missing = format!(
        "[ ! -e {settings} ] && ! git cat-file -e :{settings} && ! git cat-file -e HEAD:{settings}"
    );
    format!("{{ {is_missing}; }} 2>/dev/null || {}", call(backlog))
}

/// What checks a backlog, short enough to be copied from a message.
fn call(backlog: &str) -> String {
    format!("{PO}{}{CALL}", text::shell_word(backlog))
}

/// The backlog that a line of a hook checks.
fn checked(line: &str) -> Option<&str> {
    Some(line.strip_suffix(CALL)?.rsplit_once(PO)?.1)
}

/// The hook with a line for this backlog beside those of others in the repository; one that moved or went has none: git
/// could commit nothing any more. An `exec`, as it was written once, would end before the next line.
fn with_line(hook: &str, line: &str, top: &Path) -> String {
    let each = hook.lines().filter_map(|known| {
        let whole = known
            .strip_prefix("exec ")
            .map(|rest| format!("{rest} || exit 1"));
        let Some(backlog) = checked(whole.as_deref().unwrap_or(known)) else {
            return Some(known.to_owned());
        };
        let backlog = text::shell_unquoted(backlog);
        let is_here = top.join(&backlog).join(CONFIG).is_file();
        is_here.then(|| self::line(&backlog))
    });
    let mut text: String = each.map(|line| line + "\n").collect();
    if !text.lines().any(|known| known == line) {
        text += &format!("{line}\n");
    }
    text
}

impl Hook {
    /// Writes it, to be run.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self) -> Result<(), Error> {
        let written = || -> io::Result<()> {
            if let Some(folder) = self.file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&self.file, &self.text)?;
            make_executable(&self.file)
        };
        written().map_err(|error| no_access("written", &error))
    }
}

fn no_access(what: &str, error: &io::Error) -> Error {
    let why = plain(error);
    Error::usage(format!(
        "the pre-commit hook of this clone cannot be {what}: {why}"
    ))
    .help("git rev-parse --git-path hooks names its folder; make it one that you may write")
}

#[cfg(unix)]
fn make_executable(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
}

/// Git for Windows runs every hook.
#[cfg(not(unix))]
fn make_executable(_file: &Path) -> io::Result<()> {
    Ok(())
}
