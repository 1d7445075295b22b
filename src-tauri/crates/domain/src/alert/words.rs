//! The words of the notices.

mod timely;

use chrono::{DateTime, Utc};

pub(super) use self::timely::timely;

use super::Moment;
use super::decide::{Whose, whose};
use crate::text::shorten;
use crate::when::clock_time;
use crate::{
    Button, Chime, Deadline, DueKind, Holder, Judged, Loudness, News, NewsKind,
    Notice, NoticeId, Priority, PriorityFrom, Rules, Tones,
};

/// The most characters of a gist in a title.
pub(super) const GIST: usize = 60;

/// What the words are about.
pub(super) struct Scene<'a> {
    pub(super) judged: &'a Judged,
    pub(super) rules: &'a Rules,
    pub(super) moment: &'a Moment<'a>,
}

impl Scene<'_> {
    fn gist(&self) -> String {
        shorten(&self.judged.gist, GIST)
    }

    fn at(&self, at: DateTime<Utc>) -> String {
        clock_time(at, self.moment.now, self.moment.zone)
    }

    fn who(&self) -> String {
        match &self.judged.tier {
            Some(tier) => format!(
                "{}, {tier}, in {}.",
                self.judged.requester, self.moment.source
            ),
            None => {
                format!("{} in {}.", self.judged.requester, self.moment.source)
            }
        }
    }

    fn holder(&self) -> String {
        match self.judged.owners.first() {
            None => "Nobody has it.".to_owned(),
            Some(_) if whose(self.judged, self.moment) == Whose::Mine => {
                "You have it.".to_owned()
            }
            Some(owner) => format!(
                "{} has it since {}.",
                self.rules.name(&owner.person),
                self.at(owner.since)
            ),
        }
    }

    fn chime(&self, tones: Tones) -> Chime {
        Chime { priority: self.judged.priority, tones }
    }

    /// One tone, unless the caller says more.
    fn notice(
        &self,
        title: String,
        body: String,
        buttons: &[Button],
        loudness: Loudness,
    ) -> Notice {
        let labelled =
            |b: &Button| (*b, label(*b, self.moment.claim_verb).to_owned());
        Notice {
            id: NoticeId::Request { id: self.judged.id },
            title,
            body,
            buttons: buttons.iter().map(labelled).collect(),
            loudness,
            chime: self.chime(Tones::One),
        }
    }
}

fn label(button: Button, claim_verb: &str) -> &str {
    match button {
        Button::Claim => claim_verb,
        Button::Snooze => "Snooze",
        Button::Open => "Open",
        Button::Reply => "Reply",
        Button::Together => "Together",
        Button::SignIn => "Sign in again",
        Button::Visit => "Open at the source",
        Button::Hear => "I hear it",
    }
}

pub(super) fn news(
    scene: &Scene<'_>,
    news: &News,
    loudness: Loudness,
) -> Notice {
    let judged = scene.judged;
    // Nothing is promised where a reminder is all that runs.
    let due = judged.deadline.as_ref().map_or_else(String::new, |d| {
        let reminds = d.kind == DueKind::Reminder;
        let what = if reminds { "reminder" } else { "due" };
        format!(", {what} {}", scene.at(d.due))
    });
    let target = judged
        .deadline
        .as_ref()
        .map_or_else(String::new, |d| format!(" Target {}.", d.full_words()));
    let gist = scene.gist();
    let mine = whose(judged, scene.moment) == Whose::Mine;
    let first = if mine { Button::Reply } else { Button::Claim };
    let arrival = [first, Button::Snooze, Button::Open];
    let (title, body, buttons): (_, _, &[Button]) = match news.kind {
        NewsKind::Arrival => {
            (format!("New{due}: {gist}"), scene.who() + &target, &arrival)
        }
        NewsKind::Reopened => (
            format!("Back{due}: {gist}"),
            format!("{} wrote again after it was closed.", judged.requester),
            &arrival,
        ),
        NewsKind::Restored => (
            format!("Back{due}: {gist}"),
            "It was gone at the source, and is there again.".to_owned(),
            &arrival,
        ),
        NewsKind::Raised => {
            let how = match &judged.priority_from {
                PriorityFrom::Mention { handle, by, at, .. } => {
                    format!("{by} added {handle} {}.", scene.at(*at))
                }
                PriorityFrom::Place | PriorityFrom::Hand { .. } => scene.who(),
            };
            let word = crate::judge::priority_word(judged.priority);
            (format!("Now {word}{due}: {gist}"), how, &arrival)
        }
        NewsKind::Message if mine => (
            format!("{} answered: {gist}", judged.requester),
            news.says.clone(),
            &[Button::Reply, Button::Open],
        ),
        NewsKind::Message => (
            format!("{} wrote again: {gist}", judged.requester),
            scene.holder(),
            &arrival,
        ),
    };
    scene.notice(title, body, buttons, loudness)
}

