//! Tables at the width there is: first the spare columns go, then long cells
//! are cut.

use super::View;
use super::style;
use super::wrap::slice;
use super::wrap::wrap;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Table;
use crate::page::Text;
use crate::text;

/// Blanks between two columns.
const GAP: usize = 2;
/// A cut column keeps at least this much.
const LEAST: usize = 12;
/// What a cut column keeps before others go for it: much where the others say
/// little, unless it says itself how much is enough; less where the last of them would go.
const ROOMY: usize = 24;
const ENOUGH: usize = 20;

/// A table; before the row of its number stands each head.
pub(super) fn render(table: &Table, heads: &[(usize, Text)], view: &View) -> String {
    let safe = |cell: &Text| style::safe_line(cell, view);
    let rows = table.rows.iter();
    let cells: Vec<Vec<Text>> = rows.map(|row| row.iter().map(safe).collect()).collect();
    let columns: Vec<usize> = (0..table.columns.len()).collect();
    let widths: Vec<usize> = columns
        .iter()
        .map(|at| widest(table, &cells, *at))
        .collect();
    let shown = fitting(&table.columns, &widths, view.width);
    let widths = cut_widths(&table.columns, &widths, &shown, view.width);
    let line = |cell: &dyn Fn(usize) -> Text| {
        let cells = shown.iter().zip(&widths).map(|(at, width)| {
            let cell = cut(cell(*at), *width);
            let pad = " ".repeat(width.saturating_sub(text::width(&cell.plain())));
            let painted = style::paint(&cell, view);
            match table.columns[*at].right {
                true => pad + &painted,
                false => painted + &pad,
            }
        });
        let cells: Vec<String> = cells.collect();
        cells.join(&" ".repeat(GAP)).trim_end().to_owned() + "\n"
    };
    let mut out = String::new();
    if table.columns.iter().any(|c| !c.title.is_empty()) {
        out += &line(&|at| safe(&Text::of(Meaning::Faint, table.columns[at].title.as_str())));
    }
    for (number, row) in cells.iter().enumerate() {
        for (_, head) in heads.iter().filter(|(before, _)| *before == number) {
            out += "\n";
            out.extend(wrap(head, (0, GAP), view).into_iter().map(|l| l + "\n"));
        }
        out += &line(&|at| row.get(at).cloned().unwrap_or_default());
    }
    out + &left_out(&table.columns, &shown, view)
}

