//! For how long the texts of what has ended are kept.

use crate::findings::Findings;
use crate::section::Section;
use crate::words::quoted;

/// What holds where nothing is said, in days.
const USUAL: u32 = 180;
/// Ten years: longer than anybody looks back.
const LONGEST: u32 = 3650;

/// The days of `keep_text`: "180 days".
pub(crate) fn keep_days(top: &Section<'_>, found: &mut Findings<'_>) -> u32 {
    let Some(value) = top.get("keep_text") else { return USUAL };
    let Some(text) = value.text(found, "180 days") else { return USUAL };
    let days = days(text);
    if days.is_none() {
        found.fault(
            &value.spot,
            format!("{} is no time for which texts are kept", quoted(text)),
            format!("Write 1 to {LONGEST} days: \"180 days\"."),
        );
    }
    days.unwrap_or(USUAL)
}

fn days(text: &str) -> Option<u32> {
    let number = text
        .strip_suffix("days")
        .or_else(|| text.strip_suffix("day"))?
        .trim_end();
    number.parse().ok().filter(|days| (1..=LONGEST).contains(days))
}

#[cfg(test)]
mod tests {
    use crate::parse;

    fn kept(line: &str) -> Result<u32, String> {
        let text = format!("team = \"T\"\nzone = \"UTC\"\n{line}\n");
        parse(&text, "team.toml")
            .map(|team| team.rules.keep_days)
            .map_err(|flaws| flaws.first().expect("a flaw").to_string())
    }

    #[test]
    fn texts_are_kept_for_half_a_year_unless_the_team_says_otherwise() {
        assert_eq!(kept(""), Ok(180));
        assert_eq!(kept("keep_text = \"30 days\""), Ok(30));
        assert_eq!(kept("keep_text = \"1 day\""), Ok(1));
    }

    #[test]
    fn what_is_no_number_of_days_is_told_with_what_to_write() {
        for words in ["0 days", "ever", "3651 days", "2 weeks", "180"] {
            let line = format!("keep_text = \"{words}\"");
            let flaw = kept(&line).expect_err(words);
            assert!(flaw.contains("team.toml:3"), "{flaw}");
            assert!(flaw.contains("\"180 days\""), "{flaw}");
        }
    }
}
