//! Dependencies as text for tools that draw: Graphviz and Mermaid.

use super::Dependency;
use super::Deps;
use super::Item;
use super::State;
use crate::model::id::Id;
use crate::text;
use std::collections::HashMap;
use std::fmt::Write;

/// A language of drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    Dot,
    Mermaid,
}

impl Drawing {
    /// Each with the word for it and for whom it is.
    pub const ALL: [(&'static str, &'static str, Drawing); 2] = [
        ("dot", "A graph for Graphviz", Drawing::Dot),
        (
            "mermaid",
            "A flowchart for Markdown pages",
            Drawing::Mermaid,
        ),
    ];

    /// The language of this name.
    pub fn by_id(id: &str) -> Option<Drawing> {
        let found = Drawing::ALL.iter().find(|(name, ..)| *name == id);
        found.map(|(.., drawing)| *drawing)
    }

    /// The drawing; each arrow leads from a record to what it waits for.
    pub fn of(self, deps: &Deps) -> String {
        match self {
            Drawing::Dot => dot(deps),
            Drawing::Mermaid => mermaid(deps),
        }
    }
}

/// What an arrow is labelled with.
fn label(found: &Dependency) -> Option<&'static str> {
    match (found.circle, &found.late) {
        (true, _) => Some("circle"),
        (false, Some(_)) => Some("late"),
        (false, None) => None,
    }
}

/// Writing to a text cannot fail, so what `writeln!` answers is not looked at.
fn dot(deps: &Deps) -> String {
    let mut out = "digraph dependencies {\n  rankdir=LR;\n  node [shape=box];\n".to_owned();
    for item in &deps.items {
        let id = in_dot(item.id.as_str());
        let style = match item.state {
            State::Open if item.blocked.is_some() => ", color=red",
            State::Open => "",
            State::Done | State::Dropped | State::Missing => ", style=dashed",
        };
        let title = in_dot(&item.title);
        let _ = writeln!(out, "  \"{id}\" [label=\"{id}\\n{title}\"{style}];");
    }
    for found in &deps.dependencies {
        let [id, needs] = [&found.id, &found.needs].map(|id| in_dot(id.as_str()));
        let label = label(found).map(|word| format!(" [label=\"{word}\", color=red]"));
        let _ = writeln!(
            out,
            "  \"{id}\" -> \"{needs}\"{};",
            label.unwrap_or_default()
        );
    }
    out + "}\n"
}

/// Text between double quotes, where Graphviz reads escapes and entities.
fn in_dot(words: &str) -> String {
    let words = text::safe(words);
    words
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('&', "&amp;")
}

fn mermaid(deps: &Deps) -> String {
    let mut out = "flowchart LR\n".to_owned();
    // Ids of records may be words of the language; numbers are not.
    let mut names: HashMap<&Id, usize> = HashMap::new();
    for (at, item) in deps.items.iter().enumerate() {
        let number = at + 1;
        names.insert(&item.id, number);
        let _ = writeln!(out, "  n{number}[\"{}\"]{}", shown(item), class(item));
    }
    for found in &deps.dependencies {
        let [Some(id), Some(needs)] = [&found.id, &found.needs].map(|id| names.get(id)) else {
            continue;
        };
        let label = label(found).map(|word| format!("|{word}|"));
        let _ = writeln!(out, "  n{id} -->{} n{needs}", label.unwrap_or_default());
    }
    let used = |class: &str| deps.items.iter().any(|item| self::class(item) == class);
    if used(BLOCKED) {
        out += "  classDef blocked stroke:red\n";
    }
    if used(OVER) {
        out += "  classDef over stroke-dasharray:4\n";
    }
    out
}

const BLOCKED: &str = ":::blocked";
const OVER: &str = ":::over";

fn class(item: &Item) -> &'static str {
    match item.state {
        State::Open if item.blocked.is_some() => BLOCKED,
        State::Open => "",
        State::Done | State::Dropped | State::Missing => OVER,
    }
}

fn shown(item: &Item) -> String {
    let (id, title) = (item.id.as_str(), item.title.as_str());
    in_mermaid(format!("{id} {title}").trim_end())
}

/// Text between double quotes, where Mermaid reads entities, tags and Markdown.
fn in_mermaid(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in text::safe(words).chars() {
        match c {
            '"' => out += "#quot;",
            '&' => out += "#amp;",
            '<' => out += "#lt;",
            '>' => out += "#gt;",
            '#' | '`' | '\\' | '*' | '_' | '[' | ']' | '{' | '}' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::Only;
    use super::*;
    use crate::priority::tests::backlog;

    fn drawn(drawing: Drawing) -> String {
        let records = [
            "{id: S-1, title: 'say \"hi\" \\ & <b>', depends_on: [S-2]}",
            "{id: S-2, title: \"two\\nlines\\e[31m #1 `x`\", depends_on: [S-1], blocked: true}",
            "{id: S-3, title: end, depends_on: [S-2], sprint: SP-1}",
        ];
        drawing.of(&Deps::all(&backlog("", &records), Only::default()))
    }

    #[test]
    fn graphviz_reads_every_title_as_it_is() {
        let expected = r#"digraph dependencies {
  rankdir=LR;
  node [shape=box];
  "S-1" [label="S-1\nsay \"hi\" \\ &amp; <b>"];
  "S-2" [label="S-2\ntwo lines␛[31m #1 `x`", color=red];
  "S-3" [label="S-3\nend"];
  "S-1" -> "S-2" [label="circle", color=red];
  "S-2" -> "S-1" [label="circle", color=red];
  "S-3" -> "S-2" [label="late", color=red];
}
"#;
        assert_eq!(drawn(Drawing::Dot), expected);
    }

    #[test]
    fn mermaid_reads_every_title_as_it_is() {
        let expected = r#"flowchart LR
  n1["S-1 say #quot;hi#quot; #92; #amp; #lt;b#gt;"]
  n2["S-2 two lines␛#91;31m #35;1 #96;x#96;"]:::blocked
  n3["S-3 end"]
  n1 -->|circle| n2
  n2 -->|circle| n1
  n3 -->|late| n2
  classDef blocked stroke:red
"#;
        assert_eq!(drawn(Drawing::Mermaid), expected);
    }
}
