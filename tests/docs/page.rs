//! A page of the documentation: which of its code blocks run, and what they must print.
//! Nothing is skipped in silence: a block that is neither run nor known to be inert is a fault.

use std::ops::Range;

/// Languages of blocks that show something and run nothing.
const INERT: &[&str] = &["yaml", "json", "text", "rust", "toml"];
/// Why a block of commands may be shown without being run.
const REASONS: &[&str] = &["build", "network"];

/// A block of commands.
#[derive(Debug, PartialEq)]
pub enum Block {
    /// ```` ```console ````: commands with their output.
    Session(Vec<Step>),
    /// ```` ```sh ````: a script that must succeed, whatever it prints.
    Script { line: usize, text: String },
}

/// A command of a session and what the page says of it.
#[derive(Debug, PartialEq)]
pub struct Step {
    /// The line of the command, from 1.
    pub line: usize,
    pub command: String,
    pub status: i32,
    pub expected: String,
    /// The lines of the page that hold the output, counted from 0.
    pub output: Range<usize>,
}

/// A place that cannot be run as it stands.
#[derive(Debug, PartialEq)]
pub struct Fault {
    pub line: usize,
    pub message: String,
}

/// The blocks of commands on a page, or all that keeps it from being run.
pub fn parse(markdown: &str) -> Result<Vec<Block>, Vec<Fault>> {
    let lines = markdown.lines().collect::<Vec<_>>();
    let (mut blocks, mut faults) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        let ticks = fence(lines[at]);
        if ticks == 0 {
            faults.extend(hidden_block(lines[at]).map(|message| fault(at, message)));
            at += 1;
            continue;
        }
        let closing =
            |line: &&str| fence(line) >= ticks && line.trim_matches(['`', ' ']).is_empty();
        let length = lines[at + 1..].iter().position(closing);
        let end = at + 1 + length.unwrap_or(lines.len() - at - 1);
        if length.is_none() {
            faults.push(fault(at, "this block is not closed"));
        }
        match block(&lines, at + 1..end, lines[at][ticks..].trim()) {
            Ok(block) => blocks.extend(block),
            Err(found) => faults.push(found),
        }
        at = end + 1;
    }
    if faults.is_empty() {
        Ok(blocks)
    } else {
        Err(faults)
    }
}

/// The commands of the page in their order, each line of a script being one.
pub fn commands(blocks: &[Block]) -> Vec<&str> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Session(steps) => all.extend(steps.iter().map(|step| step.command.as_str())),
            Block::Script { text, .. } => all.extend(text.lines()),
        }
    }
    all
}

fn fault(at: usize, message: &str) -> Fault {
    Fault {
        line: at + 1,
        message: message.to_owned(),
    }
}

/// The number of backticks that open or close a block, else 0.
fn fence(line: &str) -> usize {
    let ticks = line.len() - line.trim_start_matches('`').len();
    if ticks >= 3 { ticks } else { 0 }
}

fn hidden_block(line: &str) -> Option<&'static str> {
    let inner = line.trim_start();
    let indented = line.starts_with("    ") || line.starts_with('\t');
    if inner.starts_with("```") || inner.starts_with("~~~") {
        Some("a block that is run begins at the margin, with backticks")
    } else if indented && inner.starts_with("$ ") {
        Some("commands stand in a ```console block, an indented one is not run")
    } else {
        None
    }
}

fn block(lines: &[&str], body: Range<usize>, info: &str) -> Result<Option<Block>, Fault> {
    let opening = body.start - 1;
    if info == "console" {
        return session(lines, body).map(|steps| Some(Block::Session(steps)));
    }
    if info == "sh" {
        let text = lines[body].join("\n");
        return Ok(Some(Block::Script {
            line: opening + 1,
            text,
        }));
    }
    if let Some(reason) = info.strip_prefix("sh no-run=") {
        let known = REASONS.contains(&reason);
        let message = format!(
            "`{reason}` is no reason not to run a block: {}",
            REASONS.join(", ")
        );
        return if known {
            Ok(None)
        } else {
            Err(fault(opening, &message))
        };
    }
    if INERT.contains(&info) {
        return Ok(None);
    }
    let message = format!(
        "nobody runs `{info}`: use console, sh, or one of {}",
        INERT.join(", ")
    );
    Err(fault(opening, &message))
}

fn session(lines: &[&str], body: Range<usize>) -> Result<Vec<Step>, Fault> {
    let mut steps = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let Some(first) = lines[at].strip_prefix("$ ") else {
            return Err(fault(
                at,
                "a ```console block begins with `$ ` and a command",
            ));
        };
        let line = at + 1;
        let mut command = first.to_owned();
        at += 1;
        while let Some(more) = lines[at..body.end]
            .first()
            .and_then(|line| line.strip_prefix("> "))
        {
            command = command + "\n" + more;
            at += 1;
        }
        let length = lines[at..body.end]
            .iter()
            .position(|line| line.starts_with("$ "));
        let end = length.map_or(body.end, |length| at + length);
        let (status, output) = status(lines, at..end);
        let expected = lines[output.clone()].join("\n");
        steps.push(Step {
            line,
            command,
            status,
            expected,
            output,
        });
        at = end;
    }
    if steps.is_empty() {
        return Err(fault(body.start - 1, "this block holds no command"));
    }
    Ok(steps)
}

