//! What in `po.yaml` makes no sense to the commands that read it later: names that there are not, and values that
//! cannot be read.

use super::hit::Hit;
use super::hit::key_place;
use super::said::below;
use super::said::option_problem;
use super::said::rule_help;
use super::said::unknown_rule;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::config::Check;
use crate::model::config::Config;
use crate::model::config::Item;
use crate::model::date::Day;
use crate::model::date::Weekday;
use crate::model::kind;
use crate::model::query;
use crate::model::query::Vocabulary;
use crate::model::shape;
use crate::model::shape::Field;
use crate::model::shape::Shape;
use crate::model::workflow::Gate;
use crate::priority;
use crate::priority::Method;
use crate::priority::Set;
use crate::priority::estimate::Sizes;
use crate::rules::lent;
use crate::rules::rule;
use crate::text::nearest;
use crate::yaml::Path;
use crate::yaml::Segment;
use crate::yaml::dotted;

/// The file that says it.
const FILE: &str = "po.yaml";

/// A finding about a key of `po.yaml`.
pub fn at_key(backlog: &Backlog, path: Path, message: String, help: String) -> Finding {
    let document = backlog.file(FILE);
    let place = document.and_then(|d| key_place(d, FILE, &path));
    let mut finding = at_value(backlog, "bad-enum", path, message, help);
    finding.place = place.unwrap_or(finding.place);
    finding
}

/// A finding about a value in `po.yaml`.
pub fn at_value(
    backlog: &Backlog,
    rule: &'static str,
    path: Path,
    message: String,
    help: String,
) -> Finding {
    let hit = Hit::in_file(FILE, backlog.file(FILE), path, message);
    Finding::new(rule, Severity::Error, hit.place, hit.message)
        .field(dotted(&hit.path))
        .help(help)
}

/// All of it.
pub fn problems(backlog: &Backlog, today: Day) -> Vec<Finding> {
    let mut problems = definition_problems(backlog);
    problems.extend(when_problems(backlog));
    problems.extend(method_problems(backlog, today));
    problems.extend(view_problems(backlog, today));
    problems.extend(sprint_problems(backlog));
    problems.extend(field_problems(backlog));
    problems
}

/// The items of both definitions with their paths.
fn items(config: &Config) -> impl Iterator<Item = (Path, &Item)> {
    [Gate::Ready, Gate::Done].into_iter().flat_map(|gate| {
        let items = config.definition(gate).iter().enumerate();
        items.map(move |(at, item)| (vec![gate.word().into(), at.into()], item))
    })
}

/// What in the definitions of ready and done cannot be judged.
pub fn definition_problems(backlog: &Backlog) -> Vec<Finding> {
    let mut problems = Vec::new();
    for (path, item) in items(&backlog.config) {
        item_problems(backlog, &path, item, &mut problems);
    }
    problems
}

fn item_problems(backlog: &Backlog, path: &Path, item: &Item, problems: &mut Vec<Finding>) {
    let names = match &item.check {
        Check::Rules(names) => names.as_slice(),
        Check::Manual(_) => &[],
    };
    let mut rules = Vec::new();
    for name in names {
        let (message, help) = match rule(name) {
            Some(found) if found.may_be_item() => {
                rules.push(found);
                continue;
            }
            Some(found) => (
                format!("{} judges a definition and cannot be part of one", found.id),
                "name the rules that must find nothing".to_owned(),
            ),
            None => (unknown_rule(name), rule_help(name)),
        };
        let path = place_of_rule(backlog, path, name);
        problems.push(at_value(backlog, "bad-enum", path, message, help));
    }
    for (name, value) in &item.options {
        if let Some((message, help)) = option_problem(&rules, name, value) {
            let path = below(path, name);
            problems.push(at_key(backlog, path, message, help));
        }
    }
}

/// Where an item names a rule: behind `rule:`, or inside `rules:`.
fn place_of_rule(backlog: &Backlog, item: &Path, name: &str) -> Path {
    let node = backlog.file(FILE).and_then(|d| d.root()?.at(item));
    let listed = node.and_then(|node| node.get("rules"));
    let at = listed.and_then(|list| list.items().position(|rule| rule.text() == Some(name)));
    match at {
        None => below(item, "rule"),
        Some(at) => {
            let mut path = below(item, "rules");
            path.push(at.into());
            path
        }
    }
}

