//! What the world says: the environment, the clock and the terminal.

use super::super::Environment;
use super::pager::Pager;
use chrono::Utc;
use std::env;
use std::io;
use std::io::IsTerminal;
use terminal_size::terminal_size;

/// Where nobody says how wide a terminal is.
const USUAL: usize = 80;
/// The width of a pipe: nothing is cut there.
const ENDLESS: usize = u32::MAX as usize;

/// The widest that messages are set on a terminal.
const READABLE: usize = 100;

/// A variable of the environment that is text.
type Get<'a> = &'a dyn Fn(&str) -> Option<String>;

pub(in super::super) fn environment() -> Environment {
    let now = Utc::now();
    let stdout = io::stdout().is_terminal();
    let stderr = io::stderr().is_terminal();
    let seed = now.timestamp_nanos_opt().unwrap_or_default().unsigned_abs()
        ^ (u64::from(std::process::id()) << 32);
    let get: Get = &|name| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let words: Vec<_> = env::args_os().collect();
    let colour_out = colour(stdout, get);
    let lines = terminal_size().map(|(_, lines)| usize::from(lines.0));
    Environment {
        folder: env::current_dir().unwrap_or_else(|_| ".".into()),
        now,
        seed,
        user: ["USER", "USERNAME"].iter().find_map(|name| get(name)),
        editor: ["VISUAL", "EDITOR"]
            .iter()
            .filter_map(|name| get(name))
            .find(|command| !command.trim().is_empty()),
        timezone: get("TZ").filter(|zone| !zone.is_empty()),
        width: width(stdout, get),
        width_err: width(stderr, get).min(match stderr {
            true => READABLE,
            false => ENDLESS,
        }),
        colour_out,
        colour_err: colour(stderr, get),
        piped: !stdout,
        links: stdout && takes_links(get),
        host: gethostname::gethostname().to_string_lossy().into_owned(),
        pager: lines
            .filter(|_| stdout && !is_dumb(get))
            .and_then(|lines| pager(lines, get)),
        interactive: io::stdin().is_terminal() && stderr && stdout,
        words,
    }
}

/// `COLUMNS` first, so that tests and scripts decide; then the terminal.
fn width(terminal: bool, get: Get) -> usize {
    let named = get("COLUMNS").and_then(|columns| columns.parse().ok());
    let named = named.filter(|width| (20..=1000).contains(width));
    named.unwrap_or_else(|| match terminal_size() {
        _ if !terminal => ENDLESS,
        Some((width, _)) if width.0 > 0 => usize::from(width.0),
        _ => USUAL,
    })
}

fn is_dumb(get: Get) -> bool {
    get("TERM").is_some_and(|term| term == "dumb")
}

