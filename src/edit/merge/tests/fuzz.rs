//! Random changes of two people to one story with comments, merged by a model of its own: what each
//! comment belongs to is known there, so that nothing has to be read from a text.

use super::super::About;
use super::super::Texts;
use super::super::merge;
use crate::model::config::Config;
use crate::model::kind;
use proptest::prelude::*;

/// A field or item: not there, or with a value and comments (0 is none).
#[derive(Clone, Debug, PartialEq)]
struct Part {
    name: String,
    here: bool,
    value: u8,
    /// Above it, with a blank line between.
    apart: Vec<u8>,
    above: Vec<u8>,
    behind: u8,
}

#[derive(Clone, Debug, PartialEq)]
struct Story {
    /// With a blank line behind each part: only there a comment can stand apart.
    spaced: bool,
    fields: Vec<Part>,
    items: Vec<Part>,
    item_foot: Vec<u8>,
    foot: Vec<u8>,
}

/// One change: what, where, and to what.
type Step = (u8, u8, u8);

fn part(name: &str) -> Part {
    Part {
        name: name.to_owned(),
        here: true,
        value: 1,
        apart: Vec::new(),
        above: Vec::new(),
        behind: 0,
    }
}

fn base(notes: u32) -> Story {
    let spaced = notes >> 31 == 1;
    let mut story = Story {
        spaced,
        fields: ["title", "as_a", "assignee", "team", "so_that"]
            .map(part)
            .into(),
        items: ["AC-1", "AC-2", "AC-3"].map(part).into(),
        item_foot: Vec::new(),
        foot: Vec::new(),
    };
    let mut bit = 0;
    let mut dice = || {
        bit += 1;
        notes >> (bit % 32) & 1 == 1
    };
    for part in story.fields.iter_mut().chain(&mut story.items) {
        part.above = if dice() { vec![1] } else { Vec::new() };
        part.apart = if dice() && spaced {
            vec![1]
        } else {
            Vec::new()
        };
        part.behind = u8::from(dice());
    }
    story.item_foot = if dice() { vec![1] } else { Vec::new() };
    story.foot = if dice() { vec![1] } else { Vec::new() };
    story
}

/// A side after its changes; `who` tells its words from those of the other.
fn side(base: &Story, steps: &[Step], who: u8) -> Story {
    let mut new = base.clone();
    for (what, at, to) in steps {
        let word = who * 10 + to % 3;
        let all = new.fields.len() + new.items.len();
        let (fields, items) = (new.fields.len(), usize::from(*at) % all);
        let part = match items.checked_sub(fields) {
            Some(item) => &mut new.items[item],
            None => &mut new.fields[items],
        };
        // A record has a title, and a list that is empty is another one.
        let stays = part.name == "title" || part.name == "AC-1";
        match what % 10 {
            0 | 1 if !stays => part.here = false,
            2 | 3 => part.value = word,
            4 => part.above = vec![word],
            5 => part.behind = word,
            6 => (part.above, part.behind) = (Vec::new(), 0),
            7 if !new.spaced => {}
            7 => part.apart = if to % 2 == 0 { vec![word] } else { Vec::new() },
            8 => {
                let (foot, other) = (&mut new.foot, &mut new.item_foot);
                let foot = if at % 2 == 0 { foot } else { other };
                *foot = if to % 3 == 0 { Vec::new() } else { vec![word] };
            }
            _ => {
                let name = format!("AC-{who}{}", new.items.len());
                new.items.push(self::part(&name));
            }
        }
    }
    new
}

fn write(story: &Story) -> String {
    let mut text = "id: S-1\n".to_owned();
    let notes = |text: &mut String, place: &str, of: &str, notes: &[u8], pad: &str| {
        for note in notes {
            *text += &format!("{pad}# {place} {of} {note}\n");
        }
    };
    let lines = |text: &mut String, part: &Part, pad: &str, line: &str| {
        if !part.apart.is_empty() {
            text.push('\n');
            notes(text, "apart", &part.name, &part.apart, pad);
            text.push('\n');
        }
        if part.here {
            notes(text, "above", &part.name, &part.above, pad);
            *text += pad;
            *text += line;
            if part.behind > 0 {
                *text += &format!(" # behind {} {}", part.name, part.behind);
            }
            text.push('\n');
            // A comment below a blank line would head what follows as well.
            if story.spaced {
                text.push('\n');
            }
        }
    };
    for part in &story.fields {
        let line = format!("{}: w{}", part.name, part.value);
        lines(&mut text, part, "", &line);
    }
    text += "acceptance:\n";
    for part in &story.items {
        let line = format!("- {{id: {}, text: w{}}}", part.name, part.value);
        lines(&mut text, part, "  ", &line);
    }
    notes(&mut text, "foot", "item", &story.item_foot, "  ");
    notes(&mut text, "foot", "all", &story.foot, "");
    text
}

/// What two changes come to, where both are not another.
fn one<T: PartialEq + Clone>([base, ours, theirs]: [&T; 3]) -> Option<T> {
    match (ours == theirs || theirs == base, ours == base) {
        (true, _) => Some(ours.clone()),
        (_, true) => Some(theirs.clone()),
        _ => None,
    }
}

