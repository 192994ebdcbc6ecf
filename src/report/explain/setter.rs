//! Which command writes a field.

use crate::model::kind::Kind;

/// Fields that have a command of their own; `ID` and `OTHER` stand for ids of the kind.
const OWN: &[(&str, &str)] = &[
    ("id", "po new, once and for all"),
    ("created", "po new"),
    ("rank", "po move ID --top, or po prioritize --apply"),
    ("depends_on", "po link ID OTHER --as depends_on"),
    ("links", "po link ID URL"),
    ("comments", "po comment ID \"…\""),
    ("history", "po, when it changes what is remembered there"),
];

/// Those of stories alone, whose work the commands are about.
const OF_STORIES: &[(&str, &str)] = &[
    ("status", "po start ID, po done ID, or po set ID status=…"),
    ("acceptance", "po criterion add ID \"…\""),
    ("acceptance.1.verified", "po tick ID 1"),
    ("checks", "po tick ID ITEM"),
    ("blocked", "po block ID --reason \"…\", po unblock ID"),
    ("accepted", "po accept ID"),
    ("rejected", "po reject ID --reason \"…\""),
];

/// The command that writes the field at a path.
pub(super) fn command(path: &str, kind: &Kind) -> String {
    let id = format!("{}-12", kind.prefix);
    let of_kind: &[(&str, &str)] = match kind.id {
        "story" => OF_STORIES,
        _ => &[],
    };
    let own = OWN.iter().chain(of_kind).find(|(field, _)| *field == path);
    match own {
        Some((_, command)) => command
            .replace("ID", &id)
            .replace("OTHER", &format!("{}-9", kind.prefix)),
        None => format!("po set {id} {path}=…"),
    }
}
