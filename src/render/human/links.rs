//! Where an id leads when it is clicked: to the file of its record.

use std::collections::HashMap;
use std::path::Component;
use std::path::Path;

/// The files of a backlog as URLs that a terminal can open.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// `file://host/home/ana/shop`.
    folder: String,
    /// Path of each record by its id.
    records: HashMap<String, String>,
}

impl Links {
    /// The links of a backlog in an absolute folder; the host says on which
    /// machine, for a terminal that is connected to another.
    pub fn new(host: &str, folder: &Path, records: HashMap<String, String>) -> Self {
        let path = encoded(&plain(folder));
        let path = path.trim_end_matches('/');
        // A drive (`C:/`) has no slash before it.
        let slash = match path.is_empty() || path.starts_with('/') {
            true => "",
            false => "/",
        };
        Self {
            folder: format!("file://{}{slash}{path}", encoded(host)),
            records,
        }
    }

    /// The URL of a file of the backlog.
    pub fn file(&self, path: &str) -> String {
        format!("{}/{}", self.folder, encoded(path))
    }

    /// The URL of a record's file.
    pub fn record(&self, id: &str) -> Option<String> {
        self.records.get(id).map(|path| self.file(path))
    }
}

/// The folder with `/`, without `.` and `..`.
fn plain(folder: &Path) -> String {
    let mut parts = Vec::new();
    for part in folder.components() {
        match part {
            Component::CurDir | Component::RootDir => {}
            Component::ParentDir => drop(parts.pop()),
            Component::Prefix(drive) => parts.push(drive.as_os_str().to_string_lossy()),
            Component::Normal(name) => parts.push(name.to_string_lossy()),
        }
    }
    let root = match folder.components().next() {
        Some(Component::RootDir) => "/",
        _ => "",
    };
    root.to_owned() + &parts.join("/")
}

/// What RFC 3986 lets stand in a path; all else by its bytes.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Links;
    use std::path::Path;

    #[test]
    fn a_file_is_named_with_its_host_and_every_odd_byte_encoded() {
        let records = [("S-1".to_owned(), "stories/S-1-é 50%.yaml".to_owned())];
        let folder = Path::new("/home/ana/../björn/my shop/./backlog");
        let links = Links::new("desk", folder, records.into());
        assert_eq!(
            links.record("S-1").as_deref(),
            Some("file://desk/home/bj%C3%B6rn/my%20shop/backlog/stories/S-1-%C3%A9%2050%25.yaml")
        );
        assert_eq!(links.record("S-2"), None);
        let odd = links.file("a\u{1b}]8;;b");
        assert!(odd.ends_with("/a%1B%5D8%3B%3Bb"), "{odd}");
        let top = Links::new("", Path::new("/"), Default::default());
        assert_eq!(top.file("po.yaml"), "file:///po.yaml");
    }
}
