//! Which column of a Jira export holds what: by the exact names of `names`
//! first; what is still missing is sought by the roots of the words, and the
//! key by the shape of its cells.

use crate::exchange::jira_csv::names::BLOCKS;
use crate::exchange::jira_csv::names::CUSTOM;
use crate::exchange::jira_csv::names::INWARD;
use crate::exchange::jira_csv::names::NAMES;
use crate::exchange::jira_csv::names::OUTWARD;
use crate::exchange::jira_csv::names::ROOTS;
use crate::exchange::jira_csv::names::Role;
use crate::exchange::reading::acceptance;
use crate::exchange::reading::words::folded;

/// Finds the role of each column; `values` gives the filled cells of a column.
pub fn roles(headers: &[String], values: &dyn Fn(usize) -> Vec<String>) -> Vec<Role> {
    let folded: Vec<String> = headers.iter().map(|header| folded(header)).collect();
    let mut roles: Vec<Role> = folded.iter().map(|header| by_name(header)).collect();
    for (role, groups, never) in ROOTS {
        if roles.contains(role) {
            continue;
        }
        let fits = |header: &String| {
            let all = groups
                .iter()
                .all(|any| any.iter().any(|root| header.contains(root)));
            all && !header.contains('(') && !never.iter().any(|root| header.contains(root))
        };
        for (at, header) in folded.iter().enumerate() {
            if roles[at] == Role::Other && fits(header) {
                roles[at] = *role;
            }
        }
    }
    if !roles.contains(&Role::Key) {
        let keys = |at: &usize| roles[*at] == Role::Other && are_keys(&values(*at));
        if let Some(at) = (0..roles.len()).find(keys) {
            roles[at] = Role::Key;
        }
    }
    roles
}

fn by_name(header: &str) -> Role {
    let named = |table: &[(Role, &[&str])], name: &str| {
        table
            .iter()
            .find(|(_, names)| names.contains(&name))
            .map(|(role, _)| *role)
    };
    if let Some(role) = named(NAMES, header) {
        return role;
    }
    let Some((outer, inner)) = header
        .strip_suffix(')')
        .and_then(|header| header.split_once('('))
    else {
        return named(CUSTOM, header).unwrap_or(if acceptance::is_name(header) {
            Role::Acceptance
        } else {
            Role::Other
        });
    };
    let has = |roots: &[&str]| roots.iter().any(|root| outer.contains(root));
    match (has(INWARD), has(OUTWARD), BLOCKS.contains(&inner.trim())) {
        (true, false, true) => Role::BlockedBy,
        (false, true, true) => Role::Blocks,
        (true, false, false) | (false, true, false) => Role::OtherLink,
        _ if acceptance::is_name(inner) => Role::Acceptance,
        _ => named(CUSTOM, inner.trim()).unwrap_or(Role::Other),
    }
}

/// Whether all values have the shape `ABC-12` and none occurs twice.
fn are_keys(values: &[String]) -> bool {
    let mut sorted: Vec<&String> = values.iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    !values.is_empty() && sorted.len() == values.len() && values.iter().all(|value| is_key(value))
}

/// Whether a text has the shape of an issue key, `ABC-12`.
pub fn is_key(text: &str) -> bool {
    let Some((project, number)) = text.rsplit_once('-') else {
        return false;
    };
    let letters = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    project.starts_with(|c: char| c.is_ascii_uppercase())
        && project.chars().all(letters)
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
}

