//! What the tray says, as data.

mod alarms;
mod sources;

use contract::{Aim, Command, Role, Row, Snapshot};
use domain::text::{clean_line, shorten};
use domain::wording::capital;

use super::face::Face;
use super::icon::{Icon, Seat, is_blind};
use super::request::{self, is_waiting};
use super::says::{self, says};

/// How many requests have a line of their own.
const REQUESTS: usize = 8;

/// The longest label, characters.
const LABEL: usize = 60;

/// How the form for a call is named.
const CALL: &str = "Log a call...";

/// How the end is called in the menu.
const QUIT: &str = "Quit, and stop watching";

/// Everything the tray shows at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayView {
    /// The picture.
    pub icon: Icon,
    /// What the picture says in words: the tooltip, and the title.
    pub words: String,
    /// The menu.
    pub lines: Vec<Line>,
}

impl TrayView {
    /// What it shows while the ledger is still being opened: nothing is known
    /// yet, so it does not look calm.
    #[must_use]
    pub fn opening(demo: bool) -> TrayView {
        let opening = words("opening", "Opening, nothing is watched yet");
        TrayView {
            icon: Icon { seat: Seat::Empty, blind: true },
            words: format!("{}: opening", product(demo)),
            lines: vec![opening, press("quit", QUIT, Command::Quit)],
        }
    }

    /// The same with the face of an alarm, as the test alarm shows it.
    #[must_use]
    pub fn alarmed(mut self) -> TrayView {
        self.icon.seat = Seat::Overdue;
        self.words = "Test alarm".to_owned();
        self
    }

    /// The same with the keys that open the form for a call from anywhere.
    #[must_use]
    pub fn called_by(mut self, keys: &str) -> TrayView {
        for line in &mut self.lines {
            if let Line::Press { id, label: says, .. } = line
                && id == "call"
            {
                *says = label(&format!("{CALL}  {keys}"));
            }
        }
        self
    }
}

/// A line of the menu. Its id stays while its label changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Words that cannot be chosen.
    Words {
        /// Its id.
        id: String,
        /// What it says.
        label: String,
    },
    /// A rule between lines.
    Rule {
        /// Its id.
        id: String,
    },
    /// A line that does something.
    Press {
        /// Its id.
        id: String,
        /// What it says.
        label: String,
        /// What it does.
        command: Command,
    },
    /// A line with a tick.
    Switch {
        /// Its id.
        id: String,
        /// What it says.
        label: String,
        /// Whether it is ticked.
        on: bool,
        /// What choosing it does.
        command: Command,
    },
    /// A line beside which others open.
    Menu {
        /// Its id.
        id: String,
        /// What it says.
        label: String,
        /// The request it is about now; its place may be another's next.
        request: Option<i64>,
        /// What opens.
        lines: Vec<Line>,
    },
}

impl Line {
    /// The id of the line, the same for as long as it is in its place.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Line::Words { id, .. }
            | Line::Rule { id }
            | Line::Press { id, .. }
            | Line::Switch { id, .. }
            | Line::Menu { id, .. } => id,
        }
    }

    /// What choosing the line with an id does.
    #[must_use]
    pub fn command(lines: &[Line], wanted: &str) -> Option<Command> {
        lines.iter().find_map(|line| match line {
            Line::Press { id, command, .. }
            | Line::Switch { id, command, .. } => {
                (id == wanted).then(|| command.clone())
            }
            Line::Menu { lines, .. } => Line::command(lines, wanted),
            Line::Words { .. } | Line::Rule { .. } => None,
        })
    }

    pub(super) fn rule(id: &str) -> Line {
        Line::Rule { id: id.to_owned() }
    }

    pub(super) fn menu(id: &str, text: &str, lines: Vec<Line>) -> Line {
        let request = None;
        Line::Menu { id: id.to_owned(), label: label(text), request, lines }
    }

    pub(super) fn about(mut self, of: i64) -> Line {
        if let Line::Menu { request, .. } = &mut self {
            *request = Some(of);
        }
        self
    }
}

pub(super) fn words(id: &str, text: &str) -> Line {
    Line::Words { id: id.to_owned(), label: label(text) }
}

