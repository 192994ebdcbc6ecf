use super::*;
use crate::diag::Finding;
use crate::rules::tests::Sample;

fn short(findings: &[Finding]) -> Vec<String> {
    let short = |f: &Finding| {
        format!(
            "{} {} {}:{}:{}",
            f.severity.word(),
            f.rule,
            f.place.path,
            f.place.line,
            f.place.column
        )
    };
    findings.iter().map(short).collect()
}

fn checked(config: &str, story: &str) -> Vec<String> {
    short(&Sample::new(config, &[("stories/S-1.yaml", story)]).check_all())
}

const READY: &str = "id: S-1\nstatus: ready\ntype: task\npoints: 13\nacceptance: [pay works]\n";

#[test]
fn po_yaml_sets_severity_and_options() {
    assert_eq!(
        checked("{}", READY),
        ["error oversized-story stories/S-1.yaml:4:9"]
    );
    assert_eq!(
        checked("rules: {oversized-story: info}", READY),
        ["info oversized-story stories/S-1.yaml:4:9"]
    );
    assert_eq!(
        checked("rules: {oversized-story: {max: 13}}", READY),
        [""; 0]
    );
    assert_eq!(checked("rules: {oversized-story: ignore}", READY), [""; 0]);
    let both = "rules: {oversized-story: {severity: warning, max: 8}}";
    assert_eq!(
        checked(both, READY),
        ["warning oversized-story stories/S-1.yaml:4:9"]
    );
}

#[test]
fn po_yaml_sets_where_a_rule_begins() {
    let idea = "id: S-1\nstatus: idea\ntype: task\npoints: 13\n";
    let found = |from: &str, story: &str| {
        checked(
            &format!("rules: {{oversized-story: {{from: {from}}}}}"),
            story,
        )
    };
    assert_eq!(found("idea", idea).len(), 1);
    assert_eq!(found("doing", READY), [""; 0]);
    assert_eq!(
        found("done", &READY.replace("ready", "done")).len(),
        2,
        "unverified-done and the rule"
    );
    assert_eq!(found("doing", &READY.replace("ready", "dropped")), [""; 0]);
}

#[test]
fn what_makes_no_sense_in_po_yaml_is_an_error_at_its_key() {
    for (config, message) in [
        (
            "rules: {vague-trem: error}",
            "there is no rule \"vague-trem\"",
        ),
        ("rules: {vague-term: off}", "\"off\" is no severity"),
        (
            "rules: {vague-term: 3}",
            "rules.vague-term is neither a severity nor a map",
        ),
        (
            "rules: {vague-term: {from: nowhere}}",
            "\"nowhere\" is no state",
        ),
        (
            "rules: {oversized-story: {most: 3}}",
            "oversized-story has no option \"most\"",
        ),
        (
            "rules: {oversized-story: {max: many}}",
            "option \"max\" is not a number",
        ),
        (
            "rules: {vague-term: {add: many}}",
            "option \"add\" is not a list of texts",
        ),
        (
            "rules: {unverified-done: {since: soon}}",
            "option \"since\" is not a date such as 2026-11-24",
        ),
        (
            "ready: [{id: a, rule: vague-trem}]",
            "there is no rule \"vague-trem\"",
        ),
        (
            "ready: [{id: a, check: Look, max: 3}]",
            "a manual item has no option \"max\"",
        ),
    ] {
        // Whatever is selected or switched off.
        let config = config.replace("{vague", "{bad-enum: ignore, vague");
        let found = Sample::new(&config, &[]).check("misnamed-file");
        assert_eq!(found.len(), 1, "{config}: {found:?}");
        assert_eq!(
            (found[0].message.as_str(), found[0].place.line),
            (message, 1),
            "{config}"
        );
        assert!(found[0].help.is_some() && found[0].severity == crate::diag::Severity::Error);
    }
}

#[test]
fn a_selection_names_rules_that_exist() {
    let error = Selection::new(Some(vec!["vague-trem".to_owned()]), Vec::new()).unwrap_err();
    assert_eq!(error.help, ["did you mean \"vague-term\"?"]);
    assert!(Selection::new(None, vec!["nothing-like-it".to_owned()]).is_err());
}

#[test]
fn selected_rules_run_even_when_switched_off_and_ignored_ones_do_not() {
    let sample = Sample::new(
        "rules: {oversized-story: ignore}",
        &[("stories/S-1.yaml", READY)],
    );
    assert_eq!(short(&sample.check("oversized-story")).len(), 1);
    let without = Selection::new(None, vec!["dangling-link".to_owned()]).unwrap();
    let sample = Sample::new("{}", &[("stories/S-1.yaml", "id: S-1\nepic: E-1\n")]);
    assert_eq!(run(&sample.backlog(), sample.today, &without).len(), 0);
}

