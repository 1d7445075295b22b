//! Answers that are none.

use domain::{Cursors, Fault};

use super::super::fake::Trouble;
use super::world::world;
use crate::conformance::{Stage, World};

const DELTA: &str =
    "GET v1.0/teams/team-1/channels/19:abc@thread.tacv2/messages/delta";

/// How listening ends when the list of changes is answered so.
async fn broken_by(troubles: &[Trouble]) -> Fault {
    let office = world().await;
    let stage = Stage::set(&office).await;
    for trouble in troubles {
        office.fake.trouble(DELTA, trouble.clone());
    }
    let source = office.source();
    let fault = source.listen(&Cursors::new(), &stage).await;
    assert!(stage.ledger().came.is_empty());
    fault
}

#[tokio::test]
async fn a_server_that_is_out_of_order_is_unreachable() {
    for status in [500, 502, 504] {
        let fault = broken_by(&[Trouble::Status(status, "", "oops")]).await;
        assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    }
    let fault = broken_by(&[Trouble::Lost]).await;
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
}

#[tokio::test]
async fn an_answer_that_is_cut_off_or_is_none_is_garbled() {
    for body in ["", "{\"value\":[{\"id\":", "<html>", "[]"] {
        let fault = broken_by(&[Trouble::Status(200, "", body)]).await;
        assert!(matches!(fault, Fault::Garbled { .. }), "{body}: {fault}");
    }
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let away = "Location: http://127.0.0.1:9/\r\n";
    let fault = broken_by(&[Trouble::Status(302, away, "")]).await;
    assert!(matches!(fault, Fault::Garbled { .. }), "{fault}");
}

#[tokio::test]
async fn a_sign_in_that_is_refused_twice_has_ended() {
    let no = Trouble::Status(401, "", "{}");
    let fault = broken_by(&[no.clone(), no]).await;
    assert!(matches!(fault, Fault::Unauthorized { .. }), "{fault}");
    assert!(fault.to_string().contains("accounts add teams"), "{fault}");
}
