//! `po help`: what the program says about itself, for people and for programs
//! that want to know its commands.

use super::Report;
use crate::page::Answer;
use crate::page::Page;
use serde::Serialize;

pub static REPORT: Report = Report {
    id: "help",
    summary: "what the commands are and how they work",
};

/// What was asked about.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Help {
    /// All there is.
    Overview {
        groups: Vec<GroupHelp>,
        topics: Vec<Topic>,
    },
    Topic(Topic),
    Command(Box<CommandHelp>),
}

/// Commands that belong together.
#[derive(Debug, Serialize)]
pub struct GroupHelp {
    pub title: String,
    pub commands: Vec<CommandSummary>,
}

/// A command in a line.
#[derive(Debug, Serialize)]
pub struct CommandSummary {
    /// As it is typed behind `po`.
    pub name: String,
    pub summary: String,
}

/// Something to read that is about no single command.
#[derive(Debug, Serialize)]
pub struct Topic {
    pub name: String,
    pub summary: String,
    /// Markdown, its heading first.
    pub text: String,
}

/// A command with everything it takes.
#[derive(Debug, Serialize)]
pub struct CommandHelp {
    /// With `po` before it.
    pub name: String,
    pub summary: String,
    /// More than the summary; empty where there is no more to say.
    pub description: String,
    pub usage: String,
    pub arguments: Vec<Argument>,
    pub options: Vec<Argument>,
    /// Explanations that stand below the options.
    pub notes: String,
    /// Command lines that work in `examples/shop`.
    pub examples: Vec<String>,
    pub commands: Vec<CommandSummary>,
}

/// An argument or an option of a command.
#[derive(Debug, Serialize)]
pub struct Argument {
    /// As it is typed: `ID`, `-q, --query QUERY`.
    pub name: String,
    pub help: String,
    /// The only values there are; empty where any will do.
    pub values: Vec<String>,
    pub default: Option<String>,
    pub required: bool,
}

impl Help {
    /// The answer. `text` is the same for people, where it is set already.
    pub fn answer(&self, text: Option<String>) -> Answer {
        let page = match self {
            Help::Topic(topic) => Page::new().article(&topic.text),
            Help::Overview { .. } | Help::Command(_) => Page::new(),
        };
        let mut answer = Answer::new(REPORT.id, page, super::data(self));
        answer.document = text;
        answer
    }
}
