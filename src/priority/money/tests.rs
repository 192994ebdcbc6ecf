use super::*;
use crate::priority::Invalid;
use crate::priority::decimal::display;
use crate::priority::tests::scored;
use crate::priority::tests::unscored;

/// All figures in words.
fn told(inputs: &str) -> String {
    let (_, score, reading) = scored(&METHOD, "", &format!("money: {{{inputs}}}"));
    let term = |key: &str, form: Form| shown::term(&reading.terms, key, form).replace(" %", "%");
    format!(
        "NPV {}, ROI {}, payback {}, discounted payback {}, IRR {}",
        display(score.unwrap_or(f64::NAN), 2),
        term("roi", Form::Percent(1)),
        term("payback", Form::Years),
        term("discounted_payback", Form::Years),
        term("irr", Form::Percent(2)),
    )
}

#[test]
fn flows_come_to_their_value_and_when_they_pay() {
    for (inputs, said) in [
        (
            "rate: 0.1, flows: [-1000, 500, 500, 500]",
            "NPV 243.43, ROI 50.0%, payback 2.00, discounted payback 2.35, IRR 23.38%",
        ),
        (
            "rate: 0.08, flows: [-50000, 0, 20000, 40000]",
            "NPV -1099.93, ROI 20.0%, payback 2.75, discounted payback never, IRR 7.10%",
        ),
        (
            "rate: 0.1, flows: [-1000, 200, 200]",
            "NPV -652.89, ROI -60.0%, payback never, discounted payback never, IRR -44.17%",
        ),
        (
            "rate: 0, flows: [-100, 100]",
            "NPV 0.00, ROI 0.0%, payback 1.00, discounted payback 1.00, IRR 0.00%",
        ),
        (
            "rate: 0.1, flows: [-100, 230, -132]",
            "NPV 0.00, ROI -0.9%, payback 0.43, discounted payback 0.48, IRR –",
        ),
        (
            "rate: 0.1, flows: [100, 10]",
            "NPV 109.09, ROI –, payback 0.00, discounted payback 0.00, IRR –",
        ),
        (
            "rate: 0.1, flows: [100, -200, 110]",
            "NPV 9.09, ROI 5.0%, payback 1.91, discounted payback 1.90, IRR –",
        ),
        (
            "rate: 0.1, flows: [0, -100, 121]",
            "NPV 9.09, ROI 21.0%, payback 1.83, discounted payback 1.91, IRR 21.00%",
        ),
    ] {
        assert_eq!(told(inputs), said, "{inputs}");
    }
}

#[test]
fn a_rate_of_return_out_of_reach_is_none() {
    assert_eq!(figures::irr(&[-1.0, 12.0]), None);
    assert_eq!(figures::irr(&[-1.0, 0.001]), None);
    let far = figures::irr(&[-1.0, 10.99]).map(|rate| display(rate, 4));
    assert_eq!(far.as_deref(), Some("9.9900"));
    assert_eq!(figures::irr(&[0.0, 0.0]), None);
    assert_eq!(figures::irr(&[]), None);
}

#[test]
fn what_is_missing_or_makes_no_sense_is_named() {
    let reading = |inputs: &str| unscored(&METHOD, "", &format!("money: {{{inputs}}}"));
    assert_eq!(reading("flows: [-1, 2]").missing, ["rate"]);
    let invalid = |inputs: &str| reading(inputs).invalid;
    for (inputs, key, why) in [
        ("flows: [-1, 2], rate: -1", "rate", "must be above -1"),
        (
            "flows: [-1, 2], rate: 5",
            "rate",
            "must not be above 1: 5 % is 0.05",
        ),
        (
            "flows: [-1, 2], rate: 10%",
            "rate",
            "\"10%\" is a text, not a number",
        ),
        ("flows: [], rate: 0.1", "flows", "the list is empty"),
        ("flows: 5, rate: 0.1", "flows", "expected a list"),
        (
            "flows: [-1, 5 EUR], rate: 0.1",
            "flows",
            "item 2: \"5 EUR\" is a text, not a number",
        ),
        (
            "flows: [-1e308, 1e308], rate: 0.1",
            "flows",
            "item 1: -1e+308 is too large",
        ),
        (
            "flows: [0, 0, 0, 1e15], rate: -0.999999",
            "flows",
            "too large in today's money",
        ),
        ("flows: [1e15, 1e15], rate: 0", "score", "too large"),
    ] {
        assert_eq!(invalid(inputs), [Invalid::new(key, why)], "{inputs}");
    }
}

#[test]
fn many_years_at_a_low_rate_stay_numbers() {
    let years: Vec<&str> = vec!["0"; 5000];
    let inputs = format!("money: {{flows: [-5, {}], rate: -0.99}}", years.join(", "));
    let (_, score, _) = scored(&METHOD, "", &inputs);
    assert_eq!(score, Some(-5.0));
}

#[test]
fn all_flows_move_together() {
    let [down, up] = INPUTS[0].scale.beyond(&serde_json::json!([-100, 0, 230]));
    assert_eq!(down[0], serde_json::json!([-80, 0, 184]));
    assert_eq!(up[0], serde_json::json!([-120, 0, 276]));
    let none = INPUTS[0].scale.beyond(&serde_json::json!([0, 0]));
    assert!(none.concat().is_empty());
}
