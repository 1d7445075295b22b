//! Opening addresses in the browser, from here and never from the window.

use contract::{Code, Failure};

/// Opens an address that came from a source: https alone, or this computer.
pub(crate) fn open(address: &str) -> Result<(), Failure> {
    let refuse = || {
        Failure::new(
            Code::Refused,
            "This address does not begin with https://, so it is not opened.",
        )
        .hint("Copy it from the source if you trust it.")
    };
    let parsed = reqwest::Url::parse(address).map_err(|_| refuse())?;
    let here =
        matches!(parsed.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    let safe = parsed.scheme() == "https" || parsed.scheme() == "http" && here;
    if !safe {
        return Err(refuse());
    }
    open::that_detached(parsed.as_str()).map_err(|e| {
        Failure::new(
            Code::Failed,
            format!("No browser could be started ({e})."),
        )
        .hint(format!("Open {parsed} by hand."))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_opened() {
        for address in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://example.com/",
            "ssh://host",
            "no address",
            "",
        ] {
            let refused = open(address).expect_err(address);
            assert_eq!(refused.code, Code::Refused, "{address}");
        }
    }
}
