//! The home screen as a page.

use super::Home;
use super::Next;
use super::needs::Need;
use super::planned::Planned;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::report::sprint_report::Data;
use crate::report::sprint_report::pace;
use crate::text;

/// Blocks of the progress bar.
const BAR: usize = 12;

impl Home {
    pub(super) fn page(&self) -> Page {
        let mut page = self.head();
        if let Some(planned) = &self.planned {
            page = page.paragraph(waiting(planned));
        }
        if !self.next.is_empty() {
            page = page
                .heading(next_heading(&self.next))
                .table(next_table(&self.next));
        }
        if !self.needs.is_empty() {
            page = page.heading("Needs you").table(self.needs_table());
        }
        page.paragraph(Text::of(Meaning::Faint, self.footer()))
    }

    fn head(&self) -> Page {
        let product = Text::of(Meaning::Strong, self.product.clone());
        let Some(report) = &self.sprint else {
            let line = product.and(Meaning::Plain, " · no sprint is active or closed");
            return Page::new().heading(line);
        };
        let data = &report.data;
        let Some(head) = &data.sprint else {
            return Page::new().heading(product);
        };
        let goal = head
            .goal
            .as_deref()
            .map(|goal| format!(" \"{goal}\""))
            .unwrap_or_default();
        let name = product
            .and(Meaning::Plain, " · ")
            .and(Meaning::Id, head.id.as_str())
            .and(Meaning::Plain, goal);
        let mut page = Page::new().heading(name);
        let lines = progress(data).into_iter().chain(burndown(data));
        let lines: Vec<Text> = lines.collect();
        if !lines.is_empty() {
            page = page.verbatim(lines);
        }
        match &data.missing {
            Some(missing) => missing.onto(page),
            None => page,
        }
    }

    fn needs_table(&self) -> Table {
        // On a narrow terminal the commands stay: they say the rest.
        let columns = vec![
            Column::left(""),
            Column::left("").cut().spare(1),
            Column::left(""),
        ];
        let rows = self.needs.iter().map(|need| {
            vec![
                Text::of(Meaning::Warn, format!("  {}", counted(need))),
                need.words.as_str().into(),
                Text::of(Meaning::Command, need.command.clone()),
            ]
        });
        Table {
            columns,
            rows: rows.collect(),
        }
    }

    fn footer(&self) -> String {
        let open = text::thousands(self.open);
        let all = text::plural(self.total, "story", "stories");
        match self.total {
            0 => "no stories yet; po new story \"…\" writes the first".to_owned(),
            _ => format!("{open} of {all} open · po list · po prioritize · po check"),
        }
    }
}

/// `SP-1 "Guests can pay" is planned, 3 stories, starts on 2026-12-07 · po sprint start SP-1`.
fn waiting(planned: &Planned) -> Text {
    let goal = planned.goal.iter().map(|goal| format!(" \"{goal}\""));
    let goal: String = goal.collect();
    let stories = text::plural(planned.stories, "story", "stories");
    let start = match planned.start {
        Some(start) => format!("starts on {start}"),
        None => "no start".to_owned(),
    };
    Text::of(Meaning::Id, planned.id.as_str())
        .and(
            Meaning::Plain,
            format!("{goal} is planned, {stories}, {start} · "),
        )
        .and(Meaning::Command, planned.command.as_str())
}

/// `closed`, or the day, the points done and a bar.
fn progress(data: &Data) -> Option<Text> {
    let days = data.days.as_ref()?;
    let completed = data.completed?;
    let scope = data.scope.as_ref()?.at_end;
    let when = match days.over {
        true => "ended".to_owned(),
        false => format!("day {} of {}, {} left", days.day, days.total, days.left),
    };
    // Without points there is no share of them: the stories are counted.
    if scope.as_f64() <= 0.0 {
        let carried = data.carry.as_ref().map_or(0, Vec::len);
        let all = text::plural(completed.count + carried, "story", "stories");
        return Some(format!("  {when} · {} of {all} done", completed.count).into());
    }
    let completed = completed.points;
    let share = (completed.as_f64() / scope.as_f64()).clamp(0.0, 1.0);
    let full = (share * BAR as f64).round() as usize;
    let words = format!("  {when} · {completed} of {scope} points done  ");
    let text = Text::from(words)
        .and(Meaning::Good, "█".repeat(full))
        .and(Meaning::Faint, "░".repeat(BAR - full));
    Some(text)
}

