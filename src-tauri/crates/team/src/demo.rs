//! The team files that come with the product, for the demo.

use chrono::NaiveDate;

/// The team file of the demo.
#[must_use]
pub fn demo_team() -> &'static str {
    include_str!("../demo.toml")
}

/// The team file of the demo in which the user reads along: for the week that
/// begins on a day, and with days of so many minutes.
#[must_use]
pub fn demo_newcomer(first: NaiveDate, minutes: u64) -> String {
    let hours = format!("09:00-{:02}:{:02}", 9 + minutes / 60, minutes % 60);
    let calendar = format!(
        "# A day of this demo is over after {minutes} min.\n\
         calendar = {{ days = \"mon-fri\", hours = [\"{hours}\"] }}\n\n\
         # What somebody new is to do.\n\
         onboarding = [\n    \"Read the playbook\",\n    \
         \"Find the dashboards\",\n    \"Answer one request with Ana\",\n]"
    );
    let week = format!("name = \"Robin\"\nobserves = \"{first}\"");
    let changes = [
        ("calendar = \"round the clock\"", calendar.as_str()),
        ("name = \"Robin\"", &week),
        ("\"5 min round the clock\"", "\"1 business min\""),
        ("\"10 min round the clock\"", "\"2 business min\""),
        ("\"30 min round the clock\"", "\"5 business min\""),
    ];
    let mut text = demo_team().to_owned();
    for (usual, here) in changes {
        text = text.replace(usual, here);
    }
    text
}

#[cfg(test)]
mod tests {
    use domain::{PersonKey, Role};

    use super::*;
    use crate::parse;

    #[test]
    fn a_newcomer_reads_along_for_five_short_days_and_then_has_a_seat() {
        let first: NaiveDate = "2026-11-16".parse().unwrap();
        let text = demo_newcomer(first, 3);
        let rules = parse(&text, "team.toml").unwrap().rules;
        let you = PersonKey::new("you");
        let week = rules.person(&you).unwrap().observes.unwrap();
        assert_eq!((week.to - week.from).num_days(), 5);
        assert_eq!(rules.role(&you, week.from), Role::Observer);
        assert_eq!(rules.role(&you, week.to), Role::Responder);
        assert!(!rules.calendar.is_always());
        assert_eq!(rules.onboarding.len(), 3);
        assert!(!text.contains("round the clock\"\n"), "{text}");
    }
}
