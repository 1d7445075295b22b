//! What a handoff asks for.

use domain::{HandoffChannel, HandoffRules, SourceRules};

use super::when::texts;
use crate::findings::Findings;
use crate::section::Section;
use crate::words::quoted;

/// The kinds of sources into which a handoff can be sent.
const SENDS: [&str; 2] = ["slack", "demo"];

/// The keys of `[handoff]`.
pub(crate) const HANDOFF: &[&str] =
    &["questions", "jobs", "insiders", "channel", "apart"];

/// `[handoff]` with the questions of the team's form, the jobs of every shift,
/// and with who asks from inside of the company.
pub(crate) fn handoff(
    top: &Section<'_>,
    sources: &[SourceRules],
    found: &mut Findings<'_>,
) -> HandoffRules {
    let section = top.get("handoff").and_then(|it| it.section(found));
    let Some(section) = section else { return HandoffRules::default() };
    section.only(HANDOFF, found);
    let mut list = |key: &str| {
        let value = section.get(key).filter(|it| !it.list().is_empty());
        value.map(|value| texts(&value, found)).unwrap_or_default()
    };
    HandoffRules {
        questions: once(list("questions")),
        jobs: once(list("jobs")),
        insiders: list("insiders"),
        channel: channel(&section, sources, found),
    }
}

/// The channel into which a handoff is sent, by its name or its id.
fn channel(
    section: &Section<'_>,
    sources: &[SourceRules],
    found: &mut Findings<'_>,
) -> Option<HandoffChannel> {
    let apart = section.get("apart").and_then(|it| it.flag(found));
    let Some(value) = section.get("channel") else {
        if apart.is_some() {
            section.need("channel", found, "channel = \"#handoffs\"");
        }
        return None;
    };
    let text = value.text(found, "#handoffs")?;
    let threads =
        sources.iter().filter(|source| SENDS.contains(&source.kind.as_str()));
    let mut places = threads.flat_map(|source| {
        source.places.iter().map(move |place| (&source.id, place))
    });
    let bare = |name: &str| name.trim_start_matches('#').to_owned();
    let meant = places.find(|(_, place)| {
        place.id.as_str() == text || bare(&place.name) == bare(text)
    });
    let Some((source, place)) = meant else {
        found.fault(
            &value.spot,
            format!("{} is no Slack channel that is read", quoted(text)),
            "Write the name or the id of one that [sources.slack] lists; if \
             nobody asks for help there, say apart = true.",
        );
        return None;
    };
    Some(HandoffChannel {
        source: source.clone(),
        place: place.id.clone(),
        apart: apart.unwrap_or_default(),
    })
}

/// Each is named once: what is written down of it is kept under its words.
fn once(mut list: Vec<String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    list.retain(|it| {
        let first = !known.contains(it);
        known.push(it.clone());
        first
    });
    list
}

#[cfg(test)]
mod tests {
    use domain::HandoffRules;

    use crate::parse;

    fn read(lines: &str) -> Result<HandoffRules, String> {
        let text = format!("team = \"T\"\nzone = \"UTC\"\n{lines}\n");
        parse(&text, "team.toml")
            .map(|team| team.rules.handoff)
            .map_err(|flaws| flaws.first().expect("a flaw").to_string())
    }

    #[test]
    fn the_questions_are_asked_in_the_order_of_the_file_and_once() {
        assert_eq!(read(""), Ok(HandoffRules::default()));
        let read = read(
            "[handoff]\nquestions = [\"Risks?\", \"Any leads?\", \
             \"Risks?\"]\njobs = [\"Deploy\", \"Deploy\"]\n\
             insiders = [\"@acme.example\"]",
        )
        .expect("it is read");
        assert_eq!(read.questions, ["Risks?", "Any leads?"]);
        assert_eq!(read.jobs, ["Deploy"]);
        assert_eq!(read.insiders, ["@acme.example"]);
    }

    const SLACK: &str = "[sources.slack]\n\
        channels = [{ id = \"C0123456789\", name = \"#support\" }]\n[handoff]\n";

    #[test]
    fn a_channel_is_meant_by_its_name_or_its_id() {
        for channel in ["#support", "support", "C0123456789"] {
            let lines = format!("{SLACK}channel = \"{channel}\"");
            let meant = read(&lines).expect(channel).channel;
            let meant = meant.expect("a channel");
            assert_eq!(meant.source.as_str(), "slack");
            assert_eq!(meant.place.as_str(), "C0123456789");
            assert!(!meant.apart);
        }
        let lines = format!("{SLACK}channel = \"C0123456789\"\napart = true");
        let apart = read(&lines).expect("it is read").channel;
        assert!(apart.expect("a channel").apart);
    }

    #[test]
    fn a_channel_that_nobody_reads_is_told() {
        for wrong in ["channel = \"#other\"", "channel = 5", "apart = true"] {
            let told = read(&format!("{SLACK}{wrong}")).expect_err(wrong);
            assert!(told.contains("channel"), "{wrong}: {told}");
        }
    }

    #[test]
    fn what_is_no_question_is_told() {
        for wrong in ["questions = 5", "question = [\"Risks?\"]", "jobs = 1"] {
            let told = read(&format!("[handoff]\n{wrong}"));
            let told = told.expect_err(wrong);
            let key = wrong.split(' ').next().expect("a key");
            assert!(told.contains(key), "{wrong}: {told}");
        }
    }
}
