//! `po completions`: the script by which a shell completes `po`.

use super::complete::SHELLS;
use clap::Args;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::page::Answer;
use po::report;

/// Print the script that lets your shell complete po
///
/// It completes commands and flags, and what is in the backlog: ids with their
/// titles, fields, states, people, labels, words of a query. The script asks po
/// each time, so that it stays right when po or the backlog changes.
#[derive(Debug, Args)]
#[command(
    after_help = "Install, one line in the file that your shell reads first:
  bash: ~/.bashrc
    source <(po completions bash)
  zsh: ~/.zshrc, behind compinit
    source <(po completions zsh)
  fish: ~/.config/fish/config.fish
    po completions fish | source
  powershell: $PROFILE
    po completions powershell | Out-String | Invoke-Expression

Examples:
  po completions bash
  po completions zsh > _po"
)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = shells())]
    shell: String,
}

fn shells() -> PossibleValuesParser {
    PossibleValuesParser::new(SHELLS.iter().map(|shell| shell.name))
}

pub(super) fn run(args: &CompletionsArgs) -> Result<Answer, Error> {
    let mut shells = SHELLS.iter();
    let shell = shells.find(|shell| shell.name == args.shell);
    let shell =
        shell.ok_or_else(|| Error::usage(format!("no script for the shell {}", args.shell)))?;
    Ok(report::completions(shell.script))
}
