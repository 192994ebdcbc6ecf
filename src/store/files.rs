//! Which files of the backlog hold records, and their bytes.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::find::Root;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Severity;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::reading;
use crate::yaml::Document;
use crate::yaml::Limits;
use std::collections::HashMap;
use std::fs;
use std::io;
use walkdir::DirEntry;
use walkdir::WalkDir;

/// A file that should hold a record.
#[derive(Clone, Debug)]
pub(super) struct RecordFile {
    pub kind: &'static Kind,
    /// Relative to the backlog, with `/`.
    pub path: String,
}

impl RecordFile {
    /// The file's name without folder and extension.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The id that the name begins with.
    pub fn id(&self) -> Option<Id> {
        Id::of_file(&self.path)
    }

    /// Whether the name says that it holds this id: `S-142.yaml` or
    /// `S-142-anything.yaml`.
    pub fn is_named(&self, id: &str) -> bool {
        self.stem()
            .strip_prefix(id)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

/// Top folders beside those of the kinds that belong to a backlog, and those
/// that kinds to come will use.
const KNOWN_FOLDERS: &[&str] = &[
    "templates",
    "votes",
    "comparisons",
    "saved",
    "objectives",
    "metrics",
    "risks",
    "impediments",
    "decisions",
    "stakeholders",
    "feedback",
    "personas",
    "tests",
    "experiments",
    "events",
    "plans",
    "obligations",
];

/// The record files in path order, and what was left out of them.
pub(super) fn list(root: &Root) -> (Vec<RecordFile>, Vec<Finding>) {
    let mut files = Vec::new();
    let mut findings = Vec::new();
    for kind in kind::ALL {
        list_kind(root, kind, &mut files, &mut findings);
    }
    (files, findings)
}

/// The path of each record by the id that its file's name begins with; nothing
/// is read.
pub fn record_paths(root: &Root) -> HashMap<String, String> {
    let (files, _) = list(root);
    let mut paths = HashMap::with_capacity(files.len());
    for file in files {
        if let Some(id) = file.id() {
            paths.entry(id.to_string()).or_insert(file.path);
        }
    }
    paths
}

/// The record files of one kind.
pub(super) fn list_kind(
    root: &Root,
    kind: &'static Kind,
    files: &mut Vec<RecordFile>,
    findings: &mut Vec<Finding>,
) {
    let paths = list_folder(root, kind.folder, usize::MAX, findings);
    files.extend(paths.into_iter().map(|path| RecordFile { kind, path }));
}

/// The YAML files of a folder, and of those in it so many steps down, by path.
pub(super) fn list_folder(
    root: &Root,
    folder: &str,
    depth: usize,
    findings: &mut Vec<Finding>,
) -> Vec<String> {
    let folder = root.folder().join(folder);
    let mut paths = Vec::new();
    if fs::symlink_metadata(&folder).is_err() {
        return paths;
    }
    let visible = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry);
    let walk = WalkDir::new(&folder).max_depth(depth);
    for entry in walk.into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => sort_out(root, &entry, &mut paths, findings),
            Err(error) => findings.push(cannot_list(root, &error)),
        }
    }
    paths.sort_unstable();
    paths
}

/// Folders and files at the top that hold records, or look so, and are not read.
pub(super) fn strangers(root: &Root) -> Vec<Finding> {
    let mut findings = Vec::new();
    let top = WalkDir::new(root.folder())
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name();
    for entry in top.into_iter().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        findings.extend(stray(&entry, &name));
        let known = kind::by_folder(&name).is_some() || KNOWN_FOLDERS.contains(&name.as_str());
        if known || is_hidden(&entry) || !entry.file_type().is_dir() || !holds_yaml(&entry) {
            continue;
        }
        if entry.path().join("po.yaml").is_file() {
            let message = format!("there is a backlog in {name}/, inside this one; it is not read");
            let folder = crate::text::shell_word(&name);
            let help =
                format!("po -C {folder} list shows it; of the two keep the one that is meant");
            findings.push(skipped(&name, Severity::Warning, message).help(help));
            continue;
        }
        let message =
            format!("folder {name}/ holds YAML files but is no kind's folder; it is not read");
        let folders: Vec<&str> = kind::ALL.iter().map(|k| k.folder).collect();
        let help = match crate::text::nearest(&name, folders.iter().copied()) {
            Some(near) => format!("did you mean {near}/?"),
            None => format!("records lie in {}", folders.join("/, ") + "/"),
        };
        findings.push(skipped(&name, Severity::Info, message).help(help));
    }
    findings
}

/// A file with the name of a record that lies in no folder of records.
fn stray(entry: &DirEntry, name: &str) -> Option<Finding> {
    let kind = kind::by_prefix(Id::of_file(name)?.prefix())?;
    let is_record = entry.file_type().is_file() && is_yaml(name);
    is_record.then(|| {
        let message = format!(
            "a {} is read in {}/ only; this file is not",
            kind.id, kind.folder
        );
        let word = crate::text::shell_word(name);
        let help = format!("mv {word} {}/", kind.folder);
        skipped(name, Severity::Warning, message).help(help)
    })
}

fn holds_yaml(folder: &DirEntry) -> bool {
    WalkDir::new(folder.path())
        .max_depth(2)
        .into_iter()
        .filter_map(Result::ok)
        .any(|e| e.file_type().is_file() && is_yaml(&e.file_name().to_string_lossy()))
}

