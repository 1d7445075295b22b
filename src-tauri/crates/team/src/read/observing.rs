//! Who reads along before their first own shift, and what is new to them.

use domain::Stretch;

use super::calendar::Hours;
use super::when::texts;
use crate::findings::Findings;
use crate::moment::date;
use crate::section::Section;

/// The key of a person's week.
pub(crate) const OBSERVES: &str = "observes";

/// `observes = "2026-11-23"`: the week that begins on that day; with a second
/// date, until that day.
pub(crate) fn observes(
    person: &Section<'_>,
    team: &Hours,
    found: &mut Findings<'_>,
) -> Option<Stretch> {
    let value = person.get(OBSERVES)?;
    let days = value.list();
    let dates: Vec<_> =
        days.iter().filter_map(|day| date(day, found)).collect();
    if dates.len() != days.len() {
        return None;
    }
    let zone = team.calendar.zone();
    let stretch = match dates.as_slice() {
        [first] => Stretch::week(*first, zone, &team.calendar),
        [first, last] => Stretch::days(*first, *last, zone),
        _ => None,
    };
    if stretch.is_none() {
        found.fault(
            &value.spot,
            "this is no week in which somebody reads along",
            "Write its first day, like \"2026-11-23\", or the first and the \
             last: [\"2026-11-23\", \"2026-12-04\"].",
        );
    }
    stretch
}

/// `onboarding = ["Read the playbook"]`: what somebody new is to do.
pub(crate) fn onboarding(
    top: &Section<'_>,
    found: &mut Findings<'_>,
) -> Vec<String> {
    let value = top.get("onboarding").filter(|it| !it.list().is_empty());
    value.map(|value| texts(&value, found)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use domain::{PersonKey, Role, Stretch};

    use crate::parse;

    fn lena(line: &str) -> Result<Option<Stretch>, String> {
        let text = format!(
            "team = \"T\"\nzone = \"Europe/Berlin\"\n[calendar]\n\
             days = \"mon-fri\"\nhours = \"09:00-18:00\"\n[roster.ana]\n\
             email = \"ana@example.com\"\n[roster.lena]\n\
             email = \"lena@example.com\"\n{line}\n"
        );
        let team = parse(&text, "team.toml").map_err(|flaws| {
            flaws.first().map(ToString::to_string).unwrap_or_default()
        })?;
        let key = PersonKey::new("lena");
        let week = team.rules.person(&key).and_then(|mate| mate.observes);
        if let Some(week) = week {
            assert_eq!(team.rules.role(&key, week.from), Role::Observer);
            assert_eq!(team.rules.role(&key, week.to), Role::Responder);
        }
        Ok(week)
    }

    #[test]
    fn a_day_is_the_first_of_a_week_and_two_say_both_ends() {
        assert_eq!(lena(""), Ok(None));
        for day in ["\"2026-11-16\"", "2026-11-16", "[\"2026-11-16\"]"] {
            let week = lena(&format!("observes = {day}")).unwrap().unwrap();
            assert_eq!(week.to - week.from, TimeDelta::days(5), "{day}");
        }
        let longer = lena("observes = [\"2026-11-16\", \"2026-11-27\"]");
        let longer = longer.unwrap().unwrap();
        assert_eq!(longer.to - longer.from, TimeDelta::days(12));
    }

    #[test]
    fn what_is_no_week_says_how_to_write_one() {
        for wrong in ["\"soon\"", "[\"2026-11-20\", \"2026-11-16\"]", "[]", "5"]
        {
            let told = lena(&format!("observes = {wrong}")).unwrap_err();
            assert!(told.contains("observes"), "{wrong}: {told}");
        }
    }
}
