//! Alerts of the monitoring, which resolve by themselves.

use super::people::WATCHTOWER;
use super::{Kind, Scene, Turn};

const fn fires(says: &'static str, then: &'static [(i64, Turn)]) -> Scene {
    Scene { then, ..Scene::new(Kind::Alert, &WATCHTOWER, says, "") }
}

pub(super) const SCENES: &[Scene] = &[
    fires(
        "*Label queue older than 5 min* (depot-rotterdam)\n\n\
         | oldest job   00:05:41\n\
         | waiting      212\n\
         | workers      3 of 4",
        &[(90, Turn::Resolves("Resolved: the oldest label job is 2 s old."))],
    ),
    fires(
        "*`TimeoutError` in `invoice-mailer`*: 48 in 5 minutes\n\n\
         smtp-out-2 does not answer within 10 s. First seen now, release \
         `2025.46.1`.",
        &[(130, Turn::Resolves("Resolved: no timeout for 2 minutes."))],
    ),
    fires(
        "*Disk 91 % full* on `tours-db-replica`\n\n\
         Grows by 1.2 % an hour.\n\
         https://watch.ferryline.example/hosts/tours-db-replica",
        &[(170, Turn::Resolves("Resolved: 74 %, old snapshots are gone."))],
    ),
    fires(
        "*p95 of `POST /v2/stops` above 2 s* for 10 minutes\n\n\
         - eu-west: 2.4 s\n\
         - eu-central: 0.3 s",
        &[(75, Turn::Resolves("Resolved: p95 is 0.4 s in all regions."))],
    ),
    fires(
        "*Webhooks to `odra.example` fail*: 503 for 37 of 40\n\n\
         They are kept for 24 hours and sent again with growing pauses.",
        &[(110, Turn::Resolves("Resolved: all kept webhooks are delivered."))],
    ),
    fires(
        "*Certificate of `track.ferryline.example` ends in 3 days*\n\n\
         The renewal was refused twice by the name server.",
        &[(220, Turn::Resolves("Resolved: renewed for 90 days."))],
    ),
];
