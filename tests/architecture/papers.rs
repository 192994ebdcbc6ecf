//! The repository paths that the papers for developers name in backticks.

const FOLDERS: &[&str] = &["src/", "docs/", "tests/", "examples/", "benches/", ".ci/"];

/// Each path with its line, from 1. Code blocks are left out: `tests/docs.rs` runs those.
/// Of a pattern (`docs/**/*.md`, `src/rules/<rule>.rs`) the part before it is named.
pub fn named(markdown: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (at, line) in markdown.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let spans = line.split('`').skip(1).step_by(2);
            let paths = spans.flat_map(str::split_whitespace).filter_map(path);
            found.extend(paths.map(|path| (at + 1, path)));
        }
    }
    found
}

fn path(word: &str) -> Option<String> {
    if !FOLDERS.iter().any(|folder| word.starts_with(folder)) {
        return None;
    }
    // `src/main.rs:12` and `src/rules/mod.rs::ALL` name a place in a file.
    let file = word
        .split(':')
        .next()
        .unwrap_or(word)
        .trim_end_matches(['.', ',', ';', ')']);
    let whole = match file.find(['*', '<', '{', '[', '…']) {
        Some(pattern) => &file[..file[..pattern].rfind('/').map_or(0, |slash| slash + 1)],
        None => file,
    };
    Some(whole.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_backticks_are_found_with_their_line() {
        let text = "# Head\nSee `src/main.rs`, then `docs/a.md`.\n\n`.ci/run` and `cargo test`\n";
        let want = [(2, "src/main.rs"), (2, "docs/a.md"), (4, ".ci/run")];
        assert_eq!(
            named(text),
            want.map(|(line, path)| (line, path.to_owned()))
        );
    }

    #[test]
    fn places_patterns_and_commands_name_what_they_rest_on() {
        let text =
            "`src/rules/mod.rs::ALL` `docs/**/*.md` `src/rules/<rule>.rs` `cp examples/shop x`";
        let want = ["src/rules/mod.rs", "docs/", "src/rules/", "examples/shop"];
        assert_eq!(named(text), want.map(|path| (1, path.to_owned())));
    }

    #[test]
    fn plain_words_and_blocks_name_nothing() {
        assert_eq!(
            named("src/main.rs and `stories/S-1.yaml`\n```text\n`src/x.rs`\n```\n"),
            []
        );
    }
}
