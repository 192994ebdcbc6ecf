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
