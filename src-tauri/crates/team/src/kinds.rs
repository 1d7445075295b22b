//! The kinds of sources, as far as a team file speaks of them.
//!
//! A new kind is one entry here: what its places are called, what else may
//! be said of it, and how its ids look to people.

/// A kind of source.
pub(crate) struct Kind {
    /// How the team file names it.
    pub(crate) name: &'static str,
    /// What people call it.
    pub(crate) title: &'static str,
    /// The key under which its places stand.
    pub(crate) places: &'static str,
    /// What else it takes.
    pub(crate) settings: &'static [Setting],
    /// How the id of a place is known.
    pub(crate) place_id: Id,
    /// How the id of a person is known.
    pub(crate) person_id: Id,
}

/// Something a source is told by the team file.
pub(crate) struct Setting {
    /// Its key.
    pub(crate) key: &'static str,
    /// What it may be.
    pub(crate) form: Form,
}

/// What an option may be.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// A text, such as this one.
    Text(&'static str),
    /// True or false.
    Flag,
}

/// The look of a vendor's ids.
pub(crate) struct Id {
    /// One of these begins it, and capitals and digits follow; no rule where
    /// there are none.
    begins: &'static [char],
    /// An example.
    pub(crate) example: &'static str,
    /// Where people find it.
    pub(crate) remedy: &'static str,
}

impl Id {
    /// Whether a text can be such an id.
    pub(crate) fn fits(&self, text: &str) -> bool {
        if self.begins.is_empty() {
            return !text.chars().any(char::is_whitespace);
        }
        let mut rest = text.chars();
        rest.next().is_some_and(|first| self.begins.contains(&first))
            && rest.as_str().len() > 1
            && rest.all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    }
}

/// Every kind there is.
pub(crate) const KINDS: &[Kind] = &[SLACK, DEMO];

const SLACK: Kind = Kind {
    name: "slack",
    title: "Slack",
    places: "channels",
    settings: &[
        Setting { key: "client_id", form: Form::Text("1234567890.1234567890") },
        Setting { key: "push", form: Form::Flag },
    ],
    place_id: Id {
        begins: &['C', 'G', 'D'],
        example: "C0123456789",
        remedy: "It stands at the end of the channel's details in Slack \
                 (\"Channel ID\"), like \"C0123456789\".",
    },
    person_id: Id {
        begins: &['U', 'W'],
        example: "U0123456789",
        remedy: "It stands in the menu of a person's profile in Slack \
                 (\"Copy member ID\"), like \"U0123456789\".",
    },
};

const DEMO: Kind = Kind {
    name: "demo",
    title: "Demo",
    places: "places",
    settings: &[],
    place_id: Id {
        begins: &[],
        example: "support",
        remedy: "Write an id without spaces.",
    },
    person_id: Id {
        begins: &[],
        example: "ana",
        remedy: "Write an id without spaces.",
    },
};

/// A kind by the name the team file gives it.
pub(crate) fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// A kind of source that people can add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// How the team file names it.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What its places are called.
    pub places: &'static str,
    /// The id of a place looks like this.
    pub example: &'static str,
    /// Where people find such an id.
    pub find: &'static str,
}

/// The kinds of sources that people can add; the demo's plays for itself.
pub fn offered_kinds() -> impl Iterator<Item = Offered> {
    KINDS.iter().filter(|kind| kind.name != DEMO.name).map(|kind| Offered {
        name: kind.name,
        title: kind.title,
        places: kind.places,
        example: kind.place_id.example,
        find: kind.place_id.remedy,
    })
}
