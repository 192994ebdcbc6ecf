//! The team's states in flow order, their categories, and the milestones that
//! let rules and verbs work under any of them.

use super::union::TextOr;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What a state means to reports and verbs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Not begun.
    Backlog,
    /// Begun.
    Active,
    /// Finished.
    Done,
    /// Taken out of scope.
    Dropped,
}

impl Category {
    pub const ALL: [Category; 4] = [
        Category::Backlog,
        Category::Active,
        Category::Done,
        Category::Dropped,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Category::Backlog => "backlog",
            Category::Active => "active",
            Category::Done => "done",
            Category::Dropped => "dropped",
        }
    }

    /// Still to be finished.
    pub fn is_open(self) -> bool {
        matches!(self, Category::Backlog | Category::Active)
    }
}

/// A state of `workflow:` as it is written.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StateDetails {
    /// backlog, active, done or dropped.
    pub category: Category,
    /// The definition that must hold to enter: `ready` or `done`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// The most records that may stand in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wip: Option<u32>,
    /// Work is done here, as opposed to waiting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touch: Option<bool>,
}

/// Which definition guards a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    Ready,
    Done,
}

impl Gate {
    pub fn word(self) -> &'static str {
        match self {
            Gate::Ready => "ready",
            Gate::Done => "done",
        }
    }
}

/// `workflow:` as it is written: an ordered map of states.
pub type Written = IndexMap<String, TextOr<StateDetails>>;

/// A state with everything known about it.
#[derive(Clone, Debug)]
pub struct State {
    pub name: String,
    pub category: Category,
    pub gate: Option<Gate>,
    pub wip: Option<u32>,
    pub touch: bool,
}

/// The states in flow order.
#[derive(Clone, Debug)]
pub struct Workflow {
    states: Vec<State>,
}

/// A point in a record's life that every workflow has somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// From the first state on.
    Idea,
    /// From the second backlog state on.
    Refined,
    /// From the state with `gate: ready`, else the one so named, else the first active.
    Ready,
    /// From the first active state on.
    Doing,
    /// Category done.
    Done,
}

impl Milestone {
    pub const ALL: [(&'static str, Milestone); 5] = [
        ("idea", Milestone::Idea),
        ("refined", Milestone::Refined),
        ("ready", Milestone::Ready),
        ("doing", Milestone::Doing),
        ("done", Milestone::Done),
    ];

    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(w, _)| *w == word).map(|(_, m)| *m)
    }

    /// From where on a record has reached it, under any workflow.
    pub fn meaning(self) -> &'static str {
        match self {
            Milestone::Idea => "from the first state on",
            Milestone::Refined => "from the second state of category backlog on",
            Milestone::Ready => {
                "from the state with `gate: ready` on, else the one so named, else the first active"
            }
            Milestone::Doing => "from the first active state on",
            Milestone::Done => "in the states of category done",
        }
    }
}

/// Why a written workflow cannot be used.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The state whose value is at fault, where it is one.
    pub state: Option<String>,
    pub message: String,
    pub help: Option<String>,
}

impl Default for Workflow {
    /// idea, refined, ready (backlog), doing, review (active), done, dropped;
    /// no gates.
    fn default() -> Self {
        let plain = |name: &str, category| State {
            name: name.to_owned(),
            category,
            gate: None,
            wip: None,
            touch: false,
        };
        Self {
            states: vec![
                plain("idea", Category::Backlog),
                plain("refined", Category::Backlog),
                plain("ready", Category::Backlog),
                plain("doing", Category::Active),
                plain("review", Category::Active),
                plain("done", Category::Done),
                plain("dropped", Category::Dropped),
            ],
        }
    }
}

impl Workflow {
    /// Reads the written form. Errors name the state and what is wrong.
    pub fn new(written: &Written) -> Result<Self, Refused> {
        let mut states = Vec::new();
        for (name, details) in written {
            states.push(read_state(name, details)?);
        }
        let has = |category| states.iter().any(|s: &State| s.category == category);
        for (category, verb) in [
            (Category::Backlog, "po new puts a record into the first"),
            (Category::Active, "po start moves a record into the first"),
            (Category::Done, "po done moves a record into the first"),
        ] {
            if !has(category) {
                let message = format!(
                    "workflow has no state of category {}; {verb}",
                    category.word()
                );
                return Err(Refused {
                    state: None,
                    message,
                    help: None,
                });
            }
        }
        Ok(Self { states })
    }

