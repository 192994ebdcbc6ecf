//! An order as pictures: a bar a record, or records between the two axes of the method.
use super::Look;
use super::Row;
use super::page;
use super::svg::svg;
use crate::diag::Error;
use crate::page::Answer;
use crate::page::Bar;
use crate::page::Bars;
use crate::page::Edge;
use crate::page::Page;
use crate::page::Point;
use crate::page::Quadrants;
use crate::priority;
use crate::priority::Axes;
use crate::priority::Axis;
use crate::priority::Ordering;
use crate::priority::decimal;
use crate::priority::pipeline::Item;
use crate::text::and_list;

/// How the field of a method is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    Plot,
    Svg,
}

impl Picture {
    /// Each with the word for it and for whom it is.
    pub const ALL: [(&'static str, &'static str, Picture); 2] = [
        (
            "plot",
            "for methods of two axes: a field with quadrants, as text",
            Picture::Plot,
        ),
        ("svg", "the same as a picture for pages", Picture::Svg),
    ];

    /// The picture of this name.
    pub fn by_id(id: &str) -> Option<Picture> {
        let found = Picture::ALL.iter().find(|(name, ..)| *name == id);
        found.map(|(.., picture)| *picture)
    }

    /// The records of an order between the axes of its method.
    ///
    /// # Errors
    /// The method has no two axes.
    pub fn of(self, ordering: &Ordering<'_>) -> Result<Answer, Error> {
        let axes = ordering
            .method
            .axes()
            .ok_or_else(|| no_axes(ordering.method.id()))?;
        let field = quadrants(ordering, &axes);
        let document = (self == Picture::Svg).then(|| svg(&field));
        let mut page = Page::new();
        page = match field.points.is_empty() {
            true => page.paragraph("nothing to draw: no record has both values"),
            false => page.quadrants(field),
        };
        let rest = ordering
            .items
            .iter()
            .filter(|item| place(item, &axes).is_none());
        let rest: Vec<String> = rest.map(|item| absent(ordering, item)).collect();
        if !rest.is_empty() {
            page = page.paragraph(format!("not drawn: {}", rest.join(", ")));
        }
        let mut answer = Answer::new(super::REPORT.id, page, serde_json::Map::new());
        answer.document = document;
        Ok(answer)
    }
}

fn no_axes(id: &str) -> Error {
    let all = priority::ALL.iter();
    let can = all.filter(|method| method.axes().is_some());
    let can: Vec<&str> = can.map(|method| method.id()).collect();
    Error::usage(format!("{id} has no two axes to draw records between")).help(format!(
        "methods that have are {}; --chart draws bars for any with a number",
        and_list(&can)
    ))
}

/// A record in words that is not in the field: "S-5 (needs effort)".
fn absent(ordering: &Ordering<'_>, item: &Item<'_>) -> String {
    let row = Row::of(ordering, item);
    match row.gaps().as_slice() {
        [] => row.id.to_string(),
        gaps => format!("{} ({})", row.id, gaps.join("; ")),
    }
}

/// Where a record stands in the field; none without a score and both values.
fn place(item: &Item<'_>, axes: &Axes) -> Option<[f64; 2]> {
    let terms = &item.reading.terms;
    let at = [axes.across.at(terms)?, axes.up.at(terms)?];
    item.scored.then_some(at)
}

fn quadrants(ordering: &Ordering<'_>, axes: &Axes) -> Quadrants {
    let [across, up] = [edge(&axes.across), edge(&axes.up)];
    let points = ordering.items.iter().filter_map(|item| {
        let row = Row::of(ordering, item);
        let value = |axis: &Axis| item.reading.number(axis.key).map(short);
        Some(Point {
            id: row.id.to_string(),
            title: row.title.to_owned(),
            class: row.classes().unwrap_or_default(),
            at: place(item, axes)?,
            shown: [value(&axes.across)?, value(&axes.up)?],
        })
    });
    Quadrants {
        title: format!(
            "{}: {} against {}",
            ordering.method.id(),
            up.name,
            across.name
        ),
        across,
        up,
        corners: axes.corners.map(str::to_owned),
        points: points.collect(),
    }
}

fn edge(axis: &Axis) -> Edge {
    Edge {
        name: axis.key.replace('_', " "),
        ends: axis.ends.map(short),
        cut: (axis.share(axis.cut), short(axis.cut)),
    }
}

