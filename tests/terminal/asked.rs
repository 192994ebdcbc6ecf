//! What happens beside a question, and where no answer comes.

use super::TODAY;
use super::copy;
use super::shell;
use super::shown;
use super::words;
use std::fs;

/// Whoever is asked keeps nobody from writing, and writes nothing over.
#[test]
fn others_write_while_somebody_is_asked() {
    if shown("--version", 24, &[]).is_none() {
        return;
    }
    for (command, answers) in [
        ("po split S-142", "2\\nNew\\nnone\\n"),
        ("po set -q id:S-142 labels+=x", "y\\n"),
        ("po sprint close SP-34 --yes", "backlog\\n"),
    ] {
        let shop = copy::shop();
        let line = format!(
            "{{ sleep 2; po set S-142 team=mobile {TODAY} >out 2>&1; echo $? >code; printf '{answers}'; sleep 1; }} \
             | script -q -e -c '{command} {TODAY}' /dev/null"
        );
        let output = shell("sh", &[("TERM", "xterm"), ("NO_COLOR", "1")])
            .current_dir(shop.path())
            .args(["-c", &line])
            .output()
            .expect("a terminal");
        let said = words(&output);
        let read = |path: &str| fs::read_to_string(shop.path().join(path)).expect("a file");
        assert_eq!(read("code").trim(), "0", "{command}: {}", read("out"));
        assert!(
            said.contains("changed while you were asked"),
            "{command}: {said}"
        );
        let story = read("stories/S-142-guest-checkout.yaml");
        assert!(story.contains("team: mobile\n"), "{command}: {story}");
    }
}

/// The end of the input, as by Ctrl-D, is no Enter and no yes: the dialogue is over, and nothing is written.
#[test]
fn the_end_of_the_input_writes_nothing() {
    if shown("--version", 24, &[]).is_none() {
        return;
    }
    for (command, answers, said) in [
        (
            "po score S-142",
            "13\\n",
            "time (1, 2, 3, 5, 8, 13, 20) [5]: ",
        ),
        ("po split S-142", "2\\n", "Its title [none]: "),
        (
            "rm po.yaml; po init other",
            "Other\\n",
            "How long is a sprint? 1w, 2w, 10d, none [2w]: ",
        ),
        ("po sprint close SP-34 --yes", "", "Where do they go? "),
        (
            "po sprint close SP-34",
            "",
            "Shall it be closed now? [y/N]: ",
        ),
        ("po set -q id:S-142 labels+=x", "", "Change them? [y/N]: "),
        ("po compare id:S-142,S-151,S-137", "", "q to stop [q]: "),
    ] {
        let shop = copy::shop();
        let line = format!("printf '{answers}' | script -q -e -c '{command} {TODAY}' /dev/null");
        let output = shell("sh", &[("TERM", "xterm"), ("NO_COLOR", "1")])
            .current_dir(shop.path())
            .args(["-c", &line])
            .output()
            .expect("a terminal");
        let text = words(&output).replace("\r\n", "\n");
        let asked = text.rsplit_once(said);
        let (_, behind) = asked.unwrap_or_else(|| panic!("no {said} in {text}"));
        let line = behind.lines().next().unwrap_or_default();
        assert!(!line.contains("error"), "{command}: {text}");
        assert!(
            !shop.path().join(".po/journal").exists(),
            "{command}: {text}"
        );
        assert!(!shop.path().join("other").exists(), "{command}: {text}");
    }
}

/// The plan is shown, and nothing is written before somebody says yes.
#[test]
fn renumber_waits_for_a_yes() {
    if shown("--version", 24, &[]).is_none() {
        return;
    }
    for (answer, code) in [("y\\n", 0), ("n\\n", 1), ("", 1)] {
        let shop = copy::shop();
        let twin = shop.path().join("stories/S-142-again.yaml");
        let text = "id: S-142\ntitle: Again\ncreated: 2026-11-20\n";
        fs::write(&twin, text).expect("a file");
        let line = format!(
            "{{ sleep 1; printf '{answer}'; sleep 1; }} | script -q -e -c 'po renumber {TODAY}' /dev/null"
        );
        let output = shell("sh", &[("TERM", "xterm"), ("NO_COLOR", "1")])
            .current_dir(shop.path())
            .args(["-c", &line])
            .output()
            .expect("a terminal");
        let said = words(&output);
        assert_eq!(output.status.code(), Some(code), "{answer}: {said}");
        assert!(said.contains("Go on?"), "{answer}: {said}");
        let left = fs::read_to_string(&twin).ok();
        match code {
            0 => assert_eq!(left, None, "{said}"),
            _ => {
                assert_eq!(left.as_deref(), Some(text), "{answer}: {said}");
                assert!(said.contains("not renumbered"), "{answer}: {said}");
            }
        }
    }
}
