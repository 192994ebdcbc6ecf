//! The page of a kind: each field with an example from the shop and the command that sets it.
#![expect(
    clippy::disallowed_methods,
    reason = "the examples are taken from the files of the shop"
)]

use std::fs;
use std::path::Path;

use po::report::Explanation;
use po::report::words;
use serde_json::json;
use walkdir::WalkDir;

/// The longest example a table has room for.
const WIDEST: usize = 80;

pub fn page(kind: &Explanation, items: &[Explanation]) -> String {
    let plural = kind.facts["folder"].as_str().expect("a folder");
    let plural = plural.trim_end_matches('/');
    let fields = items.iter().filter(|item| item.sort == "field");
    let is_everywhere = |field: &Explanation| {
        let alike = items.iter().filter(|item| {
            item.sort == "field" && item.name == field.name && item.summary == field.summary
        });
        alike.count() == items.iter().filter(|item| item.sort == "kind").count()
    };
    let fields: Vec<&Explanation> = fields
        .filter(|field| field.facts["of"] == json!([plural]))
        .collect();
    let (every, own): (Vec<&Explanation>, Vec<&Explanation>) =
        fields.iter().partition(|field| is_everywhere(field));
    let records = records(plural);
    let mut page = super::head(kind);
    page.push_str(
        "\nOnly `id` must be there, and keys may stand in any order. Examples are from the shop in \
         `examples/shop`.\n",
    );
    for (title, fields) in [
        (format!("Fields of {plural}"), &own),
        ("Fields of every record".to_owned(), &every),
    ] {
        page.push_str(&format!(
            "\n## {title}\n\n| field | means | holds | example | set by |\n|---|---|---|---|---|\n"
        ));
        page.extend(fields.iter().map(|field| row(field, &records)));
    }
    for field in fields.iter().filter(|field| !field.text.is_empty()) {
        page.push_str(&format!("\n## Inside {}\n\n{}", field.name, field.text));
    }
    page
}

fn row(field: &Explanation, records: &[String]) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let code = |text: &str| match text.is_empty() {
        true => String::new(),
        false => format!("`{}`", cell(text)),
    };
    let example = records
        .iter()
        .find_map(|record| example(record, &field.name));
    let [holds, set_by] = ["holds", "set by"].map(|fact| words(&field.facts[fact]));
    format!(
        "| `{}` | {} | {} | {} | {} |\n",
        field.name,
        cell(&field.summary),
        cell(&holds),
        code(&example.unwrap_or_default()),
        cell(&set_by)
    )
}

/// The records of the shop that lie in a folder, the one of the README first.
fn records(folder: &str) -> Vec<String> {
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shop");
    let files = WalkDir::new(shop.join(folder)).sort_by_file_name();
    let mut files: Vec<_> = files
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.is_file())
        .collect();
    files.sort_by_key(|path| !path.to_string_lossy().contains("S-142"));
    let texts = files.iter().map(fs::read_to_string);
    texts.map(|text| text.expect("UTF-8")).collect()
}

/// The value of a key where it is short: what stands behind it, or else its first line below.
fn example(record: &str, key: &str) -> Option<String> {
    let start = format!("{key}:");
    let mut lines = record
        .lines()
        .skip_while(|line| !line.starts_with(&start))
        .filter(|line| !line.trim_start().starts_with('#'));
    let behind = lines.next()?.strip_prefix(&start)?;
    let value = match behind.trim() {
        value if value.is_empty() || value.starts_with(['|', '>']) => lines.next()?,
        value => value,
    };
    let value = value.split(" #").next().unwrap_or_default().trim();
    let value = value.strip_prefix("- ").unwrap_or(value);
    (!value.is_empty() && value.chars().count() <= WIDEST).then(|| value.to_owned())
}
