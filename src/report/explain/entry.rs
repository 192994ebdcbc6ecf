//! Explanations of everything but fields, each made from its definition.

use super::Explanation;
use super::field;
use super::term;
use crate::model::config::Check;
use crate::model::config::Config;
use crate::model::config::Item;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::kind::States;
use crate::model::query::State as QueryState;
use crate::model::workflow::Gate;
use crate::model::workflow::Milestone;
use crate::priority;
use crate::priority::Input;
use crate::priority::Method;
use crate::priority::Scale;
use crate::rules;
use crate::rules::From;
use crate::rules::Rule;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// The sorts in the order of the listing, with their headings.
pub(super) const SORTS: &[(&str, &str)] = &[
    ("rule", "Rules of po check"),
    ("method", "Methods of po prioritize"),
    ("kind", "Kinds of records"),
    ("state", "States"),
    (
        "milestone",
        "Milestones, from which on rules look at a record",
    ),
    ("word", "Words of queries, as in is:blocked"),
    ("number", "Numbers of sprints"),
    ("input", "What methods score by"),
    ("term", "Words of orders, dependencies and estimates"),
    ("setting", "Keys of po.yaml"),
    ("field", "Fields"),
];

/// Facts from pairs; what is null is left out.
pub(super) fn facts<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_null());
    pairs.map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A summary as all summaries are written: one line without a full stop.
