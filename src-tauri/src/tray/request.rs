//! The line of one request, and what opens beside it.

use chrono::{DateTime, Duration, Timelike, Utc};
use contract::{
    Act, Aim, ClockState, Command, OwnerKind, Role, Row, Section, Snapshot,
    SnoozeUntil,
};
use domain::text::clean_line;
use domain::wording::capital;

use super::face::Face;
use super::view::{Line, press, words};

/// The two snoozes that are named by their length, minutes.
const LENGTHS: [(i64, &str); 2] = [(15, "15 min"), (60, "1 h")];

/// Whether a row waits for this user.
pub(super) fn is_ours(row: &Row) -> bool {
    row.owner.kind != OwnerKind::Teammate && is_waiting(row)
}

/// Whether a row stands in the queue itself.
pub(super) fn is_waiting(row: &Row) -> bool {
    match row.section {
        Section::Overdue | Section::Unsure | Section::Hour | Section::Later => {
            true
        }
        Section::Waiting
        | Section::Snoozed
        | Section::Answered
        | Section::Closed => false,
    }
}

/// The line of a request in its place of the menu.
pub(super) fn line(place: usize, row: &Row, snapshot: &Snapshot) -> Line {
    let face = Face::of(snapshot);
    let due = row.clock.due.map(|due| face.time(due));
    let label = match (row.clock.state, due) {
        (ClockState::Overdue, Some(due)) => {
            format!("Overdue {due}  {}", row.gist)
        }
        (_, Some(due)) => match what(row) {
            Some(what) => format!("{due}  {}: {}", capital(&what), row.gist),
            None => format!("{due}  {}", row.gist),
        },
        (_, None) => row.gist.clone(),
    };
    let id = format!("request.{place}");
    let beside = Beside { id: &id, row, snapshot, face };
    let lines = beside.lines();
    Line::menu(&id, &label, lines).about(row.id)
}

/// What is due, where it is no first answer: "Your promise", "update".
fn what(row: &Row) -> Option<String> {
    let clock = &row.clock;
    match clock.by.as_deref() {
        Some("You") => Some("your promise".to_owned()),
        Some(who) => Some(format!("promise by {who}")),
        None if clock.state == ClockState::Passed => {
            Some(clock.word.clone().unwrap_or_else(|| "due".to_owned()))
        }
        None => clock.word.clone(),
    }
}

/// What opens beside a request.
struct Beside<'a> {
    id: &'a str,
    row: &'a Row,
    snapshot: &'a Snapshot,
    face: Face,
}

