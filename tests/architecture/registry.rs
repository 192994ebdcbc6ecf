//! The folders of units (kinds, methods, rules, formats, reports): what stands in one is
//! declared in its `mod.rs`, listed in its `ALL`, and called as its file.

use std::collections::BTreeMap;

use crate::layers::declared;
use crate::paths::paths;
use crate::tokens::Placed;
use crate::tokens::Token;
use crate::tokens::tokens;
use crate::tokens::without_tests;

/// The folders below `src/` that hold one unit a file.
pub const FOLDERS: &[&str] = &[
    "model/kind",
    "priority",
    "rules",
    "render",
    "exchange",
    "report",
];

/// Modules of such a folder that are no unit, but shared by its units.
const SUPPORT: &[(&str, &[&str])] = &[
    ("exchange", &["reading", "writing"]),
    (
        "priority",
        &[
            "axes",
            "criteria",
            "decimal",
            "dependencies",
            "estimate",
            "heard",
            "inputs",
            "order",
            "pipeline",
            "remark",
            "roll_up",
            "shown",
            "waiting",
            "words",
        ],
    ),
    ("rules", &["definition", "engine", "statement", "words"]),
];

/// What is wrong with the registry `folder`, whose files are `files` (`wsjf.rs`,
/// `reading/mod.rs` → text). A folder without an `ALL` is no registry yet.
pub fn faults(folder: &str, files: &BTreeMap<String, String>) -> Vec<String> {
    let Some(root) = files.get("mod.rs") else {
        return Vec::new();
    };
    let root_tokens = tokens(root);
    let Some(listed) = listed(&root_tokens) else {
        return vec![format!("src/{folder}/mod.rs has no list called `ALL`")];
    };
    let declared = declared(root);
    let support = SUPPORT
        .iter()
        .find(|(name, _)| *name == folder)
        .map_or(&[][..], |(_, files)| files);
    let mut faults = Vec::new();
    for name in repeated(&listed) {
        faults.push(format!("src/{folder}/mod.rs lists `{name}` twice"));
    }
    for name in support
        .iter()
        .filter(|name| module_file(files, name).is_none())
    {
        faults.push(format!(
            "src/{folder} has no `{name}`: take it off the support files"
        ));
    }
    for name in modules(files).filter(|name| !support.contains(&name.as_str())) {
        if !declared.contains(&name) {
            faults.push(format!(
                "src/{folder}/{name}.rs is not declared: add `mod {name};` to mod.rs"
            ));
        } else if !listed.contains(&name) {
            faults.push(format!("src/{folder}/{name}.rs is not in `ALL` of mod.rs"));
        } else {
            let text = module_file(files, &name).unwrap_or_default();
            faults.extend(id_fault(folder, &name, text));
        }
    }
    faults
}

fn id_fault(folder: &str, name: &str, text: &str) -> Option<String> {
    let want = name.replace('_', "-");
    match id(&tokens(text)) {
        Some(id) if id == want => None,
        Some(id) => Some(format!(
            "src/{folder}/{name}.rs has the id `{id}`, not `{want}`"
        )),
        None => Some(format!(
            "src/{folder}/{name}.rs spells no id: expected `{want}`"
        )),
    }
}

/// The modules beside `mod.rs`: files, and folders with a `mod.rs` of their own. The test
/// module of the registry is no unit.
fn modules(files: &BTreeMap<String, String>) -> impl Iterator<Item = String> {
    let named = files.keys().filter_map(|file| {
        let inner = file
            .strip_suffix("/mod.rs")
            .or_else(|| file.strip_suffix(".rs"))?;
        (!inner.contains('/') && inner != "mod" && inner != "tests").then(|| inner.to_owned())
    });
    named.collect::<Vec<_>>().into_iter()
}

fn module_file<'a>(files: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    let file = files
        .get(&format!("{name}.rs"))
        .or_else(|| files.get(&format!("{name}/mod.rs")));
    file.map(String::as_str)
}

/// The modules that `static ALL` names: `&wsjf::Wsjf` lists `wsjf`.
fn listed(tokens: &[Placed]) -> Option<Vec<String>> {
    let all = tokens.windows(2).position(|pair| {
        (pair[0].is_word("static") || pair[0].is_word("const")) && pair[1].is_word("ALL")
    })?;
    let value = all + tokens[all..].iter().position(|token| token.is('='))?;
    let end = value + tokens[value..].iter().position(|token| token.is(';'))?;
    let named = paths(&tokens[value..end], &[]);
    let entries = named.into_iter().filter(|named| named.path.len() > 1);
    Some(
        entries
            .filter_map(|named| named.path.into_iter().next())
            .collect(),
    )
}

fn repeated(names: &[String]) -> Vec<&String> {
    let again = |(at, name): (usize, &&String)| names[..at].contains(name);
    names
        .iter()
        .enumerate()
        .filter(|(at, name)| again((*at, name)))
        .map(|(_, name)| name)
        .collect()
}

