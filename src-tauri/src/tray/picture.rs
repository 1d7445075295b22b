//! The pictures of the tray, as they are drawn in the folder of icons.

use tauri::image::Image;
use tauri::include_image;

use super::Icon;

/// The colour of what is behind the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// A light picture stands out.
    Dark,
    /// A dark picture stands out.
    Light,
}

impl Panel {
    /// What the panel of this desktop looks like; on the main thread.
    #[must_use]
    pub fn here() -> Panel {
        let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
        Panel::of(&desktop, ink())
    }

    /// GNOME's panel is dark whatever the theme; others are drawn with the
    /// theme, whose writing stands out from them. Of a desktop without a
    /// theme the name it gives itself has to do.
    fn of(desktop: &str, ink: Option<f64>) -> Panel {
        let named = |name| desktop.split(':').any(|one| one == name);
        let dark = match ink {
            _ if named("GNOME") || named("Unity") => true,
            Some(ink) => ink > 0.5,
            None => !named("KDE"),
        };
        if dark { Panel::Dark } else { Panel::Light }
    }
}

/// How bright the theme writes, from 0 to 1: the luma of its colour for text.
#[cfg(target_os = "linux")]
fn ink() -> Option<f64> {
    use gtk::prelude::{StyleContextExt, WidgetExt};
    let label = gtk::Label::new(None);
    let ink = label.style_context().lookup_color("theme_fg_color")?;
    Some(0.299 * ink.red() + 0.587 * ink.green() + 0.114 * ink.blue())
}

/// Elsewhere the system tints the picture.
#[cfg(not(target_os = "linux"))]
fn ink() -> Option<f64> {
    None
}

macro_rules! picture {
    ($panel:ident, $dark:literal, $light:literal) => {
        match $panel {
            Panel::Dark => include_image!($dark),
            Panel::Light => include_image!($light),
        }
    };
}

/// The picture of a state.
pub(super) fn picture(icon: Icon, panel: Panel) -> Image<'static> {
    match icon.file().as_str() {
        "plus" => {
            picture!(panel, "icons/tray/plus.png", "icons/tray/plus-light.png")
        }
        "imminent" => picture!(
            panel,
            "icons/tray/imminent.png",
            "icons/tray/imminent-light.png"
        ),
        "overdue-ember" => picture!(
            panel,
            "icons/tray/overdue-ember.png",
            "icons/tray/overdue-ember-light.png"
        ),
        "observer" => picture!(
            panel,
            "icons/tray/observer.png",
            "icons/tray/observer-light.png"
        ),
        "off" => {
            picture!(panel, "icons/tray/off.png", "icons/tray/off-light.png")
        }
        "blind" => picture!(
            panel,
            "icons/tray/blind.png",
            "icons/tray/blind-light.png"
        ),
        "blind-plus" => picture!(
            panel,
            "icons/tray/blind-plus.png",
            "icons/tray/blind-plus-light.png"
        ),
        "blind-imminent" => picture!(
            panel,
            "icons/tray/blind-imminent.png",
            "icons/tray/blind-imminent-light.png"
        ),
        "1" => picture!(panel, "icons/tray/1.png", "icons/tray/1-light.png"),
        "2" => picture!(panel, "icons/tray/2.png", "icons/tray/2-light.png"),
        "3" => picture!(panel, "icons/tray/3.png", "icons/tray/3-light.png"),
        "4" => picture!(panel, "icons/tray/4.png", "icons/tray/4-light.png"),
        "5" => picture!(panel, "icons/tray/5.png", "icons/tray/5-light.png"),
        "6" => picture!(panel, "icons/tray/6.png", "icons/tray/6-light.png"),
        "7" => picture!(panel, "icons/tray/7.png", "icons/tray/7-light.png"),
        "8" => picture!(panel, "icons/tray/8.png", "icons/tray/8-light.png"),
        "9" => picture!(panel, "icons/tray/9.png", "icons/tray/9-light.png"),
        "blind-1" => picture!(
            panel,
            "icons/tray/blind-1.png",
            "icons/tray/blind-1-light.png"
        ),
        "blind-2" => picture!(
            panel,
            "icons/tray/blind-2.png",
            "icons/tray/blind-2-light.png"
        ),
        "blind-3" => picture!(
            panel,
            "icons/tray/blind-3.png",
            "icons/tray/blind-3-light.png"
        ),
        "blind-4" => picture!(
            panel,
            "icons/tray/blind-4.png",
            "icons/tray/blind-4-light.png"
        ),
        "blind-5" => picture!(
            panel,
            "icons/tray/blind-5.png",
            "icons/tray/blind-5-light.png"
        ),
        "blind-6" => picture!(
            panel,
            "icons/tray/blind-6.png",
            "icons/tray/blind-6-light.png"
        ),
        "blind-7" => picture!(
            panel,
            "icons/tray/blind-7.png",
            "icons/tray/blind-7-light.png"
        ),
        "blind-8" => picture!(
            panel,
            "icons/tray/blind-8.png",
            "icons/tray/blind-8-light.png"
        ),
        "blind-9" => picture!(
            panel,
            "icons/tray/blind-9.png",
            "icons/tray/blind-9-light.png"
        ),
        _ => {
            picture!(panel, "icons/tray/idle.png", "icons/tray/idle-light.png")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_stands_out_from_the_panel() {
        let bright = Some(0.9);
        let black = Some(0.1);
        assert_eq!(Panel::of("XFCE", black), Panel::Light);
        assert_eq!(Panel::of("KDE", bright), Panel::Dark);
        assert_eq!(Panel::of("ubuntu:GNOME", black), Panel::Dark);
        assert_eq!(Panel::of("KDE", None), Panel::Light);
        assert_eq!(Panel::of("", None), Panel::Dark);
    }
}
