//! Names that stand in no record: commands, topics, kinds, rules, what can be
//! explained, people, templates.

use super::super::help;
use super::Candidate;
use super::desk::Desk;
use super::spot::Spot;
use clap::Command;
use po::edit::SHIPPED;
use po::model::kind;
use po::model::query;
use po::model::query::ValueType;
use po::priority::estimate::Sizes;
use po::report::Explain;
use po::rules;
use po::store;

/// The commands below one.
pub(super) fn commands(above: &Command) -> Vec<Candidate> {
    let shown = above.get_subcommands().filter(|c| !c.is_hide_set());
    let named = shown.map(|command| {
        let about = command.get_about().map(ToString::to_string);
        Candidate::new(command.get_name(), about.unwrap_or_default())
    });
    named.collect()
}

/// The commands below those that are named already.
pub(super) fn commands_named(spot: &Spot) -> Vec<Candidate> {
    let mut above = spot.tree;
    for word in &spot.given {
        match above.find_subcommand(word) {
            Some(next) => above = next,
            None => return Vec::new(),
        }
    }
    commands(above)
}

pub(super) fn topics() -> Vec<Candidate> {
    let topics = help::topics().into_iter();
    topics
        .map(|topic| Candidate::new(topic.name, topic.summary))
        .collect()
}

pub(super) fn kinds(plural: bool) -> Vec<Candidate> {
    let named = kind::ALL.iter().map(|kind| {
        let name = if plural { kind.plural } else { kind.id };
        Candidate::new(name, kind.summary)
    });
    named.collect()
}

/// The values of `type:`, which may stand for the kind of a new record.
pub(super) fn types(desk: &Desk) -> Vec<Candidate> {
    let kind = kind::ALL[0];
    match query::value_type(desk.fields(kind), "type") {
        Some(ValueType::Choice(words)) => {
            let words = words.into_iter();
            words.map(|word| Candidate::new(word, "")).collect()
        }
        _ => Vec::new(),
    }
}

pub(super) fn rules() -> Vec<Candidate> {
    let rules = rules::ALL.iter();
    rules
        .map(|rule| Candidate::new(rule.id, rule.summary()))
        .collect()
}

pub(super) fn explained(desk: &Desk) -> Vec<Candidate> {
    let items = Explain::everything(desk.config()).items.into_iter();
    items
        .map(|item| Candidate::new(item.name, item.summary))
        .collect()
}

pub(super) fn people(desk: &Desk) -> Vec<Candidate> {
    let people = desk.config().file.people.iter();
    people
        .map(|person| Candidate::new(person.name.as_str(), ""))
        .collect()
}

/// The polls, the last by name first.
pub(super) fn polls(desk: &Desk) -> Vec<Candidate> {
    let polls = desk.root.as_ref().map(store::polls).unwrap_or_default();
    let polls = polls.iter().rev();
    polls
        .map(|name| Candidate::new(name.as_str(), ""))
        .collect()
}

/// The people with the sign behind which a card stands.
pub(super) fn voters(desk: &Desk) -> Vec<Candidate> {
    let people = desk.config().file.people.iter();
    people
        .map(|person| Candidate::new(format!("{}=", person.name), ""))
        .collect()
}

/// The shirt sizes, each with its points.
pub(super) fn shirts(desk: &Desk) -> Vec<Candidate> {
    // Settings that cannot be used offer nothing.
    let Ok(sizes) = Sizes::of(desk.config()) else {
        return Vec::new();
    };
    let shirts = sizes
        .shirts()
        .into_iter()
        .filter_map(|name| sizes.shirt(name));
    shirts
        .map(|(name, points)| Candidate::new(name, points.words()))
        .collect()
}

/// The teams that are declared.
pub(super) fn teams(desk: &Desk) -> Vec<Candidate> {
    let teams = desk.config().file.teams.keys();
    teams
        .map(|team| Candidate::new(team.as_str(), ""))
        .collect()
}

/// The team's templates, then those that come with po.
pub(super) fn templates(desk: &Desk) -> Vec<Candidate> {
    let own = desk.root.as_ref().map(store::templates).unwrap_or_default();
    let own = own.into_iter().map(|name| Candidate::new(name, ""));
    let shipped = SHIPPED.iter();
    own.chain(shipped.map(|(name, _)| Candidate::new(*name, "")))
        .collect()
}
