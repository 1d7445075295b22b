//! A section is a table of the team file on the way to being understood.

use toml::de::{DeTable, DeValue};

use crate::findings::Findings;
use crate::spot::Spot;
use crate::value::Value;
use crate::words::{any_of, nearest, quoted};

/// The keys that stand at the top of the file.
///
/// They are known everywhere, because the commonest slip in TOML is a key of
/// the top written below the first table.
pub(crate) const TOP: &[&str] = &[
    "team",
    "zone",
    "claim_says",
    "keep_text",
    "off_duty",
    "on_duty",
    "fallback",
    "secondary",
    "observer",
    "onboarding",
    "handoff",
    "roles",
    "shifts",
    "marks",
    "roster",
    "calendar",
    "calendars",
    "peaks",
    "sources",
    "mentions",
    "tiers",
    "levels",
];

/// A table and where it stands.
#[derive(Clone)]
pub(crate) struct Section<'a> {
    /// The spot of its header; the whole file begins at its first byte.
    pub(crate) spot: Spot,
    table: &'a DeTable<'a>,
}

impl<'a> Section<'a> {
    /// The whole file.
    pub(crate) fn top(table: &'a DeTable<'a>) -> Self {
        Self { spot: Spot { key: String::new(), span: 0..0 }, table }
    }

    /// A table found at a spot.
    pub(crate) fn new(spot: Spot, table: &'a DeTable<'a>) -> Self {
        Self { spot, table }
    }

    /// What stands at a key.
    pub(crate) fn get(&self, key: &str) -> Option<Value<'a>> {
        let (key, value) = self.table.get_key_value(key)?;
        Some(self.value(key.get_ref(), key.span(), value))
    }

    /// Keys and values in the order of the file.
    pub(crate) fn entries(
        &self,
    ) -> impl Iterator<Item = (&'a str, Value<'a>)> + '_ {
        self.table.iter().map(|(key, value)| {
            let name: &'a str = key.get_ref();
            (name, self.value(name, key.span(), value))
        })
    }

    /// What must stand at a key; a fault where it does not.
    pub(crate) fn need(
        &self,
        key: &str,
        found: &mut Findings<'_>,
        write: &str,
    ) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            found.fault(
                &self.spot_of(key),
                "this is missing",
                format!("Write {write}."),
            );
        }
        value
    }

    /// Where a key is missing: at the head of the section.
    pub(crate) fn spot_of(&self, key: &str) -> Spot {
        Spot { key: self.path(key), span: self.spot.span.clone() }
    }

    /// Whether all keys are known here; a fault for every one that is not.
    pub(crate) fn only(
        &self,
        known: &[&str],
        found: &mut Findings<'_>,
    ) -> bool {
        let mut all = true;
        for (key, value) in self.entries() {
            if !known.contains(&key) {
                all = false;
                self.unknown(key, &value, known, found);
            }
        }
        all
    }

    /// The fault of a key that is not known here.
    pub(crate) fn unknown(
        &self,
        key: &str,
        value: &Value<'a>,
        known: &[&str],
        found: &mut Findings<'_>,
    ) {
        let remedy = match nearest(key, known.iter().copied()) {
            Some(meant) => format!("Did you mean “{meant}”?"),
            None if !self.is_top() && TOP.contains(&key) => format!(
                "It belongs to the top of the file, above the first line in \
                 [brackets]; below one it is part of [{}].",
                self.spot.key
            ),
            None => format!(
                "Take it out; what may stand here is {}.",
                any_of(known.iter().copied())
            ),
        };
        let what = format!("{} is not known here", quoted(key));
        found.fault(&value.key_spot(), what, remedy);
    }

    /// The path of a key in this section.
    pub(crate) fn path(&self, key: &str) -> String {
        let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let key = if !key.is_empty() && key.chars().all(bare) {
            key.to_owned()
        } else {
            quoted(key).replace(['“', '”'], "\"")
        };
        if self.is_top() { key } else { format!("{}.{key}", self.spot.key) }
    }

    fn is_top(&self) -> bool {
        self.spot.key.is_empty()
    }

    fn value(
        &self,
        key: &str,
        key_span: std::ops::Range<usize>,
        value: &'a toml::Spanned<DeValue<'a>>,
    ) -> Value<'a> {
        Value::new(self.path(key), key_span, value)
    }
}
