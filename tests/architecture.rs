//! The house as it stands: the order of the layers, what each place may use, the registries,
//! and the papers that describe them. Each check is a function over text, shown to fail on
//! fixtures in its own file under `tests/architecture/`.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the sources it judges"
)]

#[path = "architecture/layers.rs"]
mod layers;
#[path = "architecture/owners.rs"]
mod owners;
#[path = "architecture/papers.rs"]
mod papers;
#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/registry.rs"]
mod registry;
#[path = "architecture/tokens.rs"]
mod tokens;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The longest a source file may be.
const LINES: usize = 400;
/// Files that may be longer, each with its reason.
const LONG: &[(&str, &str)] = &[];
/// The papers whose paths must exist.
const PAPERS: &[&str] = &["README.md", "CONTRIBUTING.md", "docs/architecture.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below `folder`, by their path from the repository root.
fn sources(folder: &str) -> BTreeMap<String, String> {
    let entries = WalkDir::new(root().join(folder))
        .into_iter()
        .map(|entry| entry.expect("readable"));
    let rust = entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"));
    let named = rust.map(|entry| {
        let name = entry
            .path()
            .strip_prefix(root())
            .expect("below the root")
            .to_string_lossy();
        (
            name.replace('\\', "/"),
            fs::read_to_string(entry.path()).expect("UTF-8"),
        )
    });
    named.collect()
}

#[track_caller]
fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

type Check = fn(&str, &str) -> Vec<layers::Violation>;

#[track_caller]
fn none_in_sources(check: Check) {
    let mut faults = Vec::new();
    for (file, text) in sources("src") {
        let found = check(&file, &text).into_iter();
        faults.extend(found.map(|fault| format!("{file}:{}: {}", fault.line, fault.message)));
    }
    none(faults);
}

#[test]
fn no_module_names_one_after_it() {
    none_in_sources(layers::violations);
}

#[test]
fn the_library_declares_its_layers_in_their_order() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    assert_eq!(layers::declared(&lib), layers::LIBRARY);
}

#[test]
fn each_place_uses_only_what_it_may() {
    none_in_sources(owners::violations);
}

#[test]
fn every_source_file_is_declared_by_its_parent() {
    let sources = sources("src");
    let orphans = sources.keys().filter(|file| orphan(file, &sources));
    none(orphans.cloned().collect());
}

/// Whether no file above declares `file`: the compiler never sees such a file.
fn orphan(file: &str, sources: &BTreeMap<String, String>) -> bool {
    let module = layers::module_of(file);
    let Some((name, above)) = module.split_last() else {
        return false;
    };
    let folder = above
        .iter()
        .fold("src".to_owned(), |path, name| path + "/" + name);
    let parents = ["/mod.rs", ".rs", "/lib.rs", "/main.rs"].map(|end| format!("{folder}{end}"));
    let declared = |parent: &String| {
        sources
            .get(parent)
            .is_some_and(|text| layers::declared(text).contains(name))
    };
    !parents.iter().any(declared)
}

#[test]
fn a_file_that_nobody_declares_is_an_orphan() {
    let sources = [
        ("src/lib.rs", "mod text;"),
        ("src/text/mod.rs", "mod width;\n// mod slug;\n"),
    ];
    let sources = sources
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .into();
    assert!(!orphan("src/text/mod.rs", &sources));
    assert!(!orphan("src/text/width.rs", &sources));
    assert!(orphan("src/text/slug.rs", &sources));
    assert!(orphan("src/yaml/mod.rs", &sources));
}

#[test]
fn every_unit_is_listed_under_the_name_of_its_file() {
    let sources = sources("src");
    let mut faults = Vec::new();
    for folder in registry::FOLDERS {
        let place = format!("src/{folder}/");
        let files = sources.iter().filter_map(|(file, text)| {
            let inner = file.strip_prefix(&place)?;
            Some((inner.to_owned(), text.clone()))
        });
        faults.extend(registry::faults(folder, &files.collect()));
    }
    none(faults);
}

#[test]
fn no_source_file_is_too_long() {
    let mut faults = Vec::new();
    for (file, text) in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        let lines = text.lines().count();
        if lines > LINES && !LONG.iter().any(|(excused, _)| *excused == file) {
            faults.push(format!("{file} has {lines} lines, more than {LINES}"));
        }
    }
    none(faults);
}

#[test]
fn the_papers_name_only_what_exists() {
    let mut faults = Vec::new();
    for paper in PAPERS {
        let Ok(text) = fs::read_to_string(root().join(paper)) else {
            continue;
        };
        let missing = papers::named(&text)
            .into_iter()
            .filter(|(_, path)| !root().join(path).exists());
        faults.extend(missing.map(|(line, path)| format!("{paper}:{line}: there is no {path}")));
    }
    none(faults);
}
