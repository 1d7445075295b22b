//! The one page the browser sees when it comes back from Slack.

/// What the page says.
pub(super) struct Page {
    status: &'static str,
    title: &'static str,
    words: &'static str,
}

/// Slack approved.
pub(super) const CAME: Page = Page {
    status: "200 OK",
    title: "Back from Slack",
    words: "Hotseat has what it waited for and goes on by itself. You can \
            close this window.",
};

/// The person, or the workspace, said no.
pub(super) const DECLINED: Page = Page {
    status: "200 OK",
    title: "Not signed in",
    words: "Slack did not approve the sign-in, so nothing has changed. You \
            can close this window.",
};

/// Somebody else called.
pub(super) const UNKNOWN: Page = Page {
    status: "404 Not Found",
    title: "Nothing here",
    words: "Hotseat waits for a sign-in from Slack, and this is not it. You \
            can close this window.",
};

/// The page as an answer: nothing in it comes from outside or leads there,
/// and the address with the code is told to nobody.
pub(super) fn response(page: &Page) -> String {
    let Page { status, title, words } = page;
    let body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <title>{title} - Hotseat</title><h1>{title}</h1><p>{words}</p>\
         </html>\n"
    );
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: text/html; charset=utf-8\r\n\
         Content-Length: {}\r\n\
         Content-Security-Policy: default-src 'none'\r\n\
         Referrer-Policy: no-referrer\r\n\
         Cache-Control: no-store\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}
