//! The verbs that concern this computer itself.

use contract::{
    AlarmTest, AlarmTestState, Autostart, Code, Command, Failure, Preferences,
    PreferencesChange,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::args::{Cli, SoundArgs, Switch};
use super::{Outcome, Said, ask, failed, print, talk, verbs};
use crate::boot::Paths;
use crate::computer::Start;

/// Rings the test alarm, and waits until it is heard.
pub(super) fn test_alarm(cli: &Cli) -> Outcome {
    let mut data = running(cli, &Command::TestAlarm)?;
    let mut test: AlarmTest = read(&data)?;
    if test.state == AlarmTestState::Waiting {
        ask::say(&test.words);
    }
    while test.state == AlarmTestState::Waiting {
        data = running(cli, &Command::AlarmTest { wait: true })?;
        test = read(&data)?;
    }
    let lines = format!("{}{}", print::checks(&test.parts), test.words);
    if test.state == AlarmTestState::Heard {
        return Ok(Said::new(data, lines));
    }
    let wrong = Failure::new(Code::Failed, test.words)
        .hint("Ring again with `hotseat test-alarm`.");
    let lines = print::checks(&test.parts);
    Ok(Said { wrong: Some(wrong), ..Said::new(data, lines) })
}

/// Says, or changes, how this computer sounds.
pub(super) fn sound(cli: &Cli, how: &SoundArgs) -> Outcome {
    let change = PreferencesChange {
        volume: how.volume,
        mute: how.mute.map(|switch| switch == Switch::On),
        ..PreferencesChange::default()
    };
    let command = if change == PreferencesChange::default() {
        Command::Preferences
    } else {
        Command::SetPreferences { change }
    };
    let data = running(cli, &command)?;
    let preferences: Preferences = read(&data)?;
    if let Some(priority) = how.preview {
        let priority = verbs::priority(priority);
        running(cli, &Command::PreviewSound { priority })?;
    }
    let lack = preferences.no_sound.map(|why| crate::cli::sentence(&why));
    let lines = [Some(preferences.sound_words), lack];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    Ok(Said::new(data, lines.join("\n")))
}

/// Says, or changes, whether Hotseat starts with the desktop. No engine is
/// needed for that.
pub(super) fn autostart(cli: &Cli, switch: Option<Switch>) -> Outcome {
    let start = if cli.demo {
        Start::never()
    } else {
        let paths = Paths::find(cli.data.clone(), cli.team.clone());
        Start::of(&paths.map_err(failed)?)
    };
    if let Some(switch) = switch {
        let set = start.set(switch == Switch::On);
        set.map_err(|why| Failure { code: Code::Refused, ..failed(why) })?;
    }
    let (autostart, words) = start.stands();
    let on = autostart == Autostart::On;
    Ok(Said::new(serde_json::json!({ "on": on, "words": words }), words))
}

/// Says, or changes, which keys open the form for a call.
pub(super) fn shortcut(cli: &Cli, keys: Option<&str>) -> Outcome {
    let command = match keys {
        None => Command::Preferences,
        Some("off") => Command::Shortcut { keys: None },
        Some(keys) => Command::Shortcut { keys: Some(keys.to_owned()) },
    };
    let data = running(cli, &command)?;
    let Preferences { shortcut, shortcut_words, .. } = read(&data)?;
    let data = serde_json::json!({
        "keys": shortcut,
        "words": shortcut_words,
    });
    Ok(Said::new(data, shortcut_words))
}

/// The answer of the engine that runs: without one there is nothing to ring
/// with.
fn running(cli: &Cli, command: &Command) -> Result<Value, Failure> {
    let (paths, runtime) = (talk::paths(cli)?, talk::runtime()?);
    talk::running(&runtime, &paths, command)?.unwrap_or_else(|| {
        Err(Failure::new(Code::Unreachable, "No Hotseat is running.")
            .hint("`hotseat run` starts it."))
    })
}

fn read<T: DeserializeOwned>(data: &Value) -> Result<T, Failure> {
    T::deserialize(data).map_err(|e| {
        failed(format!(
            "the Hotseat that is running is of another version ({e})"
        ))
    })
}
