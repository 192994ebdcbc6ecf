//! Asks before a sprint is started or closed before its day: a slip would stand in its numbers.

use super::super::context::Context;
use super::super::terminal;
use po::diag::Error;
use po::model::id::Id;
use po::page::Answer;
use po::page::Meaning;
use po::page::Text;

/// What is done to a sprint, and how a question and a refusal name it.
pub(super) struct Early {
    pub id: Id,
    /// `start`, the command.
    pub does: &'static str,
    /// `started`.
    pub done: &'static str,
    /// How early it is, in words.
    pub how: String,
    /// What to do instead.
    pub instead: String,
}

impl Early {
    /// Asks; where nobody is there to be asked, it needs `--yes`.
    ///
    /// # Errors
    /// The answer is no, or there is none.
    pub fn allowed(&self, context: &Context) -> Result<(), Error> {
        let Self { id, does, done, .. } = self;
        if !context.environment.interactive {
            let now = format!("{} {does}s it now", self.command());
            return Err(Error::refused(&self.how).help(now).help(&self.instead));
        }
        terminal::say(std::slice::from_ref(&self.how));
        match terminal::confirm(&format!("Shall it be {done} now?")) {
            true => Ok(()),
            false => Err(Error::refused(format!("{id} is not {done}")).help("nothing was changed")),
        }
    }

    /// Says below a dry run what it takes to do it.
    pub fn tell(&self, answer: &mut Answer) {
        let command = self.command();
        let words = Text::of(Meaning::Warn, format!("{}: it needs --yes · ", self.how))
            .and(Meaning::Command, command.as_str());
        answer.page = std::mem::take(&mut answer.page).paragraph(words);
        answer.data.insert("needs".to_owned(), command.into());
    }

    fn command(&self) -> String {
        format!("po sprint {} {} --yes", self.does, self.id)
    }
}
