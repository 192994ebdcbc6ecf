//! PowerShell: older ones leave out an empty last word, so their script says how
//! many words there are.

use super::Line;
use super::Offer;
use super::Shell;
use super::lines;
use super::words;

pub(super) static SHELL: Shell = Shell {
    name: "powershell",
    script: include_str!("powershell.ps1"),
    read,
    write: |offer: &Offer, _: &Line| lines(offer),
};

fn read(passed: &[String]) -> Line {
    let (count, rest) = match passed.split_first() {
        Some((count, rest)) => (count.parse().unwrap_or(0), rest),
        None => (0, passed),
    };
    let mut all = rest.to_vec();
    // A count that is wrong must not fill the memory.
    if all.len() + 1 == count {
        all.push(String::new());
    }
    words(&all)
}