pub(super) fn taken(scene: &Scene<'_>, owner: &Holder) -> Notice {
    let name = scene.rules.name(&owner.person);
    scene.notice(
        format!("{name} has it: {}", scene.gist()),
        format!("Since {}.", scene.at(owner.since)),
        &[Button::Open],
        Loudness::Bubble,
    )
}

pub(super) fn warning(
    scene: &Scene<'_>,
    deadline: &Deadline,
    loudness: Loudness,
) -> Notice {
    let judged = scene.judged;
    let mine = whose(judged, scene.moment) == Whose::Mine;
    let first = if mine { Button::Reply } else { Button::Claim };
    let what = match deadline.kind {
        DueKind::Resolution => "Done",
        DueKind::FirstResponse
        | DueKind::NextResponse
        | DueKind::Update
        | DueKind::Reminder
        | DueKind::Promise => "Answer",
    };
    let notice = scene.notice(
        format!("{what} by {}: {}", scene.at(deadline.due), scene.gist()),
        format!(
            "{} {} waits in {}.",
            scene.holder(),
            judged.requester,
            scene.moment.source
        ),
        &[first, Button::Open],
        loudness,
    );
    Notice { chime: scene.chime(Tones::Two), ..notice }
}

pub(super) fn overdue(
    scene: &Scene<'_>,
    deadline: &Deadline,
    loudness: Loudness,
) -> Notice {
    let judged = scene.judged;
    let gist = scene.gist();
    let notice = match whose(judged, scene.moment) {
        Whose::Teammates => {
            let owner = judged.owners.first();
            let name = owner.map_or("", |o| scene.rules.name(&o.person));
            let since = owner.map_or(deadline.due, |o| o.since);
            scene.notice(
                format!(
                    "{name} has it since {}, nobody has answered",
                    scene.at(since)
                ),
                format!("{gist}, {}", scene.who()),
                &[Button::Together, Button::Open],
                Loudness::Bubble,
            )
        }
        Whose::Mine => scene.notice(
            format!("Overdue since {}: {gist}", scene.at(deadline.due)),
            "You have it. Rings again until answered.".to_owned(),
            &[Button::Reply, Button::Open],
            loudness,
        ),
        Whose::Nobodys => scene.notice(
            format!("Overdue since {}: {gist}", scene.at(deadline.due)),
            match judged.priority {
                Priority::Normal => "Nobody has it.",
                Priority::Emergency | Priority::Urgent => {
                    "Nobody has it. Rings again until claimed or answered."
                }
            }
            .to_owned(),
            &[Button::Claim, Button::Open],
            loudness,
        ),
    };
    Notice { chime: scene.chime(Tones::Three), ..notice }
}

pub(super) fn cannot_see(scene: &Scene<'_>, deadline: &Deadline) -> Notice {
    let since = scene.moment.blind_since.unwrap_or(scene.moment.now);
    let notice = scene.notice(
        format!("Due {}: {}", scene.at(deadline.due), scene.gist()),
        format!(
            "{} not read since {}, it may have been answered.",
            scene.moment.source,
            scene.at(since)
        ),
        &[Button::Visit, Button::Open],
        Loudness::Sound,
    );
    Notice { chime: scene.chime(Tones::Two), ..notice }
}
