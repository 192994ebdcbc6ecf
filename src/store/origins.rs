//! Where files and lines came from, by the commits of this branch.

use super::find::Root;
use super::git;
use chrono::DateTime;
use chrono::Utc;

/// The commits that added two files which both claim something, such as an id.
#[derive(Debug)]
pub struct Origins<'a> {
    root: &'a Root,
    /// The file that keeps it; none where its file is not committed yet.
    kept: Option<String>,
    /// The file that gives it up.
    later: Option<String>,
}

/// Which of the two a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Kept,
    Later,
    /// Whoever wrote it may have meant either.
    Unsure,
}

/// When the file came into this branch; none where it is not committed, or
/// there is no git.
pub fn added_at(root: &Root, path: &str) -> Option<DateTime<Utc>> {
    let said = git::run(
        root,
        &["log", "-1", "--diff-filter=A", "--format=%ct", "--", path],
    )?;
    DateTime::from_timestamp(said.trim().parse().ok()?, 0)
}

impl<'a> Origins<'a> {
    pub fn of(root: &'a Root, kept: &str, later: &str) -> Self {
        Self {
            root,
            kept: added_by(root, kept),
            later: added_by(root, later),
        }
    }

    /// Whose line this is: of the file in sight when it was written, or that
    /// came with it.
    pub fn side(&self, path: &str, line: u32) -> Side {
        let written = written_by(self.root, path, line);
        match (&self.kept, &self.later, written) {
            // Not committed yet: it came with what is not committed either.
            (Some(_), None, None) => Side::Later,
            (None, Some(_), None) => Side::Kept,
            (_, None, Some(_)) => Side::Kept,
            (None, Some(_), Some(_)) => Side::Later,
            (Some(kept), Some(later), Some(written)) => self.by_commits(kept, later, &written),
            (_, _, None) => Side::Unsure,
        }
    }

    fn by_commits(&self, kept: &str, later: &str, written: &str) -> Side {
        if kept == later {
            return Side::Unsure;
        }
        if written == later {
            return Side::Later;
        }
        if written == kept {
            return Side::Kept;
        }
        let is_before = |a: &str, b: &str| {
            git::run(self.root, &["merge-base", "--is-ancestor", a, b]).is_some()
        };
        match (is_before(kept, written), is_before(later, written)) {
            (true, false) => Side::Kept,
            (false, true) => Side::Later,
            (true, true) => Side::Unsure,
            // Written before either file, on the way to one of them.
            (false, false) => match (is_before(written, kept), is_before(written, later)) {
                (true, false) => Side::Kept,
                (false, true) => Side::Later,
                _ => Side::Unsure,
            },
        }
    }
}

fn added_by(root: &Root, path: &str) -> Option<String> {
    let said = git::run(
        root,
        &["log", "-1", "--diff-filter=A", "--format=%H", "--", path],
    )?;
    let hash = said.trim();
    (!hash.is_empty()).then(|| hash.to_owned())
}

/// The commit that wrote a line as it is; none where it is not committed.
fn written_by(root: &Root, path: &str, line: u32) -> Option<String> {
    let lines = format!("{line},{line}");
    let said = git::run(root, &["blame", "--porcelain", "-L", &lines, "--", path])?;
    let hash = said.split_whitespace().next()?;
    let committed = hash.bytes().any(|byte| byte != b'0');
    committed.then(|| hash.to_owned())
}
