//! Patterns of paths: `*` and `?` within a name, `**` for any folders.

/// A pattern such as `stories/legacy/**`; one that names a folder means all that lies in it.
#[derive(Clone, Debug)]
pub struct Glob {
    names: Vec<String>,
}

const ANY: &str = "**";

impl Glob {
    /// # Errors
    /// What keeps it from ever meaning a file.
    pub fn new(pattern: &str) -> Result<Self, &'static str> {
        if pattern.contains(['[', ']', '{', '}', '\\']) {
            return Err("a pattern has *, ? and ** and no other signs");
        }
        if pattern.starts_with(['/', '!']) {
            return Err("a pattern begins with a folder of the backlog, such as stories/");
        }
        let names: Vec<String> = pattern
            .trim_end_matches('/')
            .split('/')
            .map(str::to_owned)
            .collect();
        if names
            .iter()
            .any(|name| matches!(name.as_str(), "" | "." | ".."))
        {
            return Err("a pattern is a path without empty names, . and ..");
        }
        if names.iter().any(|name| name.contains(ANY) && name != ANY) {
            return Err("** stands alone between slashes");
        }
        Ok(Self { names })
    }

    /// Whether it means a file, whose path has `/` between its names.
    pub fn matches(&self, path: &str) -> bool {
        let path: Vec<&str> = path.split('/').collect();
        leads_to(&self.names, &path)
    }
}

/// Whether the names lead to the file, or to a folder above it.
fn leads_to(names: &[String], path: &[&str]) -> bool {
    match names.split_first() {
        None => true,
        Some((name, rest)) if name == ANY => (0..=path.len()).any(|at| leads_to(rest, &path[at..])),
        Some((name, rest)) => match path.split_first() {
            Some((first, path)) => {
                is_like(name.as_bytes(), first.as_bytes()) && leads_to(rest, path)
            }
            None => false,
        },
    }
}

/// Goes back only to the last star, so that no name takes long.
fn is_like(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while seen < name.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at + 1, seen));
                at += 1;
            }
            Some(b'?') => {
                at += 1;
                seen += letter(&name[seen..]);
            }
            Some(byte) if *byte == name[seen] => {
                at += 1;
                seen += 1;
            }
            _ => match &mut star {
                Some((behind, from)) => {
                    *from += 1;
                    (at, seen) = (*behind, *from);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

/// The bytes of the first letter.
fn letter(name: &[u8]) -> usize {
    let more = name[1..].iter().take_while(|byte| **byte & 0xc0 == 0x80);
    1 + more.count()
}

#[cfg(test)]
mod tests {
    use super::Glob;

    fn matches(pattern: &str, path: &str) -> bool {
        Glob::new(pattern).expect(pattern).matches(path)
    }

    #[test]
    fn a_pattern_means_files_and_what_lies_in_folders() {
        for (pattern, path) in [
            ("stories/legacy/**", "stories/legacy/S-1.yaml"),
            ("stories/legacy", "stories/legacy/2024/S-1.yaml"),
            ("stories/legacy/", "stories/legacy/S-1.yaml"),
            ("stories/*-old.yaml", "stories/S-1-very-old.yaml"),
            ("**/S-?.yaml", "stories/2024/S-1.yaml"),
            ("**/S-?.yaml", "S-ö.yaml"),
            ("stories/**/x*", "stories/x1"),
            ("**", "po.yaml"),
            ("*/S-*-*.yaml", "epics/S-1-a-b.yaml"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("stories/legacy/**", "stories/legacy-2/S-1.yaml"),
            ("stories/*.yaml", "stories/2024/S-1.yaml"),
            ("S-1.yaml", "stories/S-1.yaml"),
            ("**/S-?.yaml", "stories/S-12.yaml"),
            ("stories/S-1", "stories/S-1.yaml"),
            ("epics/**", "stories/S-1.yaml"),
        ] {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn what_never_means_a_file_is_no_pattern() {
        for pattern in [
            "",
            "/stories",
            "./stories",
            "a//b",
            "../x",
            "{a,b}",
            "[ab]",
            "a\\b",
            "a**/b",
            "!a",
        ] {
            assert!(Glob::new(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn stars_by_the_hundred_take_no_time() {
        let pattern = "*a".repeat(200) + "b";
        assert!(!matches(&pattern, &"a".repeat(5_000)));
    }
}
