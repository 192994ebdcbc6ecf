//! Limits that keep hostile texts cheap.

/// How large a document may be. A record is far smaller; what is larger is damage or an attack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Lists and maps inside each other.
    pub depth: usize,
    /// Keys, values, lists and maps.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 1 << 20,
            depth: 32,
            nodes: 20_000,
        }
    }
}
