use super::*;
use crate::rules::tests::Sample;

const WORKFLOW: &str = "workflow: {idea: backlog, ready: {category: backlog, gate: ready}, doing: active, done: {category: done, gate: done}}\n";

fn results(config: &str, story: &str, gate: Gate) -> Vec<ItemResult> {
    let sample = Sample::new(config, &[("stories/S-1.yaml", story)]);
    let backlog = sample.backlog();
    judge(&backlog, &backlog.records()[0], gate, sample.today)
        .unwrap()
        .items
}

fn verdicts(config: &str, story: &str) -> Vec<Verdict> {
    results(config, story, Gate::Ready)
        .into_iter()
        .map(|item| item.verdict)
        .collect()
}

#[test]
fn the_score_counts_what_applies() {
    use Verdict::*;
    for (verdicts, score, holds) in [
        (
            vec![Pass, Pass, Pass, Pass, Waived, NotApplicable],
            (5, 5),
            true,
        ),
        (
            vec![Pass, Pass, Pass, Pass, Fail, NotApplicable],
            (4, 5),
            false,
        ),
        (vec![], (0, 0), true),
        (vec![NotApplicable], (0, 0), true),
        (vec![Pass; 6], (6, 6), true),
    ] {
        let item = |verdict| ItemResult {
            id: "x".to_owned(),
            words: String::new(),
            verdict,
            rule: None,
            reason: String::new(),
            line: None,
            help: None,
        };
        let judgement = Judgement {
            gate: Gate::Ready,
            items: verdicts.into_iter().map(item).collect(),
        };
        assert_eq!((judgement.score(), judgement.holds()), (score, holds));
    }
}

#[test]
fn rules_are_judged_at_any_status_and_when_switched_off() {
    let config = "ready: [{id: estimated, rule: unestimated-story}, {id: exact, rule: vague-term}]\nrules: {unestimated-story: ignore}\n";
    assert_eq!(
        verdicts(config, "id: S-1\nstatus: idea\n"),
        [Verdict::Fail, Verdict::Pass]
    );
    assert_eq!(
        verdicts(config, "id: S-1\npoints: 1\nacceptance: [fast]\n"),
        [Verdict::Pass, Verdict::Fail]
    );
}

#[test]
fn options_of_an_item_win_over_those_of_the_rule() {
    let config = "ready: [{id: small, rule: oversized-story, max: 3}, {id: other, rule: oversized-story}]\nrules: {oversized-story: {max: 20}}\n";
    assert_eq!(
        verdicts(config, "id: S-1\npoints: 5\n"),
        [Verdict::Fail, Verdict::Pass]
    );
}

#[test]
fn a_failing_item_says_why_where_and_how_to_mend_it() {
    let config = "ready: [{id: estimated, rule: unestimated-story}, {id: testable, rules: [missing-acceptance, vague-term]}, {id: design, check: Agreed with UX}]\n";
    let items = results(
        config,
        "id: S-1\npoints:\nacceptance:\n  - it is fast\n",
        Gate::Ready,
    );
    let told: Vec<_> = items
        .iter()
        .map(|i| (i.reason.as_str(), i.line, i.help.clone().unwrap()))
        .collect();
    assert_eq!(
        told[0],
        ("no points", Some(2), "po set S-1 points=…".to_owned())
    );
    assert_eq!(
        (told[1].0, told[1].1),
        ("\"fast\" cannot be tested", Some(4))
    );
    assert_eq!(
        told[2],
        ("not ticked", None, "po tick S-1 design".to_owned())
    );
    assert_eq!(items[2].words, "Agreed with UX");
}

#[test]
fn manual_items_are_ticked_waived_or_not_asked() {
    let config = "ready: [{id: design, check: Agreed, when: {labels: [ux, ui], type: [story]}}]\n";
    let verdict = |rest: &str| verdicts(config, &format!("id: S-1\n{rest}"))[0];
    assert_eq!(verdict(""), Verdict::NotApplicable);
    assert_eq!(verdict("labels: [ux]\ntype: bug\n"), Verdict::NotApplicable);
    assert_eq!(verdict("labels: [ux]\n"), Verdict::Fail);
    assert_eq!(
        verdict("labels: [ui]\ntype: story\nchecks: {design: {by: ana}}\n"),
        Verdict::Pass
    );
    assert_eq!(
        verdict("labels: [ux]\nchecks: {design: {}}\n"),
        Verdict::Fail
    );
    assert_eq!(
        verdict("labels: [ux]\nchecks: {design: {waived: no screen, by: ana}}\n"),
        Verdict::Waived
    );
    assert_eq!(
        verdict("labels: [ux]\nchecks: {design: {waived: '', by: ana}}\n"),
        Verdict::Fail
    );
}

