//! What the name of a value in the help stands for: `ID` for ids, `RULES` for
//! rules. An argument whose value has one of these names completes by itself;
//! `ID|FIELD=VALUE` may be either, of `ID TEXT` the first word is an id, and
//! words in small letters stand for themselves.

use super::Candidate;
use super::Offer;
use super::assign;
use super::desk::Desk;
use super::names;
use super::query;
use super::records;
use super::spot::Expects;
use super::spot::Spot;
use clap::Arg;
use clap::ValueHint;
use po::model::config::Check;
use po::model::kind;
use po::model::workflow::Gate;

/// What is offered for a value of this name.
type Source = fn(&Spot, &Desk) -> Offer;

static SOURCES: &[(&str, Source)] = &[
    ("COMMAND", |spot, _| names::commands_named(spot).into()),
    ("FIELD", |spot, desk| assign::fields(spot, desk).into()),
    ("FIELDS", |spot, desk| assign::fields(spot, desk).into()),
    ("FIELD=VALUE", assign::assignments),
    ("ID", ids),
    ("ID=N", ids),
    ("ITEM", |_, desk| items(desk).into()),
    ("KIND", kinds),
    ("PERSON", |_, desk| names::people(desk).into()),
    ("PERSON=CARD", |_, desk| names::voters(desk).into()),
    ("POLL", |_, desk| names::polls(desk).into()),
    ("QUERY", |spot, desk| query::words(spot, desk).into()),
    ("RULES", |_, _| names::rules().into()),
    ("SHIRT", |_, desk| names::shirts(desk).into()),
    ("TARGET", ids),
    ("TEAM", |_, desk| names::teams(desk).into()),
    ("TEMPLATE", |_, desk| names::templates(desk).into()),
    ("TERM", |_, desk| names::explained(desk).into()),
    ("TOPIC", topics),
    ("TYPE", |_, desk| names::types(desk).into()),
];

/// Values that only the user knows.
#[cfg(test)]
pub(super) static FREE: &[&str] = &[
    "CRITERIA",
    "DATE",
    "GOAL",
    "KEY=VALUE",
    "LENGTH",
    "N",
    "NAME",
    "NAMES",
    "NUMBER",
    "NUMBERS",
    "OWNER/NAME",
    "POINTS",
    "REASON",
    "STATUS=CATEGORY",
    "TEXT",
    "TITLE",
    "VERSION",
    "WHEN",
];

/// What may stand for a value of this argument.
pub(super) fn of(arg: &Arg, spot: &Spot, desk: &Desk) -> Offer {
    let possible = arg.get_possible_values();
    if !possible.is_empty() {
        let shown = possible.iter().filter(|value| !value.is_hide_set());
        let shown = shown.map(|value| {
            let help = value.get_help().map(ToString::to_string);
            Candidate::new(value.get_name(), help.unwrap_or_default())
        });
        return shown.collect::<Vec<_>>().into();
    }
    match arg.get_value_hint() {
        ValueHint::DirPath => return Offer::paths(true, ""),
        ValueHint::FilePath | ValueHint::AnyPath => return Offer::paths(false, ""),
        _ => {}
    }
    let mut offer = Offer::default();
    for name in alternatives(arg, spot.turn) {
        offer = offer.and(named(&name, spot, desk));
    }
    offer
}

/// The names that the value of an argument has in its turn.
pub(super) fn alternatives(arg: &Arg, turn: usize) -> Vec<String> {
    let name = arg.get_value_names().and_then(|names| names.first());
    let name = name.map(|name| name.as_str()).unwrap_or_default();
    let words: Vec<&str> = name.split(' ').collect();
    let word = words.get(turn).or(words.last()).copied();
    let each = word.unwrap_or_default().split('|');
    each.map(str::to_owned).collect()
}

fn named(name: &str, spot: &Spot, desk: &Desk) -> Offer {
    if let Some((_, source)) = SOURCES.iter().find(|(known, _)| *known == name) {
        return source(spot, desk);
    }
    if let Some(kind) = kind::by_name(&name.to_lowercase()) {
        return records::ids(desk, &[kind], &spot.typed).into();
    }
    match name {
        "PATH" => Offer::paths(false, ""),
        word if word == word.to_lowercase() && !word.is_empty() => {
            vec![Candidate::new(word, "")].into()
        }
        _ => Offer::default(),
    }
}

/// Whether a name says what is offered.
#[cfg(test)]
pub(super) fn is_known(name: &str) -> bool {
    SOURCES.iter().any(|(known, _)| *known == name)
        || kind::by_name(&name.to_lowercase()).is_some()
        || name == "PATH"
        || name == name.to_lowercase()
}

/// Ids that are not named yet; behind an id and before an assignment only what
/// begins like one.
fn ids(spot: &Spot, desk: &Desk) -> Offer {
    let several = match spot.expects {
        Expects::Word(Some(arg)) => alternatives(arg, spot.turn).len() > 1,
        _ => false,
    };
    let said = spot.turn > 0 || spot.option("query").is_some();
    if several && said && spot.typed.is_empty() {
        return Offer::default();
    }
    let mut ids = records::of_all_kinds(desk, &spot.typed);
    ids.retain(|candidate| !spot.given.contains(&candidate.value));
    ids.into()
}

/// The kinds; before a query in the plural, and only as its first word.
fn kinds(spot: &Spot, _: &Desk) -> Offer {
    let before_query = match spot.expects {
        Expects::Word(Some(arg)) => alternatives(arg, spot.turn).contains(&"QUERY".to_owned()),
        _ => false,
    };
    match spot.turn {
        0 => names::kinds(before_query).into(),
        _ => Offer::default(),
    }
}

fn topics(spot: &Spot, _: &Desk) -> Offer {
    match spot.turn {
        0 => names::topics().into(),
        _ => Offer::default(),
    }
}

/// The items of the definitions that a person has to look at.
fn items(desk: &Desk) -> Vec<Candidate> {
    let gates = [Gate::Ready, Gate::Done].into_iter();
    let items = gates.flat_map(|gate| desk.config().definition(gate));
    let manual = items.filter_map(|item| match &item.check {
        Check::Manual(words) => Some(Candidate::new(item.id.as_str(), words.as_str())),
        Check::Rules(_) => None,
    });
    manual.collect()
}

#[cfg(test)]
mod tests {
    use super::FREE;
    use super::alternatives;
    use super::is_known;
    use crate::cli::Cli;
    use clap::Command;
    use clap::CommandFactory;
    use clap::ValueHint;

    #[test]
    fn every_value_in_the_help_completes_or_is_known_to_be_free() {
        let mut tree = Cli::command();
        tree.build();
        let mut unknown = Vec::new();
        let mut open: Vec<&Command> = vec![&tree];
        while let Some(command) = open.pop() {
            open.extend(command.get_subcommands().filter(|c| c.get_name() != "help"));
            let args = command.get_arguments().filter(|arg| {
                let takes = arg.get_num_args().is_some_and(|range| range.takes_values());
                takes
                    && arg.get_possible_values().is_empty()
                    && arg.get_value_hint() == ValueHint::Unknown
            });
            for arg in args {
                for turn in 0..3 {
                    let names = alternatives(arg, turn).into_iter();
                    let names = names.filter(|n| !is_known(n) && !FREE.contains(&n.as_str()));
                    unknown.extend(names.map(|name| format!("{}: {name}", command.get_name())));
                }
            }
        }
        assert!(
            unknown.is_empty(),
            "say in SOURCES or FREE what these are: {unknown:?}"
        );
    }
}
