//! What an hour in which nothing happens costs at GitHub.

use chrono::TimeDelta;
use sources::conformance::{Stage, Voice, World};

use super::figures::{Row, print};
use crate::conformance_github::Repository;

#[tokio::test]
#[ignore = "a measurement: cargo xtask bench"]
async fn an_hour_in_which_nothing_happens() {
    for on_duty in [true, false] {
        let github = Repository::open().await;
        let stage = Stage::set(&github).await;
        stage.duty(on_duty);
        let root = github.post(Voice::Requester, "help").await;
        github.reply(Voice::Teammate, &root, "looking").await;
        stage.listen(TimeDelta::minutes(2)).await;
        stage.open(&[root]);
        stage.listen(TimeDelta::minutes(10)).await;
        github.calls().await;
        stage.listen(TimeDelta::hours(1)).await;
        let calls = github.calls().await;
        let paid = calls.iter().filter(|status| **status != 304).count();
        let duty = if on_duty { "on duty" } else { "off duty" };
        print(&[Row {
            what: format!("idle calls, GitHub, {duty}"),
            measured: format!("{} /h", calls.len()),
            beside: format!(
                "{paid} of them count towards the limit of 5000; a fresh \
                 start and one open issue are in it"
            ),
            budget: "500 /h".to_owned(),
        }]);
        assert!(paid <= 50, "an idle hour costs almost nothing: {paid}");
    }
}
