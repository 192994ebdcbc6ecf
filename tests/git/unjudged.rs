//! What `po check` says of what it could not judge, in every format.

use super::repository::Repository;
use super::repository::po;
use serde_json::Value;

const ONE: &str = "id: S-1\ntitle: Pay\nstatus: idea\nepic: E-9\n";
const BROKEN: &str = "product: [Shop\n";

fn shop() -> Repository {
    let shop = Repository::with(&[("stories/S-1.yaml", ONE)]);
    shop.commit("2026-11-13", "the base");
    shop
}

/// The message that each format holds.
fn assert_told(shop: &Repository, words: &[&str], wanted: &str) {
    let forms = [
        "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "json",
    ];
    for form in forms {
        let output = shop.po(&[words, &["--format", form]].concat());
        let (text, said) = (
            String::from_utf8(output.stdout).expect("UTF-8"),
            String::from_utf8(output.stderr).expect("UTF-8"),
        );
        assert_eq!(output.status.code(), Some(2), "{form}");
        for text in [&text, &said] {
            assert!(text.contains(wanted), "{form}: {text}");
        }
        assert!(text.contains("backlog/po.yaml"), "{form}: {text}");
        if ["sarif", "gitlab", "rdjson", "json"].contains(&form) {
            serde_json::from_str::<Value>(&text).expect("JSON");
        }
    }
    let file = shop.path().join("po.sarif");
    let named = format!("sarif={}", file.display());
    let output = shop.po(&[words, &["--output", &named]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let text = std::fs::read_to_string(&file).expect("written all the same");
    assert!(text.contains(wanted), "{text}");
    std::fs::remove_file(&file).expect("removed");
}

#[test]
fn settings_that_cannot_be_used_are_told_in_every_format() {
    let shop = shop();
    shop.write("po.yaml", BROKEN);
    assert_told(&shop, &["check"], "po.yaml cannot be used");
    assert_told(
        &shop,
        &["check", "--since", "HEAD"],
        "po.yaml cannot be used",
    );
}

#[test]
fn a_revision_that_is_not_there_is_told_in_every_format() {
    assert_told(
        &shop(),
        &["check", "--since", "nope"],
        "git knows no commit",
    );
}

#[test]
fn what_is_staged_is_judged_by_the_settings_that_are_staged() {
    let shop = shop();
    shop.write("stories/S-1.yaml", &ONE.replace("Pay", "Pay more"));
    shop.git(&["add", "--all"]);
    shop.write("po.yaml", BROKEN);
    let output = shop.po(&["check", "--staged"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("dangling-link"), "{output:?}");
    assert_eq!(output.status.code(), Some(1));
    // And the other way round.
    shop.git(&["add", "--all"]);
    shop.write("po.yaml", "product: Shop\n");
    let output = shop.po(&["check", "--staged"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("po.yaml cannot be used"), "{output:?}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_record_where_none_is_read_is_named() {
    let shop = shop();
    shop.remove("stories/S-1.yaml");
    shop.write("storys/S-1.yaml", ONE);
    shop.write("S-2.yaml", "id: S-2\ntitle: Cash\n");
    shop.git(&["add", "--all"]);
    for words in [&["check", "--staged"][..], &["check", "--since", "HEAD"]] {
        let output = shop.po(words);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        for part in [
            "folder storys/ holds YAML files",
            "S-2.yaml",
            "mv S-2.yaml stories/",
        ] {
            assert!(said.contains(part), "{words:?}: {part} in {said}");
        }
    }
}

#[test]
fn a_file_with_both_sides_of_a_merge_is_not_passed_by() {
    let shop = shop();
    shop.git(&["checkout", "--quiet", "-b", "work"]);
    shop.write("stories/S-1.yaml", &ONE.replace("Pay", "Pay by card"));
    shop.commit("2026-11-14", "card");
    shop.git(&["checkout", "--quiet", "main"]);
    shop.write("stories/S-1.yaml", &ONE.replace("Pay", "Pay by invoice"));
    shop.commit("2026-11-15", "invoice");
    let merge = shop.command(&["merge", "--quiet", "work"]).output();
    assert!(!merge.expect("git runs").status.success());
    let output = shop.po(&["check", "--staged"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("nothing of it is staged"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_branch_that_raises_a_severity_is_to_blame_for_what_fails_now() {
    let shop = shop();
    shop.write(
        "stories/S-1.yaml",
        "id: S-1\ntitle: Pay\nstatus: refined\nacceptance: [it is fast]\n",
    );
    shop.commit("2026-11-14", "vague");
    let config = shop.read("po.yaml");
    shop.write(
        "po.yaml",
        &format!("{config}rules: {{vague-term: error}}\n"),
    );
    let words = ["check", "--since", "HEAD", "--select=vague-term"];
    let output = shop.po(&words);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("weighs more since HEAD"), "{said}");
    // What is lowered is told no more.
    shop.write("po.yaml", &format!("{config}rules: {{vague-term: info}}\n"));
    assert_eq!(shop.json(&words)["items"], serde_json::json!([]));
}

#[test]
fn paths_for_other_tools_start_at_the_top_of_the_repository() {
    let shop = shop();
    let answer = shop.json(&["check", "--select=dangling-link"]);
    let item = &answer["items"][0];
    let paths = (&item["path"], &item["file"]);
    let (path, file) = ("stories/S-1.yaml".into(), "backlog/stories/S-1.yaml".into());
    assert_eq!(paths, (&path, &file));
    let output = shop.po(&["check", "--select=dangling-link", "--format=markdown"]);
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(page.contains("`backlog/stories/S-1.yaml:4:7`"), "{page}");
}

#[test]
fn a_hook_for_a_backlog_that_moved_says_how_to_mend_it_and_is_mended() {
    let shop = shop();
    assert!(shop.po(&["hook", "install"]).status.success());
    shop.git(&["mv", "backlog", "product"]);
    let output = po(&shop.path().join("backlog"), &["check", "--staged"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("po -C DIR hook install"), "{said}");
    let output = po(&shop.path().join("product"), &["hook", "install"]);
    assert!(output.status.success(), "{output:?}");
    let hook = std::fs::read_to_string(shop.path().join(".git/hooks/pre-commit")).expect("read");
    let lines: Vec<&str> = hook
        .lines()
        .filter(|line| line.contains("--staged"))
        .collect();
    assert_eq!(lines.len(), 1, "{hook}");
    let end = "|| po -C product check --staged || exit 1";
    assert!(lines[0].ends_with(end), "{hook}");
}
