//! Tables in prose: all of each cell is shown, on as many lines as it takes.

use super::View;
use super::style;
use super::wrap::fold;
use crate::page::Meaning;
use crate::page::Table;
use crate::page::Text;
use crate::text;

/// Blanks between two columns.
const GAP: usize = 2;

/// The table at the width there is; columns share what is too much.
pub(super) fn table(table: &Table, view: &View) -> String {
    let titles = table.columns.iter();
    let titles = titles.map(|column| Text::of(Meaning::Faint, column.title.as_str()));
    let rows = std::iter::once(titles.collect()).chain(table.rows.iter().cloned());
    let safe = |row: Vec<Text>| {
        row.iter()
            .map(|cell| style::safe_line(cell, view))
            .collect()
    };
    let rows: Vec<Vec<Text>> = rows.map(safe).collect();
    let widths = widths(&rows, view.width);
    rows.iter().map(|row| lines(row, &widths, view)).collect()
}

/// The widest columns give way until all of them fit.
fn widths(rows: &[Vec<Text>], room: usize) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells
            .map(|cell| text::width(&cell.plain()))
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..count).map(widest).collect();
    let gaps = GAP * count.saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 1 => *widest -= 1,
            _ => break,
        }
    }
    widths
}

/// The lines of one row.
fn lines(row: &[Text], widths: &[usize], view: &View) -> String {
    let cells = row.iter().zip(widths);
    let cells: Vec<Vec<Text>> = cells
        .map(|(cell, width)| fold(cell, *width, *width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for line in 0..height {
        let mut shown = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let part = cell.get(line).cloned().unwrap_or_default();
            let pad = width.saturating_sub(text::width(&part.plain())) + GAP;
            shown += &(style::paint(&part, view) + &" ".repeat(pad));
        }
        out += shown.trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::page::Column;
    use crate::page::Table;
    use crate::render::View;
    use crate::text;

    fn shown(width: usize) -> String {
        let table_of = Table {
            columns: vec![Column::left("option"), Column::left("does")],
            rows: vec![
                vec!["--today".into(), "takes this day for today".into()],
                vec!["取引所の注文".into(), "the words of a story".into()],
            ],
        };
        table(
            &table_of,
            &View::plain(width, "2026-11-24".parse().expect("a day")),
        )
    }

    #[test]
    fn what_does_not_fit_goes_on_below_itself() {
        assert_eq!(
            shown(28),
            "\
option        does
--today       takes this day
              for today
取引所の注文  the words of a
              story
"
        );
        for width in 8..60 {
            let lines = shown(width);
            assert!(lines.lines().all(|l| text::width(l) <= width), "{lines}");
            assert!(!lines.contains('…'));
        }
    }
}
