//! Actions on their way to a source.

use chrono::{DateTime, Utc};
use domain::{Action, ActionId, Permit, RequestId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::row::{instant, json, maybe, ms, value};
use crate::{Result, Store, StoreError, Write, sql};

/// How far an action has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for its turn.
    Queued,
    /// It is being sent; committed before the call.
    Sending,
    /// The source has it.
    Done,
    /// The source, or the race, said no.
    Refused,
    /// It may or may not have arrived; the user decides.
    Unknown,
    /// The user took it back before it went out.
    Undone,
    /// It has gone stale and is shown beside what is new.
    Held,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Sending => "sending",
            State::Done => "done",
            State::Refused => "refused",
            State::Unknown => "unknown",
            State::Undone => "undone",
            State::Held => "held",
        }
    }

    fn of(word: &str) -> State {
        match word {
            "sending" => State::Sending,
            "done" => State::Done,
            "refused" => State::Refused,
            "unknown" => State::Unknown,
            "undone" => State::Undone,
            "held" => State::Held,
            _ => State::Queued,
        }
    }

    /// Whether it has not reached its end.
    #[must_use]
    pub fn open(self) -> bool {
        matches!(
            self,
            State::Queued | State::Sending | State::Unknown | State::Held
        )
    }
}

/// An action with how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The action.
    pub action: Action,
    /// How far it has come.
    pub state: State,
    /// It waits until this one is done.
    pub after: Option<ActionId>,
    /// Not before.
    pub due: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i64,
    /// When the last attempt ended.
    pub attempted: Option<DateTime<Utc>>,
    /// Why it is where it is, for people.
    pub words: String,
    /// The act in the ledger that asked for it.
    pub act: i64,
    /// A claim beside an owner, on purpose: it races with nobody.
    pub beside: bool,
}

impl Errand {
    /// An action that goes out at once and was not tried yet.
    #[must_use]
    pub fn new(action: Action) -> Errand {
        let due = action.asked;
        Errand {
            action,
            state: State::Queued,
            after: None,
            due,
            attempts: 0,
            attempted: None,
            words: String::new(),
            act: 0,
            beside: false,
        }
    }
}

impl Write<'_> {
    /// Puts an action on its way, by the gate's permit: nothing else is ever
    /// delivered.
    pub async fn send(
        &mut self,
        errand: &Errand,
        permit: Permit,
    ) -> Result<()> {
        if !permit.covers(&errand.action.deed) {
            return Err(StoreError::NotPermitted);
        }
        if let Some(played) = self.played() {
            played.sends = true;
        }
        let action = &errand.action;
        sqlx::query(sql::OUTBOX_ADD)
            .bind(action.id.as_str())
            .bind(action.request.map_or(0, |id| id.0))
            .bind(action.source.as_str())
            .bind(json("outbox", action)?)
            .bind(errand.after.as_ref().map_or("", ActionId::as_str))
            .bind(ms(errand.due))
            .bind(ms(action.asked))
            .bind(errand.act)
            .bind(errand.beside)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes down how far an action has come.
    pub async fn mark(&mut self, errand: &Errand) -> Result<()> {
        sqlx::query(sql::OUTBOX_STATE)
            .bind(errand.action.id.as_str())
            .bind(errand.state.word())
            .bind(ms(errand.due))
            .bind(errand.attempts)
            .bind(errand.attempted.map_or(0, ms))
            .bind(&errand.words)
            .bind(json("outbox", &errand.action)?)
            .bind(ms(errand.action.asked))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// An action by its id.
    pub async fn errand(&mut self, id: &ActionId) -> Result<Option<Errand>> {
        let row = sqlx::query(sql::OUTBOX_ONE)
            .bind(id.as_str())
            .fetch_optional(&mut *self.tx)
            .await?;
        row.as_ref().map(errand).transpose()
    }

    /// A request has taken in another one: what is on its way is the taker's
    /// from now on, and who asks for the other is shown the taker.
    pub async fn absorbed(
        &mut self,
        other: RequestId,
        taker: RequestId,
    ) -> Result<()> {
        for statement in
            [sql::OUTBOX_MOVE, sql::ABSORBED_MOVE, sql::ABSORBED_ADD]
        {
            sqlx::query(statement)
                .bind(other.0)
                .bind(taker.0)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// Every action that has not reached its end, in the order of the acts.
    pub async fn errands(&mut self) -> Result<Vec<Errand>> {
        if self.played().is_some_and(|played| !played.sends) {
            return Ok(Vec::new());
        }
        let rows =
            sqlx::query(sql::OUTBOX_OPEN).fetch_all(&mut *self.tx).await?;
        rows.iter().map(errand).collect()
    }

    /// The actions of a request, or of none, in order.
    pub async fn errands_of(
        &mut self,
        request: Option<RequestId>,
    ) -> Result<Vec<Errand>> {
        let rows = sqlx::query(sql::OUTBOX_REQUEST)
            .bind(request.map_or(0, |id| id.0))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(errand).collect()
    }
}

impl Store {
    /// Every action that has not reached its end, in the order of the acts.
    pub async fn errands(&self) -> Result<Vec<Errand>> {
        let rows =
            sqlx::query(sql::OUTBOX_OPEN).fetch_all(self.readers()).await?;
        rows.iter().map(errand).collect()
    }

    /// The actions of a request, in order.
    pub async fn errands_of(&self, request: RequestId) -> Result<Vec<Errand>> {
        let rows = sqlx::query(sql::OUTBOX_REQUEST)
            .bind(request.0)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(errand).collect()
    }
}

fn errand(row: &SqliteRow) -> Result<Errand> {
    let after: String = row.try_get(3)?;
    Ok(Errand {
        action: value("outbox", row.try_get(1)?)?,
        state: State::of(row.try_get(2)?),
        after: (!after.is_empty()).then(|| ActionId::new(after)),
        due: instant(row.try_get(4)?),
        attempts: row.try_get(5)?,
        attempted: maybe(row.try_get(6)?),
        words: row.try_get(7)?,
        act: row.try_get(8)?,
        beside: row.try_get(9)?,
    })
}
