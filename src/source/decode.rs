//! Bytes to text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What a file's bytes say.
pub(super) enum Decoded {
    /// Text, and a note where it is not UTF-8.
    Text(String, Option<String>),
    /// Not text.
    Binary,
}

/// Decodes UTF-8 (with or without a byte order mark) and UTF-16 with one; anything else by the encoding the file declares, or as windows-1252.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Decoded::Binary;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Text(text, None),
        Err(error) => {
            let bytes = error.as_bytes();
            decode_as(declared(bytes).unwrap_or(WINDOWS_1252), bytes)
        }
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let note = match (encoding == UTF_8, broken) {
        (true, false) => None,
        (true, true) => Some("marked as UTF-8, but some bytes are not; they were replaced".to_owned()),
        (false, _) => Some(format!("not UTF-8; read as {}", name(encoding))),
    };
    Decoded::Text(text.into_owned(), note)
}

fn name(encoding: &'static Encoding) -> &'static str {
    match encoding {
        e if e == UTF_16LE || e == UTF_16BE => "UTF-16",
        e => e.name(),
    }
}

/// Python's `# -*- coding: latin-1 -*-` on one of the first two lines.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    bytes.split(|&byte| byte == b'\n').take(2).filter(|line| line.first() == Some(&b'#')).find_map(|line| {
        let line = String::from_utf8_lossy(line);
        let rest = line.split_once("coding")?.1;
        let label: String =
            rest.trim_start_matches([':', '=', ' ']).chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
        Encoding::for_label(label.replace('_', "-").as_bytes()).filter(|encoding| *encoding != UTF_8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, note: Option<&str>) {
        match decode(bytes.to_vec()) {
            Decoded::Text(found, said) => assert_eq!((found.as_str(), said.as_deref()), (text, note)),
            Decoded::Binary => panic!("taken for binary"),
        }
    }

    #[test]
    fn encodings() {
        check(b"", "", None);
        check("é".as_bytes(), "é", None);
        check(b"\xEF\xBB\xBFx = 1", "x = 1", None);
        check(b"\xFF\xFEx\0", "x", Some("not UTF-8; read as UTF-16"));
        check(b"\xFE\xFF\0x", "x", Some("not UTF-8; read as UTF-16"));
        check(b"n = 'caf\xE9'", "n = 'café'", Some("not UTF-8; read as windows-1252"));
        check(b"# -*- coding: koi8-r -*-\n'\xC1'", "# -*- coding: koi8-r -*-\n'а'", Some("not UTF-8; read as KOI8-R"));
        assert!(matches!(decode(b"\x7fELF\0\0".to_vec()), Decoded::Binary));
    }
}
