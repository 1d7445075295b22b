//! Targets in plain English.

use super::{Target, TargetKind};

impl Target {
    /// As under the clock of a row: "of 5 min", "of 1 h", "next day",
    /// "of 3 days".
    pub fn words(&self) -> String {
        match self.kind {
            TargetKind::Minutes(minutes)
            | TargetKind::BusinessMinutes(minutes) => {
                format!("of {}", short(minutes.get()))
            }
            TargetKind::NextBusinessDay { .. } => "next day".to_owned(),
            TargetKind::CalendarDays(days) => {
                format!("of {}", counted(days.get(), "day"))
            }
        }
    }

    /// As in a sentence: "5 min", "3 business hours", "next business day",
    /// "2 calendar days".
    pub fn full_words(&self) -> String {
        match self.kind {
            TargetKind::Minutes(minutes) => short(minutes.get()),
            TargetKind::BusinessMinutes(minutes) => {
                let minutes = minutes.get();
                if minutes.is_multiple_of(60) {
                    counted(minutes / 60, "business hour")
                } else {
                    counted(minutes, "business minute")
                }
            }
            TargetKind::NextBusinessDay { .. } => {
                "next business day".to_owned()
            }
            TargetKind::CalendarDays(days) => {
                counted(days.get(), "calendar day")
            }
        }
    }
}

/// "5 min", "1 h", "1 h 30".
fn short(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

fn counted(number: u32, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {one}{plural}")
}
