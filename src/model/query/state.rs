//! The built-in words behind `is:`.

use super::vocabulary::Vocabulary;
use crate::model::Record;
use crate::model::kind::Question;
use crate::model::union::TextOr;
use crate::model::workflow::Category;

/// A state that a record is in or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Category(Category),
    Blocked,
    Unestimated,
    Overdue,
    Asked,
    Waiting,
}

impl State {
    /// Each word, what it means, and the state.
    pub const ALL: [(&'static str, &'static str, State); 10] = [
        ("open", "not done and not dropped", State::Open),
        ("backlog", "not begun", State::Category(Category::Backlog)),
        ("active", "begun", State::Category(Category::Active)),
        ("done", "finished", State::Category(Category::Done)),
        (
            "dropped",
            "taken out of scope",
            State::Category(Category::Dropped),
        ),
        ("blocked", "kept from going on", State::Blocked),
        ("unestimated", "a story without points", State::Unestimated),
        ("overdue", "open after its due day", State::Overdue),
        ("asked", "has a question without an answer", State::Asked),
        ("waiting", "waits for somebody or something", State::Waiting),
    ];

    /// What a category means.
    pub fn meaning(category: Category) -> &'static str {
        let found = State::ALL
            .iter()
            .find(|(.., state)| *state == State::Category(category));
        found.map_or("", |(_, doc, _)| doc)
    }

    /// The state of this name.
    pub fn parse(word: &str) -> Option<State> {
        let found = State::ALL.iter().find(|(name, ..)| *name == word);
        found.map(|(.., state)| *state)
    }

    pub(super) fn holds(self, record: &Record, vocabulary: &Vocabulary) -> bool {
        let backlog = vocabulary.backlog;
        match self {
            State::Open => backlog.is_open(record),
            State::Category(category) => backlog.category(record) == category,
            State::Blocked => record.is_blocked(),
            State::Unestimated => record.story().is_some_and(|story| story.points.is_none()),
            State::Overdue => {
                record.common.due.is_some_and(|due| due < vocabulary.today)
                    && backlog.is_open(record)
            }
            State::Asked => record
                .story()
                .is_some_and(|story| story.questions.iter().any(is_unanswered)),
            State::Waiting => match record.story() {
                Some(story) => story.waiting_on.is_some(),
                None => record.field("waiting_on").is_some_and(|v| !v.is_null()),
            },
        }
    }
}

fn is_unanswered(question: &TextOr<Question>) -> bool {
    match question {
        TextOr::Text(_) => true,
        TextOr::Map(question) => question.answered.is_none() && question.answer.is_none(),
    }
}
