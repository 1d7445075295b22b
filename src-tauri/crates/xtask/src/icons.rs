//! Renders `icons/` from its SVG sources.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::{
    command::{program, root, spoken},
    trouble::Trouble,
};

/// One drawing of the tray icon: its source, its size, where it goes.
struct Sheet {
    source: &'static str,
    size: u32,
    folder: &'static str,
}

const SHEETS: [Sheet; 1] =
    [Sheet { source: "tray.svg", size: 32, folder: "tray" }];

/// Each state, by the parts of the sheet that it shows.
const STATES: [(&str, &[&str]); 27] = [
    ("idle", &["chair"]),
    ("1", &["chair", "n1"]),
    ("2", &["chair", "n2"]),
    ("3", &["chair", "n3"]),
    ("4", &["chair", "n4"]),
    ("5", &["chair", "n5"]),
    ("6", &["chair", "n6"]),
    ("7", &["chair", "n7"]),
    ("8", &["chair", "n8"]),
    ("9", &["chair", "n9"]),
    ("plus", &["chair", "plus"]),
    ("imminent", &["chair", "disc"]),
    ("overdue", &["overdue"]),
    ("blind", &["chair-blind", "question"]),
    ("blind-1", &["chair-blind", "n1"]),
    ("blind-2", &["chair-blind", "n2"]),
    ("blind-3", &["chair-blind", "n3"]),
    ("blind-4", &["chair-blind", "n4"]),
    ("blind-5", &["chair-blind", "n5"]),
    ("blind-6", &["chair-blind", "n6"]),
    ("blind-7", &["chair-blind", "n7"]),
    ("blind-8", &["chair-blind", "n8"]),
    ("blind-9", &["chair-blind", "n9"]),
    ("blind-plus", &["chair-blind", "plus"]),
    ("blind-imminent", &["chair-blind", "disc"]),
    ("observer", &["chair-thin", "ring"]),
    ("off", &["chair-thin", "dash"]),
];

/// The one colour of an icon, by the panel it stands on.
struct Ink {
    suffix: &'static str,
    colour: &'static str,
}

const INKS: [Ink; 2] = [
    Ink { suffix: "", colour: "#f2f3f5" },
    Ink { suffix: "-light", colour: "#15171a" },
];
/// Only the overdue square may be coloured, where the system allows it.
const EMBERS: [Ink; 2] = [
    Ink { suffix: "-ember", colour: "#ff8a6b" },
    Ink { suffix: "-ember-light", colour: "#bf2f0c" },
];

const APP_SIZES: [u32; 4] = [32, 128, 256, 512];
const ICO_SIZES: [u32; 4] = [16, 32, 48, 256];

/// The whole of `cargo xtask icons`.
pub(crate) fn render() -> Result<u8, Trouble> {
    let icons = root().join("icons");
    let app = read(&icons.join("app.svg"))?;
    for size in APP_SIZES {
        let name = format!("{size}x{size}.png");
        write(&icons.join(name), &picture(&app, size)?)?;
    }
    write(&icons.join("icon.png"), &picture(&app, 512)?)?;
    let pictures: Result<Vec<_>, _> = ICO_SIZES
        .iter()
        .map(|&size| Ok((size, picture(&app, size)?)))
        .collect();
    write(&icons.join("icon.ico"), &ico(&pictures?))?;
    for sheet in &SHEETS {
        let drawing = read(&icons.join(sheet.source))?;
        for (name, parts, ink) in tray() {
            let shown = show(&drawing, parts, ink.colour);
            let picture = picture(&shown, sheet.size)?;
            write(&file(&icons, sheet, name, ink), &picture)?;
        }
    }
    Ok(0)
}

