//! The one order of the modules: each may name only those before it.

use crate::paths::Named;
use crate::paths::paths;
use crate::tokens::tokens;

/// The library, from the first layer to the last.
pub const LIBRARY: &[&str] = &[
    "text", "yaml", "diag", "page", "model", "priority", "flow", "rules", "schema", "edit",
    "exchange", "report", "render", "store",
];
/// The modules of the program, before `main` itself.
pub const BINARY: &[&str] = &["cli"];

/// A breach of a rule of the house: where, and what to do about it.
#[derive(Debug, PartialEq)]
pub struct Violation {
    pub line: usize,
    pub message: String,
}

/// The module path of a source file: `src/render/table.rs` is `render::table`; the roots
/// `src/lib.rs` and `src/main.rs` are empty.
pub fn module_of(file: &str) -> Vec<String> {
    let inner = file.strip_prefix("src/").unwrap_or(file);
    let inner = inner.strip_suffix(".rs").unwrap_or(inner);
    let inner = inner.strip_suffix("/mod").unwrap_or(inner);
    match inner {
        "lib" | "main" => Vec::new(),
        _ => inner.split('/').map(str::to_owned).collect(),
    }
}

/// Whether the file belongs to the program, not to the library.
pub fn is_binary(file: &str) -> bool {
    let top = module_of(file).into_iter().next();
    file == "src/main.rs" || top.is_some_and(|top| BINARY.contains(&top.as_str()))
}

/// Where `text`, the content of `file`, names a layer that stands after its own.
pub fn violations(file: &str, text: &str) -> Vec<Violation> {
    let module = module_of(file);
    let Some(own) = module.first() else {
        return Vec::new();
    };
    let order = if is_binary(file) { BINARY } else { LIBRARY };
    let Some(place) = order.iter().position(|layer| layer == own) else {
        return vec![Violation {
            line: 1,
            message: format!("`{own}` stands in no list of layers"),
        }];
    };
    let mut found = Vec::new();
    for named in paths(&tokens(text), &module) {
        let line = named.line;
        found.extend(breach(&named, order, place).map(|message| Violation { line, message }));
    }
    // `{self, x}` names one layer once more.
    found.dedup();
    found
}

fn breach(named: &Named, order: &[&str], own: usize) -> Option<String> {
    let library = order == LIBRARY;
    let (root, rest) = named.path.split_first()?;
    if root != "crate" && !(library && root == "po") {
        return None;
    }
    let Some(target) = rest.first() else {
        return match named.next {
            Some('{') => Some("grouped import of layers: one `use` per module path".to_owned()),
            // `use crate as x`, `extern crate self as x` would hide what is named later.
            _ if !named.visibility => Some("names the root of the crate".to_owned()),
            _ => None,
        };
    };
    if target == "*" {
        return Some("imports every layer at once".to_owned());
    }
    match order.iter().position(|layer| layer == target) {
        Some(place) if place <= own => None,
        Some(_) => Some(format!(
            "`{}` may not name `{target}`, which stands after it",
            order[own]
        )),
        None => Some(format!(
            "`{}` names `{target}`, which is no layer before it",
            order[own]
        )),
    }
}

