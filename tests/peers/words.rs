//! What people see as one sign is one sign.

use super::desk::Desk;

/// A family, a flag, a waving hand with a skin tone, a letter with two accents: each several code
/// points, of which most need two units of UTF-16.
const SIGNS: [&str; 4] = ["👨‍👩‍👧‍👦", "🇩🇪", "👋🏽", "e\u{301}\u{323}"];

#[test]
fn a_sign_of_several_code_points_stays_whole() {
    for sign in SIGNS {
        let desk = Desk::new();
        let title =
            format!("Buy{sign} {sign}{sign} and wave {sign} for ever {sign} and ever {sign}.");
        let new = desk.po(&["new", "story", &title]);
        assert_eq!(new.code, 0, "{sign}: {}", new.both());
        // Words are put before, behind and between.
        for (field, value) in [
            ("note", format!("x{sign}")),
            ("note", format!("x y{sign}z")),
            ("description", format!("{sign}\n{sign}x\n")),
            ("labels", sign.to_owned()),
        ] {
            let assignment = format!("{field}={value}");
            let set = desk.po(&["set", "S-1", &assignment]);
            assert_eq!(set.code, 0, "{assignment}: {}", set.both());
            let json = desk.po(&["show", "S-1", "--json"]);
            let read: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
            let text = read.to_string();
            let written = serde_json::to_string(value.trim_end()).expect("JSON");
            let written = written.trim_matches('"');
            assert!(text.contains(written), "{assignment}: {text}");
            assert!(text.contains(&title), "{assignment}: {text}");
        }
        whole_at_every_width(&desk, sign);
    }
}

/// Where a line is too short a sign goes as a whole or stays as a whole.
fn whole_at_every_width(desk: &Desk, sign: &str) {
    let parts: Vec<char> = sign.chars().filter(|c| !c.is_ascii()).collect();
    let rest = |text: &str| text.replace(sign, "");
    for width in (20..90).step_by(7) {
        for words in [&["list"][..], &["show", "S-1"], &["find", "buy"]] {
            let said = desk.po_at(width, words);
            assert_eq!(said.code, 0, "{}", said.both());
            let halves = rest(&said.out).contains(&parts[..]);
            assert!(!halves, "{width} {words:?}\n{}", said.out);
        }
    }
}
