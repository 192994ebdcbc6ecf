//! Bare `po`: one screen.

use super::context::Context;
use super::select;
use po::diag::Error;
use po::page::Answer;
use po::report::Home;
use po::store;
use po::store::Keep;

pub(super) fn run(context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let today = context.today(Some(&backlog.config))?;
    let mut answer = Home::new(&backlog, today)?.answer();
    select::warn(&mut answer, &backlog);
    Ok(answer)
}