/// Lines of comments; false where both changed them.
fn notes(base: &[u8], ours: &[u8], theirs: &[u8], apart: &mut bool) -> Vec<u8> {
    let [base, ours, theirs] = [base, ours, theirs].map(<[u8]>::to_vec);
    one([&base, &ours, &theirs]).unwrap_or_else(|| {
        *apart = false;
        let mut all: Vec<u8> = [ours, theirs].concat();
        all.retain(|note| !base.contains(note));
        all.sort_unstable();
        all
    })
}

/// The merged part; nothing where people are asked.
fn merged_part(three: [&Part; 3], apart: &mut bool) -> Option<Part> {
    let [base, ours, theirs] = three;
    let mut new = base.clone();
    new.apart = notes(&base.apart, &ours.apart, &theirs.apart, apart);
    if !ours.here || !theirs.here {
        new.here = false;
        let is_new = |part: &Part| {
            let behind = part.behind > 0 && part.behind != base.behind;
            behind || part.above.iter().any(|note| !base.above.contains(note))
        };
        let touched = |part: &Part| part.here && (part.value != base.value || is_new(part));
        return (!touched(ours) && !touched(theirs)).then_some(new);
    }
    new.value = one(three.map(|part| &part.value))?;
    new.above = notes(&base.above, &ours.above, &theirs.above, apart);
    new.behind = match one(three.map(|part| &part.behind)) {
        Some(behind) => behind,
        None if ours.behind == 0 || theirs.behind == 0 => ours.behind.max(theirs.behind),
        None => {
            *apart = false;
            0
        }
    };
    Some(new)
}

/// The merged story; nothing where people are asked. `apart` is false where both sides changed the comments
/// of one place.
fn model([base, ours, theirs]: [&Story; 3], apart: &mut bool) -> Option<Story> {
    let parts = |pick: fn(&Story) -> &Vec<Part>, apart: &mut bool| -> Option<Vec<Part>> {
        let [base, ours, theirs] = [base, ours, theirs].map(pick);
        let all = base.iter().zip(ours).zip(theirs);
        let mut merged: Vec<Part> = all
            .map(|((base, ours), theirs)| merged_part([base, ours, theirs], apart))
            .collect::<Option<_>>()?;
        merged.extend_from_slice(&ours[base.len()..]);
        merged.extend_from_slice(&theirs[base.len()..]);
        Some(merged)
    };
    let (fields, items) = (parts(|s| &s.fields, apart), parts(|s| &s.items, apart));
    Some(Story {
        spaced: base.spaced,
        fields: fields?,
        items: items?,
        item_foot: notes(&base.item_foot, &ours.item_foot, &theirs.item_foot, apart),
        foot: notes(&base.foot, &ours.foot, &theirs.foot, apart),
    })
}

/// Without blank lines, of which nobody says where they belong; the comments that stood apart from what is
/// gone, which may stand above or below what is new, last.
fn tight(text: &str, story: &Story) -> String {
    let parts = story.fields.iter().chain(&story.items);
    let gone: Vec<String> = parts
        .filter(|part| !part.here)
        .map(|part| format!("# apart {} ", part.name))
        .collect();
    let lines = text.lines().filter(|line| !line.is_empty());
    let mut lines: Vec<&str> = lines.collect();
    let is_gone = |line: &str| gone.iter().any(|head| line.trim().starts_with(head));
    lines.sort_by_key(|line| if is_gone(line) { line.trim() } else { "" });
    lines
        .iter()
        .map(|line| format!("{}\n", line.trim()))
        .collect()
}

/// The comments that a side has written since the base.
fn written<'t>(base: &str, side: &'t str) -> Vec<&'t str> {
    let comments = side
        .lines()
        .filter_map(|line| Some(&line[line.find('#')?..]));
    comments.filter(|comment| !base.contains(comment)).collect()
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn comments_are_merged_with_what_they_belong_to(
        dice in any::<u32>(),
        ours in steps(),
        theirs in steps(),
    ) {
        let before = base(dice);
        let stories = [&before, &side(&before, &ours, 1), &side(&before, &theirs, 2)];
        let [base, ours, theirs] = stories.map(write);
        let mut apart = true;
        let expected = model(stories, &mut apart);
        let config = Config::default();
        let about = About {
            kind: kind::by_name("story").expect("a kind"),
            path: "stories/S-1.yaml",
            config: &config,
        };
        for [ours, theirs] in [[&ours, &theirs], [&theirs, &ours]] {
            let texts = Texts { base: &base, ours, theirs };
            let all = format!("{base}---\n{ours}---\n{theirs}");
            let merged = match merge(texts, about) {
                Ok(merged) => merged,
                Err(error) => {
                    prop_assert_eq!(&error.message, "comments of both sides meet", "{}", &all);
                    prop_assert!(!apart || expected.is_none(), "{}", &all);
                    continue;
                }
            };
            let text = merged.text(None).expect("a text");
            let all = format!("{all}---\n{text}");
            match &expected {
                Some(expected) if apart => {
                    prop_assert!(merged.conflicts().is_empty(), "{}", &all);
                    prop_assert_eq!(tight(&text, expected), tight(&write(expected), expected), "{}", &all);
                }
                Some(_) => prop_assert!(merged.conflicts().is_empty(), "{}", &all),
                None => prop_assert!(!merged.conflicts().is_empty(), "{}", &all),
            }
            for comment in [written(&base, ours), written(&base, theirs)].concat() {
                prop_assert!(text.contains(comment), "{} is lost in\n{}", comment, &all);
            }
        }
    }
}
