//! Finds a mail by its id in the folder that is open.

use domain::Fault;

use super::client::Line;
use super::fold::Found;
use super::ids;

/// The mail of an id; where its print is known, no other of its name will do.
pub(super) async fn find(
    line: &mut Line,
    (id, known): (&str, Option<u32>),
) -> Result<Option<Found>, Fault> {
    /// Of more mails of one name only the last ones are looked at.
    const MOST: usize = 20;
    let (name, print) = ids::parts(id);
    let print = print.or(known);
    let uids = match &name {
        Some(name) => {
            line.search(&format!("HEADER Message-ID \"{name}\"")).await?
        }
        None => line.search("NOT HEADER Message-ID \"\"").await?,
    };
    let uids: Vec<u32> = uids.into_iter().rev().take(MOST).collect();
    let found = line.fetch(&uids).await?;
    let is = |found: &Found| {
        found.letter.name == name
            && print.is_none_or(|print| found.letter.print == print)
    };
    Ok(found.into_iter().find(is))
}