/// A number without zeros at its end.
fn short(number: f64) -> String {
    let shown = decimal::display(number, 2);
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The scores as bars, each made of what its terms give where the method adds them up.
pub(super) fn bars(ordering: &Ordering<'_>) -> Bars {
    let method = ordering.method.as_ref();
    let scored = ordering.items.iter();
    let scored: Vec<(&Item<'_>, f64)> = scored.filter_map(|it| Some((it, it.score?))).collect();
    let shares = |item: &Item<'_>| -> Vec<(String, f64)> {
        let shares = method.shares(&item.reading.terms).into_iter();
        shares.map(|(key, share)| (key.to_owned(), share)).collect()
    };
    let is_part = |key: &str| {
        let mut items = scored.iter();
        items.any(|(item, _)| shares(item).iter().any(|(part, _)| part == key))
    };
    let keys = method.inputs().iter().map(|input| input.key.to_string());
    let mut parts: Vec<String> = keys.filter(|key| is_part(key)).collect();
    let whole = parts.len();
    if scored
        .iter()
        .any(|(item, score)| *score != 0.0 && shares(item).is_empty())
    {
        parts.push("not split".to_owned());
    }
    let look = Look::of(ordering);
    let rows = scored.iter().map(|(item, score)| {
        let shares = shares(item);
        let share = |key: &String| shares.iter().find(|(part, _)| part == key);
        let given = parts.iter().take(whole);
        let mut given: Vec<f64> = given
            .map(|key| share(key).map_or(0.0, |(_, share)| share * score))
            .collect();
        if shares.is_empty() {
            given.push(*score);
        }
        Bar {
            id: item.record.id().to_string(),
            parts: given,
            shown: page::score(&Row::of(ordering, item), &look).plain(),
        }
    });
    let title = match whole {
        _ if scored.is_empty() => format!("{}: no score that is a number", method.id()),
        0 => format!("{}: {}", method.id(), method.score_name()),
        _ => format!("{}: what each term gives of the score", method.id()),
    };
    Bars {
        title,
        rows: rows.collect(),
        parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Block;
    use crate::priority::tests::backlog;
    use crate::priority::tests::ordering;

    fn drawn(method: &str, records: &[&str]) -> (Bars, Vec<String>) {
        let backlog = backlog("", records);
        let ordering = ordering(&backlog, method);
        let bars = bars(&ordering);
        let parts = |bar: &Bar| {
            let parts: Vec<String> = bar.parts.iter().map(|part| short(*part)).collect();
            format!("{} {} = {}", bar.id, parts.join(" + "), bar.shown)
        };
        let rows = bars.rows.iter().map(parts).collect();
        (bars, rows)
    }

    #[test]
    fn what_adds_up_is_shown_in_parts_and_a_product_as_a_whole() {
        let records = [
            "{id: S-1, scores: {wsjf: {value: 8, time: 5, risk: 3, size: 5}, ice: {impact: 2, confidence: 3, ease: 4}}}",
            "{id: S-2, scores: {wsjf: {value: 1, time: 1, risk: 1, size: 1}}}",
            "{id: S-3}",
        ];
        let (bars, rows) = drawn("wsjf", &records);
        assert_eq!(bars.parts, ["value", "time", "risk"]);
        assert_eq!(rows, ["S-1 1.6 + 1 + 0.6 = 3.20", "S-2 1 + 1 + 1 = 3.00"]);
        let (bars, rows) = drawn("ice", &records);
        assert_eq!(bars.parts, ["not split"]);
        assert_eq!(rows, ["S-1 24 = 24"]);
    }

    #[test]
    fn a_field_holds_what_has_both_values() {
        let records = [
            "{id: S-1, title: one, scores: {kano: {answers: [{f: like, d: dislike, n: 10}]}}}",
            "{id: S-2, title: two, scores: {kano: {answers: [{f: like, d: like, n: 10}]}}}",
        ];
        let backlog = backlog("", &records);
        let ordering = ordering(&backlog, "kano");
        let axes = ordering.method.axes().expect("axes");
        let field = quadrants(&ordering, &axes);
        assert_eq!(field.points.len(), 1);
        assert_eq!(field.points[0].shown, ["-1", "1"]);
        assert_eq!(field.across.ends, ["0", "-1"]);
        let answer = Picture::Plot.of(&ordering).expect("a plot");
        let Some(Block::Paragraph(rest)) = answer.page.blocks.last() else {
            panic!("{:?}", answer.page);
        };
        assert_eq!(rest.plain(), "not drawn: S-2");
    }
}
