//! `po completions`: the script itself.

use super::Report;
use crate::page::Answer;

pub static REPORT: Report = Report {
    id: "completions",
    summary: "the script by which a shell completes po",
};

/// A script as the answer.
pub fn completions(script: &str) -> Answer {
    Answer::document(REPORT.id, script.to_owned())
}
