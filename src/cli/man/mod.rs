//! `po man`: manual pages.

mod page;
mod roff;

use super::Cli;
use super::context::Context;
use super::help;
use super::terminal;
use super::write::WriteArgs;
use clap::Args;
use clap::Command;
use clap::CommandFactory;
use clap::ValueHint;
use po::diag::Error;
use po::page::Answer;
use po::report;
use po::report::Manual;
use std::path::PathBuf;

/// Print a manual page, or write them all
///
/// Of po itself where no command is named. The pages are in the form that man
/// reads; --into writes one a command: po.1, po-list.1 and so on.
#[derive(Debug, Args)]
#[command(after_help = "Read one:  po man list | man -l -

Examples:
  po man
  po man sprint report > po-sprint-report.1
  po man --into man --dry-run")]
pub(super) struct ManArgs {
    /// The command
    #[arg(value_name = "COMMAND", conflicts_with = "into")]
    words: Vec<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    into: Option<PathBuf>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &ManArgs, context: &Context) -> Result<Answer, Error> {
    let mut tree = Cli::command();
    // Only a built tree knows what its commands take.
    tree.build();
    let Some(folder) = &args.into else {
        let command = help::find(&tree, &args.words)?;
        return Ok(report::manual_page(page::page(command)));
    };
    let mut pages = Vec::new();
    collect(&tree, &mut pages);
    if !args.write.dry_run {
        let folder = context.environment.folder.join(folder);
        terminal::make_folder(&folder)?;
        for (name, text) in &pages {
            terminal::write_file(&folder.join(name), text)?;
        }
    }
    Ok(Manual {
        folder: folder.display().to_string(),
        files: pages.into_iter().map(|(name, _)| name).collect(),
        written: !args.write.dry_run,
    }
    .answer())
}

/// The page of a command and those of all below it, by file name.
fn collect(command: &Command, pages: &mut Vec<(String, String)>) {
    pages.push((page::file_name(command), page::page(command)));
    for below in page::commands(command) {
        collect(below, pages);
    }
}