    pub fn states(&self) -> &[State] {
        &self.states
    }

    pub fn state(&self, name: &str) -> Option<&State> {
        self.states.iter().find(|s| s.name == name)
    }

    /// Place of a state in flow order, from 0.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.states.iter().position(|s| s.name == name)
    }

    /// The first state of a category.
    pub fn first(&self, category: Category) -> Option<&State> {
        self.states.iter().find(|s| s.category == category)
    }

    /// The state a new record enters.
    pub fn entry(&self) -> &State {
        &self.states[0]
    }

    /// The position from which a milestone holds.
    pub fn milestone(&self, milestone: Milestone) -> usize {
        let of = |category| self.states.iter().position(|s| s.category == category);
        let first_active = of(Category::Active).unwrap_or(self.states.len());
        match milestone {
            Milestone::Idea => 0,
            Milestone::Refined => self
                .states
                .iter()
                .enumerate()
                .filter(|(_, s)| s.category == Category::Backlog)
                .nth(1)
                .map_or(first_active, |(at, _)| at),
            Milestone::Ready => self
                .states
                .iter()
                .position(|s| s.gate == Some(Gate::Ready))
                .or_else(|| self.position("ready"))
                .unwrap_or(first_active),
            Milestone::Doing => first_active,
            Milestone::Done => of(Category::Done).unwrap_or(self.states.len()),
        }
    }

    /// Whether a record in this state has reached the milestone. Dropped
    /// records have reached none but the first.
    pub fn reached(&self, state: &str, milestone: Milestone) -> bool {
        let Some(position) = self.position(state) else {
            return milestone == Milestone::Idea;
        };
        let category = self.states[position].category;
        match milestone {
            Milestone::Idea => true,
            Milestone::Done => category == Category::Done,
            _ if category == Category::Dropped => false,
            _ => position >= self.milestone(milestone),
        }
    }

    /// The gated states a record passes on its way: from behind `from` (from
    /// the start for a new or a dropped record) up to and with `to`. Going back
    /// passes none but the gate of `to` itself.
    pub fn gates(&self, from: Option<&str>, to: &str) -> Vec<(&State, Gate)> {
        let Some(target) = self.position(to) else {
            return Vec::new();
        };
        if self.states[target].category == Category::Dropped {
            return Vec::new();
        }
        let start = from
            .and_then(|name| self.position(name))
            .filter(|at| self.states[*at].category != Category::Dropped)
            .map_or(0, |at| at + 1);
        (start.min(target)..=target)
            .filter_map(|at| self.states[at].gate.map(|gate| (&self.states[at], gate)))
            .collect()
    }
}

fn read_state(name: &str, written: &TextOr<StateDetails>) -> Result<State, Refused> {
    match written {
        TextOr::Text(word) => {
            let known = Category::ALL.into_iter().find(|c| c.word() == word);
            let category = known.ok_or_else(|| no_category(name, word))?;
            Ok(State {
                name: name.to_owned(),
                category,
                gate: None,
                wip: None,
                touch: false,
            })
        }
        TextOr::Map(details) => Ok(State {
            name: name.to_owned(),
            category: details.category,
            gate: details.gate,
            wip: details.wip,
            touch: details.touch.unwrap_or(false),
        }),
    }
}

fn no_category(state: &str, word: &str) -> Refused {
    let known = Category::ALL.map(Category::word);
    let near = crate::text::nearest(&word.to_lowercase(), known);
    Refused {
        state: Some(state.to_owned()),
        message: format!(
            "state {state} has the category \"{word}\"; a category is backlog, active, done or dropped"
        ),
        help: near.map(|near| format!("did you mean \"{near}\"?")),
    }
}
