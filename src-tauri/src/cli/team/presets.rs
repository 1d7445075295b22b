//! The presets that come with the product.

use serde_json::{Value, json};

use crate::cli::{Outcome, Said};

/// Lists those that exist.
pub(super) fn presets() -> Outcome {
    let data: Vec<Value> = team::PRESETS
        .iter()
        .map(|preset| {
            json!({
                "name": preset.name,
                "title": preset.title,
                "watches": preset.watches,
                "first_response": preset.first_response,
                "serves": preset.serves,
                "sets_up": preset.sets_up,
                "text": preset.text,
            })
        })
        .collect();
    let mut lines: Vec<String> = team::PRESETS
        .iter()
        .map(|preset| {
            format!(
                "{}  {}\n  reads           {}\n  first response  {}\n  \
                 who serves      {}\n  also sets up    {}",
                preset.name,
                preset.title,
                preset.watches,
                preset.first_response,
                preset.serves,
                preset.sets_up,
            )
        })
        .collect();
    lines.push("`hotseat team init NAME` writes a team file from one.".into());
    Ok(Said::new(data.into(), lines.join("\n")))
}
