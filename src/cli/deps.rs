//! `po deps`: what waits for what.

use super::context::Context;
use super::select;
use super::targets;
use clap::Arg;
use clap::Args;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::model::unknown;
use po::page::Answer;
use po::render;
use po::report::Deps;
use po::report::Drawing;
use po::report::Only;
use po::store;
use po::store::Keep;

/// Show what waits for what
///
/// Of one record: what it waits for and what waits for it, through others too.
/// Without an id, all dependencies of the open backlog, with circles and the
/// longest chain of points. Several options together show what is all of it.
#[derive(Debug, Args)]
#[command(
    mut_arg("format", drawn),
    after_help = "Examples:\n  po deps\n  po deps S-142\n  po deps --late --cross-team\n  po deps --format mermaid\n  po deps S-142 --format dot"
)]
pub(super) struct DepsArgs {
    /// The record; all open ones without it
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// What one team waits for and another does
    #[arg(long, conflicts_with = "id")]
    cross_team: bool,
    /// What is planned later than what needs it, by sprint or release
    #[arg(long, conflicts_with = "id")]
    late: bool,
    /// Where one of both is blocked
    #[arg(long, conflicts_with = "id")]
    blocked: bool,
    /// What is ranked lower than what needs it
    #[arg(long, conflicts_with = "id")]
    conflicts: bool,
}

/// The option of all commands, with the languages of drawings besides, and shown in the help.
fn drawn(format: Arg) -> Arg {
    format
        .value_parser(formats())
        .hide_short_help(false)
        .hide_long_help(false)
        .help_heading(None)
}

fn formats() -> PossibleValuesParser {
    let usual = render::ALL
        .iter()
        .map(|format| (format.id(), format.summary()));
    let drawings = Drawing::ALL.iter().map(|(id, summary, _)| (*id, *summary));
    let values = usual.chain(drawings);
    let values = values.map(|(id, summary)| PossibleValue::new(id).help(summary));
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

pub(super) fn run(args: &DepsArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let deps = match &args.id {
        Some(word) => {
            let id = targets::one_id(&root, word)?;
            let record = backlog
                .get(&id)
                .ok_or_else(|| unknown::missing(&backlog, &id))?;
            Deps::of(&backlog, record)
        }
        None => Deps::all(
            &backlog,
            Only {
                cross_team: args.cross_team,
                late: args.late,
                blocked: args.blocked,
                conflicts: args.conflicts,
            },
        ),
    };
    let mut answer = deps.answer();
    answer.document = Drawing::by_id(context.format()).map(|drawing| drawing.of(&deps));
    select::warn(&mut answer, &backlog);
    Ok(answer)
}
