//! Zsh: `_describe` shows the descriptions and puts quotes where they are needed.

use super::Line;
use super::Offer;
use super::Shell;
use super::lines;
use super::words;

pub(super) static SHELL: Shell = Shell {
    name: "zsh",
    script: include_str!("zsh.zsh"),
    read: words,
    write: |offer: &Offer, _: &Line| lines(offer),
};
