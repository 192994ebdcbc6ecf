//! `po prioritize --compare`: the orders of several methods side by side.

use super::Wanted;
use super::order;
use po::diag::Error;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::page::Answer;
use po::priority;
use po::report::Compared;

/// Orders the records by each method.
///
/// # Errors
/// Fewer than two methods, or options of one that cannot be used.
pub(super) fn run(
    names: &[String],
    backlog: &Backlog,
    records: &[&Record],
    today: Day,
) -> Result<Answer, Error> {
    let mut ids: Vec<&str> = Vec::new();
    for name in names {
        if !ids.contains(&name.as_str()) {
            ids.push(name);
        }
    }
    if ids.len() < 2 {
        return Err(Error::usage("--compare needs two methods")
            .help("name them with a comma between them, as in --compare wsjf,rice"));
    }
    let ordered = |id| {
        let wanted = Wanted {
            method: priority::by_id(id)?,
            assume: &[],
            roll_up: false,
            today,
        };
        order(backlog, records, &wanted)
    };
    let orderings: Vec<_> = ids.into_iter().map(ordered).collect::<Result<_, Error>>()?;
    Ok(Compared::new(&orderings).answer())
}
