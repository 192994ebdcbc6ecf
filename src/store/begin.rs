//! The first files of a backlog: commented settings, or the shop to play with.

use super::files::plain;
use super::find::Root;
use crate::diag::Error;
use crate::model::config::Person;
use crate::model::kind;
use crate::yaml;
use include_dir::Dir;
use include_dir::DirEntry;
use include_dir::include_dir;
use serde_json::Value;
use std::fs;
use std::path::Component;
use std::path::Path;

/// The shop, as it lies in `examples/shop`.
static SHOP: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples/shop");
/// `po.yaml` with comments; the lines with `{…}` are filled in.
const SETTINGS: &str = include_str!("begin/po.yaml");
const VISION: &str = include_str!("begin/vision.yaml");

/// What is known when a backlog begins.
#[derive(Clone, Debug)]
pub struct Start {
    pub product: String,
    /// IANA name.
    pub timezone: String,
    /// The length of a sprint, digits and d or w; `None` for a team without sprints.
    pub sprint: Option<String>,
    pub people: Vec<Person>,
}

/// Path and text of a file to be written.
pub type NewFile = (String, String);

/// The first files of somebody's own backlog.
pub fn starting_files(start: &Start) -> Vec<NewFile> {
    let scalar = |text: &str| {
        let line = yaml::emit(&Value::String(text.to_owned()));
        line.trim_end().to_owned()
    };
    let sprint = match &start.sprint {
        Some(length) => format!("sprint: {{length: {length}, start: monday}}"),
        None => "# sprint: {length: 2w, start: monday}".to_owned(),
    };
    let person = |person: &Person| match &person.email {
        Some(email) => format!(
            "\n  - {{name: {}, email: {}}}",
            scalar(&person.name),
            scalar(email)
        ),
        None => format!("\n  - {{name: {}}}", scalar(&person.name)),
    };
    let people = match start.people.as_slice() {
        [] => "# people:\n#   - {name: ana, email: ana@example.org}".to_owned(),
        people => format!("people:{}", people.iter().map(person).collect::<String>()),
    };
    let settings = SETTINGS
        .replace("{product}", &scalar(&start.product))
        .replace("{timezone}", &scalar(&start.timezone))
        .replace("{sprint}", &sprint)
        .replace("{people}", &people);
    vec![
        ("po.yaml".to_owned(), settings),
        ("vision.yaml".to_owned(), VISION.to_owned()),
    ]
}

/// The files of the shop, in path order.
pub fn example_files() -> Vec<NewFile> {
    let mut files = Vec::new();
    collect(&SHOP, &mut files);
    files.sort();
    files
}

fn collect(folder: &Dir<'_>, files: &mut Vec<NewFile>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => {
                let path: Vec<&str> = file.path().iter().filter_map(|p| p.to_str()).collect();
                // What po keeps for itself beside the example is no part of it.
                let hidden = path.iter().any(|part| part.starts_with('.'));
                if let (false, Some(text)) = (hidden, file.contents_utf8()) {
                    files.push((path.join("/"), text.to_owned()));
                }
            }
        }
    }
}

/// Writes the first files; answers with their paths. `shown` is the folder as
/// the user named it.
///
/// # Errors
/// There is a backlog already, or somebody else's files lie where records
/// would; nothing is written then.
pub fn begin(root: &Root, shown: &Path, files: &[NewFile]) -> Result<Vec<String>, Error> {
    refuse_occupied(root, shown)?;
    let mut written = Vec::with_capacity(files.len());
    for (path, text) in files {
        let file = root.join(path);
        let folder = file.parent().unwrap_or(Path::new("."));
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(folder)?;
            use std::io::Write;
            let mut file = fs::File::options()
                .write(true)
                .create_new(true)
                .open(&file)?;
            file.write_all(text.as_bytes())
        };
        write().map_err(|error| {
            let shown = shown.join(path);
            let shown = shown.display();
            let mut failed = Error::usage(format!("cannot write {shown}: {}", plain(&error)));
            if !written.is_empty() {
                failed = failed.detail(format!("written before that: {}", written.join(", ")));
            }
            failed.help("name another folder, or make this one writable for you")
        })?;
        written.push(path.clone());
    }
    Ok(written)
}

