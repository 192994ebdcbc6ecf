//! Lines over days: as bars of text, one row a line, or in a field of their own.

use super::View;
use super::plot;
use super::style;
use crate::page::Chart;
use crate::page::Form;
use crate::text;

pub(super) const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn render(chart: &Chart, view: &View) -> String {
    match &chart.form {
        Form::Rows => rows(chart, view),
        Form::Plot { ticks } => plot::render(chart, ticks, view),
    }
}

fn rows(chart: &Chart, view: &View) -> String {
    let top = chart
        .lines
        .iter()
        .flat_map(|(_, values)| values.iter().flatten());
    let top = top.copied().fold(0.0_f64, f64::max);
    let label = chart
        .lines
        .iter()
        .map(|(name, _)| text::width(name))
        .max()
        .unwrap_or(0);
    let mut out = style::faint(&text::cut(&chart.title, view.width), view) + "\n";
    let room = view.width.saturating_sub(label + 4);
    for (name, values) in &chart.lines {
        let pad = " ".repeat(label - text::width(name));
        let bars: String = values.iter().map(|value| bar(*value, top)).collect();
        let first = values.iter().flatten().next().copied();
        let last = values.iter().rev().flatten().next().copied();
        let ends = match (first, last) {
            (Some(first), Some(last)) => format!("  {} → {}", number(first), number(last)),
            _ => String::new(),
        };
        let line = match text::width(&bars) + text::width(&ends) <= room {
            true => bars + &ends,
            false => text::cut(bars.trim_end(), room).into_owned(),
        };
        let line = format!("  {}{pad}  {line}", style::faint(name, view));
        out.push_str(&format!("{}\n", line.trim_end()));
    }
    if let (Some(first), Some(last)) = (chart.labels.first(), chart.labels.last()) {
        let span = format!("{first} … {last}");
        // On a narrow terminal it begins further left.
        let lead = (label + 4).min(view.width.saturating_sub(text::width(&span)));
        let span = text::cut(&span, view.width);
        let pad = " ".repeat(lead);
        out.push_str(&format!("{pad}{}\n", style::faint(&span, view)));
    }
    out
}

fn bar(value: Option<f64>, top: f64) -> char {
    match value {
        None => ' ',
        Some(_) if top <= 0.0 => BARS[0],
        Some(value) => {
            let step = (value / top * (BARS.len() - 1) as f64).round();
            BARS[(step.max(0.0) as usize).min(BARS.len() - 1)]
        }
    }
}

/// One decimal where there is one.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    }
}
