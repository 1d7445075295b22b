//! What somebody wrote in a mail, without what they quote below it.

/// A mail has no more lines than this.
const MOST_LINES: usize = 2_000;
/// The line that says who wrote what follows is folded no further.
const MOST_FOLDS: usize = 3;

/// The author's own words: without the mail that is answered and without the
/// signature. What would leave nothing is left as it is; so is a mail that is
/// passed on.
#[must_use]
pub(super) fn own_words(body: &str) -> String {
    let body = body.replace("\r\n", "\n");
    let all: Vec<&str> =
        body.split('\n').map(str::trim_end).take(MOST_LINES).collect();
    let lines = without_signature(&all);
    let lines = without_answered(lines);
    let lines = without_device(&lines);
    let own = joined(lines);
    if own.is_empty() { joined(&all) } else { own }
}

fn joined(lines: &[&str]) -> String {
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// Everything below the line that begins a signature goes.
fn without_signature<'a, 'l>(lines: &'l [&'a str]) -> &'l [&'a str] {
    let at = lines.iter().position(|line| line.trim_end() == "--");
    at.and_then(|at| lines.get(..at)).unwrap_or(lines)
}

/// The mail that is answered goes; what is quoted between the lines of an
/// answer stays.
fn without_answered<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
        if is_passed_on(rest) {
            kept.extend(rest);
            break;
        }
        if is_copied_below(rest) {
            break;
        }
        if let Some(folds) = said_by(rest) {
            at += folds;
            continue;
        }
        kept.extend(rest.first());
        at += 1;
    }
    while kept
        .last()
        .is_some_and(|last| last.is_empty() || last.starts_with('>'))
    {
        kept.pop();
    }
    kept
}

/// Whether a mail that is passed on begins here.
fn is_passed_on(rest: &[&str]) -> bool {
    let first = rest.first().map(|line| bare(line)).unwrap_or_default();
    matches!(
        first.as_str(),
        "forwarded message"
            | "begin forwarded message:"
            | "weitergeleitete nachricht"
            | "message transféré"
            | "mensaje reenviado"
            | "doorgestuurd bericht"
    )
}

/// Whether a mail is copied here as Outlook does.
fn is_copied_below(rest: &[&str]) -> bool {
    let first = rest.first().map(|line| bare(line)).unwrap_or_default();
    if matches!(
        first.as_str(),
        "original message"
            | "ursprüngliche nachricht"
            | "message d'origine"
            | "mensaje original"
            | "oorspronkelijk bericht"
    ) {
        return true;
    }
    const FROM: &[&str] = &["from:", "von:", "de :", "de:", "van:"];
    const THEN: &[&str] = &[
        "sent:",
        "date:",
        "to:",
        "gesendet:",
        "datum:",
        "an:",
        "envoyé :",
        "date :",
        "enviado:",
        "fecha:",
        "verzonden:",
    ];
    let begins = |line: &&str, words: &[&str]| {
        let line = line.trim().trim_matches('*').to_lowercase();
        words.iter().any(|word| line.starts_with(word))
    };
    let mut lines = rest.iter().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| begins(line, FROM))
        && lines.next().is_some_and(|line| begins(line, THEN))
}

/// A line without the dashes around it.
fn bare(line: &str) -> String {
    let dashes = |c: char| c == '-' || c == '_' || c == '=' || c == ' ';
    line.trim_matches(dashes).to_lowercase()
}

/// How many lines say who wrote what is quoted from here, if these do.
fn said_by(rest: &[&str]) -> Option<usize> {
    const BEGINS: &[&str] =
        &["on ", "am ", "le ", "el ", "op ", "il ", "em ", "den "];
    const ENDS: &[&str] = &[
        " wrote:",
        " schrieb:",
        " a écrit :",
        " a écrit:",
        " escribió:",
        " schreef:",
        " ha scritto:",
        " escreveu:",
        " skrev:",
    ];
    let mut said = String::new();
    for (folds, line) in rest.iter().take(MOST_FOLDS).enumerate() {
        if line.trim().is_empty() || line.starts_with('>') {
            return None;
        }
        said.push_str(line.trim());
        said.push(' ');
        let all = said.trim_end().to_lowercase();
        let folded = all.split_once(" schrieb ").is_some_and(|(_, who)| {
            // German puts the name behind the verb.
            who.ends_with(':')
        });
        let begins = BEGINS.iter().any(|word| all.starts_with(word));
        if !begins {
            return None;
        }
        let ends = folded || ENDS.iter().any(|word| all.ends_with(word));
        if ends {
            let mut below = rest.iter().skip(folds + 1);
            let quoted = below
                .find(|line| !line.trim().is_empty())
                .is_none_or(|line| line.starts_with('>'));
            return quoted.then_some(folds + 1);
        }
    }
    None
}

/// What a telephone writes below a mail goes.
fn without_device<'a, 'l>(lines: &'l [&'a str]) -> &'l [&'a str] {
    const DEVICE: &[&str] = &[
        "sent from my ",
        "get outlook for ",
        "sent from outlook",
        "von meinem ",
        "envoyé de mon ",
        "enviado desde mi ",
        "verzonden vanaf mijn ",
    ];
    let written = lines.iter().rposition(|line| !line.trim().is_empty());
    let last = written.and_then(|at| lines.get(at)).map(|l| l.to_lowercase());
    let is_device = last.is_some_and(|last| {
        DEVICE.iter().any(|word| last.trim().starts_with(word))
    });
    written
        .filter(|_| is_device)
        .and_then(|at| lines.get(..at))
        .unwrap_or(lines)
}

#[cfg(test)]
mod tests;
