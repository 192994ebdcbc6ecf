//! Texts that are one line.

/// What ends a line, for one reader or another.
const ENDS: [char; 7] = [
    '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
];

/// No line ends in it.
pub fn is_one_line(text: &str) -> bool {
    !text.contains(ENDS)
}

/// The text with a blank for every line end and the blanks around it.
pub fn one_line(text: &str) -> String {
    let lines = text.split(ENDS).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_one() {
        for (text, line) in [
            ("Pay by card", "Pay by card"),
            ("Pay\n by card\r\n", "Pay by card"),
            ("\u{2028}Pay  by\n\ncard", "Pay  by card"),
        ] {
            assert_eq!(one_line(text), line);
            assert_eq!(is_one_line(text), text == line);
            assert!(is_one_line(&one_line(text)));
        }
    }
}
