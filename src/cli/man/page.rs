//! The manual page of a command: what clap knows of it, then what the help says.

use super::super::GLOBAL;
use super::super::help;
use super::roff;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::Roff;
use clap_mangen::roff::bold;
use clap_mangen::roff::roman;
use po::page::Page;

/// Topics that manual pages have by a name of their own, in the order they have
/// there; the others stand before them under theirs.
const SECTIONS: [(&str, &str); 3] = [
    ("exit-codes", "EXIT STATUS"),
    ("environment", "ENVIRONMENT"),
    ("files", "FILES"),
];

/// The commands below one, but for the help of its own.
pub(super) fn commands(command: &Command) -> impl Iterator<Item = &Command> {
    let is_root = is_root(command);
    let below = command.get_subcommands();
    below.filter(move |c| !c.is_hide_set() && (is_root || c.get_name() != "help"))
}

fn is_root(command: &Command) -> bool {
    full_name(command) == command.get_name()
}

/// `po sprint report`.
fn full_name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

/// `po-sprint-report.1`.
pub(super) fn file_name(command: &Command) -> String {
    full_name(command).replace(' ', "-") + ".1"
}

/// The page of a command of a built tree.
pub(super) fn page(command: &Command) -> String {
    let shown = command.clone();
    // A page has room for the options that the help leaves to a topic.
    let shown = shown.mut_args(|arg| {
        let arg = arg.hide_short_help(false).hide_long_help(false);
        match arg.get_help_heading() {
            Some(GLOBAL) => arg.help_heading("Global options"),
            _ => arg,
        }
    });
    let man = Man::new(shown);
    // A page has no date of its own: the same program prints the same page.
    let title = full_name(command).replace(' ', "-").to_uppercase();
    let version = env!("CARGO_PKG_VERSION");
    let title = format!(".TH \"{title}\" \"1\" \"\" \"po {version}\" \"po\"\n");
    let mut out = title.into_bytes();
    // Writing to memory cannot fail.
    let _ = man.render_name_section(&mut out);
    let _ = man.render_synopsis_section(&mut out);
    let _ = man.render_description_section(&mut out);
    let mut rest = Roff::new();
    below(command, &mut rest);
    let _ = rest.to_writer(&mut out);
    let _ = man.render_options_section(&mut out);
    let mut rest = Roff::new();
    notes(command, &mut rest);
    if is_root(command) {
        topics(&mut rest);
    }
    see_also(command, &mut rest);
    let _ = rest.to_writer(&mut out);
    // A break around an empty line is one too many for readers of pages.
    String::from_utf8_lossy(&out).replace(".br\n\n.br\n", ".sp\n")
}

/// The commands below, of po itself in groups.
fn below(command: &Command, roff: &mut Roff) {
    if commands(command).next().is_none() {
        return;
    }
    roff.control("SH", ["COMMANDS"]);
    if is_root(command) {
        for group in help::GROUPS {
            roff.control("SS", [group.title]);
            for name in group.commands {
                entry(command.find_subcommand(name), roff);
            }
        }
    } else {
        for below in commands(command) {
            entry(Some(below), roff);
        }
    }
}

fn entry(command: Option<&Command>, roff: &mut Roff) {
    let Some(command) = command else {
        return;
    };
    let about = command.get_about().map(ToString::to_string);
    roff.control("TP", []);
    roff.text([bold(full_name(command))]);
    roff.text([roman(about.unwrap_or_default())]);
}

/// Explanations and examples, lines as they stand.
fn notes(command: &Command, roff: &mut Roff) {
    let after = command.get_after_help().map(ToString::to_string);
    let (notes, examples) = help::notes(&after.unwrap_or_default());
    if !notes.is_empty() {
        roff.control("SH", ["NOTES"]);
        roff::verbatim(notes.lines(), roff);
    }
    if !examples.is_empty() {
        roff.control("SH", ["EXAMPLES"]);
        roff::verbatim(examples.iter().map(String::as_str), roff);
    }
}

fn topics(roff: &mut Roff) {
    let topics = help::topics();
    let own = |name: &str| SECTIONS.iter().find(|(topic, _)| *topic == name);
    for topic in topics.iter().filter(|topic| own(&topic.name).is_none()) {
        roff.control("SH", [topic.name.to_uppercase().as_str()]);
        roff::blocks(&Page::new().article(&topic.text).blocks, roff);
    }
    for (name, title) in SECTIONS {
        if let Some(topic) = topics.iter().find(|topic| topic.name == name) {
            roff.control("SH", [title]);
            roff::blocks(&Page::new().article(&topic.text).blocks, roff);
        }
    }
}

/// The page above, else those of all commands.
fn see_also(command: &Command, roff: &mut Roff) {
    let names: Vec<String> = match full_name(command).rsplit_once(' ') {
        Some((above, _)) => vec![above.replace(' ', "-")],
        None => commands(command)
            .map(|c| full_name(c).replace(' ', "-"))
            .collect(),
    };
    roff.control("SH", ["SEE ALSO"]);
    let last = names.len().saturating_sub(1);
    for (at, name) in names.iter().enumerate() {
        let end = if at == last { "(1)" } else { "(1)," };
        roff.text([bold(name.as_str()), roman(end)]);
    }
}
