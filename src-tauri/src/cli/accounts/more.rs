//! Adds places to a source of the team file, once its account has seen them.

use std::sync::Arc;

use contract::{Code, Failure};
use domain::Vault;
use serde_json::json;

use super::chosen::Chosen;
use super::named::{Named, no_file};
use super::source::offer_change;
use crate::boot::Paths;
use crate::cli::args::{AddPlaces, Cli};
use crate::cli::{Outcome, Said, talk, team as file};
use crate::connecting::{Connecting, Outcome as Found, in_the_way};

/// Asks the account for the places, shows the change, and writes it if that
/// is wanted.
pub(in crate::cli) fn more(cli: &Cli, add: &AddPlaces) -> Outcome {
    if cli.demo {
        return Err(Failure::new(Code::Refused, "The demo reads its own.")
            .hint("Leave --demo out."));
    }
    let paths = talk::paths(cli)?;
    let named = Named::find(&paths, &add.source)?;
    let rules = named.rules.as_ref().ok_or_else(|| no_file(&named.kind))?;
    let runtime = talk::runtime()?;
    let vault: Arc<dyn Vault> = Arc::new(talk::keyring(&paths).patient());
    let way = Connecting::new(Arc::clone(&vault), Box::new(|_| Ok(())));
    runtime.block_on(way.open_known((rules, &named.id), true));
    let chosen = Chosen::of(&runtime, &way, add)?;
    let around = (&runtime, &paths);
    let written = write(&paths, &chosen.found, add.yes);
    let written = chosen.unless_failed(around, vault.as_ref(), written)?;
    let lines = chosen.settle(around, vault.as_ref(), written)?;
    let (found, line) = (&chosen.found, chosen.found.line());
    let data = json!({
        "source": found.id,
        "reads": found.places.iter().map(|it| &it.id).collect::<Vec<_>>(),
        "may": line.may,
        "may_not": line.may_not,
        "written": written,
        "tokens": if written { chosen.tokens() } else { json!([]) },
    });
    Ok(Said::new(data, lines.join("\n")))
}

/// Shows what would be written, and writes it if that is wanted.
pub(super) fn write(
    paths: &Paths,
    found: &Found,
    yes: bool,
) -> Result<bool, Failure> {
    let name = paths.team.display().to_string();
    let (text, _) = file::standing(&paths.team)?;
    let edit = team::connect(&text, &name, &[found.connection(None)])
        .map_err(|flaws| in_the_way(&flaws))?;
    offer_change(paths, &edit, yes)
}
