//! What commands share: the backlog's folder, today, who is there.

use super::Environment;
use super::Global;
use super::terminal::Pager;
use po::diag::Error;
use po::diag::Finding;
use po::edit::Stamp;
use po::model::config::Config;
use po::model::date::Day;
use po::model::date::Moment;
use po::model::unknown;
use po::page::Answer;
use po::render::Links;
use po::render::View;
use po::store;
use po::store::Root;
use po::store::Writer;
use po::text;
use std::path::PathBuf;

/// One run of a command.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub environment: &'a Environment,
    pub global: Global,
    writer: Writer,
}

impl<'a> Context<'a> {
    pub fn new(environment: &'a Environment, global: Global) -> Self {
        let words = environment.words.iter().skip(1);
        let command = words.map(|word| word.to_string_lossy().into_owned());
        // A day that is none is refused later.
        let day = global.today.as_deref().and_then(|day| day.parse().ok());
        let at = day.map_or_else(|| Moment::from(environment.now), Moment::Day);
        let by = global.unlisted.by.as_deref().map(str::trim);
        let by = by.filter(|by| !by.is_empty()).map(str::to_owned);
        let writer = Writer::new(command.collect(), environment.user.clone(), at).signed(by);
        Self {
            environment,
            global,
            writer,
        }
    }

    /// The folder to look from.
    ///
    /// # Errors
    /// It is named and does not exist.
    pub fn folder(&self) -> Result<PathBuf, Error> {
        let Some(dir) = &self.global.dir else {
            return Ok(self.environment.folder.clone());
        };
        let folder = self.environment.folder.join(dir);
        match folder.is_dir() {
            true => Ok(folder),
            false => Err(
                Error::usage(format!("there is no folder {}", dir.display()))
                    .help("-C and PO_DIR name a folder; without them it is the one you are in"),
            ),
        }
    }

    /// The backlog.
    ///
    /// # Errors
    /// There is none here or above.
    pub fn root(&self) -> Result<Root, Error> {
        store::find(&self.folder()?).map(|root| root.for_writer(&self.writer))
    }

    /// What became of a write that was interrupted here before.
    pub fn recovered(&self) -> Option<Finding> {
        self.writer.recovered().map(|found| found.finding())
    }

    /// The same, and where nothing became of it yet, that it is there.
    pub fn interrupted(&self) -> Option<Finding> {
        let pending = || store::interrupted(&self.root().ok()?);
        self.recovered().or_else(pending)
    }

    /// The backlog's settings; without a backlog those everybody starts with.
    ///
    /// # Errors
    /// `po.yaml` cannot be used.
    pub fn config(&self) -> Result<Config, Error> {
        match self.root() {
            Ok(root) => store::load_config(&root),
            Err(_) => Ok(Config::default()),
        }
    }

    /// `--today`, else the date now in the backlog's time zone.
    ///
    /// # Errors
    /// `--today` is no date.
    pub fn today(&self, config: Option<&Config>) -> Result<Day, Error> {
        if let Some(text) = &self.global.today {
            return text
                .parse()
                .map_err(|why: String| bad_day("--today", text, &why));
        }
        let zone = config.map(|config| config.zone).unwrap_or_default();
        Ok(zone.day(self.environment.now))
    }

    /// When a change is made, and by whom.
    ///
    /// # Errors
    /// `--today` is no date; `--by` names nobody that `people:` declares.
    pub fn stamp(&self, root: &Root, config: &Config) -> Result<Stamp, Error> {
        let today = self.today(Some(config))?;
        let at = match self.global.today {
            Some(_) => Moment::Day(today),
            None => Moment::from(self.environment.now),
        };
        Ok(Stamp {
            at,
            today,
            by: self.signer(root, config)?,
            reason: None,
        })
    }

    /// The same for a vote or an answer: `named` is whose it is, also where `people:` does not declare them.
    ///
    /// # Errors
    /// As for `stamp`, where nobody is named.
    pub fn voice(&self, root: &Root, config: &Config, named: Option<&str>) -> Result<Stamp, Error> {
        let Some(named) = named else {
            return self.stamp(root, config);
        };
        let declared = config
            .person_called(named)
            .map(|person| person.name.as_str());
        let today = self.today(Some(config))?;
        Ok(Stamp {
            at: Moment::Day(today),
            today,
            by: Some(declared.unwrap_or(named).to_owned()),
            reason: None,
        })
    }

    /// `--by` or `PO_USER`, else whom git means.
    pub fn me(&self, root: &Root, config: &Config) -> Option<String> {
        let by = self.writer.by();
        let by = by.map(|by| match config.person_called(&by) {
            Some(person) => person.name.clone(),
            None => by,
        });
        by.or_else(|| store::person(root, config))
    }

    /// Who signs a change: where people are declared, one of them.
    fn signer(&self, root: &Root, config: &Config) -> Result<Option<String>, Error> {
        let by = self.me(root, config);
        match &by {
            Some(by) if !config.file.people.is_empty() && config.person_called(by).is_none() => {
                Err(undeclared(by, config))
            }
            _ => Ok(by),
        }
    }

    /// How standard output looks.
    ///
    /// # Errors
    /// `--today` is no date; the backlog, if any, is not looked at.
    pub fn view(&self) -> Result<View, Error> {
        Ok(View {
            colour: self.has_colour(),
            exact: self.environment.piped,
            ..View::plain(self.environment.width, self.today(None)?)
        })
    }

    /// Where the ids of an answer lead, on a terminal that shows links.
    pub fn links(&self, answer: &Answer) -> Option<Links> {
        let environment = self.environment;
        if !environment.links || !self.has_colour() || answer.page.blocks.is_empty() {
            return None;
        }
        let root = self.root().ok()?;
        let paths = store::record_paths(&root);
        Some(Links::new(&environment.host, root.folder(), paths))
    }

    /// What shows long answers.
    pub fn pager(&self) -> Option<&Pager> {
        let pager = self.environment.pager.as_ref();
        pager.filter(|_| !self.global.unlisted.no_pager)
    }

    /// The output format.
    pub fn format(&self) -> &str {
        match self.global.json {
            true => "json",
            false => &self.global.unlisted.format,
        }
    }

    /// The answer is for a program.
    pub fn is_json(&self) -> bool {
        self.format() == "json"
    }

    /// Standard output takes colour.
    pub fn has_colour(&self) -> bool {
        self.colour(self.environment.colour_out)
    }

    /// How standard error looks.
    pub fn error_view(&self) -> View {
        View {
            colour: self.colour(self.environment.colour_err),
            ..self.environment.error_view()
        }
    }

    fn colour(&self, by_itself: bool) -> bool {
        match self.global.unlisted.color.as_str() {
            "always" => true,
            "never" => false,
            _ => by_itself,
        }
    }
}

/// A day on the command line that is none.
pub(super) fn bad_day(flag: &str, text: &str, why: &str) -> Error {
    Error::usage(format!("{flag} cannot be \"{text}\": {why}"))
        .help(format!("as in {flag} 2026-11-24"))
}

/// A name that `people:` of po.yaml does not have.
fn undeclared(by: &str, config: &Config) -> Error {
    let people = config.file.people.iter();
    let names: Vec<&str> = people.map(|person| person.name.as_str()).collect();
    let again = |near: &str| format!("--by {}", text::shell_word(near));
    let error = unknown::undeclared(by, "people", &names, &again);
    error.help("--by or PO_USER names one of them; somebody new is added below people: in po.yaml")
}
