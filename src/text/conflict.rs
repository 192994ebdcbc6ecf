//! The markers that git leaves around a conflict: `<<<<<<<`, `=======`,
//! `>>>>>>>`, and between the first two `|||||||` where the base is shown.

/// The length of a marker unless git asks for another.
const USUAL: usize = 7;

/// Longer markers than anybody needs, and no file full of them.
const LONGEST: usize = 200;

/// The length of markers that can be told from the text again, as near as can
/// be to what git asks for.
pub fn marker_size(asked: usize) -> usize {
    asked.clamp(USUAL, LONGEST)
}

/// Some lines of a text and what another text has in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The first line, from 0, and the one behind the last.
    pub first: usize,
    pub last: usize,
    pub other: Vec<String>,
}

impl Hunk {
    /// Whether two hunks cannot stand side by side.
    pub fn meets(&self, other: &Hunk) -> bool {
        let empty = |hunk: &Hunk| hunk.first == hunk.last;
        if empty(self) || empty(other) {
            return self.first <= other.last && other.first <= self.last;
        }
        self.first < other.last && other.first < self.last
    }
}

/// The lines in which a text differs from another: all from the first to the
/// last one; `None` where they are the same.
pub fn changed_lines(text: &str, other: &str) -> Option<Hunk> {
    let (old, new) = (lines(text), lines(other));
    let same = |(a, b): &(&&str, &&str)| a == b;
    let above = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - above;
    let pairs = old.iter().rev().zip(new.iter().rev());
    let below = pairs.take(rest).take_while(same).count();
    let hunk = Hunk {
        first: above,
        last: old.len() - below,
        other: new[above..new.len() - below]
            .iter()
            .map(|line| (*line).to_owned())
            .collect(),
    };
    (hunk.first < hunk.last || !hunk.other.is_empty()).then_some(hunk)
}

/// The text with markers around the hunks, which must be in order and apart.
pub fn marked(text: &str, hunks: &[Hunk], size: Option<usize>) -> String {
    let size = size.unwrap_or(USUAL);
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let marker = |sign: &str, label: &str| format!("{}{label}{eol}", sign.repeat(size));
    let old = lines(text);
    let mut new = String::new();
    let mut at = 0;
    let push = |new: &mut String, line: &str| {
        new.push_str(line);
        if !line.ends_with('\n') {
            new.push_str(eol);
        }
    };
    for hunk in hunks {
        old[at..hunk.first]
            .iter()
            .for_each(|line| push(&mut new, line));
        new.push_str(&marker("<", " ours"));
        old[hunk.first..hunk.last]
            .iter()
            .for_each(|line| push(&mut new, line));
        new.push_str(&marker("=", ""));
        hunk.other.iter().for_each(|line| push(&mut new, line));
        new.push_str(&marker(">", " theirs"));
        at = hunk.last;
    }
    new.extend(old[at..].iter().copied());
    new
}

/// The two texts that a text with markers stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    pub ours: String,
    pub theirs: String,
    /// The line of the first marker, from 1.
    pub line: usize,
    /// The markers are those of `marked`: each stands around one field.
    pub by_field: bool,
}

/// Takes a text with markers apart; `None` where it has none, or they do not
/// fit together.
pub fn sides(text: &str) -> Option<Sides> {
    let mut found = Sides {
        ours: String::new(),
        theirs: String::new(),
        line: 0,
        by_field: true,
    };
    let mut part = Part::Both;
    let mut size = 0;
    for (number, line) in lines(text).into_iter().enumerate() {
        let words = line.trim_end_matches(['\r', '\n']);
        let is = |sign: char| {
            let rest = words.trim_start_matches(sign);
            let length = words.len() - rest.len();
            let fits = length >= USUAL && (size == 0 || length == size);
            (fits && (rest.is_empty() || rest.starts_with(' '))).then_some(rest.trim())
        };
        part = match part {
            Part::Both if is('<').is_some() => {
                size = words.len() - words.trim_start_matches('<').len();
                found.by_field &= words.ends_with(" ours");
                if found.line == 0 {
                    found.line = number + 1;
                }
                Part::Ours
            }
            Part::Ours if is('|').is_some() => Part::Base,
            Part::Ours | Part::Base if is('=') == Some("") => Part::Theirs,
            Part::Theirs if is('>').is_some() => {
                found.by_field &= words.ends_with(" theirs");
                size = 0;
                Part::Both
            }
            Part::Both | Part::Ours | Part::Theirs => {
                if part != Part::Theirs {
                    found.ours.push_str(line);
                }
                if part != Part::Ours {
                    found.theirs.push_str(line);
                }
                part
            }
            Part::Base => Part::Base,
        };
    }
    (part == Part::Both && found.line > 0).then_some(found)
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Both,
    Ours,
    Base,
    Theirs,
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::changed_lines;
    use super::marked;
    use super::sides;

    #[test]
    fn what_was_marked_is_taken_apart_again() {
        for (ours, theirs) in [
            ("a\nb\nc\n", "a\nX\nY\nc\n"),
            ("a\r\nb\r\nc\r\n", "a\r\nc\r\n"),
            ("a\n", "a\nb\n"),
            ("x\n", "y\n"),
        ] {
            let hunk = changed_lines(ours, theirs).expect("they differ");
            for size in [None, Some(9)] {
                let text = marked(ours, std::slice::from_ref(&hunk), size);
                let found = sides(&text).expect("markers");
                assert_eq!((found.ours.as_str(), found.theirs.as_str()), (ours, theirs));
                assert!(found.by_field);
            }
        }
        assert_eq!(changed_lines("a\nb\n", "a\nb\n"), None);
    }

    #[test]
    fn a_hunk_is_as_short_as_can_be() {
        let hunk = changed_lines("id: 1\nstatus: a\nrank: r\n", "id: 1\nstatus: b\nrank: r\n");
        let hunk = hunk.expect("they differ");
        assert_eq!((hunk.first, hunk.last), (1, 2));
        assert_eq!(hunk.other, ["status: b\n"]);
    }

    #[test]
    fn the_markers_of_git_itself_are_read_with_and_without_the_base() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 1234567\n0\n=======\nc\n>>>>>>> branch\nd\n";
        let found = sides(text).expect("markers");
        assert_eq!(found.ours, "a\nb\nd\n");
        assert_eq!(found.theirs, "a\nc\nd\n");
        assert_eq!((found.line, found.by_field), (2, false));
        assert_eq!(sides("a\n=======\nb\n"), None);
        assert_eq!(sides("<<<<<<< HEAD\nb\n"), None);
    }
}
