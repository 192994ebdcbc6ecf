//! Markdown as blocks of a page: what the documentation of rules, methods and
//! topics is written in. Headings, paragraphs, lists, tables and code blocks;
//! anything else stands as it is.

use super::Block;
use super::Column;
use super::Meaning;
use super::Table;
use super::Text;

/// The blocks of a text.
pub fn markdown(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let (block, used) = if line.trim().is_empty() {
            (None, 1)
        } else if line.starts_with("```") {
            code(&lines[at..])
        } else if line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim();
            (Some(Block::Heading(inline(heading))), 1)
        } else if line.starts_with('|') {
            table(&lines[at..])
        } else if line.starts_with("- ") {
            list(&lines[at..])
        } else {
            paragraph(&lines[at..])
        };
        blocks.extend(block);
        at += used;
    }
    blocks
}

/// A block between fences, and the lines it takes.
fn code(lines: &[&str]) -> (Option<Block>, usize) {
    let body = &lines[1..];
    let end = body.iter().position(|line| line.starts_with("```"));
    let end = end.unwrap_or(body.len());
    let shown = body[..end].iter().map(|line| Text::from(*line));
    (Some(Block::Verbatim(shown.collect())), end + 2)
}

fn table(lines: &[&str]) -> (Option<Block>, usize) {
    let rows: Vec<&str> = lines
        .iter()
        .take_while(|line| line.starts_with('|'))
        .copied()
        .collect();
    let is_rule = |row: &str| row.chars().all(|c| "|-: ".contains(c));
    let mut cells = rows
        .iter()
        .filter(|row| !is_rule(row))
        .map(|row| cells(row));
    let head = cells.next().unwrap_or_default();
    let columns = head.iter().map(|title| Column::left(title.plain()).cut());
    let table = Table {
        columns: columns.collect(),
        rows: cells.collect(),
    };
    (Some(Block::Table(table)), rows.len())
}

fn cells(row: &str) -> Vec<Text> {
    let inner = row.trim().trim_start_matches('|').trim_end_matches('|');
    // `\|` is a bar inside a cell.
    let inner = inner.replace("\\|", "\u{0}");
    let cells = inner.split('|');
    cells
        .map(|cell| inline(&cell.trim().replace('\u{0}', "|")))
        .collect()
}

fn list(lines: &[&str]) -> (Option<Block>, usize) {
    let mut items: Vec<String> = Vec::new();
    let mut used = 0;
    for line in lines {
        match (line.strip_prefix("- "), items.last_mut()) {
            (Some(item), _) => items.push(item.to_owned()),
            (None, Some(item)) if line.starts_with("  ") => {
                item.push(' ');
                item.push_str(line.trim());
            }
            _ => break,
        }
        used += 1;
    }
    let items = items.iter().map(|item| inline(item)).collect();
    (Some(Block::List(items)), used)
}

fn paragraph(lines: &[&str]) -> (Option<Block>, usize) {
    let goes_on = |line: &&&str| !line.trim().is_empty() && !line.starts_with("```");
    let part: Vec<&str> = lines.iter().take_while(goes_on).copied().collect();
    (Some(Block::Paragraph(inline(&part.join(" ")))), part.len())
}

/// Code between backticks, strong words between double stars.
fn inline(text: &str) -> Text {
    let mut runs = Vec::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            runs.push((Meaning::Code, part.to_owned()));
            continue;
        }
        for (at, part) in part.split("**").enumerate() {
            let meaning = match at % 2 {
                1 => Meaning::Strong,
                _ => Meaning::Plain,
            };
            if !part.is_empty() {
                runs.push((meaning, part.to_owned()));
            }
        }
    }
    Text(runs)
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::page::Block;
    use crate::page::Meaning;

    #[test]
    fn each_part_of_a_text_becomes_its_block() {
        let text = "# Head\nTwo\nlines.\n\n- one\n  goes on\n- two\n\n```yaml\nid: S-1\n\n  x: 1\n```\n\
                    | key | means |\n|---|---|\n| `a` | first \\| best |\n";
        let blocks = markdown(text);
        let [heading, paragraph, list, code, table] = &blocks[..] else {
            panic!("{blocks:?}");
        };
        assert!(matches!(heading, Block::Heading(text) if text.plain() == "Head"));
        assert!(matches!(paragraph, Block::Paragraph(text) if text.plain() == "Two lines."));
        let Block::List(items) = list else {
            panic!("{list:?}")
        };
        let items: Vec<String> = items.iter().map(|item| item.plain()).collect();
        assert_eq!(items, ["one goes on", "two"]);
        let Block::Verbatim(lines) = code else {
            panic!("{code:?}")
        };
        let lines: Vec<String> = lines.iter().map(|line| line.plain()).collect();
        assert_eq!(lines, ["id: S-1", "", "  x: 1"]);
        let Block::Table(table) = table else {
            panic!("{table:?}")
        };
        assert_eq!(table.columns[1].title, "means");
        assert_eq!(table.rows[0][1].plain(), "first | best");
    }

    #[test]
    fn code_and_strong_words_keep_their_meaning() {
        let blocks = markdown("set `**x**` to **five**\n");
        let Block::Paragraph(text) = &blocks[0] else {
            panic!("{blocks:?}")
        };
        let runs: Vec<(Meaning, &str)> = text.0.iter().map(|(m, t)| (*m, t.as_str())).collect();
        let want = [
            (Meaning::Plain, "set "),
            (Meaning::Code, "**x**"),
            (Meaning::Plain, " to "),
            (Meaning::Strong, "five"),
        ];
        assert_eq!(runs, want);
    }

    #[test]
    fn a_code_block_that_is_not_closed_ends_with_the_text() {
        let blocks = markdown("```text\nlast");
        assert!(matches!(&blocks[..], [Block::Verbatim(lines)] if lines.len() == 1));
        assert!(markdown("").is_empty());
    }
}
