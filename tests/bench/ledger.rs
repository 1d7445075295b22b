//! The ledger of a product that has been in use for long.

use chrono::TimeDelta;
use domain::Clock;
use engine::SystemClock;

use super::filled::Filled;
use crate::support::hotseat::Hotseat;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// What is older is not read again at the source, where nobody asked it.
const OUT_OF_REACH: TimeDelta = TimeDelta::days(8);

/// Writes so many open and so many closed requests into a ledger.
pub(super) async fn fill(
    hotseat: &Hotseat,
    slack: &Slack,
    (open, closed): (usize, usize),
) {
    let text = TeamFile::push().text(slack);
    let rules = team::parse(&text, "team.toml").expect("a team").rules;
    let place = ("slack", slack.channel("support"));
    let newest = SystemClock::new().now() - OUT_OF_REACH;
    let filled = Filled { rules: &rules, place, open, closed };
    filled.write(&hotseat.data().join("hotseat.db"), newest).await;
}
