//! The groups that can be mentioned: found once by handle, known by id.

use std::collections::HashMap;

use domain::GroupId;
use domain::text::clean_line;

use super::wire::Group;

/// Which of the workspace's groups the team file means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GroupNames {
    meant: HashMap<String, GroupId>,
    handles: HashMap<String, String>,
    /// What the team file names and the workspace does not have.
    pub(crate) unknown: Vec<GroupId>,
}

impl GroupNames {
    /// Finds the groups that the team file names by handle ("@oncall") or by
    /// id ("S0123").
    pub(crate) fn find(wanted: &[GroupId], groups: &[Group]) -> GroupNames {
        let mut names = GroupNames::default();
        for group in groups {
            let handle = format!("@{}", clean_line(&group.handle));
            names.handles.insert(group.id.clone(), handle);
        }
        for want in wanted {
            let handle = want.as_str().trim_start_matches('@');
            let found = groups.iter().find(|group| {
                group.id == want.as_str()
                    || group.handle.eq_ignore_ascii_case(handle)
            });
            if let Some(group) = found {
                names.meant.insert(group.id.clone(), want.clone());
            } else if is_id(want.as_str()) {
                names.meant.insert(want.as_str().to_owned(), want.clone());
            } else {
                names.unknown.push(want.clone());
            }
        }
        names
    }

    /// The group as the team file names it; by its id where it does not.
    pub(crate) fn mention(&self, id: &str) -> GroupId {
        self.meant.get(id).cloned().unwrap_or_else(|| GroupId::new(id))
    }

    /// How a mention reads.
    pub(crate) fn shown(&self, id: &str) -> Option<&str> {
        self.handles.get(id).map(String::as_str)
    }
}

/// An id is told from a handle by its capitals.
fn is_id(name: &str) -> bool {
    name.strip_prefix('S').is_some_and(|rest| {
        rest.len() >= 2
            && rest
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_found_by_handle_or_id_and_told_as_the_team_file_names_it() {
        let groups = [
            Group { id: "S1".into(), handle: "oncall".into() },
            Group { id: "S22".into(), handle: "dev911".into() },
        ];
        let wanted = ["@OnCall", "S22", "S0333", "@gone"].map(GroupId::new);
        let names = GroupNames::find(&wanted, &groups);
        assert_eq!(names.mention("S1"), GroupId::new("@OnCall"));
        assert_eq!(names.mention("S22"), GroupId::new("S22"));
        assert_eq!(names.mention("S0333"), GroupId::new("S0333"));
        assert_eq!(names.mention("S9"), GroupId::new("S9"));
        assert_eq!(names.unknown, [GroupId::new("@gone")]);
        assert_eq!(names.shown("S22"), Some("@dev911"));
    }
}
