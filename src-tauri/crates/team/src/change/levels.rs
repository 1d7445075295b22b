//! What a service level promises is changed.

use toml_edit::{Item, Table, TableLike, Value};

use super::{InTheWay, Made, put};
use crate::person::text;

/// Another target, or none.
pub(super) fn set_target(
    root: &mut Table,
    level: usize,
    target: Option<&str>,
) -> Made {
    let level = level_at(root, level)?;
    // No target is said aloud, where a missing line could be an oversight.
    let value = target.map_or(Value::from(false), text);
    put(level, "first_response", value);
    Ok(None)
}

/// Whether a claim stops the clock.
pub(super) fn set_counts(root: &mut Table, level: usize, counts: bool) -> Made {
    let level = level_at(root, level)?;
    put(level, "counts", if counts { "claim" } else { "reply" }.into());
    Ok(None)
}

fn level_at(
    root: &mut Table,
    index: usize,
) -> Result<&mut dyn TableLike, InTheWay> {
    let level: Option<&mut dyn TableLike> = match root.get_mut("levels") {
        Some(Item::ArrayOfTables(levels)) => {
            levels.get_mut(index).map(|level| level as &mut dyn TableLike)
        }
        Some(Item::Value(Value::Array(levels))) => levels
            .get_mut(index)
            .and_then(Value::as_inline_table_mut)
            .map(|level| level as &mut dyn TableLike),
        _ => None,
    };
    level.ok_or(InTheWay(
        "there is no such service level any more",
        "Look at the levels again.",
    ))
}
