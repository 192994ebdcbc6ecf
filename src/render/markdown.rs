//! Markdown for pages that others read: headings, tables and sentences, in which no text of a record is markup.

mod findings;

use super::Format;
use super::View;
use super::human;
use crate::page::Answer;
use crate::page::Block;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Table;
use crate::page::Text;
use crate::text;

pub struct Markdown;

impl Format for Markdown {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn summary(&self) -> &'static str {
        "for pages: headings, tables and sentences in Markdown"
    }

    fn render(&self, answer: &Answer, view: &View) -> String {
        // Pictures stand as a terminal shows them, without its colours and links.
        let view = View::plain(PICTURE, view.today);
        let mut page = String::new();
        let mut titled = false;
        for block in &answer.page.blocks {
            let heading = if titled { "##" } else { "#" };
            titled |= matches!(block, Block::Heading(_));
            page += &match block {
                Block::Findings(found) => findings::render(found, MOST.saturating_sub(page.len())),
                block => self::block(block, heading, &view),
            };
            page.push('\n');
        }
        page.trim_end().to_owned() + "\n"
    }
}

/// GitHub takes no summary above 1 MiB, and then nothing of it; it may be put below another one.
const MOST: usize = 900_000;

/// The columns of a picture.
const PICTURE: usize = 80;

/// A part of the page, each of its lines with its end.
fn block(block: &Block, heading: &str, view: &View) -> String {
    match block {
        Block::Heading(text) => format!("{heading} {}\n", inline(&unmarked(text), " ")),
        Block::Paragraph(text) => inline(text, "\\\n") + "\n",
        Block::Verbatim(lines) => fenced("text", &plain(lines)),
        Block::Diff(lines) => fenced("diff", &plain(lines)),
        Block::List(items) => list(items, " "),
        Block::Article(blocks) => {
            let parts = blocks.iter().map(|part| self::block(part, "##", view));
            parts.collect::<Vec<_>>().join("\n")
        }
        Block::Facts(facts) => {
            let fact = |(name, words): &(String, Text)| {
                let name = Text::of(Meaning::Strong, format!("{name}:"));
                let mut fact = name.and(Meaning::Plain, " ");
                fact.0.extend(words.0.clone());
                fact
            };
            // A further line belongs to its fact.
            list(&facts.iter().map(fact).collect::<Vec<_>>(), "\\\n  ")
        }
        Block::Table(table) => rows(table, 0, table.rows.len()),
        Block::Grouped(table, heads) => grouped(table, heads),
        Block::Findings(found) => findings::render(found, MOST),
        Block::Chart(_) | Block::Bars(_) | Block::Quadrants(_) => {
            fenced("text", &human::block(block, view))
        }
    }
}

fn list(items: &[Text], join: &str) -> String {
    let items = items
        .iter()
        .map(|item| format!("- {}\n", inline(item, join)));
    items.collect()
}

/// A heading is strong as it is.
fn unmarked(text: &Text) -> Text {
    let runs = text.0.iter().map(|(meaning, words)| match meaning {
        Meaning::Strong => (Meaning::Plain, words.clone()),
        other => (*other, words.clone()),
    });
    Text(runs.collect())
}

