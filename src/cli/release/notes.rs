//! `po release notes`: what users get, as a section of a changelog.

use super::super::context::Context;
use super::super::context::bad_day;
use super::super::select;
use super::super::targets;
use super::super::terminal;
use clap::Args;
use po::diag::Error;
use po::model::Backlog;
use po::model::date;
use po::model::date::Day;
use po::page::Answer;
use po::report;
use po::report::Of;
use po::report::ReleaseNotes;
use po::store;
use po::store::Keep;
use po::text;

/// Write the notes of a release
///
/// The note of each finished story, as a section of a changelog in Markdown:
/// what breaks, then added, changed, deprecated, removed, fixed, security.
/// A release has the stories that name it, and those that name none and were
/// finished after the release before it, up to its date. Those that name another
/// are left out, which is said: po set ID release=R-1 takes one in. `note: none` leaves a story out, as
/// do tasks and spikes without `change:`. Without a release: the last one that
/// reached users, else the next planned one.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po release notes\n  po release notes R-2 --titles\n  po release notes --since 2026-11-01 --until 2026-11-24\n  po release notes R-1 --json"
)]
pub(in super::super) struct NotesArgs {
    /// The release, by id, version or title
    #[arg(value_name = "RELEASE", conflicts_with_all = ["since", "until"])]
    id: Option<String>,
    /// Stories finished on this day or later, whatever their release; -30d is
    /// 30 days ago
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
    /// Stories finished on this day or earlier; today where it is missing
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    /// Let the title of a story stand in for a missing note
    #[arg(long)]
    titles: bool,
}

pub(super) fn run(args: &NotesArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let today = context.today(Some(&backlog.config))?;
    let notes = report::release_notes(&backlog, &of(args, &backlog, today)?, today, args.titles)?;
    let is_json = context.global.json || context.global.rare.format == "json";
    if !is_json && !context.global.rare.quiet {
        remarks(&notes);
    }
    let mut answer = notes.answer();
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

fn of(args: &NotesArgs, backlog: &Backlog, today: Day) -> Result<Of, Error> {
    if args.since.is_none() && args.until.is_none() {
        let id = args.id.as_deref();
        let id = id.map(|word| targets::called(backlog, "release", word));
        return Ok(Of::Release(id.transpose()?));
    }
    let day = |flag: &str, text: &Option<String>| {
        let day = text.as_deref().map(|text| date::parse_when(text, today));
        let named = |why: String| bad_day(flag, text.as_deref().unwrap_or_default(), &why);
        day.transpose().map_err(named)
    };
    let from = day("--since", &args.since)?;
    let to = day("--until", &args.until)?.unwrap_or(today);
    if from.is_some_and(|from| from > to) {
        return Err(
            Error::usage("the day of --since comes after that of --until")
                .help("name the earlier day with --since, the later with --until"),
        );
    }
    Ok(Of::Days { from, to })
}

/// Says beside the document what it does not hold; JSON holds it all.
fn remarks(notes: &ReleaseNotes) {
    let ids = |ids: &[po::model::id::Id]| {
        let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
        ids.join(", ")
    };
    let data = &notes.data;
    if !data.open.is_empty() {
        let count = text::plural(data.open.len(), "story is", "stories are");
        terminal::note(&format!(
            "{count} not done, so left out: {}",
            ids(&data.open)
        ));
    }
    if !data.missing.is_empty() {
        let count = text::plural(
            data.missing.len(),
            "finished story has",
            "finished stories have",
        );
        terminal::note(&format!(
            "{count} no note: {}; po set ID note=\"…\" writes one, note=none leaves it out",
            ids(&data.missing)
        ));
    }
    if let (Some(release), Some(first)) = (&data.release, data.elsewhere.first()) {
        let count = text::plural(
            data.elsewhere.len(),
            "story finished in these days names",
            "stories finished in these days name",
        );
        terminal::note(&format!(
            "{count} another release, so left out: {}; po set {first} release={} takes it in",
            ids(&data.elsewhere),
            release.id
        ));
    }
    for footnote in &data.footnotes {
        terminal::note(footnote);
    }
}