/// Keys under `when:` that no record has, and words that their fields never hold: such an item is never asked.
fn when_problems(backlog: &Backlog) -> Vec<Finding> {
    let conditions = items(&backlog.config).filter(|(_, item)| !item.when.is_empty());
    let conditions: Vec<_> = conditions.collect();
    if conditions.is_empty() {
        return Vec::new();
    }
    let fields = fields(&backlog.config);
    let mut problems = Vec::new();
    for (path, item) in conditions {
        for (key, words) in &item.when {
            let mut path = below(&path, "when");
            path.push(key.as_str().into());
            let known = fields.iter().filter(|field| fits(field, key));
            let shapes: Vec<&Field> = known.collect();
            if shapes.is_empty() {
                let message =
                    format!("no record has a field \"{key}\", so the item is never asked");
                let names = fields.iter().map(|field| field.name.as_str());
                let help = match nearest(key, names) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => "po help story lists the fields".to_owned(),
                };
                problems.push(at_key(backlog, path, message, help));
                continue;
            }
            if let Some(allowed) = allowed(backlog, key, &shapes) {
                problems.extend(strays(backlog, &path, words, &allowed));
            }
        }
    }
    problems
}

/// The fields of all kinds, those of one name beside each other.
fn fields(config: &Config) -> Vec<Field> {
    let kinds = kind::ALL.iter();
    kinds.flat_map(|kind| shape::fields(kind, config)).collect()
}

fn fits(field: &Field, key: &str) -> bool {
    let mut steps = key.split('.');
    let top = steps.next() == Some(field.name.as_str());
    let inside = |shape: Shape| steps.try_fold(shape, |shape, step| shape.step(step).ok());
    top && Some(field.shape.clone()).and_then(inside).is_some()
}

