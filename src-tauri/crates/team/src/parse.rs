//! A text becomes a team, or the list of what is wrong with it.

use chrono_tz::Tz;
use domain::target::Target;
use domain::{Level, OffDuty, Rules};
use toml::de::{DeTable, DeValue};

use crate::findings::Findings;
use crate::flaw::Flaw;
use crate::imports::IMPORTED;
use crate::read::calendars::{calendars, peaks};
use crate::read::duty::plan;
use crate::read::handing::handoff;
use crate::read::levels::{Said, levels};
use crate::read::marks::marks;
use crate::read::mentions::raises;
use crate::read::observing::onboarding;
use crate::read::roster::roster;
use crate::read::shared::with_shared;
use crate::read::sources::{declared, sources};
use crate::read::texts::keep_days;
use crate::read::tiers::tiers;
use crate::read::zone::zone;
use crate::secret;
use crate::section::{Section, TOP};
use crate::spot::{Place, Spot};
use crate::value::Value;
use crate::version::version;

/// The longest file that is read, in bytes.
const LONGEST: usize = 128 * 1024;

pub(crate) const OFF_DUTY: &[(&str, OffDuty)] =
    &[("answer", OffDuty::Answer), ("help", OffDuty::Help)];

/// A team file without faults.
#[derive(Clone, Debug)]
pub struct Team {
    /// What it says.
    pub rules: Rules,
    /// What in it will surprise.
    pub hints: Vec<Flaw>,
    /// Its file, as messages name it.
    pub(crate) file: String,
    /// Where each shift of the rules stands.
    pub(crate) shifts: Vec<Place>,
}

