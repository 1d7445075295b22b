//! The one thing that everybody posts here.

use chrono::{DateTime, Utc};
use domain::{
    Activity, Author, Event, ExternalId, PlaceId, Post, Text, UserId,
};

/// Where everything is posted.
pub(super) const PLACE: &str = "support";

/// A post of somebody who posts nothing else.
pub(super) fn post(n: usize, at: DateTime<Utc>) -> Activity {
    let post = Post {
        author: author(&format!("customer{n}")),
        text: Text::plain(&format!("Delivery {n} has not come. Where is it?")),
        mentions: Vec::new(),
        files: Vec::new(),
        edited: None,
        restored: None,
        private: false,
        action: None,
        mirrored: None,
        alert: None,
        link: None,
    };
    let id = ExternalId::new(format!("m{n:06}"));
    Activity {
        place: PlaceId::new(PLACE),
        external: id.clone(),
        root: id,
        at,
        event: Event::Post { post },
        since: None,
    }
}

/// A person.
pub(super) fn author(name: &str) -> Author {
    Author {
        id: UserId::new(name),
        name: name.to_owned(),
        email: None,
        of: None,
        human: true,
    }
}