/// The exit code that `? N` demands, and the lines without it. As in the cases of trycmd the
/// line stands right behind the command; behind the output it is read too.
fn status(lines: &[&str], mut output: Range<usize>) -> (i32, Range<usize>) {
    while output.end > output.start && lines[output.end - 1].is_empty() {
        output.end -= 1;
    }
    let code = |at: usize| {
        lines[at]
            .strip_prefix("? ")
            .and_then(|code| code.trim().parse().ok())
    };
    if output.is_empty() {
        (0, output)
    } else if let Some(code) = code(output.start) {
        (code, output.start + 1..output.end)
    } else if let Some(code) = code(output.end - 1) {
        (code, output.start..output.end - 1)
    } else {
        (0, output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(markdown: &str) -> Vec<(String, i32, String)> {
        let blocks = parse(markdown).expect("a page that can be run");
        let sessions = blocks.into_iter().filter_map(|block| match block {
            Block::Session(steps) => Some(steps),
            Block::Script { .. } => None,
        });
        sessions
            .flatten()
            .map(|step| (step.command, step.status, step.expected))
            .collect()
    }

    #[track_caller]
    fn refused(markdown: &str, line: usize, message: &str) {
        let faults = parse(markdown).expect_err("a fault");
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].line == line && faults[0].message.contains(message),
            "{faults:?}"
        );
    }

    fn step(command: &str, status: i32, expected: &str) -> (String, i32, String) {
        (command.to_owned(), status, expected.to_owned())
    }

    #[test]
    fn a_session_is_its_commands_with_their_output() {
        let page =
            "# Page\n```console\n$ po list\nA\n\nB\n\n$ po show \\\n> S-1\n$ true\n```\ntext\n";
        let want = [
            step("po list", 0, "A\n\nB"),
            step("po show \\\nS-1", 0, ""),
            step("true", 0, ""),
        ];
        assert_eq!(steps(page), want);
    }

    #[test]
    fn the_exit_code_stands_behind_the_command_or_the_output() {
        let page = "```console\n$ po check\n? 1\nbad\n$ po check\nbad\n? 2\n$ echo '? 3'\n```\n";
        let want = [
            step("po check", 1, "bad"),
            step("po check", 2, "bad"),
            step("echo '? 3'", 0, ""),
        ];
        assert_eq!(steps(page), want);
    }

    #[test]
    fn the_output_is_known_by_its_lines() {
        let Ok(blocks) = parse("x\n```console\n$ po\n? 1\na\nb\n\n$ po\n```\n") else {
            panic!("a page that can be run");
        };
        let Block::Session(steps) = &blocks[0] else {
            panic!("a session")
        };
        assert_eq!((steps[0].line, steps[0].output.clone()), (3, 4..6));
        assert_eq!((steps[1].line, steps[1].output.clone()), (8, 8..8));
    }

    #[test]
    fn inert_blocks_and_excused_scripts_do_not_run() {
        let page =
            "```yaml\nid: S-1\n```\n```sh no-run=build\ncargo install\n```\n````text\n```\n````\n";
        assert_eq!(parse(page), Ok(Vec::new()));
    }

    #[test]
    fn what_would_be_skipped_is_refused() {
        refused("```\npo list\n```\n", 1, "nobody runs ``");
        refused("\n```bash\npo list\n```\n", 2, "nobody runs `bash`");
        refused(
            "```console ignore\n$ po list\n```\n",
            1,
            "nobody runs `console ignore`",
        );
        refused("```sh no-run=\npo list\n```\n", 1, "no reason");
        refused(
            "```sh no-run=flaky\npo list\n```\n",
            1,
            "`flaky` is no reason",
        );
        refused("- item\n\n  ```console\n", 3, "begins at the margin");
        refused("~~~console\n", 1, "begins at the margin");
        refused("    $ po list\n", 1, "indented");
        refused("```console\n$ po list\n", 1, "not closed");
        refused("```console\npo list\n```\n", 2, "begins with `$ `");
        refused("```console\n```\n", 1, "no command");
    }

    #[test]
    fn commands_are_told_in_their_order() {
        let blocks = parse("```sh\ncargo run\ntrue\n```\n```console\n$ cargo test\n```\n");
        assert_eq!(
            commands(&blocks.expect("blocks")),
            ["cargo run", "true", "cargo test"]
        );
    }
}
