//! A delimited text file as headers and rows, each row with its line.
//!
//! Nothing is guessed silently: bytes that are no text, a quote never closed
//! and rows of the wrong length are told, not repaired.

use std::borrow::Cow;

use crate::exchange::Unreadable;

/// A table as it stands in the file.
#[derive(Debug)]
pub struct Table {
    pub headers: Vec<String>,
    pub rows: Vec<Row>,
}

/// One row; it may be shorter or longer than the header.
#[derive(Debug)]
pub struct Row {
    /// The line on which the row begins, 1-based.
    pub line: u32,
    pub cells: Vec<String>,
}

/// Reads CSV with `,`, `;` or TAB between the cells, in UTF-8 or (with its
/// mark) UTF-16. Line ends in cells become LF.
pub fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    let text = decode(bytes)?;
    let separator = separator(&text);
    if let Some(line) = open_quote(&text, separator) {
        return Err(Unreadable {
            message: "a quote is opened here and never closed".into(),
            line: Some(line),
            hint: Some("close the quote, or export the file again".into()),
        });
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines {
        text: text.as_bytes(),
        at: 0,
        line: 1,
    };
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(error.to_string(), None))?;
        let start = record.position().map_or(0, csv::Position::byte);
        rows.push(Row {
            line: lines.of(usize::try_from(start).unwrap_or(usize::MAX)),
            cells: record
                .iter()
                .map(|cell| cell.replace("\r\n", "\n"))
                .collect(),
        });
    }
    if rows.is_empty() {
        return Err(unreadable("the file is empty".into(), None));
    }
    let headers = rows.remove(0).cells;
    Ok(Table { headers, rows })
}

fn unreadable(message: String, line: Option<u32>) -> Unreadable {
    Unreadable {
        message,
        line,
        hint: Some("export the file again, as CSV in UTF-8".into()),
    }
}

/// Counts lines up to ascending byte offsets.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the first byte at or after `offset` that is no line end:
    /// the csv reader skips empty lines after it has noted its position.
    fn of(&mut self, offset: usize) -> u32 {
        while let Some(byte) = self.text.get(self.at) {
            if self.at >= offset && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.line += u32::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// Whether a file begins as JSON does, with a list or an object.
pub fn begins_as_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    matches!(text.trim_ascii_start().first(), Some(b'[' | b'{'))
}

/// The text of a file.
///
/// # Errors
/// It is not UTF-8 nor (with its mark) UTF-16, or holds a NUL.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?,
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        _ => utf8(bytes)?,
    };
    if let Some(at) = text.find('\0') {
        let line = line_at(text.as_bytes(), at);
        return Err(unreadable(
            "a NUL byte: this is no text file".into(),
            Some(line),
        ));
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|error| {
            let at = error.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or_default();
            Unreadable {
                message: format!("byte 0x{byte:02x} is not UTF-8"),
                line: Some(line_at(bytes, at)),
                hint: Some("convert the file: iconv -f ISO-8859-1 -t UTF-8 FILE > NEW".into()),
            }
        })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Unreadable> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(unreadable(
            "the file begins as UTF-16 but is not".into(),
            None,
        )),
    }
}

fn line_at(bytes: &[u8], at: usize) -> u32 {
    let ends = bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_add(1)
}

/// The separator that stands most often in the header, outside quotes.
fn separator(text: &str) -> u8 {
    let candidates = [b',', b';', b'\t'];
    let mut counts = [0_usize; 3];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(which) = candidates.iter().position(|one| *one == byte) {
                    counts[which] += 1;
                }
            }
        }
    }
    let best = counts.iter().max().copied().unwrap_or_default();
    let which = counts
        .iter()
        .position(|count| *count == best)
        .unwrap_or_default();
    candidates[which]
}

/// The line of a quote that is never closed. A quote opens only at the begin of
/// a cell and a doubled one stands for itself, as in the csv reader.
fn open_quote(text: &str, separator: u8) -> Option<u32> {
    let mut line = 1;
    let mut opened = None;
    let mut fresh = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\n' {
            line += 1;
        }
        if byte == b'"' {
            if opened.is_some() {
                opened = opened.filter(|_| bytes.next_if_eq(&b'"').is_some());
            } else if fresh {
                opened = Some(line);
            }
        }
        fresh = opened.is_none() && (byte == separator || matches!(byte, b'\n' | b'\r'));
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::read;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let table = read(text.as_bytes()).unwrap();
        table
            .rows
            .into_iter()
            .map(|row| (row.line, row.cells))
            .collect()
    }

    #[test]
    fn separator_is_the_one_of_the_header_outside_quotes() {
        let table = read(b"\"a,b,c\";d\n1,5;2\n").unwrap();
        assert_eq!(table.headers, ["a,b,c", "d"]);
        assert_eq!(table.rows[0].cells, ["1,5", "2"]);
        assert_eq!(read(b"a\tb\n1\t2\n").unwrap().rows[0].cells, ["1", "2"]);
    }

    #[test]
    fn rows_know_the_line_on_which_they_begin() {
        let rows = cells("a,b\r\n1,\"x\r\ny\"\r\n\r\n\n2,z\n3,\"q\n\"\n4,w\n");
        let lines: Vec<u32> = rows.iter().map(|row| row.0).collect();
        assert_eq!(lines, [2, 6, 7, 9]);
        assert_eq!(rows[0].1[1], "x\ny");
        let short: Vec<u32> = cells("a\n1\n2\n").iter().map(|row| row.0).collect();
        assert_eq!(short, [2, 3]);
    }

    #[test]
    fn header_may_hold_a_line_end() {
        let table = read(b"\"a\nb\",c\n1,2\n").unwrap();
        assert_eq!(table.headers, ["a\nb", "c"]);
        assert_eq!(table.rows[0].line, 3);
    }

    #[test]
    fn ragged_rows_are_left_as_long_as_they_are() {
        let rows = cells("a,b\n1\n1,2,3\n");
        assert_eq!(rows[0].1.len(), 1);
        assert_eq!(rows[1].1.len(), 3);
    }

    #[test]
    fn quote_never_closed_is_told_with_the_line_where_it_opens() {
        let error = read(b"a,b\n1,2\n3,\"four\n5,6\n").unwrap_err();
        assert_eq!(error.line, Some(3));
        assert!(read(b"a,b\n1,a \"word\n2,\"say \"\"so\"\"\"\n").is_ok());
    }

    #[test]
    fn byte_that_is_no_utf8_is_told_with_its_line() {
        let error = read(b"a,b\n1,caf\xe9\n").unwrap_err();
        assert_eq!(error.message, "byte 0xe9 is not UTF-8");
        assert_eq!(error.line, Some(2));
    }

    #[test]
    fn marks_of_utf8_and_utf16_are_read_and_nul_is_refused() {
        assert_eq!(read(b"\xef\xbb\xbfa,b\n1,2\n").unwrap().headers[0], "a");
        let mut wide = vec![0xff, 0xfe];
        wide.extend("clé,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read(&wide).unwrap().headers[0], "clé");
        wide.push(0);
        assert!(read(&wide).is_err());
        assert_eq!(read(b"a,b\n1,\0\n").unwrap_err().line, Some(2));
    }

    #[test]
    fn empty_file_is_refused() {
        assert!(read(b"").is_err());
        assert!(read(b"\n\n").is_err());
    }
}
