//! The report for people: the goal and the numbers, then the burndown, the stories, and what is carried over.
use super::super::list::BLOCKED;
use super::Burned;
use super::Carry;
use super::Data;
use super::Head;
use super::Line;
use super::Missing;
use super::SprintReport;
use super::What;
use super::date;
use super::facts::facts;
use super::facts::is_over;
use super::facts::signed;
use super::facts::tally;
use crate::flow::sprint::Tally;
use crate::model::points::Points;
use crate::page::Chart;
use crate::page::Column;
use crate::page::Form;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;

/// From which number of sprints on a story is too large, or not wanted.
const TOO_OFTEN: usize = 2;

impl SprintReport {
    /// The report as a page.
    pub fn page(&self) -> Page {
        let data = &self.data;
        let mut page = self.top(|_| true);
        if let Some(chart) = chart(data, Form::Rows) {
            page = page.chart(chart);
        }
        if let Some(stories) = data
            .stories
            .as_deref()
            .filter(|stories| !stories.is_empty())
        {
            page = page.table(stories_table(stories, is_over(data)));
        }
        page = carried(page, data);
        if let Some(unestimated) = data.unestimated.as_deref().filter(|ids| !ids.is_empty()) {
            let names: Vec<&str> = unestimated.iter().map(AsRef::as_ref).collect();
            let text = format!(
                "without an estimate, counted as 0 points: {}",
                names.join(", ")
            );
            page = page.paragraph(Text::of(Meaning::Warn, text));
        }
        for note in &data.footnotes {
            page = page.paragraph(Text::of(Meaning::Faint, format!("note: {note}")));
        }
        page
    }

    /// The sprint with the facts wanted by their labels, and what is missing.
    pub(in super::super) fn top(&self, wanted: impl Fn(&str) -> bool) -> Page {
        let mut page = Page::new();
        let data = &self.data;
        if let Some(head) = &data.sprint {
            let mut facts = facts(head, data);
            facts.retain(|(label, _)| wanted(label));
            page = page.heading(heading(head)).facts(facts);
        }
        match &data.missing {
            Some(missing) => missing.onto(page),
            None => page,
        }
    }
}

impl Missing {
    /// What is not there, under what is.
    pub(in super::super) fn onto(&self, page: Page) -> Page {
        let page = page.paragraph(Text::of(Meaning::Warn, self.what.as_str()));
        self.help.iter().fold(page, |page, help| {
            page.paragraph(Text::of(Meaning::Plain, "  ").and(Meaning::Command, help.as_str()))
        })
    }
}

fn heading(head: &Head) -> Text {
    let mut text = Text::of(Meaning::Id, head.id.as_str());
    if !head.title.is_empty() {
        text = text.and(Meaning::Strong, format!(" {}", head.title));
    }
    match &head.status {
        Some(status) => text.and(Meaning::Plain, format!(" · {status}")),
        None => text,
    }
}

/// The burndown as a chart; none where there are no points to burn.
pub(in super::super) fn chart(data: &Data, form: Form) -> Option<Chart> {
    let burndown = data.burndown.as_deref()?;
    let scope = |line: &Burned| line.scope.map(Points::as_f64);
    let remaining = |line: &Burned| line.remaining.map(Points::as_f64);
    let highest = burndown
        .iter()
        .filter_map(scope)
        .chain(burndown.iter().map(|line| line.ideal));
    if highest.fold(0.0, f64::max) <= 0.0 {
        return None;
    }
    Some(Chart {
        title: "Burndown in points, a mark a day".to_owned(),
        labels: burndown.iter().map(|line| date(line.date)).collect(),
        lines: vec![
            (
                "ideal".to_owned(),
                burndown.iter().map(|line| Some(line.ideal)).collect(),
            ),
            (
                "remaining".to_owned(),
                burndown.iter().map(remaining).collect(),
            ),
            ("scope".to_owned(), burndown.iter().map(scope).collect()),
        ],
        form,
    })
}