impl Beside<'_> {
    fn lines(&self) -> Vec<Line> {
        let mut lines = vec![words(&self.id("who"), &self.who())];
        if self.snapshot.duty.role != Role::Observer {
            lines.push(Line::rule(&self.id("rule-verbs")));
            lines.extend(self.verbs());
            lines.push(Line::rule(&self.id("rule-snooze")));
            lines.extend(self.snoozes());
        }
        lines.push(Line::rule(&self.id("rule-open")));
        let request = self.row.id;
        let open = Act::Open { request, link: None };
        let label = format!("Open in {}", self.row.source);
        lines.push(self.act("source", &label, open));
        lines.push(self.show("open", "Open in Hotseat"));
        lines
    }

    /// "Teams, Dirk Vos, nobody has it".
    fn who(&self) -> String {
        let owner = &self.row.owner;
        let since = owner
            .since
            .map(|at| format!(" since {}", self.face.time(at)))
            .unwrap_or_default();
        let has = match (owner.kind, owner.stale) {
            (OwnerKind::Nobody, _) => "nobody has it".to_owned(),
            (OwnerKind::You, _) => format!("yours{since}"),
            (OwnerKind::Teammate | OwnerKind::Together, false) => {
                format!("with {}{since}", owner.label)
            }
            (OwnerKind::Teammate | OwnerKind::Together, true) => {
                format!("{}, silent{}", owner.label, self.silence())
            }
        };
        let as_of = self
            .row
            .clock
            .as_of
            .map(|at| format!(", as of {}", self.face.time(at)))
            .unwrap_or_default();
        let band = self.band();
        let Row { source, requester, .. } = self.row;
        format!("{source}, {requester}, {has}{band}{as_of}")
    }

    /// ", great until 10:15", while it is.
    fn band(&self) -> String {
        let mut bands = self.row.clock.bands.iter();
        let runs = self.row.clock.stopped.is_none();
        bands
            .find(|band| runs && self.face.now <= band.until)
            .map(|it| {
                format!(", {} until {}", it.name, self.face.time(it.until))
            })
            .unwrap_or_default()
    }

    /// " for 34 min", " for 3 h".
    fn silence(&self) -> String {
        let silent = self.row.owner.silent_since.map(|at| self.face.now - at);
        match silent.map(|silent| silent.num_minutes()) {
            Some(minutes @ ..120) => format!(" for {minutes} min"),
            Some(minutes) => format!(" for {} h", minutes / 60),
            None => String::new(),
        }
    }

    fn verbs(&self) -> Vec<Line> {
        let request = self.row.id;
        let owner = &self.row.owner;
        let claim = &self.snapshot.claim_verb;
        let mut lines = Vec::new();
        match owner.kind {
            OwnerKind::Nobody => {
                let act = Act::Claim { request, quiet: false, say: None };
                lines.push(self.act("claim", claim, act));
                // Where the claim says nothing it is quiet already.
                if claim != "Claim" {
                    let act = Act::Claim { request, quiet: true, say: None };
                    lines.push(self.act("quietly", "Claim quietly", act));
                }
            }
            OwnerKind::Teammate if owner.stale => {
                let label = format!("Take over from {}", owner.label);
                let act = Act::TakeOver { request };
                lines.push(self.act("claim", &label, act));
            }
            OwnerKind::Teammate => {
                let label = format!("Together with {}", owner.label);
                let act = Act::Together { request };
                lines.push(self.act("claim", &label, act));
            }
            OwnerKind::You | OwnerKind::Together => {
                let act = Act::Release { request };
                lines.push(self.act("release", "Release", act));
            }
        }
        let reply = Command::Raise(Aim::reply_to(request));
        lines.push(press(&self.id("reply"), "Reply...", reply));
        lines
    }

    fn snoozes(&self) -> Vec<Line> {
        match self.row.clock.state {
            ClockState::Imminent | ClockState::Overdue | ClockState::Passed => {
                self.in_zone()
            }
            _ => self.before_zone(),
        }
    }

    /// In the warning zone nobody may put away what nobody has.
    fn in_zone(&self) -> Vec<Line> {
        let claim = self.row.owner.kind == OwnerKind::Nobody;
        let verb = if claim { "Claim and snooze" } else { "Snooze" };
        let lengths = LENGTHS.map(|(minutes, length)| {
            (format!("{verb} {length}"), SnoozeUntil::Minutes { minutes })
        });
        self.choices(lengths.into_iter().chain(self.tomorrow(verb)), claim)
    }

    /// Before it, a line says when the snooze really ends, which is at the
    /// next warning at the latest; lines that end together are one.
    fn before_zone(&self) -> Vec<Line> {
        let warning = self.next_warning();
        let mut choices = Vec::new();
        for (minutes, _) in LENGTHS {
            let at = whole_minute(self.face.now + Duration::minutes(minutes));
            let end = self.face.time(at);
            let apart =
                |warning| at < warning && end != self.face.time(warning);
            if warning.is_none_or(|(warning, _)| apart(warning)) {
                let label = format!("Snooze to {end}");
                choices.push((label, SnoozeUntil::At { at }));
            }
        }
        let far = |at| self.snapshot.tomorrow.is_some_and(|day| day <= at);
        match warning {
            Some((at, what)) if !far(at) => {
                let time = self.face.time(at);
                let label = format!("Snooze to {time}, {what}");
                choices.push((label, SnoozeUntil::At { at }));
            }
            _ => choices.extend(self.tomorrow("Snooze")),
        }
        self.choices(choices, false)
    }

    /// "Snooze until Fri 09:00", where there is a next opening.
    fn tomorrow(&self, verb: &str) -> Option<(String, SnoozeUntil)> {
        let day = self.face.time(self.snapshot.tomorrow?);
        Some((format!("{verb} until {day}"), SnoozeUntil::Tomorrow))
    }

    fn choices(
        &self,
        choices: impl IntoIterator<Item = (String, SnoozeUntil)>,
        claim: bool,
    ) -> Vec<Line> {
        let request = self.row.id;
        let line = |(place, (label, until)): (usize, (String, SnoozeUntil))| {
            let regardless = false;
            let act = Act::Snooze { request, until, regardless, claim };
            self.act(&format!("snooze-{}", place + 1), &label, act)
        };
        choices.into_iter().enumerate().map(line).collect()
    }

    fn next_warning(&self) -> Option<(DateTime<Utc>, &'static str)> {
        let clock = &self.row.clock;
        [
            (clock.first_warning, "first warning"),
            (clock.second_warning, "second warning"),
            (clock.due, "when it is due"),
        ]
        .into_iter()
        .filter_map(|(at, what)| Some((at?, what)))
        .find(|(at, _)| *at > self.face.now)
    }

    fn act(&self, name: &str, label: &str, act: Act) -> Line {
        press(&self.id(name), label, Command::Do { act, at_once: false })
    }

    fn show(&self, name: &str, label: &str) -> Line {
        let request = Some(self.row.id);
        press(&self.id(name), label, Command::Raise(Aim::at(request)))
    }

    fn id(&self, name: &str) -> String {
        format!("{}.{name}", self.id)
    }
}

/// The next whole minute, so that the label and the end are the same time.
fn whole_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    let over =
        i64::from(at.second()) * 1000 + i64::from(at.timestamp_subsec_millis());
    if over == 0 { at } else { at + Duration::milliseconds(60_000 - over) }
}

/// Who asks where, for the words of the icon: "Teams, Dirk Vos".
pub(super) fn who_where(row: &Row) -> String {
    clean_line(&format!("{}, {}", row.source, row.requester))
}
