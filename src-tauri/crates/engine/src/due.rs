//! Which alerts are due, and when to look again.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{Alert, Moment, before_shift, due, late_by_rules, next};
use domain::{Button, Deed, RequestId, Role, SourceId};
use store::State;

use crate::house::{Board, Card, House};
use crate::owed::{Paid, told_since};

/// For so long an action on its way keeps its request silent; its outcome
/// decides what there is to be said.
const SENDING: TimeDelta = TimeDelta::seconds(30);
/// While it does, the request is looked at again this soon.
const LATER: TimeDelta = TimeDelta::seconds(5);
/// Overdue requests whose repeats lie closer together than this ring at once.
const SLACK: TimeDelta = TimeDelta::seconds(30);

/// Whoever reads along is offered nothing that others would see.
fn only_to_read(alert: &mut Alert) {
    alert.notice.buttons.retain(|(button, _)| *button == Button::Open);
}

/// One look at the queue: what holds for every request at that instant.
#[derive(Clone, Copy)]
struct Look {
    now: DateTime<Utc>,
    role: Role,
    responder_seated: bool,
}

impl Board {
    fn look(&self, now: DateTime<Utc>) -> Look {
        let seats = self.rules.seats(now);
        let role = match self.who(now).role {
            // Who reads along and has asked for it is rung as those are for
            // whom it rings.
            Role::Observer if self.alarms => Role::Responder,
            role => role,
        };
        Look {
            now,
            role,
            responder_seated: seats.iter().any(|s| s.role == Role::Responder),
        }
    }