/// `NO_COLOR` (no-color.org), then `CLICOLOR_FORCE` and `CLICOLOR`
/// (bixense.com/clicolors), then what the terminal can.
fn colour(terminal: bool, get: Get) -> bool {
    let set = |name: &str| get(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    terminal && !is_dumb(get) && set("CLICOLOR").is_none_or(|value| value != "0")
}

/// Programs (`TERM_PROGRAM`) that are known to show links.
const PROGRAMS: [&str; 10] = [
    "Hyper",
    "iTerm.app",
    "WezTerm",
    "vscode",
    "ghostty",
    "zed",
    "terminology",
    "rio",
    "mintty",
    "WarpTerminal",
];
/// Terminals (`TERM`) that are.
const TERMS: [&str; 7] = [
    "xterm-kitty",
    "xterm-ghostty",
    "alacritty",
    "alacritty-direct",
    "foot",
    "foot-extra",
    "wezterm",
];

/// Whether a terminal shows links (OSC 8); only of those that are known to, as
/// others may print the address. `FORCE_HYPERLINK` decides for any.
fn takes_links(get: Get) -> bool {
    if is_dumb(get) {
        return false;
    }
    if let Some(forced) = get("FORCE_HYPERLINK").filter(|value| !value.is_empty()) {
        return forced != "0";
    }
    // GNU screen hands nothing on, whatever the terminal around it.
    if get("STY").is_some() {
        return false;
    }
    let is = |name: &str, known: &[&str]| get(name).is_some_and(|v| known.contains(&v.as_str()));
    // VTE since 0.50; 0.50.0 itself crashed on them.
    let vte = get("VTE_VERSION").and_then(|version| version.parse().ok());
    vte.is_some_and(|version: u32| version > 5000)
        || is("TERM_PROGRAM", &PROGRAMS)
        || is("TERM", &TERMS)
        || [
            "WT_SESSION",
            "KONSOLE_VERSION",
            "KITTY_WINDOW_ID",
            "DOMTERM",
        ]
        .iter()
        .any(|name| get(name).is_some_and(|value| !value.is_empty()))
}

/// `PO_PAGER`, else `PAGER`, else less; none where it is empty or `cat`.
fn pager(lines: usize, get: Get) -> Option<Pager> {
    let command = get("PO_PAGER").or_else(|| get("PAGER"));
    let command = command.unwrap_or_else(|| "less".to_owned());
    let command = command.trim();
    (lines > 0 && !command.is_empty() && command != "cat").then(|| Pager {
        command: command.to_owned(),
        lines,
        less_is_set: get("LESS").is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::colour;
    use super::pager;
    use super::takes_links;

    /// The variables of an environment: `A=1 B=2`.
    fn get(variables: &'static str) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let mut pairs = variables.split(' ').filter_map(|pair| pair.split_once('='));
            let pair = pairs.find(|(known, _)| *known == name);
            pair.map(|(_, value)| value.to_owned())
        }
    }

    #[test]
    fn colour_follows_the_two_conventions() {
        for (terminal, variables, coloured) in [
            (true, "", true),
            (false, "", false),
            (true, "TERM=dumb", false),
            (true, "NO_COLOR=1", false),
            (true, "NO_COLOR=", true),
            (true, "NO_COLOR=1 CLICOLOR_FORCE=1", false),
            (false, "CLICOLOR_FORCE=1", true),
            (true, "CLICOLOR_FORCE=0", true),
            (true, "CLICOLOR=0", false),
            (true, "CLICOLOR=1", true),
            (false, "CLICOLOR=1", false),
            (true, "CLICOLOR=0 CLICOLOR_FORCE=1", true),
        ] {
            assert_eq!(colour(terminal, &get(variables)), coloured, "{variables}");
        }
    }

    #[test]
    fn links_are_for_terminals_that_are_known_to_show_them() {
        for (variables, shown) in [
            ("TERM=xterm-256color", false),
            ("TERM=xterm-kitty", true),
            ("VTE_VERSION=7600", true),
            ("VTE_VERSION=4999", false),
            ("VTE_VERSION=5000", false),
            ("VTE_VERSION=", false),
            ("TERM_PROGRAM=vscode", true),
            ("TERM_PROGRAM=Apple_Terminal", false),
            ("WT_SESSION=1", true),
            ("VTE_VERSION=7600 STY=1", false),
            ("FORCE_HYPERLINK=1", true),
            ("FORCE_HYPERLINK=0 TERM=xterm-kitty", false),
            ("FORCE_HYPERLINK=1 TERM=dumb", false),
        ] {
            assert_eq!(takes_links(&get(variables)), shown, "{variables}");
        }
    }

    #[test]
    fn the_pager_is_the_one_named_first() {
        let command = |variables| pager(24, &get(variables)).map(|pager| pager.command);
        assert_eq!(command("").as_deref(), Some("less"));
        assert_eq!(command("PAGER=more").as_deref(), Some("more"));
        assert_eq!(command("PAGER=more PO_PAGER=most").as_deref(), Some("most"));
        for none in [
            "PO_PAGER=",
            "PO_PAGER=cat",
            "PAGER=cat",
            "PAGER=more PO_PAGER=",
        ] {
            assert_eq!(command(none), None, "{none}");
        }
        assert!(pager(0, &get("")).is_none());
    }
}
