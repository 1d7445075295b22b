//! Tells what a program has sent by itself: notices of absence, bounces,
//! newsletters.

/// The headers by which a program is known, each as it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Traces<'a> {
    /// `Auto-Submitted`.
    pub(super) auto_submitted: Option<&'a str>,
    /// `Precedence`.
    pub(super) precedence: Option<&'a str>,
    /// `Return-Path`, the address alone; empty where there is nobody to tell.
    pub(super) return_path: Option<&'a str>,
    /// `X-Autoreply`, `X-Autorespond` or `X-Auto-Response`.
    pub(super) autoreply: Option<&'a str>,
    /// `Content-Type`.
    pub(super) content_type: Option<&'a str>,
    /// The address of `From`.
    pub(super) from: &'a str,
}

/// Whether a program has sent it by itself. A mailing list passes on what
/// people write, and is none.
#[must_use]
pub(super) fn is_machine(traces: &Traces<'_>) -> bool {
    let first = |text: &str| {
        let end = text.split([';', ' ', '(']).next().unwrap_or_default();
        end.trim().to_ascii_lowercase()
    };
    let submitted =
        traces.auto_submitted.map(first).is_some_and(|it| it != "no");
    let precedence = traces.precedence.map(first).unwrap_or_default();
    let bulk = matches!(precedence.as_str(), "bulk" | "junk" | "auto_reply");
    let nobody = traces.return_path.is_some_and(|path| {
        path.trim_matches(['<', '>', ' ', '\t']).is_empty()
    });
    let replies = traces
        .autoreply
        .is_some_and(|it| !it.trim().eq_ignore_ascii_case("no"));
    let report = traces
        .content_type
        .map(first)
        .is_some_and(|kind| kind == "multipart/report");
    let local = traces.from.split('@').next().unwrap_or_default();
    let postman = ["mailer-daemon", "postmaster"]
        .iter()
        .any(|name| local.eq_ignore_ascii_case(name));
    submitted || bulk || nobody || replies || report || postman
}

/// Whether the server that took it in says that its sender is not who they
/// say: the first word of `Authentication-Results`.
#[must_use]
pub(super) fn is_forged(results: &str) -> bool {
    let results = results.to_ascii_lowercase();
    results.split(';').any(|result| {
        let result: String =
            result.chars().filter(|c| !c.is_whitespace()).collect();
        result.starts_with("dmarc=fail")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> Traces<'static> {
        Traces { from: "jo@customer.test", ..Traces::default() }
    }

    #[test]
    fn a_person_is_no_program() {
        assert!(!is_machine(&person()));
        for traces in [
            Traces { auto_submitted: Some("no"), ..person() },
            Traces { precedence: Some("list"), ..person() },
            Traces { return_path: Some("<jo@customer.test>"), ..person() },
            Traces { content_type: Some("multipart/mixed"), ..person() },
        ] {
            assert!(!is_machine(&traces), "{traces:?}");
        }
    }

    #[test]
    fn what_answers_by_itself_is_a_program() {
        for traces in [
            Traces { auto_submitted: Some("auto-replied"), ..person() },
            Traces { auto_submitted: Some("Auto-Generated; x"), ..person() },
            Traces { precedence: Some("bulk"), ..person() },
            Traces { return_path: Some("<>"), ..person() },
            Traces { autoreply: Some("yes"), ..person() },
            Traces { content_type: Some("multipart/report; x"), ..person() },
            Traces { from: "MAILER-DAEMON@acme.test", ..person() },
        ] {
            assert!(is_machine(&traces), "{traces:?}");
        }
    }

    #[test]
    fn a_sender_is_disowned_only_by_a_failed_check() {
        assert!(is_forged("mx.acme.test; spf=pass; dmarc=fail (p=none)"));
        assert!(is_forged("mx; dmarc = FAIL header.from=acme.test"));
        assert!(!is_forged("mx; dmarc=pass; spf=fail"));
        assert!(!is_forged("mx.dmarc=fail.test; none"));
    }
}
