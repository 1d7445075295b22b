//! The marks by which a team claims, closes or dismisses.

use crate::findings::Findings;
use crate::section::Section;
use crate::value::Value;
use crate::words::quoted;

/// The marks of a team.
pub(crate) struct Marks {
    /// Claims.
    pub(crate) claim: String,
    /// Closes.
    pub(crate) close: Option<String>,
    /// Dismisses.
    pub(crate) dismiss: Option<String>,
}

/// The marks, or what they are where nothing is said.
pub(crate) fn marks(top: &Section<'_>, found: &mut Findings<'_>) -> Marks {
    let mut marks = Marks {
        claim: "eyes".to_owned(),
        close: Some("white_check_mark".to_owned()),
        dismiss: None,
    };
    let Some(section) = top.get("marks").and_then(|it| it.section(found))
    else {
        return marks;
    };
    section.only(&["claim", "close", "dismiss"], found);
    if let Some(value) = section.get("claim") {
        marks.claim = mark(&value, found).unwrap_or(marks.claim);
    }
    if let Some(value) = section.get("close") {
        marks.close = mark_or_none(&value, found);
    }
    if let Some(value) = section.get("dismiss") {
        marks.dismiss = mark_or_none(&value, found);
    }
    tell_doubles(&marks, &section, found);
    marks
}

fn mark_or_none(value: &Value<'_>, found: &mut Findings<'_>) -> Option<String> {
    match value.raw().as_bool() {
        Some(false) => None,
        Some(true) | None => mark(value, found),
    }
}

/// The name of an emoji; the colons around it are taken off.
fn mark(value: &Value<'_>, found: &mut Findings<'_>) -> Option<String> {
    let text = value.text(found, "eyes")?;
    let name = text.trim_matches(':');
    let sound = !name.is_empty()
        && name.chars().all(|c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+'".contains(c)
        });
    if !sound {
        found.fault(
            &value.spot,
            format!("{} is not the name of an emoji", quoted(text)),
            "Write its name as it stands between colons: \"eyes\".",
        );
    }
    sound.then(|| name.to_owned())
}

fn tell_doubles(
    marks: &Marks,
    section: &Section<'_>,
    found: &mut Findings<'_>,
) {
    let claim = Some(&marks.claim);
    let doubled = if marks.close.as_ref() == claim {
        Some("close")
    } else if marks.dismiss.as_ref() == claim
        || (marks.dismiss.is_some() && marks.dismiss == marks.close)
    {
        Some("dismiss")
    } else {
        None
    };
    if let Some(key) = doubled {
        let at = section
            .get(key)
            .map_or_else(|| section.spot.clone(), |value| value.spot);
        found.fault(
            &at,
            "this mark has two meanings",
            "Choose another emoji for one of them.",
        );
    }
}
