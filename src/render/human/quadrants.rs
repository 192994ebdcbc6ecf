//! Records in a field of text, each spot with a letter, and below it what the letters are.

use super::View;
use super::style;
use super::table;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Quadrants;
use crate::page::Table;
use crate::page::Text;
use crate::text;

/// The letters of the spots; those without one share a dot.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DOT: char = '•';
/// The most columns of the field, and how many of them are as wide as a line is high.
const WIDEST: usize = 61;
const NARROWEST: usize = 21;
const COLUMNS_OF_ROW: usize = 4;

/// How many columns and rows the field has, and which of them part it.
struct Size {
    columns: usize,
    rows: usize,
    cut: (usize, usize),
}

impl Size {
    fn of(field: &Quadrants, room: usize) -> Self {
        let columns = room.clamp(NARROWEST, WIDEST);
        let rows = columns / COLUMNS_OF_ROW;
        let mut size = Self {
            columns,
            rows,
            cut: (0, 0),
        };
        size.cut = size.cell([field.across.cut.0, field.up.cut.0]);
        size
    }

    /// The column and the row, from above, of a place in the field.
    fn cell(&self, [across, up]: [f64; 2]) -> (usize, usize) {
        let step = |share: f64, count: usize| (share * (count - 1) as f64).round() as usize;
        (
            step(across, self.columns),
            self.rows - 1 - step(up, self.rows),
        )
    }
}

pub(super) fn render(field: &Quadrants, view: &View) -> String {
    let labels = [&field.up.ends[0], &field.up.ends[1], &field.up.cut.1];
    let margin = labels.iter().map(|label| text::width(label)).max();
    let margin = margin.unwrap_or(0);
    let size = Size::of(field, view.width.saturating_sub(margin + 4));
    let spots = field.spots(|a, b| size.cell(a.at) == size.cell(b.at));
    let faint = |words: &str| style::faint(words, view);
    let mut out = faint(&text::cut(&text::safe(&field.title), view.width)) + "\n";
    let blank = " ".repeat(margin);
    out += &format!("  {}\n", faint(&field.up.name));
    let [left_above, right_above, left_below, right_below] = &field.corners;
    out += &corners(
        &format!("  {blank} │"),
        &size,
        (left_above, right_above),
        view,
    );
    for row in 0..size.rows {
        let label = match row {
            0 => &field.up.ends[1],
            row if row == size.cut.1 => &field.up.cut.1,
            row if row + 1 == size.rows => &field.up.ends[0],
            _ => "",
        };
        let tick = if label.is_empty() { '│' } else { '┤' };
        let axis = format!("  {label:>margin$} {tick}");
        let line = Text::of(Meaning::Faint, axis);
        let line = cells(row, &size, &spots, line);
        out += style::line(&line, view).trim_end();
        out += "\n";
    }
    out += &corners(
        &format!("  {blank} │"),
        &size,
        (left_below, right_below),
        view,
    );
    let (before, after) = (size.cut.0, size.columns - 1 - size.cut.0);
    let bottom = format!("  {blank} └{}┴{}", "─".repeat(before), "─".repeat(after));
    out += &(faint(&bottom) + "\n");
    out += &(faint(&below(field, &size, margin)) + "\n\n");
    out + &table::render(&legend(field, &spots), &[], view)
}

/// The names of two quadrants, each from where it begins.
fn corners(axis: &str, size: &Size, (left, right): (&str, &str), view: &View) -> String {
    let before = size.cut.0.saturating_sub(1);
    let left = text::cut(left, before);
    let pad = " ".repeat(before.saturating_sub(text::width(&left)));
    let right = text::cut(right, size.columns.saturating_sub(size.cut.0 + 2));
    style::faint(&format!("{axis} {left}{pad}│ {right}"), view) + "\n"
}

/// One row of the field: the letters on it, and the cuts where there are none.
fn cells(row: usize, size: &Size, spots: &[Vec<&crate::page::Point>], mut line: Text) -> Text {
    for column in 0..size.columns {
        let spot = spots
            .iter()
            .position(|spot| size.cell(spot[0].at) == (column, row));
        let (meaning, mark) = match (spot, column == size.cut.0, row == size.cut.1) {
            (Some(spot), ..) => (Meaning::Strong, letter(spot)),
            (None, true, true) => (Meaning::Faint, '┼'),
            (None, true, false) => (Meaning::Faint, '│'),
            (None, false, true) => (Meaning::Faint, '─'),
            (None, false, false) => (Meaning::Plain, ' '),
        };
        match line.0.last_mut() {
            Some((last, words)) if *last == meaning => words.push(mark),
            _ => line.0.push((meaning, mark.to_string())),
        }
    }
    line
}

