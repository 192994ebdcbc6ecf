//! Statements given anew keep what people wrote beside them.

use super::super::Judged;
use super::after;
use super::backlog;
use super::ids;
use super::stamp;
use crate::edit::Stamp;
use crate::model::kind::Estimate;

const PATH: &str = "stories/S-1.yaml";

#[test]
fn an_estimate_given_anew_keeps_comments_and_other_keys() {
    let map = "estimate:\n  # asked the team\n  o: 1   # best\n  m: 3\n  p: 9\n  unit: days\n  note: mine\n";
    let backlog = backlog(&[(PATH, &format!("id: S-1\n{map}"))]);
    let judged = Judged::ThreePoints(Estimate {
        o: 2.0,
        m: 4.0,
        p: 12.0,
        unit: None,
    });
    let changes = super::super::estimate(&backlog, &ids(&["S-1"]), &judged, &stamp()).unwrap();
    let text = after(&changes, PATH).unwrap();
    let map = "estimate:\n  # asked the team\n  o: 2   # best\n  m: 4\n  p: 12\n  note: mine\n";
    assert!(text.starts_with(&format!("id: S-1\n{map}")), "{text}");
}

#[test]
fn a_block_given_anew_keeps_comments_and_other_keys() {
    let map = "blocked:\n  # called twice\n  since: 2026-11-01\n  by: S-2\n  reason: waits   # so they say\n  ticket: X-1\n";
    let backlog = backlog(&[(PATH, &format!("id: S-1\n{map}"))]);
    let stamp = Stamp {
        reason: Some("waits on".to_owned()),
        ..stamp()
    };
    let changes = super::super::block(&backlog, &ids(&["S-1"]), None, &stamp).unwrap();
    let text = after(&changes, PATH).unwrap();
    let map = "blocked:\n  # called twice\n  since: 2026-11-01\n  reason: waits on   # so they say\n  ticket: X-1\n";
    assert!(text.starts_with(&format!("id: S-1\n{map}")), "{text}");
}