fn stories_table(stories: &[Line], is_over: bool) -> Table {
    let rows = stories.iter().map(|line| {
        vec![
            Text::of(Meaning::Id, line.id.as_str()),
            result(line, is_over),
            line.points.map_or("–".to_owned(), |p| p.to_string()).into(),
            line.title.as_str().into(),
            status(line),
            changes(line).into(),
        ]
    });
    Table {
        columns: vec![
            Column::left("ID"),
            Column::left("RESULT"),
            Column::right("PTS"),
            Column::left("TITLE").cut(),
            Column::left("STATUS").spare(2),
            Column::left("CHANGED").spare(1),
        ],
        rows: rows.collect(),
    }
}

/// Marked as in po list where it stands still.
fn status(line: &Line) -> Text {
    let text = Text::from(line.status.as_deref().unwrap_or("–"));
    match line.blocked {
        true => text.and(Meaning::Bad, format!(" {BLOCKED}")),
        false => text,
    }
}

fn result(line: &Line, is_over: bool) -> Text {
    match line.what {
        What::DoneBefore => Text::of(Meaning::Faint, "done before"),
        What::Removed => Text::of(Meaning::Removed, "removed"),
        _ if line.done => Text::of(Meaning::Good, "done"),
        _ if is_over => Text::of(Meaning::Bad, "not done"),
        _ => Text::of(Meaning::Plain, "open"),
    }
}

/// What happened to a story after the promise, in the order of time.
fn changes(line: &Line) -> String {
    let added = line.added.map(|day| (day, "added"));
    let removed = line.removed.map(|day| (day, "removed"));
    let mut moves: Vec<_> = added.into_iter().chain(removed).collect();
    moves.sort_unstable();
    let mut words: Vec<String> = moves
        .iter()
        .map(|(day, what)| format!("{what} {}", date(*day)))
        .collect();
    if line.reestimated != Points::ZERO {
        words.push(format!("{} re-estimated", signed(line.reestimated)));
    }
    if line.reopened {
        words.push("reopened".to_owned());
    }
    words.join(", ")
}

/// Where the close put what was not done; while the sprint runs, what was carried into it too often.
fn carried(page: Page, data: &Data) -> Page {
    let all: Vec<&Carry> = data.carry.iter().flatten().collect();
    let is_closed = data
        .sprint
        .as_ref()
        .is_some_and(|head| head.closed.is_some());
    if !is_over(data) {
        let often = |carry: &&Carry| carry.carried >= TOO_OFTEN;
        let often = all.into_iter().filter(often).collect();
        return carry_table(page, data, "Open and carried over before", often);
    }
    if !is_closed {
        return carry_table(page, data, "Not done", all);
    }
    let (over, back) = all.into_iter().partition(|carry| carry.next.is_some());
    let page = carry_table(page, data, "Carried over", over);
    carry_table(page, data, "Back to the backlog", back)
}

/// Stories that are not done, each with how often that was so.
fn carry_table(page: Page, data: &Data, heading: &str, shown: Vec<&Carry>) -> Page {
    if shown.is_empty() {
        return page;
    }
    let sum: Points = shown.iter().filter_map(|carry| carry.points).sum();
    let all = tally(Tally {
        points: sum,
        count: shown.len(),
    });
    let title = |carry: &Carry| {
        let mut stories = data.stories.iter().flatten();
        stories
            .find(|line| line.id == carry.id)
            .map_or("", |line| line.title.as_str())
    };
    let rows = shown.iter().map(|carry| {
        let advice = if carry.carried >= TOO_OFTEN {
            "split it or drop it"
        } else {
            ""
        };
        vec![
            Text::of(Meaning::Id, carry.id.as_str()),
            carry
                .points
                .map_or("–".to_owned(), |p| p.to_string())
                .into(),
            carry.carried.to_string().into(),
            title(carry).into(),
            Text::of(Meaning::Warn, advice),
        ]
    });
    let table = Table {
        columns: vec![
            Column::left("ID"),
            Column::right("PTS"),
            Column::right("SPRINTS"),
            Column::left("TITLE").cut(),
            Column::left(""),
        ],
        rows: rows.collect(),
    };
    page.heading(format!("{heading}: {all}")).table(table)
}
