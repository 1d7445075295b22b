//! What the mention of a group makes of a request.

use domain::{GroupId, Priority, Raise, SourceId};

use super::PRIORITIES;
use super::sources::Declared;
use crate::findings::Findings;
use crate::section::Section;
use crate::value::Value;
use crate::words::quoted;

/// The mentions of every source: its own, then those of all sources, then
/// the usual ones of its kind.
pub(crate) fn raises(
    top: &Section<'_>,
    sources: &[Declared<'_>],
    found: &mut Findings<'_>,
) -> Vec<Raise> {
    let everywhere = mentions(top, found);
    let mut raises: Vec<Raise> = Vec::new();
    for source in sources {
        let own = mentions(&source.section, found);
        let usual = source.kind.map_or(&[][..], |kind| kind.mentions);
        let usual: Vec<(GroupId, Priority)> = usual
            .iter()
            .map(|(group, priority)| (GroupId::new(*group), *priority))
            .collect();
        for (group, priority) in own.iter().chain(&everywhere).chain(&usual) {
            let id = SourceId::new(source.key);
            let known = raises
                .iter()
                .any(|raise| raise.source == id && raise.group == *group);
            if !known {
                let (group, priority) = (group.clone(), *priority);
                raises.push(Raise { source: id, group, priority });
            }
        }
    }
    raises
}

fn mentions(
    section: &Section<'_>,
    found: &mut Findings<'_>,
) -> Vec<(GroupId, Priority)> {
    let Some(mentions) =
        section.get("mentions").and_then(|value| value.section(found))
    else {
        return Vec::new();
    };
    mentions
        .entries()
        .filter_map(|(group, value)| {
            tell_nameless(group, &value, found);
            let priority = value.choice(found, PRIORITIES)?;
            Some((GroupId::new(group), priority))
        })
        .collect()
}

/// A group is written as people write it, with an @ and without spaces, or
/// by the id that its source has for it.
fn tell_nameless(group: &str, value: &Value<'_>, found: &mut Findings<'_>) {
    let name = group.strip_prefix('@').unwrap_or_default();
    let handle = !name.is_empty() && !name.contains(char::is_whitespace);
    let id = group.len() > 2
        && group.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if !handle && !id {
        found.fault(
            &value.key_spot(),
            format!("{} is not the handle of a group", quoted(group)),
            "Write it as people do, in quotation marks: \"@oncall\".",
        );
    }
}
