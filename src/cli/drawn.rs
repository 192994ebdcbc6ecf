//! `--format` of commands that draw: the formats of all commands, and those that only one of them knows.

use super::render;
use clap::Arg;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;

/// The option of all commands with more formats, each with what it is, and shown in the help.
pub(super) fn with(more: impl Iterator<Item = (&'static str, &'static str)>, format: Arg) -> Arg {
    let usual = render::ALL
        .iter()
        .map(|format| (format.id(), format.summary()));
    let values = usual.chain(more);
    let values = values.map(|(id, summary)| PossibleValue::new(id).help(summary));
    format
        .value_parser(PossibleValuesParser::new(values.collect::<Vec<_>>()))
        .hide_short_help(false)
        .hide_long_help(false)
        .help_heading(None)
}
