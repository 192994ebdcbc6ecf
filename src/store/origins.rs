//! Where files and lines came from, by the commits of this branch, and of those
//! that an open merge brings.

use super::files;
use super::find::Root;
use super::git;
use super::git::UnderWay;
use crate::diag::Error;
use chrono::DateTime;
use chrono::Utc;

/// The commits from which all that is committed in the work tree came: `HEAD`
/// and, while a merge is not committed, those that come in.
#[derive(Debug)]
pub struct Tips<'a> {
    root: &'a Root,
    names: Vec<String>,
}

impl<'a> Tips<'a> {
    /// # Errors
    /// What is in the work tree came from a commit that is being applied, such as
    /// in a rebase: nobody can tell it from what was written by hand.
    pub fn of(root: &'a Root) -> Result<Self, Error> {
        let mut names = vec!["HEAD".to_owned()];
        match git::under_way(root) {
            None => {}
            Some(UnderWay::Merge(heads)) => names.extend(heads),
            Some(UnderWay::Other(command)) => {
                return Err(Error::refused(format!(
                    "git {command} is not finished, so it cannot be told which links came with which record"
                ))
                .help(format!("finish it first: git {command} --continue")));
            }
        }
        Ok(Self { root, names })
    }

    /// When the file came into this branch; none where it is not committed, or
    /// there is no git.
    pub fn added_at(&self, path: &str) -> Option<DateTime<Utc>> {
        let said = self.added(path, "%ct")?;
        DateTime::from_timestamp(said.parse().ok()?, 0)
    }

    /// What git says of the commit that added a file. Where none did, or one on
    /// each side, its text tells: the commit that wrote it.
    fn added(&self, path: &str, what: &str) -> Option<String> {
        let format = format!("--format={what}");
        let log = |words: &[&str]| -> Vec<String> {
            let mut all = vec!["log", &format];
            all.extend(self.names.iter().map(String::as_str));
            all.extend(words);
            let said = git::run(self.root, &all).unwrap_or_default();
            said.lines().map(str::to_owned).collect()
        };
        let added = log(&["--diff-filter=A", "--", path]);
        if added.len() != 1
            && let Some(object) = git::run(self.root, &["hash-object", "--", path])
        {
            let object = format!("--find-object={}", object.trim());
            if let Some(written) = log(&[&object]).into_iter().next_back() {
                return Some(written);
            }
        }
        added.into_iter().next()
    }

    /// Whether two files with one id came from one file, which each side of a merge
    /// gave another name.
    pub fn is_one(&self, one: &str, other: &str) -> bool {
        let begin = |path: &str| {
            let added = self.added(path, "%H")?;
            Some(self.begin(added, path.to_owned()))
        };
        let (one, other) = (begin(one), begin(other));
        one.is_some() && one == other
    }

    /// The commit that wrote a record down, and the name its file had then: a
    /// commit that took a file of its id away gave it another name.
    fn begin(&self, mut commit: String, mut path: String) -> (String, String) {
        let names = |range: &str, filter: &str| -> Vec<String> {
            let words = ["diff", "--relative", "--no-renames", "--name-only", "-z"];
            let words = [&words[..], &[filter, range]].concat();
            let said = git::run(self.root, &words).unwrap_or_default();
            said.split('\0').map(str::to_owned).collect()
        };
        let id = |commit: &str, path: &str| {
            let text = git::run(self.root, &["show", &format!("{commit}:./{path}")])?;
            let line = text.lines().find_map(|line| line.strip_prefix("id:"));
            line.map(|id| id.trim().to_owned())
        };
        loop {
            let own = id(&commit, &path);
            let before = format!("{commit}^");
            let gone = names(&format!("{before}..{commit}"), "--diff-filter=D");
            let same = |gone: &String| own.is_some() && id(&before, gone) == own;
            let Some(old) = gone.into_iter().find(same) else {
                return (commit, path);
            };
            let words = [
                "log",
                "-1",
                "--diff-filter=A",
                "--format=%H",
                &before,
                "--",
                &old,
            ];
            let Some(added) = git::run(self.root, &words) else {
                return (commit, path);
            };
            (commit, path) = (added.trim().to_owned(), old);
        }
    }

