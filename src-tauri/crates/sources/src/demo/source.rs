//! One source of the demo behind the port of all sources.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Abilities, Action, Batch, Cursor, Cursors, Done, Fault, PlaceId, Probe,
    Receipt, Scope, Sink, Source, SourceId, Way,
};

use super::play::Play;
use super::stage::Stage;
use super::troupe::{Ground, Spot, Troupe};

/// However quiet the stage, it is looked at this often.
const LOOK: Duration = Duration::from_secs(10);

/// A source of the team file whose kind is "demo".
pub struct DemoSource {
    stage: Stage,
    troupe: Troupe,
    id: SourceId,
    ground: Ground,
}

/// One look at the stage.
struct Heard {
    news: Vec<Batch>,
    quiet: Vec<PlaceId>,
    next: Option<DateTime<Utc>>,
}

impl DemoSource {
    /// A view on a stage.
    pub(super) fn new(
        stage: Stage,
        troupe: Troupe,
        id: SourceId,
    ) -> DemoSource {
        let ground = Ground::of(&id);
        DemoSource { stage, troupe, id, ground }
    }

    /// One line goes dead in the course of the play: mail's.
    fn reach(&self, play: &Play) -> Result<(), Fault> {
        if self.ground == Ground::Mail && play.is_dark() {
            return Err(Fault::unreachable(
                "The mail server does not answer. It is the demo that plays \
                 a dead line; it comes back within a minute.",
            ));
        }
        Ok(())
    }

    fn look(
        &self,
        known: &Cursors,
        now: DateTime<Utc>,
    ) -> Result<Heard, Fault> {
        let mut play = self.stage.play();
        play.advance(&self.troupe, now);
        self.reach(&play)?;
        let mut heard =
            Heard { news: Vec::new(), quiet: Vec::new(), next: play.next() };
        for spot in self.troupe.spots(&self.id) {
            match batch(&play, &spot, known.get(&spot.place), now) {
                Some(batch) => heard.news.push(batch),
                None => heard.quiet.push(spot.place),
            }
        }
        Ok(heard)
    }
}

/// What happened at a place since a cursor. Without one, or with one of an
/// earlier performance, it is all there is, as history.
fn batch(
    play: &Play,
    spot: &Spot,
    known: Option<&Cursor>,
    now: DateTime<Utc>,
) -> Option<Batch> {
    let opened = play.opened()?;
    let name = opened.timestamp().to_string();
    let from = known
        .and_then(|cursor| cursor.split_once(':'))
        .filter(|(performance, _)| *performance == name)
        .and_then(|(_, index)| index.parse::<usize>().ok());
    let told = play.told(spot);
    let news = told.get(from.unwrap_or(0)..).unwrap_or_default();
    if from.is_some() && news.is_empty() {
        return None;
    }
    Some(Batch {
        place: spot.place.clone(),
        activity: news.to_vec(),
        cursor: format!("{name}:{}", told.len()),
        whole: from.is_none().then_some(Scope { from: opened, to: now }),
        read: now,
        history: from.is_none(),
    })
}

#[async_trait]
impl Source for DemoSource {
    fn abilities(&self) -> Abilities {
        let rules = self.troupe.rules();
        Abilities {
            kind: self.ground.glyph(),
            name: rules.source(&self.id).map_or_else(
                || self.id.to_string(),
                |source| source.name.clone(),
            ),
            way: Way::Push,
            claim_mark: Some(rules.claim_mark.clone()),
            close_mark: rules.close_mark.clone(),
            closes_each: false,
            issues: false,
            directs: true,
        }
    }

    async fn probe(&self, _now: DateTime<Utc>) -> Result<Probe, Fault> {
        self.reach(&self.stage.play())?;
        Ok(Probe {
            me: self.troupe.me(&self.id),
            may: vec![
                "read what is played".to_owned(),
                "claim, answer and close it on this computer".to_owned(),
            ],
            may_not: Vec::new(),
            offset_ms: Some(0),
            ends: None,
        })
    }

    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
        let mut known = from.clone();
        let mut stirred = self.stage.stirred();
        loop {
            stirred.borrow_and_update();
            let now = to.now();
            let heard = match self.look(&known, now) {
                Ok(heard) => heard,
                Err(fault) => return fault,
            };
            for batch in heard.news {
                let (place, cursor) =
                    (batch.place.clone(), batch.cursor.clone());
                if let Err(closed) = to.accept(batch).await {
                    return Fault::unreachable(closed.to_string());
                }
                known.insert(place, cursor);
            }
            for place in &heard.quiet {
                to.alive(place, now);
            }
            let left = heard.next.map_or(LOOK, |next| {
                (next - to.now()).to_std().unwrap_or_default().min(LOOK)
            });
            tokio::select! {
                biased;
                _ = stirred.changed() => {}
                () = to.rest(left) => {}
            }
        }
    }

    async fn perform(&self, action: &Action) -> Result<Receipt, Fault> {
        let mut play = self.stage.play();
        self.reach(&play)?;
        let receipt = play.perform(action, &self.id, &self.troupe);
        drop(play);
        self.stage.stir();
        receipt
    }

    async fn confirm(&self, action: &Action) -> Result<Done, Fault> {
        let mut play = self.stage.play();
        self.reach(&play)?;
        play.confirm(action, &self.id, &self.troupe)
    }
}
