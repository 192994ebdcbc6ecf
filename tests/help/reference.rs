//! `docs/reference/` is what the program says of itself: the pages are written from the same
//! definitions and compared with the files.
//!
//! `PO_DOCS=overwrite cargo test --test help` writes them.
#![expect(
    clippy::disallowed_methods,
    reason = "the test compares files with what they should be"
)]

#[path = "fields.rs"]
mod fields;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use po::model::config::Config;
use po::report::Explain;
use po::report::Explanation;
use po::report::words;
use serde_json::Value;
use walkdir::WalkDir;

use crate::commands;
use crate::help;
use crate::texts;

const FOLDER: &str = "docs/reference";

/// Pages by their path below the folder.
type Pages = BTreeMap<String, String>;

#[test]
fn the_reference_says_what_the_program_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let pages = pages();
    let overwrite = env::var("PO_DOCS").is_ok_and(|mode| mode == "overwrite");
    if overwrite {
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in &pages {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("written");
        }
    }
    let mut stale: Vec<String> = Vec::new();
    for (name, text) in &pages {
        if fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text) {
            stale.push(format!("{FOLDER}/{name} is not what the program says"));
        }
    }
    for file in files(&folder) {
        let name = file
            .strip_prefix(&folder)
            .expect("inside")
            .display()
            .to_string();
        if !pages.contains_key(&name) {
            stale.push(format!("{FOLDER}/{name} is about nothing"));
        }
    }
    let way_out = "PO_DOCS=overwrite cargo test --test help";
    assert!(
        stale.is_empty(),
        "\n{}\n{way_out} writes them\n",
        stale.join("\n")
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.is_file()).collect()
}

fn pages() -> Pages {
    let mut pages = Pages::new();
    let overview = help("");
    let mut index =
        "# Reference\n\nWritten by the program about itself; the guide is in `docs/guide/`.\n"
            .to_owned();
    let commands = commands();
    for group in overview["overview"]["groups"].as_array().expect("groups") {
        section(&mut index, group["title"].as_str().expect("a title"));
        for name in texts(&group["commands"], "name") {
            let page = command_page(name, &commands);
            let about = summary(&page);
            link(
                &mut index,
                &format!("po {name}"),
                &format!("commands/{name}.md"),
                &about,
            );
            pages.insert(format!("commands/{name}.md"), page);
        }
    }
    section(&mut index, "Topics");
    for topic in overview["overview"]["topics"].as_array().expect("topics") {
        let [name, about, text] =
            ["name", "summary", "text"].map(|key| topic[key].as_str().expect("a text"));
        link(&mut index, name, &format!("{name}.md"), about);
        pages.insert(format!("{name}.md"), text.to_owned());
    }
    let items = Explain::everything(&Config::default()).items;
    for (sort, title) in [("rule", "Rules"), ("method", "Methods"), ("kind", "Kinds")] {
        section(&mut index, title);
        for item in items.iter().filter(|item| item.sort == sort) {
            let file = format!("{sort}s/{}.md", item.name);
            link(&mut index, &item.name, &file, &item.summary);
            let page = match sort {
                "kind" => fields::page(item, &items),
                _ => explanation_page(item),
            };
            pages.insert(file, page);
        }
    }
    section(&mut index, "Settings");
    link(&mut index, "po.yaml", "settings.md", "its keys");
    pages.insert("settings.md".to_owned(), settings_page(&items));
    pages.insert("README.md".to_owned(), index);
    pages
}

fn section(page: &mut String, title: &str) {
    page.push_str(&format!("\n## {title}\n\n"));
}

fn link(page: &mut String, name: &str, file: &str, about: &str) {
    page.push_str(&format!("- [{name}]({file}): {about}\n"));
}

/// The first sentence below the heading.
fn summary(page: &str) -> String {
    let line = page.lines().nth(2).unwrap_or_default();
    let mut letters = line.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A command and those below it.
fn command_page(name: &str, commands: &[Value]) -> String {
    let full = format!("po {name}");
    let below = format!("{full} ");
    let of = |command: &&Value| {
        let name = command["name"].as_str().expect("a name");
        name == full || name.starts_with(&below)
    };
    let mut parts: Vec<&Value> = commands.iter().filter(of).collect();
    parts.sort_by_key(|command| command["name"].as_str().map(str::to_owned));
    let parts: Vec<String> = parts.into_iter().map(command_part).collect();
    parts.join("\n")
}

fn command_part(command: &Value) -> String {
    let text = |key: &str| command[key].as_str().expect("a text");
    let level = "#".repeat(text("name").split(' ').count() - 1);
    let mut page = format!("{level} {}\n\n{}\n", text("name"), text("summary"));
    if !text("description").is_empty() {
        page.push_str(&format!("\n{}\n", text("description")));
    }
    page.push_str(&format!("\n```text\n{}\n```\n", text("usage")));
    for (key, title) in [("arguments", "argument"), ("options", "option")] {
        let rows = command[key].as_array().expect("a list");
        if !rows.is_empty() {
            page.push_str(&format!("\n| {title} | means |\n|---|---|\n"));
            page.extend(rows.iter().map(argument_row));
        }
    }
    if !text("notes").is_empty() {
        page.push_str(&format!("\n```text\n{}\n```\n", text("notes")));
    }
    let examples = command["examples"].as_array().expect("a list");
    let examples: Vec<&str> = examples.iter().filter_map(Value::as_str).collect();
    if !examples.is_empty() {
        page.push_str(&format!(
            "\nExamples:\n\n```text\n{}\n```\n",
            examples.join("\n")
        ));
    }
    let below = texts(&command["commands"], "name");
    if !below.is_empty() {
        page.push_str(&format!("\nBelow it: {}.\n", below.join(", ")));
    }
    page
}

fn argument_row(argument: &Value) -> String {
    let help = argument["help"].as_str().expect("a text");
    let mut words = vec![help.split_whitespace().collect::<Vec<_>>().join(" ")];
    let values = argument["values"].as_array().expect("a list");
    let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
    if !values.is_empty() {
        words.push(format!("one of {}", values.join(", ")));
    }
    if let Some(default) = argument["default"].as_str() {
        words.push(format!("{default} unless said otherwise"));
    }
    let cell = |text: &str| text.replace('|', "\\|");
    let name = cell(argument["name"].as_str().expect("a name"));
    format!("| `{name}` | {} |\n", cell(&words.join("; ")))
}

fn explanation_page(item: &Explanation) -> String {
    format!("{}\n{}", head(item), item.text)
}

/// What an explanation says in a few words.
fn head(item: &Explanation) -> String {
    let mut page = format!("# {}\n\n{}\n\n", item.name, item.summary);
    for (name, value) in &item.facts {
        match value.as_array() {
            Some(lines) if lines.iter().any(|line| words(line).contains(": ")) => {
                page.push_str(&format!("- {name}:\n"));
                page.extend(lines.iter().map(|line| format!("  - {}\n", words(line))));
            }
            _ => page.push_str(&format!("- {name}: {}\n", words(value))),
        }
    }
    page
}

fn settings_page(items: &[Explanation]) -> String {
    let mut page =
        "# po.yaml\n\nThe keys of the settings. All are optional but `product`.\n".to_owned();
    for item in items.iter().filter(|item| item.sort == "setting") {
        let holds = words(&item.facts["holds"]);
        page.push_str(&format!(
            "\n## {}\n\n{}.\n\nHolds {holds}.\n",
            item.name, item.summary
        ));
        if !item.text.is_empty() {
            page.push_str(&format!("\n{}", item.text));
        }
    }
    page
}
