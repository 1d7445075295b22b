//! What an hour costs in which nothing happens.

use chrono::TimeDelta;

use super::Stage;

/// The first reading is over by then.
const SETTLED: TimeDelta = TimeDelta::minutes(5);
const HOUR: TimeDelta = TimeDelta::minutes(60);

impl Stage<'_> {
    /// Listens for an hour in which nothing happens; says what was called in
    /// it, by a record that begins anew whenever it is taken.
    pub async fn idle_hour(
        &self,
        on_duty: bool,
        taken: impl Fn() -> Vec<String>,
    ) -> Vec<String> {
        self.duty(on_duty);
        self.listen(SETTLED).await;
        taken();
        self.listen(HOUR).await;
        taken()
    }
}
