//! Tables at the width there is: first the spare columns go, then long cells
//! are cut.

use super::View;
use super::style;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use comfy_table::Cell;
use comfy_table::CellAlignment;
use comfy_table::ContentArrangement;
use comfy_table::presets;

/// Blanks between two columns.
const GAP: usize = 2;
/// A cut column keeps at least this much.
const LEAST: usize = 12;

pub(super) fn render(table: &Table, view: &View) -> String {
    let cells: Vec<Vec<Text>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| one_line(cell, view)).collect())
        .collect();
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|at| widest(table, &cells, at))
        .collect();
    let shown = fitting(&table.columns, &widths, view.width);
    let left_out: Vec<&str> = (0..table.columns.len())
        .filter(|at| !shown.contains(at))
        .map(|at| table.columns[at].title.as_str())
        .collect();
    let widths = cut_widths(&table.columns, &widths, &shown, view.width);
    let mut printed = comfy_table::Table::new();
    printed
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled);
    if table.columns.iter().any(|c| !c.title.is_empty()) {
        let head = shown.iter().map(|at| {
            let title = style::faint(&table.columns[*at].title, view);
            align(Cell::new(title), &table.columns[*at])
        });
        printed.set_header(head.collect::<Vec<_>>());
    }
    for row in &cells {
        let row = shown.iter().enumerate().map(|(place, at)| {
            let cell = row.get(*at).cloned().unwrap_or_default();
            let cell = cut(cell, widths[place]);
            align(Cell::new(style::line(&cell, view)), &table.columns[*at])
        });
        printed.add_row(row.collect::<Vec<_>>());
    }
    for column in printed.column_iter_mut() {
        column.set_padding((0, GAP as u16));
    }
    let mut out: String = printed
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect();
    if !left_out.is_empty() {
        let note = format!(
            "not shown at this width: {}",
            left_out.join(", ").to_lowercase()
        );
        out.push_str(&(style::faint(&note, view) + "\n"));
    }
    out
}

fn align(cell: Cell, column: &Column) -> Cell {
    cell.set_alignment(if column.right {
        CellAlignment::Right
    } else {
        CellAlignment::Left
    })
}

/// A cell as wide as it will be: without colour, marks stand around code.
fn one_line(cell: &Text, view: &View) -> Text {
    let runs = cell.0.iter().map(|(meaning, words)| {
        let words = text::safe(words);
        match meaning {
            Meaning::Code if !view.colour => (Meaning::Plain, format!("`{words}`")),
            meaning => (*meaning, words.into_owned()),
        }
    });
    Text(runs.collect())
}

fn widest(table: &Table, cells: &[Vec<Text>], at: usize) -> usize {
    let head = text::width(&table.columns[at].title);
    let rows = cells.iter().filter_map(|row| row.get(at));
    rows.map(|cell| text::width(&cell.plain()))
        .max()
        .unwrap_or(0)
        .max(head)
}

fn total(widths: impl Iterator<Item = usize>) -> usize {
    widths.map(|w| w + GAP).sum::<usize>().saturating_sub(GAP)
}

/// The columns that are shown: while even cut ones do not fit, the one that
/// can best be spared goes.
fn fitting(columns: &[Column], widths: &[usize], room: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    let least = |at: usize| {
        if columns[at].cut {
            widths[at].min(LEAST * 2)
        } else {
            widths[at]
        }
    };
    while total(shown.iter().map(|at| least(*at))) > room {
        let spare = shown
            .iter()
            .enumerate()
            .filter(|(_, at)| columns[**at].spare > 0);
        let Some((place, _)) = spare.max_by_key(|(_, at)| columns[**at].spare) else {
            break;
        };
        shown.remove(place);
    }
    shown
}

/// The width of each shown column: the cut ones share what is too much.
fn cut_widths(columns: &[Column], widths: &[usize], shown: &[usize], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = shown.iter().map(|at| widths[*at]).collect();
    loop {
        let over = total(widths.iter().copied()).saturating_sub(room);
        if over == 0 {
            return widths;
        }
        let cuttable = (0..widths.len()).filter(|p| columns[shown[*p]].cut && widths[*p] > LEAST);
        let Some(place) = cuttable.max_by_key(|p| widths[*p]) else {
            return widths;
        };
        let next = (0..widths.len())
            .filter(|p| *p != place && columns[shown[*p]].cut)
            .map(|p| widths[p])
            .max()
            .unwrap_or(LEAST);
        let lowest = next.min(widths[place] - 1).max(LEAST);
        widths[place] = widths[place].saturating_sub(over).max(lowest);
    }
}

fn cut(cell: Text, width: usize) -> Text {
    if text::width(&cell.plain()) <= width {
        return cell;
    }
    let mut left = width;
    let mut runs: Vec<(Meaning, String)> = Vec::new();
    for (meaning, words) in cell.0 {
        let part = text::cut(&words, left).into_owned();
        left -= text::width(&part).min(left);
        runs.push((meaning, part));
        if left == 0 {
            break;
        }
    }
    Text(runs)
}
