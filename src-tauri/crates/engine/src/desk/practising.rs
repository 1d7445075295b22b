//! Practising: what somebody who reads along would have done, and what the
//! day or the week has taught them.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use domain::calendar::instant_of;
use domain::practice::{Guess, Lesson, Practice, lesson};
use domain::{Reach, RequestId, Role, Rules, Stretch};
use store::Stored;

use super::{Act, Acted, Desk, Refused};
use crate::Trouble;

/// The setting that says whether somebody who reads along is rung.
pub(crate) const ALARMS: &str = "observer_alarms";

/// The setting that holds what of the onboarding is done.
const TICKED: &str = "onboarding_done";

/// The longest practised answer, in characters.
const LONGEST: usize = 12_000;
/// The longest tag.
const LONGEST_TAG: usize = 60;
/// So many threads are looked at for what is worth reading.
const MARKED: u32 = 200;

/// What a day or a week has taught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taught {
    /// Of which stretch.
    pub stretch: Stretch,
    /// What.
    pub lesson: Lesson,
    /// What somebody new is to do, and whether it is done.
    pub checklist: Vec<(String, bool)>,
}

impl Desk {
    /// Writes down what this user would have done. Nobody else ever sees it.
    pub async fn practise(&self, id: RequestId, guess: Guess) -> Acted {
        self.pass(Reach::Private)?;
        if self.house.who().role != Role::Observer {
            return Err(Refused::No(
                "You are not observing, so there is nothing to practise."
                    .to_owned(),
                "Claim it or answer it in earnest.".to_owned(),
            ));
        }
        let guess = sound(guess)?;
        let request = self.subject(id).await?.thread.id;
        let words = said(&guess);
        let mut step = self.house.step().await?;
        let begun = self.house.board().drafts.get(request).text;
        if typed(&guess).is_some_and(|text| text == begun.trim()) {
            step.turn_draft(request, String::new()).await?;
        }
        let practice = Practice { request, at: step.now, guess };
        step.write.practise(&practice).await.map_err(Trouble::from)?;
        step.commit().await?;
        self.house.remark(words.clone(), None);
        Ok(Act { request: Some(request), words, queued: false })
    }

    /// Deletes everything that was practised on a request, for good.
    pub async fn discard_practice(&self, id: RequestId) -> Acted {
        self.pass(Reach::Private)?;
        let request = self.subject(id).await?.thread.id;
        let mut step = self.house.step().await?;
        let gone = step.write.drop_practice(request).await;
        if !gone.map_err(Trouble::from)? {
            return Err(Refused::No(
                "Nothing was practised on it.".to_owned(),
                "`hotseat practice show` tells what was.".to_owned(),
            ));
        }
        step.commit().await?;
        let words = "What you practised on it is deleted.".to_owned();
        self.house.remark(words.clone(), None);
        Ok(Act { request: Some(request), words, queued: false })
    }

    /// What was practised on a request, the oldest first.
    pub(super) async fn practised(
        &self,
        id: RequestId,
    ) -> Result<Vec<Practice>, Refused> {
        let practice = self.house.store.practice_of(id).await;
        Ok(practice.map_err(Trouble::from)?)
    }

    /// Whether somebody who reads along is rung.
    pub async fn alarms(&self, on: bool) -> Acted {
        self.pass(Reach::Manner)?;
        self.keep(ALARMS, if on { "yes" } else { "no" }).await?;
        self.house.board().alarms = on;
        self.manner(
            if on {
                "You are rung as those on duty are, while you observe."
            } else {
                "You hear no alarms while you observe, emergencies included."
            }
            .to_owned(),
        )
    }

    /// Something of the onboarding is done, or is not.
    pub async fn tick(&self, item: &str, done: bool) -> Acted {
        self.pass(Reach::Private)?;
        let rules = self.house.rules();
        if !rules.onboarding.iter().any(|known| known == item) {
            return Err(Refused::No(
                "The team file names no such thing to do.".to_owned(),
                "`onboarding` in the team file lists them.".to_owned(),
            ));
        }
        let mut ticked = self.ticked().await?;
        ticked
            .retain(|known| known != item && rules.onboarding.contains(known));
        if done {
            ticked.push(item.to_owned());
        }
        let text = serde_json::to_string(&ticked).map_err(Trouble::from)?;
        self.keep(TICKED, &text).await?;
        let words = if done { "Ticked off." } else { "Not done yet." };
        self.house.remark(words.to_owned(), None);
        Ok(Act { request: None, words: words.to_owned(), queued: false })
    }

