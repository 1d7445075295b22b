//! What a handoff asks for.

use domain::HandoffRules;

use super::when::texts;
use crate::findings::Findings;
use crate::section::Section;

/// The keys of `[handoff]`.
pub(crate) const HANDOFF: &[&str] = &["questions", "insiders"];

/// `[handoff]` with the questions of the team's form, and with who asks from
/// inside of the company.
pub(crate) fn handoff(
    top: &Section<'_>,
    found: &mut Findings<'_>,
) -> HandoffRules {
    let section = top.get("handoff").and_then(|it| it.section(found));
    let Some(section) = section else { return HandoffRules::default() };
    section.only(HANDOFF, found);
    let mut list = |key: &str| {
        let value = section.get(key).filter(|it| !it.list().is_empty());
        value.map(|value| texts(&value, found)).unwrap_or_default()
    };
    let mut questions: Vec<String> = list("questions");
    let insiders = list("insiders");
    let mut known: Vec<String> = Vec::new();
    questions.retain(|it| {
        let first = !known.contains(it);
        known.push(it.clone());
        first
    });
    HandoffRules { questions, insiders }
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
             \"Risks?\"]\ninsiders = [\"@acme.example\"]",
        )
        .expect("it is read");
        assert_eq!(read.questions, ["Risks?", "Any leads?"]);
        assert_eq!(read.insiders, ["@acme.example"]);
    }

    #[test]
    fn what_is_no_question_is_told() {
        for wrong in ["questions = 5", "question = [\"Risks?\"]"] {
            let told = read(&format!("[handoff]\n{wrong}"));
            let told = told.expect_err(wrong);
            assert!(told.contains("question"), "{wrong}: {told}");
        }
    }
}
