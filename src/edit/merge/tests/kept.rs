//! What a merge keeps beside values: comments at what they were written for,
//! and the way a side wrote it.

use super::conflict;
use super::merged;

/// What `po fmt` makes of a side while the other changes a line at the new place.
#[test]
fn a_key_that_moved_keeps_its_comments_and_its_layout() {
    let base = "id: S-7\ntitle: Odd\nstatus: idea\ncreated: 2026-11-02\n# agreed with legal\npoints: 5 # really\nassignee: ana\nlabels: # why\n  - \"a b\"\n  - c\n";
    let theirs = "id: S-7\ntitle: Odd\nstatus: idea\nlabels: # why\n  - \"a b\"\n  - c\n# agreed with legal\npoints: 5 # really\ncreated: 2026-11-02\nassignee: ana\n";
    let ours = base.replace("idea\ncreated: 2026-11-02", "refined\ncreated: 2026-11-03");
    for (one, other) in [(ours.as_str(), theirs), (theirs, ours.as_str())] {
        let (text, fields) = merged(base, one, other);
        assert!(fields.is_empty(), "{text}");
        let kept = [
            "# agreed with legal\npoints: 5 # really\n",
            "labels: # why\n  - \"a b\"\n  - c\n",
            "status: refined\n",
            "created: 2026-11-03\n",
        ];
        assert!(kept.iter().all(|part| text.contains(part)), "{text}");
    }
}

/// Neither by lines nor by keys: the comment that both have cannot be kept.
#[test]
fn a_comment_never_stands_above_another_item() {
    let base = "id: S-7\nacceptance:\n  # legal asked for alpha\n  - Alpha holds.\n  # only on Mondays\n  - Beta holds.\n";
    let ours = "id: S-7\nacceptance:\n  # only on Mondays\n  - Beta holds.\n";
    let theirs = base.replace("Alpha holds", "Alpha never holds");
    conflict(
        base,
        ours,
        &theirs,
        &["acceptance"],
        "id: S-7\nacceptance:\n<<<<<<< ours\n=======\n  # legal asked for alpha\n  - Alpha never holds.\n>>>>>>> theirs\n  # only on Mondays\n  - Beta holds.\n",
    );
    let added = base.replace("  # legal", "  - First.\n  # legal");
    let dated = base.replace("Mondays\n", "Mondays\n  - Middle.\n");
    let (text, _) = merged(base, &added, &dated);
    assert!(
        text.contains("  - First.\n  # legal asked for alpha\n  - Alpha holds.\n"),
        "{text}"
    );
}