/// Every tray icon: name, parts and colour.
fn tray()
-> impl Iterator<Item = (&'static str, &'static [&'static str], &'static Ink)> {
    STATES.iter().flat_map(|(name, parts)| {
        let embers: &[Ink] = if *name == "overdue" { &EMBERS } else { &[] };
        INKS.iter().chain(embers).map(move |ink| (*name, *parts, ink))
    })
}

fn file(icons: &Path, sheet: &Sheet, name: &str, ink: &Ink) -> PathBuf {
    let name = format!("{name}{}.png", ink.suffix);
    icons.join(sheet.folder).join(name)
}

/// Hides all parts of a sheet but these, and colours them.
fn show(drawing: &str, parts: &[&str], colour: &str) -> String {
    let ids: Vec<String> =
        parts.iter().map(|part| format!("#{part}")).collect();
    let style = format!(
        "<style>path {{ display: none; fill: {colour} }} \
         {} {{ display: inline }}</style></svg>",
        ids.join(", ")
    );
    drawing.replace("</svg>", &style)
}

/// Has librsvg draw it at a size, as PNG.
fn picture(drawing: &str, size: u32) -> Result<Vec<u8>, Trouble> {
    let size = size.to_string();
    let mut command = program("rsvg-convert");
    command
        .args(["--width", &size, "--height", &size])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut converter = command.spawn().map_err(|error| {
        Trouble::missing(
            format!("rsvg-convert could not be started: {error}."),
            "Install librsvg2-bin (apt), librsvg2-tools (dnf) or librsvg \
             (pacman).",
        )
    })?;
    let failed = || Trouble::file("rsvg-convert");
    if let Some(mut input) = converter.stdin.take() {
        input.write_all(drawing.as_bytes()).map_err(failed())?;
    }
    let output = converter.wait_with_output().map_err(failed())?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let command = spoken(&command);
    Err(Trouble::Ended { command, status: output.status })
}

/// Wraps PNG pictures into a Windows icon.
fn ico(pictures: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(pictures.len()).unwrap_or(u16::MAX);
    let mut bytes = [[0, 0], [1, 0], count.to_le_bytes()].concat();
    let length = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    let mut offset = length(6 + 16 * pictures.len());
    for (size, picture) in pictures {
        // One byte holds the size, and zero means 256.
        let size = u8::try_from(*size).unwrap_or(0);
        bytes.extend([size, size, 0, 0, 1, 0, 32, 0]);
        bytes.extend(length(picture.len()).to_le_bytes());
        bytes.extend(offset.to_le_bytes());
        offset = offset.saturating_add(length(picture.len()));
    }
    bytes.extend(pictures.iter().flat_map(|(_, picture)| picture));
    bytes
}

fn read(path: &Path) -> Result<String, Trouble> {
    fs::read_to_string(path).map_err(Trouble::file(path))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Trouble::file(folder))?;
    }
    fs::write(path, bytes).map_err(Trouble::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(png: &[u8]) -> (u32, u32) {
        assert_eq!(png[1..4], *b"PNG");
        let side =
            |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (side(16), side(20))
    }

    #[test]
    fn every_part_of_every_state_is_drawn_in_every_sheet() {
        for sheet in &SHEETS {
            let drawing =
                read(&root().join("icons").join(sheet.source)).unwrap();
            for part in STATES.iter().flat_map(|(_, parts)| *parts) {
                let id = format!("id=\"{part}\"");
                let times = drawing.matches(&id).count();
                assert_eq!(times, 1, "{part} in {}", sheet.source);
            }
        }
    }

    #[test]
    fn every_state_is_committed_at_its_size() {
        for sheet in &SHEETS {
            for (name, _, ink) in tray() {
                let file = file(&root().join("icons"), sheet, name, ink);
                let png = fs::read(&file).unwrap();
                let expected = (sheet.size, sheet.size);
                assert_eq!(sizes(&png), expected, "{}", file.display());
            }
        }
    }

    #[test]
    fn no_two_states_look_the_same() {
        let mut seen = std::collections::BTreeMap::new();
        for (name, _, ink) in tray() {
            let file = file(&root().join("icons"), &SHEETS[0], name, ink);
            let picture = fs::read(file).unwrap();
            let name = format!("{name}{}", ink.suffix);
            if let Some(twin) = seen.insert(picture, name.clone()) {
                panic!("{name} looks like {twin}");
            }
        }
    }

    #[test]
    fn a_state_shows_its_parts_and_nothing_else() {
        let shown = show("<svg/></svg>", &["chair", "n4"], "#fff");
        assert!(shown.contains("path { display: none; fill: #fff }"));
        assert!(
            shown.ends_with("#chair, #n4 { display: inline }</style></svg>")
        );
    }

    #[test]
    fn a_windows_icon_points_at_its_pictures() {
        let icon = ico(&[(16, vec![7; 3]), (256, vec![9; 2])]);
        assert_eq!(icon[..6], [0, 0, 1, 0, 2, 0]);
        assert_eq!((icon[6], icon[22]), (16, 0), "sizes, 256 as zero");
        assert_eq!(icon[14..22], [3, 0, 0, 0, 38, 0, 0, 0]);
        assert_eq!(icon[30..38], [2, 0, 0, 0, 41, 0, 0, 0]);
        assert_eq!(icon[38..], [7, 7, 7, 9, 9]);
    }
}