/// The modules that a root file declares, in its order.
pub fn declared(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    tokens
        .windows(3)
        .filter(|three| three[0].is_word("mod") && three[2].is(';'))
        .filter_map(|three| three[1].word().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str, text: &str) -> Vec<usize> {
        violations(file, text)
            .into_iter()
            .map(|found| found.line)
            .collect()
    }

    #[track_caller]
    fn refused(file: &str, text: &str) {
        assert_eq!(
            lines(file, text).len(),
            1,
            "{text} in {file}: {:?}",
            violations(file, text)
        );
    }

    #[track_caller]
    fn allowed(file: &str, text: &str) {
        assert_eq!(violations(file, text), [], "{text} in {file}");
    }

    #[test]
    fn every_way_to_name_a_later_layer_is_refused() {
        for text in [
            "use crate::render::Table;",
            "use crate::render;",
            "pub use crate::render::Table as T;",
            "use crate::render::{self, table::Table};",
            "use {std::fmt, crate::render::Table};",
            "use ::po::render::Table;",
            "use po::render::Table;",
            "fn f() { crate::render::table(); }",
            "fn f() { crate :: render\n  ::table(); }",
            "fn f() { let x = Page { a, ..crate::render::page() }; }",
            "fn f<T: crate::render::Write>(x: Vec<crate::text::Width>) {}",
            "#[derive(crate::render::Table)] struct S;",
            "#[serde(default = \"crate::render::width\")] struct S;",
            "macro_rules! m { () => { $crate::render::table() } }",
            "use crate::r#render::Table;",
            "fn f() { let q = '\"'; crate::render::table(); let q = '\"'; }",
            "fn f<'a>(x: &'a str) { crate::render::table(x) }",
        ] {
            refused("src/report/sprint.rs", text);
        }
    }

    #[test]
    fn super_is_followed_to_the_root_from_any_depth() {
        refused("src/report/sprint.rs", "use super::super::render::Table;");
        refused("src/report/mod.rs", "use super::render::Table;");
        refused("src/report.rs", "fn f() { super::render::table() }");
        refused(
            "src/report/mod.rs",
            "mod tests { use super::super::render::Table; }",
        );
        refused("src/report/mod.rs", "use self::super::render::Table;");
        refused(
            "src/report/mod.rs",
            "mod a { fn f() { if x { y } } } use super::render::Table;",
        );
        allowed("src/report/sprint.rs", "use super::render::Table;");
        allowed(
            "src/report/mod.rs",
            "mod tests { use super::render::Table; }",
        );
        allowed(
            "src/report/mod.rs",
            "mod a { mod b {} use super::render::Table; }",
        );
    }

    #[test]
    fn imports_that_hide_which_layer_is_named_are_refused() {
        for text in [
            "use crate::{text, yaml};",
            "use crate::{text::Width};",
            "use super::super::{text, yaml};",
            "use crate::*;",
            "use super::super::*;",
            "use crate as house;",
            "use super::super as house;",
            "extern crate self as house;",
            "use crate::helpers::x;",
        ] {
            refused("src/report/sprint.rs", text);
        }
        refused("src/report/mod.rs", "use super::*;");
        refused("src/helpers.rs", "");
    }

    #[test]
    fn lookalikes_pass() {
        for text in [
            "use crate::page::{Block, Page};",
            "use crate::report::velocity::Report;",
            "use super::render::Table;",
            "use super::*;",
            "use super::{velocity, burndown};",
            "use self::render::x;",
            "pub(crate) fn f() {} pub(super) fn g() {} pub(in crate::report) fn h() {}",
            "// use crate::render::Table;",
            "/// Shown by `crate::render::table`.\nfn f() {}",
            "/* crate::render /* nested */ crate::store */",
            "const S: &str = \"crate::render::x\";",
            "const S: &str = r#\"a \" crate::render::x\"#;",
            "const S: &str = \"\\\" crate::render::x\";",
            "#[doc = \"crate::render::x\"] fn f() {}",
            "#[serde(rename = \"render\")] struct S;",
            "fn f() { other::render::x(); x.render(); render::x(); x.store.render }",
            "fn f() { crate::text::render(); }",
            "fn f(x: &'static str) -> char { 'r' }",
        ] {
            allowed("src/report/sprint.rs", text);
        }
    }

    #[test]
    fn the_library_does_not_name_the_program() {
        refused("src/store/load.rs", "use crate::cli::Context;");
        refused("src/store/load.rs", "use crate::main;");
    }

    #[test]
    fn the_program_names_the_library_and_what_stands_before() {
        allowed(
            "src/cli/list.rs",
            "use po::store::load; use crate::cli::context::Context;",
        );
        allowed("src/main.rs", "use crate::cli::run; use po::render::ALL;");
        refused("src/cli/list.rs", "use crate::exit_code;");
        refused("src/cli/mod.rs", "fn f() { super::exit_code() }");
    }

    #[test]
    fn a_violation_tells_its_line() {
        let text = "//! Head.\n\nuse crate::text::Width;\nuse crate::store::load;\n";
        assert_eq!(lines("src/report/sprint.rs", text), [4]);
    }

    #[test]
    fn the_first_and_the_last_layer_obey_the_same_order() {
        refused("src/text/mod.rs", "use crate::yaml::Span;");
        allowed(
            "src/store/mod.rs",
            "use crate::text::width; use crate::render::ALL;",
        );
    }
}
