//! What marks are at GitHub: an assignee, labels, and its own close.

use domain::{CLOSED, Rules, SourceId, label_of};

/// What a mark is at GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Means<'a> {
    /// Who works on it.
    Claim,
    /// The issue is closed altogether.
    Closed,
    /// A label.
    Label(&'a str),
}

/// The marks of a team, and the labels that stand for some of them.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    /// The mark that claims.
    pub(crate) claim: String,
    /// Mark and label: the one that closes, and the one that dismisses.
    pub(crate) labels: Vec<(String, String)>,
}

impl Marks {
    /// The marks of a team file at one of its sources.
    pub(crate) fn of(rules: &Rules, source: &SourceId) -> Marks {
        let option = |key: &str| rules.source(source)?.options.get(key);
        let close = rules.close_mark.as_ref().zip(option(CLOSE_LABEL));
        let dismiss = rules.dismiss_mark.as_ref().zip(option(DISMISS_LABEL));
        let owned =
            |(mark, label): (&String, &String)| (mark.clone(), label.clone());
        Marks {
            claim: rules.claim_mark.clone(),
            labels: close.into_iter().chain(dismiss).map(owned).collect(),
        }
    }

    /// What a mark is at GitHub, if it is anything there.
    pub(crate) fn means<'a>(&'a self, mark: &'a str) -> Option<Means<'a>> {
        if mark == self.claim {
            return Some(Means::Claim);
        }
        if mark == CLOSED {
            return Some(Means::Closed);
        }
        if let Some(label) = label_of(mark) {
            return Some(Means::Label(label));
        }
        let label = self.labels.iter().find(|(name, _)| name == mark);
        label.map(|(_, label)| Means::Label(label))
    }
}

/// The option of a source that names the label which closes.
pub(crate) const CLOSE_LABEL: &str = "close_label";
/// The option that names the label which dismisses.
pub(crate) const DISMISS_LABEL: &str = "dismiss_label";