pub(super) fn press(id: &str, text: &str, command: Command) -> Line {
    Line::Press { id: id.to_owned(), label: label(text), command }
}

/// Foreign words on one short line, without what could disguise them.
fn label(text: &str) -> String {
    // Two spaces set a time off from its text.
    let parts: Vec<_> = text.splitn(2, "  ").map(clean_line).collect();
    shorten(&parts.join("  "), LABEL)
}

impl From<&Snapshot> for TrayView {
    fn from(snapshot: &Snapshot) -> TrayView {
        let icon = Icon::of(snapshot);
        let says = says(icon, snapshot);
        let product = product(snapshot.demo);
        let words = clean_line(&format!("{product}: {says}"));
        TrayView { icon, words, lines: lines(icon, &says, snapshot) }
    }
}

fn product(demo: bool) -> &'static str {
    if demo { "Hotseat (Demo)" } else { "Hotseat" }
}

fn lines(icon: Icon, says: &str, snapshot: &Snapshot) -> Vec<Line> {
    let off = snapshot.duty.role == Role::OffDuty;
    let mut lines = head(icon, says, snapshot);
    if !off {
        lines.extend(requests(snapshot));
    }
    lines.push(Line::rule("rule-open"));
    if !off && snapshot.duty.role != Role::Observer {
        let call = Command::Raise(Aim::call());
        lines.push(press("call", CALL, call));
    }
    let open = Command::Raise(Aim::default());
    lines.push(press("open", "Open Hotseat", open));
    lines.push(Line::rule("rule-end"));
    if !off {
        lines.push(sources::all(snapshot));
        lines.extend(alarms::all(snapshot));
    }
    let settings = Command::Raise(Aim::settings());
    lines.push(press("settings", "Settings...", settings));
    lines.push(press("quit", QUIT, Command::Quit));
    lines
}

/// What cannot be read or is wrong, which makes everything else unsure; what
/// the icon says, where that is more than the counts; the counts; who is on duty.
fn head(icon: Icon, says: &str, snapshot: &Snapshot) -> Vec<Line> {
    let face = Face::of(snapshot);
    let mut lines = Vec::new();
    if snapshot.demo {
        lines.push(words("demo", "Demo, nothing here is real"));
    }
    let blind = snapshot.sources.iter().filter(|source| is_blind(source));
    lines.extend(blind.flat_map(|source| sources::not_read(source, face)));
    lines.extend(snapshot.warnings.iter().enumerate().map(warning));
    let counts = words("count", &says::counts(icon, snapshot));
    let duty = words("duty", &says::seated(snapshot));
    let says = words("says", &capital(says));
    lines.extend(match icon.seat {
        Seat::Overdue | Seat::Imminent => vec![says, counts, duty],
        Seat::Empty | Seat::Waiting(_) => vec![counts, duty],
        Seat::Observer => {
            let until = capital(&says::observing(snapshot));
            vec![words("says", &until), counts]
        }
        // Off support, what the icon says is all there is to say.
        Seat::Off => vec![says],
    });
    let read = snapshot.sources.iter().filter(|source| !is_blind(source));
    lines.extend(read.flat_map(|source| sources::ends(source, face)));
    lines
}

/// What else is wrong, in so many words as fit; all of them are in the window.
fn warning((n, words): (usize, &String)) -> Line {
    let first = words.lines().next().unwrap_or_default();
    let open = Command::Raise(Aim::default());
    press(&format!("warning.{n}"), first, open)
}

fn requests(snapshot: &Snapshot) -> Vec<Line> {
    let rows: Vec<&Row> =
        snapshot.rows.iter().filter(|row| is_waiting(row)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::rule("rule-requests")];
    for (place, row) in rows.iter().take(REQUESTS).enumerate() {
        lines.push(request::line(place + 1, row, snapshot));
    }
    let beyond = rows.len().saturating_sub(REQUESTS)
        + usize::try_from(snapshot.more).unwrap_or(0);
    if beyond > 0 {
        let label = format!("{beyond} more in Hotseat");
        lines.push(press("more", &label, Command::Raise(Aim::default())));
    }
    lines
}

#[cfg(test)]
mod tests;
