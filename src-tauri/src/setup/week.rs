//! The week of reading along, offered once to whoever joins.

use chrono::{DateTime, NaiveDate, Utc};
use contract::{Code, Failure, SetupStep};
use domain::{Clock, PersonKey, Rules};
use engine::SystemClock;
use team::{Edit, Flaw, Newcomer, add_person, observe};

use super::FirstRun;
use super::candidates::me;
use super::state::{Draft, State};
use crate::wiring;

/// Who joins.
enum Who {
    /// The roster does not know them.
    New(Newcomer),
    /// The roster knows them by this key.
    Known(PersonKey),
}

impl FirstRun {
    /// Shows what would be written into the joined file: whoever its roster
    /// does not know, and their week, if they want it.
    pub(super) fn newcomer(&self, week: bool) -> Result<(), Failure> {
        let mut state = self.state();
        let Some(joined) = &state.joined else { return Ok(()) };
        let Some(who) = who(&state, &joined.rules) else { return Ok(()) };
        let text =
            wiring::team_text(&joined.file).map_err(crate::cli::unready)?;
        let name = joined.file.display().to_string();
        let today = SystemClock::new().now().with_timezone(&joined.rules.zone);
        let day = week.then(|| today.date_naive());
        let edit = change((&text, &name), &who, day)
            .map_err(|flaw| Failure::new(Code::Refused, flaw.to_string()))?;
        let adds = matches!(who, Who::New(_));
        let week = Some(week);
        let (draft, remark) = match edit {
            Some(Edit { text, diff, replaces, remark, .. }) => {
                let replaces = Some(replaces);
                (Draft { text, shown: diff, replaces, adds, week }, remark)
            }
            None => {
                let replaces = Some(team::version(&text));
                let shown = String::new();
                (Draft { text, shown, replaces, adds, week }, None)
            }
        };
        state.step = SetupStep::File;
        state.draft = Some(draft);
        state.remarks.extend(remark);
        Ok(())
    }

    /// Whether the roster knows who joins, and nothing is to be asked of
    /// them: they answer now, or have had their week.
    pub(super) fn is_settled(&self, now: DateTime<Utc>) -> bool {
        let state = self.state();
        let Some(joined) = &state.joined else { return true };
        match who(&state, &joined.rules) {
            // Whom nobody can name, nobody can write into the roster.
            None => true,
            Some(Who::New(_)) => false,
            Some(Who::Known(key)) => {
                let mate = joined.rules.person(&key);
                mate.is_none_or(|mate| mate.observes.is_some())
                    || joined.rules.on_duty(&key, now)
            }
        }
    }
}

fn who(state: &State, rules: &Rules) -> Option<Who> {
    let mut mes = state.connected.iter().filter_map(|source| {
        let mate = rules.teammate(&source.id, source.me()?)?;
        Some(Who::Known(mate.key.clone()))
    });
    mes.next().or_else(|| Some(Who::New(me(&state.connected)?.newcomer())))
}

/// What is written; nothing where nothing changes.
fn change(
    (text, file): (&str, &str),
    who: &Who,
    week: Option<NaiveDate>,
) -> Result<Option<Edit>, Flaw> {
    let added = match who {
        Who::New(newcomer) => Some(add_person(text, file, newcomer)?),
        Who::Known(_) => None,
    };
    let Some(day) = week else { return Ok(added) };
    let key = match (who, &added) {
        (Who::Known(key), _) => key.as_str(),
        (Who::New(newcomer), None) => &newcomer.key,
        (Who::New(_), Some(added)) => &added.key,
    };
    let base = added.as_ref().map_or(text, |added| &added.text);
    let observes = observe(base, file, key, (day, None))?;
    Ok(Some(match added {
        Some(added) => added.then(text, observes),
        None => observes,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: &str = "team = \"T\"\nzone = \"UTC\"\non_duty = [\"ana\"]\n\
                        [roster.ana]\nname = \"Ana\"\n\
                        [roster.lena]\nname = \"Lena\"\n";

    fn monday() -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 11, 23)
    }

    fn made(who: &Who, week: Option<NaiveDate>) -> Option<Edit> {
        change((TEAM, "team.toml"), who, week).expect("it can be written")
    }

    fn mika() -> Who {
        Who::New(Newcomer {
            key: "mika".to_owned(),
            name: "Mika".to_owned(),
            email: Some("mika@example.com".to_owned()),
            ids: Vec::new(),
        })
    }

    #[test]
    fn who_is_new_is_written_with_their_week_or_without() {
        let plain = made(&mika(), None).expect("they are written");
        assert!(plain.text.contains("[roster.mika]"), "{}", plain.text);
        assert!(!plain.text.contains("observes"), "{}", plain.text);
        let with = made(&mika(), monday()).expect("they are written");
        assert_eq!(with.replaces, plain.replaces, "over the same file");
        let week = "observes = \"2026-11-23\"";
        for part in ["[roster.mika]", week] {
            assert!(with.text.contains(part), "{}", with.text);
            assert!(with.diff.contains(part), "one change: {}", with.diff);
        }
    }

    #[test]
    fn who_is_known_changes_the_file_for_their_week_alone() {
        let lena = Who::Known(PersonKey::new("lena"));
        assert_eq!(made(&lena, None), None);
        let with = made(&lena, monday()).expect("their week");
        assert!(with.text.contains("observes = \"2026-11-23\""));
        assert!(!with.diff.contains("+ [roster"), "{}", with.diff);
    }
}