fn letter(spot: usize) -> char {
    LETTERS.chars().nth(spot).unwrap_or(DOT)
}

/// The values below the field, each where it stands, and what they are.
fn below(field: &Quadrants, size: &Size, margin: usize) -> String {
    let edge = &field.across;
    let mut line = " ".repeat(margin + 4);
    line.push_str(&edge.ends[0]);
    for (column, label) in [(size.cut.0, &edge.cut.1), (size.columns - 1, &edge.ends[1])] {
        let start = margin + 4 + column;
        let start = start.saturating_sub(text::width(label) / 2);
        let pad = start.saturating_sub(text::width(&line)).max(1);
        line += &" ".repeat(pad);
        line += label;
    }
    format!("{line}  {}", edge.name)
}

fn legend(field: &Quadrants, spots: &[Vec<&crate::page::Point>]) -> Table {
    let name = |name: &str| Column::right(name.to_uppercase()).spare(1);
    let with_class = field.points.iter().any(|point| !point.class.is_empty());
    let mut columns = vec![Column::left(""), Column::left("ID")];
    columns.extend([name(&field.up.name), name(&field.across.name)]);
    if with_class {
        columns.push(Column::left("CLASS").spare(2));
    }
    columns.push(Column::left("TITLE").cut());
    let mut rows = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        for point in spot {
            let [across, up] = &point.shown;
            let mut cells = vec![
                Text::of(Meaning::Strong, letter(at)),
                Text::of(Meaning::Id, point.id.as_str()),
                up.as_str().into(),
                across.as_str().into(),
            ];
            if with_class {
                cells.push(point.class.as_str().into());
            }
            cells.push(point.title.as_str().into());
            rows.push(cells);
        }
    }
    Table { columns, rows }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::page::Edge;
    use crate::page::Point;
    use crate::page::Quadrants;
    use crate::render::View;

    fn field(points: &[(&str, f64, f64)]) -> Quadrants {
        let edge = |name: &str| Edge {
            name: name.to_owned(),
            ends: ["1".to_owned(), "10".to_owned()],
            cut: (0.5, "5.5".to_owned()),
        };
        let point = |(id, value, effort): &(&str, f64, f64)| Point {
            id: (*id).to_owned(),
            title: format!("Story {id}"),
            class: String::new(),
            at: [(effort - 1.0) / 9.0, (value - 1.0) / 9.0],
            shown: [effort.to_string(), value.to_string()],
        };
        Quadrants {
            title: "value against effort".to_owned(),
            across: edge("effort"),
            up: edge("value"),
            corners: ["quick-win", "big-bet", "fill-in", "time-sink"].map(str::to_owned),
            points: points.iter().map(point).collect(),
        }
    }

    fn drawn(points: &[(&str, f64, f64)], width: usize) -> String {
        let view = View::plain(width, "2026-11-24".parse().expect("a day"));
        render(&field(points), &view)
    }

    #[test]
    fn each_spot_has_a_letter_and_the_corners_their_names() {
        let points = [
            ("S-1", 10.0, 1.0),
            ("S-2", 8.0, 8.0),
            ("S-3", 8.0, 8.0),
            ("S-4", 1.0, 10.0),
        ];
        let expected = "\
value against effort
  value
      │ quick-win           │ big-bet
   10 ┤a                    │
      │                     │
      │                     │           b
      │                     │
  5.5 ┤─────────────────────┼─────────────────────
      │                     │
      │                     │
      │                     │
      │                     │
    1 ┤                     │                    c
      │ fill-in             │ time-sink
      └─────────────────────┴─────────────────────
       1                   5.5                  10  effort

";
        let shown = drawn(&points, 50);
        assert!(shown.starts_with(expected), "{shown}");
        assert!(
            shown.contains("b  S-2      8       8  Story S-2"),
            "{shown}"
        );
        assert!(
            shown.contains("b  S-3      8       8  Story S-3"),
            "{shown}"
        );
    }

    #[test]
    fn a_narrow_view_keeps_to_its_width_and_many_spots_share_a_dot() {
        let shown = drawn(&[("S-1", 3.0, 4.0)], 40);
        assert!(
            shown.lines().all(|line| line.chars().count() <= 50),
            "{shown}"
        );
        let points: Vec<(String, f64, f64)> = (0..100)
            .map(|at| {
                (
                    format!("S-{at}"),
                    f64::from(at / 10) + 1.0,
                    f64::from(at % 10) + 1.0,
                )
            })
            .collect();
        let points: Vec<(&str, f64, f64)> = points
            .iter()
            .map(|(id, v, e)| (id.as_str(), *v, *e))
            .collect();
        assert!(drawn(&points, 100).contains("•  S-99"));
    }
}
