//! Parts of a page in the form that man reads.

use clap_mangen::roff::Inline;
use clap_mangen::roff::Roff;
use clap_mangen::roff::bold;
use clap_mangen::roff::roman;
use po::page::Block;
use po::page::Meaning;
use po::page::Text;

/// Blocks one below the other; the first heading is the section's own.
pub(super) fn blocks(blocks: &[Block], roff: &mut Roff) {
    let mut headings = 0;
    // A heading begins a paragraph by itself.
    let mut begun = true;
    for each in blocks {
        match each {
            Block::Article(inner) => self::blocks(inner, roff),
            Block::Heading(text) => {
                if headings > 0 {
                    roff.control("SS", [text.plain().as_str()]);
                }
                headings += 1;
                begun = true;
                continue;
            }
            Block::Paragraph(_) | Block::Verbatim(_) if !begun => drop(roff.control("PP", [])),
            _ => {}
        }
        block(each, roff);
        begun = false;
    }
}

fn block(block: &Block, roff: &mut Roff) {
    match block {
        Block::Paragraph(text) => drop(roff.text(runs(text))),
        Block::Verbatim(lines) | Block::Diff(lines) => {
            let lines: Vec<String> = lines.iter().map(Text::plain).collect();
            verbatim(lines.iter().map(String::as_str), roff);
        }
        Block::List(items) => {
            for item in items {
                roff.control("IP", ["\\(bu", "2"]);
                roff.text(runs(item));
            }
        }
        Block::Table(table) | Block::Grouped(table, _) => {
            for row in &table.rows {
                let Some((first, rest)) = row.split_first() else {
                    continue;
                };
                roff.control("TP", []);
                roff.text(runs(first));
                for cell in rest {
                    roff.text(runs(cell));
                }
            }
        }
        Block::Facts(facts) => {
            for (label, text) in facts {
                roff.control("TP", []);
                roff.text([bold(label.as_str())]);
                roff.text(runs(text));
            }
        }
        // Answers of commands alone hold these; a text for a manual does not.
        Block::Heading(_)
        | Block::Article(_)
        | Block::Chart(_)
        | Block::Bars(_)
        | Block::Quadrants(_)
        | Block::Findings(_) => {}
    }
}

/// Lines as they stand, set in.
pub(super) fn verbatim<'l>(lines: impl Iterator<Item = &'l str>, roff: &mut Roff) {
    roff.control("nf", []);
    for line in lines {
        match line.is_empty() {
            // An empty line would be taken for a new paragraph.
            true => roff.control("sp", []),
            false => roff.text([roman(line)]),
        };
    }
    roff.control("fi", []);
}

fn runs(text: &Text) -> Vec<Inline> {
    let runs = text.0.iter().map(|(meaning, words)| match meaning {
        Meaning::Code | Meaning::Strong | Meaning::Command | Meaning::Id => bold(words.as_str()),
        _ => roman(words.as_str()),
    });
    runs.collect()
}
