//! Text from files reaches a terminal or a log only as text: no escape sequence,
//! no turned reading direction, no command of a CI runner, whatever the command
//! and the format.

use super::desk::Desk;
use super::desk::Said;

/// Colours, a link, a title of the window; the same in one character of C1.
const ESCAPES: &str = "\u{1b}[31mred\u{1b}]8;;https://evil.example\u{1b}\\link\u{7}\u{9b}0m";
const BIDI: &str = "pay\u{202e}gnp.exe\u{2066}\u{200b}";
const GITHUB: &str = "::error::boom";
const AZURE: &str = "##[error]boom ##vso[task.complete]";
/// Long enough for a paragraph to break before what follows.
const LONG: &str = "word word word word word word word word word word word word word word word ";

/// What a terminal or a runner would obey in an output.
fn obeyed(output: &str) -> Option<&str> {
    let bidi = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    output.lines().find(|line| {
        line.chars().any(|c| c.is_control() || bidi(c))
            || line.trim_start().starts_with("::")
            || line.contains("##[")
            || line.contains("##vso[")
    })
}

fn is_text(said: &Said, words: &[&str]) {
    for output in [&said.out, &said.err] {
        if let Some(line) = obeyed(output) {
            panic!("po {words:?} printed {line:?}");
        }
    }
    let panicked = said.err.contains("panicked") || ![0, 1, 2].contains(&said.code);
    assert!(
        !panicked,
        "po {words:?} ended with {}: {}",
        said.code, said.err
    );
}

/// A YAML text in double quotes.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\x{:02x}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn settings() -> String {
    let (e, b, g, a) = (quoted(ESCAPES), quoted(BIDI), quoted(GITHUB), quoted(AZURE));
    format!(
        "product: {e}\n\
         workflow:\n  idea: backlog\n  ready: {{category: backlog, gate: ready}}\n  {g}: backlog\n  doing: active\n  \
         done: {{category: done, gate: done}}\n\
         ready:\n  - {{id: {g}, check: {a}}}\n  - {{id: {e}, rule: unestimated-story}}\n\
         done: [{{id: {b}, check: {g}}}]\n\
         people: [{{name: {g}}}, {{name: {e}}}]\nteams: {{{g}: {{members: [{{name: {e}}}]}}}}\n\
         views: {{{g}: \"is:open\"}}\nglossary: [{g}, {e}]\nfields: {{{g}: {{kinds: [story], type: text}}}}\n"
    )
}

fn story() -> String {
    let (e, b, g, a) = (quoted(ESCAPES), quoted(BIDI), quoted(GITHUB), quoted(AZURE));
    let lines = format!(
        "{LONG}{GITHUB} {LONG}{AZURE}\n{GITHUB}\n  {GITHUB}\n{AZURE}\n{ESCAPES}\r\n::set-output name=a::b"
    );
    let (l, h) = (quoted(&lines), quoted(&format!("{LONG}{GITHUB}{ESCAPES}")));
    format!(
        "id: S-1\ntype: story\ntitle: {}\nstatus: ready\nsprint: SP-1\nepic: E-1\nteam: {g}\nassignee: {g}\n\
         labels: [{g}, {a}, {e}, {b}]\nas_a: {g}\ni_want: {h}\nso_that: {e}\ndescription: {l}\n\
         acceptance:\n  - {g}\n  - {{given: {g}, when: {a}, then: {e}}}\n  - {}\n\
         comments: [{{at: 2026-11-20T10:00:00Z, by: {g}, text: {l}}}]\n\
         scores: {{wsjf: {{value: {g}, time: {e}, {a}: 1}}, moscow: {g}}}\n\
         blocked: {{since: 2026-11-20, reason: {h}}}\nquestions: [{{text: {g}, to: {e}}}]\nlinks: [{e}]\n\
         external: {{{g}: {e}}}\n{g}: 1\n{e}: 1\n{b}: 1\n{a}: 1\n\
         history:\n  - {{at: 2026-11-01, status: idea, points: 3, reason: {g}}}\n  - {{at: 2026-11-02, status: {g}, by: {e}}}\n",
        quoted(&format!("{GITHUB} {ESCAPES}{BIDI}{AZURE}")),
        quoted(&format!("TODO {GITHUB}"))
    )
}

