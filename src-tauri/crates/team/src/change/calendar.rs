//! When a team is open is changed.

use chrono::NaiveDate;
use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

use super::{InTheWay, Made, put};
use crate::edit::append;
use crate::person::text;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Other business hours, also for a team that had none.
pub(super) fn set_hours(root: &mut Table, days: &str, hours: &str) -> Made {
    let has_table = root.get("calendar").is_some_and(Item::is_table_like);
    if !has_table {
        root.remove("calendar");
        let mut calendar = Table::new();
        calendar.decor_mut().set_prefix("\n");
        root.insert("calendar", Item::Table(calendar));
    }
    let calendar = calendar(root)?;
    let intervals: Array = hours
        .split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(text)
        .collect();
    put(calendar, "days", text(days));
    put(calendar, "hours", intervals.into());
    let own: Vec<&str> =
        DAYS.into_iter().filter(|day| calendar.contains_key(day)).collect();
    Ok((!own.is_empty())
        .then(|| format!("The hours of {} stay as they are.", own.join(", "))))
}

/// A day on which nothing begins.
pub(super) fn add_holiday(
    root: &mut Table,
    date: NaiveDate,
    reason: &str,
) -> Made {
    let calendar = calendar(root)?;
    let day = date.to_string();
    let why = if reason.trim().is_empty() { "Holiday" } else { reason };
    match calendar.get_mut("holidays") {
        None => {
            let mut named = InlineTable::new();
            named.insert(&day, text(why));
            calendar.insert("holidays", Item::Value(named.into()));
        }
        Some(Item::Value(Value::Array(list))) => {
            append(list, day.into());
            return Ok((!reason.trim().is_empty()).then(|| {
                "The holidays of this file are a list of dates, which has no \
                 room for a reason."
                    .to_owned()
            }));
        }
        Some(Item::Value(Value::InlineTable(named))) => {
            named.insert(&day, text(why));
        }
        Some(Item::Table(named)) => {
            named.insert(&day, Item::Value(text(why)));
        }
        Some(only) => {
            let mut list = Array::new();
            list.extend(only.as_value().cloned());
            list.push(day);
            *only = Item::Value(list.into());
        }
    }
    Ok(None)
}

fn calendar(root: &mut Table) -> Result<&mut dyn TableLike, InTheWay> {
    root.get_mut("calendar").and_then(Item::as_table_like_mut).ok_or(InTheWay(
        "the team is open round the clock",
        "Set its business hours first.",
    ))
}
