//! The file that makes a desktop start a program, as the freedesktop
//! specifications have it.

use std::ffi::OsString;

/// Writes the entry that starts a command.
pub(super) fn write(command: &[OsString]) -> Result<String, String> {
    let words: Result<Vec<String>, String> =
        command.iter().map(quoted).collect();
    Ok(format!(
        "[Desktop Entry]\n\
         Type=Application\n\
         Name=Hotseat\n\
         Comment=Watches the support channels from the tray\n\
         Exec={}\n\
         Icon=hotseat\n\
         Terminal=false\n\
         X-GNOME-Autostart-enabled=true\n",
        words?.join(" ")
    ))
}

/// What an entry starts, if it starts anything.
pub(super) fn read(entry: &str) -> Option<String> {
    let main = entry
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[Desktop Entry]")
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    let mut command = None;
    for line in main {
        let Some((key, value)) = line.split_once('=') else { continue };
        match (key.trim(), value.trim()) {
            // A desktop switches an entry off by either.
            ("Hidden", "true") | ("X-GNOME-Autostart-enabled", "false") => {
                return None;
            }
            ("Exec", value) => command = Some(value.to_owned()),
            _ => {}
        }
    }
    command
}

/// A word of a command: quoted for the command, and once more because it is
/// a string of the file.
fn quoted(word: &OsString) -> Result<String, String> {
    let word = word.to_str().filter(|word| !word.contains(char::is_control));
    let word = word.ok_or(
        "the path of Hotseat has letters that an autostart file cannot hold",
    )?;
    let mut out = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '`' | '$' => out.extend(["\\\\", &c.to_string()]),
            '\\' => out.push_str("\\\\\\\\"),
            '%' => out.push_str("%%"),
            c => out.push(c),
        }
    }
    out.push('"');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let entry = write(&command(&["/opt/hotseat", "run"])).expect("written");
        assert_eq!(read(&entry).as_deref(), Some("\"/opt/hotseat\" \"run\""));
    }

    #[test]
    fn a_path_with_odd_letters_stays_one_word() {
        let odd = command(&["/home/me/100% \"mine\" $x\\y"]);
        let entry = write(&odd).expect("written");
        let exec = r#"Exec="/home/me/100%% \\"mine\\" \\$x\\\\y""#;
        assert!(entry.lines().any(|line| line == exec), "{entry}");
    }

    #[test]
    fn a_path_that_would_add_a_line_is_refused() {
        assert!(write(&command(&["/tmp/a\nExec=evil"])).is_err());
    }

    #[test]
    fn an_entry_that_the_desktop_switched_off_starts_nothing() {
        let entry = write(&command(&["/opt/hotseat"])).expect("written");
        let off = entry.replace("enabled=true", "enabled=false");
        assert_eq!(read(&off), None);
        assert_eq!(read(&format!("{entry}Hidden=true\n")), None);
        assert_eq!(read("not an entry\nExec=hotseat\n"), None);
    }
}
