//! The lines of the menu on the desktop, relabelled in their places.

use tauri::menu::{
    CheckMenuItem, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu,
};
use tauri::{AppHandle, Wry};

use super::{Line, beside};

/// A line as it stands on the desktop.
pub(super) struct Drawn {
    line: Line,
    item: Item,
}

enum Item {
    Text(MenuItem<Wry>),
    Rule(PredefinedMenuItem<Wry>),
    Tick(CheckMenuItem<Wry>),
    Beside(Submenu<Wry>, Vec<Drawn>),
}

/// Where lines stand: in the menu, or beside one of its lines.
pub(super) trait Place {
    fn put(&self, item: &dyn IsMenuItem<Wry>, at: usize) -> tauri::Result<()>;
    fn take(&self, item: &dyn IsMenuItem<Wry>) -> tauri::Result<()>;
}

impl Place for Menu<Wry> {
    fn put(&self, item: &dyn IsMenuItem<Wry>, at: usize) -> tauri::Result<()> {
        self.insert(item, at)
    }

    fn take(&self, item: &dyn IsMenuItem<Wry>) -> tauri::Result<()> {
        self.remove(item)
    }
}

impl Place for Submenu<Wry> {
    fn put(&self, item: &dyn IsMenuItem<Wry>, at: usize) -> tauri::Result<()> {
        self.insert(item, at)
    }

    fn take(&self, item: &dyn IsMenuItem<Wry>) -> tauri::Result<()> {
        self.remove(item)
    }
}

/// Makes the lines of a place as wanted. A line that stays is only told its
/// new words, so that a menu that is open stays open.
pub(super) fn draw(
    app: &AppHandle,
    place: &impl Place,
    drawn: &mut Vec<Drawn>,
    wanted: &[Line],
) -> tauri::Result<()> {
    let mut kept = Vec::with_capacity(wanted.len());
    let mut before = std::mem::take(drawn);
    for stands in before.extract_if(.., |old| !stays(old, wanted)) {
        place.take(stands.item.native())?;
    }
    for (at, line) in wanted.iter().enumerate() {
        let stands = before.first().is_some_and(|old| same(&old.line, line));
        let stands = if stands {
            let mut stands = before.remove(0);
            stands.relabel(app, line)?;
            stands
        } else {
            // Lines never change their order, so this one is new.
            let fresh = Drawn::new(app, line)?;
            place.put(fresh.item.native(), at)?;
            fresh.name()?;
            fresh
        };
        kept.push(stands);
    }
    for stands in before {
        place.take(stands.item.native())?;
    }
    *drawn = kept;
    Ok(())
}

fn stays(old: &Drawn, wanted: &[Line]) -> bool {
    wanted.iter().any(|line| same(&old.line, line))
}

fn same(one: &Line, other: &Line) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
        && one.id() == other.id()
}

impl Drawn {
    fn new(app: &AppHandle, line: &Line) -> tauri::Result<Drawn> {
        let id = line.id();
        let item = match line {
            Line::Words { label, .. } => Item::Text(MenuItem::with_id(
                app,
                id,
                literal(label),
                false,
                None::<&str>,
            )?),
            Line::Press { label, .. } => Item::Text(MenuItem::with_id(
                app,
                id,
                literal(label),
                true,
                None::<&str>,
            )?),
            Line::Rule { .. } => {
                Item::Rule(PredefinedMenuItem::separator(app)?)
            }
            Line::Switch { label, on, .. } => {
                Item::Tick(CheckMenuItem::with_id(
                    app,
                    id,
                    literal(label),
                    true,
                    *on,
                    None::<&str>,
                )?)
            }
            Line::Menu { lines, .. } => {
                let menu = Submenu::with_id(app, id, id, true)?;
                let mut drawn = Vec::new();
                draw(app, &menu, &mut drawn, lines)?;
                Item::Beside(menu, drawn)
            }
        };
        Ok(Drawn { line: line.clone(), item })
    }

    /// The label of a line with others beside it can only be set once the
    /// line stands in its place.
    fn name(&self) -> tauri::Result<()> {
        match (&self.item, &self.line) {
            (Item::Beside(menu, _), Line::Menu { id, label, .. }) => {
                beside::name(menu, id, label)
            }
            _ => Ok(()),
        }
    }

    fn relabel(&mut self, app: &AppHandle, line: &Line) -> tauri::Result<()> {
        let new = label(line);
        let changed = new.filter(|new| label(&self.line) != Some(new));
        match &mut self.item {
            Item::Text(item) => {
                if let Some(label) = changed {
                    item.set_text(literal(label))?;
                }
            }
            Item::Rule(_) => {}
            Item::Tick(item) => {
                if let Some(label) = changed {
                    item.set_text(literal(label))?;
                }
                // A press ticks the line by itself, whatever comes of it.
                if let Line::Switch { on, .. } = line
                    && item.is_checked()? != *on
                {
                    item.set_checked(*on)?;
                }
            }
            Item::Beside(menu, drawn) => {
                if let Some(label) = changed {
                    beside::name(menu, line.id(), label)?;
                }
                if let Line::Menu { lines, .. } = line {
                    draw(app, menu, drawn, lines)?;
                }
            }
        }
        self.line = line.clone();
        Ok(())
    }
}

impl Item {
    fn native(&self) -> &dyn IsMenuItem<Wry> {
        match self {
            Item::Text(item) => item,
            Item::Rule(item) => item,
            Item::Tick(item) => item,
            Item::Beside(item, _) => item,
        }
    }
}

fn label(line: &Line) -> Option<&str> {
    match line {
        Line::Words { label, .. }
        | Line::Press { label, .. }
        | Line::Switch { label, .. }
        | Line::Menu { label, .. } => Some(label),
        Line::Rule { .. } => None,
    }
}

/// An ampersand would underline the letter after it.
fn literal(label: &str) -> String {
    label.replace('&', "&&")
}
