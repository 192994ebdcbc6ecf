//! Text for people at a terminal: tables at its width, colour by meaning.

mod bars;
mod chart;
mod findings;
mod links;
mod plot;
mod prose;
mod quadrants;
mod style;
mod table;
mod wrap;

use super::Format;
use super::View;
use crate::page::Answer;
use crate::page::Block;
use crate::page::Meaning;
use crate::page::Text;
use crate::text;
use wrap::hanging;
use wrap::wrap;

pub use findings::error;
pub use findings::help;
pub use findings::remark;
pub use links::Links;

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
        (Block::Paragraph(_), Block::Facts(_) | Block::Verbatim(_) | Block::Diff(_)) => false,
        (Block::Facts(_), Block::Facts(_)) => false,
        _ => true,
    }
}

pub(super) fn block(block: &Block, view: &View) -> String {
    match block {
        Block::Heading(text) => lines(wrap(&strong(text), (0, 2), view)),
        Block::Paragraph(text) => lines(wrap(text, (0, 0), view)),
        Block::Verbatim(text) => {
            let text = text.iter().map(|line| style::safe_line(line, view));
            lines(text.flat_map(|line| hanging(&line, view)))
        }
        Block::Diff(text) => diff(text, view),
        Block::List(items) => items.iter().map(|item| point(item, view)).collect(),
        Block::Article(blocks) => article(blocks, view),
        Block::Facts(facts) => facts_block(facts, view),
        Block::Table(table) => table::render(table, &[], view),
        Block::Grouped(table, heads) => table::render(table, heads, view),
        Block::Chart(chart) => chart::render(chart, view),
        Block::Bars(bars) => bars::render(bars, view),
        Block::Quadrants(field) => quadrants::render(field, view),
        Block::Findings(found) => {
            let mut out = findings::findings(&found.findings, view);
            if !out.is_empty() {
                out.push('\n');
            }
            out + &lines(wrap(&found.summary().into(), (0, 0), view))
        }
    }
}

fn lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

/// On a terminal each line is safe text. For a program tabs and line ends stand
/// as they are; what else a terminal would obey is shown there as well, and said.
fn diff(text: &[Text], view: &View) -> String {
    if !view.exact {
        return lines(text.iter().map(|line| style::line(line, view)));
    }
    let shown: Vec<Text> = text.iter().map(style::patch_line).collect();
    let mut out = lines(shown.iter().map(|line| style::paint(line, view)));
    if shown
        .iter()
        .zip(text)
        .any(|(shown, line)| shown.plain() != line.plain())
    {
        out.push_str(INEXACT);
    }
    out
}

/// Behind a diff that is no patch.
const INEXACT: &str =
    "signs that a terminal would obey are shown as others here; --json has them as they are\n";

/// Headings are strong where nothing else is said.
fn strong(text: &Text) -> Text {
    let runs = text.0.iter().map(|(meaning, words)| match meaning {
        Meaning::Plain => (Meaning::Strong, words.clone()),
        other => (*other, words.clone()),
    });
    Text(runs.collect())
}

/// The widest that prose is set: longer lines are hard to read.
const READABLE: usize = 100;
/// Blanks before code in prose.
const CODE: usize = 4;

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
            Block::Verbatim(code) => {
                for line in code {
                    let mut line = style::safe_line(line, &view);
                    if !line.plain().trim().is_empty() {
                        line.0.insert(0, (Meaning::Plain, " ".repeat(CODE)));
                    }
                    out.push_str(&lines(hanging(&line, &view)));
                }
            }
            Block::Table(table) => out.push_str(&prose::table(table, &view)),
            other => out.push_str(&block(other, &view)),
        }
    }
    out
}

/// A point of a list; its further lines stand under the first.
fn point(item: &Text, view: &View) -> String {
    const MARK: &str = "  - ";
    let wrapped = wrap(item, (MARK.len(), MARK.len()), view);
    MARK.to_owned() + &lines(wrapped)
}

fn facts_block(facts: &[(String, Text)], view: &View) -> String {
    let label = |name: &str| text::safe(name).into_owned();
    let widest = facts.iter().map(|(name, _)| text::width(&label(name)));
    // On a narrow terminal the words get two thirds of it.
    let indent = widest.max().unwrap_or(0).min(view.width / 3) + 4;
    let mut out = String::new();
    for (name, words) in facts {
        let name = label(name);
        let room = (indent - 4).max(8);
        let name = text::cut(&name, room);
        let gap = " ".repeat(indent.saturating_sub(text::width(&name) + 2).max(2));
        let start = format!("  {}{gap}", style::faint(&name, view));
        out.push_str(&start);
        out.push_str(&lines(wrap(words, (indent, indent), view)));
    }
    let trimmed = out.lines().map(|line| line.trim_end().to_owned());
    lines(trimmed)
}

#[cfg(test)]
mod tests {
    use super::INEXACT;
    use super::diff;
    use crate::model::date::Day;
    use crate::page::Text;
    use crate::render::View;

    #[test]
    fn a_diff_for_a_program_is_a_patch_or_says_that_it_is_none() {
        let today: Day = "2026-11-24".parse().expect("a day");
        let terminal = View::plain(80, today);
        let pipe = View {
            exact: true,
            ..terminal.clone()
        };
        let lines = [Text::from("+a:\tb\r"), Text::from(" c")];
        assert_eq!(diff(&lines, &pipe), "+a:\tb\r\n c\n");
        assert_eq!(diff(&lines, &terminal), "+a: b \n c\n");
        let hostile = [Text::from("+\x1b[2J\t"), Text::from(" ::error::x")];
        let shown = format!("+␛[2J\t\n : :error::x\n{INEXACT}");
        assert_eq!(diff(&hostile, &pipe), shown);
    }
}
