use super::*;

fn parts(text: &str, job: bool) -> Option<[Option<String>; 3]> {
    let statement = Statement::read("description", text, job)?;
    let text = |part: &Option<Part>| part.as_ref().map(|part| part.text().to_owned());
    Some([
        text(&statement.role),
        text(&statement.goal),
        text(&statement.benefit),
    ])
}

#[track_caller]
fn reads(text: &str, [role, goal, benefit]: [&str; 3]) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    assert_eq!(
        parts(text, false),
        Some([some(role), some(goal), some(benefit)]),
        "{text}"
    );
}

#[test]
fn sentences_give_role_goal_and_benefit() {
    reads(
        "As a buyer I want to pay by card so that I need no cash.",
        ["buyer", "pay by card", "I need no cash"],
    );
    reads(
        "As an admin, I want to block accounts, so that fraud stops",
        ["admin", "block accounts", "fraud stops"],
    );
    reads(
        "As a seller I can export orders",
        ["seller", "export orders", ""],
    );
    reads(
        "As the auditor I need the log of last year in order to prove compliance",
        ["auditor", "the log of last year", "prove compliance"],
    );
    reads(
        "As a seller I want to filter so many orders",
        ["seller", "filter so many orders", ""],
    );
    reads(
        "As a buyer I want a receipt, so I can claim it",
        ["buyer", "a receipt", "I can claim it"],
    );
    reads(
        "In order to file taxes, as a seller I want to export orders",
        ["seller", "export orders", "file taxes"],
    );
}

#[test]
fn the_longest_words_after_i_and_the_shortest_role_are_taken() {
    reads(
        "as admin i should be able to log in",
        ["admin", "log in", ""],
    );
    reads(
        "As a clerk, I would like to see what I want",
        ["clerk", "see what I want", ""],
    );
    reads(
        "As a buyer\nI wish to\npay! Later more, so that it is easy.",
        ["buyer", "pay", ""],
    );
}

#[test]
fn other_sentences_are_no_statement() {
    for text in [
        "Pay by card",
        "I want to pay by card",
        "As a buyer",
        "As a buyer I want",
        "",
        "As I want to pay",
    ] {
        assert_eq!(parts(text, false), None, "{text}");
    }
}

#[test]
fn the_job_form_is_read_where_the_team_uses_it() {
    let text = "When I travel, I want to pay by phone so I can leave my wallet";
    assert_eq!(parts(text, false), None);
    let read = [
        Some("I travel"),
        Some("pay by phone"),
        Some("leave my wallet"),
    ];
    assert_eq!(
        parts(text, true),
        Some(read.map(|part| part.map(str::to_owned)))
    );
    let that = "When I travel, I want to pay by phone, so that I can rest.";
    assert_eq!(parts(that, true).unwrap()[2].as_deref(), Some("rest"));
}

#[test]
fn leads_of_keys_are_no_part_of_the_words() {
    for (value, lead, rest) in [
        ("a buyer", ["a", "an"], "buyer"),
        (" An admin ", ["a", "an"], "admin"),
        ("a", ["a", "an"], "a"),
        ("anna", ["a", "an"], "anna"),
        ("  ", ["a", "an"], ""),
        ("to pay", ["to", ""], "pay"),
    ] {
        assert_eq!(&value[without_lead(value, &lead)], rest, "{value}");
    }
}