/// How far from the ideal line, what was added, and a small burndown.
fn burndown(data: &Data) -> Option<Text> {
    let drawn = data.burndown.as_ref()?;
    let top = drawn.iter().filter_map(|day| day.remaining).max()?.as_f64();
    if top <= 0.0 {
        return None;
    }
    let bars: String = drawn
        .iter()
        .filter_map(|day| day.remaining)
        .map(|remaining| bar(remaining.as_f64(), top))
        .collect();
    let (meaning, line) = pace(data)?.words();
    let scope = data.scope.as_ref()?;
    let moved = [("+", scope.added), ("−", scope.removed)]
        .into_iter()
        .filter(|(_, points)| points.as_f64() > 0.0)
        .map(|(sign, points)| format!("{sign}{points}"))
        .collect::<Vec<_>>()
        .join(" ");
    let scope = if moved.is_empty() {
        String::new()
    } else {
        format!(" · scope {moved} since the start")
    };
    let text = Text::from("  ")
        .and(meaning, line)
        .and(Meaning::Plain, format!("{scope}  "))
        .and(Meaning::Faint, bars);
    Some(text)
}

fn bar(value: f64, top: f64) -> char {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    if top <= 0.0 {
        return BARS[0];
    }
    BARS[((value / top * 7.0).round() as usize).min(7)]
}

/// Before the stories of the active sprint, or of the planned one.
const IN_SPRINT: &str = "▸";

fn next_heading(next: &[Next]) -> Text {
    let mut ids: Vec<&str> = next
        .iter()
        .flat_map(|story| &story.sprint)
        .map(AsRef::as_ref)
        .collect();
    ids.dedup();
    let text = Text::of(Meaning::Plain, "Next up");
    match ids.is_empty() {
        true => text,
        false => text.and(
            Meaning::Faint,
            format!(" · {IN_SPRINT} in {}", text::and_list(&ids)),
        ),
    }
}

fn next_table(next: &[Next]) -> Table {
    let columns = vec![
        Column::left(""),
        Column::left("").cut(),
        Column::right("PTS").spare(1),
        Column::right("STATE"),
        Column::left("MISSING").cut().spare(2),
    ];
    let rows = next.iter().map(|story| {
        let meaning = if story.met == story.of {
            Meaning::Good
        } else {
            Meaning::Bad
        };
        let state = match &story.doing {
            Some(state) => Text::from(state.as_str()),
            None => Text::of(meaning, format!("{}/{} ready", story.met, story.of)),
        };
        // What is begun has passed the definition, or was let through.
        let missing = match &story.doing {
            Some(_) => String::new(),
            None => story.missing.join(", "),
        };
        let mark = match story.sprint {
            Some(_) => IN_SPRINT,
            None => " ",
        };
        let points = story
            .points
            .map_or("–".to_owned(), |points| points.to_string());
        vec![
            Text::from(format!("{mark} ")).and(Meaning::Id, story.id.as_str()),
            story.title.as_str().into(),
            points.into(),
            state,
            missing.into(),
        ]
    });
    Table {
        columns,
        rows: rows.collect(),
    }
}

/// `1 question`, `3 unmet gates`, `2 blocked`.
fn counted(need: &Need) -> String {
    match need.what {
        "unmet-gate" => text::plural(need.count, "unmet gate", "unmet gates"),
        "questions" => text::plural(need.count, "question", "questions"),
        "sign-offs" => text::plural(need.count, "sign-off", "sign-offs"),
        "unaccepted" => format!("{} done, not accepted", need.count),
        what => format!("{} {what}", need.count),
    }
}