fn sort_out(root: &Root, entry: &DirEntry, paths: &mut Vec<String>, findings: &mut Vec<Finding>) {
    let name = entry.file_name().to_string_lossy();
    if entry.depth() == 0 && entry.file_type().is_dir() {
        return;
    }
    let Some(path) = root.relative(entry.path()) else {
        let inside = entry.path().strip_prefix(root.folder());
        let path = inside.unwrap_or(entry.path()).to_string_lossy();
        let message = "the file's name is not UTF-8; it is not read".to_owned();
        findings.push(skipped(&path, Severity::Warning, message).help("rename the file"));
        return;
    };
    let kind_of_file = entry.file_type();
    if kind_of_file.is_symlink() {
        if is_yaml(&name) || entry.path().is_dir() || fs::metadata(entry.path()).is_err() {
            let message = "a link is not followed; what it points to is not read".to_owned();
            let help = "put the file itself here, or remove the link";
            findings.push(skipped(&path, Severity::Warning, message).help(help));
        }
    } else if kind_of_file.is_dir() {
        if is_yaml(&name) {
            let message = "a folder with the name of a record file".to_owned();
            let help = "rename the folder; its own files are read as usual";
            findings.push(skipped(&path, Severity::Warning, message).help(help));
        }
    } else if is_yaml(&name) && !kind_of_file.is_file() {
        // Whoever opens a pipe waits for somebody to write to it.
        let message = "a pipe or a device with the name of a record file".to_owned();
        findings.push(skipped(&path, Severity::Warning, message).help("remove it"));
    } else if is_yaml(&name) {
        paths.push(path);
    }
}

fn skipped(path: &str, severity: Severity, message: String) -> Finding {
    let place = Place {
        path: path.to_owned(),
        ..Place::default()
    };
    Finding::new("skipped-file", severity, place, message)
}

fn cannot_list(root: &Root, error: &walkdir::Error) -> Finding {
    let path = error
        .path()
        .and_then(|path| root.relative(path))
        .unwrap_or_default();
    let reason = error
        .io_error()
        .map_or_else(|| error.to_string(), |io| plain(io).to_owned());
    let place = Place {
        path,
        ..Place::default()
    };
    let message = format!("the folder cannot be read: {reason}");
    let help = "make it readable for you, or remove it from the backlog";
    reading::unreadable(place, message, Some(help.to_owned()))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().first() == Some(&b'.')
}

pub(super) fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// The record file that a path of the backlog names, if it names one.
pub(super) fn record_file(path: &str) -> Option<RecordFile> {
    let (folder, rest) = path.split_once('/')?;
    let hidden = rest.split('/').any(|part| part.starts_with('.'));
    (is_yaml(rest) && !hidden).then_some(())?;
    Some(RecordFile {
        kind: kind::by_folder(folder)?,
        path: path.to_owned(),
    })
}

/// Reads and parses a file of the backlog, at most one record's size.
///
/// # Errors
/// The finding that says why the file is no document.
pub(super) fn document(root: &Root, path: &str) -> Result<Document, Box<Finding>> {
    parsed(path, bytes(root, path)?)
}

/// Parses the bytes of a file of the backlog.
///
/// # Errors
/// The finding that says why they are no document.
pub(super) fn parsed(path: &str, bytes: Vec<u8>) -> Result<Document, Box<Finding>> {
    let fault = |text: &str, fault| Box::new(reading::no_document(text, path, fault));
    match crate::yaml::decode(&bytes) {
        Ok(_) => {}
        Err(bad) => return Err(fault(&String::from_utf8_lossy(&bytes), bad)),
    }
    // Decoding has just succeeded, so nothing is lost here.
    let text = String::from_utf8(bytes).unwrap_or_default();
    Document::parse(text).map_err(|(bad, text)| fault(&text, bad))
}

/// The bytes of a file of the backlog.
///
/// # Errors
/// The finding that says why it cannot be read.
pub(super) fn bytes(root: &Root, path: &str) -> Result<Vec<u8>, Box<Finding>> {
    let whole = Place {
        path: path.to_owned(),
        ..Place::default()
    };
    let refuse = |message: String, help: &str| {
        let finding = reading::unreadable(whole.clone(), message, Some(help.to_owned()));
        Err(Box::new(finding))
    };
    let file = root.join(path);
    let read = || -> io::Result<Result<Vec<u8>, u64>> {
        let size = fs::metadata(&file)?.len();
        if size > Limits::default().bytes as u64 {
            return Ok(Err(size));
        }
        fs::read(&file).map(Ok)
    };
    match read() {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(size)) => refuse(
            format!(
                "the file has {} KiB; a record has at most 1,024",
                size / 1024
            ),
            "split it into several records, or move large texts elsewhere and link to them",
        ),
        Err(error) => refuse(
            format!("the file cannot be read: {}", plain(&error)),
            "make it readable for you, or remove it from the backlog",
        ),
    }
}

/// An error of the operating system in plain words.
pub fn plain(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::NotADirectory => "a folder above it is a file",
        io::ErrorKind::AlreadyExists => "it exists already",
        _ => "the operating system refused",
    }
}

/// The text of a file of the backlog, where it is text; only to look at.
pub fn text(root: &Root, path: &str) -> Option<String> {
    String::from_utf8(bytes(root, path).ok()?).ok()
}
