//! Random backlogs, and random commands on them.

use super::dice::Dice;
use super::loss::Records;
use super::team::Clone;

/// How many stories a backlog has: few, so that two people meet.
pub const STORIES: usize = 2;

const SETTINGS: &str = "product: Shop\nfields:\n  cost_centre: {kinds: [story], type: text}\n  audiences: {kinds: [story], type: list}\n";

/// The files of a backlog: some stories with whatever the dice give them.
pub fn backlog(dice: &mut Dice) -> Vec<(String, String)> {
    let mut files = vec![("po.yaml".to_owned(), SETTINGS.to_owned())];
    for n in 1..=STORIES {
        files.push((format!("stories/S-{n}.yaml"), story(n, dice)));
    }
    files
}

fn story(n: usize, dice: &mut Dice) -> String {
    let mut text = format!(
        "id: S-{n}\ntype: story\ntitle: Story {n} # as it was called\nstatus: idea\nrank: r{n}5\n"
    );
    let parts = [
        "points: 3\n",
        "description: |\n  One line.\n\n  Two lines.\n  The end.\n",
        "acceptance:\n  - The form opens. # as said\n  - given: a basket\n    when: I pay\n    then: I am thanked\n  - {id: AC-7, text: It is fast.}\n",
        "assignee: cleo\n",
        "scores:\n  wsjf: {value: 3, time: 2}\n",
        "checks: {design: {by: cleo, on: 2026-11-02}}\n",
        "created: 2026-11-01\n",
        "labels: [ux, checkout]\n",
        "external: {jira: SHOP-1}\n",
        "comments:\n  - {at: 2026-11-01, by: cleo, text: First.}\n",
        "audiences: [buyers]\n",
        "history:\n  - {at: 2026-11-01, status: idea}\n",
    ];
    for part in parts {
        if !dice.once_in(4) {
            text.push_str(part);
        }
    }
    match dice.once_in(5) {
        true => text.replace('\n', "\r\n"),
        false => text,
    }
}

/// Some commands of one person, and a commit after each or after all. Answers with the records
/// after each command.
pub fn work(clone: &Clone, dice: &mut Dice, day: u32) -> Vec<Records> {
    let each = dice.once_in(2);
    let mut states = Vec::new();
    for n in 0..3 + dice.below(5) {
        let words = command(dice, day + u32::from(n as u8 % 3));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // A list that a story does not have is no reason to stop.
        clone.try_po(&words);
        states.push(clone.records());
        if each {
            clone.commit("work");
        }
    }
    clone.commit("work");
    states
}

fn command(dice: &mut Dice, day: u32) -> Vec<String> {
    let id = format!("S-{}", 1 + dice.below(STORIES));
    let other = format!("S-{}", 1 + dice.below(STORIES));
    let word = dice.word();
    let number = dice.below(20);
    let set = |what: String| vec!["set".to_owned(), id.clone(), what];
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut command: Vec<String> = match dice.below(26) {
        0 => set(format!("title=Story of {word}")),
        1 | 21 => set(format!("points={}", 2 + number % 4)),
        2 => set(format!("assignee={word}")),
        3 => set(format!("labels+={word}")),
        4 => set("labels-=ux".to_owned()),
        5 | 22 | 23 => set(format!("status={}", dice.of(&["idea", "ready", "doing"]))),
        6 => set(format!(
            "scores.wsjf.{}={number}",
            dice.of(&["value", "time", "risk"])
        )),
        7 => set(format!("external.{}={word}", dice.of(&["jira", "github"]))),
        8 => set(format!("cost_centre={word}")),
        9 => set(format!("audiences+={word}")),
        10 => set(format!("acceptance.1=The form opens {word}.")),
        11 => set("labels=".to_owned()),
        12 => set(format!("depends_on+={other}")),
        13 => set(format!(
            "description:=\"One line.\\n\\n{word}.\\nThe end.\\n\""
        )),
        14 | 24 => words(&["comment", &id, &format!("Said {word}.")]),
        15 => words(&["criterion", "add", &id, &format!("It shows {word}.")]),
        16 => words(&["tick", &id, dice.of(&["1", "2", "AC-7"])]),
        17 => words(&["block", &id, "--reason", &format!("waits for {word}")]),
        18 => words(&["unblock", &id]),
        19 => words(&["move", &id, dice.of(&["--top", "--bottom"])]),
        20 => words(&["move", &id, "--after", &other]),
        _ => words(&["set", &id, "assignee=", "points="]),
    };
    command.extend(["--today".to_owned(), format!("2026-11-{day:02}")]);
    command
}
