use super::doc;
use crate::yaml::Reading;
use crate::yaml::format;
use crate::yaml::second_reading;
use proptest::prelude::*;
use proptest::strategy::Union;
use proptest::string::string_regex;

const ORDER: &[&str] = &["id", "title", "status", "rank", "labels", "history"];

fn laid_out(text: &str) -> String {
    let new = format(&doc(text), ORDER).unwrap_or_else(|| panic!("no layout for {text}"));
    let again = format(&new, ORDER).map(|doc| doc.into_text());
    assert_eq!(again.as_deref(), Some(new.text()));
    new.into_text()
}

#[test]
fn keys_come_in_their_order_each_with_the_comment_above_it() {
    let text = "\
# The story of the release.

# Asked by support.
labels: [a]   # two of them soon
rank: r5
own: x
id: S-1

# Since Monday.
status: ready
# The end.
";
    let expected = "\
# The story of the release.
id: S-1

# Since Monday.
status: ready
rank: r5
own: x

# Asked by support.
labels: [a]   # two of them soon
# The end.
";
    assert_eq!(laid_out(text), expected);
}

#[test]
fn a_comment_without_a_blank_line_heads_the_file() {
    let text = "#Wanted by all.\nstatus: x\nid: S-1\n";
    assert_eq!(laid_out(text), "# Wanted by all.\nid: S-1\nstatus: x\n");
}

#[test]
fn quotes_stay_where_they_are_needed() {
    let text = r#"'id': "S-1"
title: 'a: "b"'
a: "it's: x"
b: '5'
c: "yes"
d: 1.5.0
e: "2026-11-24"
f: "tab\there"
g: "\u00a0"
h: "a, b"
i: {"a":"b, c", 'd': [ x,"z" ],}
"#;
    let expected = r#"id: S-1
title: 'a: "b"'
a: "it's: x"
b: "5"
c: "yes"
d: 1.5.0
e: "2026-11-24"
f: "tab\there"
g: "\u00a0"
h: a, b
i: {a: "b, c", d: [x, z]}
"#;
    assert_eq!(laid_out(text), expected);
}

#[test]
fn two_blanks_indent_and_nothing_stands_behind_a_line() {
    let text = "\
id:   S-1  \t
acceptance:
-   given: a
    when:
    - b
    # of the when
    - c
  # of the items
-
    text: d
  # under all
# of the map
scores:
      wsjf:
            value: 5   # high
      # later
      rice: {reach: 3,
             impact: 2}
rank:   # of the rank
   r5
words: one
   two  
status :   ready


";
    let expected = "\
id: S-1
acceptance:
  - given: a
    when:
      - b
      # of the when
      - c
  # of the items
  -
    text: d
  # under all
# of the map
scores:
  wsjf:
    value: 5   # high
  # later
  rice: {reach: 3,
         impact: 2}
status: ready
rank:   # of the rank
  r5
words: one
  two
";
    assert_eq!(laid_out(text), expected);
}

#[test]
fn texts_below_a_mark_keep_what_they_say() {
    let text = "\
a: |4
      x
    y  \n
b: >+   #folded
     one
     two

labels:
- |+
 z

id: S-1
c: |-
    end";
    let expected = "\
a: |2
    x
  y  \n
b: >+ # folded
  one
  two

id: S-1
c: |-
  end
labels:
  - |+
    z

";
    assert_eq!(laid_out(text), expected);
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    assert_eq!(
        laid_out("\u{feff}status: x\r\nid:  S-1"),
        "\u{feff}id: S-1\r\nstatus: x\r\n"
    );
}

#[test]
fn what_has_no_layout_stays_as_it_is_written() {
    assert_eq!(laid_out("{id: S-1,  a: [ 1]}"), "{id: S-1,  a: [ 1]}");
    assert_eq!(
        laid_out("? status\n:   x\nid:  S-1\n"),
        "id: S-1\n? status\n:   x\n"
    );
    assert_eq!(laid_out(""), "");
    assert_eq!(laid_out("# nothing\n"), "# nothing\n");
}

/// What YAML 1.1 takes for something else than a text, as its type repository writes it.
const NO_TEXT: [&str; 8] = [
    "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF",
    "~|null|Null|NULL|<<|=",
    "[-+]?(0b[01_]{1,4}|0[0-7_]{0,4}|0x[0-9a-fA-F_]{1,4}|[1-9][0-9_]{0,8})",
    "[-+]?[1-9][0-9_]{0,3}(:[0-5]?[0-9]){1,3}(\\.[0-9_]{0,3})?",
    "[-+]?([0-9][0-9_]{0,4})?\\.[0-9.]{0,4}([eE][-+][0-9]{1,3})?",
    "[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(T|t| )[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{0,3})?( ?Z|[-+][0-9]{1,2}(:[0-9]{2})?)?",
];

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_text_that_some_reader_takes_for_something_else_keeps_its_quotes(
        text in Union::new(NO_TEXT.map(|form| string_regex(form).expect("a form"))),
    ) {
        let before = format!("own: \"{text}\"\nlist: [\"{text}\"]\nmap:\n  \"{text}\": 1\n");
        prop_assert_eq!(laid_out(&before), before.as_str());
        let value = doc(&before).value();
        prop_assert_eq!(second_reading(&before, &value), Reading::Same);
    }
}