/// A backlog in which everything that is printed somewhere is hostile.
fn hostile() -> Desk {
    let desk = Desk::new();
    let put = |path: &str, text: &str| desk.put(path, text.as_bytes());
    let (e, b, g, a) = (quoted(ESCAPES), quoted(BIDI), quoted(GITHUB), quoted(AZURE));
    put("po.yaml", &settings());
    put("vision.yaml", &format!("for: {g}\nneed: {e}\n{a}: 1\n"));
    put("stories/S-1-a.yaml", &story());
    let wrong = format!(
        "title: {g}\nstatus: {e}\npoints: {e}\nepic: {g}\ndue: {b}\ntype: {a}\nseverity: {g}\n"
    );
    put("stories/S-2-b.yaml", &format!("id: S-2\n{wrong}"));
    put(
        "stories/S-3-c.yaml",
        &format!("id: S-3\ntitle: \"{ESCAPES} not closed {GITHUB}\n"),
    );
    put(
        "stories/S-4-d.yaml",
        &format!("id: S-4\ntitle: t\n{GITHUB}\n{AZURE}\n"),
    );
    put("stories/S-5-e.yaml", &format!("id: {g}\ntitle: x\n"));
    put("stories/S-6-f.yaml", &format!("id: S-6\n{g}: 1\n{g}: 2\n"));
    put(
        "stories/S-7-g.yaml",
        &format!("id: S-7\ntitle: &{GITHUB} x\n"),
    );
    let long = quoted(&format!("{LONG}{GITHUB} {LONG}{GITHUB}"));
    put(
        "stories/S-9-i.yaml",
        &format!("id: S-9\ntitle: {long}\nstatus: doing\nrank: r1\nsprint: SP-1\npoints: 3\n"),
    );
    put(
        "epics/E-1-a.yaml",
        &format!("id: E-1\ntitle: {g}\nstatus: doing\nowner: {e}\n"),
    );
    let sprint = format!(
        "title: {g}\ngoal: {long}\nstatus: active\nteam: {g}\nstart: 2026-11-16\nend: 2026-11-27\n"
    );
    let committed = "committed: {at: 2026-11-16, items: [{id: S-1, points: 3}]}\n";
    put(
        "sprints/SP-1.yaml",
        &format!("id: SP-1\n{sprint}{committed}"),
    );
    put(
        "jira.csv",
        &format!(
            "Issue key,Summary,Issue Type,Status,{GITHUB},{ESCAPES},Description\n\
        SH-1,{GITHUB} {ESCAPES} {BIDI},Story,{AZURE},{GITHUB},{ESCAPES},\"{GITHUB}\n{GITHUB}\n{AZURE}\"\n"
        ),
    );
    put("bad.csv", &format!("{GITHUB},{AZURE}{ESCAPES}\nx,y\n"));
    if cfg!(unix) {
        put(
            &format!("stories/S-8-{ESCAPES}{BIDI}.yaml")
                .replace(['/', '\\'], "_")
                .replacen('_', "/", 1),
            "id: S-8\nfoo: 1\nstatus: raedy\n",
        );
        put("stories/::error::x.yaml", "id: S-10\nfoo: 1\n");
        put("stories/##[error].yaml", "id: S-11\ndepends_on: [S-99]\n");
        put("::error::/##[error].yaml", "id: S-12\n");
    }
    desk
}

