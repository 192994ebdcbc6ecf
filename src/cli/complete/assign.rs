//! `field=value`: the fields of the record's kind, then what a field may hold.

use super::Candidate;
use super::Offer;
use super::desk::Desk;
use super::query;
use super::spot::Spot;
use po::model::kind;
use po::model::kind::Kind;
use po::model::shape::Field;
use po::priority;
use po::priority::Method;
use po::priority::Scale;
use std::borrow::Cow;

/// Fields that `po set` refuses.
const KEPT: [&str; 2] = ["id", "history"];

/// What may stand for an assignment: a field with its sign, or behind the sign
/// its value.
pub(super) fn assignments(spot: &Spot, desk: &Desk) -> Offer {
    let kind = kind_of(spot);
    let typed = spot.typed.as_str();
    let Some((key, text)) = typed.split_once('=') else {
        let named = spot.turn > 0 || spot.option("query").is_some() || !typed.is_empty();
        let in_set = matches!(spot.expects, super::Expects::Word(_));
        return match named || !in_set {
            true => keys(kind, typed, desk).into(),
            false => Offer::default(),
        };
    };
    let signed = format!("{key}=");
    match key.chars().last() {
        Some('@') => return Offer::paths(false, &signed),
        Some(':') => return Offer::default(),
        _ => {}
    }
    let field = key.trim_end_matches(['+', '-']);
    let (before, part) = match text.rfind(',') {
        Some(at) => text.split_at(at + 1),
        None => ("", text),
    };
    let values = match inputs(field, desk) {
        Some(words) => words,
        None => query::moving(field)
            .chain(query::values(kind, field, part, desk))
            .collect(),
    };
    Offer::from(values).behind(&format!("{signed}{before}"))
}

/// The names of fields, alone.
pub(super) fn fields(spot: &Spot, desk: &Desk) -> Vec<Candidate> {
    // `--sort -points` begins with the largest.
    let down = spot.typed.starts_with('-');
    let fields = query::fields(kind_of(spot), desk).into_iter();
    let sign = if down { "-" } else { "" };
    fields
        .map(|field| Candidate::new(format!("{sign}{}", field.value), field.about))
        .collect()
}

/// The kind that the words before are about: that of an id, or one by name.
pub(super) fn kind_of(spot: &Spot) -> &'static Kind {
    let query = spot.option("query").unwrap_or_default();
    let words = spot.given.iter().map(String::as_str);
    let words = words.chain(query.split_whitespace().take(1));
    let known = words.filter_map(|word| {
        let prefix = word
            .split_once('-')
            .map(|(prefix, _)| prefix.to_uppercase());
        let by_id = prefix.and_then(|prefix| kind::by_prefix(&prefix));
        by_id.or_else(|| kind::by_name(word))
    });
    known.into_iter().next().unwrap_or(kind::ALL[0])
}

/// The fields below the steps that are typed, each with the sign that fits it.
fn keys(kind: &'static Kind, typed: &str, desk: &Desk) -> Vec<Candidate> {
    let (steps, last) = typed.rsplit_once('.').map_or(("", typed), |(a, b)| (a, b));
    let lead = match steps {
        "" => String::new(),
        steps => format!("{steps}."),
    };
    if let Some(scores) = score_keys(steps, desk) {
        return scores;
    }
    let mut found = Vec::new();
    for field in below(desk.fields(kind), steps) {
        if steps.is_empty() && KEPT.contains(&field.name.as_str()) {
            continue;
        }
        let name = format!("{lead}{}", field.name);
        let about = first_sentence(&field.doc);
        for sign in signs(
            &field,
            last.trim_end_matches(['+', '-', ':', '@']) == field.name,
        ) {
            found.push(Candidate::new(format!("{name}{sign}"), about.as_str()));
        }
    }
    found
}

/// Lists are added to, maps are stepped into; once the name is there, all that
/// may follow it.
fn signs(field: &Field, whole: bool) -> Vec<&'static str> {
    let is_list = field.shape.item().is_some();
    let has_keys = field.name == "scores" || !field.shape.inner().is_empty();
    match (is_list, whole) {
        (true, false) => vec!["+="],
        (true, true) => vec!["+=", "-=", "="],
        (false, false) if has_keys => vec!["."],
        (false, true) if has_keys => vec![".", ":=", "="],
        (false, false) => vec!["="],
        (false, true) => vec!["=", "@="],
    }
}

/// The fields of the map at these steps.
fn below(fields: &[Field], steps: &str) -> Vec<Field> {
    let mut fields = fields.to_vec();
    for step in steps.split('.').filter(|step| !step.is_empty()) {
        let places = step.bytes().any(|b| b.is_ascii_digit());
        match fields.iter().find(|field| field.name == step) {
            Some(field) => fields = field.shape.inner(),
            // The place or the id of an item changes nothing.
            None if places => {}
            None => return Vec::new(),
        }
    }
    fields
}

/// The methods with the team's options, each with its key in files.
fn methods(desk: &Desk) -> impl Iterator<Item = (Cow<'static, str>, Box<dyn Method>)> {
    let settings = &desk.config().file.methods;
    let methods = priority::ALL.iter();
    methods.filter_map(|method| {
        let key = priority::file_key(method.id());
        Some((key, method.configured(settings).ok()?))
    })
}

/// `scores.` has the keys of the methods.
fn score_keys(steps: &str, desk: &Desk) -> Option<Vec<Candidate>> {
    let steps = steps.strip_prefix("scores")?;
    if steps.is_empty() {
        let keys = methods(desk).map(|(key, method)| match method.inputs() {
            [only] if only.key == key => {
                Candidate::new(format!("scores.{key}="), only.meaning.as_ref())
            }
            _ => Candidate::new(format!("scores.{key}."), ""),
        });
        return Some(keys.collect());
    }
    let method = steps.strip_prefix('.')?;
    let (key, method) = methods(desk).find(|(key, _)| key == method)?;
    let keys = method.inputs().iter().map(|input| {
        let sign = match input.scale {
            Scale::List(_) | Scale::Series => "+=",
            Scale::Map(_) => ".",
            _ => "=",
        };
        let name = format!("scores.{key}.{}{sign}", input.key);
        Candidate::new(name, input.meaning.as_ref())
    });
    Some(keys.collect())
}

/// The words or numbers that an input of a method takes.
fn inputs(field: &str, desk: &Desk) -> Option<Vec<Candidate>> {
    let path = field.strip_prefix("scores.")?;
    let (name, key) = path.split_once('.').unwrap_or((path, path));
    let (_, method) = methods(desk).find(|(key, _)| key == name)?;
    let mut steps = key.split('.');
    let key = steps.next()?;
    let input = method.inputs().iter().find(|input| input.key == key)?;
    let scale = steps.try_fold(&input.scale, |scale, step| scale.step(step))?;
    let words: Vec<String> = match scale {
        Scale::Words(words) | Scale::Names(words) => {
            words.iter().map(|word| (*word).to_owned()).collect()
        }
        Scale::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    Some(words.into_iter().map(|w| Candidate::new(w, "")).collect())
}

pub(super) fn first_sentence(doc: &str) -> String {
    let first = doc.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    let text = words.join(" ");
    text.split(". ")
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_owned()
}
