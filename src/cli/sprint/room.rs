//! Whether a sprint holds more than it can.

use po::diag::Finding;
use po::diag::Severity;
use po::flow::capacity;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::points::Points;

/// More points in these stories than the sprint can hold: its capacity, else what the last ones completed.
pub(super) fn too_full<'a>(
    backlog: &Backlog,
    sprint: &Record,
    stories: impl IntoIterator<Item = &'a Record>,
    today: Day,
) -> Option<Finding> {
    let room = capacity::capacity(backlog, sprint, None, today)?;
    let stories = stories.into_iter();
    let points: Points = stories.filter_map(|r| r.story()?.points).sum();
    if points <= room.points {
        return None;
    }
    let id = sprint.id();
    let most = room.words();
    let what = format!("{id} holds {}; {most}", points.words());
    let place = sprint.place_of("capacity");
    let finding = Finding::new("too-full", Severity::Warning, place, what);
    Some(finding.help("po set ID sprint= takes a story out"))
}
