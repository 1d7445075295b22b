//! Answers what the place of settings asks.

mod edits;
mod page;

use contract::{Code, Done, Failure, Look, OwnThing, SourceTest};
use engine::{Desk, Refused};

use crate::doctor::Doctor;

pub(crate) use self::edits::{connect, edit, may_change};
pub(crate) use self::page::page;

/// The name under which the look of the window is kept.
const LOOK: &str = "look";

/// Asks every source who we are there.
pub(crate) async fn test(desk: &Desk) -> Vec<SourceTest> {
    let mut tests = Vec::new();
    for source in desk.picture().sources {
        let id = source.id.to_string();
        let test = match desk.probe(&source.id).await {
            Ok(probe) => SourceTest {
                source: id,
                well: probe.may_not.is_empty(),
                words: format!(
                    "Signed in as {}: {}.",
                    probe.me.name,
                    probe.may.join(", ")
                ),
                remedy: probe.may_not.into_iter().next(),
            },
            Err(fault) => SourceTest {
                words: crate::cli::sentence(&fault.to_string()),
                remedy: Some(format!("`hotseat accounts add {id}` signs in.")),
                source: id,
                well: false,
            },
        };
        tests.push(test);
    }
    tests
}

/// Opens something of ours outside the window.
pub(crate) fn open(
    desk: &Desk,
    doctor: &Doctor,
    thing: OwnThing,
) -> Result<Done, Failure> {
    let path = match thing {
        OwnThing::Data => doctor.data.as_path(),
        OwnThing::TeamFile => desk.team_file().ok_or_else(edits::no_file)?,
    };
    open::that_detached(path).map_err(|e| {
        Failure::new(
            Code::Failed,
            format!("No program could be started for it ({e})."),
        )
        .hint(format!("Open {} by hand.", path.display()))
    })?;
    Ok(Done {
        request: None,
        words: format!("{} is opened.", path.display()),
        queued: false,
    })
}

/// The text of the team file, as it stands on the disk.
pub(crate) fn text(desk: &Desk) -> Result<String, Failure> {
    let Some(file) = desk.team_file() else {
        return Ok(team::demo_team().to_owned());
    };
    crate::wiring::team_text(file)
        .map_err(|e| Failure::new(Code::Failed, format!("{e}.")))
}

/// How the window looks. What was kept by a version that knew other words counts as not kept.
pub(crate) async fn look(desk: &Desk) -> Result<Look, Failure> {
    let kept = desk.kept(LOOK).await.map_err(failed)?;
    Ok(kept
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// Keeps how the window looks from now on.
pub(crate) async fn set_look(
    desk: &Desk,
    mut look: Look,
) -> Result<Look, Failure> {
    let (least, most) = (*Look::SIZES.start(), *Look::SIZES.end());
    look.text_size = look.text_size.clamp(least, most);
    if let Some(flaw) = look.flaw() {
        return Err(Failure::new(Code::Refused, flaw)
            .hint("Choose another key, or change that act first."));
    }
    let text = serde_json::to_string(&look)
        .map_err(|e| Failure::new(Code::Failed, e.to_string()))?;
    desk.keep(LOOK, &text).await.map_err(failed)?;
    Ok(look)
}

fn failed(refused: Refused) -> Failure {
    match refused {
        Refused::No(words, hint) => {
            Failure::new(Code::Refused, words).hint(hint)
        }
        Refused::Nobody(words, hint) => {
            Failure::new(Code::NotFound, words).hint(hint)
        }
        Refused::Failed(words) => Failure::new(Code::Failed, words),
        Refused::Nothing(id) => {
            Failure::new(Code::NotFound, format!("There is no request {id}."))
        }
    }
}
