//! `po prioritize --what-if`: the order with other values, of which nothing is written.

use super::super::context::Context;
use super::super::select;
use super::Wanted;
use super::order;
use po::diag::Error;
use po::edit;
use po::edit::Assignment;
use po::model::Backlog;
use po::model::Record;
use po::model::id::Id;
use po::page::Answer;
use po::priority::Method;
use po::report::Before;
use po::report::WhatIf;
use po::store::Root;

/// Orders the records once as they are and once as supposed.
///
/// # Errors
/// What is supposed cannot be understood, or does not fit.
pub(super) fn run(
    supposed: &[String],
    wanted: &Wanted<'_>,
    ids: &[Id],
    mut backlog: Backlog,
    (context, root): (&Context, &Root),
) -> Result<Answer, Error> {
    let values = supposed.iter().map(|text| match text.contains('=') {
        true => Assignment::parse(text),
        false => Err(Error::usage(format!("--what-if \"{text}\" gives no value"))
            .help("write an id, an input and a value, as in S-142.value=13")),
    });
    let values: Vec<Assignment> = values.collect::<Result<_, _>>()?;
    let method: &dyn Method = wanted.method;
    let before = order(&backlog, &records(&backlog, ids), wanted);
    // Without an order as it is there is none to compare with, but there may be one as supposed.
    let before = before.map_or_else(|_| Before::default(), |order| Before::of(&order));
    let stamp = context.stamp(root, &backlog.config)?;
    edit::suppose(&mut backlog, method, &values, &stamp)?;
    let ordering = order(&backlog, &records(&backlog, ids), wanted)?;
    let mut answer = WhatIf::new(&ordering, &before, supposed).answer();
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

fn records<'a>(backlog: &'a Backlog, ids: &[Id]) -> Vec<&'a Record> {
    ids.iter().filter_map(|id| backlog.get(id)).collect()
}