#[test]
fn a_record_allows_a_finding_with_a_reason_and_only_with_one() {
    let story = |reason: &str| format!("{READY}allow: {{oversized-story: {reason}}}\n");
    assert_eq!(checked("{}", &story("agreed with the team")), [""; 0]);
    assert_eq!(
        checked("{}", &story("' '")),
        [
            "error oversized-story stories/S-1.yaml:4:9",
            "warning unexplained-allow stories/S-1.yaml:6:9"
        ]
    );
}

#[test]
fn findings_of_the_loader_follow_po_yaml_but_a_lost_file_is_always_said() {
    let files = [
        ("stories/S-1.yaml", "id: S-1\npoints: many\n"),
        ("stories/S-2.yaml", "title: lost\n"),
    ];
    let found = |config: &str| short(&Sample::new(config, &files).check_all());
    let lost = "error unreadable-file stories/S-2.yaml:1:1";
    assert_eq!(found("{}"), ["error bad-type stories/S-1.yaml:2:9", lost]);
    assert_eq!(
        found("rules: {bad-type: info, unreadable-file: ignore}"),
        ["info bad-type stories/S-1.yaml:2:9", lost]
    );
    assert_eq!(found("rules: {bad-type: ignore}"), [lost]);
    assert_eq!(
        short(&Sample::new("{}", &files).check("vague-term")),
        [lost]
    );
    let allowed = [(
        "stories/S-1.yaml",
        "id: S-1\npoints: many\nallow: {bad-type: later}\n",
    )];
    assert_eq!(short(&Sample::new("{}", &allowed).check_all()), [""; 0]);
}

