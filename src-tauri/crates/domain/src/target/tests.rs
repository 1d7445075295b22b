//! Targets, tried with examples, by property, and in every time zone.

mod ahead;
mod anywhere;
mod deadlines;
mod minute_walk;
mod properties;
mod reckonings;
mod warnings;
mod wording;

use std::num::NonZeroU32;

use super::{Target, TargetKind};
use crate::calendar::AfterClosing;

fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

fn target(kind: TargetKind) -> Target {
    kind.into()
}

fn minutes(count: u32) -> Target {
    target(TargetKind::Minutes(number(count)))
}

fn business_minutes(count: u32) -> Target {
    target(TargetKind::BusinessMinutes(number(count)))
}

fn next_business_day() -> Target {
    let after_closing = AfterClosing::SameDay;
    target(TargetKind::NextBusinessDay { after_closing })
}

fn calendar_days(count: u32) -> Target {
    target(TargetKind::CalendarDays(number(count)))
}