    /// The circumstances of a decision about a request.
    fn moment<'a>(
        &'a self,
        house: &House,
        id: RequestId,
        look: Look,
    ) -> Option<Moment<'a>> {
        let Look { now, role, responder_seated } = look;
        let judged = &self.cards.get(&id)?.judged;
        let gauge = self.gauges.get(&judged.source);
        Some(Moment {
            now,
            zone: house.zone,
            me: self.me.as_ref(),
            role,
            responder_seated,
            rings: self.rings,
            quiet_until: self.quiet_until,
            blind_since: gauge.and_then(|g| g.blind_since(now)),
            catching_up: gauge.is_some_and(|g| g.behind),
            source: gauge.map_or(judged.source.as_str(), |g| &g.name),
            pace: gauge.map_or(TimeDelta::seconds(10), |g| g.pace),
            claim_verb: self.rules.claim_verb(),
            slack: TimeDelta::zero(),
        })
    }

    /// Every alert that is due, and for each looked at when to look again.
    /// What a source still has to catch up with waits until it has.
    pub(crate) fn due(
        &mut self,
        house: &House,
        now: DateTime<Utc>,
    ) -> Vec<Alert> {
        let waits = self.catching_up(now);
        let ids = self.awaited(&waits, now);
        let mut alerts = self.decide(house, ids, TimeDelta::zero(), now);
        if alerts.iter().any(|alert| alert.repeat) {
            let late = |card: &Card| {
                card.judged.late(now).is_some()
                    && !waits.contains(&card.judged.source)
            };
            let all = self.cards.iter().filter(|(_, card)| late(card));
            let mut overdue: Vec<RequestId> = all.map(|(id, _)| *id).collect();
            overdue.retain(|id| {
                !alerts.iter().any(|alert| alert.request == Some(*id))
            });
            alerts.extend(self.decide(house, overdue, SLACK, now));
        }
        for gauge in self.gauges.values_mut() {
            gauge.behind &= gauge.catching_up(now);
        }
        alerts
    }

    /// The alerts of what new rules have made late, which are told with the
    /// change and not by themselves.
    pub(crate) fn late_by_rules(
        &mut self,
        house: &House,
        ids: &BTreeSet<RequestId>,
        now: DateTime<Utc>,
    ) -> Vec<Alert> {
        let look = self.look(now);
        let mut alerts = Vec::new();
        for id in ids {
            let Some(moment) = self.moment(house, *id, look) else { continue };
            let Some(card) = self.cards.get(id) else { continue };
            let (judged, told) = (&card.judged, &card.told);
            let alert = late_by_rules(judged, &self.rules, &moment, told);
            let Some(alert) = alert else { continue };
            if let Some(card) = self.cards.get_mut(id) {
                card.told.note(&alert, now);
            }
            alerts.push(alert);
        }
        alerts
    }

    /// What waits for this user, whose shift has just begun; all that was
    /// told since then they know.
    fn before_shift(
        &mut self,
        house: &House,
        (since, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> Vec<Alert> {
        let look = self.look(now);
        let unknown = |(_, card): &(_, &Card)| !told_since(&card.told, since);
        let cards = self.cards.iter().filter(unknown);
        let ids: Vec<RequestId> = cards.map(|(id, _)| *id).collect();
        let alert = |id: &RequestId| {
            let moment = self.moment(house, *id, look)?;
            before_shift(&self.cards.get(id)?.judged, &self.rules, &moment)
        };
        let alerts: Vec<Alert> = ids.iter().filter_map(alert).collect();
        for alert in &alerts {
            let card = alert.request.and_then(|id| self.cards.get_mut(&id));
            if let Some(card) = card {
                card.told.note(alert, now);
            }
        }
        alerts
    }

    /// The requests that would ring now; those that rang before come last.
    pub(crate) fn about_to_ring(
        &self,
        house: &House,
        now: DateTime<Utc>,
    ) -> Vec<RequestId> {
        let ids = self.awaited(&self.catching_up(now), now);
        let look = self.look(now);
        let rings = |id: RequestId| {
            let moment = self.moment(house, id, look)?;
            let card = self.cards.get(&id)?;
            let fresh = due(&card.judged, &self.rules, &moment, &card.told);
            let loud = fresh.iter().filter(|alert| alert.hushed.is_none());
            Some((loud.map(|alert| alert.repeat).min()?, id))
        };
        let mut rings: Vec<(bool, RequestId)> = ids
            .into_iter()
            .filter(|id| !self.sending(*id, now))
            .filter_map(rings)
            .collect();
        rings.sort_unstable();
        rings.into_iter().map(|(_, id)| id).collect()
    }

    /// The requests that it is time to look at; what a source still has to
    /// catch up with waits until it has.
    fn awaited(
        &self,
        waits: &BTreeSet<SourceId>,
        now: DateTime<Utc>,
    ) -> Vec<RequestId> {
        let due = self.looks.due(now).filter(|id| !self.waits(*id, waits));
        let mut ids: Vec<RequestId> = due.collect();
        ids.sort_unstable();
        ids
    }

    fn waits(&self, id: RequestId, waits: &BTreeSet<SourceId>) -> bool {
        let card = self.cards.get(&id).filter(|_| !waits.is_empty());
        card.is_some_and(|card| waits.contains(&card.judged.source))
    }

    /// The sources that still read what was missed.
    fn catching_up(&self, now: DateTime<Utc>) -> BTreeSet<SourceId> {
        self.gauges
            .iter()
            .filter(|(_, gauge)| gauge.catching_up(now))
            .map(|(id, _)| id.clone())
            .collect()
    }

    fn decide(
        &mut self,
        house: &House,
        ids: Vec<RequestId>,
        slack: TimeDelta,
        now: DateTime<Utc>,
    ) -> Vec<Alert> {
        let mut alerts = Vec::new();
        let seen = self.look(now);
        let reads_along = self.who(now).role == Role::Observer;
        for id in ids {
            if self.sending(id, now) {
                self.looks.set(id, Some(now + LATER));
                continue;
            }
            // What nobody answers for days has been told a thousand times;
            // it is not copied at each look.
            let told = self.cards.get_mut(&id).map(|card| &mut card.told);
            let Some(mut told) = told.map(std::mem::take) else {
                self.looks.set(id, None);
                continue;
            };
            let mut fresh = Vec::new();
            let mut look = None;
            if let Some(mut moment) = self.moment(house, id, seen)
                && let Some(card) = self.cards.get(&id)
            {
                moment.slack = slack;
                fresh = due(&card.judged, &self.rules, &moment, &told);
                if reads_along {
                    fresh.iter_mut().for_each(only_to_read);
                }
                for alert in &fresh {
                    told.note(alert, now);
                }
                look = next(&card.judged, &self.rules, &moment, &told);
            }
            if let Some(card) = self.cards.get_mut(&id) {
                card.told = told;
                self.looks.set(id, look);
            }
            alerts.extend(fresh);
        }
        alerts
    }

    /// My own claim or answer is on its way: it is not mine to be rung for
    /// while it is sent.
    fn sending(&self, id: RequestId, now: DateTime<Utc>) -> bool {
        self.errands_of(id).any(|errand| {
            matches!(errand.state, State::Queued | State::Sending)
                && !matches!(
                    errand.action.deed,
                    Deed::Unmark { .. } | Deed::Direct { .. }
                )
                && now - errand.action.asked < SENDING
        })
    }

    /// When the next request is to be looked at.
    pub(crate) fn next_look(
        &self,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let waits = self.catching_up(now);
        let mut looks = self.looks.in_order();
        let look = looks.find(|(_, id)| !self.waits(*id, &waits));
        let caught_up = waits
            .iter()
            .filter_map(|id| Some(self.gauges.get(id)?.caught_up()));
        look.map(|(at, _)| at).into_iter().chain(caught_up).min()
    }

    /// Has every request looked at again: something about the whole desktop
    /// has changed.
    pub(crate) fn look_at_all(&mut self) {
        for id in self.cards.keys() {
            self.looks.set(*id, Some(DateTime::<Utc>::MIN_UTC));
        }
    }
}

impl House {
    /// This user's shift has begun since an instant: what waits is owed to
    /// them, in one digest.
    pub(crate) async fn takes_over(
        &self,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) {
        let alerts = self.board().before_shift(self, (since, now));
        self.tell(alerts, &Paid::default(), now).await;
    }
}
