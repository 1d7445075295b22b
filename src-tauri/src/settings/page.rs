//! Gathers everything the place of settings shows.

use std::path::Path;

use chrono::{DateTime, Utc};
use contract::{
    DataSetting, Failure, FetchedCalendar, Settings, SourceSetting, TeamFile,
    TeamFlaw, view,
};
use domain::picture::Picture;
use engine::{Desk, Kept, Refused};

use super::failed;
use crate::doctor::Doctor;

/// Everything but preferences.
pub(crate) async fn page(
    desk: &Desk,
    doctor: &Doctor,
) -> Result<Settings, Failure> {
    let picture = desk.picture();
    let mut sources = view::source_settings(&picture, &desk.accounts());
    if !picture.demo {
        for source in &mut sources {
            keep_words(source, doctor);
        }
    }
    Ok(Settings {
        sources,
        levels: view::levels(&picture),
        calendar: view::calendar(&picture),
        calendars: calendars(desk, &picture),
        people: view::people(&picture),
        claim_says: picture.rules.claim_says.clone(),
        file: file(desk, &doctor.data),
        data: data(desk, doctor).await?,
    })
}

fn calendars(desk: &Desk, picture: &Picture) -> Vec<FetchedCalendar> {
    let (now, zone) = (picture.now, picture.zone);
    let shown = |kept: Kept| FetchedCalendar {
        words: kept.words(now, zone),
        old: kept.is_old(now),
        address: kept.address,
    };
    desk.calendars().into_iter().map(shown).collect()
}

fn keep_words(source: &mut SourceSetting, doctor: &Doctor) {
    if source.line.remedy.is_none() {
        source.key_kept = Some(doctor.vault.place().to_owned());
    }
}

/// The team file as it stands on the disk, which may be newer than the rules
/// in force.
fn file(desk: &Desk, data: &Path) -> TeamFile {
    let Some(path) = desk.team_file() else {
        return TeamFile {
            path: None,
            changed: None,
            faults: Vec::new(),
            locked: Some(
                "The demo has a team file of its own, which stays as it is."
                    .to_owned(),
            ),
        };
    };
    let (text, unread) = match std::fs::read_to_string(path) {
        Ok(text) => (text, None),
        Err(e) => (String::new(), Some(engine::unreadable(path, &e))),
    };
    let faults = match &unread {
        None => faults(&text, path, data),
        Some(_) => Vec::new(),
    };
    let locked = match desk.may_change_team() {
        Err(Refused::No(words, remedy)) => Some(format!("{words} {remedy}")),
        _ => unread,
    };
    let path = Some(path.display().to_string());
    TeamFile { changed: changed(desk), path, faults, locked }
}

fn changed(desk: &Desk) -> Option<DateTime<Utc>> {
    let metadata = std::fs::metadata(desk.team_file()?).ok()?;
    metadata.modified().ok().map(DateTime::from)
}

/// What is wrong with a text of the team file.
fn faults(text: &str, path: &Path, data: &Path) -> Vec<TeamFlaw> {
    let now = engine::system().now();
    let whole = engine::whole_text(text, path, Some(data), now);
    match team::parse(&whole, &path.display().to_string()) {
        Ok(_) => Vec::new(),
        Err(flaws) => flaws.into_iter().map(flaw).collect(),
    }
}

/// A flaw, as it travels.
pub(super) fn flaw(flaw: team::Flaw) -> TeamFlaw {
    TeamFlaw {
        line: u32::try_from(flaw.line).unwrap_or(u32::MAX),
        key: flaw.key,
        what: flaw.what,
        remedy: flaw.remedy,
    }
}

async fn data(desk: &Desk, doctor: &Doctor) -> Result<DataSetting, Failure> {
    let measure = desk.measure().await.map_err(failed)?;
    let database = doctor.data.join("hotseat.db");
    let bytes = ["", "-wal"]
        .iter()
        .map(|end| {
            let mut file = database.clone().into_os_string();
            file.push(end);
            std::fs::metadata(file).map_or(0, |it| it.len())
        })
        .sum();
    let backups = desk.backups().await.map_err(failed)?;
    let shown = |path: &Path| path.display().to_string();
    Ok(DataSetting {
        backups: u32::try_from(backups.len()).unwrap_or(u32::MAX),
        newest_backup: backups.first().map(|newest| newest.at),
        backups_in: shown(&doctor.data.join("backups")),
        keep_days: desk.picture().rules.keep_days,
        log: shown(&doctor.data.join("hotseat.log")),
        directory: shown(&doctor.data),
        database: shown(&database),
        bytes,
        oldest: measure.oldest,
        requests: measure.requests,
        facts: measure.facts,
    })
}
