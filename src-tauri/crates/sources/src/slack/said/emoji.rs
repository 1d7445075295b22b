//! Emoji by name: the common ones as the sign itself.

/// The sign of a common name.
fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "+1" | "thumbsup" => "👍",
        "-1" | "thumbsdown" => "👎",
        "eyes" => "👀",
        "white_check_mark" => "✅",
        "heavy_check_mark" => "✔️",
        "ballot_box_with_check" => "☑️",
        "x" => "❌",
        "heavy_exclamation_mark" | "exclamation" => "❗",
        "question" => "❓",
        "warning" => "⚠️",
        "rotating_light" => "🚨",
        "fire" => "🔥",
        "boom" | "collision" => "💥",
        "bug" => "🐛",
        "evergreen_tree" => "🌲",
        "sos" => "🆘",
        "no_entry" => "⛔",
        "no_entry_sign" => "🚫",
        "red_circle" => "🔴",
        "large_yellow_circle" => "🟡",
        "large_green_circle" => "🟢",
        "large_blue_circle" => "🔵",
        "hourglass" => "⌛",
        "hourglass_flowing_sand" => "⏳",
        "pray" => "🙏",
        "raised_hands" => "🙌",
        "clap" => "👏",
        "wave" => "👋",
        "muscle" => "💪",
        "ok_hand" => "👌",
        "point_up" => "☝️",
        "point_right" => "👉",
        "point_down" => "👇",
        "raising_hand" | "woman-raising-hand" => "🙋",
        "shrug" | "man-shrugging" | "woman-shrugging" => "🤷",
        "facepalm" | "man-facepalming" | "woman-facepalming" => "🤦",
        "smile" => "😄",
        "smiley" => "😃",
        "grinning" => "😀",
        "slightly_smiling_face" => "🙂",
        "slightly_frowning_face" => "🙁",
        "joy" => "😂",
        "sweat_smile" => "😅",
        "wink" => "😉",
        "blush" => "😊",
        "heart_eyes" => "😍",
        "thinking_face" => "🤔",
        "cry" => "😢",
        "sob" => "😭",
        "scream" => "😱",
        "disappointed" => "😞",
        "confused" => "😕",
        "see_no_evil" => "🙈",
        "heart" => "❤️",
        "tada" => "🎉",
        "rocket" => "🚀",
        "sparkles" => "✨",
        "star" => "⭐",
        "100" => "💯",
        "bulb" => "💡",
        "lock" => "🔒",
        "key" => "🔑",
        "link" => "🔗",
        "mag" => "🔍",
        "wrench" => "🔧",
        "hammer_and_wrench" => "🛠️",
        "gear" => "⚙️",
        "package" => "📦",
        "ticket" => "🎫",
        "memo" | "pencil" => "📝",
        "email" | "envelope" => "✉️",
        "phone" | "telephone" => "☎️",
        "calendar" => "📆",
        "chart_with_upwards_trend" => "📈",
        "chart_with_downwards_trend" => "📉",
        "bell" => "🔔",
        "no_bell" => "🔕",
        "loudspeaker" => "📢",
        "pushpin" => "📌",
        "computer" => "💻",
        "coffee" => "☕",
        "arrow_up" => "⬆️",
        "arrow_down" => "⬇️",
        "arrow_right" => "➡️",
        "ghost" => "👻",
        "skull" => "💀",
        "robot_face" => "🤖",
        _ => return None,
    })
}

/// Whether something between colons can be an emoji's name.
pub(super) fn is_name(name: &str) -> bool {
    let known = |b: u8| {
        b.is_ascii_lowercase()
            || b.is_ascii_digit()
            || matches!(b, b'_' | b'-' | b'+' | b'\'' | b'&')
    };
    // Times and ports lie between colons, too: "10:30:00".
    let letters = name.bytes().any(|b| b.is_ascii_lowercase());
    (1..=100).contains(&name.len())
        && name.bytes().all(known)
        && (letters || sign(name).is_some())
}

/// The sign, or the name between colons where no sign is known.
pub(super) fn shown(name: &str) -> String {
    let plain = name.split("::").next().unwrap_or(name);
    sign(plain).map_or_else(|| format!(":{plain}:"), str::to_owned)
}

/// The sign of code points as Slack lists them: "1f468-200d-1f4bb".
pub(super) fn unicode(points: &str) -> Option<String> {
    let sign: Option<String> = points
        .split('-')
        .take(12)
        .map(|point| {
            u32::from_str_radix(point, 16).ok().and_then(char::from_u32)
        })
        .collect();
    sign.filter(|sign| !sign.is_empty() && sign.chars().all(|c| c > '\u{1f}'))
}

/// Words with their emoji shown.
pub(super) fn replaced(words: &str) -> String {
    let mut all = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once(':') {
        all.push_str(before);
        match after.split_once(':') {
            Some((name, behind)) if is_name(name) => {
                if !name.starts_with("skin-tone-") {
                    all.push_str(&shown(name));
                }
                rest = behind;
            }
            _ => {
                all.push(':');
                rest = after;
            }
        }
    }
    all.push_str(rest);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_emoji_is_its_sign_and_a_rare_one_its_name() {
        assert_eq!(replaced("ok :+1::skin-tone-3: bye"), "ok 👍 bye");
        assert_eq!(replaced(":our_logo: hi"), ":our_logo: hi");
        assert_eq!(shown("wave::skin-tone-2"), "👋");
        assert_eq!(unicode("1f44d").as_deref(), Some("👍"));
        assert_eq!(unicode("1f468-200d-1f4bb").as_deref(), Some("👨‍💻"));
        assert_eq!(unicode("zz"), None);
        assert_eq!(unicode("0"), None);
    }

    #[test]
    fn times_and_addresses_are_no_emoji() {
        for words in ["10:30:00", "a:B c:d", "::", "http://h:80:x y:"] {
            assert_eq!(replaced(words), words);
        }
    }
}
