//! `po sprint burndown`: what is left of a sprint at the end of each day, against the ideal line and the scope.
use serde::Serialize;

use super::Report;
use super::sprint_report::Burned;
use super::sprint_report::Days;
use super::sprint_report::Excluded;
use super::sprint_report::Head;
use super::sprint_report::Missing;
use super::sprint_report::SprintReport;
use super::sprint_report::chart;
use super::sprint_report::date;
use super::sprint_report::number;
use crate::model::date::Day;
use crate::model::points::Points;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Form;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;

pub static REPORT: Report = Report {
    id: "sprint-burndown",
    summary: "what is left of a sprint, day by day",
};

/// The facts of the sprint that stand above the chart.
const FACTS: [&str; 4] = ["Goal", "Dates", "Scope", "Remaining"];

/// The burndown of one sprint: a part of its report.
#[derive(Debug, Serialize)]
pub struct SprintBurndown<'a> {
    pub timezone: &'a str,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub n: usize,
    pub excluded: &'a [Excluded],
    pub data: Data<'a>,
    #[serde(skip)]
    report: &'a SprintReport,
}

/// The numbers; without a sprint or its dates they are null, and `missing` says what to do.
#[derive(Debug, Serialize)]
pub struct Data<'a> {
    pub sprint: Option<&'a Head>,
    pub days: Option<&'a Days>,
    /// A line a day; the points of a day to come are null.
    pub burndown: Option<&'a [Burned]>,
    pub missing: Option<&'a Missing>,
    pub footnotes: &'a [String],
}

impl<'a> SprintBurndown<'a> {
    /// The burndown that a report holds.
    pub fn new(report: &'a SprintReport) -> Self {
        let data = &report.data;
        Self {
            timezone: &report.timezone,
            from: report.from,
            to: report.to,
            n: report.n,
            excluded: &report.excluded,
            data: Data {
                sprint: data.sprint.as_ref(),
                days: data.days.as_ref(),
                burndown: data.burndown.as_deref(),
                missing: data.missing.as_ref(),
                footnotes: &data.footnotes,
            },
            report,
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }

    fn page(&self) -> Page {
        let mut page = self.report.top(|label| FACTS.contains(&label));
        let Some(burndown) = self.data.burndown else {
            return page;
        };
        let day = |line: &Burned| line.date.date().format("%d").to_string();
        let ticks = burndown.iter().map(day).collect();
        match chart(&self.report.data, Form::Plot { ticks }) {
            Some(chart) => page = page.chart(chart),
            None => page = page.paragraph(Text::of(Meaning::Warn, "no story of it has points")),
        }
        page = page.table(table(burndown));
        for note in self.data.footnotes {
            page = page.paragraph(Text::of(Meaning::Faint, format!("note: {note}")));
        }
        page
    }
}

fn table(burndown: &[Burned]) -> Table {
    let points =
        |points: Option<Points>| Text::from(points.map_or("–".to_owned(), |p| p.to_string()));
    let rows = burndown.iter().map(|line| {
        vec![
            date(line.date).into(),
            points(line.scope),
            points(line.done),
            points(line.remaining),
            number(line.ideal).into(),
        ]
    });
    Table {
        columns: vec![
            Column::left("DAY"),
            Column::right("SCOPE"),
            Column::right("DONE"),
            Column::right("REMAINING"),
            Column::right("IDEAL"),
        ],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::sprint::Ideal;
    use crate::flow::sprint::sample::backlog;
    use crate::flow::sprint::sample::day;
    use crate::flow::sprint::sample::vectors;
    use crate::page::Block;
    use crate::report::sprint_report;

    fn rows(today: &str, ideal: Ideal) -> Vec<String> {
        let backlog = vectors("Europe/Berlin");
        let report = sprint_report(&backlog, None, day(today), ideal).expect("a report");
        let page = SprintBurndown::new(&report).page();
        let tables = page.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.iter()),
            _ => None,
        });
        let row = |row: &Vec<Text>| {
            let cells: Vec<String> = row.iter().map(Text::plain).collect();
            cells.join(" ")
        };
        tables.flatten().map(row).collect()
    }

    #[test]
    fn each_day_has_its_scope_done_remaining_and_ideal() {
        let expected = "02 24 0 24 21.6\n03 24 0 24 19.2\n04 24 0 24 16.8\n05 24 5 19 14.4\n06 27 8 19 12\n\
                        07 27 8 19 12\n08 27 8 19 12\n09 32 13 19 9.6\n10 30 13 17 7.2\n11 30 11 19 4.8\n\
                        12 29 11 18 2.4\n13 29 16 13 0";
        let rows = rows("2026-03-31", Ideal::Workdays);
        // `Mon 2026-03-02` → `02`.
        let short: Vec<&str> = rows.iter().map(|row| &row[12..]).collect();
        assert_eq!(short.join("\n"), expected);
        assert!(rows[0].starts_with("Mon 2026-03-02 "));
    }

    #[test]
    fn a_day_to_come_has_only_the_ideal_line() {
        let rows = rows("2026-03-05", Ideal::Calendar);
        assert_eq!(&rows[3][12..], "05 24 5 19 16");
        assert_eq!(&rows[4][12..], "06 – – – 14");
    }

    #[test]
    fn json_is_the_part_of_the_report() {
        let backlog = vectors("Europe/Berlin");
        let report = sprint_report(&backlog, None, day("2026-03-31"), Ideal::Workdays);
        let report = report.expect("a report");
        let data = SprintBurndown::new(&report).answer().data;
        let whole = report.answer().data;
        assert_eq!(data["data"]["burndown"], whole["data"]["burndown"]);
        assert_eq!(data["n"], 8);
        assert_eq!(data["data"]["missing"], serde_json::Value::Null);
    }

    #[test]
    fn without_a_sprint_it_says_what_to_do() {
        let none: [&str; 0] = [];
        let backlog = backlog("", &none);
        let report = sprint_report(&backlog, None, day("2026-03-31"), Ideal::Workdays);
        let report = report.expect("a report");
        let answer = SprintBurndown::new(&report).answer();
        assert!(answer.data["data"]["burndown"].is_null());
        assert!(answer.data["data"]["missing"]["help"][0].is_string());
        assert_eq!(answer.page.blocks.len(), 2);
    }
}