/// Refuses a folder in which no backlog can begin, before anybody is asked.
///
/// # Errors
/// There is a backlog already, or foreign YAML where records would lie.
pub fn refuse_occupied(root: &Root, shown: &Path) -> Result<(), Error> {
    let folder = root.folder();
    let shown = shown.display();
    if root.join("po.yaml").exists() {
        return Err(
            Error::usage(format!("there is a backlog in {shown} already"))
                .help(shows(&shown.to_string())),
        );
    }
    if folder.is_file() {
        return Err(
            Error::usage(format!("{shown} is a file")).help("name a folder for the backlog")
        );
    }
    let folders = kind::ALL.iter().map(|kind| kind.folder);
    let occupied = folders.filter(|name| {
        let entries = fs::read_dir(folder.join(name)).into_iter().flatten();
        entries.filter_map(Result::ok).any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.ends_with(".yaml") || name.ends_with(".yml")
        })
    });
    match occupied.collect::<Vec<_>>().as_slice() {
        [] => Ok(()),
        names => Err(Error::usage(format!(
            "{} in {shown} {} YAML files that are no records of po",
            names.join("/, ") + "/",
            if names.len() == 1 { "holds" } else { "hold" }
        ))
        .help("name a folder of its own for the backlog, as in po init backlog")),
    }
}

/// Refuses a folder that lies in a backlog or holds one: of the two, commands
/// would find the wrong one.
///
/// # Errors
/// It does.
pub fn refuse_nested(root: &Root, shown: &Path) -> Result<(), Error> {
    let name = shown.display();
    let inner = root.join("backlog");
    if inner.join("po.yaml").is_file() {
        let inner = format!("{name}/backlog");
        return Err(
            Error::usage(format!("there is a backlog in {inner} already"))
                .help(shows(&inner))
                .help("a second one around it would hide it"),
        );
    }
    match outer(root.folder(), shown) {
        None => Ok(()),
        Some(outer) => {
            let whose = match outer.as_str() {
                "." => "this backlog".to_owned(),
                other => format!("the backlog {other}"),
            };
            Err(Error::usage(format!("{name} lies in {whose}"))
                .help(shows(&outer))
                .help("another backlog begins in a folder outside of it"))
        }
    }
}

/// The backlog that a folder lies in, as the user can name it.
fn outer(folder: &Path, shown: &Path) -> Option<String> {
    let holds = |folder: &Path| folder.join("po.yaml").is_file();
    if folder.components().any(|part| part == Component::ParentDir) {
        // The folders above `a/..` are not `a`; what is not there yet has those of the nearest one
        // that is.
        let there = folder.ancestors().find_map(|f| f.canonicalize().ok())?;
        let mut above = there.ancestors().skip(usize::from(folder.exists()));
        return above.find(|f| holds(f)).map(|f| f.display().to_string());
    }
    let above = folder.ancestors().skip(1);
    let steps = 1 + above.into_iter().position(holds)?;
    let outer = match shown.ancestors().nth(steps) {
        Some(outer) if outer.as_os_str().is_empty() => ".".to_owned(),
        Some(outer) => outer.display().to_string(),
        None => vec![".."; steps - shown.components().count()].join("/"),
    };
    Some(outer)
}

/// The command that shows a backlog.
fn shows(folder: &str) -> String {
    match folder {
        "." => "po list shows it".to_owned(),
        _ => format!("po -C {} list shows it", crate::text::shell_word(folder)),
    }
}

/// The machine's time zone: `TZ`, else what `/etc/localtime` points to, else
/// UTC.
pub fn timezone(variable: Option<&str>) -> String {
    let linked = || {
        let target = fs::canonicalize("/etc/localtime").ok()?;
        let (_, name) = target.to_str()?.split_once("zoneinfo/")?;
        Some(name.trim_start_matches("posix/").to_owned())
    };
    let known = |name: &String| name.parse::<crate::model::date::Zone>().is_ok();
    let named = variable.map(|name| name.trim_start_matches(':').to_owned());
    let zone = named.filter(known).or_else(|| linked().filter(known));
    match zone.as_deref() {
        None | Some("Etc/UTC" | "UCT" | "Universal" | "Zulu") => "UTC".to_owned(),
        Some(name) => name.to_owned(),
    }
}
