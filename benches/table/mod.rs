//! The table of the benchmark, in Markdown.

use std::time::Duration;

use crate::bulk::Bulk;
use crate::process::Cost;

const BEGIN: &str = "<!-- speed: begin -->";
const END: &str = "<!-- speed: end -->";

/// The mean CPU time of starting a program that does nothing, and `po --version`.
pub struct Startup {
    pub runs: u32,
    pub empty: Duration,
    /// Or why it was not measured.
    pub version: Result<Duration, String>,
}

/// One command on one backlog.
pub struct Row {
    pub size: u64,
    pub command: String,
    /// The command of the same backlog that it is compared with.
    pub beside: &'static str,
    /// The runs, or why there are none.
    pub costs: Result<Vec<Cost>, String>,
    /// How many files of the backlog it opened, where that was counted.
    pub opened: Option<usize>,
}

/// The whole table. The ratio is that of the least CPU times.
pub fn markdown(startup: &Startup, rows: &[Row], bulk: &Bulk, runs: u16) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    let empty = millis(startup.empty);
    let version = match &startup.version {
        Ok(time) => format!("{:.2} ms ({:+.2} ms)", millis(*time), millis(*time) - empty),
        Err(reason) => reason.clone(),
    };
    let mut text = format!(
        "po {} on {cores} cores, files in the cache, {runs} runs of each command by turns.\n\n\
         Start-up, mean CPU of {} runs: `/bin/true` {empty:.2} ms, `po --version` {version}.\n\n",
        env!("CARGO_PKG_VERSION"),
        startup.runs,
    );
    text += "| stories | command | CPU min (s) | CPU mean (s) | wall min (s) | peak (MiB) | CPU beside | files opened |\n";
    text += "|--:|---|--:|--:|--:|--:|--:|--:|\n";
    for row in rows {
        let reference = rows
            .iter()
            .find(|other| other.size == row.size && other.command == row.beside);
        text += &line(row, reference.and_then(|row| row.costs.as_ref().ok()));
    }
    text + &written(bulk)
}

/// How fast many files are written.
fn written(bulk: &Bulk) -> String {
    let least = |costs: &[Cost]| least(costs, |cost| cost.wall);
    let rate = |seconds: f64| bulk.files as f64 / seconds;
    let (po, alone) = (least(&bulk.po), least(&bulk.alone));
    format!(
        "\n`po set` of one field of {} stories: {:.0} files/s. A program that only writes, syncs and \
         renames the same files: {:.0} files/s, {:.2} times as many.\n",
        bulk.files,
        rate(po),
        rate(alone),
        po / alone,
    )
}

fn line(row: &Row, reference: Option<&Vec<Cost>>) -> String {
    let head = format!("| {} | `{}` |", row.size, row.command);
    let costs = match &row.costs {
        Ok(costs) => costs,
        Err(reason) => return format!("{head} {} | | | | | |\n", reason.replace('|', "/")),
    };
    let least = least(costs, |cost| cost.cpu);
    let mean = costs.iter().map(|cost| cost.cpu.as_secs_f64()).sum::<f64>() / costs.len() as f64;
    let wall = costs
        .iter()
        .map(|cost| cost.wall)
        .min()
        .unwrap_or_default()
        .as_secs_f64();
    let peak = costs.iter().map(|cost| cost.peak).max().unwrap_or(0) as f64 / f64::from(1 << 20);
    let ratio = reference.map_or("–".to_owned(), |rg| {
        let ratio = least / self::least(rg, |cost| cost.cpu);
        match row.command == row.beside {
            true => "–".to_owned(),
            false => format!("{ratio:.2} × `{}`", row.beside),
        }
    });
    let opened = row.opened.map_or("–".to_owned(), |count| count.to_string());
    format!("{head} {least:.4} | {mean:.4} | {wall:.4} | {peak:.1} | {ratio} | {opened} |\n")
}

fn least(costs: &[Cost], time: fn(&Cost) -> Duration) -> f64 {
    costs
        .iter()
        .map(time)
        .min()
        .unwrap_or_default()
        .as_secs_f64()
}

/// A page that holds nothing but the place of the table and the command that fills it.
pub fn empty_page() -> String {
    format!(
        "# Performance\n\nThis command makes the table:\n\n```sh no-run=build\n\
         cargo bench --bench speed -- --out docs/performance.md\n```\n\n{BEGIN}\n{END}\n"
    )
}

/// `page` with `table` between its markers; `None` where it has none.
pub fn placed(page: &str, table: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}
