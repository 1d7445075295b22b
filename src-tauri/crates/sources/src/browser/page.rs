//! The one page the browser sees when it comes back from a vendor.

/// Where the vendor's name stands.
const VENDOR: &str = "VENDOR";

/// What the page says.
pub(super) struct Page {
    status: &'static str,
    title: &'static str,
    words: &'static str,
}

/// The vendor approved.
pub(super) const CAME: Page = Page {
    status: "200 OK",
    title: "Back from VENDOR",
    words: "Hotseat has what it waited for and goes on by itself. You can \
            close this window.",
};

/// The person, or the workspace, said no.
pub(super) const DECLINED: Page = Page {
    status: "200 OK",
    title: "Not signed in",
    words: "VENDOR did not approve the sign-in, so nothing has changed. You \
            can close this window.",
};

/// Somebody else called.
pub(super) const UNKNOWN: Page = Page {
    status: "404 Not Found",
    title: "Nothing here",
    words: "Hotseat waits for a sign-in from VENDOR, and this is not it. \
            You can close this window.",
};

/// The page as an answer: nothing in it comes from outside or leads there,
/// and the address with the code is told to nobody.
pub(super) fn response(page: &Page, vendor: &str) -> String {
    let Page { status, .. } = page;
    let title = page.title.replace(VENDOR, vendor);
    let words = page.words.replace(VENDOR, vendor);
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