/// Reads a team file; `file` is its name in messages.
///
/// # Errors
/// Everything that is wrong with it. Where the text is no TOML, only that
/// is told: what follows from it would lead astray.
pub fn parse(text: &str, file: &str) -> Result<Team, Vec<Flaw>> {
    let mut found = Findings::none(text, file);
    if text.len() > LONGEST {
        let at = Spot { key: String::new(), span: 0..0 };
        let kilobytes = LONGEST / 1024;
        found.fault(
            &at,
            format!("this file is longer than {kilobytes} kB"),
            "A team file is a page or two; is it the right one?",
        );
        return Err(found.into_both().0);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let top = Section::top(table.get_ref());
    tell_secrets(&top, text, &mut found);
    for error in &errors {
        tell_no_toml(error, &mut found);
    }
    if !errors.is_empty() {
        return Err(found.into_both().0);
    }
    let read = rules(&top, &version(text), &mut found);
    let (Some((rules, spots)), false) = (read, found.any_fault()) else {
        return Err(found.into_both().0);
    };
    let shifts = spots.iter().map(|spot| found.place(spot)).collect();
    let hints = found.into_both().1;
    Ok(Team { rules, hints, file: file.to_owned(), shifts })
}

fn rules(
    top: &Section<'_>,
    version: &str,
    found: &mut Findings<'_>,
) -> Option<(Rules, Vec<Spot>)> {
    top.only(&[TOP, &[IMPORTED]].concat(), found);
    let team = top
        .need("team", found, "team = \"Backend support\"")
        .and_then(|value| value.text(found, "Backend support"));
    let zone = zone(top, found);
    let claim_says = top
        .get("claim_says")
        .and_then(|it| it.prose(found, "Looking into it."))
        .map(str::to_owned);
    let off_duty =
        top.get("off_duty").and_then(|it| it.choice(found, OFF_DUTY));
    let declared = declared(top, found);
    let sources = sources(&declared, found);
    // Without a zone the rest is still read, so that its faults are told too.
    let some_zone = zone.unwrap_or(Tz::UTC);
    let mut calendars = calendars(top, some_zone, found);
    let roster = roster(top, (&declared, &calendars.team), found);
    let plan = plan(top, some_zone, &roster, found);
    calendars.put_on_duty(&plan.duty, &roster);
    let roster = with_shared(roster, &sources);
    let raises = raises(top, &declared, found);
    let said =
        Said { calendars: &calendars, sources: &sources, raises: &raises };
    let levels = levels(top, &said, found);
    let marks = marks(top, found);
    let handoff = handoff(top, &sources, found);
    let rules = Rules {
        version: version.to_owned(),
        team: team?.to_owned(),
        zone: zone?,
        roster,
        duty: plan.duty,
        off_duty: off_duty.unwrap_or(OffDuty::Answer),
        sources,
        calendar: calendars.team.calendar.clone(),
        calendars: calendars.named_by(&levels),
        peaks: peaks(top, some_zone, found),
        levels,
        raises,
        tiers: tiers(top, found),
        claim_says,
        claim_mark: marks.claim,
        close_mark: marks.close,
        dismiss_mark: marks.dismiss,
        keep_days: keep_days(top, found),
        onboarding: onboarding(top, found),
        handoff,
    };
    tell_missing_calendar(&rules, top, found);
    Some((rules, plan.spots))
}

/// Business time without a calendar runs at night too.
fn tell_missing_calendar(
    rules: &Rules,
    top: &Section<'_>,
    found: &mut Findings<'_>,
) {
    let in_the_teams = |target: &Target| {
        target.counts_open_time() && target.calendar.is_none()
    };
    let targets = rules.levels.iter().flat_map(Level::targets);
    let counts_business = targets.map(|(_, target)| target).any(in_the_teams);
    if counts_business && top.get("calendar").is_none() {
        found.hint(
            &top.spot_of("calendar"),
            "there is no calendar, so business time runs round the clock",
            "Write [calendar] with days = \"mon-fri\" and hours = \
             [\"09:00-18:00\"].",
        );
    }
}

fn tell_no_toml(error: &toml::de::Error, found: &mut Findings<'_>) {
    let message = if secret::holds_secret(error.message()) {
        "a value is not in quotation marks"
    } else {
        error.message()
    };
    let at =
        Spot { key: String::new(), span: error.span().unwrap_or_default() };
    found.fault(
        &at,
        format!("this is not TOML: {message}"),
        "Texts stand in \"quotation marks\", lists in [square brackets], and \
         every key in a line of its own.",
    );
}

/// Secrets are told first, so that nothing else is said of where they stand.
fn tell_secrets(top: &Section<'_>, text: &str, found: &mut Findings<'_>) {
    for (key, value) in top.entries() {
        tell_secrets_in(key, &value, found);
    }
    // What is left stands in comments, or in a text that is no TOML.
    for secret in secret::secrets(text) {
        if !found.hides(secret.span.start) {
            let at = Spot { key: String::new(), span: secret.span.clone() };
            let hidden = secret.span.clone();
            found.secret(&at, &secret, hidden);
        }
    }
}

fn tell_secrets_in(key: &str, value: &Value<'_>, found: &mut Findings<'_>) {
    let whole = Spot { key: value.spot.key.clone(), span: value.whole() };
    let in_key = secret::secrets(key).into_iter().next();
    match value.raw() {
        DeValue::Table(_) => {
            if let Some(secret) = in_key {
                let key_spot = value.key_spot();
                found.secret(&key_spot, &secret, key_spot.span.clone());
            }
            let section = value.as_section();
            for (key, value) in section.iter().flat_map(Section::entries) {
                tell_secrets_in(key, &value, found);
            }
        }
        DeValue::Array(_) => {
            for value in value.list() {
                tell_secrets_in(key, &value, found);
            }
        }
        DeValue::String(text) => {
            let in_text = secret::secrets(text).into_iter().next();
            if let Some(secret) = in_key.or(in_text) {
                found.secret(&value.spot, &secret, whole.span.clone());
            } else if secret::names_secret(key) {
                found.secret_key(&value.key_spot(), key, &whole);
            }
        }
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}