/// Which columns are not shown.
fn left_out(columns: &[Column], shown: &[usize], view: &View) -> String {
    let titles = columns.iter().enumerate();
    let titles = titles.filter(|(at, column)| !shown.contains(at) && !column.title.is_empty());
    let titles: Vec<&str> = titles.map(|(_, column)| column.title.as_str()).collect();
    if titles.is_empty() {
        return String::new();
    }
    let note = format!("not shown at this width: {}", titles.join(", "));
    let note = Text::of(Meaning::Faint, note.to_lowercase());
    wrap(&note, (0, GAP), view)
        .into_iter()
        .map(|l| l + "\n")
        .collect()
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
/// can best be spared goes, and where none can, the last.
fn fitting(columns: &[Column], widths: &[usize], room: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    loop {
        let spare = shown.iter().enumerate();
        let spare = spare.filter(|(_, at)| columns[**at].spare > 0);
        let goes = spare.max_by_key(|(_, at)| columns[**at].spare);
        let place = goes.map_or(shown.len().saturating_sub(1), |(place, _)| place);
        let order = goes.map_or(0, |(_, at)| columns[*at].spare);
        let kept = |enough: Option<usize>| match order {
            0 => enough.unwrap_or(LEAST).min(LEAST),
            1 => enough.unwrap_or(ENOUGH).min(ENOUGH),
            _ => enough.unwrap_or(ROOMY),
        };
        let least = |at: &usize| match columns[*at].cut {
            true => widths[*at].min(kept(columns[*at].enough)),
            false => widths[*at],
        };
        if shown.len() <= 1 || total(shown.iter().map(least)) <= room {
            return shown;
        }
        shown.remove(place);
    }
}

/// The width of each shown column: the cut ones share what is too much, and none goes below what is enough for it while
/// another has more than that.
fn cut_widths(columns: &[Column], widths: &[usize], shown: &[usize], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = shown.iter().map(|at| widths[*at]).collect();
    loop {
        let over = total(widths.iter().copied()).saturating_sub(room);
        if over == 0 {
            return widths;
        }
        let enough = |p: usize| columns[shown[p]].enough.unwrap_or(LEAST).max(LEAST);
        let widest = |floor: &dyn Fn(usize) -> usize| {
            let cuttable =
                (0..widths.len()).filter(|p| columns[shown[*p]].cut && widths[*p] > floor(*p));
            let place = cuttable.max_by_key(|p| widths[*p])?;
            Some((place, floor(place)))
        };
        let Some((place, floor)) = widest(&enough).or_else(|| widest(&|_| LEAST)) else {
            return widths;
        };
        let next = (0..widths.len())
            .filter(|p| *p != place && columns[shown[*p]].cut)
            .map(|p| widths[p])
            .max()
            .unwrap_or(LEAST);
        let lowest = next.min(widths[place] - 1).max(floor);
        widths[place] = widths[place].saturating_sub(over).max(lowest);
    }
}

fn cut(cell: Text, width: usize) -> Text {
    let plain = cell.plain();
    if text::width(&plain) <= width {
        return cell;
    }
    let kept = text::cut(&plain, width);
    let Some(kept) = kept.strip_suffix('…') else {
        return Text::default();
    };
    let kept = slice(&cell, &(0..kept.len()));
    let meaning = kept.0.last().map_or(Meaning::Plain, |(last, _)| *last);
    kept.and(meaning, "…")
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::page::Column;
    use crate::page::Meaning;
    use crate::page::Table;
    use crate::page::Text;
    use crate::render::Links;
    use crate::render::View;
    use crate::text;
    use std::path::Path;

    fn view(width: usize) -> View {
        View::plain(width, "2026-11-24".parse().expect("a day"))
    }

    /// A text without its escapes.
    fn bare(painted: &str) -> String {
        let mut parts = painted.split('\u{1b}');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = match part.as_bytes().first() {
                Some(b'[') => part.find('m'),
                // The address up to the escape that ends it.
                Some(b']') => Some(part.len() - 1),
                _ => Some(0),
            };
            out.push_str(&part[end.expect("an end") + 1..]);
        }
        out
    }

    fn table() -> Table {
        let row = |id: &str, title: &str, points: &str, who: &str| {
            let id = Text::of(Meaning::Id, id);
            vec![id, title.into(), points.into(), who.into()]
        };
        Table {
            columns: vec![
                Column::left("ID"),
                Column::left("TITLE").cut(),
                Column::right("PTS").spare(1),
                Column::left("WHO").cut().spare(2),
            ],
            rows: vec![
                row("S-1", "The family 👨‍👩‍👧 pays in 🇨🇭 francs ❤️", "5", "ana"),
                row("S-2", "取引所の注文を表示する画面", "13", "björn"),
                row("S-3", "Cafe\u{301} menu", "–", "取引"),
            ],
        }
    }

    #[test]
    fn columns_stand_below_each_other_whatever_their_letters() {
        assert_eq!(
            render(&table(), &[], &view(80)),
            "\
ID   TITLE                               PTS  WHO
S-1  The family 👨‍👩‍👧 pays in 🇨🇭 francs ❤️    5  ana
S-2  取引所の注文を表示する画面           13  björn
S-3  Cafe\u{301} menu                             –  取引
"
        );
    }

    #[test]
    fn the_columns_that_say_least_go_first_then_titles_are_cut() {
        assert_eq!(
            render(&table(), &[], &view(36)),
            "\
ID   TITLE                       PTS
S-1  The family 👨‍👩‍👧 pays in 🇨🇭 …    5
S-2  取引所の注文を表示する画面   13
S-3  Cafe\u{301} menu                     –
not shown at this width: who
"
        );
        let narrow = render(&table(), &[], &view(20));
        assert!(narrow.contains("S-2  取引所の注文を…\n"), "{narrow}");
        assert!(
            narrow.ends_with("not shown at this\n  width: pts, who\n"),
            "{narrow}"
        );
        for width in 10..60 {
            let lines = render(&table(), &[], &view(width));
            assert!(
                lines.lines().all(|line| text::width(line) <= width.max(17)),
                "{lines}"
            );
        }
    }

    #[test]
    fn nothing_is_cut_in_a_pipe() {
        let mut table = table();
        let long = "word ".repeat(2_000);
        table.rows[0][1] = long.as_str().into();
        assert!(render(&table, &[], &view(u32::MAX as usize)).contains(long.trim_end()));
    }

    #[test]
    fn colours_and_links_take_no_room() {
        let records = [("S-1".to_owned(), "stories/S-1.yaml".to_owned())];
        let links = Links::new("desk", Path::new("/shop"), records.into());
        let shown = View {
            colour: true,
            links: Some(links),
            ..view(36)
        };
        let painted = render(&table(), &[], &shown);
        assert!(painted.contains("\u{1b}]8;;file://desk/shop/stories/S-1.yaml\u{1b}\\"));
        assert_eq!(painted.matches("\u{1b}]8;;file").count(), 1);
        assert_eq!(bare(&painted), render(&table(), &[], &view(36)));
    }

    #[test]
    fn a_heading_stands_before_its_rows() {
        let heads = [(0, "first".into()), (2, "second".into())];
        let shown = render(&table(), &heads, &view(80));
        let starts: Vec<&str> = shown
            .lines()
            .map(|l| l.split(' ').next().unwrap_or(""))
            .collect();
        assert_eq!(
            starts,
            ["ID", "", "first", "S-1", "S-2", "", "second", "S-3"]
        );
    }
}
