//! Two versions of a file are shown line by line.

/// How many unchanged lines are shown around a change.
const AROUND: usize = 2;

/// The largest table of compared lines; beyond it the changed stretch is
/// shown as taken out and put in whole.
const LARGEST: usize = 4_000_000;

/// A line and what happens to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Kept(&'t str),
    Gone(&'t str),
    New(&'t str),
}

/// What changes from one text to another: "- " before a line that goes,
/// "+ " before one that comes, a few lines around, and "…" for the rest.
#[must_use]
pub fn diff(old: &str, new: &str) -> String {
    let lines = compared(old, new);
    let changed = |line: &Line<'_>| !matches!(line, Line::Kept(_));
    let near = |at: usize| {
        let around = at.saturating_sub(AROUND)..=at + AROUND;
        lines
            .iter()
            .enumerate()
            .skip(*around.start())
            .take_while(|(other, _)| around.contains(other))
            .any(|(_, line)| changed(line))
    };
    let mut shown = String::new();
    let mut left_out = false;
    for (at, line) in lines.iter().enumerate() {
        if !near(at) {
            left_out = true;
            continue;
        }
        if std::mem::take(&mut left_out) {
            shown.push_str("…\n");
        }
        let (sign, text) = match line {
            Line::Kept(text) => ("  ", text),
            Line::Gone(text) => ("- ", text),
            Line::New(text) => ("+ ", text),
        };
        shown.push_str(format!("{sign}{text}").trim_end());
        shown.push('\n');
    }
    if left_out && !shown.is_empty() {
        shown.push_str("…\n");
    }
    shown
}

fn compared<'t>(old: &'t str, new: &'t str) -> Vec<Line<'t>> {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(rest)
        .take_while(same)
        .count();
    let middle = |lines: &[&'t str]| -> Vec<&'t str> {
        let length = lines.len() - head - tail;
        lines.iter().copied().skip(head).take(length).collect()
    };
    let kept = |line: &&'t str| Line::Kept(line);
    old.iter()
        .take(head)
        .map(kept)
        .chain(changes(&middle(&old), &middle(&new)))
        .chain(old.iter().skip(old.len() - tail).map(kept))
        .collect()
}

/// The changes of a stretch, by the longest run of lines in common.
fn changes<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    if old.len().saturating_mul(new.len()) > LARGEST {
        let gone = old.iter().map(|line| Line::Gone(line));
        return gone.chain(new.iter().map(|line| Line::New(line))).collect();
    }
    let common = common(old, new);
    let at = |a: usize, b: usize| {
        common.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0)
    };
    let (mut a, mut b) = (0, 0);
    let mut lines = Vec::new();
    loop {
        match (old.get(a), new.get(b)) {
            (Some(gone), Some(come)) if gone == come => {
                lines.push(Line::Kept(gone));
                (a, b) = (a + 1, b + 1);
            }
            (Some(gone), come)
                if come.is_none() || at(a + 1, b) >= at(a, b + 1) =>
            {
                lines.push(Line::Gone(gone));
                a += 1;
            }
            (_, Some(come)) => {
                lines.push(Line::New(come));
                b += 1;
            }
            (_, None) => return lines,
        }
    }
}

/// How many lines the rests of both have in common, for every pair of rests.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut rows = vec![vec![0; new.len() + 1]];
    for gone in old.iter().rev() {
        let mut row = vec![0; new.len() + 1];
        if let Some(below) = rows.last() {
            for (b, come) in new.iter().enumerate().rev() {
                let longest = if gone == come {
                    below.get(b + 1).copied().unwrap_or(0) + 1
                } else {
                    let down = below.get(b).copied().unwrap_or(0);
                    down.max(row.get(b + 1).copied().unwrap_or(0))
                };
                if let Some(cell) = row.get_mut(b) {
                    *cell = longest;
                }
            }
        }
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_change_is_shown_with_a_little_around_it() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n";
        let new = "1\n2\n3\n4\n5\nfive and a half\n6\n7\n8\n9\n10\n11\n13\n";
        assert_snapshot!(diff(old, new), @r"
        …
          4
          5
        + five and a half
          6
          7
        …
          10
          11
        - 12
          13
        ");
    }

    #[test]
    fn nothing_changes_nothing_is_shown() {
        assert_eq!(diff("a\nb\n", "a\nb\n"), "");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_the_comparison(
            old in "[abc\n]{0,40}",
            new in "[abc\n]{0,40}",
        ) {
            let lines = compared(&old, &new);
            let before = lines.iter().filter_map(|line| match line {
                Line::Kept(text) | Line::Gone(text) => Some(*text),
                Line::New(_) => None,
            });
            let after = lines.iter().filter_map(|line| match line {
                Line::Kept(text) | Line::New(text) => Some(*text),
                Line::Gone(_) => None,
            });
            prop_assert!(before.eq(old.lines()));
            prop_assert!(after.eq(new.lines()));
        }
    }
}