/// Why the cells of a role are lost where nothing else was decided.
pub fn why_lost(role: Role) -> &'static str {
    match role {
        Role::Id => "used to find parents; the key names the issue",
        Role::AssigneeId | Role::ReporterId | Role::CreatorId | Role::LeadId | Role::WatchersId => {
            "account ids are only used to name people"
        }
        Role::Reporter | Role::Creator | Role::Lead | Role::Watchers => {
            "a record names no one but its assignee and the authors of comments"
        }
        Role::Updated => "po computes it from history and comments",
        Role::Priority => "stories are ranked; there is no field for a priority",
        Role::Attachment => "files are not in the export",
        Role::Measured => "estimates and times in seconds, votes and views are not kept",
        Role::Project => "a backlog is one product; see po.yaml",
        Role::EpicLook => "the look of an epic on Jira's board",
        _ => "no field for it in a record",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[&str]) -> Vec<Role> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        roles(&headers, &|_| Vec::new())
    }

    #[test]
    fn headers_are_known_in_the_language_of_the_user() {
        let expected = [
            Role::Key,
            Role::Summary,
            Role::Status,
            Role::Category,
            Role::Created,
            Role::BlockedBy,
            Role::Points,
        ];
        for headers in [
            [
                "Issue key",
                "Summary",
                "Status",
                "Status Category",
                "Created",
                "Inward issue link (Blocks)",
                "Custom field (Story Points)",
            ],
            [
                "Clé de ticket",
                "Résumé",
                "État",
                "Catégorie d’état",
                "Création",
                "Lien du ticket entrant (Blocks)",
                "Champs personnalisés (Story Points)",
            ],
            [
                "Vorgangsschlüssel",
                "Zusammenfassung",
                "Status",
                "Statuskategorie",
                "Erstellt",
                "Eingehende Vorgangsverknüpfung (Blocks)",
                "Benutzerdefinierte Felder (Story Points)",
            ],
            [
                "Clave de incidencia",
                "Resumen",
                "Estado",
                "Categoría de estado",
                "Creada",
                "Enlace de incidencia entrante (Blocks)",
                "Campo personalizado (Story Points)",
            ],
            [
                "Ключ задачи",
                "Тема",
                "Статус",
                "Категория статуса",
                "Создано",
                "Входящая ссылка (Blocks)",
                "Пользовательское поле (Story Points)",
            ],
            [
                "課題キー",
                "要約",
                "ステータス",
                "ステータスカテゴリ",
                "作成日",
                "内向きの課題リンク（Blocks）",
                "カスタムフィールド（Story Points）",
            ],
        ] {
            assert_eq!(of(&headers), expected, "{headers:?}");
        }
    }

    #[test]
    fn name_unknown_to_the_table_is_found_by_its_roots() {
        let headers = [
            "Clave del elemento de trabajo",
            "Tipo de elemento de trabajo",
            "Tipo de proyecto",
            "Categoría de estado cambiada",
        ];
        assert_eq!(
            of(&headers),
            [Role::Key, Role::Type, Role::Project, Role::Other]
        );
        assert_eq!(of(&["Issue key", "Some key"]), [Role::Key, Role::Other]);
    }

    #[test]
    fn key_is_found_by_the_shape_of_its_cells() {
        let cells = [vec!["AB-1", "AB-1"], vec!["AB-1", "X2_Y-20"]];
        let values = |at: usize| cells[at].iter().map(|cell| (*cell).to_owned()).collect();
        let headers = ["Foo".to_owned(), "Bar".to_owned()];
        assert_eq!(roles(&headers, &values), [Role::Other, Role::Key]);
    }

    #[test]
    fn no_name_stands_for_two_roles_and_all_are_folded() {
        for table in [NAMES, CUSTOM] {
            let names: Vec<&str> = table
                .iter()
                .flat_map(|(_, names)| *names)
                .copied()
                .collect();
            for (at, name) in names.iter().enumerate() {
                assert!(!names[at + 1..].contains(name), "{name}");
                assert_eq!(*name, folded(name));
            }
        }
    }

    #[test]
    fn link_of_another_type_or_an_unknown_direction_blocks_nothing() {
        let headers = [
            "Outward issue link (Blocks)",
            "Outward issue link (Relates)",
            "Liaison (Blocks)",
        ];
        assert_eq!(of(&headers), [Role::Blocks, Role::OtherLink, Role::Other]);
    }
}