#[test]
fn many_records_are_checked_at_once_with_the_same_result() {
    let texts: Vec<(String, String)> = (1..=300)
        .map(|n| {
            (
                format!("stories/S-{n}.yaml"),
                format!("id: S-{n}\nepic: E-{n}\nrank: r{}1\n", n % 9),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let sample = Sample::new("{}", &files);
    let found = short(&sample.check_all());
    assert_eq!(found.len(), 300 + 291);
    assert_eq!(found, short(&sample.check_all()));
    let few = short(&Sample::new("{}", &files[..20]).check_all());
    assert!(few.iter().all(|finding| found.contains(finding)));
}

#[test]
fn a_key_is_marked_and_a_path_is_told() {
    let story = "id: S-1\nacceptance:\n  - thn: it works\n";
    let found = Sample::new("{}", &[("stories/S-1.yaml", story)]).check("unknown-field");
    let finding = &found[0];
    assert_eq!(
        (
            finding.place.line,
            finding.place.column,
            finding.place.length
        ),
        (3, 5, 3)
    );
    assert_eq!(finding.field.as_deref(), Some("acceptance.1.thn"));
    assert_eq!(finding.message, "acceptance.1 has no field \"thn\"");
    assert_eq!(finding.help.as_deref(), Some("did you mean \"then\"?"));
}

/// The stories of two teams, one of them below a folder, with 13 points each.
fn two_teams(config: &str) -> Sample {
    let team = |id: &str, team: &str| READY.replace("S-1", id) + &format!("team: {team}\n");
    let config = format!("teams: {{web: {{}}, pay: {{}}}}\n{config}\n");
    let files = [
        ("stories/S-1.yaml", team("S-1", "web")),
        ("stories/old/S-2.yaml", team("S-2", "pay")),
        ("stories/old/S-3.yaml", team("S-3", "web")),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    Sample::new(&config, &files)
}

/// The severities of what is found in them, `-` for none.
fn severities(found: &[Finding]) -> Vec<&'static str> {
    let of = |path: &str| {
        let mut found = found.iter().filter(|f| f.place.path.ends_with(path));
        found.next().map_or("-", |f| f.severity.word())
    };
    ["S-1.yaml", "S-2.yaml", "S-3.yaml"].map(of).to_vec()
}

#[test]
fn files_and_teams_have_settings_of_their_own_and_the_later_wins() {
    for (overrides, expected) in [
        (
            "{paths: [stories/old/**], rules: {oversized-story: ignore}}",
            ["error", "-", "-"],
        ),
        (
            "{team: pay, rules: {oversized-story: info}}",
            ["error", "info", "error"],
        ),
        (
            "{paths: [stories/old], team: web, rules: {oversized-story: {max: 13}}}",
            ["error", "error", "-"],
        ),
        (
            "{paths: [stories], rules: {oversized-story: info}}, {team: web, rules: {oversized-story: warning}}",
            ["warning", "info", "warning"],
        ),
        (
            "{paths: [stories], rules: {oversized-story: {severity: info}}}, {team: web, rules: {oversized-story: {max: 13}}}",
            ["-", "info", "-"],
        ),
        (
            "{team: web, rules: {oversized-story: {from: doing}}}",
            ["-", "error", "-"],
        ),
    ] {
        let sample = two_teams(&format!("overrides: [{overrides}]"));
        assert_eq!(severities(&sample.check_all()), expected, "{overrides}");
    }
}

/// What a rule sees in the backlog as a whole, and what the loader found, weigh what they weigh for their record.
#[test]
fn findings_of_all_sorts_weigh_what_their_record_says() {
    let text = "id: S-1\nrank: r1\npoints: many\n";
    let files = [
        ("stories/S-1.yaml", text.to_owned()),
        ("stories/old/S-2.yaml", text.replace("S-1", "S-2")),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let old = "{paths: [stories/old], rules: {rank-collision: info, bad-type: ignore}}";
    let sample = Sample::new(&format!("overrides: [{old}]"), &files);
    let found = short(&sample.check_all());
    let expected = [
        "info rank-collision stories/old/S-2.yaml:2:7",
        "error bad-type stories/S-1.yaml:3:9",
    ];
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert!(expected.iter().all(|e| found.contains(e)), "{found:?}");
    assert!(
        !found.iter().any(|f| f.contains("bad-type stories/old")),
        "{found:?}"
    );
}

#[test]
fn an_item_of_a_definition_takes_the_options_of_its_record() {
    let items = "ready: [{id: small, rule: oversized-story}]";
    let old = "overrides: [{paths: [stories/old], rules: {oversized-story: {max: 13}}}]";
    let backlog = two_teams(&format!("{items}\n{old}")).backlog();
    let today = "2026-11-24".parse().unwrap();
    let judge = crate::rules::Judge::new(&backlog, today).unwrap();
    let ready: Vec<bool> = backlog
        .records()
        .iter()
        .map(|r| judge.is_ready(r))
        .collect();
    let paths: Vec<&str> = backlog.records().iter().map(|r| r.path.as_str()).collect();
    let expected: Vec<bool> = paths.iter().map(|path| path.contains("old")).collect();
    assert_eq!(ready, expected, "{paths:?}");
}

#[test]
fn an_entry_that_names_what_there_is_not_is_an_error_at_its_place() {
    for (entry, message) in [
        (
            "{paths: [/stories], rules: {}}",
            "\"/stories\" means no file: a pattern begins with",
        ),
        (
            "{paths: [a, 's/{x}'], rules: {}}",
            "\"s/{x}\" means no file: a pattern has *, ?",
        ),
        ("{team: wbe, rules: {}}", "there is no team \"wbe\""),
        (
            "{rules: {vague-term: info}}",
            "this names neither paths nor a team",
        ),
        (
            "{team: web, rules: {vague-trem: info}}",
            "there is no rule \"vague-trem\"",
        ),
        (
            "{team: web, rules: {oversized-story: {mx: 1}}}",
            "oversized-story has no option \"mx\"",
        ),
    ] {
        let found = two_teams(&format!("overrides: [{entry}]")).check("misnamed-file");
        assert_eq!(found.len(), 1, "{entry}: {found:?}");
        assert!(
            found[0].message.starts_with(message),
            "{}",
            found[0].message
        );
        assert!(found[0].help.is_some() && found[0].place.path == "po.yaml");
    }
}

/// What is found under an organisation's rules.
fn under(floor: &str, sample: &Sample) -> Vec<Finding> {
    let mut backlog = sample.backlog();
    let workflow = &backlog.config.workflow;
    backlog.config.floor = crate::rules::floor(floor.to_owned(), "org.yaml", workflow).unwrap();
    run(&backlog, sample.today, &Selection::default())
}

#[test]
fn no_team_takes_back_what_the_organisation_says() {
    let warning = "rules: {oversized-story: warning}\n";
    let ignored = "rules: {oversized-story: ignore}";
    for (floor, config, expected) in [
        (warning, "{}", "error"),
        (warning, ignored, "warning"),
        (warning, "rules: {oversized-story: info}", "warning"),
        (
            warning,
            "overrides: [{paths: [stories], rules: {oversized-story: ignore}}]",
            "warning",
        ),
        (
            "rules: {oversized-story: {max: 3}}\n",
            "rules: {oversized-story: {max: 20}}",
            "error",
        ),
        ("rules: {oversized-story: {max: 20}}\n", "{}", "-"),
        ("rules: {long-title: info}\n", ignored, "-"),
    ] {
        let sample = Sample::new(config, &[("stories/S-1.yaml", READY)]);
        let found = under(floor, &sample);
        let found = found.iter().find(|f| f.rule == "oversized-story");
        assert_eq!(
            found.map_or("-", |f| f.severity.word()),
            expected,
            "{floor}{config}"
        );
    }
}

#[test]
fn words_of_the_organisation_stand_beside_those_of_the_team() {
    let story = "id: S-1\nstatus: ready\ntype: task\npoints: 1\nacceptance: [cheap and lean]\n";
    let config = "rules: {vague-term: {add: [cheap], ignore: [Lean]}}";
    let sample = Sample::new(config, &[("stories/S-1.yaml", story)]);
    let count = |found: Vec<Finding>| found.iter().filter(|f| f.rule == "vague-term").count();
    assert_eq!(count(sample.check_all()), 1);
    assert_eq!(
        count(under("rules: {vague-term: {add: [lean]}}\n", &sample)),
        2
    );
}
