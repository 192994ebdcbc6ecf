//! A bar a record, each part with a mark of its own.

use super::View;
use super::hanging;
use super::lines;
use super::style;
use crate::page::Bar;
use crate::page::Bars;
use crate::page::Meaning;
use crate::page::Text;
use crate::text;

/// The mark of each part; with more parts they come again.
const MARKS: [char; 8] = ['█', '▓', '▒', '░', '#', '=', '+', '-'];
/// The longest bar: longer ones tell no more.
const LONGEST: usize = 60;
/// The shortest that still tells one from another.
const SHORTEST: usize = 8;

/// How long the bars are.
struct Scale {
    /// Columns left of zero.
    left: usize,
    /// From the least to the most.
    span: f64,
    /// The columns of all of it.
    room: usize,
}

pub(super) fn render(bars: &Bars, view: &View) -> String {
    let widest = |of: fn(&Bar) -> &str| {
        let widths = bars
            .rows
            .iter()
            .map(|row| text::width(&text::safe(of(row))));
        widths.max().unwrap_or(0)
    };
    let (ids, numbers) = (widest(|row| &row.id), widest(|row| &row.shown));
    let room = view.width.saturating_sub(ids + numbers + 6);
    let scale = Scale::of(bars, room.clamp(SHORTEST, LONGEST));
    let title = text::safe(&bars.title);
    let mut out = style::faint(&text::cut(&title, view.width), view) + "\n";
    for row in &bars.rows {
        let id = Text::of(Meaning::Id, row.id.as_str());
        let pad = " ".repeat(ids - text::width(&text::safe(&row.id)));
        let bar = bar(row, &scale, view);
        let shown = text::safe(&row.shown);
        let line = format!(
            "  {}{pad}  {shown:>numbers$}  {bar}",
            style::line(&id, view)
        );
        out += line.trim_end();
        out.push('\n');
    }
    if bars.parts.len() > 1 {
        out += &legend(bars, view);
    }
    out
}

impl Scale {
    fn of(bars: &Bars, room: usize) -> Self {
        let totals = || bars.rows.iter().map(Bar::total);
        let most = totals().fold(0.0_f64, f64::max);
        let least = totals().fold(0.0_f64, f64::min);
        let span = most - least;
        let mut scale = Self {
            left: 0,
            span,
            room,
        };
        scale.left = scale.columns(least);
        scale
    }

    fn columns(&self, length: f64) -> usize {
        // A share first: what stands for one unit may be too large for a number.
        let share = if self.span > 0.0 {
            length.abs() / self.span
        } else {
            0.0
        };
        (share * self.room as f64).round() as usize
    }
}

impl Bar {
    fn total(&self) -> f64 {
        self.parts.iter().sum()
    }
}

fn bar(row: &Bar, scale: &Scale, view: &View) -> String {
    let total = row.total();
    let blank = |columns: usize| " ".repeat(columns);
    // The line of zero is only there where bars go both ways.
    let zero = if scale.left > 0 { "│" } else { "" };
    if total < 0.0 {
        let length = scale.columns(total).min(scale.left);
        let marks = MARKS[0].to_string().repeat(length);
        let marks = style::part(0, &marks, view);
        return format!("{}{marks}{zero}", blank(scale.left - length));
    }
    let mut out = blank(scale.left) + zero;
    let (mut sum, mut drawn) = (0.0, 0);
    for (at, part) in row.parts.iter().enumerate() {
        // Each part ends where the sum of those so far does, so that the bar is as long as the whole.
        sum += part;
        let end = scale.columns(sum).max(drawn);
        let marks = MARKS[at % MARKS.len()].to_string().repeat(end - drawn);
        out += &style::part(at, &marks, view);
        drawn = end;
    }
    out
}

/// What each mark is.
fn legend(bars: &Bars, view: &View) -> String {
    let entries = bars.parts.iter().enumerate();
    let entries =
        entries.map(|(at, part)| format!("{} {}", MARKS[at % MARKS.len()], text::safe(part)));
    let entries: Vec<String> = entries.collect();
    if !view.colour {
        return lines(hanging(&format!("  {}", entries.join("   ")).into(), view));
    }
    let painted = entries.iter().enumerate();
    let painted = painted.map(|(at, entry)| style::part(at, entry, view));
    format!("  {}\n", painted.collect::<Vec<_>>().join("   "))
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::page::Bar;
    use crate::page::Bars;
    use crate::render::View;

    fn drawn(rows: &[(&str, &[f64])], view: &View) -> String {
        let rows = rows.iter().map(|(id, parts)| Bar {
            id: (*id).to_owned(),
            parts: parts.to_vec(),
            shown: format!("{:.1}", parts.iter().sum::<f64>()),
        });
        let bars = Bars {
            title: "wsjf".to_owned(),
            parts: vec!["value".to_owned(), "time".to_owned()],
            rows: rows.collect(),
        };
        render(&bars, view)
    }

    fn plain(width: usize) -> View {
        View::plain(width, "2026-11-24".parse().expect("a day"))
    }

    #[test]
    fn the_parts_of_a_bar_are_as_long_as_what_they_give() {
        let shown = drawn(&[("S-1", &[8.0, 2.0]), ("S-10", &[1.0, 4.0])], &plain(24));
        let expected = "\
wsjf
  S-1   10.0  ████████▓▓
  S-10   5.0  █▓▓▓▓
  █ value   ▓ time
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_smallest_number_there_is_has_a_bar_like_any_other() {
        let shown = drawn(&[("S-1", &[1e-320]), ("S-2", &[5e-321])], &plain(24));
        assert!(shown.contains("██████"), "{shown}");
        assert!(shown.len() < 200, "{shown}");
    }

    #[test]
    fn no_control_character_of_a_name_reaches_the_terminal() {
        let bars = |title: &str| Bars {
            title: title.to_owned(),
            parts: vec![title.to_owned(), "time".to_owned()],
            rows: Vec::new(),
        };
        assert!(!render(&bars("\u{1b}[31mred"), &plain(40)).contains('\u{1b}'));
        let coloured = View {
            colour: true,
            ..plain(40)
        };
        assert!(!render(&bars("\u{1b}[31mred"), &coloured).contains("\u{1b}[31mred"));
    }

    #[test]
    fn what_is_below_zero_goes_to_the_other_side() {
        let shown = drawn(
            &[("S-1", &[6.0]), ("S-2", &[-3.0]), ("S-3", &[0.0])],
            &plain(22),
        );
        assert!(shown.contains("  S-1   6.0     │██████\n"), "{shown}");
        assert!(shown.contains("  S-2  -3.0  ███│\n"), "{shown}");
        assert!(shown.contains("  S-3   0.0     │\n"), "{shown}");
    }

    #[test]
    fn colour_only_repeats_the_marks() {
        let rows: [(&str, &[f64]); 1] = [("S-1", &[3.0, 1.0])];
        let colour = View {
            colour: true,
            ..plain(24)
        };
        let painted = drawn(&rows, &colour);
        assert!(painted.contains("\x1b[36m█"), "{painted:?}");
        let mut words = painted;
        while let Some(from) = words.find('\x1b') {
            let end = words[from..].find('m').expect("an end") + from;
            words.replace_range(from..=end, "");
        }
        assert_eq!(words, drawn(&rows, &plain(24)));
    }
}
