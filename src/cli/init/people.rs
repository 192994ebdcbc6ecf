//! Who works on a product, as git and the user say.

use super::super::context::Context;
use super::super::terminal;
use super::NONE;
use po::diag::Error;
use po::model::config::Person;
use po::store;
use po::store::Root;

/// A year of commits says who is there.
const DAYS: i64 = 365;
/// The most people offered.
const MOST: usize = 12;

/// Who begins the backlog, as git or `--by` know them.
pub(super) fn me(context: &Context, here: &Root) -> Vec<Person> {
    let (name, email) = store::identity(here);
    let name = name.or_else(|| context.global.unlisted.by.clone());
    short(name.map(|name| (name, email)).into_iter().collect())
}

/// Names with commas or "and" between them, `git`, or `none`. Those that git
/// knows get their e-mail address.
///
/// # Errors
/// `--today` is no date; git knows nobody; a name of several words.
pub(super) fn named(names: &str, context: &Context, here: &Root) -> Result<Vec<Person>, Error> {
    let known = known(context, here)?;
    if names.trim() == NONE {
        return Ok(Vec::new());
    }
    if names.trim() == "git" {
        if known.is_empty() {
            return Err(
                Error::usage("git knows nobody who committed here in the last year")
                    .help("--people ana,chen names them"),
            );
        }
        return Ok(known);
    }
    let names = split(names)?;
    let person = |name: &str| {
        let found = known.iter().find(|person| person.name == name);
        found.cloned().unwrap_or_else(|| Person {
            name: name.to_owned(),
            email: None,
            role: None,
        })
    };
    Ok(names.into_iter().map(person).collect())
}

/// Offers those whom git knows.
///
/// # Errors
/// `--today` is no date; the input has ended.
pub(super) fn ask(context: &Context, here: &Root) -> Result<Vec<Person>, Error> {
    let known = known(context, here)?;
    let names: Vec<&str> = known.iter().map(|person| person.name.as_str()).collect();
    let offer = match names.is_empty() {
        true => NONE.to_owned(),
        false => names.join(","),
    };
    let mut people = loop {
        let answer = terminal::ask("Who works on it? short names, or none", &offer)?;
        match named(&answer, context, here) {
            Ok(people) => break people,
            Err(why) => terminal::note(&why.message),
        }
    };
    // Whoever answers works on it as well, and the changes to come bear that name.
    if let Some(me) = me(context, here).into_iter().next()
        && !people.is_empty()
        && !people.iter().any(|person| is_same(person, &me))
    {
        terminal::note(&format!("you are among them, as {}", me.name));
        people.insert(0, me);
    }
    Ok(people)
}

fn is_same(a: &Person, b: &Person) -> bool {
    a.name.to_lowercase() == b.name.to_lowercase() || a.email.is_some() && a.email == b.email
}

/// Names with commas or "and" between them.
///
/// # Errors
/// A name of several words.
fn split(names: &str) -> Result<Vec<&str>, Error> {
    let mut found = Vec::new();
    for part in names.split([',', ';', '&']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        for name in words.split(|word| word.eq_ignore_ascii_case("and")) {
            match name {
                [] => {}
                [name] if found.contains(name) => {}
                [name] => found.push(*name),
                several => {
                    let name = several.join(" ");
                    let why = format!("a short name is one word: \"{name}\"");
                    return Err(
                        Error::usage(why).help("names stand between commas, as in ana,chen")
                    );
                }
            }
        }
    }
    Ok(found)
}

/// Who begins it, then those who committed in the last year.
fn known(context: &Context, here: &Root) -> Result<Vec<Person>, Error> {
    let (name, email) = store::identity(here);
    let me = name.or_else(|| context.global.unlisted.by.clone());
    let mut people: Vec<(String, Option<String>)> =
        me.map(|name| (name, email)).into_iter().collect();
    let today = context.today(None)?;
    let since = today.plus(-DAYS).unwrap_or(today);
    for (name, email) in store::contributors(here, since) {
        let email = Some(email);
        if !people.iter().any(|(n, e)| *n == name || *e == email) {
            people.push((name, email));
        }
    }
    people.truncate(MOST);
    Ok(short(people))
}

/// The first name, small; of two who share it the second gets all names.
fn short(people: Vec<(String, Option<String>)>) -> Vec<Person> {
    let mut named: Vec<Person> = Vec::new();
    for (name, email) in people {
        let name = name.to_lowercase();
        let words: Vec<&str> = name
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .collect();
        let taken = |name: &str| named.iter().any(|person| person.name == name);
        let Some(first) = words.first() else { continue };
        let name = match taken(first) {
            false => (*first).to_owned(),
            true => words.join("."),
        };
        if !taken(&name) {
            named.push(Person {
                name,
                email,
                role: None,
            });
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::short;
    use super::split;

    #[test]
    fn names_stand_between_commas_and_the_word_and() {
        for text in [
            "Maria, Jo and Sven",
            "Maria,Jo,Sven",
            "Maria and Jo, and Sven",
            "Maria, Jo, Jo & Sven,",
        ] {
            assert_eq!(split(text).unwrap(), ["Maria", "Jo", "Sven"], "{text}");
        }
        assert!(split("Maria Lopez, Sandy").is_err());
        assert_eq!(split("Sandy").unwrap(), ["Sandy"]);
    }

    #[test]
    fn people_are_called_by_their_first_name_unless_two_share_it() {
        let people = ["Ana Lopez", "Chen", "Ana Ruiz", "Ana Lopez", " "];
        let people = people.map(|name| (name.to_owned(), None));
        let names = short(people.to_vec()).into_iter().map(|person| person.name);
        assert_eq!(
            names.collect::<Vec<_>>(),
            ["ana", "chen", "ana.ruiz", "ana.lopez"]
        );
    }
}
