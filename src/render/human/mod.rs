//! Text for people at a terminal: tables at its width, colour by meaning.

mod chart;
mod findings;
mod plot;
mod style;
mod table;

use super::Format;
use super::View;
use crate::page::Answer;
use crate::page::Block;
use crate::page::Text;

pub use findings::error;
pub use findings::findings;

pub struct Human;

impl Format for Human {
    fn id(&self) -> &'static str {
        "human"
    }

    fn summary(&self) -> &'static str {
        "for people: tables and sentences, as wide as the terminal"
    }

    fn render(&self, answer: &Answer, view: &View) -> String {
        let mut out = String::new();
        for (at, block) in answer.page.blocks.iter().enumerate() {
            let apart = at > 0 && !matches!(block, Block::Paragraph(_));
            if apart && stands_apart(&answer.page.blocks[at - 1], block) {
                out.push('\n');
            }
            out.push_str(&self::block(block, view));
        }
        out
    }
}

/// A blank line between parts of different sorts, none between a heading and
/// what it heads.
fn stands_apart(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::Heading(_), Block::Heading(_)) => false,
        (_, Block::Heading(_)) => true,
        (Block::Heading(_), _) => false,
        (Block::Paragraph(_), Block::Facts(_) | Block::Verbatim(_)) => false,
        (Block::Facts(_), Block::Facts(_)) => false,
        _ => true,
    }
}

fn block(block: &Block, view: &View) -> String {
    match block {
        Block::Heading(text) => style::text(&strong(text), view) + "\n",
        Block::Paragraph(text) => paragraph(text, view),
        Block::Verbatim(lines) => {
            let lines = lines.iter().map(|line| style::line(line, view) + "\n");
            lines.collect()
        }
        Block::List(items) => items.iter().map(|item| hanging(item, view)).collect(),
        Block::Article(blocks) => article(blocks, view),
        Block::Facts(facts) => facts_block(facts, view),
        Block::Table(table) => table::render(table, view),
        Block::Chart(chart) => chart::render(chart, view),
        Block::Findings(found) => {
            let mut out = findings(&found.findings, view);
            if !out.is_empty() {
                out.push('\n');
            }
            out + &findings::footer(found) + "\n"
        }
    }
}

/// Headings are strong where nothing else is said.
fn strong(text: &Text) -> Text {
    let runs = text.0.iter().map(|(meaning, words)| match meaning {
        crate::page::Meaning::Plain => (crate::page::Meaning::Strong, words.clone()),
        other => (*other, words.clone()),
    });
    Text(runs.collect())
}

/// The widest that prose is set: longer lines are hard to read.
const READABLE: usize = 100;

/// Prose: a blank line between its parts, code set off from the margin.
fn article(blocks: &[Block], view: &View) -> String {
    let view = View {
        width: view.width.min(READABLE),
        ..view.clone()
    };
    let mut out = String::new();
    for (at, part) in blocks.iter().enumerate() {
        if at > 0 && !matches!(blocks[at - 1], Block::Heading(_)) {
            out.push('\n');
        }
        match part {
            Block::Verbatim(lines) => {
                let lines = lines.iter().map(|line| style::line(line, &view));
                out.extend(lines.map(|line| format!("    {line}").trim_end().to_owned() + "\n"));
            }
            other => out.push_str(&block(other, &view)),
        }
    }
    out
}

/// A point of a list; its further lines stand under the first.
fn hanging(item: &Text, view: &View) -> String {
    let options = textwrap::Options::new(view.width.max(20))
        .initial_indent("  - ")
        .subsequent_indent("    ")
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(&style::text(item, view), options) + "\n"
}

fn paragraph(text: &Text, view: &View) -> String {
    let styled = style::text(text, view);
    let options = textwrap::Options::new(view.width.max(20))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    let lines = styled.split('\n').flat_map(|line| {
        let wrapped = textwrap::wrap(line, &options);
        wrapped
            .into_iter()
            .map(|l| l.into_owned() + "\n")
            .collect::<Vec<_>>()
    });
    lines.collect()
}

fn facts_block(facts: &[(String, Text)], view: &View) -> String {
    let label = |name: &str| crate::text::safe(name).into_owned();
    let widest = facts
        .iter()
        .map(|(n, _)| crate::text::width(&label(n)))
        .max();
    let indent = widest.unwrap_or(0) + 2;
    let mut out = String::new();
    for (name, text) in facts {
        let name = label(name);
        let gap = " ".repeat(indent - crate::text::width(&name));
        let styled = style::text(text, view);
        let room = view.width.saturating_sub(indent + 2).max(20);
        let pad = " ".repeat(indent + 2);
        let options = textwrap::Options::new(room)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(false);
        let lines: Vec<String> = styled
            .split('\n')
            .flat_map(|line| {
                textwrap::wrap(line, &options)
                    .into_iter()
                    .map(String::from)
                    .collect::<Vec<_>>()
            })
            .collect();
        let name = style::faint(&name, view);
        out.push_str(
            format!("  {name}{gap}{}", lines.first().map_or("", String::as_str)).trim_end(),
        );
        out.push('\n');
        for line in lines.iter().skip(1) {
            out.push_str(format!("{pad}{line}").trim_end());
            out.push('\n');
        }
    }
    out
}
