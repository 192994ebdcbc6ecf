//! Fish: shows what stands behind a tab, and puts quotes where they are needed.

use super::Line;
use super::Offer;
use super::Shell;
use super::lines;
use super::words;

pub(super) static SHELL: Shell = Shell {
    name: "fish",
    script: include_str!("fish.fish"),
    read: words,
    write: |offer: &Offer, _: &Line| lines(offer),
};
