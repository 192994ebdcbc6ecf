//! The field of a method as SVG: a picture that stands alone, on a light page or a dark one.
use std::fmt::Write;

use crate::page::Edge;
use crate::page::Point;
use crate::page::Quadrants;
use crate::text;

/// The whole picture, and the field in it, in pixels.
const WIDTH: f64 = 820.0;
const LEFT: f64 = 80.0;
const TOP: f64 = 60.0;
const ACROSS: f64 = 700.0;
const UP: f64 = 440.0;
/// The circle of a spot; those that would cover each other share one.
const RADIUS: f64 = 12.0;
/// Where the list of records begins, and how high a line of it is.
const LIST: f64 = TOP + UP + 92.0;
const LINE: f64 = 22.0;
/// The most columns of a title in the list.
const TITLE: usize = 60;

/// The picture brings its own ground, so that its words can be read wherever it is shown.
const STYLE: &str = "  <style>
    text { font-family: system-ui, sans-serif; font-size: 14px; fill: #1f2328; }
    .ground { fill: #ffffff; }
    .field { fill: none; stroke: #59636e; }
    .cut { stroke: #59636e; stroke-dasharray: 5 4; }
    .corner { fill: #59636e; font-size: 16px; }
    .head { font-size: 18px; font-weight: bold; }
    .spot { fill: #0b57d0; stroke: #ffffff; stroke-width: 2; }
    .number { fill: #ffffff; font-size: 12px; font-weight: bold; text-anchor: middle; }
    .middle { text-anchor: middle; }
    .end { text-anchor: end; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .ground { fill: #0d1117; }
      .field, .cut { stroke: #9198a1; }
      .corner { fill: #9198a1; }
      .spot { fill: #a8c7fa; stroke: #0d1117; }
      .number { fill: #0d1117; }
    }
  </style>
";

/// The picture; the same field gives the same bytes.
///
/// Writing to a text cannot fail, so what `writeln!` answers is not looked at.
pub(super) fn svg(field: &Quadrants) -> String {
    let spots = field.spots(cover);
    let lines = field.points.len().max(1) as f64;
    let height = LIST + lines * LINE + 10.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n  <title>{}</title>\n",
        escaped(&field.title)
    );
    out += STYLE;
    let _ = writeln!(
        out,
        "  <rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\"/>"
    );
    words(&mut out, ("head", LEFT, 32.0), &field.title);
    frame(&mut out, field);
    // What comes first in the order lies on top.
    for (at, spot) in spots.iter().enumerate().rev() {
        circle(&mut out, at + 1, spot);
    }
    list(&mut out, field, &spots);
    out + "</svg>\n"
}

/// Whether the circles of two points would cover each other.
fn cover(a: &Point, b: &Point) -> bool {
    let [(ax, ay), (bx, by)] = [at(a), at(b)];
    (ax - bx).hypot(ay - by) < 2.0 * RADIUS
}

fn at(point: &Point) -> (f64, f64) {
    let [across, up] = point.at;
    (LEFT + across * ACROSS, TOP + (1.0 - up) * UP)
}

/// The field with its cuts, the names of its quadrants, and the values at its edges.
fn frame(out: &mut String, field: &Quadrants) {
    let (right, bottom) = (LEFT + ACROSS, TOP + UP);
    let across = LEFT + field.across.cut.0 * ACROSS;
    let up = TOP + (1.0 - field.up.cut.0) * UP;
    let _ = writeln!(
        out,
        "  <rect class=\"field\" x=\"{LEFT}\" y=\"{TOP}\" width=\"{ACROSS}\" height=\"{UP}\"/>"
    );
    for [x1, y1, x2, y2] in [[across, TOP, across, bottom], [LEFT, up, right, up]] {
        let _ = writeln!(
            out,
            "  <line class=\"cut\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            pixel(x1),
            pixel(y1),
            pixel(x2),
            pixel(y2)
        );
    }
    let places = [
        ("corner", LEFT + 14.0, TOP + 26.0),
        ("corner end", right - 14.0, TOP + 26.0),
        ("corner", LEFT + 14.0, bottom - 16.0),
        ("corner end", right - 14.0, bottom - 16.0),
    ];
    for (place, name) in places.into_iter().zip(&field.corners) {
        words(out, place, name);
    }
    let Edge { name, ends, cut } = &field.across;
    let below = bottom + 28.0;
    words(out, ("middle", LEFT, below), &ends[0]);
    words(out, ("middle", across, below), &cut.1);
    words(out, ("middle", right, below), &ends[1]);
    words(
        out,
        ("middle", LEFT + ACROSS / 2.0, below + 24.0),
        &format!("{name} →"),
    );
    let Edge { name, ends, cut } = &field.up;
    let beside = LEFT - 22.0;
    words(out, ("end", beside, bottom + 5.0), &ends[0]);
    words(out, ("end", beside, up + 5.0), &cut.1);
    words(out, ("end", beside, TOP + 5.0), &ends[1]);
    let middle = TOP + UP / 2.0;
    let _ = writeln!(
        out,
        "  <text class=\"middle\" transform=\"translate(24 {middle}) rotate(-90)\">{} →</text>",
        escaped(name)
    );
}

/// A spot with its number; pointing at it names its records.
fn circle(out: &mut String, number: usize, spot: &[&Point]) {
    let (x, y) = at(spot[0]);
    let names = spot
        .iter()
        .map(|point| format!("{} {}", point.id, point.title));
    let names: Vec<String> = names.collect();
    let _ = writeln!(
        out,
        "  <g><title>{}</title><circle class=\"spot\" cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\"/>\
         <text class=\"number\" x=\"{x}\" y=\"{below}\">{number}</text></g>",
        escaped(&names.join(", ")),
        x = pixel(x),
        y = pixel(y),
        below = pixel(y + 4.5),
    );
}

/// What the numbers are, a line a record.
fn list(out: &mut String, field: &Quadrants, spots: &[Vec<&Point>]) {
    let mut y = LIST;
    for (at, spot) in spots.iter().enumerate() {
        for point in spot {
            let [across, up] = &point.shown;
            let values = format!("{} {up}, {} {across}", field.up.name, field.across.name);
            words(out, ("end", LEFT - 40.0, y), &(at + 1).to_string());
            words(out, ("", LEFT - 28.0, y), &point.id);
            words(
                out,
                ("", LEFT + 60.0, y),
                &text::cut(&text::safe(&point.title), TITLE),
            );
            words(out, ("end", LEFT + ACROSS, y), &values);
            y += LINE;
        }
    }
}

fn words(out: &mut String, (class, x, y): (&str, f64, f64), words: &str) {
    let class = match class {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    let words = escaped(words);
    let _ = writeln!(
        out,
        "  <text{class} x=\"{}\" y=\"{}\">{words}</text>",
        pixel(x),
        pixel(y)
    );
}

/// A tenth of a pixel is as exact as eyes are.
fn pixel(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Text between tags, of which XML reads none as markup. Two characters are not allowed in XML at all.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in text::safe(words).chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(points: &[(&str, f64, f64)]) -> String {
        let edge = |name: &str| Edge {
            name: name.to_owned(),
            ends: ["1".to_owned(), "10".to_owned()],
            cut: (0.5, "5.5".to_owned()),
        };
        let point = |(at, (title, x, y)): (usize, &(&str, f64, f64))| Point {
            id: format!("S-{at}"),
            title: (*title).to_owned(),
            class: String::new(),
            at: [*x, *y],
            shown: ["1".to_owned(), "2".to_owned()],
        };
        svg(&Quadrants {
            title: "value against effort".to_owned(),
            across: edge("effort"),
            up: edge("value"),
            corners: ["quick-win", "big-bet", "fill-in", "time-sink"].map(str::to_owned),
            points: points.iter().enumerate().map(point).collect(),
        })
    }

    /// Reads XML as far as this picture uses it: elements that close in turn, attributes between double quotes, and
    /// text of allowed characters with the known entities.
    fn well_formed(xml: &str) -> Result<(), String> {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = xml;
        while let Some(start) = rest.find('<') {
            text_is_fine(&rest[..start])?;
            let end = rest[start..].find('>').ok_or("a tag without an end")? + start;
            let tag = &rest[start + 1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                let opened = open.pop().ok_or("closed twice")?;
                if opened != name {
                    return Err(format!("{opened} closed as {name}"));
                }
                continue;
            }
            let inner = tag.trim_end_matches('/');
            let name = inner.split(' ').next().unwrap_or_default();
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase()) {
                return Err(format!("a tag called {name:?}"));
            }
            if inner.matches('"').count() % 2 == 1 {
                return Err(format!("quotes of {tag:?}"));
            }
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        match open.is_empty() && rest == "\n" {
            true => Ok(()),
            false => Err(format!("{open:?} not closed")),
        }
    }

    fn text_is_fine(words: &str) -> Result<(), String> {
        let forbidden =
            |c: char| (c.is_control() && c != '\n') || c == '\u{fffe}' || c == '\u{ffff}';
        if words.contains('>') || words.contains(forbidden) {
            return Err(format!("text {words:?}"));
        }
        for part in words.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;"];
            if !known.iter().any(|entity| part.starts_with(entity)) {
                return Err(format!("entity of {part:?}"));
            }
        }
        Ok(())
    }

    #[test]
    fn markup_in_a_title_is_text() {
        let shown = drawn(&[(
            "</text><script>x</script> & \"q\" \u{1b}[2J\u{ffff}",
            0.5,
            0.5,
        )]);
        assert_eq!(well_formed(&shown), Ok(()), "{shown}");
        assert!(shown.contains(
            "&lt;/text&gt;&lt;script&gt;x&lt;/script&gt; &amp; &quot;q&quot; ␛[2J\u{fffd}"
        ));
    }

    #[test]
    fn points_that_cover_each_other_share_a_number() {
        let shown = drawn(&[("one", 0.5, 0.5), ("two", 0.51, 0.5), ("three", 0.9, 0.5)]);
        assert_eq!(shown.matches("<circle").count(), 2);
        assert!(shown.contains("<title>S-0 one, S-1 two</title>"), "{shown}");
        assert!(shown.contains(">three<") && shown.contains(">two<"));
        assert_eq!(
            shown,
            drawn(&[("one", 0.5, 0.5), ("two", 0.51, 0.5), ("three", 0.9, 0.5)])
        );
        assert_eq!(well_formed(&drawn(&[])), Ok(()));
    }

    proptest! {
        #[test]
        fn any_title_gives_xml(title in any::<String>(), across in 0.0..1.0, up in 0.0..1.0) {
            let shown = drawn(&[(&title, across, up)]);
            prop_assert_eq!(well_formed(&shown), Ok(()));
        }
    }
}
