//! Names of people and polls as names of files, on every system.

/// The longest name, in bytes: with its ending it fits every file system.
const LONGEST: usize = 100;

/// File names that Windows keeps for its devices.
pub(super) const DEVICES: [&str; 22] = [
    "con", "nul", "prn", "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The name itself, where a file can have it and stays in its folder.
///
/// # Errors
/// Why it cannot.
pub fn file_name(name: &str) -> Result<&str, String> {
    let bad = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let why = if name.trim().is_empty() {
        "it is empty"
    } else if name.starts_with(['.', '-']) {
        "it begins with a dot or a dash"
    } else if name.trim() != name || name.ends_with('.') {
        "it begins or ends with a blank or a dot"
    } else if name.contains(bad) || super::safe(name) != name {
        "it holds a sign that no file name has everywhere"
    } else if name.len() > LONGEST {
        "it is too long"
    } else if DEVICES.contains(&stem.as_str()) {
        "Windows keeps it for a device"
    } else {
        return Ok(name);
    };
    Err(format!("\"{name}\" cannot be the name of a file: {why}"))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_name_stays_in_its_folder_on_every_system() {
        for good in ["ana", "José Ángel", "bo-2", "sales.emea", "董"] {
            assert_eq!(file_name(good), Ok(good));
        }
        for bad in [
            "",
            " ",
            "..",
            ".",
            "../bo",
            "a/b",
            "a\\b",
            "c:",
            "a\nb",
            "-n",
            "ana ",
            "ana.",
            "NUL",
            "con.x",
            "a\u{202e}b",
        ] {
            assert!(file_name(bad).is_err(), "{bad:?}");
        }
        assert!(file_name(&"x".repeat(101)).is_err());
    }
}