/// The id a unit gives itself: what `fn id` returns, else `const ID`, else its first
/// `id: "…"`.
fn id(tokens: &[Placed]) -> Option<String> {
    let tokens = without_tests(tokens);
    let text = |placed: &Placed| match &placed.token {
        Token::Text(text) => Some(text.clone()),
        _ => None,
    };
    let after = |keyword: &str, name: &str, sign: char| {
        let mut pairs = tokens.windows(2);
        let at = pairs.position(|two| two[0].is_word(keyword) && two[1].is_word(name))?;
        let value = at + tokens[at..].iter().position(|token| token.is(sign))?;
        tokens.get(value + 1).and_then(text)
    };
    let field = || {
        let mut triples = tokens.windows(3);
        triples.find_map(|three| {
            let names = three[0].is_word("id") && three[1].is(':');
            if names { text(&three[2]) } else { None }
        })
    };
    after("fn", "id", '{')
        .or_else(|| after("const", "ID", '='))
        .or_else(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHODS: &str = "mod moscow;\nmod wsjf;\npub trait Method {}\n\
        pub static ALL: &[&dyn Method] = &[&moscow::Moscow, &wsjf::Wsjf];\n";
    const MOSCOW: &str = "impl Method for Moscow { fn id(&self) -> &'static str { \"moscow\" } }";
    const WSJF: &str = "pub static WSJF: Info = Info { id: \"wsjf\", doc: \"\" };";

    fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
        let whole = [
            ("mod.rs", METHODS),
            ("moscow.rs", MOSCOW),
            ("wsjf.rs", WSJF),
        ];
        let files = whole.iter().chain(files);
        faults(
            "report",
            &files
                .map(|(name, text)| (name.to_string(), text.to_string()))
                .collect(),
        )
    }

    #[track_caller]
    fn one_fault(files: &[(&str, &str)], want: &str) {
        let found = faults_of(files);
        assert!(found.len() == 1 && found[0].contains(want), "{found:?}");
    }

    #[test]
    fn a_complete_registry_passes() {
        assert_eq!(faults_of(&[]), [""; 0]);
        assert_eq!(
            faults_of(&[("tests.rs", ""), ("wsjf/tests.rs", "")]),
            [""; 0]
        );
    }

    #[test]
    fn a_registry_without_its_list_is_found() {
        assert_eq!(
            faults_of(&[("mod.rs", "mod moscow;"), ("rice.rs", "")]),
            ["src/report/mod.rs has no list called `ALL`"]
        );
    }

    #[test]
    fn a_file_that_the_list_lacks_is_refused() {
        one_fault(&[("rice.rs", "")], "rice.rs is not declared");
        one_fault(&[("rice/mod.rs", "")], "rice.rs is not declared");
        let root = METHODS.replace("mod moscow;", "mod moscow;\nmod rice;");
        one_fault(
            &[("rice.rs", ""), ("mod.rs", &root)],
            "rice.rs is not in `ALL`",
        );
        let root = METHODS.replace("&moscow::Moscow, ", "");
        one_fault(&[("mod.rs", &root)], "moscow.rs is not in `ALL`");
        let root = METHODS.replace("mod moscow;", "// mod moscow;");
        one_fault(&[("mod.rs", &root)], "moscow.rs is not declared");
        let root = METHODS.replace("&moscow::Moscow,", "/* &moscow::Moscow, */");
        one_fault(&[("mod.rs", &root)], "moscow.rs is not in `ALL`");
    }

    #[test]
    fn an_entry_listed_twice_is_refused() {
        let root = METHODS.replace("&wsjf::Wsjf", "&wsjf::Wsjf, &wsjf::Wsjf as &dyn Method");
        one_fault(&[("mod.rs", &root)], "lists `wsjf` twice");
    }

    #[test]
    fn an_id_other_than_the_file_name_is_refused() {
        one_fault(
            &[("wsjf.rs", &WSJF.replace("wsjf", "wsj"))],
            "has the id `wsj`, not `wsjf`",
        );
        one_fault(
            &[("moscow.rs", &MOSCOW.replace("moscow", "mosc-ow"))],
            "the id `mosc-ow`",
        );
        one_fault(&[("wsjf.rs", "pub struct Wsjf;")], "spells no id");
        one_fault(
            &[(
                "wsjf.rs",
                "#[cfg(test)] mod tests { const ID: &str = \"wsjf\"; }",
            )],
            "no id",
        );
    }

    #[test]
    fn an_underscore_in_the_file_is_a_hyphen_in_the_id() {
        let root = "mod three_point; static ALL: &[&dyn Method] = &[&three_point::ThreePoint];";
        let unit = "const ID: &str = \"three-point\"; fn id(&self) -> &'static str { ID }";
        let files = [("mod.rs", root), ("three_point.rs", unit)];
        let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(faults("report", &files.into()), [""; 0]);
    }

    #[test]
    fn a_support_file_needs_no_entry_but_must_exist() {
        let files = |extra: &[(&str, &str)]| {
            let whole = [
                ("mod.rs", METHODS),
                ("moscow.rs", MOSCOW),
                ("wsjf.rs", WSJF),
            ];
            let files = whole.iter().chain(extra);
            files
                .map(|(name, text)| (name.to_string(), text.to_string()))
                .collect()
        };
        assert_eq!(
            faults(
                "exchange",
                &files(&[("reading/mod.rs", ""), ("writing.rs", "")])
            ),
            [""; 0]
        );
        assert_eq!(faults("exchange", &files(&[])).len(), 2);
    }
}