    /// What the merge put together that first had both commits in it: the commits
    /// it was made from, or those of the open merge.
    fn sides(&self, kept: &str, later: &str) -> Vec<String> {
        let merges_above = |commit: &str| -> Vec<String> {
            let not = format!("^{commit}");
            let mut words = vec!["rev-list", "--merges", "--topo-order", "--reverse"];
            words.extend(["--ancestry-path", &not]);
            words.extend(self.names.iter().map(String::as_str));
            let said = git::run(self.root, &words).unwrap_or_default();
            said.lines().map(str::to_owned).collect()
        };
        // One of them made with the other in sight: no merge brought them together.
        if is_before(self.root, kept, later) || is_before(self.root, later, kept) {
            return self.names.clone();
        }
        let of_later = merges_above(later);
        let merge = merges_above(kept)
            .into_iter()
            .find(|merge| of_later.contains(merge));
        let parents = merge.and_then(|merge| {
            let parents = git::run(self.root, &["rev-parse", &format!("{merge}^@")])?;
            Some(parents.lines().map(str::to_owned).collect())
        });
        parents.unwrap_or_else(|| self.names.clone())
    }

    /// Whether each of these commits, of which there are several, has a line of
    /// this text in the file.
    fn all_have(&self, sides: &[String], path: &str, line: u32) -> bool {
        if sides.len() < 2 {
            return false;
        }
        let Ok(bytes) = files::bytes(self.root, path) else {
            return false;
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let line = text.lines().nth(line.saturating_sub(1) as usize);
        let prefix = git::prefix(self.root).unwrap_or_default();
        let names = sides.iter().map(|tip| format!("{tip}:{prefix}{path}"));
        let sides = git::objects(self.root, &names.collect::<Vec<_>>());
        let has = |side: &Option<Vec<u8>>| {
            let text = String::from_utf8_lossy(side.as_deref().unwrap_or_default());
            text.lines().any(|other| Some(other) == line)
        };
        sides.is_some_and(|sides| sides.iter().all(has))
    }
}

/// The commits that added two files which both claim something, such as an id.
#[derive(Debug)]
pub struct Origins<'a> {
    tips: &'a Tips<'a>,
    /// The file that keeps it; none where its file is not committed yet.
    kept: Option<String>,
    /// The file that gives it up.
    later: Option<String>,
    /// The commits whose merge brought both together.
    sides: Vec<String>,
}

/// Which of the two a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Kept,
    Later,
    /// Whoever wrote it may have meant either.
    Unsure,
}

impl<'a> Origins<'a> {
    pub fn of(tips: &'a Tips<'a>, kept: &str, later: &str) -> Self {
        let kept = tips.added(kept, "%H");
        let later = tips.added(later, "%H");
        let sides = match (&kept, &later) {
            (Some(kept), Some(later)) => tips.sides(kept, later),
            _ => Vec::new(),
        };
        Self {
            tips,
            kept,
            later,
            sides,
        }
    }

    /// Whose line this is: of the file in sight when it was written, or that
    /// came with it.
    pub fn side(&self, path: &str, line: u32) -> Side {
        let written = written_by(self.tips.root, path, line);
        match (&self.kept, &self.later, written) {
            // Not committed yet: it came with what is not committed either.
            (Some(_), None, None) => Side::Later,
            (None, Some(_), None) => Side::Kept,
            (_, None, Some(_)) => Side::Kept,
            (None, Some(_), Some(_)) => Side::Later,
            // Written on both sides, each with its own in sight.
            (Some(_), Some(_), Some(_)) if self.tips.all_have(&self.sides, path, line) => {
                Side::Unsure
            }
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
        let is_before = |a: &str, b: &str| is_before(self.tips.root, a, b);
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

fn is_before(root: &Root, a: &str, b: &str) -> bool {
    git::run(root, &["merge-base", "--is-ancestor", a, b]).is_some()
}

/// The commit that wrote a line as it is, on any side of an open merge; none
/// where it is not committed.
fn written_by(root: &Root, path: &str, line: u32) -> Option<String> {
    let lines = format!("{line},{line}");
    let said = git::run(root, &["blame", "--porcelain", "-L", &lines, "--", path])?;
    let hash = said.split_whitespace().next()?;
    let committed = hash.bytes().any(|byte| byte != b'0');
    committed.then(|| hash.to_owned())
}
