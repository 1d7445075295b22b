//! How well-known programs write their webhooks.
//!
//! Each way is a JSON pointer (RFC 6901) into one thing that is told; the
//! first that leads to a text is taken. Sources: the vendors' pages on
//! webhooks of Alertmanager, Grafana, Sentry (integration platform) and
//! Bugsnag.

/// A table that needs no writing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ready {
    /// How the team file names it.
    pub(super) name: &'static str,
    /// Where the things are, if one call tells several.
    pub(super) each: &'static [&'static str],
    /// What happened.
    pub(super) what: &'static [&'static str],
    /// More about it.
    pub(super) detail: &'static [&'static str],
    /// Who tells it, if it is a person.
    pub(super) who: &'static [&'static str],
    /// What everything about the same matter has in common.
    pub(super) key: &'static [&'static str],
    /// When it began.
    pub(super) at: &'static [&'static str],
    /// When it was over.
    pub(super) until: &'static [&'static str],
    /// Where it is read.
    pub(super) link: &'static [&'static str],
    /// The word for how bad it is, which the team file gives a meaning.
    pub(super) severity: &'static [&'static str],
    /// One of these says that it is over.
    pub(super) over: &'static [(&'static str, &'static str)],
    /// One of these says that it is no news.
    pub(super) skip: &'static [(&'static str, &'static str)],
}

/// Nothing is known of it.
const NONE: Ready = Ready {
    name: "",
    each: &[],
    what: &[],
    detail: &[],
    who: &[],
    key: &[],
    at: &[],
    until: &[],
    link: &[],
    severity: &[],
    over: &[],
    skip: &[],
};

/// Every table that needs no writing; the first is meant where none is named.
pub(super) const READY: &[Ready] = &[
    Ready {
        name: "plain",
        what: &["/what", "/title", "/text"],
        detail: &["/detail"],
        who: &["/who"],
        key: &["/key"],
        at: &["/at"],
        link: &["/link"],
        severity: &["/priority"],
        over: &[("/resolved", "true"), ("/status", "resolved")],
        ..NONE
    },
    Ready {
        name: "alertmanager",
        each: &["/alerts"],
        what: &[
            "/annotations/summary",
            "/annotations/message",
            "/labels/alertname",
        ],
        detail: &["/annotations/description"],
        key: &["/fingerprint"],
        at: &["/startsAt"],
        until: &["/endsAt"],
        link: &["/generatorURL"],
        severity: &["/labels/severity"],
        over: &[("/status", "resolved")],
        ..NONE
    },
    Ready {
        name: "grafana",
        each: &["/alerts"],
        what: &["/annotations/summary", "/labels/alertname"],
        detail: &["/annotations/description", "/valueString"],
        key: &["/fingerprint"],
        at: &["/startsAt"],
        until: &["/endsAt"],
        link: &["/panelURL", "/dashboardURL", "/generatorURL"],
        severity: &["/labels/severity"],
        over: &[("/status", "resolved")],
        ..NONE
    },
    Ready {
        name: "sentry",
        what: &[
            "/data/issue/title",
            "/data/event/title",
            "/data/description_title",
        ],
        detail: &[
            "/data/issue/culprit",
            "/data/event/culprit",
            "/data/description_text",
        ],
        key: &[
            "/data/issue/id",
            "/data/event/issue_id",
            "/data/metric_alert/id",
        ],
        at: &["/data/event/datetime", "/data/metric_alert/date_detected"],
        link: &[
            "/data/issue/web_url",
            "/data/issue/permalink",
            "/data/event/web_url",
            "/data/web_url",
        ],
        severity: &["/data/issue/level", "/data/event/level", "/action"],
        over: &[("/action", "resolved")],
        skip: &[
            ("/action", "assigned"),
            ("/action", "archived"),
            ("/action", "ignored"),
        ],
        ..NONE
    },
    Ready {
        name: "bugsnag",
        what: &["/error/message", "/error/exceptionClass", "/trigger/message"],
        detail: &["/error/context"],
        key: &["/error/errorId", "/error/id"],
        at: &["/error/receivedAt"],
        link: &["/error/url"],
        severity: &["/error/severity"],
        over: &[("/trigger/stateChange", "fixed")],
        skip: &[("/trigger/type", "comment")],
        ..NONE
    },
];

/// The names of the tables that need no writing.
pub fn tables() -> impl Iterator<Item = &'static str> {
    READY.iter().map(|ready| ready.name)
}
