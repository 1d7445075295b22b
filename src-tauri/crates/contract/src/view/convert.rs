//! The trade's words and the words through the window are the same words.

use crate::{Guess, Priority, Role, Section};

impl From<domain::Role> for Role {
    fn from(role: domain::Role) -> Role {
        match role {
            domain::Role::Responder => Role::Responder,
            domain::Role::Fallback => Role::Fallback,
            domain::Role::Secondary => Role::Secondary,
            domain::Role::Observer => Role::Observer,
            domain::Role::OffDuty => Role::OffDuty,
        }
    }
}

impl From<Role> for domain::Role {
    fn from(role: Role) -> domain::Role {
        match role {
            Role::Responder => domain::Role::Responder,
            Role::Fallback => domain::Role::Fallback,
            Role::Secondary => domain::Role::Secondary,
            Role::Observer => domain::Role::Observer,
            Role::OffDuty => domain::Role::OffDuty,
        }
    }
}

impl From<domain::Priority> for Priority {
    fn from(priority: domain::Priority) -> Priority {
        match priority {
            domain::Priority::Emergency => Priority::Emergency,
            domain::Priority::Urgent => Priority::Urgent,
            domain::Priority::Normal => Priority::Normal,
        }
    }
}

impl From<Priority> for domain::Priority {
    fn from(priority: Priority) -> domain::Priority {
        match priority {
            Priority::Emergency => domain::Priority::Emergency,
            Priority::Urgent => domain::Priority::Urgent,
            Priority::Normal => domain::Priority::Normal,
        }
    }
}

impl From<domain::queue::Section> for Section {
    fn from(section: domain::queue::Section) -> Section {
        match section {
            domain::queue::Section::Overdue => Section::Overdue,
            domain::queue::Section::Unsure => Section::Unsure,
            domain::queue::Section::Hour => Section::Hour,
            domain::queue::Section::Later => Section::Later,
            domain::queue::Section::Waiting => Section::Waiting,
            domain::queue::Section::Snoozed => Section::Snoozed,
            domain::queue::Section::Answered => Section::Answered,
            domain::queue::Section::Closed => Section::Closed,
        }
    }
}

impl From<Guess> for domain::practice::Guess {
    fn from(guess: Guess) -> domain::practice::Guess {
        use domain::practice::Guess as Made;
        match guess {
            Guess::Claim => Made::Claim,
            Guess::Reply { text } => Made::Reply { text },
            Guess::Tag { tag } => Made::Tag { tag },
            Guess::Priority { priority } => {
                Made::Priority { priority: priority.into() }
            }
            Guess::FirstStep { text } => Made::FirstStep { text },
        }
    }
}
