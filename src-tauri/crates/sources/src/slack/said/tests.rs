//! Slack's markup and blocks, each kind from a sample.

use std::collections::HashMap;

use domain::{Block, GroupId, Inline, Mention, UserId};

use super::super::groups::GroupNames;
use super::super::people::People;
use super::super::wire::people::Profile;
use super::super::wire::{Group, Message, User};
use super::*;

mod blocks;
mod hostile;

fn said(message: &Message) -> Said {
    let people = People::default();
    people.learn(
        [("U1ANA", "Ana"), ("U2JO", "Jo")]
            .map(|(id, name)| User {
                id: id.into(),
                profile: Profile {
                    display_name: name.into(),
                    ..Profile::default()
                },
                ..User::default()
            })
            .into(),
    );
    let groups = GroupNames::find(
        &[GroupId::new("@oncall")],
        &[Group { id: "S0ONCALL".into(), handle: "oncall".into() }],
    );
    let channels = HashMap::from([("C1".into(), "#support".into())]);
    let names = Names { people: &people, groups: &groups, channels: &channels };
    read(message, &names)
}

fn sample(json: &str) -> Said {
    said(&serde_json::from_str(json).unwrap())
}

fn text(words: &str) -> Said {
    said(&Message { text: words.into(), ..Message::default() })
}

/// A text as lines that show its tree.
fn drawn(said: &Said) -> Vec<String> {
    let inline = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::Bold { text } => format!("*{text}*"),
        Inline::Italic { text } => format!("_{text}_"),
        Inline::Strike { text } => format!("~{text}~"),
        Inline::Code { text } => format!("`{text}`"),
        Inline::Link { text, url } => format!("[{text}]({url})"),
        Inline::Mention { text } => format!("{{{text}}}"),
    };
    let line =
        |inlines: &[Inline]| -> String { inlines.iter().map(inline).collect() };
    said.text
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { inlines } => line(inlines),
            Block::Quote { inlines } => format!("> {}", line(inlines)),
            Block::Item { inlines } => format!("- {}", line(inlines)),
            Block::Pre { text } => format!("```{text}"),
            Block::Forgotten(_) => panic!("a source forgets nothing"),
        })
        .collect()
}

fn person(id: &str) -> Mention {
    Mention::Person { id: UserId::new(id) }
}

fn group(id: &str) -> Mention {
    Mention::Group { id: GroupId::new(id) }
}

#[test]
fn rich_text_is_read_from_its_elements() {
    let said = sample(include_str!("../samples/rich_text.json"));
    assert_eq!(
        drawn(&said),
        [
            "*Printing* is down for {@oncall} and {@Ana}, see [the \
             labels](https://shop.example/labels?a=1&b=2) in #support 🔥\n\
             second line ~gone~ _soft_ `x = 1` {@here} March 4th #ff8800 \
             :our_logo:",
            "- 1. open the page",
            "- 2. press print",
            "-   nothing",
            "> ask {@Jo}",
            "```Error: no <printer>\n  at line 3@S0OTHER",
        ]
    );
}

#[test]
fn a_mention_counts_outside_of_quotations_and_code() {
    let rich = sample(include_str!("../samples/rich_text.json"));
    assert_eq!(rich.mentions, [group("@oncall"), person("U1ANA")]);
    let plain = sample(include_str!("../samples/mrkdwn.json"));
    assert_eq!(plain.mentions, [group("@oncall"), person("U1ANA")]);
    assert_eq!(text("`<!subteam^S0ONCALL>` now").mentions, []);
    assert_eq!(
        text("&gt; <@U1ANA>\n<@U1ANA> look").mentions,
        [person("U1ANA")],
        "named in the quotation and beside it"
    );
}

#[test]
fn the_groups_label_does_not_decide_which_group_is_meant() {
    let other = text("<!subteam^S0OTHER|@oncall> help");
    assert_eq!(other.mentions, [group("S0OTHER")]);
}

#[test]
fn markup_is_read_where_there_are_no_blocks() {
    let said = sample(include_str!("../samples/mrkdwn.json"));
    assert_eq!(
        drawn(&said),
        [
            "*Printing* is _really_ ~slow~ down & out, a < b, {@oncall} \
             {@Ana} {@here} in #sales: [see \
             here](https://shop.example/x?a=1&b=2) or \
             [jo@example.com](mailto:jo@example.com)",
            "> quoted {@Jo} says\n`no` *yes*",
            "use `x < 1` now 👍 10:30:00 snake_case_word 5*3*2",
            "```let x = a.example < 2;\n!subteam^S0OTHER",
            "bye March 4th click",
        ]
    );
}

#[test]
fn marks_that_mark_nothing_stay_as_they_are() {
    for words in [
        "*",
        "**",
        "* a *",
        "a*b*c",
        "_",
        "<",
        "<>",
        "<a",
        "`",
        "``",
        "~ ~",
        "```",
        "``` open",
        ":",
        "::",
        ":a",
        "*a",
        "2 * 3 * 4",
        "<<@U1ANA>",
    ] {
        let said = text(words);
        let shown = said.text.words().replace("@Ana", "<@U1ANA>");
        assert_eq!(shown.trim(), words.trim(), "{words}");
    }
}

#[test]
fn styles_lie_in_one_another() {
    assert_eq!(drawn(&text("*bold <@U1ANA> bold*")), ["*bold *{@Ana}* bold*"]);
    assert_eq!(drawn(&text("*a* and *b*, _c_.")), ["*a* and *b*, _c_."]);
    assert_eq!(drawn(&text("(*a*)")), ["(*a*)"]);
}

#[test]
fn three_signs_quote_all_that_follows() {
    assert_eq!(drawn(&text("a\n&gt;&gt;&gt;b\nc")), ["a", "> b\nc"]);
}

#[test]
fn what_we_send_is_no_markup() {
    assert_eq!(escaped("<@U1> & <b>"), "&lt;@U1&gt; &amp; &lt;b&gt;");
    assert_eq!(drawn(&text(&escaped("<@U1> & <b>"))), ["<@U1> & <b>"]);
}
