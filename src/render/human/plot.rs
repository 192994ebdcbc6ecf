//! Lines over days in one field with an axis: dots, bars and strokes.

use super::View;
use super::chart::BARS;
use super::chart::number;
use super::hanging;
use super::lines;
use super::style;
use crate::page::Chart;
use crate::text;

/// The most rows of the field.
const ROWS: f64 = 10.0;
/// The steps that a row may stand for, times a power of ten.
const STEPS: [f64; 5] = [1.0, 2.0, 2.5, 5.0, 10.0];
/// The most columns of one value.
const WIDEST: usize = 4;

const DOT: char = '•';
const STROKE: char = '─';

/// The field: a character for each row, from the top, and column.
type Field = Vec<Vec<char>>;

pub(super) fn render(chart: &Chart, ticks: &[String], view: &View) -> String {
    let values = || chart.lines.iter().flat_map(|(_, values)| values);
    let top = values().flatten().copied().fold(0.0_f64, f64::max);
    let step = step(top);
    let rows = ((top / step).ceil() as usize).max(1);
    let labels: Vec<String> = (0..=rows).map(|row| label(row, rows, step)).collect();
    let margin = labels.iter().map(|label| text::width(label)).max();
    let margin = margin.unwrap_or(0);
    let days = chart.labels.len();
    let room = view.width.saturating_sub(margin + 5);
    let wide = (room / days.max(1)).clamp(1, WIDEST);
    let days = days.min(room);
    let field = field(chart, days, wide, (rows, step));
    let mut out = style::faint(&text::cut(&chart.title, view.width), view) + "\n";
    for (row, line) in field.iter().enumerate() {
        let axis = format!("  {:>margin$} ┤", labels[row]);
        let line: String = line.iter().collect();
        out.push_str(&format!(
            "{}{}\n",
            style::faint(&axis, view),
            line.trim_end()
        ));
    }
    let bottom = format!("  {:>margin$} └{}", labels[rows], "─".repeat(days * wide));
    out.push_str(&(style::faint(&bottom, view) + "\n"));
    let below = format!("  {:margin$}  {}", "", below(ticks, days, wide));
    out.push_str(&(style::faint(below.trim_end(), view) + "\n"));
    let legend = format!("  {:margin$}  {}", "", legend(chart));
    out.push_str(&lines(hanging(&legend.into(), view)));
    out
}

/// What a row stands for: a round number, so that no more than ten rows are needed.
fn step(top: f64) -> f64 {
    if top <= 0.0 {
        return 1.0;
    }
    let least = top / ROWS;
    let power = 10.0_f64.powf(least.log10().floor());
    let fits = STEPS
        .iter()
        .map(|step| step * power)
        .find(|step| *step >= least * (1.0 - 1e-9));
    fits.unwrap_or(10.0 * power)
}

/// The number at the upper edge of a row, at each second one from below.
fn label(row: usize, rows: usize, step: f64) -> String {
    let from_below = rows - row;
    match from_below.is_multiple_of(2) {
        true => number(from_below as f64 * step),
        false => String::new(),
    }
}

fn field(chart: &Chart, days: usize, wide: usize, (rows, step): (usize, f64)) -> Field {
    let mut field = vec![vec![' '; days * wide]; rows];
    // Strokes first, then bars over them, then dots, so that all three are seen.
    let order = [2, 3, 4, 5, 1, 0];
    for line in order.iter().filter(|line| **line < chart.lines.len()) {
        let (_, values) = &chart.lines[*line];
        for (day, value) in values.iter().take(days).enumerate() {
            let Some(value) = value else { continue };
            let height = (value / step).max(0.0);
            let row = rows - (height.ceil() as usize).clamp(1, rows);
            let from = day * wide;
            match line {
                0 => field[row][from + wide.saturating_sub(2).min(2)] = DOT,
                1 => bar(&mut field, height, (from, (wide - 1).clamp(1, 2))),
                _ => field[row][from..from + wide].fill(STROKE),
            }
        }
    }
    field
}

