//! Runs the blocks of a page in a copy of the example of their own, and compares.
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts programs and copies files"
)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use similar::TextDiff;
use snapbox::Data;
use snapbox::filter::NormalizeToExpected;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::page::Block;
use crate::page::Step;

/// Stands in for cargo on the pages: the program is built already, and the tests run.
/// A function, because a script just written may be busy while another test forks.
const CARGO: &str = r#"cargo() (
    case "$*" in
    test) exit 0 ;;
    run | run\ *)
        while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
        [ $# -eq 0 ] || shift
        cd "$REPOSITORY"
        exec po "$@" ;;
    esac
    echo "cargo $* is not run on a page" >&2
    exit 127
)
"#;

/// A repository with nothing but the example, and a fixed environment.
pub struct Shell {
    home: TempDir,
    programs: String,
}

/// A block that did not do what the page says.
#[derive(Debug)]
pub struct Failure {
    pub line: usize,
    pub message: String,
    /// The output as it should stand, where only the output is wrong.
    pub output: Option<String>,
}

impl Shell {
    /// Copies the folder `example` and puts the program `po` in reach.
    pub fn new(example: &Path, po: &Path) -> io::Result<Self> {
        let home = tempfile::tempdir()?;
        let programs = home.path().join("bin");
        fs::create_dir(&programs)?;
        symlink(po, programs.join("po"))?;
        let path = env::var("PATH").unwrap_or_default();
        let programs = format!("{}:{path}", programs.display());
        let shell = Shell { home, programs };
        copy(example, &shell.shop())?;
        Ok(shell)
    }

    fn shop(&self) -> PathBuf {
        self.home.path().join("repository/examples/shop")
    }

    /// All that is wrong with the blocks, run one after the other.
    pub fn check(&self, blocks: &[Block]) -> io::Result<Vec<Failure>> {
        let mut failures = Vec::new();
        for block in blocks {
            match block {
                Block::Session(steps) => {
                    for step in steps {
                        let (status, got) = self.run(&step.command)?;
                        failures.extend(compare(step, status, &got));
                    }
                }
                Block::Script { line, text } => {
                    let (status, got) = self.run(text)?;
                    let message = format!("this script must succeed, but exits {status}:\n{got}");
                    let failure = Failure {
                        line: *line,
                        message,
                        output: None,
                    };
                    failures.extend((status != 0).then_some(failure));
                }
            }
        }
        Ok(failures)
    }

    /// The exit code, and both outputs as they were interleaved.
    fn run(&self, script: &str) -> io::Result<(i32, String)> {
        let (mut reader, writer) = io::pipe()?;
        let mut command = Command::new("sh");
        command.args(["-e", "-c", &format!("{CARGO}{script}")]);
        command.current_dir(self.shop());
        command.env_clear().envs(self.environment());
        command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let mut child = command.spawn()?;
        // Closes our ends of the pipe, else the reader would wait for ever.
        drop(command);
        let mut got = Vec::new();
        reader.read_to_end(&mut got)?;
        let status = child.wait()?.code().unwrap_or(-1);
        Ok((status, String::from_utf8_lossy(&got).into_owned()))
    }

