//! Keeps mails within a mail closed.

/// Begins what says of a part what it is.
const KIND: &[u8] = b"content-type";
/// Parts of these kinds are mails, or hold mails. Under another name they are
/// files like others: taken apart, one within the other, they would end where
/// the stack does.
const MAILS: &[&[u8]] = &[b"message", b"digest"];

/// A mail whose attached mails are nothing but files.
pub(super) fn closed(raw: &[u8]) -> Vec<u8> {
    let small = raw.to_ascii_lowercase();
    let mut out = raw.to_vec();
    let mut from = 0;
    while let Some(kind) = find(&small, KIND, from) {
        let end = find(&small, KIND, kind + KIND.len());
        let end = end.unwrap_or(small.len());
        // The headers of a part end at an empty line.
        let lines = [b"\n\n".as_slice(), b"\n\r\n", b"\r\r"];
        let blank = |line: &&[u8]| find(small.get(..end)?, line, kind);
        let until = lines.iter().filter_map(blank).min().unwrap_or(end);
        for word in MAILS {
            let mut at = kind;
            while let Some(begin) =
                small.get(..until).and_then(|head| find(head, word, at))
            {
                at = begin + word.len();
                if let Some(last) = out.get_mut(at - 1) {
                    *last = b'_';
                }
            }
        }
        from = kind + KIND.len();
    }
    out
}

fn find(text: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let at = rest.windows(word.len()).position(|part| part == word)?;
    Some(from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_within_a_mail_stays_closed() {
        let raw = b"A: message\r\nContent-Type: (x;)\r\n Message/rfc822\r\n\
            \r\nmessage content-TYPE:multipart/Digest;\n\ndigest";
        let text = String::from_utf8(closed(raw)).unwrap();
        assert_eq!(
            text,
            "A: message\r\nContent-Type: (x;)\r\n Messag_/rfc822\r\n\
             \r\nmessage content-TYPE:multipart/Diges_;\n\ndigest"
        );
    }
}
