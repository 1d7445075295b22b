//! Pages as people and programs write them.

use super::*;

#[test]
fn a_page_becomes_lines() {
    let page = "<html><head><title>x</title><style>p{}</style></head>\
        <body><p>Hello,\n  the <b>labels</b> do&nbsp;not print.</p>\
        <ul><li>one<li>two</ul>Bye<br>Jo</body></html>";
    let words = words_of(page);
    assert_eq!(
        words,
        "Hello, the labels do not print.\n\n- one\n- two\n\nBye\nJo"
    );
}

#[test]
fn what_a_page_quotes_is_marked_as_such() {
    let page = "<div>Yes.</div><div>On Monday Ana wrote:<br></div>\
        <blockquote><div>Did it work?</div><div>Ana</div></blockquote>";
    assert_eq!(
        words_of(page),
        "Yes.\nOn Monday Ana wrote:\n\n> Did it work?\n> Ana"
    );
}

#[test]
fn a_link_says_where_it_leads() {
    let page = "<a href=\"https://evil.example/x?a=1&amp;b=2\">your \
        bank</a> and <a href='https://a.example/'>https://a.example</a>";
    assert_eq!(
        words_of(page),
        "your bank (https://evil.example/x?a=1&b=2) and https://a.example"
    );
}

#[test]
fn what_nobody_sees_is_not_read() {
    let page = "<div style=\"display: none\">thanks<div>x</div></div>\
        <script>if (a < b) { alert('</p>') }</script>Help<!-- no -->!";
    assert_eq!(words_of(page), "Help!");
}

#[test]
fn a_broken_page_is_read_as_far_as_it_goes() {
    assert_eq!(words_of("a < b &unknown; c &#x110000; <p"), {
        "a < b &unknown; c &#x110000;"
    });
    assert_eq!(words_of("<<<>>><a href=>x</a>"), "<<<>>>x");
    let deep = "<blockquote>".repeat(20_000) + "deep";
    assert_eq!(words_of(&deep), "> > > deep");
}