pub(super) fn line(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

pub(super) fn rules() -> Vec<Explanation> {
    rules::ALL.iter().map(|rule| self::rule(rule)).collect()
}

fn rule(rule: &Rule) -> Explanation {
    let options = rule.options.iter();
    let options: Vec<String> = options.map(|o| format!("{}: {}", o.name, o.doc)).collect();
    let from = match rule.from {
        From::Any => "any state",
        From::Milestone(milestone) => milestone.word(),
    };
    Explanation {
        sort: "rule",
        name: rule.id.to_owned(),
        summary: rule.summary().to_owned(),
        facts: facts([
            ("severity", json!(rule.severity)),
            ("looks from", json!(from)),
            ("options", (!options.is_empty()).then_some(options).into()),
        ]),
        text: rule_text(rule.doc),
    }
}

/// The documentation of a rule behind its summary; its examples say in words
/// whether something is found.
fn rule_text(doc: &str) -> String {
    let (_, rest) = doc.split_once('\n').unwrap_or_default();
    rest.trim()
        .replace("```yaml fails", "Found in:\n\n```yaml")
        .replace("```yaml passes", "Not found in:\n\n```yaml")
        .replace("```\nFound in", "```\n\nFound in")
        .replace("```\nNot found in", "```\n\nNot found in")
        + "\n"
}

pub(super) fn methods(config: &Config) -> Vec<Explanation> {
    let methods = priority::ALL.iter();
    methods
        .map(|method| self::method(*method, config))
        .collect()
}

fn method(method: &dyn Method, config: &Config) -> Explanation {
    // With options that cannot be used the method stands as it is by itself.
    let configured = method.configured(&config.file.methods).ok();
    let inputs = configured.as_deref().unwrap_or(method).inputs();
    let key = priority::file_key(method.id());
    let in_record = method
        .reads_records()
        .then(|| json!(format!("scores.{key}")));
    let doc = method.doc();
    let (summary, text) = doc.split_once('\n').unwrap_or((doc, ""));
    Explanation {
        sort: "method",
        name: method.id().to_owned(),
        summary: line(summary.trim_start_matches("# ")),
        facts: facts([
            ("scores by", scores_by(inputs)),
            ("in a record", in_record.unwrap_or_default()),
        ]),
        text: text.trim_start().to_owned() + &term::section(method),
    }
}

/// Each input with the keys inside it; nothing where the team has named none.
fn scores_by(inputs: &[Input]) -> Value {
    match inputs {
        [] => Value::Null,
        inputs => inputs
            .iter()
            .flat_map(|top| {
                let below = match &top.scale {
                    Scale::List(Scale::Map(inner)) | Scale::Map(inner) => *inner,
                    _ => &[],
                };
                let below = below
                    .iter()
                    .map(|below| format!("{}.{}", top.key, input(below)));
                std::iter::once(input(top)).chain(below)
            })
            .collect(),
    }
}

/// `value: worth to users (1, 2, 3)`.
fn input(input: &Input) -> String {
    format!("{}: {} ({})", input.key, input.meaning, scale(&input.scale))
}

/// The keys of a map, as a list of words.
fn keys(inputs: &[Input]) -> String {
    let keys: Vec<&str> = inputs.iter().map(|input| input.key.as_ref()).collect();
    keys.join(", ")
}

pub(in crate::report) fn scale(scale: &Scale) -> String {
    match scale {
        Scale::Numbers(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
            numbers.join(", ")
        }
        Scale::Words(words) | Scale::Names(words) => words.join(", "),
        Scale::Range { least, most, whole } => match whole {
            true => format!("a whole number from {least} to {most}"),
            false => format!("{least} to {most}"),
        },
        Scale::Amount { positive: true } => "any number above 0".to_owned(),
        Scale::Amount { positive: false } => "any number from 0 on".to_owned(),
        Scale::Share(tiers) => {
            let tiers: Vec<String> = tiers.iter().map(f64::to_string).collect();
            format!("0 to 1, mostly {}", tiers.join(", "))
        }
        Scale::Count => "a whole number from 1 on".to_owned(),
        Scale::Rate => "a share from above -1 to 1: 0.05 is 5 %".to_owned(),
        Scale::Series => "a list of numbers".to_owned(),
        Scale::List(each) => match each {
            Scale::Map(inputs) => format!("a list of maps with {}", keys(inputs)),
            each => format!("a list, each {}", self::scale(each)),
        },
        Scale::Map(inputs) => format!("a map with {}", keys(inputs)),
    }
}

pub(super) fn kinds(config: &Config, only: Option<&str>) -> Vec<Explanation> {
    let asked = |kind: &&&'static Kind| only.is_none_or(|name| name == kind.id);
    let kinds = kind::ALL.iter().filter(asked);
    kinds.map(|kind| self::kind(kind, config)).collect()
}

fn kind(kind: &'static Kind, config: &Config) -> Explanation {
    Explanation {
        sort: "kind",
        name: kind.id.to_owned(),
        summary: kind.summary.to_owned(),
        facts: facts([
            ("folder", json!(format!("{}/", kind.folder))),
            ("ids", json!(format!("{}-12", kind.prefix))),
            ("states", json!(state_names(kind, config))),
        ]),
        text: field::table(kind, config),
    }
}

fn state_names(kind: &Kind, config: &Config) -> Vec<String> {
    match kind.states {
        States::Workflow => {
            let states = config.workflow.states().iter();
            states.map(|state| state.name.clone()).collect()
        }
        States::Fixed(states) => states.iter().map(|(name, _)| (*name).to_owned()).collect(),
    }
}

pub(super) fn states(config: &Config) -> Vec<Explanation> {
    let workflow = &config.workflow;
    let milestones = |name: &str| -> Vec<&str> {
        let reached = |m: &&(&str, Milestone)| workflow.reached(name, m.1);
        Milestone::ALL.iter().filter(reached).map(|m| m.0).collect()
    };
    let of_workflow = workflow.states().iter().map(|state| {
        let asks = state.gate.map(|gate| asks(config.definition(gate)));
        Explanation {
            sort: "state",
            name: state.name.clone(),
            summary: format!(
                "a state of stories and epics: {}",
                QueryState::meaning(state.category)
            ),
            facts: facts([
                ("category", json!(state.category)),
                ("gate", json!(state.gate)),
                ("gate asks", json!(asks)),
                ("at most", json!(state.wip)),
                ("milestones", json!(milestones(&state.name))),
            ]),
            text: String::new(),
        }
    });
    let fixed = kind::ALL.iter().flat_map(|kind| {
        let states = match kind.states {
            States::Fixed(states) => states,
            States::Workflow => &[],
        };
        states.iter().map(|(name, category)| Explanation {
            sort: "state",
            name: (*name).to_owned(),
            summary: format!(
                "a state of {}: {}",
                kind.plural,
                QueryState::meaning(*category)
            ),
            facts: facts([("category", json!(category))]),
            text: String::new(),
        })
    });
    of_workflow.chain(fixed).collect()
}

/// What a definition asks, item by item.
fn asks(items: &[Item]) -> Vec<String> {
    let ask = |item: &Item| match &item.check {
        Check::Manual(words) => format!("{}: {words}", item.id),
        Check::Rules(names) => format!("{}: no {}", item.id, names.join(", no ")),
    };
    items.iter().map(ask).collect()
}

pub(super) fn milestones(config: &Config) -> Vec<Explanation> {
    let workflow = &config.workflow;
    let explained = Milestone::ALL.iter().map(|(word, milestone)| {
        let state = workflow.states().get(workflow.milestone(*milestone));
        let gate = match milestone {
            Milestone::Ready => Some(Gate::Ready),
            Milestone::Done => Some(Gate::Done),
            _ => None,
        };
        Explanation {
            sort: "milestone",
            name: (*word).to_owned(),
            summary: milestone.meaning().to_owned(),
            facts: facts([
                ("here from", json!(state.map(|state| &state.name))),
                (
                    "definition",
                    json!(gate.map(|gate| asks(config.definition(gate)))),
                ),
            ]),
            text: String::new(),
        }
    });
    explained.collect()
}

/// What the reports on sprints count.
const NUMBERS: [(&str, &str); 2] = [
    (
        "say/do",
        "of what a sprint committed to when it started, the share that was done in it",
    ),
    (
        "delivered",
        "what was done in a sprint against what it committed to, with the stories that came in later",
    ),
];

pub(super) fn numbers() -> Vec<Explanation> {
    let explained = NUMBERS.iter().map(|(name, summary)| Explanation {
        sort: "number",
        name: (*name).to_owned(),
        summary: (*summary).to_owned(),
        facts: facts([("shown by", json!("po sprint report"))]),
        text: String::new(),
    });
    explained.collect()
}

pub(super) fn query_words() -> Vec<Explanation> {
    let explained = QueryState::ALL.iter().map(|(name, doc, _)| Explanation {
        sort: "word",
        name: (*name).to_owned(),
        summary: (*doc).to_owned(),
        facts: facts([("in a query", json!(format!("is:{name}")))]),
        text: String::new(),
    });
    explained.collect()
}