    async fn ticked(&self) -> Result<Vec<String>, Refused> {
        let kept = self.kept(TICKED).await?.unwrap_or_default();
        Ok(serde_json::from_str(&kept).unwrap_or_default())
    }

    /// What today, or the week, has taught.
    pub async fn taught(&self, week: bool) -> Result<Taught, Refused> {
        let rules = self.house.rules();
        let stretch = self.stretch(week, &rules);
        let between = (stretch.from, stretch.to);
        let store = &self.house.store;
        let pairs = |stored: Vec<Stored>| -> Vec<_> {
            stored.into_iter().map(|it| (it.thread, it.judged)).collect()
        };
        let came = store.asked_between(between).await.map_err(Trouble::from)?;
        let guesses = store.practised(between).await.map_err(Trouble::from)?;
        let marked =
            store.maybe_evergreen(MARKED).await.map_err(Trouble::from)?;
        let ticked = self.ticked().await?;
        let done = |item: &String| (item.clone(), ticked.contains(item));
        Ok(Taught {
            stretch,
            lesson: lesson(&pairs(came), &guesses, &pairs(marked), &rules),
            checklist: rules.onboarding.iter().map(done).collect(),
        })
    }

    /// Today; or the week in which this user reads along or last did, else
    /// the last seven days.
    fn stretch(&self, week: bool, rules: &Rules) -> Stretch {
        let (now, me) = (self.house.now(), self.house.who().person);
        let today = self.today(now);
        if !week {
            return today;
        }
        let running = me.as_ref().and_then(|me| rules.observing(me, now));
        let mate = me.as_ref().and_then(|me| rules.person(me));
        let last = mate.and_then(|mate| mate.observes);
        running.or(last.filter(|it| it.from <= now)).unwrap_or(Stretch {
            from: today.from - TimeDelta::days(6),
            to: today.to,
        })
    }

    fn today(&self, now: DateTime<Utc>) -> Stretch {
        let zone = self.house.zone;
        let day = now.with_timezone(&zone).date_naive();
        let midnight = |n: u64| {
            let day = day.checked_add_days(Days::new(n))?;
            instant_of(zone, day.and_time(NaiveTime::MIN))
        };
        let from = midnight(0).unwrap_or(now);
        let to = midnight(1).unwrap_or(from + TimeDelta::days(1));
        Stretch { from, to }
    }
}

/// The words that were typed for a guess.
fn typed(guess: &Guess) -> Option<&str> {
    match guess {
        Guess::Reply { text } | Guess::FirstStep { text } => Some(text),
        Guess::Tag { tag } => Some(tag),
        Guess::Claim | Guess::Priority { .. } => None,
    }
}

fn said(guess: &Guess) -> String {
    let what = match guess {
        Guess::Claim => "A practice claim",
        Guess::Reply { .. } => "A practice reply",
        Guess::Tag { .. } => "A guessed tag",
        Guess::Priority { .. } => "A guessed priority",
        Guess::FirstStep { .. } => "A guessed first step",
    };
    format!("{what}, on this computer only.")
}

fn sound(guess: Guess) -> Result<Guess, Refused> {
    let words = |text: String, longest: usize| {
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Err(Refused::No(
                "There are no words to practise with.".to_owned(),
                "Write them first.".to_owned(),
            ));
        }
        if text.chars().count() > longest {
            return Err(Refused::No(
                format!("It is longer than {longest} characters."),
                "Shorten it.".to_owned(),
            ));
        }
        Ok(text)
    };
    Ok(match guess {
        Guess::Claim | Guess::Priority { .. } => guess,
        Guess::Reply { text } => Guess::Reply { text: words(text, LONGEST)? },
        Guess::FirstStep { text } => {
            Guess::FirstStep { text: words(text, LONGEST)? }
        }
        Guess::Tag { tag } => {
            let tag = tag.trim().trim_matches(':').to_owned();
            Guess::Tag { tag: words(tag, LONGEST_TAG)? }
        }
    })
}
