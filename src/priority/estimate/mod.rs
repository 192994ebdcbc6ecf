//! What an estimate says: sizes on the team's scale, three points, planning poker.
pub mod poker;
pub mod sizes;
pub mod spread;

pub use poker::Card;
pub use poker::Verdict;
pub use sizes::Sizes;
pub use spread::Spread;
