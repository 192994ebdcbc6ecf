//! Everything the program learns from outside its arguments and its backlog,
//! read once and passed on as values.

use super::terminal;
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
    /// Columns for output; 80 where nobody says.
    pub width: usize,
    /// Standard output may have colour, unless `--color` says otherwise.
    pub colour_out: bool,
    /// Standard error may have colour.
    pub colour_err: bool,
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
            width: self.width.min(100),
            colour: self.colour_err,
            today: Day::from(self.now.date_naive()),
        }
    }
}