/// The words that a field may hold, where there are only some.
fn allowed(backlog: &Backlog, key: &str, fields: &[&Field]) -> Option<Vec<String>> {
    if key == "status" {
        let states = backlog.config.workflow.states().iter();
        return Some(states.map(|state| state.name.clone()).collect());
    }
    let mut all = Vec::new();
    for field in fields.iter().filter(|field| field.name == key) {
        match &field.shape {
            Shape::Choice(words) => all.extend(words.iter().cloned()),
            _ => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}

fn strays(backlog: &Backlog, path: &Path, words: &[String], allowed: &[String]) -> Vec<Finding> {
    let is_list = backlog
        .file(FILE)
        .and_then(|d| d.root()?.at(path))
        .is_some_and(|node| node.items().next().is_some());
    let strays = words.iter().enumerate();
    let strays = strays.filter(|(_, word)| !allowed.contains(word));
    let finding = |(at, word): (usize, &String)| {
        let mut path = path.clone();
        if is_list {
            path.push(at.into());
        }
        let message = format!("{} is never \"{word}\"", last_key(&path));
        at_value(backlog, "bad-enum", path, message, one_of(word, allowed))
    };
    strays.map(finding).collect()
}

fn last_key(path: &Path) -> &str {
    let key = path.iter().rev().find_map(|step| match step {
        Segment::Key(key) => Some(key.as_str()),
        Segment::Index(_) => None,
    });
    key.unwrap_or_default()
}

fn one_of(word: &str, known: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    match nearest(&word.to_lowercase(), names.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("it is one of {}", names.join(", ")),
    }
}

/// The method that `po prioritize` would use, and the options of all.
fn method_problems(backlog: &Backlog, today: Day) -> Vec<Finding> {
    let file = &backlog.config.file;
    let mut problems = Vec::new();
    let named = file.prioritize.as_ref().and_then(|p| p.method.as_deref());
    let path: Path = vec!["prioritize".into(), "method".into()];
    match named.map(priority::by_id) {
        Some(Err(error)) => problems.push(said(backlog, path, error)),
        Some(Ok(method)) => problems.extend(unprepared(backlog, method, path, today)),
        None => {}
    }
    for (key, error) in priority::pipeline::unusable(&backlog.config) {
        let path: Path = vec!["prioritize".into(), key.into()];
        problems.push(said(backlog, path, error));
    }
    if let Err(error) = Sizes::of(&backlog.config) {
        let path = inner(&vec!["points".into()], &error.message);
        problems.push(said(backlog, path, error));
    }
    for name in file.methods.keys() {
        let path: Path = vec!["methods".into(), name.as_str().into()];
        match priority::by_id(name) {
            Err(error) => {
                problems.push(at_key(backlog, path, error.message, error.help.join("; ")));
            }
            Ok(method) => {
                if let Err(error) = method.configured(&file.methods) {
                    problems.push(said(backlog, inner(&path, &error.message), error));
                }
            }
        }
    }
    problems
}

/// What the method of the team needs to be told before it can order anything. Options that cannot be read are told
/// beside all others.
fn unprepared(backlog: &Backlog, method: &dyn Method, path: Path, today: Day) -> Option<Finding> {
    let method = method.configured(&backlog.config.file.methods).ok()?;
    let nothing = Set::new(backlog, &[], today).ok()?;
    let error = method.among(&nothing).err()?;
    Some(said(backlog, path, error))
}

/// The path at which a message begins: `methods.wsjf.scale: …`.
fn inner(path: &Path, message: &str) -> Path {
    let stated = message.split(": ").next().unwrap_or_default();
    match stated.strip_prefix(&(dotted(path) + ".")) {
        Some(keys) => keys
            .split('.')
            .fold(path.clone(), |path, key| below(&path, key)),
        None => path.clone(),
    }
}

fn said(backlog: &Backlog, path: Path, error: Error) -> Finding {
    let help = match error.help.is_empty() {
        true => "po explain shows the methods and their options".to_owned(),
        false => error.help.join("; "),
    };
    at_value(backlog, "bad-enum", path, error.message, help)
}

/// Saved queries that cannot be understood.
fn view_problems(backlog: &Backlog, today: Day) -> Vec<Finding> {
    let views = &backlog.config.file.views;
    // Words that cannot be lent have a problem of their own.
    let words = || lent(backlog, today).ok();
    let Some((is_words, computed)) = (!views.is_empty()).then(words).flatten() else {
        return Vec::new();
    };
    let vocabulary = Vocabulary {
        // Somebody will ask.
        me: Some("me"),
        is_words: &is_words,
        computed: &computed,
        ..Vocabulary::new(backlog, today)
    };
    let mut problems = Vec::new();
    for (name, text) in views {
        if let Err(error) = query::parse(std::slice::from_ref(text), &vocabulary) {
            let path = vec!["views".into(), name.as_str().into()];
            let help = error.help.join("; ");
            let message = format!("this view cannot be asked: {}", error.message);
            problems.push(at_value(backlog, "bad-enum", path, message, help));
        }
    }
    problems
}

fn sprint_problems(backlog: &Backlog) -> Vec<Finding> {
    let Some(sprint) = &backlog.config.file.sprint else {
        return Vec::new();
    };
    let length = sprint.days().err().map(|message| {
        let help = "write days or weeks, such as 14d or 2w".to_owned();
        ("length", message, help)
    });
    let start = sprint.weekday().err().map(|message| {
        let name = sprint.start.as_deref().unwrap_or_default();
        let days: Vec<&str> = Weekday::names().collect();
        ("start", message, one_of(name, &days))
    });
    let problems = [length, start].into_iter().flatten();
    problems
        .map(|(key, message, help)| {
            let path = vec!["sprint".into(), key.into()];
            at_value(backlog, "bad-type", path, message, help)
        })
        .collect()
}

/// Fields of the team's own for kinds that there are not, or of a name that is taken.
fn field_problems(backlog: &Backlog) -> Vec<Finding> {
    let own = &backlog.config.file.fields;
    if own.is_empty() {
        return Vec::new();
    }
    let kinds: Vec<&str> = kind::ALL.iter().map(|kind| kind.id).collect();
    let built_in: Vec<_> = kind::ALL
        .iter()
        .map(|kind| (kind.id, shape::fields(kind, &Config::default())))
        .collect();
    let mut problems = Vec::new();
    for (name, field) in own {
        let path: Path = vec!["fields".into(), name.as_str().into()];
        for (at, kind) in field.kinds.iter().enumerate() {
            if !kinds.contains(&kind.as_str()) {
                let mut path = below(&path, "kinds");
                path.push(at.into());
                let message = format!("there is no kind \"{kind}\"");
                problems.push(at_value(
                    backlog,
                    "bad-enum",
                    path,
                    message,
                    one_of(kind, &kinds),
                ));
            }
        }
        let taken = built_in.iter().find(|(kind, fields)| {
            field.applies_to(kind) && fields.iter().any(|field| field.name == *name)
        });
        if let Some((kind, _)) = taken {
            let kind = crate::text::with_article(kind);
            let message = format!("{kind} has a field \"{name}\" already");
            let help = "give your own field another name".to_owned();
            problems.push(at_key(backlog, path, message, help));
        }
    }
    problems
}
