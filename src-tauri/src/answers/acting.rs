//! Does what a person does at any surface.

use std::time::Duration;

use chrono::TimeDelta;
use contract::{Act, Code, Done, Failure, SnoozeUntil};
use domain::{ExternalId, RequestId};
use engine::Refused;

use super::Clerk;
use super::travel::{done, refused};

/// How long an act that is to be written at once is waited for.
const WRITTEN: Duration = Duration::from_secs(20);

impl Clerk {
    pub(super) async fn act(
        &self,
        act: Act,
        at_once: bool,
    ) -> Result<Done, Failure> {
        match act {
            Act::Open { request, link } => {
                return self.open(request, link).await;
            }
            Act::OpenNote { note, link } => {
                return self.open_note(note, link).await;
            }
            Act::CopyLink { request } => {
                return self.copy_link(request).await;
            }
            Act::CopyPractice { request } => {
                return self.copy_practice(request).await;
            }
            Act::CopyHandoff { shift } => {
                return self.copy_handoff(shift).await;
            }
            Act::HandOver => return self.hand_over().await,
            Act::SendHandoff => return self.send_handoff(at_once).await,
            Act::SearchElsewhere => return self.search_elsewhere(),
            _ => {}
        }
        let private =
            matches!(act, Act::Practise { .. } | Act::DiscardPractice { .. });
        let sent = at_once && !private;
        let acted = self.at_desk(act, at_once).await.map_err(refused)?;
        let mut done = done(acted);
        if sent && let Some(id) = done.request.map(RequestId) {
            let delivered = self.desk.delivered(id, WRITTEN).await;
            if let Some(words) = self.desk.refusal(id).await {
                return Err(Failure::new(Code::Refused, words));
            }
            done.queued = done.queued && !delivered;
        }
        Ok(done)
    }

    async fn at_desk(
        &self,
        act: Act,
        at_once: bool,
    ) -> Result<engine::Act, Refused> {
        let desk = &self.desk;
        match act {
            Act::Claim { request, quiet, say } => {
                desk.claim(RequestId(request), quiet, say).await
            }
            Act::Together { request } => {
                desk.together(RequestId(request)).await
            }
            Act::TakeOver { request } => {
                desk.take_over(RequestId(request)).await
            }
            Act::Release { request } => desk.release(RequestId(request)).await,
            Act::Reply { request, text, sure } => {
                desk.reply(RequestId(request), &text, sure, at_once).await
            }
            Act::Close { request } => {
                desk.close(RequestId(request), at_once).await
            }
            Act::CloseIssue { request } => {
                desk.close_issue(RequestId(request), at_once).await
            }
            Act::Label { request, label, on } => {
                desk.label(RequestId(request), (&label, on), at_once).await
            }
            Act::Evergreen { request, on } => {
                desk.evergreen(RequestId(request), on, at_once).await
            }
            Act::OpenIssue { request, place, title, body } => {
                let (id, place) = (RequestId(request), place.as_deref());
                desk.open_issue(id, place, (title, body), at_once).await
            }
            Act::Dismiss { request } => {
                desk.dismiss(RequestId(request), at_once).await
            }
            Act::BringBack { request } => {
                desk.bring_back(RequestId(request)).await
            }
            Act::Snooze { request, until, regardless, claim } => {
                let until = snooze_until(until);
                desk.snooze(RequestId(request), until, regardless, claim).await
            }
            Act::Wake { request } => desk.wake(RequestId(request)).await,
            Act::WaitOnThem { request } => {
                desk.wait_on_them(RequestId(request)).await
            }
            Act::NotThanks { request } => {
                desk.not_thanks(RequestId(request)).await
            }
            Act::SetPriority { request, priority } => {
                desk.set_priority(RequestId(request), priority.into()).await
            }
            Act::Split { request } => desk.split(RequestId(request)).await,
            Act::ThisAnswers { request, message } => {
                let message = message.as_deref();
                desk.this_answers(RequestId(request), message).await
            }
            Act::SetDue { request, at, why } => {
                desk.set_due(RequestId(request), at, &why).await
            }
            Act::Kept { request } => {
                desk.keep_promise(RequestId(request)).await
            }
            Act::Log { who, about, at, spoke, priority } => {
                let priority = priority.map(Into::into);
                desk.log_call((&who, &about), at, spoke, priority).await
            }
            Act::Spoke { request } => desk.spoke(RequestId(request)).await,
            Act::SendAgain { request, action } => {
                desk.send_again(RequestId(request), action.as_deref()).await
            }
            Act::ItIsThere { request, action } => {
                desk.it_is_there(RequestId(request), action.as_deref()).await
            }
            Act::Undo { request } => desk.undo(request.map(RequestId)).await,
            Act::Quiet { on } => desk.quiet(on).await,
            Act::Ring { on } => desk.ring(on).await,
            Act::Note { request, text } => {
                desk.add_note(request.map(RequestId), &text).await
            }
            Act::EditNote { note, text } => desk.edit_note(note, &text).await,
            Act::DeleteNote { note } => desk.delete_note(note).await,
            Act::Practise { request, guess } => {
                desk.practise(RequestId(request), guess.into()).await
            }
            Act::DiscardPractice { request } => {
                desk.discard_practice(RequestId(request)).await
            }
            Act::Pair { request, to, words } => {
                let shown = to.as_deref().zip(words.as_deref());
                desk.pair(RequestId(request), shown, at_once).await
            }
            Act::AnswerForm { question, text } => {
                desk.answer_form(&question, &text).await
            }
            Act::Accept { message } => {
                desk.accept(&ExternalId::new(message), at_once).await
            }
            Act::TickJob { job, done } => desk.tick_job(&job, done).await,
            Act::Alarms { on } => desk.alarms(on).await,
            Act::Tick { item, done } => desk.tick(&item, done).await,
            Act::ReadNow
            | Act::Open { .. }
            | Act::OpenNote { .. }
            | Act::CopyLink { .. }
            | Act::CopyPractice { .. }
            | Act::CopyHandoff { .. }
            | Act::HandOver
            | Act::SendHandoff
            | Act::SearchElsewhere => desk.read_now(),
        }
    }
}

fn snooze_until(until: SnoozeUntil) -> engine::SnoozeUntil {
    match until {
        SnoozeUntil::Minutes { minutes } => {
            let span = TimeDelta::try_minutes(minutes);
            engine::SnoozeUntil::After(span.unwrap_or(TimeDelta::MAX))
        }
        SnoozeUntil::Tomorrow => engine::SnoozeUntil::Tomorrow,
        SnoozeUntil::Reply => engine::SnoozeUntil::Reply,
        SnoozeUntil::At { at } => engine::SnoozeUntil::At(at),
    }
}
