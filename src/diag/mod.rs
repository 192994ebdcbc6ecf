//! What `po` has to say about a text: findings with their place, errors with
//! their way out, and fixes as data.

mod error;
mod finding;
mod fingerprint;
mod fix;

pub use error::Error;
pub use error::Exit;
pub use finding::Finding;
pub use finding::Place;
pub use finding::Severity;
pub use finding::by_severity;
pub use finding::sort;
pub use finding::to_json;
pub use fingerprint::Fingerprint;
pub use fix::Fix;
pub use fix::Operation;
pub use fix::Replacement;
pub use fix::Suggestion;
