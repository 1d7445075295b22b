use domain::{Block, GroupId, Inline, Mention, UserId};

use super::*;

fn names() -> Names {
    Names {
        groups: vec![GroupId::new("@oncall"), GroupId::new("@acme/help")],
        people: vec![UserId::new("Ana")],
    }
}

fn said(body: &str) -> Said {
    read("", body, &names())
}

fn words(body: &str) -> String {
    said(body).text.words()
}

#[test]
fn a_title_is_what_it_is_about() {
    let said = read("Labels are blank", "since *noon*", &names());
    assert_eq!(said.text.gist(80), "Labels are blank");
    assert_eq!(said.text.words(), "Labels are blank\nsince noon");
}

#[test]
fn blocks_are_told_apart() {
    let text = "# Steps\n1. open\n2. print\n\n> it works here\n\n```sh\n@oncall\n\
        rm -rf /\n```\nthe end\nof it\n---\n- [ ] done";
    let kinds: Vec<&str> = said(text)
        .text
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { .. } => "words",
            Block::Quote { .. } => "quote",
            Block::Item { .. } => "item",
            Block::Pre { .. } => "code",
            Block::Forgotten(_) => "nothing",
        })
        .collect();
    let all = ["words", "item", "item", "quote", "code", "words", "item"];
    assert_eq!(kinds, all);
    assert_eq!(said(text).mentions, [], "code calls nobody");
}

#[test]
fn whom_it_names_counts_outside_of_code_and_quotations() {
    let named = |text: &str| said(text).mentions;
    let group = |name: &str| Mention::Group { id: GroupId::new(name) };
    assert_eq!(named("cc @acme/OnCall."), [group("@oncall")]);
    assert_eq!(named("**@Acme/help** please"), [group("@acme/help")]);
    assert_eq!(named("@acme/others"), [group("@acme/others")]);
    let ana = Mention::Person { id: UserId::new("Ana") };
    assert_eq!(named("@ana, look"), [ana], "as the team file writes her");
    for nobody in ["> @acme/oncall said", "`@acme/oncall`", "jo@acme.example"] {
        assert_eq!(named(nobody), [], "{nobody}");
    }
}

#[test]
fn links_lead_where_they_say() {
    let said = said(
        "see [the log](https://a.example/1 \"log\") and \
        https://b.example/x). ![](https://c.example/p.png) [x](javascript:a)",
    );
    let links: Vec<&str> = said.text.links().collect();
    let all = [
        "https://a.example/1",
        "https://b.example/x",
        "https://c.example/p.png",
    ];
    assert_eq!(links, all);
}

#[test]
fn a_templates_remarks_and_formatting_are_not_said() {
    let text = "<!-- fill in --><details><summary>Log</summary>a<br>b</details>\
        <!-- never closed";
    assert_eq!(words(text), "Loga\nb");
    assert_eq!(words("a &lt;b&gt; &amp; c"), "a <b> & c");
    assert_eq!(
        words("snake_case_name and 2 * 3 * 4"),
        "snake_case_name and 2 * 3 * 4"
    );
}

#[test]
fn what_goes_out_comes_back_as_it_was_typed() {
    for text in ["see <this> & that", "a < b", "use `<b>` or <b>", "</p><!-- x"]
    {
        let back = words(&escaped(text)).replace('`', "");
        assert_eq!(back, text.replace('`', ""), "{}", escaped(text));
    }
}

#[test]
fn hostile_text_is_only_text() {
    let deep = "**_~~".repeat(3_000);
    for text in [
        "\u{202e}evil",
        "[[[[](((",
        "`",
        "@",
        "@/",
        "![",
        "<",
        "<!--",
        "\\",
        "&",
        "http://",
        "> > > >",
        "```",
        &deep,
        &"[a](".repeat(2_000),
        &"x".repeat(100_000),
        &"\n- ".repeat(5_000),
    ] {
        let said = said(text);
        assert!(said.text.blocks.len() <= 501);
        assert!(!said.text.words().contains('\u{202e}'));
    }
    let line = Inline::Text { text: "evil".to_owned() };
    let plain = Block::Paragraph { inlines: vec![line] };
    assert_eq!(said("\u{202e}evil").text.blocks, [plain]);
}