#[test]
fn an_allowed_finding_counts_as_waived() {
    let config = "ready: [{id: estimated, rules: [unestimated-story, missing-acceptance]}]\n";
    let allowed = "id: S-1\nallow: {unestimated-story: a spike}\n";
    assert_eq!(verdicts(config, allowed), [Verdict::Fail]);
    let both = format!("{allowed}acceptance: [it works]\n");
    let item = &results(config, &both, Gate::Ready)[0];
    assert_eq!(
        (item.verdict, item.reason.as_str()),
        (Verdict::Waived, "allowed: a spike")
    );
}

#[test]
fn what_a_waived_item_asks_for_is_no_finding() {
    let ready = format!(
        "{WORKFLOW}ready: [{{id: estimated, rule: unestimated-story}}, {{id: testable, rules: [missing-acceptance, vague-term]}}]\n"
    );
    let found = |checks: &str| {
        let story = format!(
            "id: S-1\ntitle: Pay\nas_a: buyer\ni_want: to pay\nso_that: I need no cash\nstatus: doing\n{checks}"
        );
        let findings = Sample::new(&ready, &[("stories/S-1.yaml", &story)]).check_all();
        findings.into_iter().map(|f| f.rule).collect::<Vec<_>>()
    };
    assert_eq!(
        found(""),
        ["missing-acceptance", "unestimated-story", "unmet-gate"]
    );
    let waived =
        "checks: {estimated: {waived: a test, by: ana}, testable: {waived: a test, by: ana}}\n";
    assert_eq!(found(waived), [""; 0]);
    assert_eq!(
        found("checks: {estimated: {waived: a test}, testable: {waived: ' '}}\n"),
        ["missing-acceptance", "unmet-gate", "unexplained-allow"]
    );
    // A tick of an item that rules judge says nothing.
    assert_eq!(found("checks: {estimated: {by: ana}}\n").len(), 3);
    let story = "id: S-1\nstatus: done\nacceptance: [it works]\nchecks: {accepted: {waived: shown to all}}\n";
    let findings = Sample::new(WORKFLOW, &[("stories/S-1.yaml", story)]).check_all();
    assert_eq!(findings.len(), 0, "{findings:?}");
}

#[test]
fn a_block_hides_no_other_rule_of_its_item() {
    let config = format!(
        "{WORKFLOW}ready: [{{id: fit, rules: [blocked-story, missing-acceptance, unestimated-story]}}]\n"
    );
    let story = "id: S-1\nstatus: ready\nblocked: {reason: bank}\nacceptance: [One]\n";
    let item = &results(&config, story, Gate::Ready)[0];
    assert_eq!(item.rule, Some("unestimated-story"), "{item:?}");
    assert!(item.reason.starts_with("blocked: bank; "), "{item:?}");
    let sample = Sample::new(&config, &[("stories/S-1.yaml", story)]);
    assert_eq!(sample.check("unmet-gate").len(), 1, "no estimate either");
}

#[test]
fn what_is_blocked_is_not_ready_and_no_finding_where_it_has_passed() {
    let config =
        format!("{WORKFLOW}ready: [{{id: unblocked, rules: [late-dependency, blocked-story]}}]\n");
    let blocked = "id: S-1\nstatus: ready\nblocked: {since: 2026-11-20, by: IM-9, reason: bank}\n";
    let item = &results(&config, blocked, Gate::Ready)[0];
    assert_eq!(
        (item.verdict, item.reason.as_str()),
        (Verdict::Fail, "blocked since 2026-11-20 by IM-9: bank")
    );
    assert_eq!(item.help.as_deref(), Some("po unblock S-1"));
    let sample = Sample::new(&config, &[("stories/S-1.yaml", blocked)]);
    assert_eq!(sample.check("unmet-gate").len(), 0);
    let free = results(&config, "id: S-1\nblocked: false\n", Gate::Ready);
    assert_eq!(
        free[0].words,
        "it waits for no other story, not marked as blocked"
    );
}

#[test]
fn a_passing_item_says_what_was_seen() {
    let words = |rule: &str, story: &str| {
        let config = format!("ready: [{{id: a, rule: {rule}}}]\n");
        let text = format!("id: S-1\n{story}");
        let item = results(&config, &text, Gate::Ready).remove(0);
        assert_eq!(item.verdict, Verdict::Pass, "{story}");
        item.words
    };
    for (rule, story, said) in [
        ("unestimated-story", "points: 1\n", "1 point"),
        ("oversized-story", "points: 3\n", "3 points, at most 8"),
        (
            "oversized-story",
            "type: spike\npoints: 30\n",
            "a spike is limited by its timebox",
        ),
        ("oversized-story", "", "nothing says that it is too large"),
        (
            "missing-acceptance",
            "acceptance: [a, b]\n",
            "2 acceptance criteria",
        ),
        (
            "missing-benefit",
            "so_that: I need no cash\n",
            "so that I need no cash",
        ),
        (
            "missing-benefit",
            "description: As a seller I can export orders so that my adviser gets them.\n",
            "so that my adviser gets them",
        ),
        (
            "missing-benefit",
            "type: task\n",
            "bugs, tasks and spikes need no benefit",
        ),
        ("vague-term", "", "no vague words"),
    ] {
        assert_eq!(words(rule, story), said);
    }
    let files = [
        (
            "stories/S-1.yaml",
            "id: S-1\nsprint: SP-1\ndepends_on: [S-2, S-3]\n",
        ),
        ("stories/S-2.yaml", "id: S-2\nsprint: SP-1\n"),
        ("stories/S-3.yaml", "id: S-3\nstatus: done\n"),
        ("stories/S-4.yaml", "id: S-4\ndepends_on: [S-2]\n"),
    ];
    let sample = Sample::new("ready: [{id: a, rule: late-dependency}]\n", &files);
    let backlog = sample.backlog();
    let words = |at: usize| {
        let judged = judge(&backlog, &backlog.records()[at], Gate::Ready, sample.today);
        judged.unwrap().items.remove(0).words
    };
    assert_eq!(words(0), "S-2 comes first as planned");
    assert_eq!(words(3), "S-2 can still come first");
}

