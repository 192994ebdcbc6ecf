//! What a program costs: its CPU time and its memory as the kernel counts them.
#![expect(clippy::disallowed_methods, reason = "the benchmark starts programs")]

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// One run of a program and of the programs it waited for.
pub struct Cost {
    /// User and system time.
    pub cpu: Duration,
    pub wall: Duration,
    /// The highest resident memory of one of the processes, in bytes.
    pub peak: u64,
    /// The exit code, or -1 for a signal.
    pub status: i32,
}

/// Runs `line` in `folder`, its output going to `said` (a file: some programs do less when
/// nobody reads them).
pub fn run(line: &[&str], folder: &Path, said: &Path) -> io::Result<Cost> {
    let out = File::create(said)?;
    let mut command = Command::new(line[0]);
    command.args(&line[1..]).current_dir(folder);
    command
        .env("PO_USER", "ana")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80");
    command
        .stdin(Stdio::null())
        .stdout(out.try_clone()?)
        .stderr(out);
    let begun = Instant::now();
    let child = command.spawn()?;
    let (status, usage) = wait(child.id())?;
    Ok(Cost {
        cpu: duration(usage.ru_utime) + duration(usage.ru_stime),
        wall: begun.elapsed(),
        peak: u64::try_from(usage.ru_maxrss).unwrap_or(0) * 1024,
        status,
    })
}

fn duration(time: libc::timeval) -> Duration {
    let part = |value: i64| u64::try_from(value).unwrap_or(0);
    Duration::from_secs(part(time.tv_sec)) + Duration::from_micros(part(time.tv_usec))
}

#[expect(
    unsafe_code,
    reason = "the standard library does not tell what a child cost"
)]
fn wait(child: u32) -> io::Result<(i32, libc::rusage)> {
    let mut status = 0;
    // SAFETY: `rusage` is plain numbers, for which all zeros is a value.
    let mut usage = unsafe { std::mem::zeroed::<libc::rusage>() };
    let id = libc::pid_t::try_from(child).map_err(io::Error::other)?;
    // SAFETY: both pointers are to live values of the types that the call fills in.
    let waited = unsafe { libc::wait4(id, &mut status, 0, &mut usage) };
    if waited != id {
        return Err(io::Error::last_os_error());
    }
    let code = if libc::WIFEXITED(status) {
        libc::WEXITSTATUS(status)
    } else {
        -1
    };
    Ok((code, usage))
}

/// How many files below `folder` the program opened, git's own aside; `None` where strace is
/// not there to count them.
pub fn files_opened(line: &[&str], folder: &Path, said: &Path) -> Option<usize> {
    let log = said.with_extension("strace");
    let mut traced = vec![
        "strace",
        "-f",
        "-qq",
        "-y",
        "-e",
        "trace=open,openat,openat2",
        "-o",
    ];
    traced.push(log.to_str()?);
    traced.extend(line);
    run(&traced, folder, said)
        .ok()
        .filter(|cost| cost.status == 0)?;
    let log = std::fs::read_to_string(log).ok()?;
    let folder = folder.to_str()?;
    Some(log.lines().filter(|call| opens_file(call, folder)).count())
}

/// `12 openat(AT_FDCWD</b>, "po.yaml", O_RDONLY) = 3</b/po.yaml>`
fn opens_file(call: &str, folder: &str) -> bool {
    let path = call
        .rsplit_once(" = ")
        .and_then(|(_, result)| result.split_once('<'));
    let inside = path.and_then(|(_, path)| path.strip_prefix(folder));
    inside.is_some_and(|inner| !inner.starts_with("/.git/")) && !call.contains("O_DIRECTORY")
}