    fn environment(&self) -> BTreeMap<&str, String> {
        let below = |name: &str| self.home.path().join(name).display().to_string();
        let fixed = [
            ("NO_COLOR", "1"),
            ("COLUMNS", "80"),
            ("TZ", "UTC"),
            ("LC_ALL", "C.UTF-8"),
            ("PO_USER", "ana"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
        ];
        let mut environment = BTreeMap::from(fixed.map(|(name, value)| (name, value.to_owned())));
        environment.insert("PATH", self.programs.clone());
        environment.insert("HOME", self.home.path().display().to_string());
        environment.insert("REPOSITORY", below("repository"));
        environment
    }
}

/// What is wrong with the outcome of a step. In the expected text `[..]` stands for anything
/// within a line, `...` on a line of its own for any lines; empty lines at the end do not count.
fn compare(step: &Step, status: i32, got: &str) -> Option<Failure> {
    let want = step.expected.trim_end_matches('\n').to_owned() + "\n";
    let got = got.trim_end_matches('\n').to_owned() + "\n";
    let pattern = Data::text(want.clone());
    let fitted = NormalizeToExpected::new()
        .redact()
        .normalize(Data::text(got), &pattern);
    let fitted = fitted.render().unwrap_or_default();
    let mut message = format!("$ {}\n", step.command);
    if status != step.status {
        message += &format!("exits {status}, the page says {}\n", step.status);
    }
    if fitted != want {
        let diff = TextDiff::from_lines(&want, &fitted);
        message += &diff.unified_diff().header("expected", "got").to_string();
    }
    let output = (status == step.status).then(|| fitted.clone());
    let failed = status != step.status || fitted != want;
    failed.then_some(Failure {
        line: step.line,
        message,
        output,
    })
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from).map_err(io::Error::other)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The page with the outputs of `failures` in place of what it expected.
pub fn rewritten(markdown: &str, blocks: &[Block], failures: &[Failure]) -> String {
    let mut lines = markdown.lines().map(str::to_owned).collect::<Vec<_>>();
    let sessions = blocks.iter().filter_map(|block| match block {
        Block::Session(steps) => Some(steps),
        Block::Script { .. } => None,
    });
    // From the end, so that the places before stay where they are.
    for step in sessions.flatten().collect::<Vec<_>>().into_iter().rev() {
        let failure = failures.iter().find(|failure| failure.line == step.line);
        if let Some(output) = failure.and_then(|failure| failure.output.as_ref()) {
            let new = output.trim_end_matches('\n').lines().map(str::to_owned);
            lines.splice(step.output.clone(), new);
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::parse;

    /// An example with one file; `po` is `ls`, which shows where it runs.
    fn shell() -> (TempDir, Shell) {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir(place.path().join("shop")).expect("a folder");
        fs::write(place.path().join("shop/po.yaml"), "product: Shop\n").expect("a file");
        let shell = Shell::new(&place.path().join("shop"), Path::new("/bin/ls"));
        (place, shell.expect("a shell"))
    }

    fn failures(markdown: &str) -> Vec<Failure> {
        let (_place, shell) = shell();
        shell
            .check(&parse(markdown).expect("blocks"))
            .expect("a run")
    }

    #[track_caller]
    fn passes(session: &str) {
        let failures = failures(&format!("```console\n{session}\n```\n"));
        assert!(failures.is_empty(), "{failures:?}");
    }

    #[track_caller]
    fn fails(session: &str, message: &str) {
        let failures = failures(&format!("```console\n{session}\n```\n"));
        assert!(
            failures.len() == 1 && failures[0].message.contains(message),
            "{failures:?}"
        );
    }

    #[test]
    fn what_varies_is_left_open() {
        passes("$ echo abc; echo def\nabc\ndef");
        passes("$ echo took 31 ms\ntook [..] ms");
        passes("$ seq 9\n1\n...\n9");
        fails("$ seq 9\n1\n...\n8", "+9");
        fails(
            "$ echo took 31 s\ntook [..] ms",
            "-took [..] ms\n+took 31 s",
        );
    }

    #[test]
    fn wrong_output_shows_as_a_diff() {
        fails(
            "$ echo a; echo b\na\nc",
            "--- expected\n+++ got\n@@ -1,2 +1,2 @@\n a\n-c\n+b\n",
        );
        fails("$ echo a", "+a");
        fails("$ true\na", "-a");
    }

    #[test]
    fn a_wrong_exit_code_fails_even_with_the_right_output() {
        fails("$ echo a; exit 3\na", "exits 3, the page says 0");
        fails("$ echo a\n? 1\na", "exits 0, the page says 1");
        fails("$ false; true", "exits 1");
        passes("$ echo a; exit 3\n? 3\na");
        assert_eq!(failures("```sh\ntrue\nfalse\ntrue\n```\n").len(), 1);
    }

    #[test]
    fn both_outputs_come_in_their_order() {
        passes("$ echo a; echo b >&2; echo c\na\nb\nc");
    }

    #[test]
    fn the_copy_carries_on_from_command_to_command() {
        passes("$ cat po.yaml\nproduct: Shop\n$ rm po.yaml\n$ ls");
    }

    #[test]
    fn the_environment_is_fixed() {
        passes(
            "$ echo $NO_COLOR $COLUMNS $TZ $PO_USER $GIT_DIR; git config user.name || true\n1 80 UTC ana",
        );
    }

    #[test]
    fn cargo_run_runs_the_program_at_the_root_of_the_repository() {
        passes("$ po\npo.yaml");
        passes("$ cargo run -q -- -d examples/shop\nexamples/shop");
        passes("$ cargo run\nexamples");
        passes("$ cargo run -q -- examples | cat\nshop\n$ po\npo.yaml");
        passes("$ cargo test");
        fails("$ cargo test --lib", "exits 127");
        fails("$ cargo build", "exits 127");
    }

    #[test]
    fn outputs_are_rewritten_in_place() {
        let page =
            "# A\n```console\n$ seq 3\n1\n4\n$ echo 7 ms, 9\n[..] ms, 8\n$ false\nx\n```\nend\n";
        let want =
            "# A\n```console\n$ seq 3\n1\n2\n3\n$ echo 7 ms, 9\n7 ms, 9\n$ false\nx\n```\nend\n";
        assert_eq!(
            rewritten(page, &parse(page).expect("blocks"), &failures(page)),
            want
        );
    }
}