#[test]
fn every_rule_says_in_a_few_words_that_it_finds_nothing() {
    for rule in crate::rules::ALL {
        let words = rule.passes.words();
        assert!(
            (8..=40).contains(&words.len()) && !words.ends_with('.'),
            "{}: {words}",
            rule.id
        );
        assert!(!words.contains(rule.id), "{}: {words}", rule.id);
    }
}

#[test]
fn a_definition_with_an_unknown_rule_is_an_error_with_its_place() {
    for (config, message) in [
        (
            "ready: [{id: a, rule: missing-benefits}]\n",
            "there is no rule \"missing-benefits\"",
        ),
        (
            "ready: [{id: a, rule: unmet-gate}]\n",
            "unmet-gate judges a definition and cannot be part of one",
        ),
        (
            "ready: [{id: a, rule: oversized-story, most: 3}]\n",
            "oversized-story has no option \"most\"",
        ),
    ] {
        let backlog = Sample::new(config, &[]).backlog();
        let error = Judge::new(&backlog, "2026-11-24".parse().unwrap())
            .err()
            .unwrap();
        assert_eq!(error.message, message);
        assert_eq!(error.place.unwrap().path, "po.yaml");
    }
}

#[test]
fn gates_are_judged_from_their_state_on_and_for_done_records_only_that_of_done() {
    let config = format!("{WORKFLOW}ready: [{{id: estimated, rule: unestimated-story}}]\n");
    let found = |story: &str| {
        let findings = Sample::new(&config, &[("stories/S-1.yaml", story)]).check("unmet-gate");
        findings.into_iter().map(|f| f.message).collect::<Vec<_>>()
    };
    assert_eq!(found("id: S-1\nstatus: idea\n"), [""; 0]);
    assert_eq!(
        found("id: S-1\nstatus: ready\n"),
        ["the definition of ready holds 0 of 1: estimated"]
    );
    assert_eq!(
        found("id: S-1\nstatus: doing\n"),
        ["the definition of ready holds 0 of 1: estimated"]
    );
    assert_eq!(found("id: S-1\nstatus: done\n"), [""; 0]);
    assert_eq!(
        found("id: S-1\nstatus: done\nacceptance: [it works]\n"),
        ["the definition of done holds 0 of 1: accepted"]
    );
}

#[test]
fn missing_criteria_are_an_info_until_the_story_is_ready() {
    let severity = |status: &str| {
        let story = format!("id: S-1\nstatus: {status}\n");
        let found = Sample::new("{}", &[("stories/S-1.yaml", &story)]).check("missing-acceptance");
        found.iter().map(|f| f.severity.word()).collect::<Vec<_>>()
    };
    assert_eq!(severity("idea"), [""; 0]);
    assert_eq!(severity("refined"), ["info"]);
    assert_eq!(severity("ready"), ["error"]);
}

#[test]
fn records_without_their_text_are_judged_alike() {
    let config = "ready: [{id: a, rules: [placeholder-text]}, {id: b, rule: vague-term}, {id: c, rule: unestimated-story}]\n";
    let sample = Sample::new(
        config,
        &[("stories/S-1.yaml", "id: S-1\nacceptance: [TBD, fast]\n")],
    );
    let backlog = sample.backlog();
    let judge = Judge::new(&backlog, sample.today).unwrap();
    let verdicts = |record: &Record| {
        let items = judge.judge(record, Gate::Ready).items;
        items
            .into_iter()
            .map(|item| (item.verdict, item.reason))
            .collect::<Vec<_>>()
    };
    let kept = verdicts(&backlog.records()[0]);
    let text = backlog.records()[0].document().unwrap().text().to_owned();
    let document = crate::yaml::Document::parse(text).unwrap();
    let mut read = Record::read(
        backlog.records()[0].kind,
        "stories/S-1.yaml",
        document,
        &backlog.config,
    )
    .unwrap();
    read.record.forget_document();
    assert_eq!(verdicts(&read.record), kept);
    assert!(kept.iter().all(|(verdict, _)| *verdict == Verdict::Fail));
}