/// Commands with words of their own; all others are called with an id.
const CALLS: &[&str] = &[
    "",
    "list --all",
    "list --all --columns all",
    "list epics",
    "list sprints --all",
    "show S-1",
    "show S-2 S-8 S-9 E-1 SP-1",
    "show S-3",
    "show S-4",
    "show S-5",
    "show S-6",
    "check",
    "check --select unknown-field",
    "ready",
    "ready S-1",
    "ready S-2",
    "prioritize",
    "prioritize --method moscow",
    "prioritize --why S-1",
    "prioritize --apply --dry-run",
    "sprint report",
    "sprint report SP-1",
    "set S-1 points=3 --dry-run",
    "set S-1 labels+=x epic= --dry-run",
    "set S-1 status=done --dry-run",
    "start S-1 --dry-run",
    "done S-1 --dry-run",
    "move S-1 --bottom --dry-run",
    "new story x --set status=doing",
    "new story ::error::x --dry-run",
    "export json",
    "import jira.csv --dry-run",
    "import bad.csv",
    "set S-1 points=5",
];

#[test]
fn no_command_prints_what_would_be_obeyed() {
    let desk = hostile();
    for call in CALLS {
        let words: Vec<&str> = call.split_whitespace().collect();
        for width in [40, 80] {
            is_text(&desk.po_at(width, &words), &words);
        }
        let json = [words.as_slice(), &["--json"]].concat();
        is_text(&desk.po(&json), &json);
    }
    for command in commands(&desk) {
        for rest in [&[][..], &["S-1"], &["S-1", "--json"], &["S-2", "--dry-run"]] {
            let words = [&[command.as_str()], rest].concat();
            is_text(&desk.po(&words), &words);
        }
    }
}

/// The commands that the help lists, so that none is forgotten.
fn commands(desk: &Desk) -> Vec<String> {
    let help = desk.po(&["--help"]).out;
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    let words = lines.filter_map(|line| {
        line.split_whitespace()
            .next()
            .filter(|_| !line.starts_with(' '))
    });
    let commands = words.filter(|word| {
        word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with('-')
    });
    let commands: Vec<String> = commands.map(str::to_owned).collect();
    assert!(
        commands.iter().any(|c| c == "list") && commands.len() > 10,
        "{help}"
    );
    commands
}

#[test]
fn words_of_the_command_line_are_repeated_as_text() {
    let desk = hostile();
    for word in [ESCAPES, BIDI, GITHUB, AZURE] {
        let assignment = format!("{word}=3");
        let value = format!("status={word}");
        let view = format!("view:{word}");
        for words in [
            &["list", word][..],
            &["list", &view],
            &["list", "--columns", word],
            &["list", "--format", word],
            &["list", "--today", word],
            &["-C", word, "list"],
            &["show", word],
            &["check", word],
            &["check", "--select", word],
            &["set", "S-1", &assignment],
            &["set", "S-1", &value],
            &["new", word, "x"],
            &["import", word],
            &["export", "json", "--output", &format!("no/{word}")],
            &["sprint", "report", word],
            &[word],
            &["list", &format!("--{word}")],
        ] {
            is_text(&desk.po(words), words);
        }
    }
}

#[test]
fn settings_that_cannot_be_used_are_shown_as_text() {
    let desk = hostile();
    let (e, g, a) = (quoted(ESCAPES), quoted(GITHUB), quoted(AZURE));
    for text in [
        format!("product: {g}\ntimezone: {e}\n"),
        format!("product: {g}\nworkflow: {{{g}: {a}}}\n"),
        format!("product: [{e}, {g}, {a}]\n"),
        format!("product: x\n{GITHUB}\n"),
        format!("product: x\n{ESCAPES}: 1\n"),
        format!("product: x\n{g}: 1\n{g}: 2\n"),
        format!("product: x\nprioritize: {{method: {g}}}\n"),
        format!("product: x\nrules: {{{g}: {e}}}\n"),
        format!("product: x\nready: [{{id: {g}, rule: {a}}}]\n"),
    ] {
        desk.put("po.yaml", text.as_bytes());
        for words in [
            &["list"][..],
            &["check"],
            &["check", "--json"],
            &["ready"],
            &["prioritize"],
        ] {
            is_text(&desk.po(words), words);
        }
    }
}