/// A table for each group, below its name.
fn grouped(table: &Table, heads: &[(usize, Text)]) -> String {
    let first = heads.first().map_or(table.rows.len(), |(at, _)| *at);
    let mut out = match first {
        0 => String::new(),
        first => rows(table, 0, first) + "\n",
    };
    for (number, (from, head)) in heads.iter().enumerate() {
        let end = heads
            .get(number + 1)
            .map_or(table.rows.len(), |(at, _)| *at);
        out += &format!("**{}**\n\n", inline(&unmarked(head), " "));
        out += &rows(table, *from, end);
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

/// Some rows of a table, with its head.
fn rows(table: &Table, from: usize, to: usize) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let title = |column: &Column| match column.title.as_str() {
        // Here no heading can begin.
        "#" => "#".to_owned(),
        title => text::markdown(title),
    };
    let mut out = line(table.columns.iter().map(title).collect());
    let rule = |right: bool| if right { "--:" } else { "---" };
    let rules: Vec<&str> = table.columns.iter().map(|c| rule(c.right)).collect();
    out += &format!("|{}|\n", rules.join("|"));
    for row in table.rows.iter().take(to).skip(from) {
        out += &line(row.iter().map(cell_of).collect());
    }
    out
}

/// A bar inside code would end the cell.
fn cell_of(cell: &Text) -> String {
    let runs = cell.0.iter().map(|(meaning, words)| match meaning {
        Meaning::Code | Meaning::Command if words.contains('|') => (Meaning::Plain, words.clone()),
        _ => (*meaning, words.clone()),
    });
    inline(&Text(runs.collect()), " ")
}

/// Words whose lines are joined in one way.
fn inline(text: &Text, join: &str) -> String {
    let mut lines = vec![String::new()];
    for (meaning, words) in &text.0 {
        for (at, part) in words.split('\n').enumerate() {
            if at > 0 {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                *line += &run(*meaning, part);
            }
        }
    }
    let lines = lines.iter().map(|line| line.trim());
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(join)
}

/// One run with its blanks around it, which emphasis must not hold.
fn run(meaning: Meaning, words: &str) -> String {
    let words = words.trim_end_matches('\r');
    let inner = words.trim();
    if inner.is_empty() {
        return if words.is_empty() { "" } else { " " }.to_owned();
    }
    let marked = match meaning {
        Meaning::Strong => format!("**{}**", text::markdown(inner)),
        Meaning::Code | Meaning::Command => code(inner),
        _ => text::markdown(inner),
    };
    let before = if words.starts_with(inner) { "" } else { " " };
    let after = if words.ends_with(inner) { "" } else { " " };
    format!("{before}{marked}{after}")
}

/// Words as they stand, between more backticks than they hold.
fn code(words: &str) -> String {
    let words = text::safe(words);
    let ticks = "`".repeat(longest(&words) + 1);
    match words.starts_with('`') || words.ends_with('`') {
        true => format!("{ticks} {words} {ticks}"),
        false => format!("{ticks}{words}{ticks}"),
    }
}

/// Lines as they stand, between fences that none of them closes.
fn fenced(language: &str, lines: &str) -> String {
    let lines = text::safe_block(lines);
    let fence = "`".repeat(longest(&lines).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", lines.trim_end())
}

/// The most backticks that stand in a row.
fn longest(words: &str) -> usize {
    let runs = words.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

fn plain(lines: &[Text]) -> String {
    let lines: Vec<String> = lines.iter().map(Text::plain).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    fn shown(page: Page) -> String {
        let view = View::plain(20, "2026-11-24".parse().expect("a day"));
        Markdown.render(&Answer::new("x", page, serde_json::Map::new()), &view)
    }

    fn table() -> Table {
        let cell = |id: &str, words: &str| vec![Text::of(Meaning::Id, id), Text::from(words)];
        Table {
            columns: vec![Column::right("#"), Column::left("TITLE").spare(3)],
            rows: vec![cell("S-1", "a|b <b>"), cell("S-2", "# two\nlines")],
        }
    }

    #[test]
    fn each_block_has_its_markup_and_texts_have_none() {
        let sentence = Text::from("see *this* ").and(Meaning::Strong, "now ");
        let sentence = sentence
            .and(Meaning::Command, "po set x=`y`")
            .and(Meaning::Plain, " ok");
        let page = Page::new()
            .heading(Text::of(Meaning::Strong, "The [order]"))
            .paragraph(sentence)
            .heading("More")
            .table(table())
            .facts(vec![("by rank".to_owned(), "- 1\ntwo".into())])
            .verbatim(vec!["```".into(), "<b>".into()]);
        let expected = "\
# The \\[order\\]

see \\*this\\* **now** `` po set x=`y` `` ok

## More

| # | TITLE |
|--:|---|
| S-1 | a\\|b &lt;b&gt; |
| S-2 | \\# two lines |

- **by rank:** \\- 1\\
  two

````text
```
<b>
````
";
        assert_eq!(shown(page), expected);
    }

    #[test]
    fn groups_are_tables_below_their_names() {
        let page = Page::new().grouped(table(), vec![(1, Text::of(Meaning::Strong, "E-1"))]);
        let expected = "\
| # | TITLE |
|--:|---|
| S-1 | a\\|b &lt;b&gt; |

**E-1**

| # | TITLE |
|--:|---|
| S-2 | \\# two lines |
";
        assert_eq!(shown(page), expected);
    }

    #[test]
    fn a_terminal_obeys_nothing_in_it() {
        let hostile = "x\x1b[2J\u{202e}\n::error::y";
        let page = Page::new()
            .paragraph(hostile)
            .verbatim(vec![hostile.into()]);
        let said = shown(page);
        assert!(!said.contains(['\x1b', '\u{202e}']), "{said:?}");
        assert!(
            said.contains("\\\n: :error::y") && said.contains("\n: :error::y\n```"),
            "{said}"
        );
    }
}