/// A bar of a height in rows, from a column on; its top is as fine as an eighth of a row.
fn bar(field: &mut Field, height: f64, (from, wide): (usize, usize)) {
    let rows = field.len();
    let eighths = ((height * 8.0).round() as usize).min(rows * 8);
    for row in 0..rows {
        let mark = match eighths.saturating_sub(row * 8) {
            0 => continue,
            part => BARS[part.min(8) - 1],
        };
        field[rows - 1 - row][from..from + wide].fill(mark);
    }
}

/// The ticks below their columns, as many as there is room for.
fn below(ticks: &[String], days: usize, wide: usize) -> String {
    let widest = ticks
        .iter()
        .map(|tick| text::width(tick))
        .max()
        .unwrap_or(0);
    let each = (widest + 1).div_ceil(wide);
    let mut line = String::new();
    for (day, tick) in ticks.iter().take(days).enumerate() {
        if day.is_multiple_of(each) {
            let room = each * wide;
            line.push_str(tick);
            line.push_str(&" ".repeat(room.saturating_sub(text::width(tick))));
        }
    }
    line
}

/// What each mark is.
fn legend(chart: &Chart) -> String {
    let entry = |(at, (name, _)): (usize, &(String, Vec<Option<f64>>))| {
        let mark = match at {
            0 => DOT,
            1 => BARS[7],
            _ => STROKE,
        };
        format!("{mark} {name}")
    };
    let entries: Vec<String> = chart.lines.iter().enumerate().map(entry).collect();
    entries.join("   ")
}

#[cfg(test)]
mod tests {
    use super::render;
    use super::step;
    use crate::page::Chart;
    use crate::page::Form;
    use crate::render::View;

    /// A sprint whose last days are still to come.
    fn drawn(width: usize, days: usize) -> String {
        let ideal = (0..days).map(|day| Some(20.0 - 2.0 * day as f64));
        let left = [20.0, 20.0, 15.5, 11.0, 0.0];
        let line = |values: &[f64]| {
            let known = values.iter().copied().map(Some);
            known.chain(std::iter::repeat(None)).take(days).collect()
        };
        let ticks: Vec<String> = (2..).take(days).map(|day| format!("{day:02}")).collect();
        let chart = Chart {
            title: "Burndown".to_owned(),
            labels: ticks.clone(),
            lines: vec![
                ("ideal".to_owned(), ideal.collect()),
                ("remaining".to_owned(), line(&left)),
                ("scope".to_owned(), line(&[20.0, 20.0, 23.0, 23.0, 23.0])),
            ],
            form: Form::Plot { ticks: Vec::new() },
        };
        let view = View::plain(width, "2026-11-24".parse().expect("a day"));
        render(&chart, &ticks, &view)
    }

    #[test]
    fn bars_dots_and_strokes_share_one_field() {
        assert_eq!(
            drawn(80, 6),
            "\
Burndown
  25 ┤        ────────────
     ┤
  20 ┤██•─██•─
     ┤██  ██  ▂▂•
  15 ┤██  ██  ██    •
     ┤██  ██  ██  ▃▃    •
  10 ┤██  ██  ██  ██        •
     ┤██  ██  ██  ██
   5 ┤██  ██  ██  ██
     ┤██  ██  ██  ██
   0 └────────────────────────
      02  03  04  05  06  07
      • ideal   █ remaining   ─ scope
"
        );
    }

    #[test]
    fn a_narrow_view_has_narrow_days_and_fewer_ticks() {
        let narrow = drawn(22, 10);
        assert!(narrow.contains("\n  20 ┤••\n"), "{narrow}");
        assert!(narrow.contains("\n      02 05 08 11\n"), "{narrow}");
        // Days that have no room at all are left out.
        let crowded = drawn(20, 60);
        let field = crowded.lines().take(12);
        assert!(
            field.clone().all(|line| line.chars().count() <= 20),
            "{crowded}"
        );
    }

    #[test]
    fn a_row_is_a_round_number_and_there_are_at_most_ten() {
        for (top, of_row) in [
            (0.0, 1.0),
            (1.0, 0.1),
            (3.0, 0.5),
            (10.0, 1.0),
            (11.0, 2.0),
            (24.0, 2.5),
            (26.0, 5.0),
            (100.0, 10.0),
            (101.0, 20.0),
            (0.5, 0.05),
        ] {
            assert!((step(top) - of_row).abs() < 1e-9, "{top}: {}", step(top));
        }
    }
}
