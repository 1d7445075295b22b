//! From an empty data directory to the first claimed request in Microsoft
//! Teams.

use serde_json::{Value, json};

use super::connecting::{answered, begins, claims, connects, reads, starts};
use super::connecting::{typed, written};
use super::connecting_codes::shown;
use crate::conformance_teams::Channel;
use crate::support::computer::Computer;

const QUESTION: &str = "The export stops after the first page";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_has_teams_alone() {
    let teams = Channel::open().await;
    let asked = json!({ "as": "customer", "text": QUESTION });
    teams.control("write", asked).await;
    let computer = Computer::with_screen().await;
    let hotseat = begins(&computer, "teams").await;
    let look = answered(&hotseat, json!({ "do": "look" })).await;
    let lead = look["connect"]["sign_in"]["lead"].as_str();
    assert!(lead.is_some_and(|it| it.starts_with("An administrator")));

    let said = typed(&[
        ("client_id", teams.says("client_id")),
        ("tenant", "acme"),
        ("login", teams.says("login")),
        ("graph", teams.says("graph")),
    ]);
    let enter = json!({ "do": "enter", "way": "code", "said": said });
    let (_, page) = tokio::join!(
        async {
            let typed = json!({ "code": shown(&hotseat).await, "as": "alice" });
            teams.control("type", typed).await;
        },
        connects(&hotseat, enter),
    );
    assert_eq!(page["connect"]["step"], "places", "{page}");
    let listed = page["connect"]["places"]["places"].clone();
    let place = listed[0]["id"].as_str().expect("a channel").to_owned();
    assert_eq!(place, teams.says("place"), "{page}");
    let page = reads(&hotseat, &place).await;
    assert_eq!(page["connected"][0]["kind"], "teams", "{page}");
    assert_ne!(page["connected"][0]["may"], Value::Array(Vec::new()));
    starts(&hotseat, "1 open, oldest").await;
    claims(&hotseat, QUESTION).await;
    let team = written(&hotseat);
    assert!(team.contains("[sources.teams]"), "{team}");
    assert!(team.contains("tenant = \"acme\""), "{team}");
}
