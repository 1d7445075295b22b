//! What is found while a team file is read is collected here.

use std::ops::Range;

use crate::flaw::Flaw;
use crate::secret::{self, Secret};
use crate::spot::{Lines, Place, Spot};
use crate::words::quoted;

/// The flaws of a text so far: faults, for which it is refused, and hints.
pub(crate) struct Findings<'t> {
    file: String,
    lines: Lines<'t>,
    faults: Vec<Flaw>,
    hints: Vec<Flaw>,
    /// Where secrets stand: nothing else is said of those places.
    hidden: Vec<Range<usize>>,
}

impl<'t> Findings<'t> {
    /// Nothing is found yet.
    pub(crate) fn none(text: &'t str, file: &str) -> Self {
        Self {
            file: file.to_owned(),
            lines: Lines::of(text),
            faults: Vec::new(),
            hints: Vec::new(),
            hidden: Vec::new(),
        }
    }

    /// Something for which the file is refused.
    pub(crate) fn fault(
        &mut self,
        at: &Spot,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if !self.hides(at.span.start) {
            let flaw = self.flaw(at, what.into(), remedy.into());
            self.faults.push(flaw);
        }
    }

    /// Something that is allowed, and will surprise.
    pub(crate) fn hint(
        &mut self,
        at: &Spot,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let flaw = self.flaw(at, what.into(), remedy.into());
        self.hints.push(flaw);
    }

    /// A secret; `hidden` is everything of which nothing more is said.
    pub(crate) fn secret(
        &mut self,
        at: &Spot,
        secret: &Secret,
        hidden: Range<usize>,
    ) {
        let (looks, revoke, command) = match secret.vendor {
            Some(vendor) => (
                format!("this looks like a secret of {vendor}"),
                format!("revoke it at {vendor}"),
                format!("hotseat accounts add {}", vendor.to_lowercase()),
            ),
            None => (
                "this looks like a password or a private key".to_owned(),
                "revoke it".to_owned(),
                "hotseat accounts add".to_owned(),
            ),
        };
        let remedy = format!(
            "The team file is shared and holds no secret. Take it out, \
             {revoke} because git remembers, and give a new one to \
             `{command}`, which keeps it in the keyring."
        );
        self.fault(at, looks, remedy);
        self.hidden.push(hidden);
    }

    /// A key under which people keep secrets, whatever stands there.
    pub(crate) fn secret_key(&mut self, at: &Spot, key: &str, whole: &Spot) {
        self.fault(
            at,
            format!("{} is the name of a secret", quoted(key)),
            "The team file is shared and holds no secret. Take the line out, \
             revoke what stood there because git remembers, and give a new \
             one to `hotseat accounts add`, which keeps it in the keyring.",
        );
        self.hidden.push(whole.span.clone());
    }

    /// Whether a secret is known to stand on a byte.
    pub(crate) fn hides(&self, byte: usize) -> bool {
        self.hidden.iter().any(|hidden| hidden.contains(&byte))
    }

    /// Where a spot is; a key that is a secret stays unnamed.
    pub(crate) fn place(&self, spot: &Spot) -> Place {
        let (line, column) = self.lines.position(spot.span.start);
        let secret = secret::holds_secret(&spot.key);
        let key = if secret { String::new() } else { spot.key.clone() };
        Place { line, column, key }
    }

    fn flaw(&self, at: &Spot, what: String, remedy: String) -> Flaw {
        Flaw::at(&self.file, self.place(at), what, remedy)
    }

    /// Whether the file is refused.
    pub(crate) fn any_fault(&self) -> bool {
        !self.faults.is_empty()
    }

    /// Faults and hints, each in the order of the text.
    pub(crate) fn into_both(self) -> (Vec<Flaw>, Vec<Flaw>) {
        (in_order(self.faults), in_order(self.hints))
    }
}

fn in_order(mut flaws: Vec<Flaw>) -> Vec<Flaw> {
    flaws.sort_by_key(|flaw| (flaw.line, flaw.column));
    flaws
}
