//! Everything the program learns from outside its arguments and its backlog,
//! read once and passed on as values.

use super::terminal;
use super::terminal::Pager;
use chrono::DateTime;
use chrono::Utc;
use po::model::date::Day;
use po::render::View;
use std::ffi::OsString;
use std::path::PathBuf;

/// The world around one run.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The words of the command line, the program's name first.
    pub words: Vec<OsString>,
    pub folder: PathBuf,
    pub now: DateTime<Utc>,
    /// Numbers that differ from run to run, for random ids.
    pub seed: u64,
    /// Who the operating system says is there.
    pub user: Option<String>,
    /// `VISUAL`, else `EDITOR`.
    pub editor: Option<String>,
    /// `TZ`, where it names a zone.
    pub timezone: Option<String>,
    /// Columns for standard output; 80 where nobody says, without end in a pipe.
    pub width: usize,
    /// Columns for standard error.
    pub width_err: usize,
    /// Standard output may have colour, unless `--color` says otherwise.
    pub colour_out: bool,
    /// Standard error may have colour.
    pub colour_err: bool,
    /// Standard output is no terminal.
    pub piped: bool,
    /// Standard output is a terminal that shows links.
    pub links: bool,
    /// The name of this machine, for links to its files.
    pub host: String,
    /// What shows long answers; none where standard output is no terminal.
    pub pager: Option<Pager>,
    /// Somebody is there to be asked.
    pub interactive: bool,
}

impl Environment {
    pub fn read() -> Self {
        terminal::environment()
    }

    /// How standard error looks, unless `--color` says otherwise.
    pub fn error_view(&self) -> View {
        View {
            colour: self.wants_colour(self.colour_err),
            ..View::plain(self.width_err, Day::from(self.now.date_naive()))
        }
    }

    /// Columns for the help of commands.
    pub fn help_width(&self) -> usize {
        self.width.min(100)
    }

    /// What `--color` says among words that may not be understood, else
    /// `by_itself`.
    pub fn wants_colour(&self, by_itself: bool) -> bool {
        let words: Vec<&str> = self.words.iter().filter_map(|w| w.to_str()).collect();
        let joined = words.iter().find_map(|word| word.strip_prefix("--color="));
        let apart = words.windows(2).find(|pair| pair[0] == "--color");
        match joined.or(apart.map(|pair| pair[1])) {
            Some("always") => true,
            Some("never") => false,
            _ => by_itself,
        }
    }

    /// Whether a flag is among the words, which may not be understood.
    pub fn has_flag(&self, flag: &str) -> bool {
        self.words.iter().any(|word| word == flag)
    }
}
