//! People in a Jira export: names where there are names, account ids elsewhere.

use std::collections::HashMap;

use crate::exchange::jira_csv::names::Role;
use crate::exchange::jira_csv::sheet::Row;

/// The names of account ids, as far as the file tells them.
#[derive(Debug, Default)]
pub struct People {
    names: HashMap<String, String>,
}

/// Columns that hold a name and the id of the same person.
static PAIRS: [(Role, Role); 5] = [
    (Role::Assignee, Role::AssigneeId),
    (Role::Reporter, Role::ReporterId),
    (Role::Creator, Role::CreatorId),
    (Role::Lead, Role::LeadId),
    (Role::Watchers, Role::WatchersId),
];

impl People {
    /// Collects the names of all rows.
    pub fn new(rows: &[Row<'_>]) -> Self {
        let mut names = HashMap::new();
        for row in rows {
            for (name, id) in PAIRS {
                let (people, ids) = (row.all(name), row.all(id));
                if people.len() == ids.len() {
                    for (person, id) in people.iter().zip(&ids) {
                        names.insert(id.text.to_owned(), person.text.to_owned());
                    }
                }
            }
        }
        Self { names }
    }

    /// The name of a person. An account id that no column names is shortened to
    /// its end, the part that differs between accounts made at one time.
    pub fn name(&self, id: &str) -> String {
        let id = id.trim();
        if let Some(name) = self.names.get(id) {
            return name.clone();
        }
        let account = id.rsplit(':').next().unwrap_or(id);
        let hex = |c: char| c.is_ascii_hexdigit() || c == '-';
        if account.len() < 20 || !account.chars().all(hex) {
            return id.to_owned();
        }
        format!("account-{}", &account[account.len() - 8..])
    }
}

#[cfg(test)]
mod tests {
    use super::People;

    #[test]
    fn account_id_without_a_name_is_shortened_and_a_user_name_is_not() {
        let people = People::default();
        assert_eq!(
            people.name("70121:88467814-9fb7-4995-ad9e-7e0ff54d9013"),
            "account-f54d9013"
        );
        assert_eq!(people.name("5f000000000000000000abcd"), "account-0000abcd");
        assert_eq!(people.name("person1"), "person1");
        assert_eq!(people.name("deadbeef-1"), "deadbeef-1");
        assert_eq!(people.name("Ana Müller"), "Ana Müller");
    }
}
