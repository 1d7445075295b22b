//! A week of each of the five teams, in the order in which they describe how
//! they work.

mod explained;
mod exterminator;
mod sprint_pair;
mod support_channel;
mod support_hero;
mod three_lanes;

use chrono::NaiveDateTime;
use team::{Beginning, Channel, Newcomer, first_file, preset};

use super::*;

/// A team that began with a preset, and what it lives through.
pub(super) struct Week {
    text: String,
    rules: Rules,
    span: (DateTime<Utc>, DateTime<Utc>),
    lines: &'static str,
}

impl Week {
    /// The preset with these channels and people; the first is on duty unless
    /// shifts are given.
    pub(super) fn of(
        name: &str,
        channels: &[&str],
        people: &[&str],
        more: &str,
    ) -> Week {
        let preset = preset(name).expect("it comes with the product");
        let repositories = if preset.text.contains("[sources.github]") {
            vec!["acme/app".to_owned()]
        } else {
            Vec::new()
        };
        let person = |name: &&str| Newcomer {
            key: name.to_lowercase(),
            name: (*name).to_owned(),
            email: Some(format!("{name}@example.com")),
            ids: Vec::new(),
        };
        let channel = |(nth, name): (usize, &&str)| Channel {
            id: format!("C000{nth}"),
            name: (*name).to_owned(),
            public: true,
        };
        let people: Vec<Newcomer> = people.iter().map(person).collect();
        let beginning = Beginning {
            team: "Ferryline".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            on_duty: people.iter().take(1).map(|it| it.key.clone()).collect(),
            people,
            channels: channels.iter().enumerate().map(channel).collect(),
            repositories,
            mentions: preset.mentions(),
            ..Beginning::default()
        };
        let mut text = first_file(preset, &beginning);
        if more.contains("[[shifts]]") {
            let duty = text.lines().find(|it| it.starts_with("on_duty"));
            text = text.replace(duty.expect("it says who"), "");
        }
        Week::by(format!("{text}\n{more}"))
    }

    fn by(text: String) -> Week {
        let team = team::parse(&text, "team.toml");
        let rules =
            team.unwrap_or_else(|flaws| panic!("{}\n{text}", flaws[0])).rules;
        let nothing = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
        Week { text, rules, span: nothing, lines: "" }
    }

    /// The same where the team file says something more in one of its tables.
    pub(super) fn saying(self, table: &str, more: &str) -> Week {
        let said = format!("{table}\n{more}");
        assert!(self.text.contains(table), "{table}");
        Week::by(self.text.replacen(table, &said, 1))
    }

    /// What is written happens, from one instant to another.
    pub(super) fn through(
        self,
        (from, to): (&str, &str),
        lines: &'static str,
    ) -> Week {
        Week { span: (at(from), at(to)), lines, ..self }
    }

    /// The same as it is played.
    fn simulation(self) -> Simulation {
        let happenings = read(self.lines, &self.rules).expect("readable");
        let (from, to) = self.span;
        Simulation { rules: self.rules, from, to, happenings }
    }

    pub(super) async fn plays(self) -> Played {
        let report = play(self.simulation()).await.expect("it plays");
        Played { report }
    }
}

/// What came of it.
pub(super) struct Played {
    report: Report,
}

impl Played {
    /// What somebody was told: "Mon 10:00 New: …".
    pub(super) fn told(&self, who: &str) -> Vec<String> {
        let zone = self.report.zone;
        let bubbles = self.report.bubbles.iter().filter(|it| it.who == who);
        bubbles
            .map(|it| {
                let at = it.at.with_timezone(&zone).format("%a %H:%M");
                format!("{at} {}", it.title)
            })
            .collect()
    }

    /// When somebody was told something of this kind about a request.
    pub(super) fn when(&self, who: &str, words: [&str; 2]) -> Vec<String> {
        let told = self.told(who);
        let fits = |it: &&String| words.iter().all(|word| it.contains(word));
        let time = |it: &String| it.chars().take(9).collect();
        told.iter().filter(fits).map(time).collect()
    }

    /// Requests of a level: all, met, missed, overdue, waiting, unpromised.
    pub(super) fn level(&self, name: &str) -> [usize; 6] {
        let all = &self.report.levels;
        let level = all.iter().find(|it| it.level.as_deref() == Some(name));
        let it = level.unwrap_or_else(|| panic!("no {name} among {all:?}"));
        [it.requests, it.met, it.missed, it.overdue, it.waiting, it.unpromised]
    }
}

fn at(text: &str) -> DateTime<Utc> {
    let wall =
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
    instant_of(chrono_tz::Europe::Berlin, wall).expect("an instant")
}
